"""The player's weight on the ground, and the way back to the middle."""

from __future__ import annotations

from game.render import markers
from game.render.presence import ease
from game.render.visuals.stage import APPEAR_S, Stage
from game.sim.types import Entity


def you(stage: Stage, entity: Entity) -> None:
    """The player's weight; the figure leans by the same."""
    on = stage.presence.follow("you on", float(entity.state != "off"), 0.25)
    stage.mark_underfoot(markers.you(stage.on_ground(entity.position, 3), on, stage.deep))


def centre(stage: Stage, entity: Entity) -> None:
    """Coming back to the middle: the same open ring, round the feet."""
    shown = stage.presence.fill("centre", float(entity.state == "goal"), APPEAR_S)
    if shown > 0:
        at = stage.on_ground(entity.position, 1)
        stage.mark_underfoot(
            markers.goal_ring(at, entity.radius, ease(shown), hold=entity.progress, deep=stage.deep)
        )
