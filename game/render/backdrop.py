"""The world behind a screen: caught once on entry, blurred and dimmed, then drawn in every frame.

The picture is small (about 320 wide), since it is blurred anyway: it is worked on in numpy (see
ui_dimming) and drawn as one stretched texture.
"""

from __future__ import annotations

import numpy as np
from OpenGL import GL

from game import resources
from game.render.gl import LIVE, Buffer, Program, VertexArray
from game.render.ui_dimming import SIGMA_U, Kind, Picture, blur, dim
from game.render.ui_texture import upload


class Backdrop:
    """The caught world of one screen. `capture` on entry, then `draw` first in every frame."""

    def __init__(self, size: tuple[int, int], glsl: str) -> None:
        folder = resources.folder("assets") / "shaders"
        sources = [
            (folder / f"ui_backdrop_{kind}.glsl").read_text("utf-8") for kind in ("vert", "frag")
        ]
        self._program = Program("ui_backdrop", *sources, glsl=glsl, attributes=("a_corner",))
        self._triangle = Buffer(np.array([[-1, -1], [3, -1], [-1, 3]], np.float32))
        self._layout = VertexArray([(self._triangle, [(0, 2, 0)], 8, 0)])
        self._texture = int(GL.glGenTextures(1))
        LIVE["texture"] += 1
        self._kind: Kind | None = None
        self._caught = np.full((36, 64, 3), 0.25, np.float32)
        self.multiplier = 0.0
        self.strong = False  # darker, for whom contrast is to be high
        self.resize(size)

    def resize(self, size: tuple[int, int]) -> None:
        """The window's new size in pixels; what was caught is stretched to it."""
        self._size = size

    def capture(self) -> None:
        """Catch what the current framebuffer shows, before the window is flipped."""
        small = _shrink_frame(self._size)
        u = small.shape[0] / 36
        self._caught = blur(small, max(0.5, SIGMA_U * u))
        self._kind = None

    def draw(self, kind: Kind = "dim", opacity: float = 1.0) -> None:
        """Fill the current framebuffer with the caught world, dimmed for `kind` of screen."""
        if kind != self._kind:
            image, self.multiplier = dim(self._caught, kind, strong=self.strong)
            self._upload(image)
            self._kind = kind
        self._fill(opacity)

    def show(self, picture: Picture) -> None:
        """Fill the current framebuffer with a picture (height, width, 3; row 0 on top, 0..1)."""
        self._upload(picture)
        self._kind = None
        self._fill(1.0)

    def _fill(self, opacity: float) -> None:
        GL.glDisable(GL.GL_DEPTH_TEST)
        GL.glDisable(GL.GL_CULL_FACE)
        (GL.glEnable if opacity < 1 else GL.glDisable)(GL.GL_BLEND)
        GL.glBlendFunc(GL.GL_SRC_ALPHA, GL.GL_ONE_MINUS_SRC_ALPHA)
        self._program.use()
        self._program.set({"u_picture": 0, "u_opacity": float(opacity)})
        GL.glActiveTexture(GL.GL_TEXTURE0)
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._texture)
        self._layout.bind()
        GL.glDrawArrays(GL.GL_TRIANGLES, 0, 3)
        GL.glDisable(GL.GL_BLEND)

    def _upload(self, image: Picture) -> None:
        height, width, _ = image.shape
        pixels = np.full((height, width, 4), 255, np.uint8)
        pixels[..., :3] = np.floor(np.clip(image[::-1], 0, 1) * 255 + 0.5)
        upload(self._texture, pixels)

    def release(self) -> None:
        for thing in (self._layout, self._triangle, self._program):
            thing.release()
        GL.glDeleteTextures(1, np.array([self._texture], np.uint32))
        LIVE["texture"] -= 1


def _shrink_frame(size: tuple[int, int]) -> Picture:
    """The current framebuffer, averaged, about 320 wide: (height, width, 3), row 0 on top."""
    width, height = size
    raw = GL.glReadPixels(0, 0, width, height, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE)
    frame = np.frombuffer(raw, np.uint8).reshape(height, width, 4)
    step = max(1, width // 320)
    rows, columns = height // step, width // step
    total = np.zeros((rows, columns, 3), np.float32)
    taken = sorted({step // 4, step - 1 - step // 4})
    for y in taken:
        for x in taken:
            total += frame[y : rows * step : step, x : columns * step : step, :3]
    return np.ascontiguousarray(total[::-1] / (255 * len(taken) ** 2), np.float32)
