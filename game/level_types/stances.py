"""The stances of one level of quiet stance, in the order in which they are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Literal, Protocol

from game.sim import STEP_HZ

Condition = Literal["firm_open", "firm_closed", "foam_open", "foam_closed"]
Stance = Literal["apart", "together", "tandem", "one_leg"]
Side = Literal["left", "right"]


class Repeated(Protocol):
    """Params of stances in several conditions and on several sides, times in seconds."""

    @property
    def conditions(self) -> tuple[Condition, ...]: ...

    @property
    def sides(self) -> tuple[Side, ...]: ...

    @property
    def repeats(self) -> int: ...

    @property
    def settle_s(self) -> float: ...

    @property
    def change_s(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """One rep as it is asked for. ready_steps: how long there is to get ready."""

    condition: Condition
    side: Side | None
    repeat: int
    new_surface: bool
    ready_steps: int

    @property
    def surface(self) -> str:
        return self.condition.partition("_")[0]

    @property
    def eyes(self) -> str:
        return self.condition.partition("_")[2]


def plan_stances(params: Repeated) -> tuple[Asked, ...]:
    """Each condition, in it each side, of it each repeat."""
    settle, change = (round(s * STEP_HZ) for s in (params.settle_s, params.change_s))
    plan: list[Asked] = []
    sides: tuple[Side | None, ...] = params.sides or (None,)
    for condition, side, repeat in product(params.conditions, sides, range(1, params.repeats + 1)):
        surface = condition.partition("_")[0]
        new_surface = surface != (plan[-1].surface if plan else "firm")
        new_side = bool(plan) and side != plan[-1].side
        ready = max(settle, change) if plan and (new_surface or new_side) else settle
        plan.append(Asked(condition, side, repeat, new_surface, ready))
    return tuple(plan)
