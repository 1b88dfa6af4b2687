"""The world behind a screen: caught once on entry, blurred, dimmed until words on it can be read.

What must hold whatever the scene: nothing behind cream text is brighter than relative luminance
0.085, which leaves a contrast above 7:1. The picture is small (about 320 wide), since it is blurred
anyway; it is measured and dimmed in numpy and drawn as one stretched texture.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from OpenGL import GL

from game import resources
from game.render.gl import LIVE, Buffer, Program, VertexArray

Kind = Literal["dim", "countdown"]
Picture = NDArray[np.float32]

BRIGHTEST = 0.085
SIGMA_U = 0.3
SATURATION = 1.25
MULTIPLIER = {"dim": 0.53, "countdown": 0.72}
# height from the top, veil colour (sRGB 0..255), its opacity
VEIL = (
    (0.0, (0x0E, 0x24, 0x2E), 0.52),
    (0.55, (0x0E, 0x24, 0x28), 0.40),
    (1.0, (0x0C, 0x22, 0x24), 0.46),
)
LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)


def luminance(picture: Picture) -> Picture:
    """Relative luminance of sRGB colours 0..1, shape (..., 3) -> (...) (WCAG 2.2)."""
    linear = np.where(picture <= 0.04045, picture / 12.92, ((picture + 0.055) / 1.055) ** 2.4)
    return (linear @ LUMA).astype(np.float32)


def blur(picture: Picture, sigma: float) -> Picture:
    """Gaussian blur of an image (height, width, 3), sigma in pixels, edges repeated."""
    reach = max(1, round(3 * sigma))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    weights /= weights.sum()
    for axis in (0, 1):
        pads = [(reach, reach) if axis == a else (0, 0) for a in range(3)]
        wide = np.pad(picture, pads, mode="edge")
        length = picture.shape[axis]
        picture = sum(
            (
                np.float32(w) * np.take(wide, range(at, at + length), axis)
                for at, w in enumerate(weights)
            ),
            start=np.zeros_like(picture),
        )
    return picture


def dim(picture: Picture, kind: Kind, brightest: float = BRIGHTEST) -> tuple[Picture, float]:
    """Dim a blurred image (height, width, 3; row 0 at the top, sRGB 0..1) for words on it.

    Returns the image and the multiplier used: the usual one, or lower where the scene is so bright
    that a pixel would exceed `brightest`. The countdown has no bare words and keeps its brightness.
    """
    grey = (picture @ LUMA)[..., None]
    vivid = np.clip(grey + (picture - grey) * SATURATION, 0, 1)
    multiplier = MULTIPLIER[kind]
    if kind == "countdown":
        return (vivid * multiplier).astype(np.float32), multiplier
    veil, opacity = _veil(picture.shape[0])
    while True:
        image = vivid * np.float32(multiplier) * (1 - opacity) + veil * opacity
        if luminance(image).max() <= brightest or multiplier < 0.02:
            return image.astype(np.float32), multiplier
        multiplier *= 0.94


def _veil(rows: int) -> tuple[Picture, Picture]:
    """Colour (rows, 1, 3) and opacity (rows, 1, 1) of the veil from the top row down."""
    at = np.linspace(0, 1, rows)
    stops = [stop[0] for stop in VEIL]
    colours = [np.interp(at, stops, [stop[1][c] / 255 for stop in VEIL]) for c in range(3)]
    opacity = np.interp(at, stops, [stop[2] for stop in VEIL])
    return (
        np.stack(colours, -1)[:, None].astype(np.float32),
        opacity[:, None, None].astype(np.float32),
    )


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
            image, self.multiplier = dim(self._caught, kind)
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
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._texture)
        for name, value in (
            (GL.GL_TEXTURE_MIN_FILTER, GL.GL_LINEAR),
            (GL.GL_TEXTURE_MAG_FILTER, GL.GL_LINEAR),
            (GL.GL_TEXTURE_WRAP_S, GL.GL_CLAMP_TO_EDGE),
            (GL.GL_TEXTURE_WRAP_T, GL.GL_CLAMP_TO_EDGE),
        ):
            GL.glTexParameteri(GL.GL_TEXTURE_2D, name, value)
        GL.glTexImage2D(
            GL.GL_TEXTURE_2D,
            0,
            GL.GL_RGBA8,
            width,
            height,
            0,
            GL.GL_RGBA,
            GL.GL_UNSIGNED_BYTE,
            pixels,
        )

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
    for y in range(0, step, max(1, step // 4)):
        for x in range(0, step, max(1, step // 4)):
            total += frame[y : rows * step : step, x : columns * step : step, :3]
    taken = len(range(0, step, max(1, step // 4))) ** 2
    return np.ascontiguousarray(total[::-1] / (255 * taken), np.float32)
