"""What a place is, to the renderer: a light, an eye, meshes to keep, and where its targets are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.render.camera import Camera
from game.render.meshes.builder import Mesh
from game.render.meshes.shade import ShadeMap
from game.render.palette import Palette


@dataclass(frozen=True)
class Scene:
    """slots (8, 3): the place of the target in each direction, clockwise from forward.

    ground_near receives the shade map, ground_far does not; veil is unlit and has alpha.
    heap (n, 3) are the places that gathered things fill, first to last. floor is the height of the
    ground marks.
    """

    palette: Palette
    camera: Camera
    solid: Mesh
    ground_near: Mesh
    ground_far: Mesh
    veil: Mesh
    shade: ShadeMap
    slots: np.ndarray
    heap: np.ndarray
    floor: float
