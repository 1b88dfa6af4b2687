"""The player on screen: a skinned body, and the shadow it throws on the ground as it moves.

The body is uploaded once and bent on the graphics side by a dozen matrices. Its shadow is drawn
into a map along the ground, away from the sun, and what it covers is multiplied by the colour of
shade.
"""

from __future__ import annotations

import numpy as np
from OpenGL import GL

from game.render import gl
from game.render.drawables import FIELDS, VERTEX, Part, draw_triangles
from game.render.meshes.builder import Mesh
from game.render.meshes.person import FLOATS, Look, person
from game.render.scenes.scene import Scene
from game.render.skeleton import BONES
from game.render.tiers import Tier
from game.render.visuals.stage import Carriage

# The shadow map: metres from the feet toward the sun, away from it, and to each side.
BEFORE_M, BEHIND_M, ASIDE_M = 0.30, 2.70, 0.95
Wind = tuple[float, float]


class Figure(Part):
    """The player and the player's own shadow."""

    def __init__(self, scene: Scene, tier: Tier, look: Look, glsl: str) -> None:
        super().__init__(scene, tier)
        attributes = (*VERTEX, "a_bones")
        grade = ("grade", "solid_frag")
        self._lit = self.compile("figure", glsl, ("light", "figure_vert"), grade, attributes)
        self._casts = tier.shade_px > 0
        vertices, indices = person(look)
        index = self.keep(gl.Buffer(indices))
        layout = [(self.keep(gl.Buffer(vertices)), (*FIELDS, (4, 3, 52)), FLOATS * 4, 0)]
        self._body = self.keep(gl.VertexArray(layout, index)), len(indices)
        stages = ("decal_vert",), ("decal_frag",)
        if self._casts:
            self._flat = self.compile(
                "shadow", glsl, ("figure_vert",), ("cast_frag",), attributes, "CAST"
            )
            self._decal = self.compile("decal", glsl, *stages, VERTEX)
            side = tier.shade_px
            self._map = self.keep(gl.Texture(side, side))
            self._target = self.keep(gl.Framebuffer((side, side), texture=self._map))
            patch = shadow_patch(scene.palette.to_sun, scene.floor + 0.006)
        else:
            self._decal = self.compile("contact", glsl, *stages, VERTEX, "CONTACT")
            patch = contact_patch(scene.floor + 0.006)
        self._patch = self.upload(patch)
        self._bones = np.zeros((BONES, 4, 4), np.float32)
        self._carried, self._carriage = self._bones, np.eye(4)

    def resize(self, size: tuple[int, int]) -> None:
        super().resize(size)
        light = self.scene.palette
        if self._casts:
            self._flat.use()
            self._flat.set({"u_cast": shadow_clip(light.to_sun, self.scene.floor)})
        self._decal.use()
        self._decal.set({"u_shade": 0, "u_texel": 1.5 / max(self.tier.shade_px, 1)})
        self._decal.set({"u_shade_colour": light.in_shadow(), "u_carriage": self._carriage})

    def pose(self, bones: np.ndarray, carriage: Carriage | None) -> None:
        """Take the bones (13, 4, 4) for this frame, and what carries the figure, if it moves."""
        self._bones[:] = bones
        self._carried = self._bones
        if carriage:
            self._carriage = carriage.matrix()
            self._carried = (self._carriage @ bones).astype(np.float32)
            self._decal.use()
            self._decal.set({"u_carriage": self._carriage})

    def cast(self, t: float, wind: Wind) -> None:
        """Draw the shadow into its map, which moves with what carries the figure."""
        if not self._casts:
            return
        self._target.bind()
        GL.glViewport(0, 0, *self._target.size)
        GL.glDisable(GL.GL_DEPTH_TEST)
        GL.glDisable(GL.GL_BLEND)
        GL.glClearColor(0, 0, 0, 0)
        GL.glClear(GL.GL_COLOR_BUFFER_BIT)
        self._flat.use()
        self._flat.set({"u_t": t, "u_wind": wind, "u_bones": self._bones})
        draw_triangles(*self._body)

    def draw(self, t: float, wind: Wind) -> None:
        self._lit.use()
        self._lit.set({"u_t": t, "u_wind": wind, "u_bones": self._carried})
        draw_triangles(*self._body)

    def draw_shadow(self) -> None:
        """Darken the ground where the figure takes the sun away."""
        GL.glBlendFunc(GL.GL_DST_COLOR, GL.GL_ZERO)
        self._decal.use()
        if self._casts:
            self._map.bind()
        draw_triangles(*self._patch)


def _away(to_sun: np.ndarray) -> np.ndarray:
    """Unit vector (x, z) on the ground, away from the sun."""
    flat = -to_sun[[0, 2]]
    return flat / np.linalg.norm(flat)


def shadow_patch(to_sun: np.ndarray, y: float) -> Mesh:
    """The ground that the map covers; its colour holds where in the map: along, across."""
    away = _away(to_sun)
    side = np.array([-away[1], away[0]])
    s, a = np.meshgrid([0.0, 1.0], [0.0, 1.0], indexing="ij")
    along = (s * (BEFORE_M + BEHIND_M) - BEFORE_M)[..., None] * away
    xz = along + ((a * 2 - 1) * ASIDE_M)[..., None] * side
    points = np.stack([xz[..., 0], np.full(s.shape, y), xz[..., 1]], -1)
    return Mesh().grid(points, np.stack([s, a, 0 * s], -1), normals=np.array([0, 1, 0]))


def contact_patch(y: float, radius: float = 0.5) -> Mesh:
    """The dark place under the feet, where no shadow is drawn; its colour holds how dark."""
    a = np.linspace(0, 2 * np.pi, 17)
    r = np.array([0.02, 0.45, 1.0])[:, None] * radius
    points = np.stack([r * np.cos(a), 0 * r * a + y, 0.75 * r * np.sin(a)], -1)
    dark = np.broadcast_to(np.array([0.95, 0.5, 0.0])[:, None, None], (3, 17, 3))
    return Mesh().grid(points, dark, normals=np.array([0, 1, 0]))


def shadow_clip(to_sun: np.ndarray, floor: float) -> np.ndarray:
    """Clip of the shadow map from world (4, 4): along the sun to the floor, then into the map."""
    away = _away(to_sun)
    length = np.linalg.norm(to_sun[[0, 2]]) / to_sun[1]  # of the shadow of 1 m
    k, m = 2 / (BEFORE_M + BEHIND_M), 1 / ASIDE_M
    start = k * (BEFORE_M - length * floor) - 1
    return np.array(
        [
            [k * away[0], k * length, k * away[1], start],
            [-m * away[1], 0, m * away[0], 0],
            [0, 0, 0, 0],
            [0, 0, 0, 1],
        ]
    )
