"""The lanterns of limits of stability: where each stands, when it calls, and what was held.

Lean in shares of the limit in force; steps of the rules.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from game.balance.directions import DIRECTIONS, UNIT
from game.level_types.directions import Directed
from game.sim import STEP_HZ, Entity

LEAST = 0.2  # of the limit: what sway alone does not reach
_LEAST_SHARE = 0.5  # of the way to a lantern that stands nearer
_WIDEST_RING = 0.5  # of the way to the lantern
_HELD_STEPS = STEP_HZ
_WAIT_S = (0.5, 1.5)  # upright, before the cue


class Rounds(Directed, Protocol):
    """Params of rounds of directions."""

    @property
    def attempts(self) -> int: ...

    @property
    def practice(self) -> int: ...

    @property
    def radius(self) -> float: ...


class Held:
    """The furthest that was held: the least distance of a second, at its most."""

    __slots__ = ("_least", "_n", "furthest")

    def __init__(self) -> None:
        self._least: deque[tuple[int, float]] = deque()  # rising, the least of the second first
        self._n = 0
        self.furthest = 0.0

    def feed(self, along: float) -> None:
        """Take the distance of one step."""
        self._n += 1
        while self._least and self._least[-1][1] >= along:
            self._least.pop()
        self._least.append((self._n, along))
        if self._least[0][0] <= self._n - _HELD_STEPS:
            self._least.popleft()
        if self._n >= _HELD_STEPS:
            self.furthest = max(self.furthest, self._least[0][1])


@dataclass(frozen=True, slots=True)
class Lantern:
    """One attempt. attempt counts from 1, and practice on its own."""

    direction: int
    reach: float
    radius: float
    attempt: int
    practice: bool

    @property
    def least(self) -> float:
        """How far a lean towards it is an attempt."""
        return min(LEAST, _LEAST_SHARE * self.reach)

    @property
    def lean(self) -> tuple[float, float]:
        ml, ap = UNIT[self.direction]
        return ml * self.reach, ap * self.reach

    def drawn(self, state: str, progress: float) -> Entity:
        """As the world shows it."""
        ml, ap = self.lean
        return Entity("lantern", (ml, 0.0, -ap), self.radius, state, progress, self.direction)


def plan_lanterns(params: Rounds, caps: tuple[float, ...]) -> tuple[Lantern, ...]:
    """Rounds of all directions as listed: those to practise first."""
    plan = []
    for number in range(params.practice + params.attempts):
        practice = number < params.practice
        attempt = number + 1 if practice else number - params.practice + 1
        for name in params.directions:
            k = DIRECTIONS.index(name)
            reach = min(1.0, caps[k])
            radius = min(params.radius, _WIDEST_RING * reach)
            plan.append(Lantern(k, reach, radius, attempt, practice))
    return tuple(plan)


def waits(count: int, seed: int) -> tuple[float, ...]:
    """How many steps the person stands upright before each cue, so that none can be foreseen."""
    bits, (low, high) = np.random.PCG64(seed), _WAIT_S
    shares = ((int(bits.random_raw()) >> 32) / 2**32 for _ in range(count))
    return tuple((low + (high - low) * share) * STEP_HZ for share in shares)
