"""What a modifier is: one change of a level that knows no task.

It stands between the person and the rules. On the way in it may change the Intent and how many
steps of the rules pass; on the way out the events and the World. It never touches the recorded
intents, which stay raw, nor the rules themselves.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from game.sim import Event, Goal, Intent, World

Caps = tuple[float, ...]


class Modifier:
    """Does nothing; a modifier overrides what it changes.

    Params: a frozen dataclass of plain values with a default for each, checked by itself
    (ParamsError). SUPERVISED: only with somebody beside the person. seed: two whole numbers, the
    trial's and one of this modifier's own. caps: shares of the true limit, for each direction.
    """

    Params: ClassVar[type]
    SUPERVISED: ClassVar[bool] = False

    def __init__(self, params: Any, *, caps: Caps, seed: tuple[int, int]) -> None:
        del params, caps, seed

    def caps(self, caps: Caps) -> Caps:
        """The caps that the rules get, so that no target asks for a true lean beyond `caps`."""
        return caps

    def intent(self, intent: Intent) -> Intent:
        """What the rules see of this step. Called once each step of play, before all else."""
        return intent

    def steps(self) -> int:
        """How many steps of the rules pass in this one: 1, or 0 while play is held."""
        return 1

    def after(self, events: list[Event], world: World) -> list[Event]:
        """What happened in this step, oldest first; own events may be added."""
        del world
        return events

    def world(self, world: World) -> World:
        """The world as the person gets it. Called once a step, after `after`."""
        return world

    def true_lean(self, ml: float, ap: float) -> tuple[float, float]:
        """The lean that the rules see as (ml, ap)."""
        return ml, ap

    def true_goal(self, goal: Goal) -> Goal:
        """A goal of the rules where the person must truly lean."""
        ml, ap = self.true_lean(goal.lean_ml, goal.lean_ap)
        ratio = _ratio((goal.lean_ml, goal.lean_ap), (ml, ap))
        return replace(goal, lean_ml=ml, lean_ap=ap, radius=goal.radius * ratio)

    def true_event(self, event: Event) -> Event:
        """An event that says `lean_ml` and `lean_ap` says where to lean: both become true, and with
        them `reach` and `radius`, in the same proportion.
        """
        asked = event.data.get("lean_ml"), event.data.get("lean_ap")
        if not (isinstance(asked[0], float) and isinstance(asked[1], float)):
            return event
        ml, ap = self.true_lean(asked[0], asked[1])
        ratio = _ratio((asked[0], asked[1]), (ml, ap))
        lengths = {
            key: value * ratio
            for key in ("reach", "radius")
            if isinstance(value := event.data.get(key), float)
        }
        return replace(event, data={**event.data, "lean_ml": ml, "lean_ap": ap, **lengths})


def tagged(events: list[Event], **tags: object) -> list[Event]:
    """The same events, each rep saying how it was played."""
    return [
        replace(event, data={**event.data, **tags}) if event.kind == "rep" else event
        for event in events
    ]


def reps_in(events: list[Event]) -> int:
    """How many reps ended."""
    return sum(event.kind == "rep" for event in events)


def _ratio(asked: tuple[float, float], true: tuple[float, float]) -> float:
    """How much longer the true lean is; 1 in the middle."""
    before, after = (x * x + y * y for x, y in (asked, true))
    return float((after / before) ** 0.5) if before > 0 else 1.0
