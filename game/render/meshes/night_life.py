"""What shines over a meadow at night: a firefly with open wings, and a star of four points.

Both are 2 m high round the origin, for their size to make small, and face the eye: told apart by
shape first, so that they are in grey too.
"""

from __future__ import annotations

import numpy as np

from game.render.meshes.builder import Mesh
from game.render.palette import rgb

_TO_EYE = np.array([0.0, 0.2, 1.0])


def firefly() -> Mesh:
    """A lit tail, a dark body, and two pairs of pale wings that flutter."""
    dark, brown = rgb("1C1A26"), rgb("4A3A34")
    mesh = Mesh().ellipsoid(
        (0, -0.36, 0), (0.34, 0.52, 0.34), rgb("FFD25E"), rgb("FFF6CF"), 8, 6, (0, 1, 0)
    )
    mesh.ellipsoid((0, 0.22, 0.02), (0.25, 0.30, 0.24), brown, dark, 7, 4)
    mesh.ellipsoid((0, 0.58, 0.04), (0.17, 0.16, 0.17), dark, brown, 6, 4)
    for side in (-1, 1):
        for root, tip, wide in (((0.1, 0.34), (1.02, 0.86), 0.26), ((0.1, 0.2), (0.86, 0.2), 0.2)):
            _wing(mesh, side, np.array(root), np.array(tip), wide)
    return mesh


def _wing(mesh: Mesh, side: int, root: np.ndarray, tip: np.ndarray, wide: float) -> None:
    """A petal from root to tip (x, y), widest near its end."""
    along = tip - root
    across = np.array([-along[1], along[0]]) * wide / np.hypot(*along)
    outline = [root, root + 0.65 * along + across, tip, root + 0.62 * along - across]
    points = np.array([(side * x, y, -0.06) for x, y in outline])
    beat = np.array([0.0, 0.14, 0.26, 0.14])[:, None] * [1, 0, 0] + [0, 0.30, 0.8]
    order = [0, 1, 2, 0, 2, 3]
    mesh.add(points[order], _TO_EYE, rgb("C4D6E6"), beat[order])


def star() -> Mesh:
    """Four long points about a white middle; it shines by itself, and coldly."""
    a = np.arange(8) * np.pi / 4
    r = np.where(np.arange(8) % 2 == 0, 1.0, 0.24)
    rim = np.stack([r * np.sin(a), r * np.cos(a), 0 * a], 1)
    middle = np.zeros((8, 3))
    corners = np.stack([middle, rim, np.roll(rim, -1, 0)], 1).reshape(-1, 3)
    tones = np.where((np.hypot(corners[:, 0], corners[:, 1]) < 0.5)[:, None], 1.0, 0.74)
    return Mesh().add(corners, _TO_EYE, rgb("DCE8FF") * tones, (0, 0.9, 0))
