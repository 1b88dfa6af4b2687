"""The voice that leads: turns what is to be heard (guide.py) into tones that are already made.

One voice on two channels, so that it can go over from one note to the next without a break; a third
for the soft second note of being there. With mono the side is told by rhythm: slow swells are to
the left, quick ones to the right, the deeper the farther; an even tone is straight ahead.
"""

from __future__ import annotations

from typing import Final

import pygame

from game.sound.guide import Heard
from game.sound.mixer import Loop, Mixer
from game.sound.voices import Wave, steady

LOWEST, HIGHEST = 52, 76  # keys of the scale, E3 to E5: two octaves about E4
THERE_KEY = 48
CHANNELS: Final = 3
FADE_S: Final = 0.08  # from one note to the next
STAYS_S: Final = (0.09, 0.35)  # on a note at least; with mono its rhythm has to be heard
CLINGS: Final = 0.65  # of a key: nearer than this to the note that sounds, it stays
VOLUME, THERE_VOLUME, VOLUME_THERE = 0.6, 0.4, 0.25
LEFT_HZ, RIGHT_HZ = 3, 9  # swells
DEPTHS: Final = (0.0, 0.5, 1.0)  # of the swells
FROM: Final = (0.15, 0.5)  # of the pan, from where the second and third depth are heard

Note = tuple[int, int]  # key, and depth of the swells: negative to the left


class Leading:
    """Sings on channels first, first + 1 and first + 2."""

    def __init__(self, mixer: Mixer, first: int, up: float) -> None:
        mono = mixer.mono
        self._a, self._b, self._there = (Loop(first + n, mono) for n in range(CHANNELS))
        self._stays_s = STAYS_S[mono]
        self._mono = mono
        depths = range(-2, 3) if mono else (0,)
        self._notes: dict[Note, pygame.mixer.Sound] = {
            (key, depth): mixer.sound(_note(key + up, depth))
            for key in range(LOWEST, HIGHEST + 1)
            for depth in depths
        }
        self._there_note = mixer.sound(steady(THERE_KEY + up))
        self._note: Note | None = None
        self._sung_s = 0.0
        self._there_sounds = False

    @property
    def sings(self) -> bool:
        return self._note is not None

    def follow(self, now: Heard | None, volume: float, dt: float) -> None:
        """Once a frame: what is to be heard, None for nothing."""
        self._sung_s += dt
        there = now is not None and now.there
        if there and not self._there_sounds:
            self._there.begin(self._there_note)
            self._there_sounds = True
        self._there.lead(THERE_VOLUME * volume * there, 0.0, dt, FADE_S)
        if self._there_sounds and not there and self._there.silent:
            self._there.end()
            self._there_sounds = False
        self._sing(now)
        pan = now.pan if now else 0.0
        loud = volume * (0.0 if now is None else VOLUME_THERE if there else VOLUME)
        self._a.lead(loud, pan, dt, FADE_S)
        self._b.lead(0.0, pan, dt, FADE_S)

    def _sing(self, now: Heard | None) -> None:
        """Go over to another note, once the one before was there long enough to be heard."""
        if now is None:
            if self._a.silent and self._note:
                self._a.end()
                self._note = None
            return
        wanted = (self._key(now.pitch), self._depth(now.pan))
        if wanted == self._note or (self._note and self._sung_s < self._stays_s):
            return
        self._a, self._b = self._b, self._a
        self._a.begin(self._notes[wanted])
        self._note, self._sung_s = wanted, 0.0

    def _key(self, pitch: float) -> int:
        key = (LOWEST + HIGHEST + (HIGHEST - LOWEST) * pitch) / 2
        if self._note and abs(key - self._note[0]) < CLINGS:
            return self._note[0]
        return round(key)

    def _depth(self, pan: float) -> int:
        if not self._mono:
            return 0
        return sum(abs(pan) > at for at in FROM) * (1 if pan > 0 else -1)


def _note(key: float, depth: int) -> Wave:
    return steady(key, RIGHT_HZ if depth > 0 else LEFT_HZ, DEPTHS[abs(depth)])
