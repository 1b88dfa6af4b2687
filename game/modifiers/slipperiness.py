"""As on ice: the figure follows the lean as a mass on a spring does, late and beyond, and settles.

x'' = w^2 (lean - x) - 2 d w x', w = 2 pi frequency_hz, each axis by itself, stepped at 1/120 s
(semi-implicit Euler). A lean that is held is reached in full, so targets ask for no more lean; only
what moves faster than `frequency_hz` is followed by less.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import pi
from typing import Any, ClassVar

from game.modifiers.base import Caps, Modifier
from game.sim import STEP_S, Intent
from game.sim.params import check_ranges


@dataclass(frozen=True, slots=True)
class SlipperinessParams:
    """frequency_hz: of the swing, lower is slower; damping: 1 settles without one."""

    frequency_hz: float = 1.0
    damping: float = 0.5

    def __post_init__(self) -> None:
        check_ranges(self, frequency_hz=(0.3, 5.0), damping=(0.1, 1.0))


class Slipperiness(Modifier):
    """Gives the rules the figure's place in place of the lean."""

    Params: ClassVar[type] = SlipperinessParams

    def __init__(self, params: Any, *, caps: Caps, seed: tuple[int, int]) -> None:
        super().__init__(params, caps=caps, seed=seed)
        self._w = 2 * pi * params.frequency_hz
        self._drag = 2 * params.damping * self._w
        self._place: list[float] = []
        self._speed = [0.0, 0.0]

    def intent(self, intent: Intent) -> Intent:
        lean = (intent.lean_ml, intent.lean_ap)
        if not self._place:
            self._place = list(lean)
        for axis in (0, 1):
            pull = self._w * self._w * (lean[axis] - self._place[axis])
            self._speed[axis] += (pull - self._drag * self._speed[axis]) * STEP_S
            self._place[axis] += self._speed[axis] * STEP_S
        return replace(intent, lean_ml=self._place[0], lean_ap=self._place[1])
