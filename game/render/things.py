"""Things that move: copies of a few meshes, and soft lights that add themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from OpenGL import GL

from game.render import gl
from game.render.drawables import VERTEX, Part, draw_triangles
from game.render.meshes.builder import Mesh
from game.render.scenes.scene import Scene
from game.render.tiers import Tier
from game.render.visuals import UNDERFOOT

_ROW = 12  # place and size; tint and turn; side, front, phase of the flutter, dim
_GLOW = 10  # place; half width; half height as a vector; colour


class Things(Part):
    """One draw for each kind of which there is at least one."""

    def __init__(self, scene: Scene, tier: Tier, glsl: str, kinds: Mapping[str, Mesh]) -> None:
        super().__init__(scene, tier)
        placed = (*VERTEX, "a_place", "a_tint", "a_tilt")
        stages = ("light", "solid_vert"), ("muted", "grade", "solid_frag")
        self._program = self.compile("things", glsl, *stages, placed, "PLACED")
        self._scenery = self._program
        if scene.palette.strong:
            self._scenery = self.compile("scenery", glsl, *stages, placed, "PLACED", "SCENERY")
        self._kinds = {kind: self._upload_kind(mesh) for kind, mesh in kinds.items()}

    def _upload_kind(self, mesh: Mesh) -> tuple[gl.Buffer, gl.VertexArray, int]:
        rows = self.keep(gl.Buffer(np.zeros((1, _ROW), np.float32), dynamic=True))
        places = (rows, ((4, 4, 0), (5, 4, 16), (6, 4, 32)), _ROW * 4, 1)
        return (rows, *self.upload(mesh, places))

    def draw(self, things: Mapping[str, Sequence[tuple[float, ...]]]) -> None:
        used = None
        for kind, wanted in things.items():
            muted = kind in self.scene.things or kind in UNDERFOOT
            program = self._scenery if muted else self._program
            if program is not used:
                program.use()
                used = program
            rows, array, count = self._kinds[kind]
            rows.write(np.array(wanted, np.float32))
            draw_triangles(array, count, len(wanted))


class Glows(Part):
    """Fireflies, stars, lanterns: round and soft, brightest in the middle."""

    FIELDS = ((1, 3, 0), (2, 4, 12), (3, 3, 28))

    def __init__(self, scene: Scene, tier: Tier, glsl: str) -> None:
        super().__init__(scene, tier)
        names = ("a_corner", "a_centre", "a_size", "a_colour")
        self._program = self.compile("glows", glsl, ("glow_vert",), ("glow_frag",), names)
        corners = np.array([(-1, -1), (1, -1), (-1, 1), (1, 1)], np.float32)
        self._rows = self.keep(gl.Buffer(np.zeros((1, _GLOW), np.float32), dynamic=True))
        shape = (self.keep(gl.Buffer(corners)), ((0, 2, 0),), 8, 0)
        self._array = self.keep(gl.VertexArray([shape, (self._rows, self.FIELDS, _GLOW * 4, 1)]))

    def draw(self, glows: Sequence[tuple[float, ...]]) -> None:
        if not glows:
            return
        GL.glBlendFunc(GL.GL_ONE, GL.GL_ONE)
        self._program.use()
        self._rows.write(np.array(glows, np.float32))
        self._array.bind()
        GL.glDrawArraysInstanced(GL.GL_TRIANGLE_STRIP, 0, 4, len(glows))
