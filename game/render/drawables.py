"""Parts of a picture that own something on the graphics side: each resizes, draws, is released."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import numpy as np
from OpenGL import GL

from game.render import gl, markers
from game.render.meshes.builder import Mesh, mirrored, weld
from game.render.palette import HAIRLINE
from game.render.scenes.scene import Scene
from game.render.shaders import program
from game.render.tiers import Tier

VERTEX = ("a_position", "a_normal", "a_colour", "a_extras")
FIELDS = ((0, 3, 0), (1, 3, 12), (2, 4, 24), (3, 3, 40))
UPSIDE_DOWN = np.diag((1.0, -1.0, 1.0, 1.0))  # of clip space: see gl.Framebuffer
FAR_M = 60.0  # nothing that moves is farther away
Fields = Sequence[tuple[int, int, int]]
WHOLE = 0.0, 1.0
Layout = tuple[gl.Buffer, Fields, int, int]


def _defines(scene: Scene, tier: Tier) -> list[str]:
    """What tier and light ask of every program."""
    asked = {
        "PER_PIXEL": tier.per_pixel,
        "MIST": scene.palette.mist is not None,
        "NADIR": scene.palette.nadir is not None,
        "STRONG": scene.palette.strong,
        "MIRRORED": bool(scene.water and scene.water.mirrors),
    }
    return [name for name, wanted in asked.items() if wanted]


def lens(scene: Scene, size: tuple[int, int]) -> dict[str, object]:
    """Uniforms of camera, light and vignette for a picture of this size."""
    camera, light = scene.camera, scene.palette
    return {
        **light.uniforms(),
        "u_view_projection": UPSIDE_DOWN @ camera.view_projection(size),
        "u_eye": camera.eye,
        "u_pixel": (2 / size[0], 2 / size[1]),
        "u_edge": light.vignette,
    }


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
        every = [*_defines(self.scene, self.tier), *defines]
        made = program(name, glsl, vertex, fragment, attributes, every)
        self.programs.append(made)
        return made

    def upload(self, mesh: Mesh, *more: Layout) -> tuple[gl.VertexArray, int]:
        """A mesh on the graphics side, and its number of indices; more feeds its copies."""
        vertices, indices = mesh.indexed()
        return self.upload_rows(vertices, indices, FIELDS, *more)

    def upload_rows(
        self, rows: np.ndarray, indices: np.ndarray, fields: Fields, *more: Layout
    ) -> tuple[gl.VertexArray, int]:
        """Vertices (n, width) float32 whose fields are (location, floats, offset in bytes)."""
        data = self.keep(gl.Buffer(rows))
        index = self.keep(gl.Buffer(indices))
        layout = [(data, fields, rows.shape[1] * 4, 0), *more]
        return self.keep(gl.VertexArray(layout, index)), len(indices)

    def resize(self, size: tuple[int, int]) -> None:
        """Set what only changes with the window: camera, light, vignette."""
        every = lens(self.scene, size)
        for made in self.programs:
            made.use()
            made.set(every)

    def release(self) -> None:
        for thing in (*self.programs, *reversed(self._owned)):
            thing.release()
        self.programs, self._owned = [], []


def draw_triangles(array: gl.VertexArray, count: int, copies: int = 0, start: int = 0) -> None:
    """`count` indices from `start` on."""
    array.bind()
    if copies:
        GL.glDrawElementsInstanced(GL.GL_TRIANGLES, count, GL.GL_UNSIGNED_INT, None, copies)
    else:
        first = ctypes.c_void_p(4 * start)
        GL.glDrawElements(GL.GL_TRIANGLES, count, GL.GL_UNSIGNED_INT, first)


def draw_share(array: gl.VertexArray, count: int, share: Sequence[float], start: int = 0) -> None:
    """Of `count` indices from `start` on, the triangles between two shares (0..1) of them."""
    first, end = (3 * round(count / 3 * at) for at in share)
    if end > first:
        draw_triangles(array, end - first, start=start + first)


class Sky(Part):
    """The sky, at the far plane, drawn where nothing else is."""

    def __init__(self, scene: Scene, tier: Tier, glsl: str) -> None:
        super().__init__(scene, tier)
        self._program = self.compile(
            "sky", glsl, ("light", "sky_vert"), ("light", "muted", "grade", "sky_frag"), VERTEX[:1]
        )
        x, y = np.meshgrid(np.linspace(-1, 1, 21), np.linspace(-1, 1, 17))
        self._grid = self.upload(Mesh().grid(np.stack([x, y, 0 * x], -1), np.ones(3)))

    def resize(self, size: tuple[int, int]) -> None:
        super().resize(size)
        middle, x, y = self.scene.camera.rays(size)
        self._program.set({"u_ray": middle, "u_ray_x": x, "u_ray_y": -y})

    def draw(self) -> None:
        self._program.use()
        draw_triangles(*self._grid)


class Veil(Part):
    """Unlit things with alpha: hills, peaks, clouds and light, and the marks underfoot."""

    def __init__(self, scene: Scene, tier: Tier, glsl: str) -> None:
        super().__init__(scene, tier)
        stages = ("muted", "veil_vert"), ("grade", "veil_frag")
        self._program = self.compile("veil", glsl, *stages, VERTEX)
        away = np.linalg.norm(scene.veil.vertices[:, :3] - np.array(scene.camera.eye), axis=1)
        far, near = scene.veil.split((away > FAR_M).reshape(-1, 3).all(1))
        self._far, self._near = self.upload(far), self.upload(near)
        self._on_water = self.upload(scene.on_water)
        self._reflected = self._underfoot = None
        if scene.reflected_veil.triangles:
            rows = mirrored(scene.reflected_veil.vertices, scene.level)
            self._reflected = self.upload_rows(*weld(rows), FIELDS)
        if scene.underfoot.triangles:
            self._carried = self.compile("underfoot", glsl, *stages, VERTEX, "CARRIED")
            self._underfoot = self.upload(scene.underfoot)

    def draw_far(self, t: float) -> None:
        """What lies behind all that moves, and is seen again in still water."""
        for mesh in (self._reflected, self._far):
            self._draw(mesh, t)

    def draw(self, t: float) -> None:
        """What lies round the figure, and over it."""
        self._draw(self._near, t)

    def draw_on_water(self, t: float) -> None:
        self._draw(self._on_water, t)

    def _draw(self, mesh: tuple[gl.VertexArray, int] | None, t: float) -> None:
        if mesh and mesh[1]:
            GL.glBlendFunc(GL.GL_ONE, GL.GL_ONE_MINUS_SRC_ALPHA)
            self._program.use()
            self._program.set({"u_t": t})
            draw_triangles(*mesh)

    def draw_underfoot(self, carriage: np.ndarray) -> None:
        """What is marked on the thing that carries the figure."""
        if self._underfoot:
            GL.glBlendFunc(GL.GL_ONE, GL.GL_ONE_MINUS_SRC_ALPHA)
            self._carried.use()
            self._carried.set({"u_carriage": carriage})
            draw_triangles(*self._underfoot)


class Marks(Part):
    """All marks of a frame in one instanced draw, and faintly again where something hides them."""

    ATTRIBUTES = ("a_corner", "a_centre", "a_right", "a_up", "a_colour", "a_band", "a_look")
    FIELDS = ((1, 3, 0), (2, 3, 12), (3, 3, 24), (4, 4, 36), (5, 4, 52), (6, 4, 68))
    HIDDEN_ALPHA = 0.55
    BROADER_PX = 2.0  # of a 1280x720 picture, to each side, for whom contrast is to be high

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
        broader = self.BROADER_PX * frame / 720 if self.scene.palette.strong else 0.0
        self._program.set({"u_line": max(0.8, 2.5 * frame / 720), "u_broader": broader})
        self._program.set({"u_hairline": HAIRLINE})

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
