"""What visits plant: trees, flowers, a garden. Each stands on y = 0 about the origin; metres."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.render.meshes.builder import Mesh, Point, mix, unit
from game.render.meshes.tall_trees import pine, poplar
from game.render.meshes.tree import Foliage, Tree, apple_tree
from game.render.palette import ramp_of, rgb

BARK = rgb("6A5148")
APPLE = Foliage(ramp_of("3F6658 5F8A5C 8FAE5E C6C66C F0DA8A"), BARK)
WILLOW = Foliage(ramp_of("4B7C66 6C9E68 9ABD70 CBD484 EEE6A6"), BARK)
POPLAR = Foliage(ramp_of("3A6658 55835A 83A55E B7C06C E3D68C"), BARK)
PINE = ramp_of("2F5A55 457565 6C9A70 A3BE82")
EARTH, STEM = rgb("7A5A44"), rgb("5C7F4C")
_UP = np.array([0.0, 1.0, 0.0])


def whole(tree: Tree) -> Mesh:
    """All of a tree, whoever looks at it."""
    return Mesh().place(tree.crown).place(tree.leaves).place(tree.wood)


def blossoms(
    mesh: Mesh,
    places: Sequence[Point],
    petals: Sequence[np.ndarray],
    *,
    tall: float,
    size: float,
    heart: np.ndarray | None = None,
) -> Mesh:
    """Flowers at places (x, y, z): a stem, and an open round of five petals that looks up and
    forward.
    """
    out = unit(np.array([0, 0.8, 0.6]))
    across, up = np.array([1.0, 0, 0]), np.cross(out, [1.0, 0, 0])
    a = np.arange(11) * 2 * np.pi / 10
    r = np.where(np.arange(11) % 2 == 0, 1.0, 0.62)
    for k, place in enumerate(places):
        foot = np.asarray(place, float)
        head = foot + np.array([0, tall * (0.85 + 0.3 * ((k * 0.618) % 1)), 0])
        mesh.add(np.array([foot - [0.02, 0, 0], foot + np.array([0.02, 0, 0]), head]), _UP, STEM)
        rim = head + size * r[:, None] * (np.cos(a)[:, None] * across - np.sin(a)[:, None] * up)
        colour = petals[k % len(petals)]
        inner = colour * 0.85 if heart is None else heart
        corners = np.stack([np.broadcast_to(head, (10, 3)), rim[1:], rim[:-1]], 1)
        tones = np.stack([np.broadcast_to(inner, (10, 3)), *[np.broadcast_to(colour, (10, 3))] * 2])
        mesh.add(
            corners.reshape(-1, 3), out, tones.transpose(1, 0, 2).reshape(-1, 3), (0.01, 0, 0.5)
        )
    return mesh


def mound(mesh: Mesh, half: tuple[float, float], colour: np.ndarray, height: float = 0.1) -> Mesh:
    """A low round heap of earth or green."""
    return mesh.ellipsoid(
        (0, 0, 0), (half[0], height, half[1]), colour * 0.8, colour, 12, 2, bottom=0.0
    )


def apple() -> Mesh:
    return whole(
        apple_tree(11, APPLE, height=3.4, spread=1.6, lobes=7, leaves=24, leaf=0.3, fruit=16)
    )


def willow() -> Mesh:
    """A round crown whose twigs hang down to the water."""
    mesh = whole(apple_tree(31, WILLOW, height=4.4, spread=1.9, trunk=1.5, lobes=7, leaves=16))
    rng = np.random.RandomState(5)
    for a in np.arange(22) * 2 * np.pi / 22:
        out = 1.5 + 0.5 * rng.rand()
        top = np.array([out * np.cos(a) * 0.86, 2.7 + 0.5 * rng.rand(), out * np.sin(a) * 0.86])
        low = np.array([out * np.cos(a) * 1.12, 0.5 + 0.7 * rng.rand(), out * np.sin(a) * 1.12])
        wide = unit(np.array([-np.sin(a), 0, np.cos(a)])) * 0.22
        out_way = unit(np.array([np.cos(a), 0.5, np.sin(a)]))
        tones = np.array([WILLOW.leaves[3], WILLOW.leaves[3], WILLOW.leaves[1]])
        mesh.add(np.array([top + wide, top - wide, low]), out_way, tones, (0.06, 0, 0.8))
    return mesh


def poplars() -> Mesh:
    mesh = Mesh()
    for seed, x, z, size in ((4, -0.9, 0.3, 0.8), (9, 0.7, -0.5, 0.95), (4, 1.7, 0.6, 0.6)):
        mesh.place(whole(poplar(seed, POPLAR, height=6.0)), (x, 0, z), scale=size, yaw=x)
    return mesh


def pines() -> Mesh:
    mesh = Mesh()
    for seed, x, z, size in ((3, -1.1, 0.2, 0.85), (8, 0.3, -0.5, 1.1), (3, 1.4, 0.5, 0.65)):
        mesh.place(whole(pine(seed, PINE, BARK, tiers=4)), (x, 0, z), scale=size, yaw=x)
    return mesh


def flower_bed() -> Mesh:
    """A round bed, white in the middle, then yellow, then rose."""
    mesh = mound(Mesh(), (1.25, 1.0), EARTH)
    rings = ((0.22, 4, "FFF6E6"), (0.62, 8, "F6D664"), (0.98, 12, "E58FA8"))
    for r, count, petal in rings:
        a = np.arange(count) * 2 * np.pi / count + r
        places = np.stack([r * np.cos(a), 0.08 + 0 * a, 0.8 * r * np.sin(a)], 1)
        blossoms(mesh, list(places), [rgb(petal)], tall=0.26, size=0.21, heart=rgb("E6B04A"))
    return mesh


def moon_flowers() -> Mesh:
    """A drift of pale flowers that open at night."""
    mesh = mound(Mesh(), (1.3, 0.9), rgb("4E6F5C"), 0.14)
    rng = np.random.RandomState(8)
    places = [(1.1 * rng.uniform(-1, 1), 0.1, 0.75 * rng.uniform(-1, 1)) for _ in range(17)]
    petals = [rgb("F4F2FF"), rgb("D6DCFF")]
    return blossoms(mesh, places, petals, tall=0.42, size=0.2, heart=rgb("FFF0B8"))


def sunflowers() -> Mesh:
    """Five tall ones in a row that look at us."""
    mesh = mound(Mesh(), (1.3, 0.4), EARTH)
    for k, x in enumerate((-1.0, -0.5, 0.0, 0.5, 1.0)):
        tall = 1.5 + 0.3 * (k % 2) + 0.1 * k
        mesh.tube(np.array([(x, 0, 0), (x, tall, 0.02)]), (0.05, 0.04), STEM, 5)
        a = np.arange(25) * 2 * np.pi / 24
        r = np.where(np.arange(25) % 2 == 0, 0.36, 0.25)
        rim = np.stack([x + r * np.cos(a), tall + r * np.sin(a), 0.1 + 0 * a], 1)
        hub = np.broadcast_to(np.array([x, tall, 0.14]), rim.shape)
        way = np.array([0, 0.3, 1.0])
        mesh.grid(np.stack([rim, hub]), np.stack([rgb("F6C73C"), rgb("E8A838")])[:, None],
                  normals=way)  # fmt: skip
        mesh.ellipsoid((x, tall, 0.14), (0.15, 0.15, 0.06), rgb("5A3B28"), rgb("7A5234"), 8, 4)
        for side, high in ((-1, 0.5), (1, 0.75)):
            leaf = np.array([(x, high, 0), (x + side * 0.34, high + 0.16, 0.06),
                             (x + side * 0.2, high - 0.06, 0.1)])  # fmt: skip
            mesh.add(leaf if side > 0 else leaf[::-1], _UP, STEM * 1.15, (0, 0, 0.6))
    return mesh


def garden() -> Mesh:
    """Three rows of vegetables behind a low fence."""
    mesh = Mesh().box((0, 0.03, 0), (1.5, 0.05, 1.05), EARTH * 0.9, EARTH)
    kinds = ((-0.6, rgb("6E9A5A"), 0.2), (0.0, rgb("C8624A"), 0.16), (0.6, rgb("A9B85C"), 0.19))
    for z, colour, r in kinds:
        mesh.box((0, 0.1, z), (1.4, 0.06, 0.2), EARTH * 0.75, EARTH * 1.1)
        for k in range(6):
            at = (-1.15 + 0.46 * k, 0.22, z)
            mesh.ellipsoid(at, (r, r, r), colour * 0.7, mix(colour, rgb("F0E6B0"), 0.3), 6, 4)
    for x in np.linspace(-1.6, 1.6, 9):
        mesh.box((x, 0.26, -1.15), (0.07, 0.3, 0.03), rgb("D8C6A0"), rgb("F2E6C8"))
    return mesh.box((0, 0.34, -1.18), (1.68, 0.04, 0.02), rgb("D8C6A0"))


def lilies() -> Mesh:
    """Round leaves on the water with three open lilies."""
    mesh = Mesh()
    spots = ((-0.9, 0.1, 0.5), (0.0, -0.4, 0.55), (0.8, 0.3, 0.5), (-0.2, 0.6, 0.42),
             (1.5, -0.3, 0.36), (-1.6, -0.3, 0.36))  # fmt: skip
    for k, (x, z, r) in enumerate(spots):
        a = np.linspace(0.4 + k, 0.4 + k - 5.8, 11)
        rim = np.stack([x + r * np.cos(a), 0.04 + 0 * a, z + r * np.sin(a)], 1)
        hub = np.broadcast_to(np.array([x, 0.04, z]), rim.shape)
        tones = np.stack([rgb("8CB46A"), rgb("5E8E5A")])[:, None]
        mesh.grid(np.stack([rim, hub]), tones, normals=_UP)
    for x, z in ((-0.9, 0.1), (0.8, 0.3), (0.0, -0.4)):
        for ring, (r, lift, tone) in enumerate(((0.3, 0.1, "F7D9E4"), (0.2, 0.24, "FFF4F6"))):
            for a in np.arange(6) * np.pi / 3 + 0.5 * ring:
                way = np.array([np.cos(a), 0, np.sin(a)])
                side = np.array([-np.sin(a), 0, np.cos(a)]) * r * 0.45
                root = np.array([x, 0.06, z])
                tip = root + way * r + [0, lift, 0]
                mid = root + way * r * 0.6 + [0, lift * 0.4, 0]
                mesh.add(
                    np.array([root, mid + side, tip, root, tip, mid - side]), _UP, rgb(tone),
                    (0, 0.1, 0.5),
                )  # fmt: skip
    return mesh


def rose_arch() -> Mesh:
    """Two posts and a bow, grown over with roses."""
    a = np.linspace(0, np.pi, 13)
    bow = np.stack([1.0 * np.cos(a), 1.3 + 0.8 * np.sin(a), 0 * a], 1)
    path = np.concatenate([[(1.0, 0, 0)], bow, [(-1.0, 0, 0)]])
    mesh = Mesh()
    for z in (-0.25, 0.25):
        mesh.tube(path + np.array([0, 0, z]), np.full(15, 0.06), rgb("F2E6CE"), 5)
    rng = np.random.RandomState(4)
    along = np.concatenate([np.linspace((1.0, 0.2, 0), (1.0, 1.2, 0), 4), bow,
                            np.linspace((-1.0, 1.2, 0), (-1.0, 0.2, 0), 4)])  # fmt: skip
    for p in along:
        r = rng.uniform(0.17, 0.27)
        mesh.ellipsoid(p + rng.uniform(-0.06, 0.06, 3), (r, r, 0.34), rgb("41694A"),
                       rgb("7DA05C"), 6, 4)  # fmt: skip
    for p in along[::2]:
        at = p + np.array([rng.uniform(-0.1, 0.1), rng.uniform(-0.05, 0.12), 0.33])
        mesh.ellipsoid(at, (0.12, 0.12, 0.1), rgb("C96A86"), rgb("F4B6C6"), 6, 4)
    return mesh
