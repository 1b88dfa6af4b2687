"""Small things near the player: the stone underfoot, apples, baskets, crates, stumps and rocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from game.render.meshes.builder import Mesh, icosphere, mix, unit
from game.render.meshes.noise import smoothstep, value_noise
from game.render.palette import ramp_of, rgb

STONE_RADIUS_M = 1.02
STONE_TOP_M = 0.04


def standing_stone(darkness: Callable[[np.ndarray], np.ndarray]) -> Mesh:
    """The flat round stone the player stands on; darkness(r) shades its top toward the middle."""
    r, y = STONE_RADIUS_M, STONE_TOP_M
    rims = [(0, -0.08, 0, r, r), (0, y - 0.03, 0, r, r), (0, y - 0.005, 0, r * 0.975, r * 0.975)]
    inner = np.array([0.94, 0.8, 0.64, 0.46, 0.26, 0.001]) * r
    colours = np.concatenate([ramp_of("6F675E 968C7C C2B7A0"), np.repeat(ramp_of("B9AE98"), 6, 0)])
    shade = np.concatenate([np.zeros(2), darkness(np.array([r])), darkness(inner)])
    colours = mix(colours, rgb("0D121F"), shade)
    return Mesh().loft(rims + [(0, y, 0, k, k) for k in inner], colours, 32)


def apple(level: int = 1) -> Mesh:
    """An apple of radius 1 round the origin, with a stalk and a leaf; its colour is red-orange."""
    d = icosphere(level).reshape(-1, 3)
    dent = 1 - 0.16 * np.exp(-(d[:, 0] ** 2 + d[:, 2] ** 2) / 0.10) * (d[:, 1] > 0)
    p = d * np.stack([np.ones(len(d)), 0.92 * dent, np.ones(len(d))], 1)
    colour = mix(rgb("C8452F") * 0.72, rgb("F08A50"), smoothstep(-0.9, 0.9, d[:, 1]))
    mesh = Mesh().add(p, d, colour, (0, 0.10, 0.25))
    mesh.tube(
        np.array([(0, 0.72, 0), (0.05, 1.05, 0), (0.16, 1.38, 0)]),
        (0.09, 0.07, 0.08),
        rgb("5A4330"),
        4,
        closed=False,
    )
    leaf = np.array(
        [
            (0.06, 1.0, 0),
            (0.5, 1.28, 0.26),
            (0.98, 1.22, 0.1),
            (0.06, 1.0, 0),
            (0.98, 1.22, 0.1),
            (0.5, 1.16, -0.22),
        ]
    )
    return mesh.add(leaf, unit(np.array([0.1, 1, 0.35])), rgb("7E9A4C"), (0, 0.1, 0.8))


def basket(radius: float = 0.26, height: float = 0.26) -> Mesh:
    """A round woven basket standing on the ground."""
    r, h = radius, height
    rings = [
        (0, 0, 0, r * 0.68, r * 0.68),
        (0, h * 0.2, 0, r * 0.80, r * 0.80),
        (0, h * 0.24, 0, r * 0.76, r * 0.76),
        (0, h * 0.55, 0, r * 0.92, r * 0.92),
        (0, h * 0.59, 0, r * 0.88, r * 0.88),
        (0, h * 0.9, 0, r, r),
        (0, h, 0, r * 1.06, r * 1.06),
        (0, h, 0, r * 0.9, r * 0.9),
        (0, h * 0.62, 0, r * 0.6, r * 0.6),
        (0, h * 0.6, 0, 0.001, 0.001),
    ]
    colours = ramp_of("6E4C30 8F6840 7B5737 A67C4A 8F6840 C79C60 E0BA7C C79C60 5A3F2A 5A3F2A")
    return Mesh().loft(rings, colours, 14)


def crate(half: Sequence[float] = (0.19, 0.10, 0.14), yaw: float = 0.0) -> Mesh:
    """A slatted wooden crate standing on the ground, turned upside down: a low table."""
    x, y, z = half
    wood, light = rgb("8B6444"), rgb("C39A6E")
    mesh = Mesh()
    for k in (-1.0, 0.0, 1.0):
        mesh.box(
            (0, y * 2 - 0.012, k * z * 0.66), (x, 0.012, z * 0.30), wood, light * (1 - 0.05 * k)
        )
    for k in (0.30, 0.85, 1.45):
        for side in (-1, 1):
            mesh.box(
                (0, y * k, side * (z - 0.01)),
                (x * 0.98, y * 0.21, 0.01),
                wood * (0.75 + 0.1 * k),
                wood * 1.12,
            )
            mesh.box(
                (side * (x - 0.01), y * k, 0),
                (0.01, y * 0.21, z * 0.98),
                wood * (0.65 + 0.1 * k),
                wood,
            )
    mesh.box((0, y * 0.9, 0), (x * 0.94, y * 0.9, z * 0.9), wood * 0.34)
    return Mesh().place(mesh, yaw=yaw)


def stump(radius: float = 0.2, height: float = 0.12) -> Mesh:
    """A sawn stump with a pale top."""
    r, h = radius, height
    rings = [
        (0, -0.04, 0, r * 1.25, r * 1.2),
        (0, h * 0.35, 0, r * 1.04, r * 1.02),
        (0, h * 0.94, 0, r, r),
        (0, h, 0, r * 0.95, r * 0.95),
        (0, h, 0, r * 0.55, r * 0.55),
        (0, h, 0, 0.001, 0.001),
    ]
    return Mesh().loft(rings, ramp_of("4C3A33 6A5148 7C5F4E D8B98C C9A273 DDBF92"), 11)


def rock(seed: int, radius: float, low: np.ndarray, top: np.ndarray, moss: np.ndarray) -> Mesh:
    """A faceted boulder with a dark foot and moss on its shoulders."""
    d = icosphere(1).reshape(-1, 3)
    o = np.random.RandomState(seed).uniform(0, 50)
    lump = value_noise(d[:, 0] * 1.4 + o, d[:, 2] * 1.4 + d[:, 1] * 1.3 + o) - 0.5
    p = d * (1 + 0.84 * lump)[:, None] * radius * np.array([1, 0.62, 0.9])
    p[:, 1] = np.maximum(p[:, 1], -radius * 0.35)
    share = (p[:, 1] / (radius * 0.62) + 0.4) / 1.4
    colour = mix(
        mix(low * 0.62, top, np.clip(share, 0, 1)), moss, smoothstep(0.55, 0.95, share) * 0.8
    )
    t = p.reshape(-1, 3, 3)
    face = np.repeat(unit(np.cross(t[:, 1] - t[:, 0], t[:, 2] - t[:, 0])), 3, 0)
    return Mesh().add(p, unit(face * 0.75 + d * 0.45), colour)
