"""What a place is, to the renderer: a light, an eye, meshes to keep, and what it does by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from game.render.camera import Camera
from game.render.meshes.builder import Mesh
from game.render.meshes.shade import ShadeMap
from game.render.palette import Palette
from game.sim.types import World

if TYPE_CHECKING:  # a stage holds its scene
    from game.render.visuals.stage import Stage

# Where the target of each direction falls on a 1280x720 picture, clear of panels and bars, and its
# depth z (m), for a place that does not say better.
SLOTS = (
    (640, 122, -0.5),
    (836, 358, -0.4),
    (922, 428, 0.35),
    (884, 507, 1.15),
    (640, 548, 1.25),
    (396, 507, 1.15),
    (358, 428, 0.35),
    (444, 358, -0.4),
)


def slots_in(camera: Camera) -> np.ndarray:
    """SLOTS in the world of a camera, (8, 3)."""
    return np.array([camera.from_frame(*slot) for slot in SLOTS])


def nothing(stage: Stage, world: World) -> None:
    """What a place does by itself where nothing moves."""


def straight(z: float) -> tuple[float, float]:
    """A way that neither bends nor rises."""
    return 0.0, 0.0


@dataclass(frozen=True)
class Water:
    """A sheet of water; stage.stillness (0 restless .. 1 a mirror) sets its waves, frame by frame.

    mesh: colours multiply those of the water (darker at a shore), alpha is how much foam may lie
    there. deep: its colour seen from above. clear: share of sky in it seen from above, rising to 1
    at the horizon by the power `edge`. waves: strength of the pattern, (restless, still).
    cover: alpha, (restless, still); below 1 it lies over the scene's reflection. flow (m/s): the
    pattern's own speed toward the eye, beside the speed at which the place moves past. rings: where
    on the sheet (x, z) rings spread from, in restless water.
    """

    mesh: Mesh
    deep: np.ndarray
    clear: float = 0.06
    edge: float = 3.0
    waves: tuple[float, float] = (0.16, 0.05)
    cover: tuple[float, float] = (1.0, 1.0)
    flow: float = 0.5
    rings: tuple[float, float] | None = None

    @property
    def mirrors(self) -> bool:
        """Whether it lies over a reflection of the scene."""
        return min(self.cover) < 1


@dataclass(frozen=True, eq=False)
class Scene:
    """All that stands still, ready to be drawn, and `live`, which moves the rest.

    floor (m) is the height of the ground marks; the figure stands at x = z = 0.
    solid: everything opaque, near things first. ground_near receives the shade map, ground_far does
    not; both may be empty. veil: unlit, with alpha, behind and over everything solid.
    slots (8, 3): the place of the target in each direction, clockwise from forward.
    heap (n, 3): places that gathered things fill, first to last.
    on_water: as veil, but it lies on the water. underfoot: as veil, but it moves with what carries
    the figure (marks on a raft).
    things: meshes (radius or half size about 1 m) by kind, for live to put where it wants.
    rolling: land that comes again every `length` m along z, for the figure to move past; it lies
    between z = near, behind the eye, and near - length, where haze hides that it begins.
    trail(z): where the way that is walked runs over the rolling land, x and y (m) at depth z;
    aside (m): how far to its right or left one may come.
    level (m): of the water, or of the ground ahead where there is none.
    reflected, reflected_veil: what is seen again below that level in its water.
    live(stage, world): called each frame, before the world's own things are shown.
    """

    palette: Palette
    camera: Camera
    solid: Mesh
    veil: Mesh
    floor: float
    slots: np.ndarray
    ground_near: Mesh = field(default_factory=Mesh)
    ground_far: Mesh = field(default_factory=Mesh)
    shade: ShadeMap | None = None
    heap: np.ndarray = field(default_factory=lambda: np.zeros((0, 3)))
    on_water: Mesh = field(default_factory=Mesh)
    underfoot: Mesh = field(default_factory=Mesh)
    things: Mapping[str, Mesh] = field(default_factory=dict)
    rolling: Mesh = field(default_factory=Mesh)
    length: float = 0.0
    near: float = 6.0
    water: Water | None = None
    level: float = 0.0
    reflected: Mesh = field(default_factory=Mesh)
    reflected_veil: Mesh = field(default_factory=Mesh)
    trail: Callable[[float], tuple[float, float]] = straight
    aside: float = 0.0
    live: Callable[[Stage, World], None] = nothing

    @property
    def nothing_stands(self) -> bool:
        """Whether all that does not move is far behind what does."""
        standing = self.solid, self.ground_near, self.ground_far, self.reflected
        return not any(mesh.triangles for mesh in standing)
