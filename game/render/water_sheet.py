"""Water: a sheet that shows the sky again, more of it the flatter one looks, broken by waves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from OpenGL import GL

from game.render.drawables import WHOLE, Part, draw_share
from game.render.meshes.builder import weld
from game.render.rolling import anchors
from game.render.scenes.scene import Scene
from game.render.tiers import Tier
from game.render.turns import Moment

_FIELDS = ((0, 3, 0), (1, 4, 24), (2, 1, 52))


class WaterSheet(Part):
    """The scene's water, if it has any. It moves past with the rolling land, if there is any."""

    def __init__(self, scene: Scene, tier: Tier, glsl: str) -> None:
        super().__init__(scene, tier)
        self._water = scene.water
        if not self._water:
            return
        asked = {
            "ROLLING": scene.rolling.triangles > 0,
            "RINGS": self._water.rings is not None,
            "FINE": tier.detail >= 2,
            "PLAIN": not tier.wind,
        }
        defines = [name for name, wanted in asked.items() if wanted]
        vertex = ("light", "rolling", "water_vert") if asked["ROLLING"] else ("light", "water_vert")
        drawn = ("water_plain_frag",) if asked["PLAIN"] else ("grade", "water_frag")
        stages = vertex, ("muted", "hump", *drawn)
        names = ("a_position", "a_colour", "a_anchor")
        self._program = self.compile("water", glsl, *stages, names, *defines)
        v = self._water.mesh.vertices
        rows = np.concatenate([v, anchors(v)[:, None]], 1)
        self._mesh = self.upload_rows(*weld(rows), _FIELDS)

    def resize(self, size: tuple[int, int]) -> None:
        super().resize(size)
        if water := self._water:
            self._program.set(
                {
                    "u_deep": water.deep,
                    "u_clear": (water.clear, water.edge),
                    "u_roll": (self.scene.near, self.scene.length),
                    "u_rings": water.rings or (0.0, 0.0),
                }
            )

    @property
    def mirrors(self) -> bool:
        """Whether it lies over a reflection, and so is drawn after it."""
        return bool(self._water and self._water.mirrors)

    def draw(self, at: Moment, share: Sequence[float] = WHOLE) -> None:
        """share: from where to where in its triangles."""
        if not self._water:
            return
        if self.mirrors:
            GL.glBlendFunc(GL.GL_SRC_ALPHA, GL.GL_ONE_MINUS_SRC_ALPHA)
        self._program.use()
        self._program.set(
            {
                "u_t": at.t,
                "u_moved": at.moved,
                "u_flow": at.t * self._water.flow + at.moved[2],
                "u_waves": _between(self._water.waves, at.stillness),
                "u_cover": _between(self._water.cover, at.stillness),
                "u_restless": 1.0 - at.stillness,
            }
        )
        array, count = self._mesh
        draw_share(array, count, share)


def _between(ends: tuple[float, float], share: float) -> float:
    return ends[0] + (ends[1] - ends[0]) * share
