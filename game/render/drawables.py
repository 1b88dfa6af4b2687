"""The parts of a picture that own something on the graphics side: each resizes, draws and is released."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from OpenGL import GL

from game.render import gl, markers
from game.render.meshes import person, props
from game.render.meshes.builder import FLOATS, Mesh
from game.render.palette import HAIRLINE
from game.render.scenes.scene import Scene
from game.render.shaders import program
from game.render.tiers import Tier

_VERTEX = ("a_position", "a_normal", "a_colour", "a_extras")
_FIELDS = ((0, 3, 0), (1, 3, 12), (2, 4, 24), (3, 3, 40))
CAST_CORNER, CAST_SIDE_M = (-1.0, -0.9), 4.0  # where the player's shadow falls (x, z)


def _defines(tier: Tier, *more: str) -> list[str]:
    return [*(["PER_PIXEL"] if tier.per_pixel else []), *more]


class Part:
    """Owns programs, buffers and arrays, and knows the camera of its scene."""

    def __init__(self, scene: Scene, tier: Tier) -> None:
        self.scene, self.tier = scene, tier
        self.programs: list[gl.Program] = []
        self._owned: list[gl.Buffer | gl.VertexArray | gl.Texture | gl.Framebuffer] = []

    def keep(self, thing):  # type: ignore[no-untyped-def]
        self._owned.append(thing)
        return thing

    def compile(
        self,
        name: str,
        glsl: str,
        vertex: Sequence[str],
        fragment: Sequence[str],
        attributes: Sequence[str],
        *defines: str,
    ) -> gl.Program:
        made = program(name, glsl, vertex, fragment, attributes, _defines(self.tier, *defines))
        self.programs.append(made)
        return made

    def upload(self, mesh: Mesh) -> tuple[gl.VertexArray, int]:
        """A mesh on the graphics side, and its number of indices."""
        vertices, indices = mesh.indexed()
        data = self.keep(gl.Buffer(vertices))
        index = self.keep(gl.Buffer(indices, target=GL.GL_ELEMENT_ARRAY_BUFFER))
        return self.keep(gl.VertexArray([(data, _FIELDS, FLOATS * 4, 0)], index)), len(indices)

    def resize(self, size: tuple[int, int]) -> None:
        """Set what only changes with the window: camera, light, vignette."""
        camera, light = self.scene.camera, self.scene.palette
        for made in self.programs:
            made.use()
            made.set({**light.uniforms(), "u_view_projection": camera.view_projection(size), "u_eye": camera.eye,
                      "u_pixel": (2 / size[0], 2 / size[1]), "u_edge": light.vignette})  # fmt: skip

    def release(self) -> None:
        for thing in (*self.programs, *reversed(self._owned)):
            thing.release()
        self.programs, self._owned = [], []


def _triangles(array: gl.VertexArray, count: int, copies: int = 0) -> None:
    array.bind()
    if copies:
        GL.glDrawElementsInstanced(GL.GL_TRIANGLES, count, GL.GL_UNSIGNED_INT, None, copies)
    else:
        GL.glDrawElements(GL.GL_TRIANGLES, count, GL.GL_UNSIGNED_INT, None)


class Solids(Part):
    """Everything solid that stands still, the apples, and the ground under its shade."""

    def __init__(self, scene: Scene, tier: Tier, glsl: str) -> None:
        super().__init__(scene, tier)
        fragment = ("grade", "solid_frag")
        self._still = self.compile("solid", glsl, ("light", "solid_vert"), fragment, _VERTEX)
        self._placed = self.compile(
            "placed",
            glsl,
            ("light", "solid_vert"),
            fragment,
            (*_VERTEX, "a_place", "a_tint"),
            "PLACED",
        )
        self._ground = self.compile(
            "ground", glsl, ("light", "solid_vert"), fragment, _VERTEX, "SHADE"
        )
        self._solid, self._near, self._far = (
            self.upload(m) for m in (scene.solid, scene.ground_near, scene.ground_far)
        )
        vertices, indices = props.apple(1 if tier.detail < 2 else 2).indexed()
        self._rows = self.keep(gl.Buffer(np.zeros((32, 8), np.float32), dynamic=True))
        index = self.keep(gl.Buffer(indices, target=GL.GL_ELEMENT_ARRAY_BUFFER))
        layout = [
            (self.keep(gl.Buffer(vertices)), _FIELDS, FLOATS * 4, 0),
            (self._rows, ((4, 4, 0), (5, 4, 16)), 32, 1),
        ]
        self._apple = self.keep(gl.VertexArray(layout, index)), len(indices)
        shade = scene.shade
        self._shade = self.keep(
            gl.Texture(*shade.shares.shape[::-1], (shade.shares * 255 + 0.5).astype(np.uint8))
        )

    def resize(self, size: tuple[int, int]) -> None:
        super().resize(size)
        self._ground.use()
        shade = self.scene.shade
        self._ground.set({"u_shade": 0, "u_shade_box": (shade.x, shade.z, 1 / shade.side)})

    def draw(self, t: float, apples: Sequence[tuple[float, ...]]) -> None:
        self._placed.use()
        self._placed.set({"u_t": t})
        self._rows.write(np.array(apples, np.float32))
        _triangles(*self._apple, len(apples))
        self._still.use()
        self._still.set({"u_t": t})
        _triangles(*self._solid)
        self._ground.use()
        self._shade.bind()
        _triangles(*self._near)
        self._still.use()
        _triangles(*self._far)


class Figure(Part):
    """The player and the player's own shadow."""

    def __init__(self, scene: Scene, tier: Tier, look: person.Look, glsl: str) -> None:
        super().__init__(scene, tier)
        attributes = (*_VERTEX, "a_bones")
        self._lit = self.compile(
            "figure", glsl, ("light", "figure_vert"), ("grade", "solid_frag"), attributes
        )
        self._flat = self.compile(
            "shadow", glsl, ("figure_vert",), ("cast_frag",), attributes, "CAST"
        )
        self._decal = self.compile("decal", glsl, ("decal_vert",), ("decal_frag",), _VERTEX)
        vertices, indices = person.person(look)
        index = self.keep(gl.Buffer(indices, target=GL.GL_ELEMENT_ARRAY_BUFFER))
        layout = [(self.keep(gl.Buffer(vertices)), (*_FIELDS, (4, 3, 52)), person.FLOATS * 4, 0)]
        self._body = self.keep(gl.VertexArray(layout, index)), len(indices)
        self._map = self.keep(gl.Texture(tier.shade_px, tier.shade_px))
        self._target = self.keep(gl.Framebuffer((tier.shade_px, tier.shade_px), texture=self._map))
        self._patch = self.upload(_patch(scene.floor + 0.006))
        self._bones = np.zeros((12, 4, 4), np.float32)

    def resize(self, size: tuple[int, int]) -> None:
        super().resize(size)
        self._flat.use()
        self._flat.set({"u_cast": _flatten(self.scene.palette.to_sun, self.scene.floor)})
        self._decal.use()
        self._decal.set({"u_shade": 0, "u_shade_box": (*CAST_CORNER, 1 / CAST_SIDE_M), "u_texel": 1.5 / self.tier.shade_px,
                         "u_shade_colour": self.scene.palette.in_shadow()})  # fmt: skip

    def pose(self, bones: np.ndarray) -> None:
        self._bones[:] = bones

    def cast(self, t: float) -> None:
        """Draw the shadow into its map, flattened along the sun."""
        self._target.bind()
        GL.glViewport(0, 0, *self._target.size)
        GL.glDisable(GL.GL_DEPTH_TEST)
        GL.glDisable(GL.GL_BLEND)
        GL.glClearColor(0, 0, 0, 0)
        GL.glClear(GL.GL_COLOR_BUFFER_BIT)
        self._flat.use()
        self._flat.set({"u_t": t, "u_bones": self._bones})
        _triangles(*self._body)

    def draw(self, t: float) -> None:
        self._lit.use()
        self._lit.set({"u_t": t, "u_bones": self._bones})
        _triangles(*self._body)

    def draw_shadow(self) -> None:
        """Darken the ground where the figure takes the sun away."""
        GL.glBlendFunc(GL.GL_DST_COLOR, GL.GL_ZERO)
        self._decal.use()
        self._map.bind()
        _triangles(*self._patch)


def _patch(y: float) -> Mesh:
    """The ground square that the shadow map covers."""
    (x, z), side = CAST_CORNER, CAST_SIDE_M
    corners = np.array([[(x, y, z), (x + side, y, z)], [(x, y, z + side), (x + side, y, z + side)]])
    return Mesh().grid(corners, np.ones(3), normals=np.array([0, 1, 0]))


def _flatten(to_sun: np.ndarray, floor: float) -> np.ndarray:
    """Clip of the shadow map from world: slide along the sun to the floor, then x and z to -1..1."""
    slide_x, slide_z = to_sun[0] / to_sun[1], to_sun[2] / to_sun[1]
    k = 2 / CAST_SIDE_M
    (x, z) = CAST_CORNER
    return np.array([[k, -k * slide_x, 0, k * (slide_x * floor - x) - 1], [0, -k * slide_z, k, k * (slide_z * floor - z) - 1],
                     [0, 0, 0, 0], [0, 0, 0, 1]])  # fmt: skip


class Sky(Part):
    """The sky, at the far plane, drawn where nothing else is."""

    def __init__(self, scene: Scene, tier: Tier, glsl: str) -> None:
        super().__init__(scene, tier)
        self._program = self.compile(
            "sky", glsl, ("light", "sky_vert"), ("light", "grade", "sky_frag"), _VERTEX[:1]
        )
        x, y = np.meshgrid(np.linspace(-1, 1, 21), np.linspace(-1, 1, 17))
        self._grid = self.upload(Mesh().grid(np.stack([x, y, 0 * x], -1), np.ones(3)))

    def resize(self, size: tuple[int, int]) -> None:
        super().resize(size)
        middle, x, y = self.scene.camera.rays(size)
        self._program.set({"u_ray": middle, "u_ray_x": x, "u_ray_y": y})

    def draw(self) -> None:
        self._program.use()
        _triangles(*self._grid)


class Veil(Part):
    """Hills, peaks, clouds and light: unlit, with alpha, behind and over everything solid."""

    def __init__(self, scene: Scene, tier: Tier, glsl: str) -> None:
        super().__init__(scene, tier)
        self._program = self.compile("veil", glsl, ("veil_vert",), ("grade", "veil_frag"), _VERTEX)
        self._mesh = self.upload(scene.veil)

    def draw(self, t: float) -> None:
        GL.glBlendFunc(GL.GL_ONE, GL.GL_ONE_MINUS_SRC_ALPHA)
        self._program.use()
        self._program.set({"u_t": t})
        _triangles(*self._mesh)


class Marks(Part):
    """All marks of a frame in one instanced draw."""

    ATTRIBUTES = ("a_corner", "a_centre", "a_right", "a_up", "a_colour", "a_band", "a_look")
    FIELDS = ((1, 3, 0), (2, 3, 12), (3, 3, 24), (4, 4, 36), (5, 4, 52), (6, 4, 68))

    def __init__(self, scene: Scene, glsl: str) -> None:
        super().__init__(scene, Tier("marks", 1, False, 0, 0, 1.0))
        self._program = self.compile("marks", glsl, ("mark_vert",), ("mark_frag",), self.ATTRIBUTES)
        corners = np.array([(-1, -1), (1, -1), (-1, 1), (1, 1)], np.float32)
        self._rows = self.keep(gl.Buffer(np.zeros((1, markers.FLOATS), np.float32), dynamic=True))
        layout = [
            (self.keep(gl.Buffer(corners)), ((0, 2, 0),), 8, 0),
            (self._rows, self.FIELDS, markers.FLOATS * 4, 1),
        ]
        self._array = self.keep(gl.VertexArray(layout))

    def resize(self, size: tuple[int, int]) -> None:
        super().resize(size)
        frame = min(size[1], size[0] * 9 / 16)
        self._program.set({"u_line": max(0.8, 2.5 * frame / 720), "u_hairline": HAIRLINE})

    def draw(self, rows: Sequence[markers.Row]) -> None:
        GL.glBlendFunc(GL.GL_ONE, GL.GL_ONE_MINUS_SRC_ALPHA)
        self._program.use()
        self._rows.write(np.array(rows, np.float32))
        self._array.bind()
        GL.glDrawArraysInstanced(GL.GL_TRIANGLE_STRIP, 0, 4, len(rows))
