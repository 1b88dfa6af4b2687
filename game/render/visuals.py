"""What is drawn for each kind of entity; a new thing to see is one function and one row in VISUALS.

A visual gets the entity, already between two steps of the rules, and a Stage to draw on. Positions
arrive in lean units; the ground shows them on the player's own limits, LIMIT_M to the unit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from game.render import markers
from game.render.presence import Presence, ease
from game.render.scenes.scene import Scene
from game.sim.types import Entity, World

APPEAR_S, REGROW_S, WANTED_S, DIM_S = 0.4, 1.5, 0.35, 0.5
BRANCH_APPLE_M, BASKET_APPLE_M = 0.088, 0.074
LIFT_M = 0.011  # the ground marks over the stone, and a little over each other


@dataclass
class Stage:
    """Where visuals leave what they want drawn: mark rows, apple rows (8 floats) and a reach."""

    scene: Scene
    presence: Presence
    t: float
    marks: list[markers.Row] = field(default_factory=list)
    apples: list[tuple[float, ...]] = field(default_factory=list)
    taken: dict[int, float] = field(default_factory=dict)
    wanted: set[int] = field(default_factory=set)
    lean: tuple[float, float] = (0.0, 0.0)
    reach: dict[int, float] = field(default_factory=dict)

    def on_ground(
        self, position: tuple[float, float, float], layer: int
    ) -> tuple[float, float, float]:
        """A place in lean units on the ground, lifted by its layer."""
        at = markers.LIMIT_M
        return position[0] * at, self.scene.floor + LIFT_M + 0.004 * layer, position[2] * at

    def apple(self, at: np.ndarray | tuple[float, ...], size: float, turn: float) -> None:
        self.apples.append((at[0], at[1], at[2], size, 1.0, 1.0, 1.0, turn))


def you(stage: Stage, entity: Entity) -> None:
    """The player's weight on the ground; the figure leans by the same."""
    on = stage.presence.follow("you on", float(entity.state != "off"), 0.25)
    stage.lean = (entity.position[0], -entity.position[2])
    stage.marks += markers.you(stage.on_ground(entity.position, 3), on)


def fruit(stage: Stage, entity: Entity) -> None:
    """An apple to reach: its ring in the world, and the open ring on the ground to lean into."""
    slot, shown = entity.ident % 8, _shown(stage, entity)
    stage.wanted.add(slot)
    at = tuple(stage.scene.slots[slot])
    if entity.state == "next":
        stage.marks += markers.next_ring(stage.scene.camera, at, shown)
        return
    fade = ease(entity.progress) if entity.state in ("taken", "missed") else 0.0
    hold = {"hold": entity.progress, "taken": 1.0}.get(entity.state, 0.0)
    lit = stage.presence.follow(f"lit {slot}", 0.35 if entity.state == "missed" else 1.0, DIM_S)
    stage.marks += markers.goal_ring(
        stage.on_ground(entity.position, 1), entity.radius, shown, hold, fade
    )
    stage.marks += markers.target_ring(stage.scene.camera, at, shown, stage.t, lit=lit, fade=fade)
    if entity.state == "taken":
        stage.taken[slot] = entity.progress
    wish = {"goal": 0.30, "hold": 0.55 + 0.45 * entity.progress, "taken": 1 - entity.progress}
    stage.reach[slot] = wish.get(entity.state, 0.0)


def centre(stage: Stage, entity: Entity) -> None:
    """Coming back to the middle: the same open ring, round the feet."""
    shown = stage.presence.fill("centre", float(entity.state == "goal"), APPEAR_S)
    if shown > 0:
        stage.marks += markers.goal_ring(
            stage.on_ground(entity.position, 1), entity.radius, ease(shown), entity.progress
        )


def _shown(stage: Stage, entity: Entity) -> float:
    """How far this entity has appeared; a new one begins from nothing."""
    role = "next" if entity.state == "next" else "goal"
    return ease(stage.presence.fill(f"{role} {entity.ident}", 1.0, APPEAR_S))


VISUALS: Mapping[str, Callable[[Stage, Entity], None]] = {
    "you": you,
    "fruit": fruit,
    "centre": centre,
}


def show(stage: Stage, world: World) -> None:
    """Draw a world: its entities, the weight last, and the fruit that hangs or lies."""
    for entity in sorted(world.entities, key=lambda e: e.kind == "you"):
        if draw := VISUALS.get(entity.kind):
            draw(stage, entity)
    present = {(e.state == "next", e.ident) for e in world.entities if e.kind == "fruit"}
    for ident in range(8):
        for role, is_next in (("next", True), ("goal", False)):
            if (is_next, ident) not in present:
                stage.presence.forget(f"{role} {ident}")
    _hanging(stage)
    _gathered(stage, world.hud.done)


def _hanging(stage: Stage) -> None:
    """One apple in each direction; a new one ripens where one was taken."""
    for slot, at in enumerate(stage.scene.slots):
        time_s = WANTED_S if slot in stage.wanted else REGROW_S
        if slot in stage.taken:  # it hangs no more; the next one starts from nothing
            stage.presence.forget(f"apple {slot}")
        size = stage.presence.follow(f"apple {slot}", float(slot not in stage.taken), time_s)
        sway = 0.006 * math.sin(stage.t * 1.1 + slot) if slot not in (3, 4, 5) else 0.0
        if size > 0.02:
            stage.apple((at[0] + sway, at[1], at[2]), BRANCH_APPLE_M * size, slot * 0.9)


def _gathered(stage: Stage, done: int) -> None:
    """What lies in the basket, and what is on its way there."""
    heap = stage.scene.heap
    settled = max(0, done - len(stage.taken))
    for k in range(min(settled, len(heap))):
        stage.apple(heap[k], BASKET_APPLE_M, k * 1.7)
    for k, (slot, progress) in enumerate(stage.taken.items()):
        s = ease(progress)
        start, end = stage.scene.slots[slot], heap[min(settled + k, len(heap) - 1)]
        over = np.array([end[0], max(start[1], end[1]) + 0.45, end[2]])
        at = start * (1 - s) ** 2 + over * (2 * s * (1 - s)) + end * s**2
        stage.apple(at, BRANCH_APPLE_M + (BASKET_APPLE_M - BRANCH_APPLE_M) * s, slot * 0.9 + s)
