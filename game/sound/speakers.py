"""The loudspeakers: cues, the voice that leads, the bed of music and speech, each in its place.

Everything is made before it is needed and only led while play goes on. Silent where there is no
sound card, or no more: sound helps, and nothing waits for it. What is heard of cues is felt too,
where a controller shakes (touch.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import pygame

from game.sim.types import Event, World
from game.sound import bed, leading, speech
from game.sound.bed import Bed, effort_of
from game.sound.cues import CUES, Cues, Rising
from game.sound.guide import eyes_closed, heard
from game.sound.leading import Leading
from game.sound.mixer import Mixer
from game.sound.settings import Hearing
from game.sound.speech import Lines, Speech
from game.sound.touch import Touch

UNDER_SPEECH: Final = 0.6  # of the voice that leads
LOWER: Final = -7  # keys, for ears that have lost the high ones
FRAME_S: Final = 1 / 60
USUAL: Final = Hearing()
_LEADING = 0
_BED = _LEADING + leading.CHANNELS
_SPEECH = _BED + bed.CHANNELS
_FREE = _SPEECH + speech.CHANNELS


class Speakers:
    """`problem` says in one line why nothing is heard, empty where something is. touch: what is
    felt of it; who plays lends it their controllers.
    """

    def __init__(self, hearing: Hearing = USUAL) -> None:
        self.touch = Touch()
        self.problem = ""
        self.hearing = hearing
        self._parts: _Parts | None = None
        self._cues = Cues()
        self._held, self._chosen = Rising(), Rising()  # in play, on a screen
        self._by_ear = False  # then nothing but what leads may come from a side
        self.use(hearing)

    def use(self, hearing: Hearing) -> None:
        """Sound like this from now on; what has to be made anew takes a moment: not during play."""
        before, self.hearing = self.hearing, hearing
        self.touch.strength = hearing.rumble
        if hearing.volume <= 0 or _ears(hearing) != _ears(before):
            self.close()
        with self._while_there():
            if self._parts is None and hearing.volume > 0:
                self._parts = _Parts(hearing)
            elif self._parts and _speaker(hearing) != _speaker(before):
                self._parts.speech.close()
                self._parts.learn(hearing)

    def prepare(self, place: str, visit: int) -> None:
        """Begin to write the music of a place on this visit, on a thread of its own."""
        if self._parts:
            self._parts.bed.compose(place, visit)

    def ready(self) -> None:
        """Wait until the music is written and the prompts are read: before play, so that nothing is
        made in it.
        """
        with self._while_there():
            if self._parts:
                self._parts.bed.wait()
                self._parts.speech.wait()

    def play(self, name: str, pan: float = 0.0) -> None:
        """Play a cue once; it is felt as well."""
        self.touch.play(name)
        with self._while_there():
            if self._parts:
                self._parts.mixer.play(self._parts.cues[name], pan, self.hearing.volume)

    def hear(self, events: Sequence[Event]) -> None:
        """Play what belongs to what has happened."""
        for cue in self._cues.of(events):
            leads = not self._by_ear or cue.name.startswith("go")
            self.play(cue.name, cue.pan if leads else 0.0)

    def hold(self, progress: float) -> None:
        """Once a frame: how far a choice on a screen has been held, 0..1, as notes that rise."""
        if note := self._chosen.step(progress):
            self.play(note)

    def follow(self, world: World | None, lean: tuple[float, float], dt: float = FRAME_S) -> None:
        """Once a frame: the voice that leads where eyes are closed, the bed where they are not;
        neither without a world. dt: the seconds that passed.
        """
        if world is not None:
            self._by_ear = eyes_closed(world)
            if note := self._held.step(world.hud.hold):
                self.play(note, 0.0 if self._by_ear else self._cues.pan)
            self.touch.lean(*lean)
        self.touch.step(dt)
        with self._while_there():
            if self._parts:
                self._parts.follow(world, lean, self.hearing, dt)

    def tell(self, lines: Lines, dt: float = FRAME_S) -> None:
        """Once a frame: the lines that stand on the screen, by their names; none to keep quiet."""
        with self._while_there():
            if self._parts:
                self._parts.speech.tell(lines, self.hearing.volume, dt)

    def close(self) -> None:
        """Fall silent and give the sound card back."""
        if self._parts:
            self._parts.close()
        self._parts = None

    @contextmanager
    def _while_there(self) -> Iterator[None]:
        """Round whatever is done with the sound card: without it all goes on in silence."""
        try:
            yield
        except pygame.error as error:
            self.problem = f"no sound: {error}"
            self.close()


class _Parts:
    """All that sounds, while there is a sound card."""

    def __init__(self, hearing: Hearing) -> None:
        up = LOWER if hearing.lower else 0
        self.mixer = Mixer(mono=hearing.mono, reserved=_FREE)
        self.cues = {name: self.mixer.sound(make(up)) for name, make in CUES.items()}
        self.leading = Leading(self.mixer, _LEADING, up)
        self.bed = Bed(self.mixer, _BED)
        self.learn(hearing)

    def learn(self, hearing: Hearing) -> None:
        """Speak another language, or none."""
        self.speech = Speech(self.mixer, _SPEECH, _speaker(hearing))

    def follow(
        self, world: World | None, lean: tuple[float, float], hearing: Hearing, dt: float
    ) -> None:
        volume, speaks = hearing.volume, self.speech.speaks
        now = heard(world, lean) if world else None
        self.leading.follow(now, volume * (UNDER_SPEECH if speaks else 1.0), dt)
        effort = None if world is None or now is not None else effort_of(world, lean)
        self.bed.follow(effort, volume * hearing.music, dt, speech=speaks)

    def close(self) -> None:
        self.bed.close()
        self.speech.close()
        self.mixer.close()


def _ears(hearing: Hearing) -> tuple[bool, bool]:
    """What everything has to be made anew for."""
    return hearing.mono, hearing.lower


def _speaker(hearing: Hearing) -> str:
    """The language that is spoken, empty for none."""
    return hearing.language if hearing.speech else ""
