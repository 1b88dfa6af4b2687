"""How one person comes to balance on one stone of uneven_walk, and what that is worth.

Lean in shares of this person's own limit; time in steps of the rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt

from game.level_types.directions import distance
from game.level_types.uneven_walk_path import Lean, Stone
from game.sim import STEP_HZ

DRAIN = 0.5  # what settled drains at half the speed it came
SETTLES_S = 3.0  # who needs longer than this to steady gets nothing for it

_ATTEMPT_SHARE = 0.4
_WOBBLE = 1.25  # of the radius: from here on the figure steadies itself


@dataclass(slots=True)
class Settling:
    """From the cue on; start: the lean then. hold: steps settled so far. came_in: whether the lean
    was outside the radius and is within.
    """

    stone: Stone
    start: Lean
    hold: float = 0.0
    inside: bool = False
    attempted: bool = False
    wobbling: bool = False
    wobbles: int = 0
    landed_after: int = 0
    nearest: float = 9.0
    _was_outside: bool = False
    _inside_steps: int = field(default=0, repr=False)
    _sum: float = field(default=0.0, repr=False)
    _sum_sq: float = field(default=0.0, repr=False)

    def near(self, lean: Lean, target: Lean) -> float:
        """See the person move; how far they are from where the stone balances."""
        apart = distance(lean, target)
        self.nearest = min(self.nearest, apart)
        self._was_outside |= apart > self.stone.radius
        ml, ap = target[0] - self.start[0], target[1] - self.start[1]
        way = max(ml * ml + ap * ap, self.stone.radius**2)
        moved = ml * (lean[0] - self.start[0]) + ap * (lean[1] - self.start[1])
        self.attempted |= moved >= _ATTEMPT_SHARE * way
        return apart

    def came_in(self, apart: float) -> bool:
        """Whether they are within the radius and were not."""
        return self._was_outside and apart <= self.stone.radius

    def settle(self, apart: float) -> bool:
        """One step of steadying; whether a wobble began."""
        self.inside = apart <= self.stone.radius
        if self.inside:
            self.wobbling = False
            self.hold += 1.0
            self._inside_steps += 1
            self._sum += apart
            self._sum_sq += apart * apart
            return False
        began = self.hold > 0 and not self.wobbling and apart > _WOBBLE * self.stone.radius
        self.wobbling |= began
        self.wobbles += began
        self.hold = max(0.0, self.hold - DRAIN)
        return began

    def off_board(self) -> None:
        """One step in which nobody stood there."""
        self.inside = False
        self.hold = max(0.0, self.hold - DRAIN)

    @property
    def settled(self) -> bool:
        return self.hold >= self.stone.hold_steps

    @property
    def share(self) -> float:
        """Settled so far, 0..1."""
        return min(1.0, self.hold / self.stone.hold_steps)

    @property
    def error(self) -> float | None:
        """Mean distance from the balance point while within the radius."""
        return self._sum / self._inside_steps if self._inside_steps else None

    @property
    def steadiness(self) -> float:
        """1 less the RMS distance over the radius; 0 for who never was within it."""
        if not self._inside_steps:
            return 0.0
        return max(0.0, 1.0 - sqrt(self._sum_sq / self._inside_steps) / self.stone.radius)

    def time_to_steady_s(self, took: int) -> float:
        """From the step onto the stone until the hold, of a success that took so many steps."""
        return max(0, took - self.landed_after - self.stone.hold_steps) / STEP_HZ

    def score(self, success: bool, took: int) -> float:
        """0..1, as the docstring of uneven_walk has it."""
        if success:
            spent = (took - self.stone.hold_steps) / self.stone.limit_steps
            prompt = 1.0 - min(1.0, max(0.0, spent))
            settling = 1.0 - min(1.0, self.time_to_steady_s(took) / SETTLES_S)
            return 0.5 + 0.5 * (0.4 * prompt + 0.3 * settling + 0.3 * self.steadiness)
        if not self.attempted:
            return 0.0
        beyond = max(0.0, self.nearest - self.stone.radius)
        return 0.5 * max(0.0, 1.0 - beyond / self.stone.shift)
