"""The river's land: a valley LENGTH_M long that fits onto itself, with all that grows along it.

The river winds about x = 0: `middle(z)` is where it runs. Heights and colours come again after
LENGTH_M, so that the raft can be carried on for ever.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.render.gifts import mesh_of
from game.render.meshes import grass, props, terrain
from game.render.meshes.builder import Mesh, mix
from game.render.meshes.noise import layered_noise, smoothstep
from game.render.meshes.tall_trees import pine, poplar
from game.render.meshes.terrain import Field, Ground
from game.render.meshes.tree import Foliage, Tree, apple_tree, far_tree
from game.render.palette import ramp_of, rgb
from game.render.scenes.setting import USUAL, Setting
from game.render.tiers import Tier

NEAR_M, LENGTH_M, ROW_M = 7.0, 96.0, 2.0
WATER_M = -0.17
HALF_M = 4.5  # of the river, about

BARK = rgb("6E5A4C")
WILLOW = Foliage(ramp_of("4B7C66 6C9E68 9ABD70 CBD484 EEE6A6"), BARK)
BROADLEAF = Foliage(ramp_of("3A6658 55835A 83A55E B7C06C E3D68C"), BARK)
PINE = ramp_of("2F5A55 457565 6C9A70 A3BE82")
MEADOW = "457650 669650 A0B860 D6CC84"
_OFFSETS = np.array([-0.9, -0.35, 0.1, 0.5, 1.0, 1.8, 3.2, 5.5, 9, 14, 22, 36, 62, 110])
_SHEET = np.array([-1.25, -1.06, -0.94, -0.8, -0.5, 0, 0.5, 0.8, 0.94, 1.06, 1.25])


KEPT = ((-24.0, 1), (-55.0, -1), (-84.0, 1))  # z (m) and side of what visits left
IN_THE_WAY = frozenset({"bridge", "stepping_stones"})


def middle(z: np.ndarray | float) -> np.ndarray:
    """Where the river runs, x (m) at depth z."""
    a = np.asarray(z, float) * 2 * np.pi / LENGTH_M
    return 2.5 * np.sin(a + 0.35) + 0.5 * np.sin(2 * a + 1.9)


def looped(f: Field, x: np.ndarray, z: np.ndarray) -> np.ndarray:
    """f(x, z) made to come again after LENGTH_M."""
    return terrain.looped(f, x, z, NEAR_M, LENGTH_M)


def half_width(z: np.ndarray) -> np.ndarray:
    return HALF_M + looped(lambda x, z: 1.1 * (layered_noise(z * 0.16 + 4, x, 2) - 0.4), 0 * z, z)


def from_bank(x: np.ndarray, z: np.ndarray) -> np.ndarray:
    """How far (m) a place is from the water's edge, positive on land."""
    return np.abs(np.asarray(x, float) - middle(z)) - half_width(np.asarray(z, float))


def height(x: np.ndarray, z: np.ndarray) -> np.ndarray:
    """The banks, the meadows above them, and slopes toward the sides of the valley."""
    d = from_bank(x, z)
    roll = looped(lambda x, z: layered_noise(x * 0.07 + 3, z * 0.07 + 9, 3) - 0.5, x, z)
    bank = -0.75 + 1.25 * smoothstep(-1.3, 1.5, d)
    return bank + 2.0 * roll * smoothstep(1.5, 12, d) + 0.02 * np.maximum(d - 2, 0) ** 1.25


@dataclass(frozen=True)
class Banks(Ground):
    """Ground that turns to wet sand where it meets the water."""

    def colour(self, x: np.ndarray, z: np.ndarray) -> np.ndarray:
        meadow = looped(super().colour, x, z) * self._shade(x, z)[..., None]
        y, d = self.height(x, z), from_bank(x, z)
        meadow = mix(meadow, meadow * [0.72, 0.80, 0.80], smoothstep(2.6, 0.4, d))
        return mix(meadow, rgb("B9A880"), smoothstep(0.26, -0.04, y) * 0.9)

    def _shade(self, x: np.ndarray, z: np.ndarray) -> np.ndarray:
        """Soft shade before each tree, away from the sun."""
        dark = np.ones(np.shape(x))
        for tx, tz in self.trees:
            off = ((x - tx + 0.9) / 2.1) ** 2 + ((z - tz - 2.4) / 2.6) ** 2
            dark = dark * (1 - 0.34 * np.exp(-off))
        return dark


def land(tier: Tier, setting: Setting = USUAL) -> Mesh:
    """Everything that moves past, in one mesh."""
    rng = np.random.RandomState(setting.seeded(11, "plan"))
    trees = _plan(rng)
    feet = np.array([(x, z) for _, x, z, _ in trees if abs(x - middle(z)) < 20])
    ground = Banks(height, lambda z: 0 * z + 999.0, ramp_of(MEADOW), BARK, feet)
    mesh = Mesh()
    kinds = _kinds(tier)
    for kind, x, z, size in trees:
        tree = kinds[kind][rng.randint(len(kinds[kind]))]
        at = np.array([x, ground.at(x, z) - 0.06, z, size])
        tint = 1 + rng.uniform(-0.07, 0.07, 3) * (1, 0.6, 1)
        eyes = [(float(middle(z)) * 0.3, 1.8, z + ahead) for ahead in (70.0, 8.0)]
        tint = tint * setting.season()
        mesh.place(tree.placed(at, *eyes, yaw=rng.uniform(0, 6.28), tint=tint))
    _left(mesh, ground, setting)
    for side in (-1, 1):
        mesh.place(_bank(ground, side))
    _stones(mesh, rng)
    _meadow(mesh, ground, tier, setting)
    return mesh


def _left(mesh: Mesh, ground: Banks, setting: Setting) -> None:
    """What visits left, on the banks or close to them, never where the raft goes."""
    kinds = [kind for kind in setting.nearby() if kind not in IN_THE_WAY]
    for kind, (z, side) in zip(kinds, KEPT, strict=False):
        swims = kind == "ducks"
        x = _beside(z, side, -0.9 if swims else 2.8)
        y = WATER_M + 0.02 if swims else ground.at(x, z) - 0.05
        stands = Mesh().place(mesh_of(kind), (x, y, z), yaw=-0.4 * side)
        mesh.place(stands.seen_from(*[(0.0, 1.8, z + ahead) for ahead in (70.0, 3.0)]))


def water() -> Mesh:
    """The sheet between the banks; greener and foamy where it is shallow."""
    z = _rows()[:, None] + 0 * _SHEET
    x = middle(z) + half_width(z) * _SHEET
    d = from_bank(x, z)
    tint = mix(np.full((*d.shape, 3), 1.05), rgb("8FA68A") * 0.95, smoothstep(-3.0, 0.2, d) * 0.75)
    foam = smoothstep(-0.95, -0.1, d) * 0.85
    colours = np.concatenate([tint, foam[..., None]], -1)
    up = np.array([0, 1, 0])
    return Mesh().grid(np.stack([x, 0 * x + WATER_M, z], -1), colours, normals=up)


def _rows() -> np.ndarray:
    return NEAR_M - np.arange(round(LENGTH_M / ROW_M) + 1) * ROW_M


def _bank(ground: Banks, side: int) -> Mesh:
    """One side of the river, from under the water out to where the hills begin."""
    z = _rows()[:, None] + 0 * _OFFSETS
    x = middle(z) + side * (half_width(z) + _OFFSETS)
    return terrain.sheet(ground, x, z)


def _plan(rng: np.random.RandomState) -> list[tuple[str, float, float, float]]:
    """What grows where: (kind, x, z, size). Willows beside the water, poplars in groups."""
    plan = []
    for z, side, size in (
        (-6, -1, 1.0),
        (-15, 1, 1.15),
        (-33, -1, 1.1),
        (-47, 1, 1.0),
        (-66, -1, 1.2),
        (-79, 1, 1.05),
    ):
        plan.append(("willow", _beside(z, side, 3.4 + rng.uniform(0, 1.4)), float(z), size))
    for z, side, out in (
        (-22, 1, 8.5),
        (-39, -1, 10.0),
        (-58, 1, 8.0),
        (-73, -1, 9.0),
        (-87, 1, 8.5),
    ):
        for k in range(rng.randint(2, 4)):
            at = z - 2.6 * k
            plan.append(("poplar", _beside(at, side, out + 1.3 * k), at, rng.uniform(0.85, 1.2)))
    for k in range(26):
        depth, side = NEAR_M - 6 - (k + rng.rand()) * (LENGTH_M - 8) / 26, rng.choice([-1, 1])
        kind = "pine" if k % 3 == 0 else "tree"
        x = _beside(depth, side, 8 + 22 * rng.rand() ** 1.4)
        plan.append((kind, x, depth, rng.uniform(0.9, 1.5)))
    return plan


def _beside(z: float, side: int, out: float) -> float:
    return float(middle(z) + side * (half_width(np.array(z)) + out))


def _kinds(tier: Tier) -> dict[str, list[Tree]]:
    detail = tier.detail
    willows = [
        apple_tree(
            seed,
            WILLOW,
            height=4.6,
            spread=2.0,
            trunk=1.35,
            lean=lean,
            lobes=int(9 + 3 * (detail - 1)),
            leaves=int(44 * detail**1.6),
            leaf=0.30,
            level=1 if detail < 2 else 2,
        )
        for seed, lean in ((31, 0.3), (44, -0.3))
    ]
    return {
        "willow": willows,
        "poplar": [poplar(seed, BROADLEAF, level=1 if detail < 2 else 2) for seed in (4, 9)],
        "tree": [far_tree(seed, BROADLEAF) for seed in (13, 27)],
        "pine": [pine(seed, PINE, BARK) for seed in (6, 17)],
    }


def _stones(mesh: Mesh, rng: np.random.RandomState) -> None:
    """Boulders along the water's edge, some of them in it."""
    for k in range(16):
        z, side = NEAR_M - 2 - (k + rng.rand()) * (LENGTH_M - 4) / 16, rng.choice([-1, 1])
        size = rng.uniform(0.3, 0.8)
        rock = props.rock(k, size, rgb("8C8F8C"), rgb("C9C4B2"), rgb("8FA562"))
        x = _beside(z, side, rng.uniform(-0.2, 0.6))
        eyes = [(0.0, 1.8, z + ahead) for ahead in (70.0, 3.0)]
        mesh.place(Mesh().place(rock, (x, WATER_M + 0.05, z), yaw=k * 1.0).seen_from(*eyes))


def _meadow(mesh: Mesh, ground: Banks, tier: Tier, setting: Setting) -> None:
    """Reeds at the edge, drifts of grass above it, and flowers."""

    def sunlit(x: np.ndarray, z: np.ndarray) -> np.ndarray:
        return np.zeros(np.shape(x))

    def spots(count: int, seed: int, near: float, far: float) -> np.ndarray:
        rng = np.random.RandomState(seed)
        z = NEAR_M - 1 - (LENGTH_M - 2) * rng.rand(count * 4)
        out = near + (far - near) * rng.rand(count * 4) ** 1.6
        x = middle(z) + rng.choice([-1, 1], count * 4) * (half_width(z) + out)
        drift = layered_noise(x * 0.4 + 20, z * 0.4 + 3, 2) > 0.42
        return np.stack([x, z], 1)[drift][:count]

    more = tier.detail**1.15
    green = Ground(height, ground.path, ramp_of("4E7A56 6C9058 8FA060"), BARK, np.zeros((0, 2)))
    edge = spots(int(150 * more), 4, -0.30, 0.6)
    reeds = grass.grass(green, edge, 4, sunlit, blades=6, height=0.62, width=0.026, coarser=0)
    drifts = spots(int(230 * more), 5, 0.7, 6.5)
    tufts = grass.grass(ground, drifts, 5, sunlit, blades=3, height=0.30, width=0.032, coarser=0)
    mesh.place(reeds).place(tufts)
    for count, seed, petal in ((26, 8, "F7F0E4"), (16, 9, "E8C15A")):
        places = spots(count, setting.seeded(seed, petal), 0.8, 4.5)
        mesh.place(grass.flowers(ground, places, seed, rgb(petal), rgb("F0D060"), rgb("6C8248")))
