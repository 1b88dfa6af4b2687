"""Playing by ear: where to lean, as a voice that comes from there. Pure.

The voice comes from the side to lean to, is high where forward is meant and low where back is, and
gives way to a soft second note once the lean is where it should be. Standing still is the same: the
voice wanders off to where the middle is. Before the eyes are closed it sings the middle. Nothing
else is needed to play with closed eyes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from game.sim.types import World

FULL_AT = 0.6  # an error of this much of the limit is heard at the side, or at the end of the scale
STILL_FULL_AT = 0.25  # standing still is listened to more closely


@dataclass(frozen=True, slots=True)
class Heard:
    """pan -1 (lean left) to 1 (lean right); pitch -1 (lean back) to 1 (lean forward); there:
    whether the lean is within the goal.
    """

    pan: float
    pitch: float
    there: bool


MIDDLE = Heard(0.0, 0.0, False)


def eyes_closed(world: World) -> bool:
    """Whether the world has to be played by ear now. Where closed eyes are measured, nothing leads:
    that would change what is measured.
    """
    return any(entity.kind == "darkness" for entity in world.entities)


def announced(world: World) -> bool:
    """Whether eyes are to be closed for play by ear in a moment: time to hear the middle."""
    return world.hud.instruction == "eyes.close" and not world.hud.lean_shown


def heard(world: World, lean: tuple[float, float]) -> Heard | None:
    """What is to be heard of a world by who leans so; None while nothing is asked, and where eyes
    may see.
    """
    goal = world.goal
    if announced(world):
        return MIDDLE
    if not eyes_closed(world):
        return None
    if goal.kind not in ("lean", "centre", "step", "still"):
        return None
    ml, ap = goal.lean_ml - lean[0], goal.lean_ap - lean[1]
    scale = STILL_FULL_AT if goal.kind == "still" else FULL_AT
    there = goal.radius > 0 and math.hypot(ml, ap) <= goal.radius
    return Heard(_within(ml / scale), _within(ap / scale), there)


def _within(value: float) -> float:
    return max(-1.0, min(1.0, value))
