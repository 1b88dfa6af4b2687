"""What a scene may be made of, each part in a small place of its own: seen, moved, given back."""

from __future__ import annotations

import sys
from types import ModuleType

import numpy as np
import pytest

from game.render import markers
from game.render.camera import Camera
from game.render.meshes.builder import Mesh, icosphere
from game.render.palette import MORNING, rgb
from game.render.scenes import SCENES, built
from game.render.scenes.scene import Scene, Water, slots_in
from game.render.scenes.setting import Setting
from game.render.tiers import TIERS, Tier
from game.render.visuals.stage import Carriage, Stage
from game.render.window import close_window, open_window
from game.sim.types import Entity, Goal, Hud, World

CAMERA = Camera(eye=(0.0, 1.4, 4.0), focal=0.917, horizon=0.362)
LEVEL, NEAR, LENGTH = -0.2, 6.0, 60.0
STATE: dict[str, float] = {}


def ball(colour: str, radius: float, at: tuple[float, float, float]) -> Mesh:
    d = icosphere(2).reshape(-1, 3)
    return Mesh().add(d * radius + np.array(at), d, rgb(colour), (0, 1, 0))


def sheet(y: float) -> Mesh:
    x, z = np.meshgrid(np.linspace(-30, 30, 12), np.linspace(NEAR, NEAR - LENGTH, 31))
    white = np.array([1.0, 1.0, 1.0, 0.0])
    up = np.array([0, 1, 0])
    return Mesh().grid(np.stack([x, 0 * x + y, z], -1), white, normals=up)


def live(stage: Stage, world: World) -> None:
    stage.moved = (0.0, 0.0, STATE.get("moved", 0.0))
    stage.stillness = STATE.get("stillness", 1.0)
    stage.carriage = Carriage((0, STATE.get("heave", 0.0), 0), side=STATE.get("side", 0.0))
    if "ball" in STATE:
        stage.put("ball", (STATE["ball"], 1.0, -1.0), 0.3)
    if "glow" in STATE:
        stage.glow((STATE["glow"], 2.0, -1.0), 0.4, (1.0, 0.9, 0.5), 0.8)


def build(tier: Tier, setting: Setting) -> Scene:
    return Scene(
        MORNING,
        CAMERA,
        Mesh(),
        Mesh(),
        0.04,
        slots_in(CAMERA),
        things={"ball": ball("E02020", 1.0, (0, 0, 0))},
        rolling=ball("20C040", 1.0, (2.0, 0.6, -10.0)),
        length=LENGTH,
        near=NEAR,
        underfoot=markers.limit_ring(CAMERA, 0.04),
        water=Water(sheet(LEVEL), rgb("1A2A70"), cover=(0.9, 0.3)),
        level=LEVEL,
        reflected=ball("E0E020", 1.5, (-3.0, 1.4, -9.0)),
        live=live,
    )


@pytest.fixture(scope="module")
def renderer():
    pond = ModuleType("pond_of_this_test")
    pond.build = build
    sys.modules[pond.__name__] = pond
    SCENES["pond"] = pond.__name__
    window = open_window((640, 360), offscreen=True)
    from game.render.renderer import Renderer

    made = Renderer(window, "pond", "low")
    yield made
    made.release()
    close_window()
    del SCENES["pond"], sys.modules[pond.__name__]
    built.cache_clear()


def picture(renderer, t: float = 5.0, lean: float = 0.0, **state: float) -> np.ndarray:
    STATE.clear()
    STATE.update(state)
    you = Entity("you", (lean, 0, 0), 0, "on")
    strange = Entity("no such kind", (0, 0, 0), 0.2)
    renderer.draw(world := World(0, (you, strange), Goal(), Hud()), world, 1.0, t)
    return renderer.pixels().astype(float)


def place_of(image: np.ndarray, colour: tuple[int, int, int]) -> np.ndarray:
    """Middle (x, y) of what has about this colour, in pixels of a 1280x720 picture."""
    rows, columns = np.nonzero(np.abs(image - colour).sum(2) < 90)
    assert len(rows) > 20, f"nothing has the colour {colour}"
    return np.array([columns.mean(), rows.mean()]) * 2


def test_a_thing_is_where_it_was_put(renderer) -> None:
    for x in (-0.8, 0.9):
        seen = place_of(picture(renderer, ball=x), (224, 32, 32))
        assert np.allclose(seen, CAMERA.to_frame(np.array([x, 1.0, -1.0])), atol=12)


def test_a_glow_only_adds_light(renderer) -> None:
    plain, lit = picture(renderer), picture(renderer, glow=0.9)
    x, y = (CAMERA.to_frame(np.array([0.9, 2.0, -1.0])) / 2).astype(int)
    assert (lit - plain).min() >= 0
    assert (lit - plain)[y, x].max() > 20


def test_land_moves_past_and_comes_again(renderer) -> None:
    heights = [place_of(picture(renderer, moved=m), (32, 192, 64))[1] for m in (0.0, 3.0, 6.0)]
    assert heights[0] < heights[1] < heights[2]
    first, again = (picture(renderer, moved=m)[150:250, 380:] for m in (0.0, LENGTH))
    green = np.abs(first - (32, 192, 64)).sum(2) < 90
    assert np.abs(first - again)[green].max() < 3, "the land of the next round is the same"


def test_still_water_shows_things_again_and_restless_water_hides_them(renderer) -> None:
    def yellow(stillness: float) -> float:
        image = picture(renderer, stillness=stillness)
        x, y = (CAMERA.to_frame(np.array([-3.0, 2 * LEVEL - 1.4, -9.0])) / 2).astype(int)
        near = image[y - 6 : y + 6, x - 6 : x + 6].mean((0, 1))
        return near[0] - near[2]

    assert yellow(1.0) > yellow(0.0) + 30


def test_water_moves_with_time(renderer) -> None:
    first, later = (picture(renderer, t, stillness=0.0) for t in (5.0, 7.0))
    below = np.abs(later - first)[220:]
    assert (below.max(-1) > 2).mean() > 0.1


def test_what_carries_the_figure_takes_body_and_marks_along(renderer) -> None:
    level, tipped = picture(renderer), picture(renderer, side=0.15)
    disc = [place_of(image, (86, 180, 233)) for image in (level, picture(renderer, heave=0.1))]
    assert disc[1][1] < disc[0][1] - 10, "the disc rides up with the raft"
    hat = np.abs(tipped - level)[60:110].max(-1) > 40
    assert np.nonzero(hat)[1].max() > 325, "the head goes to the side of the tilt"


def test_every_tier_draws_and_gives_everything_back(renderer) -> None:
    from game.render import gl
    from game.render.renderer import Renderer

    before = dict(+gl.LIVE)
    for tier in TIERS:
        other = Renderer(renderer.window, "pond", tier)
        assert picture(other, ball=0.5, glow=-0.5).std() > 20
        other.release()
    assert dict(+gl.LIVE) == before
