"""The valley as a scene: everything that stands still in it today, and the eye that looks down."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from game.render.camera import Camera
from game.render.gifts import mesh_of
from game.render.meshes.builder import Mesh
from game.render.meshes.person import Look
from game.render.meshes.shade import cast
from game.render.meshes.terrain import split_at
from game.render.palette import ramp_of, rgb
from game.render.scenes.scene import Scene, Water
from game.render.tiers import Tier
from game.render.valley import land as valley
from game.render.valley import scenery
from game.render.valley.light import WEATHERS, Weather
from game.render.valley.passing import SURPRISES, walker
from game.render.valley.spots import ACROSS, AFLOAT, size_of, spot_of
from game.render.valley.view import Standing, ValleyView

CAMERA = Camera(eye=(0.0, 50.0, 92.0), focal=1.5, horizon=-0.225)
MILESTONES_AT = (3.5, 15.5)  # the first pole, on the open ground in front; others follow it
SHADE_PX = 1024
DEFAULT_LOOK = Look()


def build(view: ValleyView, tier: Tier, look: Look = DEFAULT_LOOK) -> Scene:
    """Everything that stands still, ready to be drawn; look: of who walks there."""
    weather = WEATHERS[view.weather]
    ground, always, near, far, balls = _always(view.weather, 84 if tier.detail >= 1 else 56)
    solid = _left(ground, view).place(_poles(ground, view.milestones)).place(always)
    solid.vertices[:, 10] = 0.0  # too far away to see the wind
    balls = np.concatenate([balls, _balls(ground, view.things)])
    shade = cast(balls, weather.light.to_sun, x=-75.0, z=-75.0, side=150.0, px=SHADE_PX, dapple=0.0)
    return Scene(
        weather.light,
        CAMERA,
        solid,
        _veil(view, weather),
        0.0,
        np.zeros((8, 3)),
        ground_near=near,
        ground_far=far,
        shade=shade,
        things={kind: mesh_of(kind) for kind in view.offers}
        | {"walker": walker(look)}
        | ({view.surprise: SURPRISES[view.surprise]()} if view.surprise else {}),
        water=Water(valley.water(), rgb("3E8FA0"), clear=0.30, edge=2.0, waves=(0.20, 0.10),
                    flow=0.2),
        level=valley.WATER_M,
    )  # fmt: skip


@lru_cache(maxsize=1)
def _always(name: str, rows: int) -> tuple[valley.Valley, Mesh, Mesh, Mesh, np.ndarray]:
    """The land in a weather: its ground, what always stood there, the near and the far sheet, and
    the balls that cast its shade.
    """
    weather, plan = WEATHERS[name], scenery.woods()
    ground = valley.ground(np.array([(x, z) for _, x, z, _ in plan]), weather.snow)
    trees = scenery.kinds(weather.blossom)
    woods, balls = scenery.planted(ground, plan, trees, CAMERA.eye, weather.snow)
    mesh = Mesh().place(scenery.standing(ground, CAMERA.eye)).place(woods)
    mesh.place(valley.peaks(weather.snow_line).seen_from(CAMERA.eye)).place(valley.paths(ground))
    mesh.place(scenery.meadow(ground))
    near, far = split_at(valley.terrain(ground, rows, rows), -48.0)
    return ground, mesh, near, far, balls


def at(ground: valley.Valley, kind: str, nth: int) -> tuple[float, float, float, float]:
    """Where the nth of a kind stands: x, y, z (m) and its turn (rad)."""
    x, z, turn = spot_of(kind, nth)
    floats = kind in AFLOAT | ACROSS
    y = valley.WATER_M + 0.05 if floats else max(ground.at(x, z), valley.WATER_M)
    return x, y, z, turn


def _left(ground: valley.Valley, view: ValleyView) -> Mesh:
    """All that visits left, near things first."""
    mesh = Mesh()
    rows = [(thing, at(ground, thing.kind, thing.nth)) for thing in view.things]
    for thing, (x, y, z, turn) in sorted(rows, key=lambda row: -row[1][2]):
        size = size_of(thing.kind, thing.age)
        mesh.place(mesh_of(thing.kind), (x, y, z), scale=size, yaw=turn)
    return mesh.seen_from(CAMERA.eye)


def _balls(ground: valley.Valley, things: tuple[Standing, ...]) -> np.ndarray:
    """Balls (n, 4) that cast the shade of what was left: a few across each thing's own size."""
    rows = [np.zeros((0, 4))]
    for thing in things:
        if thing.kind in AFLOAT:
            continue
        x, _, z, _ = at(ground, thing.kind, thing.nth)
        size = size_of(thing.kind, thing.age)
        points = mesh_of(thing.kind).vertices[:, :3].astype(float) * size
        low, high = points.min(0), points.max(0)
        r = max(0.35, 0.30 * float(min(high[0] - low[0], high[1])))
        for share in (0.25, 0.75):
            middle = low + (high - low) * np.array([share, 0.55, 0.5])
            rows.append(np.array([[x + middle[0], middle[1], z + middle[2], r]]))
    return np.concatenate(rows)


def _poles(ground: valley.Valley, count: int) -> Mesh:
    """A pole with a pennant for each round number of visits."""
    mesh = Mesh()
    for k in range(count):
        x, z = MILESTONES_AT[0] + 2.9 * k, MILESTONES_AT[1] - 0.22 * k
        y = ground.at(x, z)
        pole = np.array([(x, y - 0.1, z), (x, y + 4.2, z)])
        mesh.tube(pole, (0.16, 0.12), ramp_of("8B6444 F2E6CE"), 6)
        tone = rgb(("F2C94C", "EB8A5A", "7FB5D6")[k % 3])
        top = np.array([x + 0.1, y + 4.1, z])
        flag = np.array([top, top - [0, 1.5, 0], top + np.array([2.1, -0.75, 0.1])])
        mesh.add(flag, np.array([0, 0.4, 1.0]), np.stack([tone, tone * 0.9, tone * 1.05]))
    return mesh


def _veil(view: ValleyView, weather: Weather) -> Mesh:
    """Mist over what has not opened, and what the weather brings."""
    mesh = Mesh()
    if weather.rainbow:
        mesh.place(_rainbow())
    if weather.mist:
        mesh.place(scenery.river_mist(rgb("FBEBE0")))
    return mesh.place(scenery.mist_over(view.closed, rgb("F3EEE6")))


def _rainbow() -> Mesh:
    """A wide bow behind the places, before the mountains; it adds its light."""
    a = np.linspace(0.12, np.pi - 0.12, 40)
    tones = ramp_of("7A6BC2 5E97D8 63BE8E E8D66A EFA04C D9605A")
    mesh, r = Mesh(), np.linspace(38.0, 43.0, 8)
    rows, colours = [], []
    for k, radius in enumerate(r):
        rows.append(np.stack([14 + radius * np.cos(a), -6 + radius * np.sin(a), 0 * a - 47], 1))
        tone = tones[min(max(k - 1, 0), 5)]
        alpha = (0.0 if k in (0, 7) else 0.30) * np.sin(a) ** 0.6
        colours.append(np.concatenate([np.broadcast_to(tone, (40, 3)), alpha[:, None]], 1))
    return mesh.grid(np.stack(rows), np.stack(colours), normals=np.array([0, 0, 1.0]),
                     extras=(0, 1, 0))  # fmt: skip
