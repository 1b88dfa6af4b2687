"""Random numbers for a body that runs a hundred steps a second: dealt from blocks, as plain floats.

Seeded; the same seed deals the same numbers. A numpy scalar at every step would cost more than the
step itself.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np

BLOCK: Final = 2048


class Normals:
    """Standard normal numbers, one at a time."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._block: list[float] = []

    def __call__(self) -> float:
        if not self._block:
            self._block = self._rng.standard_normal(BLOCK).tolist()
        return self._block.pop()


class Drift:
    """A stationary first-order wander of standard deviation 1, for steps of one fixed length.

    rad_s: the corner frequency; dt: the step, s.
    """

    def __init__(self, rad_s: float, dt: float, normals: Normals) -> None:
        self._keep = math.exp(-rad_s * dt)
        self._fresh = math.sqrt(1 - self._keep * self._keep)
        self._normals = normals
        self._x = normals()

    def __call__(self) -> float:
        """The wander one step on."""
        self._x = self._keep * self._x + self._fresh * self._normals()
        return self._x
