"""What has always stood in the valley: woods, rows of apple trees, the house; mist over what has
not opened yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np

from game.render.gifts.grown import PINE, blossoms
from game.render.meshes import cabin, grass, props
from game.render.meshes.builder import Mesh
from game.render.meshes.noise import layered_noise
from game.render.meshes.tall_trees import pine, poplar
from game.render.meshes.tree import Foliage, Tree, apple_tree, far_tree
from game.render.palette import ramp_of, rgb
from game.render.valley.land import PATHS, PLACES, RIVER, Valley, height, off_line, onto_land

BARK = rgb("6A5148")
BROADLEAF = Foliage(ramp_of("3A6658 55835A 83A55E B7C06C E3D68C"), BARK)
APPLE = Foliage(ramp_of("3F6658 5F8A5C 8FAE5E C6C66C F0DA8A"), BARK)
BLOSSOM = Foliage(ramp_of("9A7A86 C49AA4 E6BCC2 F6D8D8 FFF0EC"), BARK)
BLUE = Foliage(ramp_of("2C5260 3E6A70 5C8A82 86A894 B4C4A0"), BARK)
ROW = tuple((-37.0 + 5.6 * k, -5.5 - 0.5 * (k % 2)) for k in range(4))
FRAME = ((-36.0, 20.5, 1.6), (-31.5, 23.0, 1.35), (-40.5, 17.0, 1.5), (36.5, 20.5, 1.5),
         (31.0, 23.5, 1.4), (41.0, 17.5, 1.7))  # dark masses at the corners  # fmt: skip
CANDIDATES, TREES = 3000, 150
ROOM_M = 12.0  # about each place, left free for what visits leave


@cache
def woods() -> tuple[tuple[str, float, float, float], ...]:
    """What grows where: (kind, x, z, size). Dense at the sides and behind, none in the places."""
    rng = np.random.RandomState(12)
    z = rng.uniform(-52, 26, CANDIDATES)
    x = rng.uniform(-1, 1, CANDIDATES) * (52 + 0.62 * (26 - z))
    edge = (np.abs(x) > 46) | (z < -40)
    room = np.min([np.hypot((x - px) / 1.35, z - pz) for px, pz in PLACES.values()], 0)
    way = np.min([off_line(path, x, z) for path in PATHS], 0)
    thick = layered_noise(x * 0.07 + 4, z * 0.09 + 2, 2)
    free = (room > ROOM_M) & (way > 2.5) & (onto_land(x, z) > 1.6)
    free &= (thick > np.where(edge, 0.36, 0.60)) & ((z < 9) | (np.abs(x) > 36 + 0.5 * (26 - z)))
    found: list[tuple[str, float, float, float]] = []
    for at in np.flatnonzero(free):
        px, pz = float(x[at]), float(z[at])
        apart = 2.3 if edge[at] else 3.0
        if len(found) < TREES and all(np.hypot(px - a, pz - b) > apart for _, a, b, _ in found):
            high = (px < -15 and pz < -18) or pz < -42
            pines = high or rng.rand() < 0.2
            kind = "pine" if pines else "blue" if px > 18 and pz > -12 else "tree"
            found.append((kind, px, pz, rng.uniform(0.85, 1.35)))
    found += [("apple", x, z, 1.0) for x, z in ROW]
    found += [("tree", *at) for at in FRAME]
    found += [("poplar", *at) for at in ((12.5, -9.5, 0.75), (15.0, -8.3, 0.85), (-9.5, 16, 0.7))]
    return tuple(found)


def kinds(blossom: bool) -> dict[str, list[Tree]]:
    """The trees of the woods, two of each, coarse: they are small here."""
    orchard = BLOSSOM if blossom else APPLE
    return {
        "tree": [far_tree(13, BROADLEAF), far_tree(27, BROADLEAF)],
        "blue": [far_tree(13, BLUE), far_tree(27, BLUE)],
        "pine": [pine(seed, PINE, BARK, tiers=3, points=6) for seed in (6, 17)],
        "poplar": [poplar(4, BROADLEAF, level=0)],
        "apple": [
            apple_tree(s, orchard, height=3.3, lobes=6, leaves=14, fruit=0 if blossom else 9)
            for s in (11, 23)
        ],
    }


def planted(
    land: Valley, plan: Iterable[tuple[str, float, float, float]], trees: dict[str, list[Tree]],
    eye: tuple[float, float, float], snow: float,
) -> tuple[Mesh, np.ndarray]:  # fmt: skip
    """The woods as one mesh, near things first, and the balls (n, 4) that cast their shade."""
    mesh, balls = Mesh(), []
    rng = np.random.RandomState(5)
    pale = 1 + np.array([0.5, 0.55, 0.75]) * snow
    rows = sorted(plan, key=lambda row: -row[2])
    heights = land.height(*np.array([row[1:3] for row in rows]).T)
    for (kind, x, z, size), y in zip(rows, heights, strict=True):
        tree = trees[kind][rng.randint(len(trees[kind]))]
        at = np.array([x, y - 0.05, z, size])
        tint = (1 + rng.uniform(-0.07, 0.07, 3) * (1, 0.6, 1)) * pale
        mesh.place(tree.placed(at, eye, yaw=rng.uniform(0, 6.28), tint=tint))
        balls.append(tree.balls(np.array([x, 0.0, z, size])))
    return mesh, np.concatenate(balls)


def standing(land: Valley, eye: tuple[float, float, float]) -> Mesh:
    """The house, the stones of the ring in the clearing, boulders by the water."""
    mesh = Mesh()
    x, z = 3.2, -31.5
    mesh.place(Mesh().place(cabin.cabin(), (x, land.at(x, z), z), scale=1.75, yaw=0.18))
    for k in range(7):
        a = -0.4 + k * np.pi * 2 / 9
        sx, sz = 33 + 10.5 * np.cos(a + 2.4), 2.6 - 6.0 * np.sin(a + 1.9)
        stone = props.rock(k, 0.9, rgb("6E7C8C"), rgb("C4CCD2"), rgb("7FA08C"))
        mesh.place(stone, (sx, land.at(sx, sz) + 0.4, sz), yaw=k)
    for k, (bx, bz, r) in enumerate(((7.5, 3.8, 1.0), (-9.8, 7.4, 0.8), (20.5, -29, 1.2),
                                     (52.5, -21, 1.0), (-44, -27, 1.5), (-29, -36, 1.8),
                                     (-45, -37, 2.1), (-24.5, -28, 1.1))):  # fmt: skip
        stone = props.rock(k + 3, r, rgb("8B8790"), rgb("D8CDBC"), rgb("8FA065"))
        mesh.place(stone, (bx, land.at(bx, bz) + 0.2 * r, bz), yaw=k * 1.3)
    return mesh.seen_from(eye)


def meadow(land: Valley) -> Mesh:
    """Tufts of grass and flowers in drifts, on the open ground between places."""
    rng = np.random.RandomState(21)
    x, z = rng.uniform(-56, 56, 2600), 24 - 62 * rng.rand(2600) ** 1.2
    drift = layered_noise(x * 0.16 + 20, z * 0.2 + 3, 2)
    way = np.min([off_line(path, x, z) for path in PATHS], 0)
    free = (onto_land(x, z) > 1.3) & (way > 1.7) & (drift > 0.5)
    places = np.stack([x[free], z[free]], 1)
    nothing = np.zeros_like
    mesh = grass.grass(land, places[:330], 7, lambda x, z: nothing(x), blades=3, height=0.85,
                       width=0.10, coarser=0)  # fmt: skip
    for k, petal in enumerate(("FFF6E6", "F3D266", "E9A6B4")):
        spots = places[400 + 16 * k : 416 + 16 * k]
        heads = np.repeat(spots, 4, 0) + rng.uniform(-1.2, 1.2, (4 * len(spots), 2)) * (1, 0.7)
        high = land.height(heads[:, 0], heads[:, 1])
        feet = np.stack([heads[:, 0], high, heads[:, 1]], 1)
        blossoms(mesh, list(feet), [rgb(petal)], tall=0.45, size=0.26)
    return mesh


def mist_over(places: Iterable[str], colour: np.ndarray) -> Mesh:
    """Soft banks over places that open later: what is under them can be guessed."""
    mesh = Mesh()
    a = np.linspace(0, 2 * np.pi, 25)
    shares = np.array([0.02, 0.45, 0.75, 1.0])[:, None]
    for place in places:
        cx, cz = PLACES[place]
        for x, z, y, wide, deep, alpha in ((0, 0, 5.0, 15, 8.5, 0.62), (-5, 3, 4.0, 10, 5, 0.6),
                                           (6, 2, 4.5, 10, 5, 0.6),
                                           (0, 5, 3.0, 12, 4, 0.55)):  # fmt: skip
            rim = shares * (1 + 0.10 * np.sin(3 * a + cx + x) + 0.06 * np.sin(5 * a))
            px, pz = cx + x + wide * rim * np.cos(a), cz + z + deep * rim * np.sin(a)
            points = np.stack([px, 0.9 * height(px, pz) + y, pz], -1)
            tones = np.empty((4, 25, 4))
            tones[..., :3] = colour
            tones[..., 3] = np.array([1.0, 0.9, 0.45, 0.0])[:, None] * alpha
            mesh.grid(points, tones, normals=np.array([0, 1.0, 0]))
    return mesh


def river_mist(colour: np.ndarray) -> Mesh:
    """Wisps that lie along river and lake in the early morning."""
    mesh = Mesh()
    a = np.linspace(0, 2 * np.pi, 21)
    shares = np.array([0.02, 0.5, 1.0])[:, None]
    for k, (x, z) in enumerate((*RIVER[6:44:6], (29, -24), (37, -27), (44, -23))):
        px = x + (5.5 + k % 3) * shares * np.cos(a)
        pz = z + 1.7 * shares * np.sin(a)
        tones = np.empty((3, 21, 4))
        tones[..., :3], tones[..., 3] = colour, np.array([[0.55], [0.42], [0.0]])
        mesh.grid(np.stack([px, 0 * px + 1.0, pz], -1), tones, normals=np.array([0, 1.0, 0]))
    return mesh
