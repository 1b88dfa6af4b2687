"""What is drawn for each kind of entity; a new thing to see is one function and one row in VISUALS.

A visual gets the entity, already between two steps of the rules, and a Stage to draw on. Positions
arrive in lean units; the ground shows them on the player's own limits, LIMIT_M to the unit. Meshes
that visuals put are in THINGS, so that any task can be played in any place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.render.meshes import props
from game.render.meshes.builder import Mesh
from game.render.meshes.jetty import lantern as lantern_mesh
from game.render.meshes.night_life import firefly as firefly_mesh
from game.render.meshes.night_life import star as star_mesh
from game.render.meshes.rafting import LEFT_FLAG, RIGHT_FLAG, gate_pole
from game.render.meshes.stones import root, slab, wind_streak, windy_leaf
from game.render.skeleton import SEAT_M
from game.render.tiers import Tier
from game.render.visuals.fireflies import firefly, star
from game.render.visuals.fruit import fruit
from game.render.visuals.gates import beat, gate
from game.render.visuals.lanterns import lantern
from game.render.visuals.seated import sit
from game.render.visuals.stage import STILL_S, Stage
from game.render.visuals.stance import is_picture, water
from game.render.visuals.stones import KINDS, PLATE, ROOT, balance, stone
from game.render.visuals.walking import foot
from game.render.visuals.wind import gust
from game.render.visuals.you import centre, you
from game.sim.types import Entity, World

VISUALS: Mapping[str, Callable[[Stage, Entity], None]] = {
    "you": you,
    "fruit": fruit,
    "centre": centre,
    "gate": gate,
    "beat": beat,
    "firefly": firefly,
    "star": star,
    "stone": stone,
    "balance": balance,
    "foot": foot,
    "gust": gust,
    "lantern": lantern,
    "water": water,
}

THINGS: Mapping[str, Callable[[Tier], Mesh]] = {
    "apple": lambda tier: props.apple(1 if tier.detail < 2 else 2),
    "left pole": lambda tier: gate_pole(LEFT_FLAG, -1),
    "right pole": lambda tier: gate_pole(RIGHT_FLAG, 1),
    KINDS[0]: lambda tier: slab(3),
    KINDS[1]: lambda tier: slab(11),
    KINDS[2]: lambda tier: slab(19),
    PLATE: lambda tier: slab(5, wide=1.7),
    ROOT: lambda tier: root(),
    "seat": lambda tier: props.crate((0.33, SEAT_M / 2, 0.28)),
    "windy leaf": lambda tier: windy_leaf(),
    "wind streak": lambda tier: wind_streak(),
    "lantern": lambda tier: lantern_mesh(),
    "firefly": lambda tier: firefly_mesh(),
    "star": lambda tier: star_mesh(),
}

UNDERFOOT = frozenset((*KINDS, PLATE, ROOT, "seat"))  # of THINGS; what counts there is its mark


def show(stage: Stage, world: World) -> None:
    """Draw a world: what the place does by itself, the entities, and the weight last."""
    stage.world = world
    if is_picture(world):
        stage.t = STILL_S
    if you_are := stage.entity("you"):
        stage.lean = (you_are.position[0], -you_are.position[2])
    stage.scene.live(stage, world)
    for entity in sorted(world.entities, key=lambda e: e.kind == "you"):
        if draw := VISUALS.get(entity.kind):
            draw(stage, entity)
    if stage.seated:
        sit(stage)
    stage.forget_others(world)


__all__ = ["THINGS", "UNDERFOOT", "VISUALS", "Stage", "show"]
