"""What low tiers leave out of a frame is not missed: kept pictures, and triangles nobody sees."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from settled import picture
from test_renderer import SIZE, world

from game.render.scenes import SCENES
from game.render.tiers import TIERS
from game.render.window import close_window, open_window


@pytest.fixture(scope="module")
def window():
    yield open_window(SIZE, offscreen=True)
    close_window()


def drawn(window, monkeypatch, scene: str, keeps: bool) -> list[np.ndarray]:
    """Pictures of some moments on the low tier, with what does not move kept or drawn anew."""
    from game.render.renderer import Renderer

    monkeypatch.setitem(TIERS, "low", replace(TIERS["low"], keeps=keeps))
    made = Renderer(window, scene, "low")
    pictures = [picture(made, world((lean, 0.1)), t) for lean, t in ((0.0, 5.0), (0.6, 47.0))]
    made.release()
    return pictures


@pytest.mark.parametrize("scene", list(SCENES))
def test_what_is_kept_looks_as_if_it_were_drawn(window, monkeypatch, scene: str) -> None:
    """All but edges a pixel wide: clouds that drift a little, and slivers below a pixel."""
    for kept, anew in zip(
        *(drawn(window, monkeypatch, scene, keeps) for keeps in (True, False)), strict=True
    ):
        far = np.abs(kept - anew).max(2)
        assert far.mean() < 0.5
        assert (far > 24).mean() < 0.002


def test_clouds_drift_although_they_are_kept(window) -> None:
    from game.render.renderer import Renderer

    made = Renderer(window, "orchard", "low")
    early, late = picture(made, world(), 5.0), picture(made, world(), 405.0)
    made.release()
    sky = np.abs(late - early)[:60, 200:420].max(2)
    assert (sky > 3).mean() > 0.02


def test_another_renderer_leaves_this_one_as_it_is(window) -> None:
    """Nothing that one uploads gets into what another draws."""
    from game.render.renderer import Renderer

    first = Renderer(window, "lakeside", "low")
    alone = picture(first, world())
    second = Renderer(window, "mountain", "low")
    picture(second, world())
    beside = picture(first, world())
    first.release()
    second.release()
    assert np.array_equal(alone, beside)


def test_only_what_is_seen_is_chosen(window) -> None:
    """Of two squares, one before the other, the farther is not seen until the nearer moves."""
    from game.render.scenes import load
    from game.render.seen import seen
    from game.render.solids import BAKED, BAKED_FIELDS

    scene = load("orchard", "low")
    square = np.array([(-1, -1), (1, -1), (1, 1), (-1, -1), (1, 1), (-1, 1)], float) * 0.3
    rows = np.zeros((12, 7), np.float32)
    rows[:6, :2], rows[:6, 2] = square, -2.0
    rows[6:, :2], rows[6:, 2] = square * 0.5, -3.0
    rows[:, 1] += 1.4
    rows[:6, 6] = 0.1  # the nearer sways
    still, gust = ({"u_t": 0.0, "u_wind": (gust, 0.0)} for gust in (0.0, 6.0))
    there = seen(scene, SIZE, window.glsl, rows, (BAKED, BAKED_FIELDS), [still, gust])
    assert (there > 0).tolist() == [[True, True, False, False], [True, True, True, True]]


def test_a_window_of_another_shape_sees_all_that_it_should(window, monkeypatch) -> None:
    from game.render.renderer import Renderer

    images = []
    for keeps in (True, False):
        monkeypatch.setitem(TIERS, "low", replace(TIERS["low"], keeps=keeps))
        made = Renderer(window, "mountain", "low")
        made.resize((360, 360))
        images.append(picture(made, world()))
        made.release()
    assert (np.abs(images[0] - images[1]).max(2) > 24).mean() < 0.002
