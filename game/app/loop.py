"""Turns time into whole steps: the only reader of the clock during play.

Ticks of 1/120 s are counted from the start as integers, so that no rounding gathers and a frame of
any length runs the same steps. After a stall at most MAX_TICKS are made up in one frame; the rest
is let go, and `slipped_s` says how much.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.sim import STEP_HZ
from input_devices.sample import Clock

MAX_TICKS = 12
_ROUNDING = 1e-6  # of a tick: a frame that ends on a tick's own time includes it


@dataclass(slots=True)
class Ticker:
    """Counts due ticks. Tick n is at `start + n / 120`; a slip moves the start forward, never the
    origin, from which recorded times count.
    """

    clock: Clock
    origin: float = 0.0
    start: float = 0.0
    count: int = 0
    slipped_s: float = 0.0

    def begin(self) -> None:
        self.origin = self.start = self.clock.now()
        self.count, self.slipped_s = 0, 0.0

    def due(self) -> int:
        """Ticks to run now, at most MAX_TICKS; what is beyond is dropped into `slipped_s`."""
        passed = int((self.clock.now() - self.start) * STEP_HZ + _ROUNDING)
        due = passed - self.count
        if due > MAX_TICKS:
            lost = (due - MAX_TICKS) / STEP_HZ
            self.start += lost
            self.slipped_s += lost
            due = MAX_TICKS
        return due

    def next(self) -> float:
        """Count one tick and return its time on the clock."""
        self.count += 1
        return self.time_of(self.count)

    @property
    def passed_s(self) -> float:
        """Seconds from the origin to the last tick, time let go included."""
        return self.count / STEP_HZ + self.slipped_s

    def time_of(self, tick: int) -> float:
        return self.start + tick / STEP_HZ

    def share_of_next(self) -> float:
        """How far the clock is from the last tick to the next, 0..1."""
        ahead = (self.clock.now() - self.time_of(self.count)) * STEP_HZ
        return min(1.0, max(0.0, ahead))
