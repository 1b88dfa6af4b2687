"""The two marks of every lean target: its ring in the world, and the open ring on the ground."""

from __future__ import annotations

import math

import numpy as np

from game.render import markers
from game.render.presence import ease
from game.render.visuals.stage import Place, Stage
from game.sim.types import Entity

DIM_S = 0.5
ENDED = ("taken", "passed", "caught", "missed")


def direction_of(entity: Entity) -> int:
    """Which of the eight directions a lean is in, clockwise from forward."""
    return round(math.atan2(entity.position[0], -entity.position[2]) / (math.pi / 4)) % 8


def lean_target(stage: Stage, entity: Entity, at: Place | np.ndarray) -> float:
    """Mark a target to lean to that stands at `at` (m) in the world.

    entity.position is the lean it wants, radius its tolerance. States: next (thin white arcs),
    goal, hold (progress closes the ring), and what ends it, one of ENDED (it widens and fades).
    Returns how far it has appeared, 0..1.
    """
    shown = stage.shown(entity)
    if entity.state == "next":
        stage.marks += markers.next_ring(stage.scene.camera, at, shown)
        return shown
    fade = ease(entity.progress) if entity.state in ENDED else 0.0
    reached = entity.state in ENDED and entity.state != "missed"
    hold = entity.progress if entity.state == "hold" else float(reached)
    dim = 0.35 if entity.state == "missed" else 1.0
    lit = stage.presence.follow(f"lit {entity.kind} {entity.ident}", dim, DIM_S)
    under = stage.on_ground(entity.position, 1)
    stage.mark_underfoot(markers.goal_ring(under, entity.radius, shown, hold, fade, stage.deep))
    stage.marks += markers.target_ring(stage.scene.camera, at, shown, stage.t, lit=lit, fade=fade)
    return shown
