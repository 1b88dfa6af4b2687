"""Parts of a picture that own something on the graphics side: each resizes, draws, is released."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from OpenGL import GL

from game.render import gl, markers
from game.render.light import BAKED_FLOATS, bake
from game.render.meshes import props
from game.render.meshes.builder import FLOATS, Mesh, weld
from game.render.palette import HAIRLINE
from game.render.scenes.scene import Scene
from game.render.shaders import program
from game.render.tiers import Tier

VERTEX = ("a_position", "a_normal", "a_colour", "a_extras")
_BAKED = ("a_position", "a_colour", "a_sway")
FIELDS = ((0, 3, 0), (1, 3, 12), (2, 4, 24), (3, 3, 40))


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
        return self.keep(gl.VertexArray([(data, FIELDS, FLOATS * 4, 0)], index)), len(indices)

    def resize(self, size: tuple[int, int]) -> None:
        """Set what only changes with the window: camera, light, vignette."""
        camera, light = self.scene.camera, self.scene.palette
        for made in self.programs:
            made.use()
            made.set(
                {
                    **light.uniforms(),
                    "u_view_projection": camera.view_projection(size),
                    "u_eye": camera.eye,
                    "u_pixel": (2 / size[0], 2 / size[1]),
                    "u_edge": light.vignette,
                }
            )

    def release(self) -> None:
        for thing in (*self.programs, *reversed(self._owned)):
            thing.release()
        self.programs, self._owned = [], []


def draw_triangles(array: gl.VertexArray, count: int, copies: int = 0) -> None:
    array.bind()
    if copies:
        GL.glDrawElementsInstanced(GL.GL_TRIANGLES, count, GL.GL_UNSIGNED_INT, None, copies)
    else:
        GL.glDrawElements(GL.GL_TRIANGLES, count, GL.GL_UNSIGNED_INT, None)


class Solids(Part):
    """Everything solid that stands still, the apples, and the ground under its shade."""

    def __init__(self, scene: Scene, tier: Tier, glsl: str) -> None:
        super().__init__(scene, tier)
        lit, grade = ("light", "solid_vert"), ("grade", "solid_frag")
        self._still = self.compile("still", glsl, ("still_vert",), ("grade", "still_frag"), _BAKED)
        placed = (*VERTEX, "a_place", "a_tint")
        self._placed = self.compile("placed", glsl, lit, grade, placed, "PLACED")
        self._ground = self.compile("ground", glsl, lit, grade, VERTEX, "SHADE")
        self._solid, self._near = self._upload_baked(scene), self.upload(scene.ground_near)
        self._rows = self.keep(gl.Buffer(np.zeros((32, 8), np.float32), dynamic=True))
        self._apple = self._upload_apple(1 if tier.detail < 2 else 2)
        height, width = scene.shade.shares.shape
        shares = (scene.shade.shares * 255 + 0.5).astype(np.uint8)
        self._shade = self.keep(gl.Texture(width, height, shares, smooth=tier.per_pixel))

    def _upload_baked(self, scene: Scene) -> tuple[gl.VertexArray, int]:
        """All that needs no light at run time: near things first, the far ground last."""
        whole = np.concatenate([scene.solid.vertices, scene.ground_far.vertices])
        vertices, indices = weld(bake(whole, scene.palette, scene.camera.eye))
        data = self.keep(gl.Buffer(vertices))
        index = self.keep(gl.Buffer(indices, target=GL.GL_ELEMENT_ARRAY_BUFFER))
        fields = ((0, 3, 0), (1, 3, 12), (2, 1, 24))
        array = gl.VertexArray([(data, fields, BAKED_FLOATS * 4, 0)], index)
        return self.keep(array), len(indices)

    def _upload_apple(self, level: int) -> tuple[gl.VertexArray, int]:
        vertices, indices = props.apple(level).indexed()
        index = self.keep(gl.Buffer(indices, target=GL.GL_ELEMENT_ARRAY_BUFFER))
        shape = (self.keep(gl.Buffer(vertices)), FIELDS, FLOATS * 4, 0)
        places = (self._rows, ((4, 4, 0), (5, 4, 16)), 32, 1)
        return self.keep(gl.VertexArray([shape, places], index)), len(indices)

    def resize(self, size: tuple[int, int]) -> None:
        super().resize(size)
        self._ground.use()
        shade = self.scene.shade
        self._ground.set({"u_shade": 0, "u_shade_box": (shade.x, shade.z, 1 / shade.side)})

    def draw(self, t: float, apples: Sequence[tuple[float, ...]]) -> None:
        self._placed.use()
        self._rows.write(np.array(apples, np.float32))
        draw_triangles(*self._apple, len(apples))
        self._still.use()
        self._still.set({"u_t": t})
        draw_triangles(*self._solid)
        self._ground.use()
        self._shade.bind()
        draw_triangles(*self._near)


class Sky(Part):
    """The sky, at the far plane, drawn where nothing else is."""

    def __init__(self, scene: Scene, tier: Tier, glsl: str) -> None:
        super().__init__(scene, tier)
        self._program = self.compile(
            "sky", glsl, ("light", "sky_vert"), ("light", "grade", "sky_frag"), VERTEX[:1]
        )
        x, y = np.meshgrid(np.linspace(-1, 1, 21), np.linspace(-1, 1, 17))
        self._grid = self.upload(Mesh().grid(np.stack([x, y, 0 * x], -1), np.ones(3)))

    def resize(self, size: tuple[int, int]) -> None:
        super().resize(size)
        middle, x, y = self.scene.camera.rays(size)
        self._program.set({"u_ray": middle, "u_ray_x": x, "u_ray_y": y})

    def draw(self) -> None:
        self._program.use()
        draw_triangles(*self._grid)


class Veil(Part):
    """Hills, peaks, clouds and light: unlit, with alpha, behind and over everything solid."""

    def __init__(self, scene: Scene, tier: Tier, glsl: str) -> None:
        super().__init__(scene, tier)
        self._program = self.compile("veil", glsl, ("veil_vert",), ("grade", "veil_frag"), VERTEX)
        self._mesh = self.upload(scene.veil)

    def draw(self, t: float) -> None:
        GL.glBlendFunc(GL.GL_ONE, GL.GL_ONE_MINUS_SRC_ALPHA)
        self._program.use()
        self._program.set({"u_t": t})
        draw_triangles(*self._mesh)


class Marks(Part):
    """All marks of a frame in one instanced draw, and faintly again where something hides them."""

    ATTRIBUTES = ("a_corner", "a_centre", "a_right", "a_up", "a_colour", "a_band", "a_look")
    FIELDS = ((1, 3, 0), (2, 3, 12), (3, 3, 24), (4, 4, 36), (5, 4, 52), (6, 4, 68))
    HIDDEN_ALPHA = 0.55

    def __init__(self, scene: Scene, tier: Tier, glsl: str) -> None:
        super().__init__(scene, tier)
        self._program = self.compile("marks", glsl, ("mark_vert",), ("mark_frag",), self.ATTRIBUTES)
        corners = np.array([(-1, -1), (1, -1), (-1, 1), (1, 1)], np.float32)
        self._rows = self.keep(gl.Buffer(np.zeros((1, markers.FLOATS), np.float32), dynamic=True))
        shape = (self.keep(gl.Buffer(corners)), ((0, 2, 0),), 8, 0)
        layout = [shape, (self._rows, self.FIELDS, markers.FLOATS * 4, 1)]
        self._array = self.keep(gl.VertexArray(layout))

    def resize(self, size: tuple[int, int]) -> None:
        super().resize(size)
        frame = min(size[1], size[0] * 9 / 16)
        self._program.set({"u_line": max(0.8, 2.5 * frame / 720), "u_hairline": HAIRLINE})

    def draw(self, rows: Sequence[markers.Row]) -> None:
        if not rows:
            return
        GL.glBlendFunc(GL.GL_ONE, GL.GL_ONE_MINUS_SRC_ALPHA)
        self._program.use()
        self._rows.write(np.array(rows, np.float32))
        self._array.bind()
        for test, alpha in ((GL.GL_LEQUAL, 1.0), (GL.GL_GREATER, self.HIDDEN_ALPHA)):
            GL.glDepthFunc(test)
            self._program.set({"u_alpha": alpha})
            GL.glDrawArraysInstanced(GL.GL_TRIANGLE_STRIP, 0, 4, len(rows))
