"""The plain picture: a flat ground, with the person, the things and the marks where they always are."""

from __future__ import annotations

import numpy as np
import pytest
from test_renderer import SIZE, blue_centre, patch, picture, world

from game.render.scenes import SCENES
from game.render.window import close_window, open_window

GROUND, AREA = (0x12, 0x29, 0x2B), (0x22, 0x48, 0x4A)


@pytest.fixture(scope="module")
def window():
    yield open_window(SIZE, offscreen=True)
    close_window()


def plain(window, scene="orchard"):
    from game.render.plain import PlainRenderer

    return PlainRenderer(window, scene, "low")


@pytest.mark.parametrize("scene", list(SCENES))
def test_nothing_of_a_place_is_left(window, scene) -> None:
    made = plain(window, scene)
    image = picture(made, world())
    made.release()
    ground = np.abs(image - GROUND).max(2) <= 1
    assert ground[: SIZE[1] // 3].mean() > 0.85 and ground[:, :40].mean() > 0.95
    assert ground.mean() < 0.97, "somebody is there"


def test_what_is_asked_is_where_it_is_elsewhere(window) -> None:
    from game.render.renderer import Renderer

    what = world(lean=(0.3, 0.0), fruit=[(2, "target", 0.0)])
    images = []
    for made in (plain(window), Renderer(window, "orchard", "low")):
        images.append(picture(made, what))
        made.release()
    assert blue_centre(images[0]) == pytest.approx(blue_centre(images[1]), abs=0.004)
    assert np.abs(patch(images[0], 0.5, 0.40) - patch(images[1], 0.5, 0.40)).max() < 40
    area = np.abs(images[0] - AREA).max(2) <= 2
    assert area.sum() > 800, "the play area lies under the person"
