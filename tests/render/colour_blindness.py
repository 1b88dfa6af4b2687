"""What people see whose red, green or blue cones are missing, and how far apart two colours are.

Protanopia, deuteranopia and tritanopia by the matrices for severity 1.0 of Machado, Oliveira and
Fernandes (2009), A physiologically-based model for simulation of color vision deficiency, applied
to linear RGB. Distance is CIE 1976 Delta E in L*a*b* (D65): 2.3 is just noticeable side by side.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from flash_analysis import LINEAR

Picture = np.ndarray  # (..., 3) uint8

KINDS: Final = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
XYZ: Final = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)


def lab(picture: Picture, kind: str = "normal") -> np.ndarray:
    """L*a*b* of sRGB pixels as one kind of eye sees them, the same shape."""
    linear = np.clip(LINEAR[picture].astype(float) @ KINDS[kind].T, 0.0, 1.0)
    x = linear @ XYZ.T / XYZ.sum(1)
    f = np.where(x > 216 / 24389, np.cbrt(x), (24389 / 27 * x + 16) / 116)
    return np.stack(
        [116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], -1
    )


def apart(a: Picture, b: Picture, kind: str = "normal") -> np.ndarray:
    """Delta E between two pictures, pixel by pixel."""
    return np.linalg.norm(lab(a, kind) - lab(b, kind), axis=-1)
