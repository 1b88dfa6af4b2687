"""The mountain's land: a ridge LENGTH_M long that fits onto itself, and the valley on both sides.

The path runs along the crest, winding about x = 0 and rolling about y = 0: `trail(z)` says where.
Beside it the ridge falls away, on the right more steeply, to a valley floor with woods, fields and
a stream. All of it comes again after LENGTH_M, so that one can walk on for ever.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.render.gifts import mesh_of
from game.render.meshes import grass, stones, terrain
from game.render.meshes.builder import Mesh, mix, ramp
from game.render.meshes.noise import layered_noise, smoothstep
from game.render.meshes.tall_trees import pine
from game.render.meshes.terrain import Field, Ground
from game.render.palette import DAWN, ramp_of, rgb
from game.render.scenes.setting import USUAL, Setting
from game.render.tiers import Tier

NEAR_M, LENGTH_M, ROWS = 6.0, 96.0, 57
FLOOR_M = -21.0  # of the valley
PATH_M = -0.12  # below the tops of the stones

BARK = rgb("5D4A45")
PINE = ramp_of("2C4A55 3E6460 688568 B59F74")
WOODS = ramp_of("35535A 4C6F68 7D9272 B7A67C")
MEADOW = ramp_of("6E8A5E 9AA468 C6B47E")
FIELDS = ramp_of("4C7460 8FA468 CDB37A 6F9166 B99A68")
ROCK, WORN, STREAM = rgb("A79CA0"), rgb("C4AE8E"), rgb("DCE6EE")
_ASIDE = np.array([0, 0.35, 0.7, 1.1, 1.6, 2.3, 3.3, 4.8, 7, 10, 14, 19, 26, 36, 50, 72.0])
_COLUMNS = np.concatenate([-_ASIDE[:0:-1], _ASIDE])


KEPT = ((-13.0, -3.2, 0.5), (-41.0, 3.0, -0.5), (-70.0, -3.2, 0.5))  # z, aside (m), turn


def middle(z: np.ndarray | float) -> np.ndarray:
    """Where the path runs, x (m) at depth z."""
    a = np.asarray(z, float) * 2 * np.pi / LENGTH_M
    return 2.0 * np.sin(a + 0.4) + 0.7 * np.sin(2 * a + 2.2)


def crest(z: np.ndarray | float) -> np.ndarray:
    """How high the path is there, y (m)."""
    a = np.asarray(z, float) * 2 * np.pi / LENGTH_M
    return 0.55 * np.sin(a + 2.9) + 0.35 * np.sin(3 * a + 0.5)


def trail(z: float) -> tuple[float, float]:
    """Where one walks at depth z: x and y (m)."""
    return float(middle(z)), float(crest(z))


def _looped(f: Field, x: np.ndarray, z: np.ndarray) -> np.ndarray:
    return terrain.looped(f, x, z, NEAR_M, LENGTH_M)


def height(x: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Flat where one walks, then down in spurs and hollows to the floor of the valley."""
    x, z = np.asarray(x, float), np.asarray(z, float)
    aside = x - middle(z)
    d = np.abs(aside)
    fine = _looped(lambda x, z: layered_noise(x * 0.35 + 3, z * 0.35 + 1, 3) - 0.5, aside, z)
    broad = _looped(lambda x, z: layered_noise(x * 0.07 + 8, z * 0.09 + 5, 2) - 0.5, aside, z)
    steep = np.where(aside < 0, 0.36, 0.50)
    fall = steep * np.maximum(d - 1.2, 0) ** 1.22 * (1 + 0.9 * broad * smoothstep(3, 9, d))
    ridge = crest(z) + PATH_M + 0.04 * fine - fall + fine * smoothstep(1.0, 3.2, d)
    floor = FLOOR_M + 5.0 * broad
    return floor + np.logaddexp(0, (ridge - floor) * 0.8) / 0.8


def stream(z: np.ndarray | float) -> np.ndarray:
    """Where the valley's stream runs on the right, x (m) at depth z."""
    a = np.asarray(z, float) * 2 * np.pi / LENGTH_M
    return 41.0 + 5.0 * np.sin(2 * a + 0.8) + 2.0 * np.sin(5 * a)


@dataclass(frozen=True)
class Ridge(Ground):
    """Ground that is worn on the path, bare where it is steep, and tilled in the valley."""

    def colour(self, x: np.ndarray, z: np.ndarray) -> np.ndarray:
        x, z = np.asarray(x, float), np.asarray(z, float)
        y, e = self.height(x, z), 0.4
        slope = (self.height(x + e, z) - self.height(x - e, z)) / (2 * e)
        colour = mix(_looped(_meadow, x, z), ROCK, smoothstep(0.62, 1.05, np.abs(slope)) * 0.9)
        colour = mix(colour, _looped(_tilled, x, z), smoothstep(-13.0, -18.0, y))
        off = np.abs(x - self.path(z))
        colour = mix(colour, WORN, smoothstep(1.05, 0.25, off) * 0.75)
        return colour * self._shade(x, z)[..., None]

    def _shade(self, x: np.ndarray, z: np.ndarray) -> np.ndarray:
        """The long shade of each tree, away from the low sun, and the dark at its foot."""
        away = -DAWN.to_sun[[0, 2]] / np.hypot(*DAWN.to_sun[[0, 2]])
        dark = np.ones(np.shape(x))
        for tx, tz in self.trees:
            right, back = x - tx, z - tz
            along = right * away[0] + back * away[1]
            across = right * away[1] - back * away[0]
            stripe = smoothstep(-1.0, 0.8, along) * smoothstep(11.0, 3.0, along)
            dark = dark * (1 - 0.46 * stripe * np.exp(-((across / (0.9 + 0.05 * along)) ** 2)))
        return dark


def _meadow(x: np.ndarray, z: np.ndarray) -> np.ndarray:
    drift = (
        layered_noise(x * 0.5 + 5, z * 0.5, 3) * 0.65 + layered_noise(x * 0.2 + 8, z * 0.2, 2) * 0.6
    )
    return ramp(MEADOW, drift * 1.5 - 0.45)


def _tilled(x: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Fields and pastures, each its own colour."""
    patch = layered_noise(
        np.floor(x / 11 + 0.3 * np.floor(z / 13)) * 3.7, np.floor(z / 13) * 5.3, 1
    )
    return ramp(FIELDS, patch)


def land(tier: Tier, setting: Setting = USUAL) -> Mesh:
    """Everything that moves past, in one mesh, near things first."""
    rng = np.random.RandomState(setting.seeded(17, "plan"))
    trees = _plan(rng)
    near = [(x, z) for x, z, _ in trees if abs(x - middle(z)) < 9]
    ground = Ridge(height, middle, MEADOW, WORN, np.array(near))
    mesh = Mesh()
    kinds = [pine(seed, PINE, BARK, height=5.2, width=1.25, tiers=5, points=8) for seed in (3, 8)]
    for k, (x, z, size) in enumerate(trees):
        at = np.array([x, ground.at(x, z) - 0.1, z, size])
        tint = 1 + rng.uniform(-0.07, 0.09, 3) * (1, 0.6, 1)
        tint = tint * setting.season()
        mesh.place(kinds[k % 2].placed(at, *_eyes(z), yaw=rng.uniform(0, 6.28), tint=tint))
    for kind, (z, aside, turn) in zip(setting.nearby(), KEPT, strict=False):
        x = float(middle(z)) + aside
        stands = Mesh().place(mesh_of(kind), (x, ground.at(x, z) - 0.05, z), yaw=turn)
        mesh.place(stands.seen_from(*_eyes(z)))
    _rocks(mesh, ground, rng)
    for start in (3.0, -45.0):
        mesh.place(_rail(ground, start))
    mesh.place(_meadow_growth(ground, tier, setting))
    depths = NEAR_M - np.linspace(0, LENGTH_M, ROWS)[:, None] + 0 * _COLUMNS
    mesh.place(_stream()).place(_woods(ground, tier))
    return mesh.place(terrain.sheet(ground, middle(depths) + _COLUMNS, depths))


def _eyes(z: float) -> list[tuple[float, float, float]]:
    """Where something at depth z is seen from as it comes nearer."""
    return [(float(middle(z)) * 0.5, 2.0, z + ahead) for ahead in (60.0, 5.0)]


def _plan(rng: np.random.RandomState) -> list[tuple[float, float, float]]:
    """Where pines stand: (x, z, size), groups beside the path and many on the slopes."""
    plan = []
    for k in range(12):
        z = NEAR_M - 4 - (k + 0.5 * rng.rand()) * (LENGTH_M - 6) / 12
        side = 1 if k % 3 == 1 else -1
        for j in range(rng.randint(1, 4)):
            out = 4.0 + 1.3 * rng.rand() + 1.9 * j
            at = z - 1.5 * j + rng.uniform(-0.8, 0.8)
            plan.append((float(middle(at)) + side * out, at, rng.uniform(0.75, 1.2)))
    for k in range(20):
        z = NEAR_M - 2 - (k + rng.rand()) * (LENGTH_M - 4) / 20
        out = int(rng.choice([-1, 1])) * (8 + 12 * rng.rand())
        plan.append((float(middle(z)) + out, z, rng.uniform(0.9, 1.5)))
    return plan


def _rocks(mesh: Mesh, ground: Ground, rng: np.random.RandomState) -> None:
    """Boulders where the ridge begins to fall, and a cairn now and then."""
    for k in range(24):
        z = NEAR_M - 2 - (k + rng.rand()) * (LENGTH_M - 4) / 24
        size = rng.uniform(0.35, 0.95)
        x = float(middle(z)) + rng.choice([-1, 1]) * (1.5 + size + 2.0 * rng.rand() ** 2)
        rock = stones.boulder(k, size)
        at = (x, ground.at(x, z) + 0.06, z)
        mesh.place(Mesh().place(rock, at, yaw=k * 1.7).seen_from(*_eyes(z)))
    for k, z in enumerate((-5.5, -37.0, -68.0)):
        x = float(middle(z)) - 1.55
        pile = Mesh().place(stones.cairn(20 + 5 * k), (x, ground.at(x, z) - 0.05, z))
        mesh.place(pile.seen_from(*_eyes(z)))


def _rail(ground: Ground, start: float) -> Mesh:
    """Seven posts with a rope, on the side that falls away."""
    feet = []
    for k in range(7):
        z = start - 3.1 * k
        x = float(middle(z)) + 1.5
        feet.append(np.array([x, ground.at(x, z), z]))
    return stones.rail(feet)


def _meadow_growth(ground: Ground, tier: Tier, setting: Setting) -> Mesh:
    """Tufts in drifts beside the path, and flowers."""

    def sunlit(x: np.ndarray, z: np.ndarray) -> np.ndarray:
        return np.zeros(np.shape(x))

    spots = _spots(int(330 * tier.detail**1.15), 5, 4.5)
    mesh = grass.grass(ground, spots, 5, sunlit, blades=4, height=0.24, width=0.024, coarser=0)
    for count, seed, petal in ((26, 8, "C9B6E8"), (14, 9, "F7F0E4")):
        places = _spots(count, setting.seeded(seed, petal), 3.0)
        mesh.place(
            grass.flowers(ground, places, seed, rgb(petal), rgb("F0D060"), rgb("6C8248"), 0.2)
        )
    return mesh


def _spots(count: int, seed: int, out: float) -> np.ndarray:
    """Places (n, 2) in drifts, off the path."""
    rng = np.random.RandomState(seed)
    z = NEAR_M - 1 - (LENGTH_M - 2) * rng.rand(count * 4)
    aside = rng.choice([-1, 1], count * 4) * (0.95 + out * rng.rand(count * 4) ** 1.8)
    drift = layered_noise(aside * 0.6 + 4, z * 0.6, 2) > 0.40
    return np.stack([middle(z) + aside, z], 1)[drift][:count]


def _stream() -> Mesh:
    """A bright band through the valley."""
    z = NEAR_M - np.arange(33) * LENGTH_M / 32
    half = 1.5 + 0.5 * np.sin(z * 0.4)
    x = stream(z) + np.array([[-1.0], [0.0], [1.0]]) * half
    y = height(x, np.broadcast_to(z, x.shape)).max(0) + 0.3
    points = np.stack([x, np.broadcast_to(y, x.shape), np.broadcast_to(z, x.shape)], -1)
    return Mesh().grid(
        points.transpose(1, 0, 2), STREAM, normals=np.array([0, 1, 0]), extras=(0, 0.55, 0)
    )


def _woods(ground: Ground, tier: Tier) -> Mesh:
    """Small pines in the valley, in woods that leave the fields and the stream open."""
    rng = np.random.RandomState(23)
    mesh, kind = Mesh(), stones.far_pine(WOODS)
    for _ in range(int(260 * min(tier.detail, 2.0) ** 0.7)):
        z = NEAR_M - LENGTH_M * rng.rand()
        x = float(middle(z)) + rng.choice([-1, 1]) * rng.uniform(16, 64)
        if layered_noise(np.array(x * 0.08), np.array(z * 0.08 + 3), 2) < 0.40:
            continue
        if abs(x - stream(z)) > 3.5:
            at = (x, ground.at(x, z) - 0.2, z)
            tree = Mesh().place(kind, at, scale=rng.uniform(3.0, 5.5), yaw=rng.uniform(0, 6))
            mesh.place(tree.seen_from(*_eyes(z)))
    return mesh
