"""What a mountain path is made of: flat stones, a root across, cairns, rope rails; and what blows.

Stones and roots have radius 1 m round the origin and their top at y = 0, so that they can be made
as wide as the rules say and tilted about where a foot stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from game.render.meshes import props
from game.render.meshes.builder import Mesh, mix
from game.render.meshes.noise import smoothstep
from game.render.palette import ramp_of, rgb

SIDES = 9
LOW, TOP, MOSS = rgb("7C7A86"), rgb("BDB0A6"), rgb("8E9468")


def slab(seed: int, wide: float = 1.0) -> Mesh:
    """A flat stone with a bevelled rim, `wide` times as wide as it is long."""
    rng = np.random.RandomState(seed)
    a = np.linspace(0, -2 * np.pi, SIDES + 1)
    out = rng.uniform(0.92, 1.08, SIDES + 1)
    out[-1] = out[0]
    rings = [(-0.85, 0.80), (-0.50, 0.97), (-0.16, 1.02), (-0.035, 0.97), (0.0, 0.84), (0.0, 0.001)]
    y, r = np.array(rings).T[..., None]
    points = np.stack([wide * r * out * np.cos(a), y + 0 * a, r * out * np.sin(a)], -1)
    uneven = rng.uniform(-0.06, 0.06, SIDES)
    points[1:3, :, 1] += np.append(uneven, uneven[0])
    tones = ramp_of("4E4B55 66636D 918C94 F4EADA DDD2C4 D2C6B8")
    return _faceted(points, tones)


def _faceted(points: np.ndarray, tones: np.ndarray) -> Mesh:
    """A skin of flat faces over rings of points (rows, columns, 3), a tone to each row."""
    rows = Mesh().grid(points, tones[:, None], normals=np.array([0, 1, 0])).vertices
    return Mesh().add(rows[:, :3], None, rows[:, 6:9])


def root() -> Mesh:
    """A thick root that crosses the path, worn flat where feet go, with a thinner one beside it."""
    mesh = Mesh()
    x = np.array([-2.2, -1.5, -0.8, -0.2, 0.4, 1.0, 1.6, 2.3])
    thick = np.array([0.22, 0.42, 0.56, 0.60, 0.58, 0.54, 0.40, 0.20])
    tone = mix(rgb("5E463C"), rgb("A8825F"), thick * 1.4 - 0.2)
    bow = 0.16 * np.sin(x * 1.4)
    mesh.tube(np.stack([x, -thick - 0.7 * (np.abs(x) / 2.3) ** 3, bow], 1), thick, tone, 8)
    for side, z in ((1, 0.55), (-1, -0.62)):
        s = np.linspace(0, 1, 6)
        path = np.stack([side * (0.1 + 1.7 * s), -0.34 - 0.75 * s**2, z * (0.2 + 0.9 * s)], 1)
        mesh.tube(path, 0.26 - 0.15 * s, mix(rgb("7E6250"), rgb("5A4238"), s), 6)
    rows = mesh.vertices.copy()
    worn = smoothstep(-0.40, -0.06, rows[:, 1]) * smoothstep(1.9, 0.9, np.abs(rows[:, 0]))
    points = rows[:, :3].copy()
    points[:, 1] *= 1 - 0.7 * worn
    colours = mix(rows[:, 6:9], rgb("E6CFA8"), 0.85 * worn)
    return Mesh().add(points, rows[:, 3:6], colours)


def cairn(seed: int) -> Mesh:
    """Five stones piled by those who went before, about 0.9 m high."""
    mesh, y = Mesh(), 0.0
    for k, radius in enumerate((0.36, 0.29, 0.22, 0.16, 0.10)):
        stone = props.rock(seed + k, radius, LOW, TOP, LOW)
        mesh.place(stone, (0.025 * (-1) ** k, y + 0.3 * radius, 0), yaw=k * 1.3)
        y += 0.86 * radius
    return mesh


def boulder(seed: int, radius: float) -> Mesh:
    """A mountain rock with moss on its shoulders."""
    return props.rock(seed, radius, LOW, TOP, MOSS)


def rail(feet: Sequence[np.ndarray]) -> Mesh:
    """Posts at these places (3,) with a rope that hangs from each to the next."""
    mesh, tops = Mesh(), []
    wood = ramp_of("5D4A3E 8B6C52 B89470")
    for k, (x, y, z) in enumerate(feet):
        lean = 0.04 * np.sin(k * 2.3)
        path = np.array([(x, y - 0.3, z), (x + lean, y + 0.5, z), (x + 2 * lean, y + 0.98, z)])
        mesh.tube(path, (0.060, 0.054, 0.048), wood, 5)
        tops.append(path[2] - [0, 0.08, 0])
    s = np.linspace(0, 1, 6)[:, None]
    for near, far in pairwise(tops):
        hang = np.array([0, 0.24, 0]) * (4 * s * (1 - s))
        rope = near * (1 - s) + far * s - hang
        mesh.tube(rope, np.full(6, 0.020), rgb("E4D3AE"), 3, closed=False)
    return mesh


def far_pine(leaves: np.ndarray) -> Mesh:
    """A pine 1 m high for the valley's woods: two cones of five sides."""
    a = np.linspace(0, -2 * np.pi, 6)
    mesh = Mesh()
    for foot, top, radius, tone in ((0.08, 0.66, 0.30, 0), (0.40, 1.0, 0.20, 1)):
        rim = np.stack([radius * np.cos(a), 0 * a + foot, radius * np.sin(a)], 1)
        tip = np.broadcast_to(np.array([0.0, top, 0.0]), rim.shape)
        mesh.grid(np.stack([rim, tip]), leaves[[tone, tone + 2]][:, None])
    return mesh


def wind_streak() -> Mesh:
    """A thin pale line in the air, 1 m along x, that the wind draws."""
    s = np.linspace(-0.5, 0.5, 9)
    half = 0.013 * np.cos(np.pi * s)
    y = 0.05 * np.sin(s * 7.0)
    points = np.stack([np.stack([s, y + side * half, 0 * s], 1) for side in (-1, 1)])
    return Mesh().grid(points, rgb("FFF6E6"), normals=np.array([0, 1, 0]), extras=(0, 0.75, 0))


def windy_leaf() -> Mesh:
    """A leaf that the wind carries, 1 m long before it is made small; both its sides are seen."""
    bend = np.array([(0, 0, 0.5), (0.24, 0.08, 0.05), (0, 0.03, -0.5), (-0.24, 0.08, 0.05)])
    face = bend[[0, 1, 2, 0, 2, 3]]
    return Mesh().add(face, np.array([0, 1, 0.4]), rgb("E7B653"), (0.10, 0.30, 0.6))
