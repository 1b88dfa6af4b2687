"""Finding a person's limits of stability: a flower whose petals grow as far as the person leans.

What counts is a distance *held*, not touched: for one second, nine tenths of the samples lie at or
beyond it, so that neither a spike nor a stumble widens a limit. Any distance counts, down to
FLOOR_M, below which sway and noise could not be told from leaning. A direction takes at most
MAX_SECONDS; then it keeps what it has, so that nobody is held up by what they cannot do.

Metres and seconds; times come with the samples.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from game.balance.directions import DIRECTIONS, UNIT, nearest_direction
from game.balance.limits import REACH, Limits, theoretical_limits

HOLD_S: Final = 1.0
HELD_SHARE: Final = 0.9
FLOOR_M: Final = 0.010
MAX_SECONDS: Final = 12.0
GAP_S: Final = 0.25
MOST_OFF_AXIS: Final = math.tan(math.radians(30))

_TENTH_OF_A_MM: Final = 4


class LimitsCalibration:
    """Feed samples, `ask` for one direction after the other, take the `result`.

    centre_ml, centre_ap: the person's own centre in metres, from quiet stance just before.
    height_m: for the theoretical limits that fill a direction nobody visited.
    """

    def __init__(self, centre_ml: float, centre_ap: float, height_m: float = 1.70) -> None:
        self._centre = (centre_ml, centre_ap)
        self._height_m = height_m
        self._held = [0.0] * 8
        self._seconds = [0.0] * 8
        self._asked: int | None = None
        self._here: int | None = None
        self._offset = (0.0, 0.0)
        self._t = math.nan
        self._window: deque[tuple[float, float]] = deque()

    def ask(self, direction: int | None) -> None:
        """Measure this direction (0..7) from the next sample on; None: whichever is leaned to."""
        self._asked = direction
        self._window.clear()

    def feed(self, t: float, cop_ml: float, cop_ap: float) -> None:
        """Take one sample: seconds, metres. NaN (nobody on the board) and gaps end a hold."""
        if not (math.isfinite(cop_ml) and math.isfinite(cop_ap)):
            self._window.clear()
            self._t = math.nan
            return
        dt = t - self._t
        if dt <= 0:
            return
        if not dt <= GAP_S:
            self._window.clear()
            dt = 0.0
        self._t = t
        self._offset = (cop_ml - self._centre[0], cop_ap - self._centre[1])
        self._grow(t, dt)

    def distance_m(self, direction: int) -> float:
        """How far the CoP is now along a direction, metres; 0 where it is more than 30° off it."""
        (ml, ap), (u_ml, u_ap) = self._offset, UNIT[direction]
        along = ml * u_ml + ap * u_ap
        across = abs(ml * u_ap - ap * u_ml)
        return along if across <= along * MOST_OFF_AXIS else 0.0

    def held_m(self, direction: int) -> float:
        """The furthest distance held in a direction so far, metres; 0 where none was."""
        return self._held[direction]

    def seconds_left(self, direction: int) -> float:
        """How much longer this direction listens."""
        return max(0.0, MAX_SECONDS - self._seconds[direction])

    def settled(self, direction: int) -> bool:
        """Whether to move on: a distance was held and the person is back, or time is used up."""
        held = self._held[direction]
        back = held >= FLOOR_M and self.distance_m(direction) <= held / 2
        return back or self.seconds_left(direction) == 0.0

    def result(self, measured: str = "") -> Limits:
        """The limits so far; `how` names the directions that were held, floored and filled in."""
        held = {k: self._held[k] for k in self._known()}
        return limits_from_held(held, self._centre, self._height_m, measured)

    def _grow(self, t: float, dt: float) -> None:
        direction = self._direction()
        if direction != self._here:
            self._window.clear()
            self._here = direction
        if direction is None or self.seconds_left(direction) == 0.0:
            return
        self._seconds[direction] += dt
        self._window.append((t, self.distance_m(direction)))
        while len(self._window) > 1 and self._window[1][0] <= t - HOLD_S:
            self._window.popleft()
        if self._window[0][0] <= t - HOLD_S:
            distances = sorted(distance for _, distance in self._window)
            held = distances[int((1 - HELD_SHARE) * (len(distances) - 1))]
            self._held[direction] = max(self._held[direction], held)

    def _direction(self) -> int | None:
        if self._asked is not None:
            return self._asked
        return nearest_direction(*self._offset) if math.hypot(*self._offset) >= FLOOR_M else None

    def _known(self) -> list[int]:
        return [k for k in range(8) if self._held[k] >= FLOOR_M or self.seconds_left(k) == 0.0]


def limits_from_held(
    held: Mapping[int, float],
    centre: tuple[float, float],
    height_m: float = 1.70,
    measured: str = "",
) -> Limits:
    """The limits about a centre (metres) that {direction: furthest distance held, metres} make.

    A direction in which less than FLOOR_M was held gets that; one that was not tried the smaller
    share of theory found on either side, at most 1. `how` names them.
    """
    theory = theoretical_limits(height_m, centre)
    if not held:
        return replace(theory, measured=measured)
    known = {k: max(distance, FLOOR_M) for k, distance in held.items()}
    shares = {k: distance / theory.reach[k] for k, distance in known.items()}
    reach = tuple(
        round(min(known.get(k, _filled(k, shares) * theory.reach[k]), REACH[1]), _TENTH_OF_A_MM)
        for k in range(8)
    )
    return Limits(*centre, tuple(max(r, FLOOR_M) for r in reach), how=_how(held), measured=measured)


def _filled(direction: int, shares: Mapping[int, float]) -> float:
    """The smaller of the nearest shares on either side, at most 1."""
    return min(1.0, *(_nearest_share(direction, step, shares) for step in (1, -1)))


def _nearest_share(direction: int, step: int, shares: Mapping[int, float]) -> float:
    around = ((direction + step * i) % 8 for i in range(1, 8))
    return next((shares[k] for k in around if k in shares), 1.0)


def _how(held: Mapping[int, float]) -> str:
    enough = [k for k in sorted(held) if held[k] >= FLOOR_M]
    parts = {
        f"held for {HOLD_S:g} s": enough,
        f"set to the floor of {1000 * FLOOR_M:g} mm": [k for k in sorted(held) if k not in enough],
        "filled from the neighbours": [k for k in range(8) if k not in held],
    }
    return "; ".join(
        f"{what}: {', '.join(DIRECTIONS[k] for k in which)}"
        for what, which in parts.items()
        if which
    )
