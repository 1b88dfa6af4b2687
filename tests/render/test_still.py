"""For whom motion is to be reduced nothing moves by itself, in any place; what is asked goes on."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from game.levels import find_levels
from game.render.scenes import SCENES
from game.render.scenes.setting import Setting
from game.render.valley.view import Standing, ValleyView
from game.render.window import DisplayError, close_window, open_window
from game.sim import STEP_HZ, Entity, Goal, Hud, Intent, World

SIZE = (640, 360)
BEGUN_S, EVERY_S = 7.0, 0.1
SETTINGS = {"still": Setting(7, still=True), "moving": Setting(7)}
GUSTY = World(
    0,
    (Entity("gust", (0.7, 0, -0.7), 0, "blowing", 0.5), Entity("you", (0.2, 0, -0.3), 0, "on")),
    Goal("lean", 0.4, 0.4, 0.2, 1),
    Hud(),
)


@pytest.fixture(scope="module")
def window():
    try:
        made = open_window(SIZE, offscreen=True)
    except DisplayError as error:
        pytest.skip(f"no OpenGL off-screen here: {error}")
    yield made
    close_window()


def _a_second_apart(draw, pixels) -> int:
    """How many pixels differ between two pictures, a second of frames apart."""
    frames = []
    for k in range(11):
        draw(BEGUN_S + EVERY_S * k)
        if k in (0, 10):
            frames.append(pixels().astype(int))
    return int((np.abs(frames[1] - frames[0]).max(-1) > 1).sum())


def _moved(window, scene: str, world: World, setting: Setting, tier: str = "low") -> int:
    from game.render.renderer import Renderer

    made = Renderer(window, scene, tier, setting=setting)
    moved = _a_second_apart(lambda t: made.draw(world, world, 1.0, t), made.pixels)
    made.release()
    return moved


def _world_of(scene: str, s: float = 6.0) -> World:
    """A moment of play there; of a first level, where no level has the place."""
    levels = find_levels()
    level = next((one for one in levels.values() if one.scene == scene), levels["orchard-1"])
    rules = level.rules(difficulty=0.5, caps=(0.9,) * 8, seed=3)
    for step in range(round(s * STEP_HZ)):
        rules.step(Intent(lean_ml=0.5 * np.sin(step / 100), lean_ap=0.2))
    return rules.world


@pytest.mark.parametrize("scene", SCENES)
def test_a_place_stands_where_the_world_does(window, scene: str) -> None:
    world = _world_of(scene)
    assert _moved(window, scene, world, SETTINGS["still"]) == 0
    assert _moved(window, scene, world, SETTINGS["moving"]) > 100


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES)
def test_it_stands_on_the_highest_tier_too(window, scene: str) -> None:
    assert _moved(window, scene, _world_of(scene), SETTINGS["still"], "high") == 0


def test_the_river_carries_nobody_where_no_task_does(window) -> None:
    resting = World(0, (Entity("you", (0.0, 0, 0.0), 0, "on"),), Goal(), Hud())
    assert _moved(window, "river", resting, SETTINGS["still"]) == 0
    assert _moved(window, "river", resting, SETTINGS["moving"]) > SIZE[0] * SIZE[1] / 4


def test_a_gust_is_told_by_what_hangs_in_it(window) -> None:
    calm = replace(GUSTY, entities=GUSTY.entities[1:])
    assert _moved(window, "orchard", GUSTY, SETTINGS["still"]) == 0
    from game.render.renderer import Renderer

    made = Renderer(window, "orchard", "low", setting=SETTINGS["still"])
    frames = []
    for world in (calm, GUSTY):
        made.draw(world, world, 1.0, BEGUN_S)
        frames.append(made.pixels().astype(int))
    made.release()
    assert (np.abs(frames[1] - frames[0]).max(-1) > 8).sum() > 300


@pytest.mark.parametrize("scene", SCENES)
def test_the_task_goes_on(window, scene: str) -> None:
    """A lean that moves is drawn as it moves."""
    from game.render.renderer import Renderer

    made, frames = Renderer(window, scene, "low", setting=SETTINGS["still"]), []
    for k in range(11):
        you = Entity("you", (0.05 * k, 0.0, 0.0), 0.0, "on")
        asked = Entity("fruit", (0.5, 0, 0), 0.2, "hold", k / 10, 2)
        world = World(k, (asked, you), Goal("lean", 0.5, 0.0, 0.2, 1), Hud(hold=k / 10))
        made.draw(world, world, 1.0, BEGUN_S + EVERY_S * k)
        frames.append(made.pixels().astype(int))
    made.release()
    assert all((np.abs(b - a).max(-1) > 8).sum() > 50 for a, b in pairwise(frames))


@pytest.mark.parametrize("surprise", ["geese", "balloon"])
def test_the_valley_stands(window, surprise: str) -> None:
    from game.render.valley.picture import ValleyPicture

    things = tuple(Standing(kind, 0, 3) for kind in ("lantern", "campfire", "sheep", "bridge"))
    view = ValleyView(things, offers=("swans", "willow"), surprise=surprise, here="river")
    moved = []
    for still in (True, False):
        made = ValleyPicture(window, view, still=still)
        moved.append(_a_second_apart(lambda t: made.draw_map(t, 0), made.pixels))  # noqa: B023
        made.release()
    assert moved[0] == 0 and moved[1] > 100
