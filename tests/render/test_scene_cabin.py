"""The cabin's yard, and a figure that sits: there and wherever else one plays seated."""

from __future__ import annotations

import numpy as np
import pytest

from game.render import markers
from game.render.meshes import cabin as meshes
from game.render.palette import AFTERNOON
from game.render.scenes import SCENES, cabin, load
from game.render.scenes.scene import slots_in
from game.render.tiers import TIERS
from game.render.window import close_window, open_window
from game.sim.types import Entity, Goal, Hud, World


def world(*things: Entity, lean: tuple[float, float] = (0.0, 0.0)) -> World:
    you = Entity("you", (lean[0], 0, -lean[1]), 0, "on")
    return World(0, (you, *things), Goal(), Hud())


@pytest.fixture(scope="module")
def window():
    opened = open_window((640, 360), offscreen=True)
    yield opened
    close_window()


def pictures(window, scene: str, *worlds: World, seated: bool = False) -> list[np.ndarray]:
    from game.render.renderer import Renderer

    renderer = Renderer(window, scene, "low", seated=seated)
    made = []
    for what in worlds:
        renderer.draw(what, what, 1.0, 5.0)
        made.append(renderer.pixels().astype(float))
    renderer.release()
    return made


def coat(image: np.ndarray) -> np.ndarray:
    """Where (rows, columns) the figure's red coat is."""
    red = (image[..., 0] > 2.2 * image[..., 1]) & (image[..., 0] > 60)
    return np.argwhere(red[:, 270:370])


def test_targets_are_clear_of_the_panels(clear_of_panels) -> None:
    for slot in slots_in(cabin.CAMERA):
        assert clear_of_panels(*cabin.CAMERA.to_frame(slot), markers.TARGET_PX)


def test_the_ground_is_even_where_one_stands_and_the_house_stands_on_it() -> None:
    ground = cabin._ground(np.zeros((0, 2)))
    x, z = np.meshgrid(np.linspace(-1, 1, 9), np.linspace(-1, 1, 9))
    assert np.abs(ground.height(x, z)).max() < 0.03
    assert abs(ground.at(*cabin.HOUSE)) < 0.4


def test_the_path_leads_to_the_door() -> None:
    door = cabin._at_house(0.05, 0.0, meshes.DEEP_M + 1.2)
    assert abs(float(cabin._path(np.array(door[2]))) - door[0]) < 1.2


def test_the_window_is_the_lightest_place_of_the_wall(window) -> None:
    (image,) = pictures(window, "cabin", world())
    x, y = cabin.CAMERA.to_frame(cabin._at_house(*meshes.WINDOW)) / 2
    lit = image[int(y) + 3, int(x) + 8]
    wall = image[int(y) + 3, int(x) - 26]
    assert lit[:2].min() > 180 and lit.sum() > wall.sum() + 150


def test_who_sits_is_lower_and_leans_from_the_seat(window) -> None:
    (standing,) = pictures(window, "cabin", world())
    upright, leaning = pictures(window, "cabin", world(), world(lean=(0.8, 0)), seated=True)
    drop = coat(upright)[:, 0].min() - coat(standing)[:, 0].min()
    scale = cabin.CAMERA.focal * 360 / cabin.CAMERA.eye[2]
    assert 0.25 * scale < drop < 0.55 * scale
    shoulders = (coat(image)[:200, 1].mean() for image in (upright, leaning))
    assert next(shoulders) + 1 < next(shoulders)


@pytest.mark.parametrize("scene", SCENES)
def test_one_can_sit_in_every_place(window, scene: str) -> None:
    (standing,) = pictures(window, scene, world())
    (seated,) = pictures(window, scene, world(), seated=True)
    assert (np.abs(seated - standing).max(-1)[100:300, 260:380] > 30).mean() > 0.1


def test_a_walk_can_be_sat_through(window) -> None:
    """Who sits is carried along the path; their feet stay before the seat."""
    from game.render.presence import Presence
    from game.render.visuals import Stage, show

    stone = Entity("stone", (0.16, 0, 0), 0.18, "stance", 0.0, 1)
    presence = Presence()
    presence.begin(5.0)
    stage = Stage(load("mountain", "low"), presence, 5.0, seated=True)
    show(stage, world(stone, Entity("foot", (0, 0, 0), 0, "right", 1.0)))
    assert stage.posture.seated == 1.0 and not np.any(stage.posture.feet)
    assert len(stage.things["seat"]) == 1


def test_the_shade_of_the_afternoon_is_cool() -> None:
    red, green, blue = AFTERNOON.in_shadow()
    assert red < green < blue < 1


def test_the_low_tier_stays_affordable() -> None:
    scene = cabin.build(TIERS["low"])
    assert scene.solid.triangles + scene.ground_near.triangles + scene.ground_far.triangles < 9000
