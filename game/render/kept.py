"""What does not move, drawn once, then copied under every frame: its colours with their depths.

A software renderer draws a place in tens of milliseconds and copies it in a fraction of one. Clouds
drift by a quarter of a pixel in the time for which a picture is kept.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from OpenGL import GL

from game.render import gl

KEPT_S = 5.0


class Kept:
    """The picture of one place for one size of window. The same time gives the same picture.
    far: whether all of it is behind everything else, so that its depths need not be copied.
    """

    def __init__(self, size: tuple[int, int], *, far: bool = False) -> None:
        self._picture, self._far = gl.Framebuffer(size, copied=True), far
        self._drawn_at: float | None = None

    def copy_to(self, target: gl.Framebuffer, t: float, draw: Callable[[float], None]) -> None:
        """Begin the frame of time t (s) with what is kept; `draw(t)` draws that anew, if it is old.
        The target is bound afterwards.
        """
        at = math.floor(t / KEPT_S) * KEPT_S
        if at != self._drawn_at:
            self._picture.bind()
            draw(at)
            self._drawn_at = at
        self._picture.copy_to(target, depth=not self._far)
        target.bind()
        if self._far:
            GL.glClear(GL.GL_DEPTH_BUFFER_BIT)

    def release(self) -> None:
        self._picture.release()
