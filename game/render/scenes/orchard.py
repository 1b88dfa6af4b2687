"""The orchard at nine in the morning. Apples hang, or lie, in each of the eight directions of lean.

Two old trees frame the view; their boughs bend down with fruit on either side, one reaches over the
player's head, and behind the player two crates and a stump stand nearer to the eye. Each apple is
placed by where it must fall on the picture, clear of the panel in either top corner and of the bar
at the bottom, and only then brought into the world.
"""

from __future__ import annotations

import numpy as np

from game.render import markers
from game.render.camera import Camera
from game.render.meshes import distance, grass, props
from game.render.meshes.builder import Mesh
from game.render.meshes.noise import layered_noise, smoothstep
from game.render.meshes.shade import ShadeMap, cast
from game.render.meshes.terrain import Ground, split_at, terrain
from game.render.meshes.tree import Foliage, Tree, add_bough, apple_tree, far_tree
from game.render.palette import MIDDAY, MORNING, Palette, ramp_of, rgb
from game.render.scenes.guests import left_here, passing, passing_by
from game.render.scenes.scene import Scene, slots_in
from game.render.scenes.setting import USUAL, Setting
from game.render.tiers import Tier
from game.render.visuals.fruit import apples

CAMERA = Camera(eye=(0.0, 1.25, 3.8), focal=0.917, horizon=0.362)
APPLE = Foliage(ramp_of("3F6658 5F8A5C 8FAE5E C6C66C F0DA8A"), rgb("6A5148"))
HERO_LEFT, HERO_RIGHT = (-3.25, -1.5), (3.4, -1.8)
BASKET = (-0.98, -0.95)
CLOUDS = (
    (-30, 9, 30, 4.2, 3, 0.9),
    (24, 12.5, 24, 3, 5, 0.75),
    (-7, 14, 16, 2.2, 8, 0.6),
    (40, 8, 26, 4, 12, 0.7),
)
KEPT = ((-6.3, -6.2, 0.5), (6.4, -6.6, -0.5), (-8.4, -8.8, 0.6))  # x, z (m), turn of what was left
WAYS = (((-15.0, -13.0), (-5.0, -15.0)), ((15.0, -14.0), (5.5, -16.0)))  # of who walks by


def build(tier: Tier, setting: Setting = USUAL) -> Scene:
    """Everything that stands still, ready to be drawn."""
    light = setting.light(MORNING, MIDDAY)
    rows = _rows(setting)
    ground = _ground(rows)
    slots = slots_in(CAMERA)
    trees = _trees(ground, rows, tier, setting)
    heroes, balls = _heroes(ground, slots, tier)
    shade = _shade([*balls, *(tree.balls(at) for tree, at in trees if at[2] > -14)], light, tier)
    near, far = split_at(terrain(ground, near=3.4, far=-120, rows=34, columns=34), -13)
    return Scene(
        light,
        CAMERA,
        _solid(ground, slots, heroes, trees, shade, tier, setting),
        _veil(light, setting),
        props.STONE_TOP_M,
        slots,
        ground_near=near,
        ground_far=far,
        shade=shade,
        heap=_heap(ground),
        things=passing(setting),
        live=passing_by(apples, setting, ground.at, WAYS),
    )


def _path(z: np.ndarray) -> np.ndarray:
    return 0.35 * np.sin(z * 0.11 + 0.3) - 0.0009 * z * z


def _rows(setting: Setting) -> np.ndarray:
    """Feet (n, 2) of the orchard's trees: loose rows that open toward the peaks."""
    rng = np.random.RandomState(setting.seeded(5, "rows"))
    feet = []
    for row, x0 in enumerate((-5.6, -11.2, 6.4, 11.6, -17.0, 17.5)):
        for k in range(4 if row < 4 else 3):
            z = -7.5 - k * 6.2 - (8 if row > 3 else 0) - (2.4 if row % 2 else 0)
            feet.append((x0 * (1 + 0.012 * k) + rng.uniform(-0.6, 0.6), z + rng.uniform(-0.8, 0.8)))
    return np.array(feet)


def _ground(rows: np.ndarray) -> Ground:
    def height(x: np.ndarray, z: np.ndarray) -> np.ndarray:
        roll = (
            1.2
            * (layered_noise(x * 0.05 + 3, z * 0.05 + 9, 3) - 0.5)
            * smoothstep(5, 25, np.hypot(x, z))
        )
        slopes = 0.025 * np.maximum(np.abs(x + 2) - 7, 0) ** 1.25 * smoothstep(2, -30, z)
        return roll + slopes - 2.2 * smoothstep(-14, -60, z)

    return Ground(
        height,
        _path,
        ramp_of("55784F 7C995C A9AD6A CFC083"),
        rgb("CDA873"),
        np.concatenate([rows, [HERO_LEFT, HERO_RIGHT]]),
    )


def _trees(
    ground: Ground, rows: np.ndarray, tier: Tier, setting: Setting
) -> list[tuple[Tree, np.ndarray]]:
    """The rows of trees with their places (x, y, z, scale): fuller near, coarser far."""
    rng = np.random.RandomState(setting.seeded(9, "sizes"))
    full = [
        apple_tree(
            seed,
            APPLE,
            height=3.4,
            lean=lean,
            lobes=int(8 + 3 * (tier.detail - 1)),
            leaf=0.26,
            leaves=int(28 * tier.detail**1.6),
            forks=3,
            fruit=6,
        )
        for seed, lean in ((11, 0.15), (23, -0.2))
    ]
    coarse = [far_tree(11, APPLE), far_tree(23, APPLE, -0.2)]
    placed = []
    for i, (x, z) in enumerate(rows):
        at = np.array([x, ground.at(x, z) - 0.03, z, rng.uniform(0.85, 1.12)])
        placed.append(((full if z > -10.5 else coarse)[i % 2], at))
    return placed


def _heroes(ground: Ground, slots: np.ndarray, tier: Tier) -> tuple[Mesh, list[np.ndarray]]:
    """The two framing trees and their boughs, and the balls that cast their shade."""
    mesh, balls, level = Mesh(), [], int(tier.detail >= 2)
    lobes, leaves = int(20 + 5 * (tier.detail - 1)), int(460 * tier.detail**1.1)
    for seed, (x, z), lean in ((42, HERO_RIGHT, 0.1), (57, HERO_LEFT, -0.1)):
        tree = apple_tree(
            seed,
            APPLE,
            height=4.6,
            spread=1.8,
            trunk=1.9,
            lean=lean,
            lobes=lobes,
            leaves=leaves,
            leaf=0.24,
            fruit=10,
            level=level + 1,
        )
        at = np.array([x, ground.at(x, z) - 0.02, z, 1.0])
        mesh.place(tree.placed(at, CAMERA.eye))
        balls.append(tree.balls(at))
    boughs = Tree()
    for k, path in enumerate(_bough_paths(slots)):
        count, puff = int(95 * tier.detail), 0.16 if k else 0.22
        add_bough(
            boughs,
            70 + k,
            APPLE,
            path,
            (0.075, 0.05, 0.03, 0.012),
            leaves=count,
            puff=puff,
            level=level,
        )
    return mesh.place(boughs.placed(np.array([0, 0, 0, 1]), CAMERA.eye)), balls


def _bough_paths(slots: np.ndarray) -> list[list[np.ndarray]]:
    """Five boughs, each ending a hand above its apple: over the head, and two on each side."""
    paths = [
        [
            np.array((2.3, 2.6, -1.2)),
            np.array((1.4, 2.78, -0.8)),
            np.array((0.6, 2.62, -0.55)),
            slots[0] + (-0.06, 0.20, 0),
        ]
    ]
    for side, (hx, hz), (fore, lateral) in (
        (1, HERO_RIGHT, slots[[1, 2]]),
        (-1, HERO_LEFT, slots[[7, 6]]),
    ):
        fork = np.array((hx - 0.05 * side, 1.62, hz + 0.1))
        paths.append(
            [
                fork,
                np.array((hx - 0.95 * side, 1.72, hz + 0.5)),
                np.add(fore, (0.42 * side, 0.62, -0.15)),
                np.add(fore, (0.02 * side, 0.15, 0)),
            ]
        )
        paths.append(
            [
                fork,
                np.array((hx - 0.35 * side, 1.60, hz + 0.9)),
                np.add(lateral, (0.55 * side, 0.62, 0.0)),
                np.add(lateral, (0.03 * side, 0.14, 0)),
            ]
        )
    return paths


def _shade(balls: list[np.ndarray], light: Palette, tier: Tier) -> ShadeMap:
    return cast(np.concatenate(balls), light.to_sun, x=-13.0, z=-20.5, side=26.0, px=tier.ground_px)


def _solid(
    ground: Ground,
    slots: np.ndarray,
    heroes: Mesh,
    trees: list[tuple[Tree, np.ndarray]],
    shade: ShadeMap,
    tier: Tier,
    setting: Setting,
) -> Mesh:
    """One mesh, near things first so that they hide what is behind them."""
    mesh = Mesh().place(props.standing_stone(markers.ground_darkness))
    _set_table(mesh, ground, slots)
    mesh.place(props.basket(), (BASKET[0], ground.at(*BASKET), BASKET[1]))
    mesh.place(heroes).place(left_here(setting, ground.at, KEPT, CAMERA.eye))
    rng = np.random.RandomState(setting.seeded(3, "tints"))
    for tree, at in sorted(trees, key=lambda pair: -pair[1][2]):
        yaw, tint = rng.uniform(0, 6.28), 1 + rng.uniform(-0.07, 0.06, 3) * (1, 1, 1.4)
        mesh.place(tree.placed(at, CAMERA.eye, yaw=yaw, tint=tint * setting.season()))
    _meadow(mesh, ground, slots, shade, tier, setting)
    return mesh


def _set_table(mesh: Mesh, ground: Ground, slots: np.ndarray) -> None:
    """What the three apples behind the player lie on."""
    for slot, yaw in ((slots[3], -0.22), (slots[5], 0.30)):
        high = (slot[1] - 0.082 - ground.at(slot[0], slot[2])) / 2
        mesh.place(
            props.crate((0.21, high, 0.15), yaw), (slot[0], ground.at(slot[0], slot[2]), slot[2])
        )
    x, y, z = slots[4]
    mesh.place(props.stump(0.16, y - 0.075), (x, 0, z))


def _meadow(
    mesh: Mesh, ground: Ground, slots: np.ndarray, shade: ShadeMap, tier: Tier, setting: Setting
) -> None:
    things = np.concatenate([slots[[3, 4, 5]][:, [0, 2]], [BASKET]])

    def free(x: float, z: float) -> bool:
        return bool((np.hypot(things[:, 0] - x, things[:, 1] - z) > 0.34).all())

    drifts = grass.spots(ground, int(280 * tier.detail**1.15), 1, far=-28, keep=free)
    mesh.place(grass.grass(ground, drifts, 1, shade.at, blades=3 if tier.detail < 2 else 5))
    for count, seed, petal, heart in ((22, 9, "F7F0E4", "F0D060"), (14, 10, "E8A08A", "F0D060")):
        places = grass.spots(
            ground, count, setting.seeded(seed, petal), far=-11, near=1.6, width=2.2, keep=free
        )
        mesh.place(grass.flowers(ground, places, seed, rgb(petal), rgb(heart), rgb("6C8248")))
    for seed, x, z, r in ((1, -2.15, -2.2, 0.20), (2, 4.1, -3.2, 0.26), (3, -3.7, -0.5, 0.16)):
        mesh.place(
            props.rock(seed, r, rgb("8B8790"), rgb("D8CDBC"), rgb("8FA065")),
            (x, ground.at(x, z) + r * 0.12, z),
        )


def _heap(ground: Ground) -> np.ndarray:
    """Places of the apples in the basket, in three rising layers."""
    x, z = BASKET
    y = ground.at(x, z)
    layers = ((7, 0.150, 0.236, 0.0), (5, 0.095, 0.292, 0.5), (3, 0.050, 0.345, 0.2))
    spots = [
        (x + r * np.cos(a), y + h, z + r * np.sin(a))
        for n, r, h, turn in layers
        for a in turn + np.arange(n) * 2 * np.pi / n
    ]
    return np.array(spots)


def _veil(light: Palette, setting: Setting) -> Mesh:
    """Peaks, three hill layers, clouds, the light that falls through the trees, the limit ring."""
    mist = rgb("F0DCBB")
    mesh = distance.twin_peaks(
        light, 14, 420, 104, 96, -6, rgb("66769C"), rgb("F4EBE6"), rgb("E9DCC6")
    )
    mesh.place(distance.hills(light, 330, 0, 34, 2, rgb("A9B9B4"), mist, folds=2.2))
    mesh.place(distance.hills(light, 230, -2, 24, 5, rgb("93A88F"), mist))
    mesh.place(distance.hills(light, 150, -3, 15, 9, rgb("7F9468"), rgb("D9CE9C"), folds=4.5))
    shafts = Mesh()
    clouds = distance.clouds(light, setting.clouds(CLOUDS), rgb("FFF8EC"), rgb("BFD2D8"))
    for x, wide, alpha in ((-5.6, 0.8, 0.13), (-3.6, 0.55, 0.10), (-1.3, 0.9, 0.08)):
        shafts.place(
            distance.light_shaft(
                (x - 3.6, 7.2, -8.5), (x + 1.6, 0.1, -6.5), wide, rgb("FFE0A0"), alpha
            )
        )
    shafts.vertices[:, 11] = 1.0
    mesh.place(clouds).place(shafts)
    return mesh.place(markers.limit_ring(CAMERA, props.STONE_TOP_M))
