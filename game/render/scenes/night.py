"""The meadow at eleven: moonlight, mist in the hollows, and fireflies.

The grass is short where fireflies to follow may hover, so that they stand against calm ground; tall
only in the corners. What was caught comes to rest in the old tree on the right. What is asked of
the player is drawn by game/render/visuals/fireflies.py.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from game.render import markers
from game.render.camera import Camera
from game.render.meshes import distance, grass, heavens, props
from game.render.meshes.builder import Mesh, unit
from game.render.meshes.noise import layered_noise, smoothstep
from game.render.meshes.shade import ShadeMap, cast
from game.render.meshes.tall_trees import poplar
from game.render.meshes.terrain import Ground, split_at, terrain
from game.render.meshes.tree import Foliage, Tree, apple_tree, far_tree
from game.render.palette import DAWN, NIGHT, Palette, ramp_of, rgb
from game.render.scenes.guests import left_here, passing, passing_by
from game.render.scenes.scene import Scene, slots_in
from game.render.scenes.setting import USUAL, Setting
from game.render.tiers import Tier
from game.render.visuals.fireflies import HALO, LIGHT
from game.render.visuals.stage import Stage
from game.sim.types import World

CAMERA = Camera(eye=(0.0, 1.30, 3.8), focal=0.917, horizon=0.385)
LEAVES = Foliage(ramp_of("1C2F4A 28445C 3C6070 6A8C90"), rgb("2B2D3C"))
MOON = (20.5, 10.2)
HEROES = ((51, 7.7, -6.6, 1.12), (64, -7.6, -5.6, 1.05))
TREES = ((-12.5, -16.0, 1.0), (-9.0, -24.0, 1.1), (13.5, -17.0, 1.2), (8.0, -27.0, 1.0),
         (-15.5, -25.0, 1.3), (17.0, -30.0, 1.4), (-3.6, -38.0, 1.2))  # fmt: skip
POPLARS = ((-6.6, -30.0, 1.0), (-8.2, -32.0, 1.15))
WANDERERS = 14
KEPT = ((-4.8, -5.0, 0.4), (5.0, -5.2, -0.4), (-6.4, -8.0, 0.5))  # x, z (m), turn of what was left
LIGHTS = frozenset({"fireflies", "campfire", "tent"})  # they would vie with what is followed here
WAYS = (((-13.0, -13.0), (-5.0, -15.0)), ((12.0, -12.5), (5.5, -15.0)))  # of who walks by
CLOUDS = (
    (-34, 9, 34, 2.4, 3, 0.35),
    (30, 6.5, 28, 1.6, 5, 0.35),
)


def build(tier: Tier, setting: Setting = USUAL) -> Scene:
    """Everything that stands still, ready to be drawn."""
    light = setting.light(NIGHT, DAWN)
    ground = _ground()
    heroes = _heroes(ground, tier)
    shade = _shade(heroes, light, tier)
    near, far = split_at(terrain(ground, near=3.4, far=-110, rows=30, columns=32), -13)
    return Scene(
        light,
        CAMERA,
        _solid(ground, heroes, shade, tier, setting),
        _veil(light, tier, setting),
        props.STONE_TOP_M,
        slots_in(CAMERA),
        ground_near=near,
        ground_far=far,
        shade=shade,
        things=passing(setting),
        live=passing_by(_Meadow(_resting(*heroes[0])).live, setting, ground.at, WAYS),
    )


class _Meadow:
    """Fireflies that nobody asks for: far ones on their way, and those that came to rest."""

    def __init__(self, resting: np.ndarray) -> None:
        self._resting = resting

    def live(self, stage: Stage, world: World) -> None:
        for k in range(WANDERERS):
            a = stage.t * 2 * math.pi / (19 + 2 * (k % 5)) + k * 2.4
            x, z = (k * 0.618 % 1 * 2 - 1) * 11, -9 - 16 * (k * 0.382 % 1)
            at = (x + 0.9 * math.sin(a), 0.75 + 0.5 * (k % 3) + 0.25 * math.sin(1.7 * a), z)
            fade = 0.5 + 0.5 * math.sin(stage.t * 2 * math.pi / (7 + k % 3) + k)
            stage.glow(at, 0.16, LIGHT, 0.10 + 0.30 * fade)
        for k in range(min(world.hud.done, len(self._resting))):
            come = stage.presence.follow(f"resting {k}", 1.0, 0.9, start=0.0)
            breath = 0.8 + 0.2 * math.sin(stage.t * 2 * math.pi / 8 + k * 1.9)
            stage.glow(self._resting[k], 0.30, HALO, 0.42 * come * breath)
            stage.glow(self._resting[k], 0.09, LIGHT, 0.8 * come * breath)


def _path(z: np.ndarray) -> np.ndarray:
    return 0.30 * np.sin(z * 0.14) + 0.0042 * z * z * smoothstep(4, -20, z)


def _ground() -> Ground:
    def height(x: np.ndarray, z: np.ndarray) -> np.ndarray:
        roll = layered_noise(x * 0.05 + 13, z * 0.05 + 9, 3) - 0.5
        slopes = 0.03 * np.maximum(np.abs(x) - 9, 0) ** 1.2
        return (
            1.3 * roll * smoothstep(4, 22, np.hypot(x, z)) + slopes - 1.8 * smoothstep(-9, -45, z)
        )

    feet = np.array([(x, z) for _, x, z, _ in HEROES] + [(x, z) for x, z, _ in TREES])
    return Ground(height, _path, ramp_of("1D3148 27464F 3B5E58 61805F"), rgb("8E9E98"), feet)


def _heroes(ground: Ground, tier: Tier) -> list[tuple[Tree, np.ndarray]]:
    """The two old trees that frame the view, with their places (x, y, z, scale)."""
    lobes, leaves = int(14 + 4 * (tier.detail - 1)), int(200 * tier.detail**1.1)
    placed = []
    for seed, x, z, size in HEROES:
        tree = apple_tree(
            seed, LEAVES, height=4.9, spread=1.95, trunk=1.75, lean=-0.04 * x, lobes=lobes,
            leaves=leaves, leaf=0.26, level=1 if tier.detail < 2 else 2,
        )  # fmt: skip
        placed.append((tree, np.array([x, ground.at(x, z) - 0.04, z, size])))
    return placed


def _resting(tree: Tree, at: np.ndarray) -> np.ndarray:
    """Places (n, 3) on the side of a crown that is seen, inside none of its lobes, lowest first."""
    rng = np.random.RandomState(7)
    lobes = tree.lobes[:-1] * at[3] + np.append(at[:3], 0.0)
    chosen = lobes[rng.randint(0, len(lobes), 160)]
    out = unit(unit(np.array(CAMERA.eye) - chosen[:, :3]) + rng.uniform(-0.6, 0.6, (160, 3)))
    spots = chosen[:, :3] + out * chosen[:, 3:] * 1.18
    depth = np.linalg.norm(spots[:, None] - lobes[None, :, :3], axis=-1) / lobes[:, 3]
    spots = spots[depth.min(1) > 1.1][:24]
    return spots[np.argsort(spots[:, 1])]


def _shade(heroes: list[tuple[Tree, np.ndarray]], light: Palette, tier: Tier) -> ShadeMap:
    balls = np.concatenate([tree.balls(at) for tree, at in heroes])
    return cast(balls, light.to_sun, x=-13.0, z=-20.5, side=26.0, px=tier.ground_px)


def _solid(
    ground: Ground,
    heroes: list[tuple[Tree, np.ndarray]],
    shade: ShadeMap,
    tier: Tier,
    setting: Setting,
) -> Mesh:
    """One mesh, near things first so that they hide what is behind them."""
    mesh = Mesh().place(props.standing_stone(markers.ground_darkness))
    for tree, at in heroes:
        mesh.place(tree.placed(at, CAMERA.eye))
    dark = replace(setting, left=tuple(kind for kind in setting.left if kind not in LIGHTS))
    mesh.place(left_here(dark, ground.at, KEPT, CAMERA.eye))
    coarse = [far_tree(13, LEAVES), far_tree(27, LEAVES, -0.2)]
    tall = poplar(4, LEAVES, level=1)
    rng = np.random.RandomState(setting.seeded(3, "trees"))
    apart = 0.0 if setting.seed is None else 1.1
    for k, (foot_x, foot_z, size) in enumerate((*TREES, *POPLARS)):
        tree = coarse[k % 2] if k < len(TREES) else tall
        x, z = np.array([foot_x, foot_z]) + apart * rng.uniform(-1, 1, 2)
        at = np.array([x, ground.at(x, z) - 0.05, z, size])
        tint = setting.season()
        mesh.place(tree.placed(at, CAMERA.eye, yaw=rng.uniform(0, 6.28), tint=tint))
    _meadow(mesh, ground, shade, tier, setting)
    return mesh


def _calm(x: float, z: float) -> bool:
    """Whether tall grass may stand here: outside where fireflies hover before the ground."""
    return abs(x) > (1.05 if z > 1.0 else 2.0 + 0.42 * max(0.0, -z))


def _meadow(mesh: Mesh, ground: Ground, shade: ShadeMap, tier: Tier, setting: Setting) -> None:
    """Tall grass in the corners, a low nap elsewhere, and pale flowers."""
    high = int(180 * tier.detail**1.1)
    tall = grass.spots(ground, high, 5, far=-16, near=2.2, width=4.5, keep=_calm)
    mesh.place(grass.grass(ground, tall, 5, shade.at, blades=5, height=0.34, width=0.020))
    low = grass.spots(ground, int(300 * tier.detail), 6, far=-20, width=3.0)
    mesh.place(grass.grass(ground, low, 6, shade.at, blades=3, height=0.13, width=0.024))
    for seed, petal in ((8, "DDE6FF"), (9, "B9C6F0")):
        places = grass.spots(
            ground, 15, setting.seeded(seed, petal), far=-10, near=1.8, width=3.4, keep=_calm
        )
        mesh.place(grass.flowers(ground, places, seed, rgb(petal), rgb("FFF3C0"), rgb("3E5A5C")))
    for seed, x, z, r in ((1, -2.5, -1.8, 0.24), (2, 3.3, -2.6, 0.30), (3, 2.9, -2.1, 0.14)):
        stone = props.rock(seed, r, rgb("55607A"), rgb("9AA6BC"), rgb("5E7A78"))
        mesh.place(stone, (x, ground.at(x, z) + r * 0.12, z))


def _veil(light: Palette, tier: Tier, setting: Setting) -> Mesh:
    """Stars, the Milky Way, the moon, peaks, hills in their mist, thin clouds, the limit ring."""
    mist = rgb("6F92AC")
    mesh = heavens.milky_way((-26, 4), (14, 24), 5.0, rgb("9FB4E0"))
    mesh.place(
        heavens.stars(
            int(150 * tier.detail**0.4), setting.seeded(3, "stars"), rgb("F2F6FF"), low=2, high=20
        )
    )
    moon = light.sun_azimuth, MOON[1]
    mesh.place(heavens.orb(*moon, 2.1, rgb("FFFBEA") * 1.06, rgb("EEF0EA")))
    mesh.place(heavens.seas(*moon, 2.1, rgb("CDD3D8")))
    mesh.place(
        distance.twin_peaks(
            light, 10, 420, 116, 100, -6, rgb("3B4E7C"), rgb("A9C0DE"), rgb("55779A"), 0.30
        )
    )
    for away, base, high, seed, colour, foot, folds in (
        (330, 0, 32, 2, "3F5E86", mist, 2.2),
        (230, -2, 23, 5, "32507A", rgb("6286A2"), 3.0),
        (150, -3, 14, 9, "284264", rgb("557A96"), 4.5),
    ):
        mesh.place(distance.hills(light, away, base, high, seed, rgb(colour), foot, folds=folds))
    mesh.place(distance.mist_bank(118, 9.0, rgb("6A8EAA"), alpha=0.7))
    mesh.place(distance.clouds(light, setting.clouds(CLOUDS), rgb("7F9CC4"), rgb("4D6C94")))
    return mesh.place(markers.limit_ring(CAMERA, props.STONE_TOP_M))
