"""Gates to shift the weight to, and the point that paces it.

A gate stands on the side that it asks to lean to. In a slalom (a raft is in the world) positions
are shares of the river, RIVER_M to the unit, and a gate comes nearer as its progress grows;
elsewhere a gate waits at a few paces in the direction of its lean, and goes by when it is done.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from game.render import markers
from game.render.meshes.rafting import POLE_M, RAFT_HALF_M
from game.render.presence import ease
from game.render.visuals.stage import LIFT_M, Stage
from game.render.visuals.targets import ENDED, direction_of, lean_target
from game.sim.types import Entity

RIVER_M = 2.0
GATE_M = 5.0  # from gate to gate
LINE_M = -1.0  # where a gate is gone through: the bow
ASIDE_M, AHEAD_M, NEXT_M = 2.1, -2.2, 4.0  # of a gate that waits; the next one is farther
RING_UP = 0.42  # of a pole's height
NEAR_S = 0.5
FORWARD, BACK = 0, (3, 4, 5)


def gate(stage: Stage, entity: Entity) -> None:
    """Two poles with flags, a ring between them, and the lean that goes through."""
    raft, direction = stage.entity("raft"), direction_of(entity)
    slots = stage.scene.slots
    if not raft and direction in BACK:  # no gate can be seen behind: a ring alone marks it
        lean_target(stage, entity, slots[direction])
        return
    x, z = _slalom_place(stage, entity, raft) if raft else _waiting_place(stage, entity)
    half = RAFT_HALF_M[0] + 0.2 + (entity.radius * RIVER_M if raft else 0.1)
    _poles(stage, entity, x, z, half)
    if z > LINE_M + 0.5:  # gone through
        return
    foot = stage.scene.level
    middle = np.array([x, foot + POLE_M * RING_UP, z])
    overhead = direction == FORWARD and not raft  # the figure would hide it
    lean_target(stage, _lean(stage, entity), slots[FORWARD] if overhead else middle)
    if raft and entity.state == "goal" and abs(x) > 1.0 and z < -3.5:
        start = (0.6 * x, foot + LIFT_M, -RAFT_HALF_M[1] - 0.5)
        stage.marks += markers.way(start, (x, foot + LIFT_M, z), stage.t, stage.shown(entity))


def _poles(stage: Stage, entity: Entity, x: float, z: float, half: float) -> None:
    """They float, so they bob; a new gate rises out of the water, and one gone by goes under."""
    shown = stage.presence.follow(f"gate {entity.ident}", 1.0, 0.5, start=0.0)
    shown *= 1 - ease(entity.progress) if entity.state in ENDED else 1.0
    for kind, side in (("left pole", -1), ("right pole", 1)):
        bob = 0.03 * math.sin(stage.t * 1.6 + entity.ident + side)
        roll = 0.035 * math.sin(stage.t * 1.1 + entity.ident * 2 + side)
        at = (x + side * half, stage.scene.level + bob, z)
        stage.put(kind, at, shown, side=roll, phase=stage.t * 2.5 + entity.ident)


def _lean(stage: Stage, entity: Entity) -> Entity:
    """The gate as the lean that brings one through; a raft's own place is no lean."""
    if not stage.entity("raft"):
        return entity
    goal = stage.world.goal
    asked = next((e for e in stage.world.entities if e.kind == "gate" and e.state == "goal"), None)
    a_share = abs(goal.lean_ml / asked.position[0]) if asked and asked.position[0] else 0.5
    at = (entity.position[0] * a_share, 0.0, 0.0)
    progress = 0.0 if entity.state == "goal" else entity.progress
    return replace(entity, position=at, radius=entity.radius * a_share, progress=progress)


def beat(stage: Stage, entity: Entity) -> None:
    """The point to follow with the weight."""
    stage.mark_underfoot(markers.pace(stage.on_ground(entity.position, 2), 1.0, stage.deep))


def gates_gone_by(stage: Stage) -> float | None:
    """How many gates of a slalom have been passed, with the share of the way to the next."""
    if not stage.entity("raft"):
        return None
    coming = [e for e in stage.world.entities if e.kind == "gate" and e.state not in ENDED]
    if not coming:
        return None
    first = min(coming, key=lambda e: e.ident)
    return first.ident + first.progress


def _slalom_place(stage: Stage, entity: Entity, raft: Entity) -> tuple[float, float]:
    """Across by where the raft lies, ahead by how much of the way is left."""
    by = gates_gone_by(stage)
    left = -entity.progress * 0.3
    if entity.state not in ENDED and by is not None:
        left = entity.ident + 1 - by
    return (entity.position[0] - raft.position[0]) * RIVER_M, LINE_M - left * GATE_M


def _waiting_place(stage: Stage, entity: Entity) -> tuple[float, float]:
    """In the direction of the lean; the one after stands behind it, what is done goes by."""
    ml, ap = entity.position[0], -entity.position[2]
    reach = max(math.hypot(ml, ap), 1e-6)
    ahead = {"next": 1.0, "passed": -0.5, "missed": -0.3}.get(entity.state, 0.0)
    start = 1.4 if entity.state == "next" else None
    ahead = stage.presence.follow(f"gate ahead {entity.ident}", ahead, NEAR_S, start=start)
    through = max(0.0, -2 * ahead) if entity.state == "passed" else 0.0
    across = ASIDE_M * ml / reach * (1 - through)
    return across, AHEAD_M - 1.4 * max(0.0, ap / reach) - NEXT_M * ahead
