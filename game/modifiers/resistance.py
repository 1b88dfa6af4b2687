"""More lean for the same movement: the figure leans less far than the person does.

What the rules see is the true lean divided by `factor`. Their caps shrink by the same factor, so
that a target never asks for more true lean than the therapist allows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from game.modifiers.base import Caps, Modifier
from game.sim import Event, Intent, World
from game.sim.params import check_ranges


@dataclass(frozen=True, slots=True)
class ResistanceParams:
    """factor: how many times as much lean the same movement takes."""

    factor: float = 1.3

    def __post_init__(self) -> None:
        check_ranges(self, factor=(1.0, 3.0))


class Resistance(Modifier):
    """Divides the lean, and multiplies what is asked on the way out."""

    Params: ClassVar[type] = ResistanceParams

    def __init__(self, params: Any, *, caps: Caps, seed: tuple[int, int]) -> None:
        super().__init__(params, caps=caps, seed=seed)
        self._factor: float = params.factor

    def caps(self, caps: Caps) -> Caps:
        return tuple(cap / self._factor for cap in caps)

    def intent(self, intent: Intent) -> Intent:
        ml, ap = intent.lean_ml / self._factor, intent.lean_ap / self._factor
        return replace(intent, lean_ml=ml, lean_ap=ap)

    def true_lean(self, ml: float, ap: float) -> tuple[float, float]:
        return ml * self._factor, ap * self._factor

    def after(self, events: list[Event], world: World) -> list[Event]:
        return [self.true_event(event) for event in events]

    def world(self, world: World) -> World:
        return replace(world, goal=self.true_goal(world.goal))
