"""Sticks of controllers as steps of the focus: a stick that is pushed makes one, and has to come
back before the next.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pygame

WAYS = {pygame.CONTROLLER_AXIS_LEFTX: (1, 0), pygame.CONTROLLER_AXIS_LEFTY: (0, 1)}
PUSHED, BACK = 0.6, 0.3  # of its way
FULL = 32767
STILL = (0, 0)


@dataclass(slots=True)
class Sticks:
    """Those that are pushed, by controller and axis."""

    _pushed: set[tuple[int, int]] = field(default_factory=set)

    def take(self, event: pygame.event.Event) -> tuple[int, int]:
        """Steps to the right and downwards that a CONTROLLERAXISMOTION makes."""
        if event.axis not in WAYS:
            return STILL
        share, stick = event.value / FULL, (event.instance_id, event.axis)
        if abs(share) < BACK:
            self._pushed.discard(stick)
        elif abs(share) >= PUSHED and stick not in self._pushed:
            self._pushed.add(stick)
            across, down = WAYS[event.axis]
            return (across, down) if share > 0 else (-across, -down)
        return STILL

    def release(self) -> None:
        """Controllers came or went."""
        self._pushed.clear()
