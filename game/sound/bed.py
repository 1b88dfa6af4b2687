"""Plays the bed of music: composed on a thread of its own before play, led by how play goes.

Calm is always there; with effort a second stem of the same piece comes in beneath it, over seconds.
Both give way under speech. With closed eyes there is no music: the voice that leads needs the room.
"""

from __future__ import annotations

import math
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

import pygame

from game.sim.types import World
from game.sound.mixer import Loop, Mixer
from game.sound.music import Music, compose

CHANNELS: Final = 2
IN_S: Final = 2.5  # from nothing to all of it
VOLUME: Final = 0.65  # well under cues and speech
UNDER_SPEECH: Final = 0.3
LAZY_S: Final = 3.0  # for calm to become effort
FULL_EFFORT_AT: Final = 0.6  # of the limit
CALM_LEFT: Final = 0.75  # of the calm stem, at full effort


def effort_of(world: World, lean: tuple[float, float]) -> float:
    """How much the person does now, 0 at rest to 1: leaning, stepping and holding are work."""
    if world.goal.kind not in ("lean", "step"):
        return 0.0
    asked = math.hypot(world.goal.lean_ml, world.goal.lean_ap)
    far = max(min(math.hypot(*lean), 1.0), 0.6 * asked) / FULL_EFFORT_AT
    return min(1.0, max(far, 0.7 if world.hud.hold > 0 else 0.0))


class Bed:
    """On channels first and first + 1: `compose` begins to write, `follow` plays what there is."""

    def __init__(self, mixer: Mixer, first: int) -> None:
        self._mixer = mixer
        self._calm, self._effort = (Loop(first + n, mixer.mono) for n in range(CHANNELS))
        self._writer = ThreadPoolExecutor(1, "music")
        self._piece: tuple[str, int] | None = None
        self._coming: Future[Music] | None = None
        self._stems: list[pygame.mixer.Sound] = []
        self._plays = False
        self._now = 0.0

    def compose(self, place: str, visit: int) -> None:
        """Begin to write the music of a place on this visit, unless it is what there is."""
        if self._piece == (place, visit):
            return
        self._piece = place, visit
        self._coming = self._writer.submit(compose, place, visit)

    def wait(self) -> None:
        """Until what was begun is written, and made into sounds: before play, never in it."""
        if self._coming is None:
            return
        music, self._coming = self._coming.result(), None
        self._stop()
        self._stems = [self._mixer.sound(music.calm), self._mixer.sound(music.effort)]

    def follow(self, effort: float | None, volume: float, dt: float, *, speech: bool) -> None:
        """Once a frame. effort: 0..1, None for no music."""
        if effort is None and not self._plays:
            return
        if not self._plays and self._stems:
            self._calm.begin(self._stems[0])
            self._effort.begin(self._stems[1])
            self._plays = True
        self._now += ((effort or 0.0) - self._now) * min(1.0, dt / LAZY_S)
        loud = 0.0 if effort is None else VOLUME * volume * (UNDER_SPEECH if speech else 1.0)
        seconds = IN_S if not speech else IN_S / 4
        calm = 1 - (1 - CALM_LEFT) * self._now
        self._calm.lead(loud * calm, 0.0, dt, seconds)
        self._effort.lead(loud * self._now, 0.0, dt, seconds)
        if effort is None and self._calm.silent and self._effort.silent:
            self._stop()

    def close(self) -> None:
        """Write no more."""
        self._writer.shutdown(wait=False, cancel_futures=True)

    def _stop(self) -> None:
        if self._plays:
            self._calm.end()
            self._effort.end()
        self._plays = False
