"""The automatic calibration before the short games: how far somebody leans, found in half a minute.

A quiet moment gives the middle; then right, left, forward and back are asked for once each. A
direction is done when they have stayed near their furthest for a second, and after six seconds it
keeps what it has. Whatever comes is enough: a game asks for no more than a share of it, and not
trying at all gives the small reach that everybody has.

Lean comes in shares of the textbook's limit, by board or by hand; `shares` is the result.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final, Literal

from game.balance.directions import UNIT
from game.balance.limits import Limits

ORDER: Final = (2, 6, 0, 4)  # right, left, forward, back, of eight clockwise from forward
QUIET_S, MOST_S, STAY_S = 2.0, 6.0, 1.0
MIDDLE_R, MIDDLE_S, MIDDLE_MOST_S = 0.25, 0.4, 3.0
LEAST, FULL = 0.25, 1.0  # shares: of who does not lean at all, and the most that is believed
NEAR: Final = 0.85  # of the furthest: still there
GROWS: Final = 0.03
ASKED: Final = 0.8  # of what was reached: a target is never beyond it

Phase = Literal["quiet", "lean", "middle", "done"]


class Reach:
    """Fed with the lean; `phase` and `direction` say what is asked."""

    def __init__(self) -> None:
        self.phase: Phase = "quiet"
        self.found: dict[int, float] = {}
        self.here_s = 0.0
        self._furthest = self._stays_s = self._middle_s = 0.0

    @property
    def direction(self) -> int | None:
        """The direction asked for now."""
        return ORDER[len(self.found)] if self.phase == "lean" else None

    @property
    def staying(self) -> float:
        """How much of the time that ends this phase has passed, 0..1."""
        if self.phase == "quiet":
            return min(1.0, self.here_s / QUIET_S)
        return min(1.0, self._stays_s / STAY_S) if self.phase == "lean" else 0.0

    @property
    def furthest(self) -> float:
        """The furthest lean in this direction so far."""
        return self._furthest

    def feed(self, ml: float, ap: float, dt: float) -> None:
        """The lean for the next `dt` seconds, in shares of the textbook's limit."""
        self.here_s += dt
        if self.phase == "quiet":
            if self.here_s >= QUIET_S:
                self._enter("lean")
        elif self.phase == "lean":
            self._lean(ml, ap, dt)
        elif self.phase == "middle":
            near = math.hypot(ml, ap) < MIDDLE_R
            self._middle_s = self._middle_s + dt if near else 0.0
            if self._middle_s >= MIDDLE_S or self.here_s >= MIDDLE_MOST_S:
                self._enter("lean")

    def again(self) -> None:
        """Something came between: this phase begins anew, and what was found stays."""
        self._enter(self.phase if self.phase in ("quiet", "done") else "middle")

    def shares(self) -> tuple[float, ...]:
        """How far in each of eight directions; a diagonal has the smaller of its neighbours'."""
        four = {k: min(FULL, max(LEAST, self.found.get(k, LEAST))) for k in ORDER}
        return tuple(
            four[k] if k in four else min(four[k - 1], four[(k + 1) % 8]) for k in range(8)
        )

    def limits(self, theory: Limits, *, by_board: bool) -> Limits:
        """The limits to play with: on a board the reach itself is theirs; by hand a stick's scale
        stays, and no target lies beyond what was pushed.
        """
        shares = self.shares()
        how = "found by leaning to four sides, once each"
        if by_board:
            reach = tuple(r * share for r, share in zip(theory.reach, shares, strict=True))
            return replace(theory, reach=reach, caps=(ASKED,) * 8, how=how)
        return replace(theory, caps=tuple(ASKED * share for share in shares), how=how)

    def _lean(self, ml: float, ap: float, dt: float) -> None:
        k = ORDER[len(self.found)]
        along = ml * UNIT[k][0] + ap * UNIT[k][1]
        if along > self._furthest + GROWS:
            self._furthest, self._stays_s = along, 0.0
        near = along >= max(LEAST, NEAR * self._furthest)
        self._stays_s = self._stays_s + dt if near else 0.0
        if self._stays_s >= STAY_S or self.here_s >= MOST_S:
            self.found[k] = self._furthest
            self._enter("done" if len(self.found) == len(ORDER) else "middle")

    def _enter(self, phase: Phase) -> None:
        self.phase, self.here_s = phase, 0.0
        self._furthest = self._stays_s = self._middle_s = 0.0
