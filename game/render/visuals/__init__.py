"""What is drawn for each kind of entity; a new thing to see is one function and one row in VISUALS.

A visual gets the entity, already between two steps of the rules, and a Stage to draw on. Positions
arrive in lean units; the ground shows them on the player's own limits, LIMIT_M to the unit. Meshes
that visuals put are in THINGS, so that any task can be played in any place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.render.meshes import props
from game.render.meshes.builder import Mesh
from game.render.tiers import Tier
from game.render.visuals.fruit import fruit
from game.render.visuals.stage import Stage
from game.render.visuals.you import centre, you
from game.sim.types import Entity, World

VISUALS: Mapping[str, Callable[[Stage, Entity], None]] = {
    "you": you,
    "fruit": fruit,
    "centre": centre,
}

THINGS: Mapping[str, Callable[[Tier], Mesh]] = {
    "apple": lambda tier: props.apple(1 if tier.detail < 2 else 2),
}


def show(stage: Stage, world: World) -> None:
    """Draw a world: what the place does by itself, the entities, and the weight last."""
    for entity in world.entities:
        if entity.kind == "you":
            stage.lean = (entity.position[0], -entity.position[2])
    stage.scene.live(stage, world)
    for entity in sorted(world.entities, key=lambda e: e.kind == "you"):
        if draw := VISUALS.get(entity.kind):
            draw(stage, entity)
    stage.forget_others(world)


__all__ = ["THINGS", "VISUALS", "Stage", "show"]
