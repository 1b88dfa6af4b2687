"""Which of the eight directions a level asks for, in which order, and how far the caps allow.

Shared by every task with targets round the person. Lean in shares of this person's own limit; caps
are the shares, one for each of DIRECTIONS, beyond which no target is placed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt
from typing import Any, Literal, Protocol, TypeVar

from game.balance.directions import DIRECTIONS
from game.level_types.base import ParamsError
from game.level_types.moving_over import MovesTo, MovingOver, can_move
from game.sim.chance import Chance

Direction = Literal[
    "forward", "forward_right", "right", "back_right", "back", "back_left", "left", "forward_left"
]
Order = Literal["blocked", "random", "sequence"]

SMALLEST_REACH = 0.1  # of the limit: a cap below this takes the direction out


class Directed(Protocol):
    """Params with the directions of a level."""

    @property
    def directions(self) -> tuple[Direction, ...]: ...


class Planned(Directed, Protocol):
    """Params with directions, how often, and in which order. moves_to: the side that targets move
    over to, and moved, how far they have (see moving_over); the order is then theirs.
    """

    @property
    def reps(self) -> int: ...

    @property
    def order(self) -> Order: ...

    @property
    def moves_to(self) -> MovesTo: ...

    @property
    def moved(self) -> float: ...


P = TypeVar("P", bound=Directed)


def check_directions(directions: Sequence[Direction]) -> None:
    """ParamsError unless there is at least one and none stands twice."""
    if not directions:
        raise ParamsError("directions: name at least one direction")
    if len(set(directions)) != len(directions):
        raise ParamsError("directions: each direction may stand once")


def plan_directions(params: Planned, seed: int) -> tuple[int, ...]:
    """The direction of each rep. blocked: all of one direction, then the next; sequence: in turn,
    as listed; random: shuffled rounds, each direction once a round, none twice running.
    """
    listed = [DIRECTIONS.index(name) for name in params.directions]
    reps, count = params.reps, len(listed)
    if params.order == "sequence":
        return tuple(listed[i % count] for i in range(reps))
    if params.order == "blocked":
        return (
            tuple(listed[i * count // reps] for i in range(reps))
            if reps >= count
            else tuple(listed[:reps])
        )
    chance = Chance(seed)
    plan: list[int] = []
    while len(plan) < reps:
        round_ = chance.shuffled(listed)
        if plan and count > 1 and round_[0] == plan[-1]:
            round_.append(round_.pop(0))
        plan += round_
    return tuple(plan[:reps])


class Course:
    """The direction of each rep, one rep after another."""

    def __init__(self, params: Planned, seed: int) -> None:
        self._plan = list(plan_directions(params, seed))
        listed = [DIRECTIONS.index(name) for name in params.directions]
        self._over = None
        if can_move(listed, params.moves_to):
            self._over = MovingOver(listed, params.moves_to, params.moved, seed)
            self._plan[0] = self._over.next()

    def __len__(self) -> int:
        return len(self._plan)

    def __getitem__(self, rep: int) -> int:
        """Of a rep that was, is, or comes next."""
        return self._plan[rep]

    def ended(self, rep: int, success: bool) -> dict[str, float]:
        """A rep ended, and the next is known; returns what its event says of that."""
        if self._over is None:
            return {}
        self._over.heard(self._plan[rep], success)
        if rep + 1 < len(self):
            self._plan[rep + 1] = self._over.next()
        return {"moved": self._over.moved}


def within_caps(params: P, caps: tuple[float, ...]) -> P:
    """Without the directions in which the therapist allows next to nothing."""
    kept = tuple(
        name for name in params.directions if caps[DIRECTIONS.index(name)] >= SMALLEST_REACH
    )
    if not kept:
        raise ParamsError(
            f"directions: the caps leave none of them; allow at least {SMALLEST_REACH:g} in one"
        )
    dataclass: Any = params
    made: P = replace(dataclass, directions=kept)
    return made


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Between two leans."""
    dx, dy = a[0] - b[0], a[1] - b[1]
    return sqrt(dx * dx + dy * dy)
