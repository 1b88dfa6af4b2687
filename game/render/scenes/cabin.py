"""The cabin at half past five. A yard in autumn, the sun low on the left, lit windows.

The figure stands, or sits, on the flat stone before the house; a path leads to its door. Wood is
stacked on the left, and a rack for it stands by the wall.
"""

from __future__ import annotations

import math

import numpy as np

from game.render import markers
from game.render.camera import Camera
from game.render.meshes import cabin, distance, grass, props
from game.render.meshes.builder import Mesh, turn_y
from game.render.meshes.noise import layered_noise, smoothstep
from game.render.meshes.shade import ShadeMap, cast
from game.render.meshes.tall_trees import pine
from game.render.meshes.terrain import Ground, split_at, terrain
from game.render.meshes.tree import Foliage, Tree, apple_tree, far_tree
from game.render.palette import AFTERNOON, DUSK, Palette, ramp_of, rgb
from game.render.scenes.guests import left_here, passing, passing_by
from game.render.scenes.scene import Scene, slots_in
from game.render.scenes.setting import USUAL, Setting
from game.render.tiers import Tier
from game.render.visuals.stage import Stage
from game.sim.types import World

CAMERA = Camera(eye=(0.0, 1.30, 3.85), focal=0.917, horizon=0.365)
BARK = rgb("5D4A42")
AUTUMN = Foliage(ramp_of("8A5546 B8743F DE9E48 F2CB6C"), BARK)
PINE = ramp_of("2F5250 466B5C 6E8A62 AAA668")
HOUSE, HOUSE_YAW = (4.9, -6.2), -0.42
WOODPILE, WOODPILE_YAW = (-2.75, -1.9), 1.15
RACK, RACK_YAW = (2.15, -3.6), -0.30
DOOR_Z = -4.2
CLOUDS = ((-30, 10, 30, 4.0, 3, 0.9), (8, 12, 26, 3.4, 5, 0.75), (38, 11, 24, 3.0, 12, 0.7))
GLOW_S = 7.0
KEPT = ((-4.6, -4.4, 0.4), (8.4, -8.2, -0.6), (-6.6, -7.4, 0.5))  # x, z (m), turn of what was left
WAYS = (((-13.0, -12.0), (-3.6, -9.6)), ((-14.0, -9.5), (-4.4, -8.4)))  # of who walks by


def build(tier: Tier, setting: Setting = USUAL) -> Scene:
    """Everything that stands still, ready to be drawn."""
    light = setting.light(AFTERNOON, DUSK)
    trees = _trees(tier, setting)
    ground = _ground(np.array([(at[0], at[2]) for _, at in trees]))
    for _, at in trees:
        at[1] = ground.at(at[0], at[2]) - 0.05
    shade = _shade(trees, light, tier)
    near, far = split_at(terrain(ground, near=3.4, far=-120, rows=32, columns=32), -14)
    return Scene(
        light,
        CAMERA,
        _solid(ground, trees, shade, tier, setting),
        _veil(light, setting),
        props.STONE_TOP_M,
        slots_in(CAMERA),
        ground_near=near,
        ground_far=far,
        shade=shade,
        things=passing(setting),
        live=passing_by(live, setting, ground.at, WAYS),
    )


def live(stage: Stage, world: World) -> None:
    """Lamplight in the window, as alive as a fire that burns calmly."""
    breath = 0.05 * math.sin(stage.t * 2 * math.pi / GLOW_S)
    stage.glow(_at_house(*cabin.WINDOW), 0.95, rgb("FFB65A"), 0.36 + breath)


def _at_house(x: float, y: float, z: float) -> np.ndarray:
    """A point of the house in the world."""
    return turn_y(HOUSE_YAW) @ np.array([x, y, z]) + [HOUSE[0], 0.0, HOUSE[1]]


def _path(z: np.ndarray) -> np.ndarray:
    """From the stone to the door; there is none beyond it."""
    return np.where(np.asarray(z) < DOOR_Z, 1e3, 0.15 - 0.92 * np.minimum(z, 0.6))


def _ground(trees: np.ndarray) -> Ground:
    def height(x: np.ndarray, z: np.ndarray) -> np.ndarray:
        yard = smoothstep(10.0, 5.5, np.hypot(x - 1.5, z + 2.5))
        roll = 1.6 * (layered_noise(x * 0.06 + 3, z * 0.06 + 9, 3) - 0.5)
        return (roll + 0.03 * np.maximum(-z - 8, 0) ** 1.1) * (1 - yard)

    return Ground(height, _path, ramp_of("6F7A4E 93935A BCA868 D3B47C"), rgb("CBA47A"), trees)


def _trees(tier: Tier, setting: Setting) -> list[tuple[Tree, np.ndarray]]:
    """What grows about the yard, near things first: rows of x, y, z and size."""
    lobes, leaves = int(9 + 3 * (tier.detail - 1)), int(46 * tier.detail**1.4)
    autumn = [
        apple_tree(
            seed,
            AUTUMN,
            height=4.4,
            spread=1.8,
            trunk=1.4,
            lean=lean,
            lobes=lobes,
            leaves=leaves,
            leaf=0.3,
            level=1 if tier.detail < 2 else 2,
        )
        for seed, lean in ((31, 0.15), (44, -0.15))
    ]
    far = [far_tree(seed, AUTUMN) for seed in (13, 27)]
    pines = [pine(seed, PINE, BARK, height=6.5, width=1.5, tiers=5) for seed in (6, 17)]
    places = [(autumn, *row) for row in ((-5.6, -5.2, 1.0), (-8.4, -9.5, 1.1), (-1.5, -12.0, 1.0))]
    places += [
        (pines, *row)
        for row in (
            (1.3, -11.5, 1.05),
            (2.9, -13.5, 1.25),
            (8.2, -11.0, 1.15),
            (9.6, -13.5, 1.3),
            (11.5, -10.0, 1.2),
            (-12.0, -14.5, 1.3),
            (-14.5, -20, 1.3),
            (6.0, -16, 1.3),
            (15.0, -17, 1.4),
        )
    ]
    places += [
        (far, *row)
        for row in (
            (-1.2, -17, 1.1),
            (-6.5, -19, 1.2),
            (-11, -25, 1.3),
            (2.0, -25, 1.3),
            (-3.5, -29, 1.4),
            (11, -27, 1.4),
            (-20, -27, 1.4),
            (19, -24, 1.4),
        )
    ]
    rng = setting.rng("trees")
    off = np.zeros((len(places), 2)) if setting.seed is None else rng.uniform(-1, 1, (40, 2))
    return [
        (kind[k % 2], np.array([x + 0.6 * off[k, 0], 0.0, z + 0.9 * off[k, 1] - 0.4, size]))
        if z < -9.0
        else (kind[k % 2], np.array([x, 0.0, z, size]))
        for k, (kind, x, z, size) in enumerate(places)
    ]


def _shade(trees: list[tuple[Tree, np.ndarray]], light: Palette, tier: Tier) -> ShadeMap:
    """Long shade from the left; the house and the wood are made of balls here."""
    balls = [tree.balls(at) for tree, at in trees if at[2] > -14]
    house = [_at_house(x, y, z) for x in (-1.2, 0, 1.2) for y in (0.8, 1.9) for z in (-0.8, 0.8)]
    balls.append(np.array([(*at, 1.05) for at in house]))
    for (x, z), high, r in ((WOODPILE, 0.25, 0.42), (RACK, 0.3, 0.36), (RACK, 0.95, 0.36)):
        balls.append(np.array([(x + aside, high, z, r) for aside in (-0.25, 0.25)]))
    return cast(
        np.concatenate(balls),
        light.to_sun,
        x=-14.0,
        z=-21.0,
        side=27.0,
        px=tier.ground_px,
        dapple=0.3,
    )


def _solid(
    ground: Ground,
    trees: list[tuple[Tree, np.ndarray]],
    shade: ShadeMap,
    tier: Tier,
    setting: Setting,
) -> Mesh:
    """One mesh, near things first so that they hide what is behind them."""
    mesh = Mesh().place(props.standing_stone(markers.ground_darkness))
    for thing, (x, z), yaw in (
        (cabin.woodpile(), WOODPILE, WOODPILE_YAW),
        (cabin.rack(), RACK, RACK_YAW),
        (cabin.cabin(), HOUSE, HOUSE_YAW),
    ):
        stands = Mesh().place(thing, (x, ground.at(x, z), z), yaw=yaw)
        mesh.place(stands.seen_from(CAMERA.eye))
    mesh.place(left_here(setting, ground.at, KEPT, CAMERA.eye))
    rng = np.random.RandomState(setting.seeded(3, "tints"))
    for tree, at in sorted(trees, key=lambda pair: -pair[1][2]):
        yaw, tint = rng.uniform(0, 6.28), 1 + rng.uniform(-0.07, 0.06, 3) * (1, 0.7, 1)
        mesh.place(tree.placed(at, CAMERA.eye, yaw=yaw, tint=tint * setting.season()))
    _meadow(mesh, ground, shade, tier)
    return mesh


def _meadow(mesh: Mesh, ground: Ground, shade: ShadeMap, tier: Tier) -> None:
    """Dry grass in drifts, and leaves that fell under the trees."""

    def free(x: float, z: float) -> bool:
        house = abs(x - HOUSE[0]) < 3.0 and abs(z - HOUSE[1]) < 2.9
        near = any(math.hypot(x - a, z - b) < 0.75 for a, b in (WOODPILE, RACK))
        return not house and not near

    drifts = grass.spots(ground, int(300 * tier.detail**1.15), 5, far=-24, keep=free)
    mesh.place(grass.grass(ground, drifts, 5, shade.at, blades=3, height=0.24))
    rng = np.random.RandomState(9)
    for _ in range(int(70 * tier.detail**0.7)):
        x, z = -4.6 + 2.4 * rng.randn(), -3.0 + 2.0 * rng.randn()
        if math.hypot(x, z) < 1.2:
            continue
        a, at = rng.uniform(0, 6.28), np.array([x, ground.at(x, z) + 0.02, z])
        u = np.array([np.cos(a), 0.1, np.sin(a)]) * 0.06
        v = np.array([-np.sin(a), 0.2, np.cos(a)]) * 0.05
        colour = AUTUMN.leaves[rng.randint(1, 4)]
        mesh.add(np.array([at - u, at + u, at + v]), np.array([0, 1, 0]), colour, (0, 0, 0.5))


def _veil(light: Palette, setting: Setting) -> Mesh:
    """Peaks, hills, clouds, the smoke of the chimney, the limit ring."""
    mist = rgb("F3D9AE")
    mesh = distance.twin_peaks(
        light, -16, 420, 128, 104, -4, rgb("6A7099"), rgb("F4EBE6"), rgb("EFD6B6"), 0.32
    )
    mesh.place(distance.hills(light, 330, 0, 36, 2, rgb("B3AFB0"), mist, folds=2.2))
    mesh.place(distance.hills(light, 230, -2, 27, 5, rgb("A39A85"), mist))
    mesh.place(distance.hills(light, 150, -2, 19, 9, rgb("927F58"), rgb("DDBF88"), folds=4.5))
    clouds = distance.clouds(light, setting.clouds(CLOUDS), rgb("FFF0DC"), rgb("D3C3BE"))
    mesh.place(clouds).place(_smoke())
    return mesh.place(markers.limit_ring(CAMERA, props.STONE_TOP_M))


def _smoke() -> Mesh:
    """A soft ribbon that drifts to the left and thins out."""
    s = np.linspace(0, 1, 16)
    rise = np.stack([-3.4 * s, 1.0 * s + 0.16 * np.sin(8 * s) * (0.3 + s), 0 * s], 1)
    middle = _at_house(*cabin.CHIMNEY) + rise
    wide = (0.10 + 0.30 * s**0.8)[:, None] * np.array([0.35, 1.0, 0.0])
    alpha = 0.6 * (1 - s) ** 1.1 * smoothstep(0, 0.08, s)
    shares = np.array([0.0, 1.0, 1.0, 0.0])[:, None] * alpha
    colours = np.concatenate([np.broadcast_to(rgb("F6E6D6"), (4, 16, 3)), shares[..., None]], -1)
    rows = np.stack([middle + k * wide for k in (-1.0, -0.4, 0.3, 1.0)])
    return Mesh().grid(rows, colours, normals=np.array([0, 0, 1]), extras=(0.08, 0, 0))
