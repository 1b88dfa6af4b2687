"""Trees that stand up straight: poplars like flames beside water, and pines in tiers."""

from __future__ import annotations

import numpy as np

from game.render.meshes.builder import Mesh, mix, ramp, unit
from game.render.meshes.tree import Foliage, Tree, add_leaves, add_lobe, crown_light


def poplar(
    seed: int, kind: Foliage, *, height: float = 7.5, width: float = 0.95, level: int = 1
) -> Tree:
    """Three overlapping stretched lobes on a short trunk."""
    rng = np.random.RandomState(seed)
    tree = Tree()
    light = crown_light(kind, np.array([0, height * 0.5, 0]), height * 0.5, 0.8, height)
    rows = []
    for k, (share, wide) in enumerate(((0.26, 0.9), (0.54, 1.0), (0.80, 0.68))):
        x, z = rng.uniform(-0.12, 0.12, 2) * width
        at, radius = np.array([x, height * share, z]), width * wide * rng.uniform(0.92, 1.06)
        add_lobe(tree.crown, rng, at, radius, light, level if k < 2 else 1, height * 0.27 / radius)
        rows.append((*at, radius))
    tree.lobes = np.array(rows)
    if level > 1:
        add_leaves(tree.leaves, rng, tree.lobes, 40 * level, 0.22, light)
    path = np.array([(0, -0.1, 0), (0, height * 0.2, 0)])
    tree.wood.tube(path, (0.16, 0.11), kind.bark * np.array([[0.7], [0.9]]), 5, closed=False)
    return tree


def pine(
    seed: int,
    leaves: np.ndarray,
    bark: np.ndarray,
    *,
    height: float = 5.5,
    width: float = 1.5,
    tiers: int = 4,
    points: int = 7,
) -> Tree:
    """Star-shaped cones, each smaller than the one below, their tips light and their heart dark."""
    rng = np.random.RandomState(seed)
    tree = Tree()
    rows = []
    for k in range(tiers):
        share = k / tiers
        foot, top = height * (0.16 + 0.80 * share), height * (0.16 + 0.80 * (k + 1.55) / tiers)
        radius = width * (1 - 0.80 * share) * rng.uniform(0.94, 1.06)
        _tier(tree.crown, rng, foot, min(top, height), radius, share, leaves, points)
        rows.append((0, (foot + top) / 2, 0, radius * 0.7))
    tree.lobes = np.array(rows)
    path = np.array([(0, -0.1, 0), (0, height * 0.3, 0)])
    tree.wood.tube(path, (0.13, 0.09), bark * np.array([[0.65], [0.85]]), 5, closed=False)
    return tree


def _tier(
    mesh: Mesh,
    rng: np.random.RandomState,
    foot: float,
    top: float,
    radius: float,
    share: float,
    leaves: np.ndarray,
    points: int,
) -> None:
    """One cone whose hem goes in and out, dipping at its points."""
    n = points * 2
    a = rng.uniform(0, 6.28) + np.arange(n + 1) * 2 * np.pi / n
    out = np.where(np.arange(n + 1) % 2 == 0, 1.06, 0.78)
    hem = np.stack([np.cos(a) * radius * out, foot - 0.16 * radius * (out - 0.78), np.sin(a)], 1)
    hem[:, 2] *= radius * out
    tip = np.array([0.0, top, 0.0])
    corners = np.stack([hem[1:], hem[:-1], np.broadcast_to(tip, (n, 3))], 1)
    face = unit(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]))
    around = unit(corners * [1, 0, 1] + [0, radius * 0.8, 0])
    normals = unit(0.45 * face[:, None] + 0.75 * around)
    tone = 0.12 + 0.55 * share
    hems = ramp(leaves, np.repeat(tone + 0.20 * (out - 0.78) / 0.28, 1))
    heart = ramp(leaves, np.array([tone + 0.32]))[0]
    colours = np.stack([hems[1:], hems[:-1], np.broadcast_to(heart, (n, 3))], 1)
    colours = mix(colours, colours * 0.82, (np.arange(n) % 2)[:, None] * np.ones(3))
    sway = np.stack([np.full(n * 3, 0.02), np.zeros(n * 3), np.full(n * 3, 0.35)], 1)
    mesh.add(corners.reshape(-1, 3), normals.reshape(-1, 3), colours.reshape(-1, 3), sway)
