"""Grass and flowers: single bent triangles in drifts, the colour of the ground they stand on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from game.render.meshes.builder import Mesh
from game.render.meshes.noise import layered_noise
from game.render.meshes.terrain import Ground

THIN = np.array([0.007, 0, 0])
STILL_RADIUS_M = 1.25  # empty ground round the player
Shade = Callable[[np.ndarray, np.ndarray], np.ndarray]


def spots(
    ground: Ground,
    count: int,
    seed: int,
    *,
    far: float,
    near: float = 2.3,
    width: float = 2.6,
    keep: Callable[[float, float], bool] = lambda x, z: True,
) -> np.ndarray:
    """Places (n, 2) for tufts: in drifts, thick near the eye, off path and player."""
    rng = np.random.RandomState(seed)
    found: list[tuple[float, float]] = []
    for _ in range(count * 60):
        if len(found) == count:
            break
        z = near + (far - near) * rng.rand() ** 1.7
        x = rng.uniform(-1, 1) * (width + 0.62 * max(0.0, 4.0 - z))
        free = (
            abs(x - ground.path(np.array(z))) > 0.62 + 0.2 * rng.rand()
            and np.hypot(x, z) > STILL_RADIUS_M
        )
        if free and layered_noise(x * 0.55 + 20, z * 0.55 + 3, 2) > 0.36 and keep(x, z):
            found.append((x, z))
    return np.array(found).reshape(-1, 2)


def grass(
    ground: Ground,
    places: np.ndarray,
    seed: int,
    shade: Shade,
    *,
    blades: int = 4,
    height: float = 0.2,
    width: float = 0.024,
    coarser: float = 1.0,
) -> Mesh:
    """Tufts of bent blades; where shade (0..1) falls they stay dark to the tip.

    Far blades are larger, so that they do not flicker; coarser 0 leaves all alike.
    """
    rng = np.random.RandomState(seed)
    n = len(places) * blades
    x0, z0 = np.repeat(places, blades, 0).T
    far = np.clip(-z0, 0, None) * coarser
    size = rng.uniform(0.65, 1.3, n) * (1 + 0.012 * far)
    a, b = rng.uniform(0, 6.283, (2, n))
    out = np.stack([np.cos(a), 0 * a, np.sin(a)], 1)
    wide = np.stack([np.cos(b), 0 * b, np.sin(b)], 1) * (width * size * (1 + 0.05 * far))[:, None]
    foot = (
        np.stack([x0, ground.height(x0, z0) - 0.01, z0], 1)
        + out * (0.13 * size * rng.rand(n))[:, None]
    )
    tall = height * size * rng.uniform(0.6, 1.2, n)
    tip = (
        foot + out * (tall * rng.uniform(0.2, 0.55, n))[:, None] + np.stack([0 * a, tall, 0 * a], 1)
    )
    colour = ground.colour(x0, z0)
    sun = (1 - shade(x0, z0))[:, None]
    bright = colour * (0.86 + np.array([0.44, 0.40, 0.22]) * sun)
    points = np.stack([foot - wide, foot + wide, tip], 1).reshape(-1, 3)
    colours = np.stack([colour * (0.78 + 0.22 * sun)] * 2 + [bright], 1).reshape(-1, 3)
    leaf = np.repeat(0.9 * sun[:, 0], 3)
    extras = np.stack([np.stack([0 * tall, 0 * tall, tall * 0.32], 1).ravel(), 0 * leaf, leaf], 1)
    return Mesh().add(points, np.array([0, 1, 0]), colours, extras)


def flowers(
    ground: Ground,
    places: np.ndarray,
    seed: int,
    petal: np.ndarray,
    heart: np.ndarray,
    stem: np.ndarray,
    height: float = 0.26,
) -> Mesh:
    """Three open flowers of four petals on thin stems at each place."""
    rng = np.random.RandomState(seed)
    mesh = Mesh()
    for x, z in np.repeat(places, 3, 0) + rng.uniform(-0.12, 0.12, (len(places) * 3, 2)):
        foot = np.array([x, ground.at(x, z), z])
        tall = height * rng.uniform(0.7, 1.15)
        head = np.add(foot, (rng.uniform(-0.05, 0.05), tall, rng.uniform(-0.05, 0.05)))
        sway = (tall * 0.3, 0.0, 0.7)
        mesh.add(
            np.array([foot - THIN, foot + THIN, head]),
            np.array([0, 1, 0]),
            stem,
            np.array([(0, 0, 0.6), (0, 0, 0.6), sway]),
        )
        for a in rng.uniform(0, 1.5) + np.arange(4) * np.pi / 2:
            rim = [
                head + np.array([np.cos(q) * 0.042, 0.018, np.sin(q) * 0.042])
                for q in (a, a + 1.15)
            ]
            mesh.add(
                np.array([head, *rim]), np.array([0, 1, 0.3]), np.array([heart, petal, petal]), sway
            )
    return mesh
