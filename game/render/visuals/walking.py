"""How the figure walks a path of stones: feet that step, hips over the foot that bears.

The world comes to the figure, so a foot put down on a stone is carried back with it, and the free
foot swings past. What bears is what the rules say of the load; the lean that is drawn is what is
left of it once the hips are where the weight is.
"""

from __future__ import annotations

from game.render.markers import LIMIT_M
from game.render.skeleton import ANKLE, FORWARD_PER_LEAN, LATERAL_PER_LEAN, Posture
from game.render.visuals.stage import Place, Stage
from game.render.visuals.stones import glides, place_of, underfoot
from game.sim.types import Entity

FOOT_S, LOAD_S, STEADY_S = 0.07, 0.06, 0.22
STRIDE_M, TRAIL_M = -0.52, 0.34  # how far a foot reaches ahead, and is left behind
HOVER_M, HANG_M, SOLE_M = 0.19, 0.12, -0.03
REST: Place = (0.0, 0.0, 0.0)


def foot(stage: Stage, entity: Entity) -> None:
    """Take the figure's stance from where the load is (entity.progress, from left to right); who
    sits is carried along.
    """
    if stage.seated:
        return
    hold = stage.presence.follow
    load = hold("load", entity.progress, LOAD_S)
    feet = [_eased(stage, side, at) for side, at in enumerate(_feet(stage, load))]
    asked = stage.entity("balance")
    wobbling = asked is not None and asked.state == "wobble"
    lone = 0.3 * abs(2 * load - 1)
    steady = hold("steady", 1.0 if wobbling else 0.25 + lone, STEADY_S)
    stage.posture = Posture((feet[0], feet[1]), load, steady)
    hips = (1 - load) * feet[0][0] + load * feet[1][0] + 0.18 * (load - 0.5)
    ml, ap = stage.lean
    side = stage.carriage.side if stage.carriage else 0.0
    front = stage.carriage.front if stage.carriage else 0.0
    stage.lean = (
        ml - hips / LIMIT_M - side / LATERAL_PER_LEAN,
        ap - front / FORWARD_PER_LEAN,
    )


def _feet(stage: Stage, load: float) -> tuple[Place, Place]:
    """Where left and right foot want to be, from their places at rest."""
    stood = underfoot(stage)
    goal = next((e for e in stage.entities("stone") if e.state == "goal"), None)
    if any(glides(stone) for stone in (stood, goal) if stone):
        return REST, REST
    feet = [REST, REST]
    if stood:
        side = int(stood.position[0] > 0)
        feet[side] = _on(stage, stood, side)
        feet[1 - side] = _free(stage, 1 - side, load)
    if goal:
        side = int(goal.position[0] > 0)
        if not stood or side != int(stood.position[0] > 0):
            feet[side] = _towards(stage, goal, side, load)
    return feet[0], feet[1]


def _on(stage: Stage, stone: Entity, side: int) -> Place:
    """Down on a stone; in the air while it is too far ahead to be reached."""
    x, y, z = place_of(stage, stone)
    ahead = max(z, STRIDE_M)
    lift = 0.10 * min(1.0, (ahead - z) / 0.4)
    return x - float(ANKLE[side, 0]), y + lift, ahead


def _free(stage: Stage, side: int, load: float) -> Place:
    """Left behind, then brought up beside the other; lifted as far as it bears nothing."""
    bears = load if side else 1 - load
    z = TRAIL_M
    if stood := underfoot(stage):
        z = max(0.12, TRAIL_M * min(1.0, -place_of(stage, stood)[2]))
    away = 0.03 if side else -0.03
    return away, SOLE_M + (HANG_M - SOLE_M) * max(0.0, 1 - 2 * bears), z


def _towards(stage: Stage, stone: Entity, side: int, load: float) -> Place:
    """Held over the way to the stone, lower as the weight comes."""
    x, y, z = place_of(stage, stone)
    bears = load if side else 1 - load
    lift = HOVER_M * max(0.0, 1 - 1.15 * bears)
    return 0.75 * (x - float(ANKLE[side, 0])), max(y, 0.0) + lift, max(z, STRIDE_M)


def _eased(stage: Stage, side: int, at: Place) -> Place:
    hold = stage.presence.follow
    x, y, z = (hold(f"foot {side} {axis}", value, FOOT_S) for axis, value in enumerate(at))
    return x, y, z
