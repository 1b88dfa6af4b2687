"""Everything opaque that a scene stands on: what stands still, and the ground under its shade."""

from __future__ import annotations

import numpy as np

from game.render import gl
from game.render.drawables import VERTEX, Part, draw_triangles
from game.render.light import bake
from game.render.meshes.builder import mirrored
from game.render.scenes.scene import Scene
from game.render.seen import Selection, seen
from game.render.tiers import Tier

BAKED = ("a_position", "a_colour", "a_sway")
BAKED_FIELDS = ((0, 3, 0), (1, 3, 12), (2, 1, 24))
_MOMENTS = [{"u_t": t, "u_wind": (0.0, 0.0)} for t in (0.0, 1.2, 2.4, 3.6)]  # of the wind


class Still(Part):
    """What stands where it is, its light baked: near things first, the far ground last."""

    def __init__(self, scene: Scene, tier: Tier, glsl: str) -> None:
        super().__init__(scene, tier)
        self._glsl = glsl
        stages = ("still_vert",), ("muted", "grade", "still_frag")
        self._program = self.compile("still", glsl, *stages, BAKED)
        light = scene.palette, scene.camera.eye
        self._rows = np.concatenate(
            [
                bake(np.concatenate([scene.solid.vertices, scene.ground_far.vertices]), *light),
                mirrored(bake(scene.reflected.vertices, *light), scene.level),
            ]
        )
        if not tier.wind:
            self._rows[:, -1] = 0
        self._sways = (self._rows[:, -1] != 0).reshape(-1, 3).any(1)
        self._fixed, self._swaying = (
            Selection(self, self._rows[np.repeat(some, 3)], BAKED_FIELDS)
            for some in (~self._sways, self._sways)
        )

    def resize(self, size: tuple[int, int]) -> None:
        super().resize(size)
        if self.tier.keeps and self._sways.any():
            layout = BAKED, BAKED_FIELDS
            there = seen(self.scene, size, self._glsl, self._rows, layout, _MOMENTS)
            self._swaying.choose(np.any(there, 0, keepdims=True)[:, self._sways])

    def draw_fixed(self) -> None:
        """What no wind moves."""
        self._draw(self._fixed, 0.0, (0.0, 0.0))

    def draw(self, t: float, wind: tuple[float, float]) -> None:
        """What sways."""
        self._draw(self._swaying, t, wind)

    def _draw(self, some: Selection, t: float, wind: tuple[float, float]) -> None:
        self._program.use()
        self._program.set({"u_t": t, "u_wind": wind})
        some.draw()


class Ground(Part):
    """The ground under its shade, lit as it is drawn."""

    def __init__(self, scene: Scene, tier: Tier, glsl: str) -> None:
        super().__init__(scene, tier)
        self._mesh = None
        if scene.shade and scene.ground_near.triangles:
            lit, grade = ("light", "solid_vert"), ("muted", "grade", "solid_frag")
            self._program = self.compile("ground", glsl, lit, grade, VERTEX, "SHADE", "SCENERY")
            self._mesh = self.upload(scene.ground_near)
            height, width = scene.shade.shares.shape
            shares = (scene.shade.shares * 255 + 0.5).astype(np.uint8)
            self._shade = self.keep(
                gl.Texture(width, height, shares, smooth=tier.per_pixel or tier.keeps)
            )

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
