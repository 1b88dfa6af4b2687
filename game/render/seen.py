"""Which triangles of a place are seen at all: a software renderer need not draw the others.

From where the eye stands more than half are hidden, too small to see or beside the picture. Each is
drawn in a colour that is its number; whose number is then found in the picture is seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from OpenGL import GL

from game.render import gl
from game.render.drawables import WHOLE, Fields, Part, draw_share, lens
from game.render.meshes.builder import weld
from game.render.scenes.scene import Scene
from game.render.shaders import program

Moment = Mapping[str, object]  # uniforms of still_vert


class Selection:
    """Triangles on the graphics side of which some are drawn: rows (3 n, width), at first all."""

    def __init__(self, part: Part, rows: np.ndarray, fields: Fields) -> None:
        corners, indices = weld(rows)
        self._triangles = indices.reshape(-1, 3)
        layout = [(part.keep(gl.Buffer(corners)), fields, corners.shape[1] * 4, 0)]
        self._index = part.keep(gl.Buffer(indices))
        self._array = part.keep(gl.VertexArray(layout, self._index))
        self._ranges = [(0, indices.size)]

    def choose(self, masks: np.ndarray) -> None:
        """Which may be drawn, in choices (k, n)."""
        counts = 3 * masks.sum(1)
        starts = np.cumsum(counts) - counts
        self._ranges = list(zip(starts.tolist(), counts.tolist(), strict=True))
        self._index.write(np.concatenate([self._triangles[one].ravel() for one in masks]))

    def draw(self, choice: int = 0, share: Sequence[float] = WHOLE) -> None:
        """share: from where to where in the choice."""
        start, count = self._ranges[choice % len(self._ranges)]
        draw_share(self._array, count, share, start)


def seen(
    scene: Scene,
    size: tuple[int, int],
    glsl: str,
    rows: np.ndarray,
    layout: tuple[Sequence[str], Fields],
    moments: Sequence[Moment],
    *,
    rolling: bool = False,
) -> np.ndarray:
    """How many pixels of each triangle are seen at each moment (moments, n), in a picture of `size`
    pixels.

    rows (3 n, width) float32: what still_vert draws; layout: the names of its fields, and where
    they are. rolling: it moves past.
    """
    stages = ("light", "rolling", "still_vert") if rolling else ("still_vert",)
    defines = ("NUMBERED", "ROLLING") if rolling else ("NUMBERED",)
    numbers = program("seen", glsl, stages, ("seen_frag",), layout[0], defines)
    buffer, picture = gl.Buffer(rows), gl.Framebuffer(size)
    array = gl.VertexArray([(buffer, layout[1], rows.shape[1] * 4, 0)])
    numbers.use()
    numbers.set({**lens(scene, size), "u_roll": (scene.near, scene.length)})
    _begin(picture)
    found = [_look(picture, numbers, array, len(rows), moment) for moment in moments]
    for thing in (array, picture, buffer, numbers):
        thing.release()
    GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, 0)
    every = np.array(found)
    return every if every.any() else every + 1  # a driver that draws no numbers hides nothing


def _begin(picture: gl.Framebuffer) -> None:
    picture.bind()
    GL.glViewport(0, 0, *picture.size)
    GL.glEnable(GL.GL_DEPTH_TEST)
    GL.glDepthFunc(GL.GL_LEQUAL)
    GL.glDepthMask(True)
    GL.glDisable(GL.GL_BLEND)
    GL.glClearColor(0, 0, 0, 0)


def _look(
    picture: gl.Framebuffer, numbers: gl.Program, array: gl.VertexArray, rows: int, moment: Moment
) -> np.ndarray:
    GL.glClear(GL.GL_COLOR_BUFFER_BIT | GL.GL_DEPTH_BUFFER_BIT)
    numbers.set(moment)
    array.bind()
    GL.glDrawArrays(GL.GL_TRIANGLES, 0, rows)
    data = GL.glReadPixels(0, 0, *picture.size, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE)
    told = np.frombuffer(data, "<u4") & 0xFFFFFF
    count = rows // 3 + 1
    return np.bincount(told[told < count], minlength=count)[1:]
