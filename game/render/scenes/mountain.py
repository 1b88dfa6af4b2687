"""The mountain at half past six. A path of stones along a ridge, the valley in mist on both sides.

The land moves past as one walks, by as much as the stones of the task come nearer; what the stones,
feet and wind do is drawn by game/render/visuals (stones.py, walking.py, wind.py).
"""

from __future__ import annotations

import numpy as np

from game.render import markers
from game.render.camera import Camera
from game.render.meshes import distance
from game.render.meshes.builder import Mesh
from game.render.palette import DAWN, HAIRLINE, MORNING, Palette, rgb
from game.render.scenes import mountain_ridge
from game.render.scenes.mountain_ridge import LENGTH_M, NEAR_M, PATH_M, trail
from game.render.scenes.scene import Scene, slots_in
from game.render.scenes.setting import USUAL, Setting
from game.render.skeleton import Posture
from game.render.tiers import Tier
from game.render.visuals.stage import Stage
from game.render.visuals.stones import footing, start, walked_m
from game.sim.types import World

CAMERA = Camera(eye=(0.0, 1.85, 4.15), focal=0.917, horizon=0.33)
FLOOR_M = 0.012
CLOUDS = (
    (-30, -3.4, 60, 3.2, 3, 0.85, 135.0),
    (28, -4.2, 64, 3.4, 5, 0.9, 135.0),
    (0, -2.4, 46, 2.0, 8, 0.7, 180.0),
    (-38, -9.5, 50, 3.2, 21, 0.55, 110.0),
    (42, -10.5, 44, 3.0, 23, 0.5, 110.0),
    (-26, 9.0, 26, 3.0, 11, 0.6, 350.0),
    (27, 9.5, 26, 3.0, 13, 0.7, 350.0),
    (4, 15.0, 18, 1.8, 16, 0.5, 350.0),
)
STEADY = 0.28  # arms a little out: a narrow path


def build(tier: Tier, setting: Setting = USUAL) -> Scene:
    """Everything that stands still, ready to be drawn."""
    light = setting.light(DAWN, MORNING)
    return Scene(
        light,
        CAMERA,
        Mesh(),
        _veil(light, setting),
        FLOOR_M,
        slots_in(CAMERA),
        rolling=mountain_ridge.land(tier, setting),
        length=LENGTH_M,
        near=NEAR_M,
        level=PATH_M,
        trail=trail,
        live=live,
    )


def live(stage: Stage, world: World) -> None:
    """How far one has come, the stone under the feet, and how it lies."""
    gone = walked_m(stage)
    x, y = trail(-gone)
    stage.moved = (-x, -y, gone)
    stage.posture = Posture(steady=STEADY)
    stage.carriage = footing(stage)
    start(stage)


def _shade() -> Mesh:
    """The ground round the feet, darker, so that marks read on it."""
    a = np.linspace(0, 2 * np.pi, 33)
    r = np.array([0.02, 0.35, 0.62, 0.88, 1.08])[:, None]
    dark = np.empty((5, 33, 4))
    dark[..., :3], dark[..., 3] = HAIRLINE, markers.ground_darkness(r)
    points = np.stack([r * np.cos(a), 0 * r * a + FLOOR_M, r * np.sin(a)], -1)
    return Mesh().grid(points, dark, normals=np.array([0, 1, 0]))


def _veil(light: Palette, setting: Setting) -> Mesh:
    """The Sisters, ridges behind ridges with mist between them, and clouds above and below."""
    mist = rgb("F6D9C6")
    mesh = distance.twin_peaks(
        light, 2, 400, 190, 122, -14, rgb("646C96"), rgb("F4EBE6"), rgb("EBCFC4"), 0.24
    )
    mesh.place(distance.hills(light, 320, -12, 66, 4, rgb("A7A9C8"), mist, folds=2.2))
    mesh.place(distance.hills(light, 220, -26, 54, 8, rgb("8F97B5"), mist, folds=3.2))
    mesh.place(distance.hills(light, 145, -38, 46, 15, rgb("75839C"), rgb("F0D4C8"), folds=5.0))
    clouds = Mesh()
    for *row, alpha, far in setting.clouds(CLOUDS):
        tint = rgb("FFEDE0"), rgb("DCC7D2")
        azimuth, elevation, width, high, seed = row
        clouds.place(
            distance.cloud(
                light, azimuth, elevation, width, high, int(seed), *tint, alpha, distance=far
            )
        )
    clouds.vertices[:, 10] = 0.6
    mesh.place(clouds).place(_shade())
    return mesh.place(markers.limit_ring(CAMERA, FLOOR_M))
