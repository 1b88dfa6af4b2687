"""The ground: a grid that grows coarser with distance, coloured by noise, worn to a path."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from game.render.meshes.builder import Mesh, mix, ramp, unit
from game.render.meshes.noise import layered_noise, smoothstep

Field = Callable[[np.ndarray, np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Ground:
    """Height (m) at x, z; path(z) is the x of the path's middle; trees (n, 2) darken their foot."""

    height: Field
    path: Callable[[np.ndarray], np.ndarray]
    grass: np.ndarray
    earth: np.ndarray
    trees: np.ndarray

    def at(self, x: float, z: float) -> float:
        return float(self.height(np.array(x, float), np.array(z, float)))

    def colour(self, x: np.ndarray, z: np.ndarray) -> np.ndarray:
        """Grass by two noises, path where it is worn, darker under each tree; (..., 3)."""
        u = 0.75 * layered_noise(x * 0.35 + 5, z * 0.35, 3) + 0.7 * layered_noise(
            x * 0.06 + 1, z * 0.06 + 4, 2
        )
        colour = ramp(self.grass, u - 0.25)
        off = np.abs(x - self.path(z)) + 0.25 * (layered_noise(x * 1.3, z * 1.3, 2) - 0.5)
        colour = mix(
            colour,
            self.earth,
            smoothstep(0.95, 0.40, off) * (0.85 - 0.4 * smoothstep(-1.5, 2.5, z)),
        )
        dark = np.ones(np.shape(x))
        for tx, tz in self.trees:
            dark = dark * (1 - 0.30 * np.exp(-((x - tx) ** 2 + (z - tz) ** 2) / 1.3))
        return colour * dark[..., None]


def terrain(
    ground: Ground,
    *,
    near: float,
    far: float,
    rows: int,
    columns: int,
    half_width: float = 7.5,
    spread: float = 0.8,
) -> Mesh:
    """A sheet from z = near back to z = far, its rows exponentially farther apart."""
    s = np.linspace(0, 1, rows)
    depth = near + (far - near) * (np.exp(5.2 * s) - 1) / (np.exp(5.2) - 1)
    u = np.linspace(-1, 1, columns)
    u = np.sign(u) * np.abs(u) ** 1.45
    z = depth[:, None] + 0 * u
    return sheet(ground, u * (half_width + spread * (near - depth)[:, None]), z)


def sheet(ground: Ground, x: np.ndarray, z: np.ndarray) -> Mesh:
    """The ground over a grid of places x, z (rows, columns), with the normals of its slopes."""
    e = 0.05
    slope_x = (ground.height(x + e, z) - ground.height(x - e, z)) / (2 * e)
    slope_z = (ground.height(x, z + e) - ground.height(x, z - e)) / (2 * e)
    normals = unit(np.stack([-slope_x, np.ones_like(x), -slope_z], -1))
    points = np.stack([x, ground.height(x, z), z], -1)
    return Mesh().grid(points, ground.colour(x, z), normals=normals)


def looped(f: Field, x: np.ndarray, z: np.ndarray, near: float, length: float) -> np.ndarray:
    """f(x, z) made to come again every `length` m from z = near on: its far fifth fades to what
    follows.
    """
    z = near - np.mod(near - np.asarray(z, float), length)
    share = smoothstep(0.8, 1.0, (near - z) / length)
    here, next_round = f(x, z), f(x, z + length)
    share = share[..., None] if here.ndim > share.ndim else share
    return here * (1 - share) + next_round * share


def split_at(mesh: Mesh, z: float) -> tuple[Mesh, Mesh]:
    """The nearer and the farther part of a sheet, cut along whole triangles at depth z."""
    return mesh.split(mesh.vertices[:, 2].reshape(-1, 3).max(1) > z)
