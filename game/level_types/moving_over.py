"""Targets that move over to a neglected side, as the person finds them there.

Who neglects a side meets most targets on the other one and in the middle at first: a fifth of them
lie on the neglected side, nearer the middle before farther out. Each one reached there lets them
come there a little more often, up to three in five; each one missed, a little less often. Where and
how large a target is, is no business of this: difficulty and caps hold as everywhere.

`moved` is how far they have come over, 0..1; it goes on from visit to visit. The steps are a design
value: where three in five are reached, targets stay where they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from game.balance.directions import UNIT
from game.sim.chance import Chance

MovesTo = Literal["none", "left", "right"]

LEAST, MOST = 0.2, 0.6  # of the reps, on the neglected side
REACHED, MISSED = 0.04, 0.06  # of the way over, on and back
_FAR_AT_FIRST = 0.25  # how often the farthest out is asked, to the nearest once, at the start


def share_of(moved: float) -> float:
    """The share of reps on the neglected side when targets have moved over so far (0..1)."""
    return LEAST + (MOST - LEAST) * moved


class MovingOver:
    """Chooses the direction of each rep. directions: of the level, 0..7; at least one on the
    neglected side and one elsewhere (`can_move`).
    """

    def __init__(self, directions: Sequence[int], to: MovesTo, moved: float, seed: int) -> None:
        self.moved = moved
        self._near, self._other = _divided(directions, to)
        self._chance = Chance(seed, 2)
        self._owed = 0.0  # reps on the neglected side, so far too few
        self._round: list[int] = []

    def next(self) -> int:
        """The direction of the next rep. Which side it is on is left to chance; what chance leaves
        out is made up for, so that the share is kept over any stretch.
        """
        share = share_of(self.moved)
        there = self._chance.share() < share + self._owed
        self._owed += share - there
        return self._on_neglected() if there else self._elsewhere()

    def heard(self, direction: int, success: bool) -> None:
        """How a rep ended; only those on the neglected side move anything."""
        if direction in self._near:
            step = REACHED if success else -MISSED
            self.moved = min(1.0, max(0.0, self.moved + step))

    def _on_neglected(self) -> int:
        """One of them, the farther out the more often the more has moved over."""
        outs = [abs(UNIT[direction][0]) for direction in self._near]
        far = _FAR_AT_FIRST + (1 - _FAR_AT_FIRST) * self.moved
        weights = [1.0 if out == min(outs) else far for out in outs]
        at = self._chance.share() * sum(weights)
        for direction, weight in zip(self._near, weights, strict=True):
            at -= weight
            if at < 0:
                return direction
        return self._near[-1]

    def _elsewhere(self) -> int:
        """In shuffled rounds."""
        if not self._round:
            self._round = self._chance.shuffled(self._other)
        return self._round.pop()


def can_move(directions: Sequence[int], to: MovesTo) -> bool:
    """Whether there is a neglected side to move to, and somewhere to come from."""
    return to != "none" and all(_divided(directions, to))


def _divided(directions: Sequence[int], to: MovesTo) -> tuple[list[int], list[int]]:
    """Those on the neglected side, and the others."""
    sign = 1 if to == "right" else -1
    there = [direction for direction in directions if UNIT[direction][0] * sign > 0]
    return there, [direction for direction in directions if direction not in there]
