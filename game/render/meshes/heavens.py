"""What stands in the sky: a low sun or moon, stars and the Milky Way.

Unlit, as everything of a veil: colours are final and carry alpha. Directions in degrees (0 ahead,
positive right); a star's size and the sun's are angles, so that they look the same at any distance.
"""

from __future__ import annotations

import numpy as np

from game.render.meshes.builder import Mesh, unit
from game.render.meshes.noise import layered_noise
from game.render.palette import toward

FAR_M = 700.0
_FLAT = np.array([0.0, 0.0, 1.0])
_UP = np.array([0.0, 1.0, 0.0])


def orb(
    azimuth: float, elevation: float, radius: float, colour: np.ndarray, rim: np.ndarray
) -> Mesh:
    """A disc `radius` degrees wide to each side, with a rim a pixel soft."""
    d, right, up = _frame(azimuth, elevation)
    a = np.linspace(0, 2 * np.pi, 33)
    r = np.array([0.02, 0.72, 0.96, 1.04])[:, None] * np.tan(np.radians(radius))
    points = d + right * (r * np.cos(a))[..., None] + up * (r * np.sin(a))[..., None]
    tones = np.stack([colour, colour, rim, rim])
    colours = np.concatenate([tones, np.array([[1.0], [1.0], [1.0], [0.0]])], 1)
    return Mesh().grid(points * FAR_M, colours[:, None], normals=_FLAT)


def seas(
    azimuth: float, elevation: float, radius: float, shade: np.ndarray, alpha: float = 0.55
) -> Mesh:
    """The dark plains of the moon, as soft spots on a disc of this radius (degrees)."""
    mesh = Mesh()
    d, right, up = _frame(azimuth, elevation)
    for x, y, size in ((-0.34, 0.28, 0.34), (0.10, 0.42, 0.24), (0.30, 0.10, 0.28),
                       (-0.30, -0.16, 0.30), (0.12, -0.42, 0.16), (0.48, -0.16, 0.12)):  # fmt: skip
        a = np.linspace(0, 2 * np.pi, 13)
        r = np.array([0.02, 0.6, 1.0])[:, None] * size
        u, v = x + r * np.cos(a), y + r * 0.86 * np.sin(a)
        points = d + (right * u[..., None] + up * v[..., None]) * np.tan(np.radians(radius))
        tones = np.empty((3, 13, 4))
        tones[..., :3], tones[..., 3] = shade, np.array([[alpha], [0.7 * alpha], [0.0]])
        mesh.grid(points * FAR_M * 0.999, tones, normals=_FLAT)
    return mesh


def stars(
    count: int, seed: int, colour: np.ndarray, *, low: float, high: float, span: float = 48
) -> Mesh:
    """Small diamonds between two elevations, most of them faint; they add their light."""
    rng = np.random.RandomState(seed)
    mesh = Mesh()
    for _ in range(count):
        elevation = low + (high - low) * rng.rand() ** 0.8
        d, right, up = _frame(rng.uniform(-span, span), elevation)
        size, alpha = rng.uniform(0.045, 0.085), rng.uniform(0.2, 0.55)
        if rng.rand() < 0.14:
            size, alpha = size * 1.7, 0.9
        rise = min(1.0, (elevation - low) / (0.4 * (high - low)))
        reach = np.tan(np.radians(size))
        corners = np.stack([d + up * reach, d + right * reach, d - up * reach, d - right * reach])
        rgba = np.append(colour * (0.9 + 0.1 * rng.rand(3)), alpha * rise)
        mesh.add(corners[[0, 1, 2, 0, 2, 3]] * FAR_M, _FLAT, rgba, (0, 1, 0))
    return mesh


def milky_way(
    start: tuple[float, float], end: tuple[float, float], width: float, colour: np.ndarray
) -> Mesh:
    """A band of faint light between two directions (azimuth, elevation); it adds its light."""
    s = np.linspace(0, 1, 22)
    d = np.stack([toward(*np.add(start, np.subtract(end, start) * k)) for k in s])
    across = unit(np.cross(d, np.gradient(d, axis=0))) * np.tan(np.radians(width))
    rows, tones = [], []
    for off, alpha in ((-1, 0), (-0.5, 0.16), (-0.12, 0.34), (0.10, 0.22), (0.5, 0.12), (1, 0)):
        cloudy = 0.7 + 0.6 * layered_noise(s * 8 + off * 2, s * 3 + off * 3, 2)
        rows.append((d + across * off) * FAR_M)
        strength = alpha * np.sin(np.pi * s) ** 0.7 * cloudy
        tones.append(np.concatenate([np.broadcast_to(colour, (22, 3)), strength[:, None]], 1))
    return Mesh().grid(np.stack(rows), np.stack(tones), normals=_FLAT, extras=(0, 1, 0))


def _frame(azimuth: float, elevation: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A direction, and right and up across it; unit vectors."""
    d = toward(azimuth, elevation)
    right = unit(np.cross(d, _UP))
    return d, right, np.cross(right, d)
