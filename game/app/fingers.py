"""Fingers on a touch screen: where one rests, and how many there are.

SDL tells each finger's place in shares of the window. It also makes up a mouse for the first one;
those mouse events are not listened to. A Mac has no touch screen, and its trackpad speaks the same
language: there fingers are the mouse's alone.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

import pygame

EVENTS = (pygame.FINGERDOWN, pygame.FINGERMOTION, pygame.FINGERUP)
Pixel = tuple[int, int]


@dataclass(slots=True)
class Fingers:
    """Those that are down, by their ids, in pixels."""

    _down: dict[int, Pixel] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return len(self._down)

    @property
    def only(self) -> Pixel | None:
        """Where the one finger rests; None for none and for several."""
        return next(iter(self._down.values())) if len(self._down) == 1 else None

    def take(self, event: pygame.event.Event, size: Pixel) -> Pixel | None:
        """Follow an event of EVENTS; where a first finger came down, if one did."""
        if sys.platform == "darwin":
            return None
        if event.type == pygame.FINGERUP:
            self._down.pop(event.finger_id, None)
            return None
        place = round(event.x * size[0]), round(event.y * size[1])
        first = event.type == pygame.FINGERDOWN and not self._down
        self._down[event.finger_id] = place
        return place if first else None

    def lift(self) -> None:
        """The window is no longer listened to."""
        self._down.clear()
