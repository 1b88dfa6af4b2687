"""The lake's shores: a bay between two banks that draw apart, and all that grows along them.

The lake lies at y = WATER_M. Near banks are full of grass, reeds and stones, so that none is bare;
behind them pines; what the still water shows again is a coarser copy of the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.render.gifts import mesh_of
from game.render.meshes import grass, jetty, props
from game.render.meshes.builder import Mesh, mix
from game.render.meshes.noise import layered_noise, smoothstep
from game.render.meshes.tall_trees import pine
from game.render.meshes.terrain import Ground, terrain
from game.render.meshes.tree import Foliage, Tree, apple_tree, far_tree
from game.render.palette import ramp_of, rgb
from game.render.scenes.setting import USUAL, Setting
from game.render.tiers import Tier

WATER_M = -0.42
BARK = rgb("4A3D44")
LEAVES = Foliage(ramp_of("343F62 4C5278 7A6A80 BE8F7C"), BARK)
PINE = ramp_of("26304E 38456A 5C5F7C 8C7680")
MEADOW = "39405E 4F4F6C 6C6274 907A78"
SAND = "9A8078"
HEROES = ((31, 12.6, -10.8, 1.1), (47, -9.4, -7.4, 0.95), (47, -19.0, -17.0, 1.2))
BUSHES = ((6.6, -6.0, 0.42), (8.0, -7.2, 0.55), (12.0, -13.0, 0.6), (-8.0, -5.4, 0.5),
          (10.9, -8.4, 0.5), (-11.0, -9.5, 0.6))  # fmt: skip
STONES = ((-4.6, -2.0, 0.42), (-5.2, -3.0, 0.66), (-4.2, -2.7, 0.26), (5.2, -3.9, 0.40),
          (4.6, -1.9, 0.30), (4.2, -1.3, 0.18), (6.9, -8.6, 0.5))  # fmt: skip
PINES, NEAR_PINES = 20, 6
CATTAILS = ((-3.7, 0.3), (-4.3, -0.9), (-5.9, -3.9), (3.9, -0.2), (4.7, -2.9), (5.6, -5.2))


AFLOAT = frozenset({"swans", "lilies", "rowing_boat", "sailing_boat"})
OUT = ((13.0, -27.0), (-13.5, -27.0), (17.5, -35.0))  # x, z (m) of what visits left on the water
ASHORE = ((-9.6, -13.5), (7.7, -12.0), (12.6, -19.0))  # and on the banks


def onto_land(x: np.ndarray | float, z: np.ndarray | float) -> np.ndarray:
    """How far (m) a place is from the water's edge, positive on land."""
    x, z = np.asarray(x, float), np.asarray(z, float)
    back = np.maximum(-z, 0)
    opens = 0.028 * np.maximum(back - 13, 0) ** 1.9
    bays = 1.5 * (layered_noise(z * 0.16 + 3, x * 0.02, 2) - 0.5)
    right = x - (3.7 + 0.30 * back + opens + bays)
    left = -x - (4.4 + 0.34 * back + 0.8 * opens - bays)
    return np.maximum(right, left)


def height(x: np.ndarray, z: np.ndarray) -> np.ndarray:
    """The lake's bed, its banks, and meadows that rise behind them."""
    d = onto_land(x, z)
    roll = layered_noise(np.asarray(x) * 0.13 + 3, np.asarray(z) * 0.13 + 9, 3) - 0.5
    bank = WATER_M - 0.7 + 1.06 * smoothstep(-1.6, 1.3, d)
    return bank + (1.1 * roll + 0.05 * np.maximum(d - 1, 0) ** 1.15) * smoothstep(0.6, 5, d)


@dataclass(frozen=True)
class Shore(Ground):
    """Meadow that turns to wet sand where it meets the water."""

    def colour(self, x: np.ndarray, z: np.ndarray) -> np.ndarray:
        meadow = super().colour(x, z)
        y = self.height(x, z)
        meadow = mix(meadow, meadow * [0.80, 0.80, 0.86], smoothstep(2.2, 0.3, onto_land(x, z)))
        return mix(meadow, rgb(SAND), 0.8 * smoothstep(WATER_M + 0.20, WATER_M + 0.02, y))


def ground() -> Shore:
    feet = np.array([(x, z) for _, x, z, _ in HEROES] + [(x, z) for x, z, _ in BUSHES])
    return Shore(height, lambda z: 0 * z + 999.0, ramp_of(MEADOW), BARK, feet)


def land(tier: Tier, eye: tuple[float, float, float], setting: Setting = USUAL) -> Mesh:
    """Everything on the shores that stands above the water, near things first."""
    shore, mesh = ground(), Mesh()
    _edge(mesh, shore, tier, eye)
    for tree, at, yaw in _trees(shore, tier, setting):
        mesh.place(tree.placed(at, eye, yaw=yaw, tint=setting.season()))
    _meadow(mesh, shore, tier, setting)
    sheet = terrain(shore, near=3.0, far=-72, rows=24, columns=36, half_width=6.0, spread=0.95)
    wet = sheet.vertices[:, 1].reshape(-1, 3).max(1) < WATER_M
    return mesh.place(sheet.split(~wet)[0])


def reflected(eye: tuple[float, float, float], setting: Setting = USUAL) -> Mesh:
    """What the still water shows again: the same, coarser, as seen from below the water."""
    shore, mesh = ground(), Mesh()
    below = (eye[0], 2 * WATER_M - eye[1], eye[2])
    for tree, at, yaw in [*_coarse(shore, HEROES[:2]), *_pines(shore, setting)[:NEAR_PINES]]:
        mesh.place(tree.placed(at, below, yaw=yaw))
    for k, (x, z, r) in enumerate(STONES):
        stone = Mesh().place(_stone(k, r), (x, WATER_M + 0.02, z), yaw=k * 1.0)
        mesh.place(stone.seen_from(below))
    return mesh


def water() -> Mesh:
    """The lake, from behind the eye to beyond the first hills; darker and duller at its edges."""
    s = np.linspace(0, 1, 24)
    z = 5.0 - 400 * (np.exp(5.6 * s) - 1) / (np.exp(5.6) - 1)
    u = np.linspace(-1, 1, 23)
    x = u * (7.0 + 1.05 * (5.0 - z))[:, None]
    z = z[:, None] + 0 * x
    edge = smoothstep(-2.6, 0.2, onto_land(x, z)) * smoothstep(70, 40, -z)
    tint = mix(np.ones((*x.shape, 3)), rgb("7C6E86") * 1.05, 0.55 * edge)
    colours = np.concatenate([tint, 0 * edge[..., None]], -1)
    up = np.array([0, 1, 0])
    return Mesh().grid(np.stack([x, 0 * x + WATER_M, z], -1), colours, normals=up)


def _edge(mesh: Mesh, shore: Shore, tier: Tier, eye: tuple[float, float, float]) -> None:
    """Reeds, bulrushes and stones where land and water meet, and bushes above them."""
    for k, (x, z) in enumerate(CATTAILS):
        mesh.place(jetty.cattails(k, 2 + k % 2), (x, WATER_M - 0.05, z), yaw=k * 1.3)
    reeds = Ground(lambda x, z: 0 * x + WATER_M, shore.path, ramp_of("454668 5F5770 7C6A74"),
                   BARK, np.zeros((0, 2)))  # fmt: skip
    places = _spots(int(85 * tier.detail**1.2), 4, -0.5, 0.35)
    mesh.place(
        grass.grass(reeds, places, 4, _open, blades=6, height=0.72, width=0.020, coarser=0.4)
    )
    for k, (x, z, r) in enumerate(STONES):
        whole = Mesh().place(_stone(k, r), (x, WATER_M + 0.02, z), yaw=k * 1.0)
        mesh.place(whole.seen_from(eye))
    bush = far_tree(13, LEAVES)
    for k, (x, z, size) in enumerate(BUSHES):
        at = np.array([x, shore.at(x, z) - 1.15 * size, z, size])
        mesh.place(bush.placed(at, eye, yaw=k * 2.0, tint=1 + 0.06 * np.sin([k, k + 1, k + 2])))


def _stone(k: int, radius: float) -> Mesh:
    return props.rock(k + 2, radius, rgb("6A6678"), rgb("B0958F"), rgb("6E7068"))


def _open(x: np.ndarray, z: np.ndarray) -> np.ndarray:
    """No shade: the sun is too low to cast any on a bank that faces it."""
    return np.zeros(np.shape(x))


def _spots(count: int, seed: int, near: float, far: float) -> np.ndarray:
    """Places (n, 2) in drifts, so far (m) onto the land, thick near the eye."""
    rng = np.random.RandomState(seed)
    z = 2.2 - 24 * rng.rand(count * 40) ** 1.5
    x = rng.uniform(-1, 1, count * 40) * (3.0 + 1.0 * (3.8 - z))
    d = onto_land(x, z)
    drift = layered_noise(x * 0.5 + 20, z * 0.5 + 3, 2) > 0.42
    return np.stack([x, z], 1)[drift & (d > near) & (d < far)][:count]


def left(setting: Setting) -> Mesh:
    """What visits left, far out on the water or on the shore."""
    shore, mesh = ground(), Mesh()
    for k, kind in enumerate(setting.nearby()):
        floats = kind in AFLOAT
        x, z = (OUT if floats else ASHORE)[k]
        y = WATER_M + 0.02 if floats else max(shore.at(x, z), WATER_M)
        mesh.place(mesh_of(kind), (x, y, z), yaw=-0.3 * np.sign(x))
    return mesh


def _meadow(mesh: Mesh, shore: Shore, tier: Tier, setting: Setting) -> None:
    drifts = _spots(int(250 * tier.detail**1.2), 5, 0.4, 9.0)
    mesh.place(grass.grass(shore, drifts, 5, _open, blades=4, height=0.30, width=0.026))
    for seed, petal, heart in ((8, "E9D6CE", "F0C890"), (9, "C79BC0", "E8C8A0")):
        count = int(12 * tier.detail**0.5)
        places = _spots(count, setting.seeded(seed, petal), 0.7, 5.0)
        mesh.place(grass.flowers(shore, places, seed, rgb(petal), rgb(heart), rgb("55586A"), 0.34))


def _trees(shore: Shore, tier: Tier, setting: Setting) -> list[tuple[Tree, np.ndarray, float]]:
    """The old trees of the near banks, and pines behind."""
    lobes, leaves = int(10 + 5 * (tier.detail - 1)), int(85 * tier.detail**1.4)
    full = {
        seed: apple_tree(
            seed, LEAVES, height=5.2, spread=2.1, trunk=1.6, lean=lean, lobes=lobes,
            leaves=leaves, leaf=0.28, level=1 if tier.detail < 2 else 2,
        )
        for seed, lean in ((31, -0.35), (47, 0.3))
    }  # fmt: skip
    placed = []
    for seed, x, z, size in HEROES[:2]:
        placed.append((full[seed], np.array([x, shore.at(x, z) - 0.05, z, size]), 0.0))
    return [*placed, *_coarse(shore, HEROES[2:]), *_pines(shore, setting)]


def _coarse(
    shore: Shore, heroes: tuple[tuple[int, float, float, float], ...]
) -> list[tuple[Tree, np.ndarray, float]]:
    """The old trees as they look from afar."""
    placed = []
    for seed, x, z, size in heroes:
        at = np.array([x, shore.at(x, z) - 0.05, z, size * 1.5])
        placed.append((far_tree(seed, LEAVES), at, 0.0))
    return placed


def _pines(shore: Shore, setting: Setting) -> list[tuple[Tree, np.ndarray, float]]:
    """Pines in loose groups along both banks, denser the farther away."""
    rng = np.random.RandomState(setting.seeded(4, "pines"))
    kinds = [pine(seed, PINE, BARK, height=6.2, width=1.45) for seed in (6, 17)]
    placed = []
    for k in range(PINES):
        side, z = (-1 if k % 2 else 1), -13 - 44 * ((k + rng.rand()) / PINES) ** 1.2
        x = side * (5 + 0.9 * -z * rng.uniform(0.7, 1.1))
        while onto_land(x, z) < 2.0:
            x += side * 1.5
        at = np.array([x, shore.at(x, z) - 0.1, z, rng.uniform(0.75, 1.3)])
        placed.append((kinds[k % 2], at, rng.uniform(0, 6.28)))
    return placed
