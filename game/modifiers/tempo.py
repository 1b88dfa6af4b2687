"""Everything slower or quicker: of the rules' steps, `factor` times as many pass.

What an event says in seconds (a number whose key ends in _s) becomes seconds of the person's time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import floor
from typing import Any, ClassVar

from game.modifiers.base import Caps, Modifier
from game.sim import Event, World
from game.sim.params import check_ranges


@dataclass(frozen=True, slots=True)
class TempoParams:
    """factor: 1 as written, 0.5 half as quick."""

    factor: float = 0.8

    def __post_init__(self) -> None:
        check_ranges(self, factor=(0.25, 2.0))


class Tempo(Modifier):
    """Lets the rules' time run at another pace."""

    Params: ClassVar[type] = TempoParams

    def __init__(self, params: Any, *, caps: Caps, seed: tuple[int, int]) -> None:
        super().__init__(params, caps=caps, seed=seed)
        self._factor: float = params.factor
        self._step = 0

    def steps(self) -> int:
        self._step += 1
        return floor(self._step * self._factor) - floor((self._step - 1) * self._factor)

    def after(self, events: list[Event], world: World) -> list[Event]:
        return [replace(event, data=dict(map(self._timed, event.data.items()))) for event in events]

    def _timed(self, item: tuple[str, object]) -> tuple[str, object]:
        key, value = item
        if key.endswith("_s") and isinstance(value, float):
            return key, value / self._factor
        return item
