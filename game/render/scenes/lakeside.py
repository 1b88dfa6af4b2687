"""The lake at half past eight. The player stands on a round deck: the stiller, the stiller it lies.

Eight lanterns stand round the deck, one in each direction, the foremost on a bowed pole overhead.
The sun goes down beside the peaks, and calm water shows them again. What is asked of the player is
drawn by game/render/visuals/stance.py and lanterns.py.
"""

from __future__ import annotations

import numpy as np

from game.render import markers
from game.render.camera import Camera
from game.render.meshes import distance, heavens, jetty
from game.render.meshes.builder import Mesh
from game.render.palette import DUSK, NIGHT, Palette, rgb
from game.render.scenes import lake_shore
from game.render.scenes.lake_shore import WATER_M
from game.render.scenes.scene import Scene, Water, slots_in
from game.render.scenes.setting import USUAL, Setting
from game.render.tiers import Tier
from game.render.visuals.lanterns import LANTERN_SIZE_M, lanterns
from game.render.visuals.stage import Stage
from game.render.visuals.stance import CALM, is_picture
from game.sim.types import World

CAMERA = Camera(eye=(0.0, 1.36, 3.9), focal=0.917, horizon=0.40)
FLOOR_M = 0.006
SUN_UP = 3.3
PEAKS_AT = 23.5
CROOK_FOOT = (-1.30, WATER_M - 0.6, -0.55)
FORWARD, BACK = 0, 4
IN_SIGHT = (0, 1, 7, 2, 6, 3, 5)  # the one behind would stand on the ring of a stance
BOAT = ((3.15, WATER_M + 0.03, -1.05), -0.30)
CLOUDS = (
    (-30, 10, 40, 3.4, 3, 0.8),
    (27, 12.5, 34, 3.0, 5, 0.75),
    (3, 9.5, 26, 1.6, 8, 0.6),
    (40, 7, 24, 2.6, 12, 0.7),
)


def build(tier: Tier, setting: Setting = USUAL) -> Scene:
    """Everything that stands still, ready to be drawn."""
    slots = slots_in(CAMERA)
    light = setting.light(DUSK, NIGHT)
    far, kept = _far(light), lake_shore.left(setting)
    return Scene(
        light,
        CAMERA,
        _solid(slots, tier, setting).place(kept.seen_from(CAMERA.eye)),
        _veil(far, light, setting),
        FLOOR_M,
        slots,
        level=WATER_M,
        water=Water(
            lake_shore.water(),
            rgb("39406E"),
            clear=0.16,
            edge=2.6,
            waves=(0.26, 0.012),
            cover=(0.88, 0.28),
            flow=0.06,
            rings=(0.0, 0.0),
        ),
        reflected=_reflected(slots, setting).place(kept),
        reflected_veil=far,
        live=live,
    )


def live(stage: Stage, world: World) -> None:
    """Water as calm as an evening, and a lantern lit for each stance that was stood.

    A still picture has the foremost alight all the time: something to rest the eyes on.
    """
    stage.stillness = CALM
    if not stage.entity("water"):
        lanterns(stage, world)
        return
    lit = 1 if is_picture(world) else world.hud.done
    lanterns(stage, world, lit, IN_SIGHT)


def _solid(slots: np.ndarray, tier: Tier, setting: Setting) -> Mesh:
    """One mesh, near things first so that they hide what is behind them."""
    mesh = Mesh().place(jetty.walkway(4.4)).place(jetty.deck(markers.ground_darkness))
    _posts(mesh, slots)
    mesh.place(jetty.boat(), BOAT[0], yaw=BOAT[1])
    mesh.place(jetty.post(WATER_M - 0.5, 0.16), (3.75, 0, -2.2)).place(jetty.piles(WATER_M - 0.5))
    return mesh.place(lake_shore.land(tier, CAMERA.eye, setting))


def _posts(mesh: Mesh, slots: np.ndarray) -> None:
    """What the lanterns stand on or hang from; the one behind the player stands on the planks."""
    for k, (x, y, z) in enumerate(slots):
        if k == FORWARD:
            mesh.place(jetty.crook(CROOK_FOOT, slots[k] + [0, LANTERN_SIZE_M, 0]))
        elif k != BACK:
            mesh.place(jetty.post(WATER_M - 0.5, y - LANTERN_SIZE_M), (x, 0, z))


def _reflected(slots: np.ndarray, setting: Setting) -> Mesh:
    mesh = lake_shore.reflected(CAMERA.eye, setting)
    _posts(mesh, slots)
    mesh.place(jetty.boat(), BOAT[0], yaw=BOAT[1])
    a = np.linspace(0, 2 * np.pi, 25)
    rim = np.stack([np.sin(a), 0 * a, -np.cos(a)], 1) * jetty.DECK_M
    sides = np.stack([rim + np.array([0, y, 0]) for y in (-0.11, 0.0)])
    mesh.place(jetty.piles(WATER_M))
    return mesh.grid(sides, np.stack([rgb("3E2F2A"), rgb("7C5E48")])[:, None])


def _far(light: Palette) -> Mesh:
    """What stands beyond the water and is seen in it again: sun, peaks, hills, woods."""
    mist = rgb("E9AE92")
    mesh = heavens.orb(light.sun_azimuth, SUN_UP, 1.7, 1.3 * rgb("FFEFC4"), 1.15 * rgb("FFD08A"))
    mesh.place(
        distance.twin_peaks(
            light, PEAKS_AT, 420, 132, 106, -6, rgb("5A5A86"), rgb("D9B9B4"), rgb("D99E8C"), 0.36
        )
    )
    for away, base, high, seed, colour, foot, folds in (
        (330, 0, 34, 3, "8A7093", mist, 2.4),
        (190, -2, 19, 6, "5C5584", rgb("B98590"), 3.4),
    ):
        mesh.place(distance.hills(light, away, base, high, seed, rgb(colour), foot, folds=folds))
    woods = distance.hills(
        light, 118, -0.6, 9.0, 5, rgb("343A60"), rgb("5E5478"), folds=46, columns=96
    )
    return _out_of_water(mesh.place(woods))


def _out_of_water(mesh: Mesh) -> Mesh:
    """The same, with nothing of it below the water."""
    rows = mesh.vertices
    rows[:, 1] = np.maximum(rows[:, 1], WATER_M)
    return mesh


def _veil(far: Mesh, light: Palette, setting: Setting) -> Mesh:
    """The far things themselves, evening clouds, first stars, mist on the water, the limit ring."""
    mesh = heavens.stars(44, setting.seeded(3, "stars"), rgb("FFF2E6"), low=8, high=22)
    mesh.place(far)
    mesh.place(_out_of_water(distance.mist_bank(112, 5.0, rgb("DDA08E"), alpha=0.55)))
    mesh.place(distance.clouds(light, setting.clouds(CLOUDS), rgb("F6B49A"), rgb("8A77A0")))
    return mesh.place(markers.limit_ring(CAMERA, FLOOR_M))
