"""The mixer of the sound card, through pygame: what is played once, and what goes round.

Sounds are made from waves beforehand. What goes on for long is a `Loop`, whose loudness is led from
frame to frame and never jumps: SDL would let it begin at full loudness for a moment. pygame.error
says that there is no card, or no more.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pygame

from game.sound.voices import RATE, Wave

BUFFER = 512  # samples: 12 ms
CHANNELS = 16
CUE_VOLUME = 0.36  # so that three at once stay below the full scale
FULL = 32767


class Mixer:
    """mono: the same for both ears. reserved: so many channels, from the first on, are kept for
    whoever asks for them by number.
    """

    def __init__(self, *, mono: bool = False, reserved: int = 0) -> None:
        self.mono = mono
        pygame.mixer.init(RATE, -16, 1 if mono else 2, BUFFER, allowedchanges=0)
        pygame.mixer.set_num_channels(CHANNELS)
        pygame.mixer.set_reserved(reserved)

    def sound(self, wave: Wave) -> pygame.mixer.Sound:
        """A wave as the card wants it: (n,) the same for both ears, or (n, 2)."""
        if wave.ndim == 1 and not self.mono:
            wave = np.stack((wave, wave), 1)
        elif wave.ndim == 2 and self.mono:
            wave = wave.mean(1)
        samples = np.round(np.clip(wave, -1, 1) * FULL).astype(np.int16)
        return pygame.mixer.Sound(buffer=samples.tobytes())

    def file(self, path: Path) -> pygame.mixer.Sound | None:
        """A recording; None for one that cannot be read."""
        try:
            return pygame.mixer.Sound(path)
        except (pygame.error, OSError):
            return None

    def play(self, sound: pygame.mixer.Sound, pan: float, volume: float) -> None:
        """Once, on whatever is free."""
        sound.set_volume(volume * CUE_VOLUME)
        channel = pygame.mixer.find_channel(force=True)
        channel.play(sound)
        if not self.mono:
            channel.set_volume(*sides(pan))

    def close(self) -> None:
        """Give the card back."""
        pygame.mixer.quit()


class Loop:
    """One channel, for a sound without an end."""

    def __init__(self, number: int, mono: bool) -> None:
        self._channel = pygame.mixer.Channel(number)
        self._mono = mono
        self._at = (0.0, 0.0)

    @property
    def silent(self) -> bool:
        return self._at == (0.0, 0.0)

    def begin(self, sound: pygame.mixer.Sound) -> None:
        """Go round with this sound from now on, unheard at first."""
        sound.set_volume(0.0)
        self._channel.play(sound, loops=-1)
        self._at = (0.0, 0.0)
        self._set()
        sound.set_volume(1.0)

    def lead(self, volume: float, pan: float, dt: float, full_s: float) -> None:
        """Go towards a loudness and a side, from nothing to all of it in full_s."""
        most = dt / full_s
        to = (volume, volume) if self._mono else sides(pan, volume)
        if to == self._at:
            return
        self._at = (_towards(self._at[0], to[0], most), _towards(self._at[1], to[1], most))
        self._set()

    def end(self) -> None:
        self._channel.stop()

    def _set(self) -> None:
        if self._mono:
            self._channel.set_volume(self._at[0])
        else:
            self._channel.set_volume(*self._at)


def sides(pan: float, volume: float = 1.0) -> tuple[float, float]:
    """How loud left and right are, the whole as loud wherever it comes from."""
    angle = (max(-1.0, min(1.0, pan)) + 1) * math.pi / 4
    return volume * math.cos(angle), volume * math.sin(angle)


def _towards(now: float, to: float, most: float) -> float:
    return to if abs(to - now) <= most else now + math.copysign(most, to - now)
