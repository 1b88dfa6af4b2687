"""The difficulty controller of one level at one visit: where the person left off, as now planned;
and how far its targets have moved over to a neglected side (game.level_types.moving_over).

What was learned of a person stays from visit to visit, less sure by the days between; what the
therapist set holds from the first rep. A state that cannot be read any more is let go: the person
then starts as at a first visit.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from game.balance.limits import DIRECTIONS
from game.difficulty import DifficultyController
from game.levels import Level
from game.session.plan import Plan

MOVED = "moved"  # in a state that is kept, beside the controller's own


def controller_for(
    plan: Plan, saved: Mapping[str, Any] | None = None, days: float = 1.0, *, seed: int = 0
) -> DifficultyController:
    """A controller within the plan's bounds. saved: its state `days` days ago, None at a first
    visit.
    """
    bounds = plan.bounds
    start = min(max(plan.start, bounds.low), bounds.high)
    controller = _restored(saved, days) or DifficultyController(start=start, seed=seed)
    controller.set_target(plan.target_success)
    controller.set_bounds(bounds.low, bounds.high)
    for at, name in enumerate(DIRECTIONS):
        own = plan.direction(name)
        low = min(max(own.low, bounds.low), bounds.high)
        controller.set_bounds(low, max(low, min(own.high, bounds.high)), at)
    controller.set_mode(plan.mode, start if plan.mode == "fixed" else None)
    return controller


def _restored(saved: Mapping[str, Any] | None, days: float) -> DifficultyController | None:
    if saved is None:
        return None
    with suppress(ArithmeticError, LookupError, TypeError, ValueError):
        controller = DifficultyController.from_state(dict(saved))
        controller.new_session(days)
        controller.freeze(False)
        return controller
    return None


def moved_in(saved: Mapping[str, Any] | None) -> float:
    """How far targets had moved over when a state was kept, 0..1."""
    moved = (saved or {}).get(MOVED, 0.0)
    known = isinstance(moved, int | float) and not isinstance(moved, bool) and 0 <= moved <= 1
    return float(moved) if known else 0.0


def moving_over(plan: Plan, level: Level, moved: float) -> Level:
    """The level with its targets on their way to the affected side, where the plan says so and the
    task has single targets. A mirrored picture shows them on the other side: there nothing moves.
    """
    side = plan.affected_side
    moves = plan.display.moves_over and side in ("left", "right")
    if not moves or not hasattr(level.params, "moves_to") or "mirror" in level.modifiers:
        return level
    return replace(level, params=replace(level.params, moves_to=side, moved=moved))
