"""One texture that holds every word and pictogram shown, each made once at its true size.

Shelves are filled from the top. When there is no room left the owner draws what it has, empties the
texture and fills it afresh with what is still being shown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pygame
from OpenGL import GL

from game.render.gl import LIVE
from game.render.ui_texture import upload

Box = tuple[float, float, float, float]
GAP = 1


@dataclass(frozen=True, slots=True)
class Stamp:
    """A picture in the atlas: its place there (0..1), and its size and offset in pixels."""

    uv: Box
    width: int
    height: int
    left: int = 0
    top: int = 0

    def below(self, row: int) -> Stamp:
        """What lies below a row of its box; one row at least."""
        drop = min(max(row - self.top, 0), self.height - 1)
        u0, v0, u1, v1 = self.uv
        v0 += (v1 - v0) * drop / self.height
        return Stamp((u0, v0, u1, v1), self.width, self.height - drop, self.left, self.top + drop)

    def mirrored(self, box: int) -> Stamp:
        """Left and right of a picture changed, in its box so many pixels wide."""
        u0, v0, u1, v1 = self.uv
        left = box - self.left - self.width
        return Stamp((u1, v0, u0, v1), self.width, self.height, left, self.top)


class Atlas:
    """Premultiplied pictures by key, in a square texture of `side` pixels.

    `edition` rises whenever earlier stamps have become invalid.
    """

    def __init__(self, side: int) -> None:
        self.edition = 0
        self._stamps: dict[object, Stamp] = {}
        self.handle = int(GL.glGenTextures(1))
        LIVE["texture"] += 1
        self.clear(side)

    def clear(self, side: int) -> None:
        """Empty the texture, now `side` pixels wide; one white texel stays for plain shapes."""
        self.edition += 1
        self._side = side
        self._stamps.clear()
        self._x, self._y, self._shelf = 4, GAP, 2
        blank = np.zeros((self._side, self._side, 4), np.uint8)
        blank[:3, :3] = 255
        upload(self.handle, blank)
        self.white = (1.5 / self._side, 1.5 / self._side)

    def find(self, key: object) -> Stamp | None:
        """The stamp kept under `key`, if it is here."""
        return self._stamps.get(key)

    def fits(self, width: int, height: int) -> bool:
        """Whether there is room for one more picture; opens a new shelf when this one is full."""
        if self._x + width + GAP > self._side:
            self._x, self._y, self._shelf = GAP, self._y + self._shelf + GAP, 0
        return self._x + width + GAP <= self._side and self._y + height + GAP <= self._side

    def add(self, key: object, surface: pygame.Surface, left: int = 0, top: int = 0) -> Stamp:
        """Keep a premultiplied surface under `key`. ValueError when it does not fit."""
        width, height = surface.get_size()
        if not self.fits(width, height):
            raise ValueError(
                f"no room for a picture of {width} x {height} pixels in {self._side}: clear first"
            )
        x, y = self._x, self._y
        self._x += width + GAP
        self._shelf = max(self._shelf, height)
        self._upload(surface, x, y)
        side = self._side
        uv = (x / side, y / side, (x + width) / side, (y + height) / side)
        stamp = self._stamps[key] = Stamp(uv, width, height, left, top)
        return stamp

    def _upload(self, surface: pygame.Surface, x: int, y: int) -> None:
        width, height = surface.get_size()
        GL.glBindTexture(GL.GL_TEXTURE_2D, self.handle)
        GL.glPixelStorei(GL.GL_UNPACK_ALIGNMENT, 1)
        GL.glTexSubImage2D(
            GL.GL_TEXTURE_2D,
            0,
            x,
            y,
            width,
            height,
            GL.GL_RGBA,
            GL.GL_UNSIGNED_BYTE,
            pygame.image.tobytes(surface, "RGBA"),
        )
        GL.glPixelStorei(GL.GL_UNPACK_ALIGNMENT, 4)

    def release(self) -> None:
        GL.glDeleteTextures(1, np.array([self.handle], np.uint32))
        LIVE["texture"] -= 1
