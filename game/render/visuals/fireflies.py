"""A firefly to follow or find, and the stars it hides among.

It hovers before the player, to the side of the lean that it wants: farther and higher for a lean
forward, nearer and lower for one back, never behind the figure and never under a panel. Ring,
light and trail tell it from all else, but for among stars: there nothing but its own light does,
until it is found or time grows short.
"""

from __future__ import annotations

import math

import numpy as np

from game.render import markers
from game.render.palette import rgb
from game.render.presence import ease
from game.render.visuals.stage import Stage
from game.render.visuals.targets import ENDED, direction_of, lean_target
from game.sim.types import Entity

MIDDLE_PX, SPAN_PX = (640.0, 428.0), (400.0, 77.0)  # clear of panels and of the marks below it
DEPTH_M, NEARER_M = 0.85, 0.45
FIREFLY_M, STAR_M = 0.085, 0.068
HALO, LIGHT, WHITE_HOT, COLD = (rgb(code) for code in ("FFC04A", "FFD873", "FFF6CF", "A9C4F2"))
DARK, KINDLE_S, HELP = 0.22, 0.09, 0.35
TRAIL, TRAIL_S = 9, 0.085


def firefly(stage: Stage, entity: Entity) -> None:
    """States: goal, hold (progress closes the ring), caught, missed (progress: it goes), and idle:
    dark, while eyes alone follow it.
    """
    at = hovering(stage, entity)
    gone = ease(entity.progress) if entity.state in ENDED else 0.0
    at[1] += gone * (0.22 if entity.state == "caught" else -0.12)
    wanted = DARK if entity.state in ("idle", "missed") else 1.0
    shown = _marked(stage, entity, at)
    if shown < 0.05:  # a new one: nothing of the one before
        stage.presence.forget("firefly lit")
    lit = stage.presence.follow("firefly lit", wanted, KINDLE_S, start=0.0) * (1 - gone)
    _shine(stage, at, lit)
    _trail(stage, at, lit, restart=shown < 0.05)
    size = FIREFLY_M * (0.5 + 0.5 * shown) * (1 - 0.6 * gone)
    tilt = 0.10 * math.sin(stage.t * 1.9)
    stage.put("firefly", at, size, side=tilt, phase=stage.t * 9, dim=1 - max(lit, DARK))
    if math.hypot(entity.position[0], entity.position[2]) > 0.2:
        stage.reach[direction_of(entity)] = 0.0


def star(stage: Stage, entity: Entity) -> None:
    """Something else that shines: cold, still, of another shape, and without a ring."""
    at, shown = hovering(stage, entity), stage.shown(entity)
    breath = 1 + 0.06 * math.sin(stage.t * 1.3 + 2.4 * entity.ident)
    stage.put("star", at, STAR_M * shown * breath, side=0.05 * math.sin(entity.ident * 1.7))
    stage.glow(at, 0.15, COLD, 0.24 * shown)


def hovering(stage: Stage, entity: Entity) -> np.ndarray:
    """Where in the world it hovers, (3,)."""
    ml, ap = (max(-1.0, min(1.0, lean)) for lean in (entity.position[0], -entity.position[2]))
    x, y = MIDDLE_PX[0] + SPAN_PX[0] * ml, MIDDLE_PX[1] - SPAN_PX[1] * ap
    return stage.scene.camera.from_frame(x, y, DEPTH_M - NEARER_M * ap)


def _marked(stage: Stage, entity: Entity, at: np.ndarray) -> float:
    """Ring it, in the world and on the ground, unless it is to be found; returns how far shown."""
    hud = stage.world.hud
    hides = stage.entity("star") is not None and hud.instruction != "follow"
    if hides and entity.state in ("goal", "idle") and hud.time_left > HELP:
        return stage.shown(entity)
    if entity.state == "idle":
        shown = stage.shown(entity)
        if not hides:
            stage.marks += markers.next_ring(stage.scene.camera, at, shown)
        return shown
    return lean_target(stage, entity, at)


def _shine(stage: Stage, at: np.ndarray, lit: float) -> None:
    """Three soft lights in one another, and a pool of light below."""
    breath = 1 + 0.05 * math.sin(stage.t * 2 * math.pi / 3.2)
    tail = at + np.array([0, -0.4, 0.6]) * FIREFLY_M
    stage.glow(tail, 0.40 * breath, HALO, 0.55 * lit)
    stage.glow(tail, 0.13, LIGHT, 0.75 * lit)
    stage.glow(tail, 0.055, WHITE_HOT, 0.9 * lit)
    ground = (at[0], stage.scene.floor + 0.012, at[2])
    stage.glow(ground, 0.55, HALO, 0.30 * lit, flat=True)


def _trail(stage: Stage, at: np.ndarray, lit: float, *, restart: bool) -> None:
    """Where it came from: fading dots, each on its way to the one before."""
    lead = at
    for k in range(TRAIL):
        dot = np.array([_eased(stage, f"trail {k} {i}", lead[i], restart) for i in range(3)])
        spread = min(1.0, float(np.abs(dot - at).sum()) / 0.15)
        share = 1 - k / TRAIL
        stage.glow(dot, 0.03 + 0.04 * share, LIGHT, 0.55 * lit * share * spread)
        lead = dot


def _eased(stage: Stage, name: str, wanted: float, restart: bool) -> float:
    if restart:
        stage.presence.forget(name)
    return stage.presence.follow(name, float(wanted), TRAIL_S)
