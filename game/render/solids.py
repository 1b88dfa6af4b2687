"""Everything opaque that a scene stands on: what stands still, the land that moves past, ground."""

from __future__ import annotations

import numpy as np

from game.render import gl
from game.render.drawables import VERTEX, Part, draw_triangles
from game.render.light import BAKED_FLOATS, bake
from game.render.meshes.builder import mirrored, weld
from game.render.scenes.scene import Scene
from game.render.tiers import Tier

_BAKED = ("a_position", "a_colour", "a_sway")
_FIELDS = ((0, 3, 0), (1, 3, 12), (2, 1, 24))
_ANCHOR_STEP_M = 2.0
_UNMOVED = np.array([1, 1, 1, 1, 1, 1, 0], np.float32)  # a row whose sway is none


class Still(Part):
    """What stands where it is, its light baked: near things first, the far ground last."""

    def __init__(self, scene: Scene, tier: Tier, glsl: str) -> None:
        super().__init__(scene, tier)
        self._program = self.compile(
            "still", glsl, ("still_vert",), ("grade", "still_frag"), _BAKED
        )
        light = scene.palette, scene.camera.eye
        rows = np.concatenate(
            [
                bake(np.concatenate([scene.solid.vertices, scene.ground_far.vertices]), *light),
                mirrored(bake(scene.reflected.vertices, *light), scene.level),
            ]
        ).reshape(-1, 3, BAKED_FLOATS)
        sways = (rows[..., -1] != 0).any(1) & tier.wind
        self._fixed, self._swaying = (
            self.upload_rows(*weld(some.reshape(-1, BAKED_FLOATS)), _FIELDS)
            for some in (rows[~sways] * _UNMOVED, rows[sways])
        )

    def draw_fixed(self) -> None:
        """What no wind moves."""
        self._draw(self._fixed, 0.0, (0.0, 0.0))

    def draw(self, t: float, wind: tuple[float, float]) -> None:
        """What sways."""
        self._draw(self._swaying, t, wind)

    def _draw(self, mesh: tuple[gl.VertexArray, int], t: float, wind: tuple[float, float]) -> None:
        if mesh[1]:
            self._program.use()
            self._program.set({"u_t": t, "u_wind": wind})
            draw_triangles(*mesh)


class Rolling(Part):
    """Land that moves past. Every triangle comes again as a whole, `length` m farther away."""

    def __init__(self, scene: Scene, tier: Tier, glsl: str) -> None:
        super().__init__(scene, tier)
        self._mesh = None
        if scene.rolling.triangles:
            stages = ("light", "rolling", "still_vert"), ("grade", "still_frag")
            self._program = self.compile("rolling", glsl, *stages, (*_BAKED, "a_anchor"), "ROLLING")
            self._mesh = self.upload_rows(*weld(_anchored(scene)), (*_FIELDS, (3, 1, 28)))

    def draw(self, t: float, wind: tuple[float, float], moved: tuple[float, float, float]) -> None:
        if self._mesh:
            self._program.use()
            self._program.set({"u_t": t, "u_wind": wind, "u_moved": moved})
            draw_triangles(*self._mesh)

    def resize(self, size: tuple[int, int]) -> None:
        super().resize(size)
        if self._mesh:
            self._program.set({"u_roll": (self.scene.near, self.scene.length)})


def anchors(vertices: np.ndarray) -> np.ndarray:
    """For each vertex (n, >= 3) the depth z (m) that decides when its triangle comes again."""
    nearest = vertices[:, 2].reshape(-1, 3).max(1)
    return np.repeat(np.ceil(nearest / _ANCHOR_STEP_M) * _ANCHOR_STEP_M, 3).astype(np.float32)


def _anchored(scene: Scene) -> np.ndarray:
    """Rows (n, 8) lit as from behind and above, as where the land fills most of the view."""
    vertices = scene.rolling.vertices
    behind = vertices[:, :3] * [0.6, 0, 1] + [0, 5.0, 11.0]
    baked = bake(vertices, scene.palette, behind, haze=False)
    return np.concatenate([baked, anchors(vertices)[:, None]], 1)


class Ground(Part):
    """The ground under its shade, lit as it is drawn."""

    def __init__(self, scene: Scene, tier: Tier, glsl: str) -> None:
        super().__init__(scene, tier)
        self._mesh = None
        if scene.shade and scene.ground_near.triangles:
            lit, grade = ("light", "solid_vert"), ("grade", "solid_frag")
            self._program = self.compile("ground", glsl, lit, grade, VERTEX, "SHADE")
            self._mesh = self.upload(scene.ground_near)
            height, width = scene.shade.shares.shape
            shares = (scene.shade.shares * 255 + 0.5).astype(np.uint8)
            self._shade = self.keep(gl.Texture(width, height, shares, smooth=tier.per_pixel))

    def resize(self, size: tuple[int, int]) -> None:
        super().resize(size)
        if self._mesh and (shade := self.scene.shade):
            box = (shade.x, shade.z, 1 / shade.side)
            self._program.set({"u_shade": 0, "u_shade_box": box})

    def draw(self) -> None:
        if self._mesh:
            self._program.use()
            self._shade.bind()
            draw_triangles(*self._mesh)
