"""Lanterns to lean towards: they brighten with what was held, and stay lit.

Nobody reaches for one with a hand: the head turns to it, and the whole body leans.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from game.render.palette import rgb
from game.render.visuals.stage import Stage
from game.render.visuals.targets import direction_of, lean_target
from game.sim.types import Entity, World

LANTERN_SIZE_M = 0.135  # from its middle to its foot
LIGHT = rgb("FF9A45")
BRIGHTEN_S, FADE_S = 0.5, 0.6
HALO_M = 0.5
EMBER = 0.06  # what glows in a lantern that nobody has lit
HANGS, LYING = 0, (3, 4, 5)


def lantern(stage: Stage, entity: Entity) -> None:
    """A lantern; progress is how bright it is, and the hold is the world's."""
    slot = direction_of(entity)
    at = stage.scene.slots[slot]
    _light(stage, slot, entity.progress)
    ended = f"lantern ended {entity.ident}"
    if entity.state in ("reached", "missed"):
        fade = stage.presence.fill(ended, 1.0, FADE_S)
        if fade < 1:
            state = "caught" if entity.state == "reached" else "missed"
            lean_target(stage, replace(entity, state=state, progress=fade), at)
        return
    stage.presence.forget(ended)
    if entity.state == "next":
        lean_target(stage, entity, at)
        return
    hold = stage.world.hud.hold
    lean_target(stage, replace(entity, state="hold" if hold else "goal", progress=hold), at)
    stage.reach[slot] = 0.0


def lanterns(
    stage: Stage, world: World, lit: int = 0, directions: Sequence[int] = range(8)
) -> None:
    """One in each of these directions that no task asks for: what a jetty does by itself.

    lit: how many of them burn, the first ones.
    """
    asked = {direction_of(entity) for entity in world.entities if entity.kind == "lantern"}
    for k, slot in enumerate(directions):
        if slot not in asked:
            _light(stage, slot, float(k < lit))


def _light(stage: Stage, slot: int, wanted: float) -> None:
    """A lantern in its place, its glow, and both again in still water."""
    lit = stage.presence.follow(f"lantern lit {slot}", EMBER + (1 - EMBER) * wanted, BRIGHTEN_S)
    at = np.array(stage.scene.slots[slot])
    swing = 0.03 * math.sin(stage.t * 0.9) if slot == HANGS else 0.0
    burns = (lit - EMBER) * (0.96 + 0.04 * math.sin(stage.t * 1.7 + slot * 2.1))
    below = at * [1, -1, 1] + [0, 2 * stage.scene.level, 0]
    tone = 0.5 + 0.5 * lit
    put = partial(stage.put, "lantern", turn=slot * 0.4, dim=1 - lit, tint=(tone, tone, tone))
    put(at, LANTERN_SIZE_M, side=swing)
    if burns < 0.01:
        return
    stage.glow(at, HALO_M, LIGHT, 0.58 * burns)
    if stage.scene.water and stage.scene.water.mirrors:
        put(below, LANTERN_SIZE_M, front=math.pi)
        stage.glow(below, HALO_M, LIGHT, 0.20 * burns)
