"""A firefly to follow or find, and the stars it hides among, over the lean that each wants."""

from __future__ import annotations

from game.render import markers
from game.render.visuals.stage import Place, Stage
from game.render.visuals.targets import lean_target
from game.sim.types import Entity

HOVER_M = 0.45  # over the ground: beside the figure, above its own ring


def firefly(stage: Stage, entity: Entity) -> None:
    """Alight and to be leant to, or dark (idle) while eyes alone follow it."""
    if entity.state == "idle":
        star(stage, entity)
    else:
        lean_target(stage, entity, _hovering(stage, entity))


def star(stage: Stage, entity: Entity) -> None:
    """Thin arcs without a glow."""
    at = _hovering(stage, entity)
    stage.marks += markers.next_ring(stage.scene.camera, at, stage.shown(entity))


def _hovering(stage: Stage, entity: Entity) -> Place:
    x, y, z = stage.on_ground(entity.position, 1)
    return x, y + HOVER_M, z
