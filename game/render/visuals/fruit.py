"""Apples to reach: the target itself, those that hang by, and those that were gathered."""

from __future__ import annotations

import math

import numpy as np

from game.render.presence import ease
from game.render.visuals.stage import Stage
from game.render.visuals.targets import lean_target
from game.sim.types import Entity, World

REGROW_S, WANTED_S = 1.5, 0.35
BRANCH_APPLE_M, BASKET_APPLE_M = 0.088, 0.074
LYING = (3, 4, 5)  # behind the player apples lie on something; the others hang and sway


def fruit(stage: Stage, entity: Entity) -> None:
    """An apple to reach for, in one of the eight directions."""
    slot = entity.ident % 8
    at = stage.scene.slots[slot]
    lean_target(stage, entity, at)
    if entity.state == "next":
        return
    wish = {"goal": 0.30, "hold": 0.55 + 0.45 * entity.progress, "taken": 1 - entity.progress}
    stage.reach[slot] = wish.get(entity.state, 0.0)
    if not len(stage.scene.heap):  # nothing hangs here by itself
        stage.put("apple", at, BRANCH_APPLE_M * (1 - ease(_taken([entity]).get(slot, 0.0))))


def apples(stage: Stage, world: World) -> None:
    """One apple in each direction and what was gathered: what an orchard does by itself."""
    fruits = [entity for entity in world.entities if entity.kind == "fruit"]
    taken = _taken(fruits)
    _hanging(stage, {entity.ident % 8 for entity in fruits}, taken)
    _gathered(stage, taken, world.hud.done)


def _taken(fruits: list[Entity]) -> dict[int, float]:
    """How far each apple that was taken is on its way, by slot."""
    return {e.ident % 8: e.progress for e in fruits if e.state == "taken"}


def _hanging(stage: Stage, wanted: set[int], taken: dict[int, float]) -> None:
    """A new apple ripens where one was taken."""
    for slot, at in enumerate(stage.scene.slots):
        time_s = WANTED_S if slot in wanted else REGROW_S
        if slot in taken:  # it hangs no more; the next one starts from nothing
            stage.presence.forget(f"apple {slot}")
        size = stage.presence.follow(f"apple {slot}", float(slot not in taken), time_s)
        sway = 0.006 * math.sin(stage.t * 1.1 + slot) if slot not in LYING else 0.0
        if size > 0.02:
            stage.put("apple", at + np.array([sway, 0, 0]), BRANCH_APPLE_M * size, turn=slot * 0.9)


def _gathered(stage: Stage, taken: dict[int, float], done: int) -> None:
    """What lies in the basket, and what is on its way there."""
    heap = stage.scene.heap
    settled = max(0, done - len(taken))
    for k in range(min(settled, len(heap))):
        stage.put("apple", heap[k], BASKET_APPLE_M, turn=k * 1.7)
    for k, (slot, progress) in enumerate(taken.items()):
        s = ease(progress)
        start, end = stage.scene.slots[slot], heap[min(settled + k, len(heap) - 1)]
        over = np.array([end[0], max(start[1], end[1]) + 0.45, end[2]])
        at = start * (1 - s) ** 2 + over * (2 * s * (1 - s)) + end * s**2
        size = BRANCH_APPLE_M + (BASKET_APPLE_M - BRANCH_APPLE_M) * s
        stage.put("apple", at, size, turn=slot * 0.9 + s)
