"""Stones to step on, and where on the one underfoot the weight has to come.

The rules count metres of a path; on screen it is GROWN times as large, so that a stone can be read
from afar, and ASIDE times as wide, so that the one underfoot lies where its load is on the player's
own limits. A place may bend
and roll (Scene.trail); stones follow it.
"""

from __future__ import annotations

import math

import numpy as np

from game.render import markers
from game.render.presence import ease
from game.render.visuals.stage import Carriage, Place, Stage
from game.sim.types import Entity

GROWN, ASIDE = 2.2, 2.5
SPACING_M = 0.55  # from stone to stone, as the rules count
TILT = 0.75  # rad for each unit of lean up against it
START_M = 0.66  # radius of the stone that the walk begins on
RISE_M = (0.45, 0.10)  # how far up and down a stone ahead may lie from the land
SETTLE_S, DONE_S, TILT_S, NEVER_S = 0.25, 0.6, 0.18, 1e9
LOADS = (0.34, 0.85)  # least and most lean at which a stone is laid
SUNK_M = 0.34
KINDS = ("slab", "other slab", "third slab")
ROOT, PLATE = "root", "plate"


def walked_m(stage: Stage) -> float:
    """How far (m, on screen) the path has come along under the feet."""
    stones = stage.entities("stone")
    if not stones:
        return 0.0
    first = stones[0]
    return (first.position[2] + SPACING_M * (first.ident + 1)) * GROWN


def underfoot(stage: Stage) -> Entity | None:
    """The stone that is stood on, or come to."""
    stones = [e for e in stage.entities("stone") if e.state in ("stance", "passed")]
    return stones[-1] if stones else None


def place_of(stage: Stage, stone: Entity) -> Place:
    """Where a stone's top lies (m), along the way the path bends."""
    x = stage.presence.value(_across_name(stone), ASIDE * stone.position[0])
    y, z = GROWN * stone.position[1], GROWN * stone.position[2]
    bend, roll = stage.along(z)
    up, down = RISE_M
    rise = up * math.tanh(y / up) if y > 0 else down * math.tanh(y / down)
    return x + bend, rise + roll, z


def footing(stage: Stage) -> Carriage:
    """How the stone underfoot lies: what stands on it and is marked on it is tilted about it."""
    for each in stage.entities("stone"):
        _lay_across(stage, each)
    stood = underfoot(stage)
    wanted = (0.0, 0.0, 0.0)
    if stood:
        side, front = _tilt_of(stage, stood) if stood.state == "stance" else (0.0, 0.0)
        wanted = (side, front, place_of(stage, stood)[0])
    names = ("footing side", "footing front", "footing x")
    side, front, x = (
        stage.presence.follow(name, to, TILT_S) for name, to in zip(names, wanted, strict=True)
    )
    turn = Carriage((0.0, 0.0, 0.0), side, front).matrix()[:3, :3]
    middle = np.array([x, 0.0, 0.0])
    lifted = middle - turn @ middle
    return Carriage((float(lifted[0]), float(lifted[1]), float(lifted[2])), side, front)


def _lay_across(stage: Stage, stone: Entity) -> None:
    """The one asked for comes to lie where its load is to be; it stays there for as long as it is
    seen.
    """
    wanted, asked = ASIDE * stone.position[0], stage.entity("balance")
    if asked and stone.state in ("goal", "stance") and wanted:
        load = abs(asked.position[0] - _up(stage, stone)[0])
        wanted = math.copysign(min(max(load, LOADS[0]), LOADS[1]) * markers.LIMIT_M, wanted)
    stays = stone.state in ("stance", "passed")
    stage.presence.follow(_across_name(stone), wanted, NEVER_S if stays else SETTLE_S)


def _across_name(stone: Entity) -> str:
    return f"stone across {stone.ident}"


def start(stage: Stage) -> None:
    """The stone on which a walk begins; there are no others where the task is not a walk."""
    z = walked_m(stage)
    if z < 2.0:
        bend, roll = stage.along(z)
        stage.put(KINDS[0], (bend, roll - _sunk(z), z), START_M, turn=0.4)


def stone(stage: Stage, entity: Entity) -> None:
    """A stone as it lies, with a ring on the one to step on and a thin one on the one after; once
    done with it lies level.
    """
    x, y, z = place_of(stage, entity)
    shown = stage.presence.fill(f"stone {entity.ident}", 1.0, 0.8, start=0.0)
    at = (x, y - _sunk(z) - SUNK_M * (1 - ease(shown)), z)
    tilted = stage.presence.follow(
        f"tilted {entity.ident}", float(entity.state != "passed"), TILT_S, start=1.0
    )
    side, front = (tilted * angle for angle in _tilt_of(stage, entity))
    if _wobbles(stage, entity):
        side += 0.025 * math.sin(stage.t * 4.2)
    radius = entity.radius * ASIDE
    stage.put(_kind(stage, entity), at, radius, turn=_turn(entity), side=side, front=front)
    lying = Carriage(at, side, front)
    shown = stage.shown(entity)
    if entity.state == "goal":
        ring = markers.stone_ring((0.0, 0.03, 0.0), radius * 0.76, shown)
        stage.marks += markers.carried(ring, lying.matrix())
        above = (x, y + 0.28, z)
        stage.marks += markers.pip(stage.scene.camera, above, shown, stage.t)
    elif entity is _first_next(stage):
        ring = markers.stone_ring((0.0, 0.03, 0.0), radius * 0.66, 0.5 * shown, lit=False)
        stage.marks += markers.carried(ring, lying.matrix())


def balance(stage: Stage, entity: Entity) -> None:
    """The open ring to bring the weight into; it closes while the stone settles."""
    ended = entity.state in ("kept", "let_go")
    gone = stage.presence.fill("balance ended", float(ended), DONE_S)
    shown = stage.presence.fill("balance", 1.0, SETTLE_S)
    dim = stage.presence.follow("balance dim", 0.5 if entity.state == "let_go" else 1.0, SETTLE_S)
    at = stage.on_ground(entity.position, 1)
    there = ease(shown) * dim
    stage.mark_underfoot(
        markers.goal_ring(at, entity.radius, there, entity.progress, ease(gone), stage.deep)
    )


def _tilt(stage: Stage, stone: Entity) -> Entity | None:
    return next((e for e in stage.entities("tilt") if e.ident == stone.ident), None)


def _up(stage: Stage, stone: Entity) -> tuple[float, float]:
    """The lean up against a stone's tilt, to the right and forward."""
    tilt = _tilt(stage, stone)
    return (tilt.position[0], -tilt.position[2]) if tilt else (0.0, 0.0)


def _tilt_of(stage: Stage, stone: Entity) -> tuple[float, float]:
    """How far (rad) a stone tips to the right and forward: away from the lean up against it."""
    right, forward = _up(stage, stone)
    return -TILT * right, -TILT * forward


def _kind(stage: Stage, stone: Entity) -> str:
    tilt = _tilt(stage, stone)
    if tilt and tilt.state == "roots":
        return ROOT
    return PLATE if glides(stone) else KINDS[stone.ident % len(KINDS)]


def _first_next(stage: Stage) -> Entity | None:
    """The stone to be stepped on after the one underfoot, while none is asked for."""
    stones = stage.entities("stone")
    if any(e.state == "goal" or glides(e) for e in stones):
        return None
    return next((e for e in stones if e.state == "next"), None)


def glides(stone: Entity) -> bool:
    """Whether the path carries who walks it: its stones lie in the middle, for both feet."""
    return stone.position[0] == 0


def _turn(stone: Entity) -> float:
    """Each stone lies its own way; wide ones and roots lie across the path."""
    return 0.25 * math.sin(stone.ident * 2.4)


def _wobbles(stage: Stage, stone: Entity) -> bool:
    asked = stage.entity("balance")
    return stone.state == "stance" and asked is not None and asked.state == "wobble"


def _sunk(z: float) -> float:
    """Stones gone by sink back into the grass."""
    return SUNK_M * ease((z - 0.35) / 0.8)
