"""Rows of numbers that become shapes: what they need on the GPU, and how they are drawn.

A row is one quad in pixels (y down). Rows go out in two instanced draws a flush: first the grounds,
which are the flat insides of large panels and cost least a pixel, then everything else in the order
in which it was called. `part` keeps the rows of what seldom changes, so that a frame lays out only
what moved. `game.render.ui` says what each shape is; nothing else writes rows.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

import numpy as np
import pygame
from OpenGL import GL

from game import resources
from game.render.gl import Buffer, Program, VertexArray
from game.render.pictures import PICTURES
from game.render.pictures.pen import sketch
from game.render.ui_atlas import Atlas, Stamp

WIDTH, HEIGHT = 64.0, 36.0
FLOATS = 24  # a row: place, form, turn, fill, edge, more, four numbers each
NAMES = ("a_corner", "a_place", "a_form", "a_turn", "a_fill", "a_edge", "a_more")


class Batch:
    """Rows that go out in one draw, with their program and buffers."""

    def __init__(self, glsl: str, defines: Sequence[str] = ()) -> None:
        folder = resources.folder("assets") / "shaders"
        vertex, fragment = (
            (folder / f"ui_shape_{kind}.glsl").read_text("utf-8") for kind in ("vert", "frag")
        )
        self.rows = array("f")
        self._program = Program(
            "ui_shape", vertex, fragment, glsl=glsl, attributes=NAMES, defines=defines
        )
        self._corners = Buffer(np.array([[-1, -1], [1, -1], [-1, 1], [1, 1]], np.float32))
        self._buffer = Buffer(np.zeros((1, FLOATS), np.float32), dynamic=True)
        fields = [(at + 1, 4, at * 16) for at in range(6)]
        self._layout = VertexArray(
            [(self._corners, [(0, 2, 0)], 8, 0), (self._buffer, fields, FLOATS * 4, 1)]
        )

    def draw(self, uniforms: dict[str, object]) -> int:
        """Draw all rows; returns how many there were."""
        count = len(self.rows) // FLOATS
        if count:
            self._program.use()
            self._program.set(uniforms)
            self._buffer.write(np.frombuffer(self.rows, np.float32))
            self._layout.bind()
            GL.glDrawArraysInstanced(GL.GL_TRIANGLE_STRIP, 0, 4, count)
        return count

    def release(self) -> None:
        for thing in (self._layout, self._buffer, self._corners, self._program):
            thing.release()


class Canvas:
    """The rows of one window's screens. `glsl` is the window's version line."""

    def __init__(self, size: tuple[int, int], glsl: str) -> None:
        self._grounds, self._shapes = Batch(glsl, ["GROUND"]), Batch(glsl)
        self._ground_rows, self._rows = self._grounds.rows, self._shapes.rows
        self._atlas = Atlas(_atlas_side(size))
        self._parts: dict[str, tuple[object, int, array[float], array[float]]] = {}
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

    def shift(self, right: int, down: int) -> None:
        """Let the frame stand so many pixels from its place until the next resize."""
        self._left = (self.size[0] - WIDTH * self.u) / 2 + right
        self._top = (self.size[1] - HEIGHT * self.u) / 2 + down
        self._parts.clear()

    def place(self, pixel: tuple[float, float]) -> tuple[float, float]:
        """Where a pixel of the window (a mouse, a finger) lies, in u."""
        return (pixel[0] - self._left) / self.u, (pixel[1] - self._top) / self.u

    def begin(self, opacity: float = 1.0, rise: float = 0.0) -> None:
        """Start a flush: all of it at `opacity` 0..1 and `rise` u below its place."""
        self._opacity, self._rise = opacity, rise
        self._drop()

    def part(self, key: str, state: object, draw: Callable[[], None]) -> None:
        """Draw what depends on `state` alone; while that stays equal its rows are used again."""
        kept = self._parts.get(key)
        edition = self._atlas.edition
        if kept is not None and kept[0] == state and kept[1] == edition:
            self._ground_rows.extend(kept[2])
            self._rows.extend(kept[3])
            return
        ground, start = len(self._ground_rows), len(self._rows)
        draw()
        if edition == self._atlas.edition:
            rows = (self._ground_rows[ground:], self._rows[start:])
            self._parts[key] = (state, edition, *rows)

    def end(self) -> int:
        """Draw all rows on the current framebuffer, blended; returns how many quads there were."""
        if not self._rows and not self._ground_rows:
            return 0
        rise = round(self._rise * self.u)
        frame = (float(self.size[0]), float(self.size[1]), float(rise), self._opacity)
        uniforms = {"u_frame": frame, "u_white": self._atlas.white, "u_atlas": 0}
        GL.glActiveTexture(GL.GL_TEXTURE0)
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._atlas.handle)
        GL.glDisable(GL.GL_DEPTH_TEST)
        GL.glDisable(GL.GL_CULL_FACE)
        GL.glEnable(GL.GL_BLEND)
        GL.glBlendFunc(GL.GL_ONE, GL.GL_ONE_MINUS_SRC_ALPHA)
        count = self._grounds.draw(uniforms) + self._shapes.draw(uniforms)
        GL.glDisable(GL.GL_BLEND)
        return count

    def release(self) -> None:
        """Give back everything on the GPU."""
        for thing in (self._grounds, self._shapes, self._atlas):
            thing.release()

    def _drop(self) -> None:
        del self._ground_rows[:]
        del self._rows[:]

    def _picture(self, name: str, pixels: int) -> Stamp:
        """The stamp of a pictogram, made at its true size the first time."""
        key = (name, pixels)
        stamp = self._atlas.find(key)
        if stamp is None:
            whole = sketch(PICTURES[name], max(1, pixels))
            ink = whole.get_bounding_rect()
            stamp = self._keep(key, whole.subsurface(ink), ink.x, ink.y)
        return stamp

    def _keep(self, key: object, surface: pygame.Surface, left: int = 0, top: int = 0) -> Stamp:
        """Add to the atlas; when that is full, draw what refers to it, empty it and go on."""
        if not self._atlas.fits(*surface.get_size()):
            self.end()
            self._drop()
            self._atlas.clear(_atlas_side(self.size))
        return self._atlas.add(key, surface, left, top)


def _atlas_side(size: tuple[int, int]) -> int:
    """Wider than any line of words that fits the frame, with room to spare: 2048 at 720p."""
    return 2048 if size[0] <= 2048 and size[1] <= 1440 else 4096
