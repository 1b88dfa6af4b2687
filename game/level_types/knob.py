"""A knob: one property of a task that difficulty turns, straight from its easy to its hard end."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Knob:
    """Difficulty 0..1 maps linearly from `easy` to `hard`, in the unit of the knob."""

    easy: float
    hard: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.easy) and math.isfinite(self.hard)):
            raise ValueError("easy and hard must be finite numbers")

    def at(self, difficulty: float) -> float:
        """The value at this difficulty; outside 0..1 the nearer end."""
        share = min(max(difficulty, 0.0), 1.0)
        return self.easy + (self.hard - self.easy) * share
