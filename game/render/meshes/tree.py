"""Fruit trees: a bent trunk, forking limbs, and a crown of leafy lobes that catch the sun on top.

A lobe is a lumpy ball whose normals lean toward those of the whole crown, so that light runs over
the tree as one mass; its faces keep some flatness, and small leaves lie on it: foliage, not a
balloon.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from game.render.meshes.builder import Mesh, Point, icosphere, mix, ramp, turn_y, unit
from game.render.meshes.noise import value_noise
from game.render.palette import rgb

GOLDEN_ANGLE = 2.39996
LEAF_LIGHT = 0.85


@dataclass(frozen=True)
class Foliage:
    """Colours of one kind of tree: leaves from shaded underside to sunlit top (k, 3), and bark."""

    leaves: np.ndarray
    bark: np.ndarray


@dataclass
class Tree:
    """A tree at the origin. lobes (n, 4) are x, y, z, radius in metres, for shade and fruit."""

    wood: Mesh = field(default_factory=Mesh)
    crown: Mesh = field(default_factory=Mesh)
    leaves: Mesh = field(default_factory=Mesh)
    lobes: np.ndarray = field(default_factory=lambda: np.zeros((0, 4)))
    trunk: np.ndarray = field(default_factory=lambda: np.zeros((0, 4)))

    @property
    def centre(self) -> np.ndarray:
        return self.lobes[:, :3].mean(0)

    def placed(
        self,
        at: np.ndarray,
        *eyes: Point,
        yaw: float = 0.0,
        tint: Point = (1, 1, 1),
    ) -> Mesh:
        """The tree at x, y, z and scale, without what is hidden of its crown from all eyes."""
        size = float(at[3])
        crown, rest = Mesh(), Mesh()
        crown.place(self.crown, at[:3], scale=size, yaw=yaw, tint=tint)
        rest.place(self.leaves, at[:3], scale=size, yaw=yaw, tint=tint)
        whole = crown.seen_from(*eyes).place(rest.turned_to(*eyes, slack=0.35))
        return whole.place(self.wood, at[:3], scale=size, yaw=yaw, tint=tint)

    def balls(self, at: np.ndarray) -> np.ndarray:
        """Crown and trunk as balls (n, 4) in the world, for shade; at is x, y, z and scale."""
        rows = np.concatenate([self.lobes, self.trunk])
        return np.concatenate([rows[:, :3] * at[3] + at[:3], rows[:, 3:] * at[3]], 1)


def apple_tree(
    seed: int,
    kind: Foliage,
    *,
    height: float = 3.5,
    spread: float = 1.5,
    trunk: float = 1.2,
    lean: float = 0.15,
    lobes: int = 9,
    level: int = 1,
    leaves: int = 60,
    forks: int = 4,
    leaf: float = 0.2,
    fruit: int = 0,
) -> Tree:
    """A tree `height` m tall, `spread` m from middle to rim, its first fork at `trunk` m."""
    rng = np.random.RandomState(seed)
    tree = Tree()
    tree.lobes = _crown_plan(rng, height, spread, trunk, lean, lobes)
    tree.trunk = _wood(tree, rng, kind.bark, spread / 1.5, trunk, lean, forks)
    middle, bottom = np.array([lean, trunk + (height - trunk) * 0.42, 0.0]), trunk * 0.85
    light = _CrownLight(kind.leaves, middle, spread * 1.05, bottom, height)
    for x, y, z, r in tree.lobes:
        add_lobe(tree.crown, rng, np.array([x, y, z]), r, light, level)
    tree.crown = _skin(tree.crown, tree.lobes)
    if leaves:
        add_leaves(tree.leaves, rng, tree.lobes[:-1], leaves, leaf, light)
    if fruit:
        _add_fruit(tree.leaves, rng, tree.lobes[:-1], fruit)
    return tree


def _add_fruit(mesh: Mesh, rng: np.random.RandomState, lobes: np.ndarray, count: int) -> None:
    """Small distant apples under the rims of the lobes."""
    d = icosphere(0).reshape(-1, 3)
    colour = mix(rgb("C8452F") * 0.7, rgb("F08A50"), (d[:, 1] + 1) / 2)
    for x, y, z, r in lobes[rng.randint(0, len(lobes), count)]:
        a = rng.uniform(0, 6.28)
        at = np.array([x + np.cos(a) * r * 0.95, y - r * 0.42, z + np.sin(a) * r * 0.95])
        mesh.add(at + d * 0.07, d, colour, (0, 0.1, 0.2))


@dataclass(frozen=True)
class _CrownLight:
    """Where a point lies in its crown decides its colour: high and outside is sunlit."""

    leaves: np.ndarray
    middle: np.ndarray
    reach: float
    bottom: float
    top: float

    def shade(self, p: np.ndarray, up: np.ndarray) -> np.ndarray:
        height = (p[:, 1] - self.bottom) / (self.top - self.bottom)
        outside = np.linalg.norm(p - self.middle, axis=1) / self.reach
        return np.clip(0.06 + 0.46 * height + 0.34 * up + 0.26 * (outside - 0.7), 0, 1)


def crown_light(
    kind: Foliage, middle: np.ndarray, reach: float, bottom: float, top: float
) -> _CrownLight:
    """The colouring of a loose clump of leaves, for boughs."""
    return _CrownLight(kind.leaves, np.asarray(middle, float), reach, bottom, top)


def _crown_plan(
    rng: np.random.RandomState, height: float, spread: float, trunk: float, lean: float, count: int
) -> np.ndarray:
    """Lobes on a rising golden-angle spiral, small at top and rim, and a core; (count + 1, 4)."""
    room = height - trunk
    plan = []
    for i in range(count):
        rise = (i + 0.5) / count
        angle = i * GOLDEN_ANGLE + rng.uniform(-0.35, 0.35)
        out = spread * 0.80 * np.sqrt(np.clip(1 - 1.25 * (rise * 1.15 - 0.28) ** 2, 0.02, 1))
        out *= rng.uniform(0.72, 1.08) * (0.25 if i == count - 1 else 1)
        size = spread * (1.30 / np.sqrt(count)) * rng.uniform(0.82, 1.18) * (1.12 - 0.28 * rise)
        plan.append(
            [
                lean + np.cos(angle) * out,
                trunk + room * (0.14 + 0.70 * rise) - 0.10 * out,
                np.sin(angle) * out * 0.95,
                size,
            ]
        )
    plan.append([lean, trunk + room * 0.46, 0, spread * 0.50])
    return np.array(plan)


def _wood(
    tree: Tree,
    rng: np.random.RandomState,
    bark: np.ndarray,
    girth: float,
    trunk: float,
    lean: float,
    forks: int,
) -> np.ndarray:
    """Trunk and limbs; returns points (n, 4) along the trunk with radii, for its shadow."""
    top = np.array([lean * 0.6, trunk, 0.0])
    knee = np.array([lean * 0.1 + rng.uniform(-0.1, 0.1), trunk * 0.5, rng.uniform(-0.05, 0.05)])
    path = np.array([(0, -0.15, 0), (0.01, 0.06, 0), knee, top])
    radii = np.array([0.30, 0.17, 0.12, 0.12]) * girth
    shades = np.array([0.62, 0.80, 1.0, 0.75])[:, None] * bark
    tree.wood.tube(path, radii, shades, 7, closed=False)
    for j in (0, 2, 4, 1, 3)[: max(forks, 1)]:
        end = tree.lobes[j % len(tree.lobes), :3] if forks else tree.lobes[-1, :3]
        bend = top * 0.45 + end * 0.55 - [0, 0.12, 0]
        limb = np.array([top - [0, 0.12, 0], bend, end])
        tree.wood.tube(
            limb,
            np.array([0.10, 0.065, 0.03]) * girth,
            bark * np.array([[0.8], [0.7], [0.5]]),
            5,
            closed=False,
        )
    steps = np.linspace(0, 1, 12)
    along = np.stack([np.interp(steps, [0, 0.5, 1], [0, knee[i], top[i]]) for i in range(3)], 1)
    return np.concatenate([along, np.full((12, 1), 0.13 * girth)], 1)


def add_lobe(
    mesh: Mesh,
    rng: np.random.RandomState,
    centre: np.ndarray,
    radius: float,
    light: _CrownLight,
    level: int = 1,
    squash: float = 0.84,
) -> None:
    """One lumpy ball of foliage."""
    d = (icosphere(level) @ turn_y(rng.uniform(0, 6.28)).T).reshape(-1, 3)
    o = rng.uniform(0, 50)
    lump = value_noise(d[:, 0] * 1.9 + o, d[:, 2] * 1.9 + d[:, 1] * 2.3 + o) - 0.5
    fine = value_noise(d[:, 0] * 4.5 + o, d[:, 2] * 4.5 + d[:, 1] * 5.1 + o) - 0.5
    p = centre + d * (1.04 + 0.40 * lump + 0.26 * fine)[:, None] * radius * np.array([1, squash, 1])
    t = p.reshape(-1, 3, 3)
    face = np.repeat(unit(np.cross(t[:, 1] - t[:, 0], t[:, 2] - t[:, 0])), 3, 0)
    normals = unit(unit(p - light.middle) * 0.5 + d * 0.45 + face * 0.45)
    jitter = np.repeat(rng.uniform(-0.05, 0.05, len(p) // 3), 3)
    colour = ramp(light.leaves, light.shade(p, 0.6 * d[:, 1] + 0.4 * face[:, 1]) + jitter) * 0.95
    extras = np.stack([np.full(len(p), 0.04), 0 * lump, np.full(len(p), LEAF_LIGHT)], 1)
    mesh.add(p, normals, colour, extras)


def add_leaves(
    mesh: Mesh,
    rng: np.random.RandomState,
    lobes: np.ndarray,
    count: int,
    size: float,
    light: _CrownLight,
) -> None:
    """Leaves on the lobes: folded diamonds that follow the crown and droop a little at the tip."""
    p, d = _exposed(rng, lobes, count)
    n = unit(unit(p - light.middle) * 0.3 + d + 0.35 * rng.randn(count, 3))
    along = unit(np.cross(n, rng.randn(count, 3)) - [0, 0.35, 0])
    across = unit(np.cross(n, along))
    s = (size * rng.uniform(0.65, 1.2, count))[:, None]
    tip, tail = p + along * s * 0.62 - n * s * 0.12, p - along * s * 0.50
    left, right = p - across * s * 0.30 + n * s * 0.05, p + across * s * 0.30 + n * s * 0.05
    points = np.stack([tail, left, tip, tail, tip, right], 1).reshape(-1, 3)
    base = light.shade(p, d[:, 1]) + rng.uniform(0.02, 0.22, count)
    colours = np.repeat(ramp(light.leaves, base), 6, 0)
    colours[2::6] *= 1.10
    colours[3:6] *= 0.94
    extras = np.stack([np.full(count, 0.05), 0 * base, np.full(count, 0.9)], 1)
    facing = unit(d + unit(p - light.middle))
    mesh.add(points, np.repeat(facing, 6, 0), colours, np.repeat(extras, 6, 0))


def _depth(p: np.ndarray, lobes: np.ndarray) -> np.ndarray:
    """How far points (n, 3) are from the nearest lobe's middle, in its radii: under 1 is inside."""
    away = (p[:, None] - lobes[None, :, :3]) / [1, 0.84, 1]
    return (np.linalg.norm(away, axis=-1) / lobes[None, :, 3]).min(1)


def _skin(crown: Mesh, lobes: np.ndarray) -> Mesh:
    """A crown without the triangles that lie deep inside it, where nobody can see them."""
    corners = crown.vertices[:, :3].astype(float)
    return crown.split(_depth(corners, lobes).reshape(-1, 3).max(1) > 0.76)[0]


def _exposed(
    rng: np.random.RandomState, lobes: np.ndarray, count: int
) -> tuple[np.ndarray, np.ndarray]:
    """Points on the skin of the crown, inside no lobe, and which way is out; both (count, 3)."""
    tries = count * 4
    share = lobes[:, 3] ** 2 / (lobes[:, 3] ** 2).sum()
    chosen = lobes[rng.choice(len(lobes), tries, p=share)]
    d = unit(np.add(rng.randn(tries, 3), (0, 0.1, 0)))
    p = chosen[:, :3] + d * (chosen[:, 3] * rng.uniform(1.0, 1.16, tries))[:, None] * [1, 0.84, 1]
    free = np.argsort(-_depth(p, lobes), kind="stable")[:count]
    return p[free], d[free]


def add_bough(
    tree: Tree,
    seed: int,
    kind: Foliage,
    path: Sequence[Point],
    radii: Sequence[float],
    *,
    leaves: int = 40,
    leaf: float = 0.15,
    puff: float = 0.2,
    bare: float = 0.25,
    level: int = 0,
) -> np.ndarray:
    """A bough through given points (m, k >= 3), smoothly bent, leafy after its first `bare` share.

    Returns its leaf clumps as lobes (n, 4).
    """
    rng = np.random.RandomState(seed)
    line = smooth_path(np.array(path, float), 9)
    width = np.interp(np.linspace(0, 1, 9), np.linspace(0, 1, len(radii)), radii)
    tree.wood.tube(line, width, np.linspace(0.75, 0.95, 9)[:, None] * kind.bark, 6)
    at = np.linspace(bare, 0.94, 7)
    spots = np.stack([np.interp(at, np.linspace(0, 1, 9), line[:, i]) for i in range(3)], 1)
    spots += rng.uniform(-0.7, 0.7, spots.shape) * puff + [0, puff * 0.25, 0]
    sizes = puff * rng.uniform(0.7, 1.2, len(at)) * np.linspace(1.25, 0.55, len(at))
    lobes = np.concatenate([spots, sizes[:, None]], 1)
    light = crown_light(
        kind,
        spots.mean(0) - [0, puff, 0],
        1.0,
        spots[:, 1].min() - puff * 2.2,
        spots[:, 1].max() + puff * 4.5,
    )
    for x, y, z, r in lobes:
        add_lobe(tree.crown, rng, np.array([x, y, z]), r * 0.72, light, level, 0.62)
    sprays = np.concatenate([lobes, lobes * [1, 1, 1, 1.35]])
    add_leaves(tree.leaves, rng, sprays, leaves, leaf, light)
    return lobes


def smooth_path(points: np.ndarray, count: int) -> np.ndarray:
    """`count` points on a Catmull-Rom curve through the given points (k, 3)."""
    p = np.concatenate([[2 * points[0] - points[1]], points, [2 * points[-1] - points[-2]]])
    s = np.linspace(0, len(points) - 1, count)
    i = np.minimum(s.astype(int), len(points) - 2)
    t = (s - i)[:, None]
    a, b, c, d = p[i], p[i + 1], p[i + 2], p[i + 3]
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )


def far_tree(seed: int, kind: Foliage, lean: float = 0.1) -> Tree:
    """A cheap tree for the distance: three or four coarse lobes."""
    return apple_tree(
        seed, kind, height=3.4, lean=lean, trunk=1.15, lobes=5, level=0, leaves=6, forks=0, leaf=0.5
    )
