"""Whether somebody is there: what moves counts, what only rests somewhere does not. Pure.

A bag on the board, a stick that is caught and a key that is held are no visitor; a person who
leans, steps on or off, or pushes a stick is. Newtons, seconds, shares of the limit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

LEAN: Final = 0.15
LOAD_N: Final = 40.0
STEPS_ON_N: Final = 80.0  # so much more than what rests there
SETTLES_S: Final = 5.0  # what stays on the board for so long rests there


@dataclass(slots=True)
class Activity:
    """Compares with where things were when they last moved."""

    _ml: float = 0.0
    _ap: float = 0.0
    _load_n: float = 0.0

    def moved(self, ml: float, ap: float, load_n: float) -> bool:
        """Whether lean or load are another than before. NaN where one is not known: a board that
        falls silent, and says the same again later, is nobody.
        """
        before = self._ml, self._ap, self._load_n
        ml, ap, load_n = (
            old if math.isnan(new) else new
            for new, old in zip((ml, ap, load_n), before, strict=True)
        )
        leant = math.hypot(ml - self._ml, ap - self._ap) >= LEAN
        if not leant and abs(load_n - self._load_n) < LOAD_N:
            return False
        self._ml, self._ap, self._load_n = ml, ap, load_n
        return True


@dataclass(slots=True)
class SteppingOn:
    """Hears the board while nobody plays."""

    _rests_n: float = math.nan
    _stays_s: float = 0.0

    def seen(self, load_n: float, dt: float) -> bool:
        """Whether somebody has just stepped on, asked once a frame; NaN while the load is not
        known. A board that comes with a load on it says nothing.
        """
        if math.isnan(load_n):
            self._rests_n = math.nan
            return False
        more = load_n - self._rests_n
        steps = more >= STEPS_ON_N
        self._stays_s = self._stays_s + dt if more > 0 else 0.0
        if not more > 0 or steps or self._stays_s >= SETTLES_S:
            self._rests_n, self._stays_s = load_n, 0.0
        return steps
