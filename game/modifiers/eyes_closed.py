"""Eyes closed: the screen goes plain and dark, and sound alone guides.

First play is held while the person reads that they may close their eyes; then the world holds one
entity, `darkness` in the state `eyes_closed`, until nothing more is asked. Goal and instruction
stay, for the sounds. Only with somebody beside the person (SUPERVISED).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from game.modifiers.base import Caps, Modifier
from game.sim import STEP_HZ, Entity, Event, World
from game.sim.params import check_ranges

DARKNESS = Entity("darkness", (0.0, 0.0, 0.0), 0.0, "eyes_closed")


@dataclass(frozen=True, slots=True)
class EyesClosedParams:
    """announce_s: to read and to close the eyes, before play begins."""

    announce_s: float = 5.0

    def __post_init__(self) -> None:
        check_ranges(self, announce_s=(1.0, 30.0))


class EyesClosed(Modifier):
    """Events: eyes_closed, eyes_open."""

    Params: ClassVar[type] = EyesClosedParams
    SUPERVISED: ClassVar[bool] = True

    def __init__(self, params: Any, *, caps: Caps, seed: tuple[int, int]) -> None:
        super().__init__(params, caps=caps, seed=seed)
        self._left = round(params.announce_s * STEP_HZ)
        self._open = True

    def steps(self) -> int:
        self._left = max(0, self._left - 1)
        return int(self._left == 0)

    def after(self, events: list[Event], world: World) -> list[Event]:
        was, self._open = self._open, self._left > 0 or world.goal.kind == "none"
        if was == self._open:
            return events
        return [*events, Event(world.step, "eyes_open" if self._open else "eyes_closed")]

    def world(self, world: World) -> World:
        hud = replace(world.hud, lean_shown=False)
        if not self._open:
            return replace(world, entities=(DARKNESS,), hud=hud)
        word = "eyes.close" if self._left else "eyes.open"
        return replace(world, hud=replace(hud, instruction=word))
