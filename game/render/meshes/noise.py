"""Smooth value noise on a fixed lattice: the same landscape on every machine, every time."""

from __future__ import annotations

import numpy as np

_LATTICE = np.random.RandomState(7).rand(256, 256)


def value_noise(x: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Noise 0..1 with features one unit wide; x and z broadcast together."""
    x, z = np.asarray(x, float), np.asarray(z, float)
    xi, zi = np.floor(x).astype(int), np.floor(z).astype(int)
    fx, fz = x - xi, z - zi
    fx, fz = fx * fx * (3 - 2 * fx), fz * fz * (3 - 2 * fz)

    def corner(i: int, j: int) -> np.ndarray:
        return _LATTICE[(xi + i) % 256, (zi + j) % 256]

    near = corner(0, 0) * (1 - fx) + corner(1, 0) * fx
    far = corner(0, 1) * (1 - fx) + corner(1, 1) * fx
    return near * (1 - fz) + far * fz


def layered_noise(x: np.ndarray, z: np.ndarray, octaves: int = 4) -> np.ndarray:
    """Octaves of noise, each half as strong and twice as fine; 0..1 with its mean near 0.5."""
    x, z = np.asarray(x, float), np.asarray(z, float)
    total: np.ndarray = np.zeros(np.broadcast(x, z).shape)
    for i in range(octaves):
        total = total + 0.5 ** (i + 1) * value_noise(x * 2**i + 17 * i, z * 2**i + 31 * i)
    return total


def smoothstep(low: float, high: float, x: np.ndarray | float) -> np.ndarray:
    """0 at low, 1 at high, with level ends; works downwards too (low > high)."""
    t = np.clip((np.asarray(x, float) - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)
