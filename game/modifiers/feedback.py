"""Less to see of oneself: later, more seldom, or fading over the reps, with probes without any.

Practice under feedback that is always there is not kept (Tasci; the guidance hypothesis): so the
share of reps that show it can fall from `first` to `last` over a level, spread evenly; each
`probe_every`-th rep is a probe without. Without feedback the person's own mark, how far a hold has
come and the marker of the lean are hidden; rules and goals are the same. `delay_s` shows the own
mark so much later. Rep events say `feedback` and `probe`.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from math import floor
from typing import Any, ClassVar

from game.modifiers.base import Caps, Modifier, reps_in, tagged
from game.sim import STEP_HZ, Entity, Event, World
from game.sim.params import check_ranges


@dataclass(frozen=True, slots=True)
class FeedbackParams:
    """first, last: the share of reps with feedback at the beginning and at the end of the level."""

    first: float = 1.0
    last: float = 0.25
    probe_every: int = 0
    delay_s: float = 0.0

    def __post_init__(self) -> None:
        check_ranges(self, first=(0.0, 1.0), last=(0.0, 1.0), probe_every=(0, 50), delay_s=(0, 3))


class Feedback(Modifier):
    """Hides or delays the person's own mark; the rules see all."""

    Params: ClassVar[type] = FeedbackParams

    def __init__(self, params: Any, *, caps: Caps, seed: tuple[int, int]) -> None:
        super().__init__(params, caps=caps, seed=seed)
        self._params: FeedbackParams = params
        self._rep, self._total = 0, 1
        self._late: deque[Entity] = deque(maxlen=round(params.delay_s * STEP_HZ) + 1)

    @property
    def _probe(self) -> bool:
        every = self._params.probe_every
        return every > 0 and (self._rep + 1) % every == 0

    @property
    def _shown(self) -> bool:
        """Whether the reps so far, this one included, have come to one more with feedback."""
        return not self._probe and floor(self._due(self._rep + 1)) > floor(self._due(self._rep))

    def _due(self, reps: int) -> float:
        """How many of the first `reps` reps show feedback: the sum of a line from first to last.
        Half a rep ahead, so that the shares come out even.
        """
        first, last = self._params.first, self._params.last
        slope = (last - first) / max(1, self._total - 1)
        due = first * reps + slope * reps * (reps - 1) / 2
        return round(due + (0.5 if first < 1 else 1e-9), 9)

    def after(self, events: list[Event], world: World) -> list[Event]:
        self._total = world.hud.total
        events = tagged(events, feedback=self._shown, probe=self._probe)
        self._rep += reps_in(events)
        self._late.extend(entity for entity in world.entities if entity.kind == "you")
        return events

    def world(self, world: World) -> World:
        if world.goal.kind == "none":
            return world
        if self._shown:
            return self._delayed(world) if self._params.delay_s else world
        seen = tuple(_plain(entity) for entity in world.entities if entity.kind != "you")
        return replace(world, entities=seen, hud=replace(world.hud, hold=0.0, lean_shown=False))

    def _delayed(self, world: World) -> World:
        seen = tuple(self._late[0] if e.kind == "you" else e for e in world.entities)
        return replace(world, entities=seen, hud=replace(world.hud, lean_shown=False))


def _plain(entity: Entity) -> Entity:
    """A target that does not show how far it has been held."""
    if entity.state not in ("goal", "hold"):
        return entity
    return replace(entity, state="goal", progress=0.0)
