"""The loudspeakers: plays cues, follows the guide, keeps the bed of music. Silent where there are
none: sound helps, and nothing waits for it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pygame

from game.sim.types import Event, World
from game.sound.cues import CUES, cues_of
from game.sound.guide import eyes_closed, heard
from game.sound.voices import RATE, Wave, bed, steady

BUFFER = 512  # samples: 12 ms
LOWEST, HIGHEST = 52, 76  # keys of the guide's scale, E3 to E5
THERE_KEY = 48
FADE_MS = 60
GUIDE_VOLUME, BED_VOLUME, BED_UNDER_GUIDE = 0.6, 0.16, 0.0
_GUIDE_A, _GUIDE_B, _THERE, _BED, _FREE = range(5)


class Speakers:
    """One mixer. `problem` says in one line why nothing is heard, empty where something is."""

    def __init__(self, volume: float = 0.7) -> None:
        self.volume, self.problem = max(0.0, min(1.0, volume)), ""
        self._sounds: dict[str, pygame.mixer.Sound] = {}
        self._key: int | None = None  # of the guide's voice
        self._voice = _GUIDE_A
        self._on = self.volume > 0 and self._open()
        if self._on:
            pygame.mixer.set_reserved(_FREE)
            self._sounds = {name: _sound(make()) for name, make in CUES.items()}
            self._sounds["bed"] = _sound(bed())
            self._sounds["there"] = _sound(steady(THERE_KEY))
            self._scale = {key: _sound(steady(key)) for key in range(LOWEST, HIGHEST + 1)}

    def play(self, name: str, pan: float = 0.0) -> None:
        """Play a cue once."""
        if not self._on:
            return
        channel = pygame.mixer.find_channel(force=True)
        channel.set_volume(*_sides(pan, self.volume))
        channel.play(self._sounds[name])

    def hear(self, events: Sequence[Event]) -> None:
        """Play what belongs to what has happened."""
        for cue in cues_of(events):
            self.play(cue.name, cue.pan)

    def follow(self, world: World | None, lean: tuple[float, float]) -> None:
        """Once a frame: the guide where eyes are closed, the bed where they are not; neither
        without a world.
        """
        if not self._on:
            return
        closed = world is not None and eyes_closed(world)
        self._follow_guide(world if closed else None, lean)
        channel = pygame.mixer.Channel(_BED)
        if world is not None and not channel.get_busy():
            channel.play(self._sounds["bed"], loops=-1, fade_ms=2000)
        if world is None and channel.get_busy():
            channel.fadeout(800)
        channel.set_volume(self.volume * (BED_UNDER_GUIDE if closed else BED_VOLUME))

    def close(self) -> None:
        """Fall silent and give the mixer back."""
        if self._on:
            pygame.mixer.quit()
        self._on = False

    def _open(self) -> bool:
        try:
            pygame.mixer.init(RATE, -16, 2, BUFFER)
        except pygame.error as error:
            self.problem = f"no sound: {error}"
            return False
        return True

    def _follow_guide(self, world: World | None, lean: tuple[float, float]) -> None:
        now = heard(world, lean) if world is not None else None
        there = pygame.mixer.Channel(_THERE)
        if now is None or not now.there:
            if there.get_busy():
                there.fadeout(FADE_MS)
        elif not there.get_busy():
            there.play(self._sounds["there"], loops=-1, fade_ms=FADE_MS)
        there.set_volume(0.5 * self.volume)
        if now is None:
            self._sing(None)
            return
        middle, half = (LOWEST + HIGHEST) / 2, (HIGHEST - LOWEST) / 2
        self._sing(round(middle + half * now.pitch))
        volume = self.volume * GUIDE_VOLUME * (0.4 if now.there else 1.0)
        pygame.mixer.Channel(self._voice).set_volume(*_sides(now.pan, volume))

    def _sing(self, key: int | None) -> None:
        """Let the guide's voice go over to another note, or fall silent."""
        if key == self._key:
            return
        if self._key is not None:
            pygame.mixer.Channel(self._voice).fadeout(FADE_MS)
        self._key = key
        if key is not None:
            self._voice = _GUIDE_B if self._voice == _GUIDE_A else _GUIDE_A
            pygame.mixer.Channel(self._voice).play(self._scale[key], loops=-1, fade_ms=FADE_MS)


def _sides(pan: float, volume: float) -> tuple[float, float]:
    """How loud left and right are, the whole as loud wherever it comes from."""
    angle = (max(-1.0, min(1.0, pan)) + 1) * math.pi / 4
    return volume * math.cos(angle), volume * math.sin(angle)


def _sound(wave: Wave) -> pygame.mixer.Sound:
    samples = np.round(np.clip(wave, -1, 1) * 32767).astype(np.int16)
    return pygame.mixer.Sound(buffer=np.repeat(samples, 2).tobytes())
