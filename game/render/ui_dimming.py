"""Makes a picture of the world a ground for words: blurred, dimmed until they can be read.

Pure image arithmetic on small pictures (height, width, 3), sRGB 0..1, row 0 at the top. What must
hold whatever the scene: nothing behind cream text is brighter than relative luminance 0.085, which
leaves a contrast above 7:1.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["dim", "countdown", "plain"]
Picture = NDArray[np.float32]

BRIGHTEST, BRIGHTEST_STRONG = 0.085, 0.03  # the latter where contrast is to be high
SIGMA_U = 0.3
SATURATION = 1.25
MULTIPLIER = {"dim": 0.53, "countdown": 0.72}
MULTIPLIER_STRONG = 0.4
# height from the top, veil colour (sRGB 0..255), its opacity
VEIL = (
    (0.0, (0x0E, 0x24, 0x2E), 0.52),
    (0.55, (0x0E, 0x24, 0x28), 0.40),
    (1.0, (0x0C, 0x22, 0x24), 0.46),
)
PLAIN = np.array([0x12, 0x29, 0x2B], np.float32) / 255  # for people whom scenery disturbs
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


def dim(picture: Picture, kind: Kind, *, strong: bool = False) -> tuple[Picture, float]:
    """Dim a blurred image (height, width, 3; row 0 at the top, sRGB 0..1) for words on it.

    Returns the image and the multiplier used: the usual one, or lower where the scene is so bright
    that a pixel would exceed what words allow. The countdown has no bare words and keeps its
    brightness; "plain" is one flat dark colour. strong: darker throughout, for high contrast.
    """
    if kind == "plain":
        return np.broadcast_to(PLAIN, picture.shape).astype(np.float32), 0.0
    grey = (picture @ LUMA)[..., None]
    vivid = np.clip(grey + (picture - grey) * SATURATION, 0, 1)
    multiplier = min(MULTIPLIER[kind], MULTIPLIER_STRONG if strong else 1.0)
    brightest = BRIGHTEST_STRONG if strong else BRIGHTEST
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
