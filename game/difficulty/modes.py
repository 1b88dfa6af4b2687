"""What the therapist decides: mode, target, bounds, step caps, freeze. Difficulty is 0..1.

Bounds always hold, from the next rep on. The step caps limit what the controller does by itself:
a level moves at most `max_step_up` harder and `max_step_down` easier than the last comparable
rep, the last in the same direction, or of any where that direction has not been asked for yet.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

Mode = Literal["automatic", "fixed", "weighted"]

WEIGHTED_UP, WEIGHTED_DOWN = 0.01, 0.03  # at rest where three in four succeed (Kaernbach 1991)
LOWEST_TARGET, HIGHEST_TARGET = 0.2, 0.95


def checked_level(name: str, value: float) -> float:
    """`value` as a float. ValueError unless it is within 0..1."""
    if not (math.isfinite(value) and 0.0 <= value <= 1.0):
        raise ValueError(f"difficulty {name} is {value}; give a number from 0 (easiest) to 1")
    return float(value)


def checked_direction(k: int) -> int:
    """`k` as an int. ValueError unless it is 0..7."""
    if k not in range(8):
        raise ValueError(f"difficulty direction is {k}; give 0..7, clockwise from forward")
    return int(k)


def checked_target(target: float) -> float:
    """`target` as a float. ValueError unless a person could meet it."""
    if not LOWEST_TARGET <= target <= HIGHEST_TARGET:
        raise ValueError(
            f"difficulty target is {target}; give a share of successes from"
            f" {LOWEST_TARGET} to {HIGHEST_TARGET}"
        )
    return float(target)


def checked_bounds(low: float, high: float) -> tuple[float, float]:
    """(low, high). ValueError unless 0 <= low <= high <= 1."""
    pair = checked_level("low bound", low), checked_level("high bound", high)
    if low > high:
        raise ValueError(f"difficulty bounds are {low} to {high}; the low one must come first")
    return pair


@dataclass(slots=True)
class Settings:
    """The therapist's settings; every one may change at any moment."""

    target: float = 0.75
    start: float = 0.3
    low: float = 0.0
    high: float = 1.0
    max_step_up: float = 0.05
    max_step_down: float = 0.10
    mode: Mode = "automatic"
    frozen: bool = False
    level: float | None = None  # of the fixed mode
    directions: dict[int, tuple[float, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.target = checked_target(self.target)
        self.low, self.high = checked_bounds(self.low, self.high)
        self.start = checked_level("start", self.start)
        for name in ("max_step_up", "max_step_down"):
            setattr(self, name, checked_level(name, getattr(self, name)))
        checked_mode(self.mode)

    def bounds(self, place: int) -> tuple[float, float]:
        """(low, high) at a place. Where a direction's bounds miss the overall ones, easier wins."""
        low, high = self.directions.get(place, (self.low, self.high))
        high = min(high, self.high)
        return min(max(low, self.low), high), high

    def within(self, place: int, level: float) -> float:
        """The level nearest to `level` that the bounds allow at a place."""
        low, high = self.bounds(place)
        return min(max(level, low), high)

    def window(self, place: int, last: float, may_harden: bool) -> tuple[float, float]:
        """(easiest, hardest) level that may follow `last` at a place."""
        low, high = self.bounds(place)
        up = self.max_step_up if may_harden else 0.0
        last = self.within(place, last)
        return max(low, last - self.max_step_down), min(high, last + up)

    def state(self) -> dict[str, Any]:
        """The settings as plain JSON values."""
        names = [n for n in self.__slots__ if n != "directions"]
        bounds = {str(k): list(pair) for k, pair in self.directions.items()}
        return {name: getattr(self, name) for name in names} | {"directions": bounds}

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> Settings:
        """The settings that `state` returned. ValueError for values outside their range."""
        bounds = {int(k): checked_bounds(*pair) for k, pair in state["directions"].items()}
        return cls(**{**state, "directions": bounds})


def checked_mode(mode: str) -> None:
    """ValueError unless `mode` is one of Mode."""
    if mode not in get_args(Mode):
        raise ValueError(f"difficulty mode is {mode!r}; give one of {', '.join(get_args(Mode))}")
