"""What does not move, drawn once, then copied under every frame: its colours with their depths.

A software renderer draws a place in tens of milliseconds and copies it in a fraction of one. Clouds
drift by a quarter of a pixel in the time for which a picture is kept.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from game.render import gl

KEPT_S = 5.0


class Kept:
    """The picture of one place for one size of window. The same time gives the same picture."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._picture = gl.Framebuffer(size, copied=True)
        self._drawn_at: float | None = None

    def copy_to(self, target: gl.Framebuffer, t: float, draw: Callable[[float], None]) -> None:
        """Begin the frame of time t (s) with what is kept; `draw(t)` draws that anew, if it is old.
        A framebuffer is bound for it, neither is afterwards.
        """
        at = math.floor(t / KEPT_S) * KEPT_S
        if at != self._drawn_at:
            self._picture.bind()
            draw(at)
            self._drawn_at = at
        self._picture.copy_to(target)

    def release(self) -> None:
        self._picture.release()
