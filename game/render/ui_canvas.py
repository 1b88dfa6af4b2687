"""Rows of numbers that become shapes: one instanced draw a flush, and what it needs on the GPU.

A row is one shape in pixels (y down). `part` keeps the rows of what seldom changes, so that a frame
lays out only what moved. `game.render.ui` says what each shape is; nothing else writes rows.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable

import numpy as np
import pygame
from OpenGL import GL

from game import resources
from game.render.gl import Buffer, Program, VertexArray
from game.render.pictures import PICTURES
from game.render.pictures.pen import sketch
from game.render.ui_atlas import Atlas, Stamp

WIDTH, HEIGHT = 64.0, 36.0
FLOATS = 24  # a row: place, form, turn, fill, edge, uv, four numbers each
NAMES = ("a_corner", "a_place", "a_form", "a_turn", "a_fill", "a_edge", "a_uv")


class Canvas:
    """The rows of one window's screens. `glsl` is the window's version line."""

    def __init__(self, size: tuple[int, int], glsl: str) -> None:
        folder = resources.folder("assets") / "shaders"
        vertex, fragment = (
            (folder / f"ui_shape_{kind}.glsl").read_text("utf-8") for kind in ("vert", "frag")
        )
        self._program = Program("ui_shape", vertex, fragment, glsl=glsl, attributes=NAMES)
        self._corners = Buffer(np.array([[-1, -1], [1, -1], [-1, 1], [1, 1]], np.float32))
        self._buffer = Buffer(np.zeros((1, FLOATS), np.float32), dynamic=True)
        fields = [(at + 1, 4, at * 16) for at in range(6)]
        self._layout = VertexArray(
            [(self._corners, [(0, 2, 0)], 8, 0), (self._buffer, fields, FLOATS * 4, 1)]
        )
        self._atlas = Atlas(_atlas_side(size))
        self._rows = array("f")
        self._parts: dict[str, tuple[object, int, array[float]]] = {}
        self._opacity, self._rise = 1.0, 0.0
        self.resize(size)

    def resize(self, size: tuple[int, int]) -> None:
        """Follow the window's new size in pixels; everything is laid out again."""
        self.size = size
        self.u = min(size[1] / HEIGHT, size[0] / WIDTH)
        self._left = (size[0] - WIDTH * self.u) / 2
        self._top = (size[1] - HEIGHT * self.u) / 2
        self._parts.clear()
        self._atlas.clear(_atlas_side(size))

    def begin(self, opacity: float = 1.0, rise: float = 0.0) -> None:
        """Start a flush: all of it at `opacity` 0..1 and `rise` u below its place."""
        self._opacity, self._rise = opacity, rise
        del self._rows[:]

    def part(self, key: str, state: object, draw: Callable[[], None]) -> None:
        """Draw what depends on `state` alone; while that stays equal its rows are used again."""
        kept = self._parts.get(key)
        edition = self._atlas.edition
        if kept is not None and kept[0] == state and kept[1] == edition:
            self._rows.extend(kept[2])
            return
        start = len(self._rows)
        draw()
        if edition == self._atlas.edition:
            self._parts[key] = (state, edition, self._rows[start:])

    def end(self) -> int:
        """Draw all rows on the current framebuffer, blended; returns how many shapes there were."""
        count = len(self._rows) // FLOATS
        if count == 0:
            return 0
        self._program.use()
        rise = round(self._rise * self.u)
        self._program.set({"u_frame": (*self.size, rise, self._opacity), "u_atlas": 0})
        GL.glActiveTexture(GL.GL_TEXTURE0)
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._atlas.handle)
        self._buffer.write(np.frombuffer(self._rows, np.float32))
        GL.glDisable(GL.GL_DEPTH_TEST)
        GL.glDisable(GL.GL_CULL_FACE)
        GL.glEnable(GL.GL_BLEND)
        GL.glBlendFunc(GL.GL_ONE, GL.GL_ONE_MINUS_SRC_ALPHA)
        self._layout.bind()
        GL.glDrawArraysInstanced(GL.GL_TRIANGLE_STRIP, 0, 4, count)
        GL.glDisable(GL.GL_BLEND)
        return count

    def release(self) -> None:
        """Give back everything on the GPU."""
        for thing in (self._layout, self._buffer, self._corners, self._atlas, self._program):
            thing.release()

    def _picture(self, name: str, pixels: int) -> Stamp:
        """The stamp of a pictogram, made at its true size the first time."""
        key = (name, pixels)
        return self._atlas.find(key) or self._keep(key, sketch(PICTURES[name], max(1, pixels)))

    def _keep(self, key: object, surface: pygame.Surface, left: int = 0, top: int = 0) -> Stamp:
        """Add to the atlas; when that is full, draw what refers to it, empty it and go on."""
        if not self._atlas.fits(*surface.get_size()):
            self.end()
            del self._rows[:]
            self._atlas.clear(_atlas_side(self.size))
        return self._atlas.add(key, surface, left, top)


def _atlas_side(size: tuple[int, int]) -> int:
    """Wide enough for the largest pictogram with room to spare: 1024 at 720p, 4096 at 4K."""
    return 1024 if size[1] <= 768 else 2048 if size[1] <= 1440 else 4096
