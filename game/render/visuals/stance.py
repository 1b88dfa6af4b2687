"""Standing still: the water grows calm with the player, and a ring closes with the time stood."""

from __future__ import annotations

from game.render import markers
from game.render.presence import ease
from game.render.visuals.stage import APPEAR_S, Stage
from game.sim.types import Entity, World

CALM = 0.85  # of water that nobody disturbs
CALMS_S, FADE_S = 1.6, 0.6


def is_picture(world: World) -> bool:
    """Whether the world asks for a picture that stands still: for a test and nothing else."""
    return any(entity.kind == "water" and entity.state == "picture" for entity in world.entities)


def water(stage: Stage, entity: Entity) -> None:
    """States: live (progress is the stillness); eyes_closed: it does what water does by itself;
    picture: nothing moves that could be looked at, and nothing answers.
    """
    if entity.state == "picture":
        stage.stillness = 1.0
        return
    wanted = entity.progress if entity.state == "live" else CALM
    stage.stillness = stage.presence.follow("stillness", wanted, CALMS_S)
    _time_stood(stage)


def _time_stood(stage: Stage) -> None:
    """An arc round the feet that closes while a stance is stood, and widens and fades after it."""
    hud = stage.world.hud
    stands = stage.world.goal.kind == "still" and hud.time_left < 1
    shown = stage.presence.fill("stance shown", float(stands), APPEAR_S if stands else FADE_S)
    share = 1 - hud.time_left if stands else stage.presence.swap("stance share", 0.0)
    stage.presence.swap("stance share", share)
    if shown > 0:
        at = stage.on_ground((0.0, 0.0, 0.0), 1)
        stage.mark_underfoot(markers.stance_ring(at, ease(shown), share))
