"""Keeping time: who has shifted to and fro to a beat for a while moves with it and not after it.

Only goals that come by turns, as regularly as people can tell, are foreseen; the first one that
does not come ends it. Steps are those of the rules.
"""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from typing import Final

from game.sim import STEP_HZ, Goal

HEARD: Final = 4  # goals, before one is foreseen
REGULAR: Final = 0.2  # of the interval: what people tell apart
LONGEST_STEPS: Final = 4 * STEP_HZ  # between two goals that still feel like a rhythm
LEAD_STEPS: Final = round(0.35 * STEP_HZ)  # so that a body turns about at the beat, a little early
LEAD_SHARE: Final = 0.6  # of the interval, at most


class Rhythm:
    """The last goals and when they came."""

    def __init__(self) -> None:
        self._came: deque[tuple[int, Goal]] = deque(maxlen=HEARD)
        self._interval: float | None = None

    def hear(self, step: int, goal: Goal) -> None:
        """A new goal was there at this step."""
        self._came.append((step, goal))
        self._interval = self._regular()

    def foreseen(self, step: int) -> Goal | None:
        """The goal that will come next, from shortly before it does; None without a rhythm."""
        interval = self._interval
        if interval is None:
            return None
        due = self._came[-1][0] + interval
        lead = min(LEAD_STEPS, LEAD_SHARE * interval)
        soon = due - lead <= step <= due + REGULAR * interval
        return self._came[-2][1] if soon else None

    def _regular(self) -> float | None:
        """Steps from goal to goal, where two come by turns and regularly."""
        if len(self._came) < HEARD:
            return None
        steps, goals = zip(*self._came, strict=True)
        apart = [later - earlier for earlier, later in pairwise(steps)]
        turns = [(goal.kind, goal.direction) for goal in goals]
        mean = sum(apart) / len(apart)
        even = max(abs(one - mean) for one in apart) <= REGULAR * mean
        by_turns = turns[0] == turns[2] != turns[1] == turns[3]
        return mean if even and by_turns and mean <= LONGEST_STEPS else None
