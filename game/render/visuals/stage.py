"""Where visuals and scenes leave what they want drawn this frame."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from game.render import markers
from game.render.presence import Presence, ease
from game.render.scenes.scene import Scene
from game.render.skeleton import STANDING, Posture, tilt
from game.sim.types import Entity, Goal, Hud, World

LIFT_M = 0.011  # the ground marks over the floor, and a little over each other
APPEAR_S = 0.4
Place = tuple[float, float, float]
Offset = tuple[float, float]
Row = tuple[float, ...]
NO_WORLD = World(0, (), Goal(), Hud())
STILL_S = 40.0  # the moment at which a picture stands that does not move by itself


@dataclass(frozen=True, slots=True)
class Carriage:
    """How that which carries the figure lies: moved (m) and tilted (rad) about the world's origin.

    side tips its top to the right, front tips it forward.
    """

    at: Place = (0.0, 0.0, 0.0)
    side: float = 0.0
    front: float = 0.0

    def matrix(self) -> np.ndarray:
        """World from carried, (4, 4)."""
        m = np.eye(4)
        m[:3, :3], m[:3, 3] = tilt(self.side, self.front), self.at
        return m


@dataclass
class Stage:
    """One frame of a world. t (s) is the time of the picture, played_s the time of the rules;
    seated: whether the figure sits. still: nothing moves by itself, so that t stands; what carries
    the task goes on, by the world and by presence.

    A scene's `live` may set: carriage; moved (m), how far the rolling land lies to the right, below
    and behind where it was built; stillness of the water (0..1). wind: a gust, to the right and
    toward the eye, in shares of a strong one; grass and scarf lie over in it.
    lean, posture and reach move the figure: reach is how much it wants to touch the target in each
    slot.
    """

    scene: Scene
    presence: Presence
    t: float
    played_s: float = 0.0
    seated: bool = False
    still: bool = False
    world: World = NO_WORLD
    lean: tuple[float, float] = (0.0, 0.0)
    posture: Posture = STANDING
    carriage: Carriage | None = None
    moved: Place = (0.0, 0.0, 0.0)
    stillness: float = 0.0
    wind: tuple[float, float] = (0.0, 0.0)
    reach: dict[int, float] = field(default_factory=dict)
    marks: list[markers.Row] = field(default_factory=list)
    things: dict[str, list[Row]] = field(default_factory=dict)
    glows: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.still:
            self.t = STILL_S

    def entity(self, kind: str) -> Entity | None:
        """The first entity of a kind, if there is one."""
        return next((e for e in self.world.entities if e.kind == kind), None)

    def entities(self, kind: str) -> list[Entity]:
        """All entities of a kind, in the order of the rules."""
        return [e for e in self.world.entities if e.kind == kind]

    def along(self, z: float) -> Offset:
        """How far (m) the walked way lies to the right and up at depth z, from under the feet."""
        (x, y), (x0, y0) = self.scene.trail(z - self.moved[2]), self.scene.trail(-self.moved[2])
        return float(x - x0), float(y - y0)

    def put(
        self,
        kind: str,
        at: Place | np.ndarray,
        size: float = 1.0,
        *,
        turn: float = 0.0,
        side: float = 0.0,
        front: float = 0.0,
        phase: float = 0.0,
        dim: float = 0.0,
        tint: Place = (1.0, 1.0, 1.0),
    ) -> None:
        """Draw a thing of a kind here: turned about the vertical, then tilted to its side (right)
        and front. phase (rad) moves its flutter, wings and flags; dim (0..1) takes away its glow.
        """
        row = (at[0], at[1], at[2], size, *tint, turn, side, front, phase, dim)
        self.things.setdefault(kind, []).append(row)

    def glow(
        self,
        at: Place | np.ndarray,
        radius: float,
        colour: Place | np.ndarray,
        alpha: float,
        *,
        flat: bool = False,
    ) -> None:
        """A soft round light that adds itself: facing the eye, or flat on the ground.

        Nothing blinks: let alpha swing slower than 0.5 Hz, and by less than 0.2 of a large one.
        """
        up = (0.0, 0.0, -radius) if flat else (0.0, radius, 0.0)
        row = (at[0], at[1], at[2], radius, *up, *(c * alpha for c in colour))
        self.glows.append(row)

    def on_ground(self, position: Place, layer: int) -> Place:
        """A place in lean units on the floor, lifted by its layer; not yet carried."""
        at = markers.LIMIT_M
        return position[0] * at, self.scene.floor + LIFT_M + 0.004 * layer, position[2] * at

    @property
    def deep(self) -> float:
        """How much longer fore and aft than across the marks of leaning lie on the ground."""
        return markers.deepened(self.scene.camera, self.scene.floor)

    def mark_underfoot(self, rows: list[markers.Row]) -> None:
        """Marks on what the figure stands on, which carries them along."""
        if self.carriage is None:
            self.marks += rows
            return
        self.marks += markers.carried(rows, self.carriage.matrix())

    def shown(self, entity: Entity) -> float:
        """How far this entity has appeared, 0..1; a new one begins from nothing."""
        return ease(self.presence.fill(_shown_name(entity), 1.0, APPEAR_S))

    def forget_others(self, world: World) -> None:
        """What is gone from the world appears anew when it comes again."""
        self.presence.keep("shown ", {_shown_name(entity) for entity in world.entities})


def _shown_name(entity: Entity) -> str:
    role = "next" if entity.state == "next" else "now"
    return f"shown {role} {entity.kind} {entity.ident}"
