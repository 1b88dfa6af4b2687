"""The valley from above: everything has its spot, nothing is lost in the water, and all can be seen."""

from __future__ import annotations

import numpy as np
import pytest

from game.render.gifts import GIFTS, mesh_of
from game.render.pictures import PICTURES
from game.render.tiers import TIERS
from game.render.valley.land import ARRIVALS, PLACES, height, onto_land
from game.render.valley.light import WEATHERS
from game.render.valley.passing import SURPRISES
from game.render.valley.scene import CAMERA, build
from game.render.valley.spots import ACROSS, AFLOAT, GROWN_AFTER, MOST, size_of, spot_of
from game.render.valley.view import Standing, ValleyView
from game.render.window import DisplayError, close_window, open_window
from game.session import journey
from game.words import MESSAGES

SIZE = (640, 360)
CARDS_FROM = 26.2 * 20 - 12  # pixels of a 1280x720 picture: below it the cards may lie
ALL = tuple(Standing(kind, 0, 42 - k) for k, kind in enumerate(journey.PLACE_OF))


def test_whatever_a_journey_names_can_be_drawn_and_said() -> None:
    assert set(GIFTS) == set(journey.PLACE_OF)
    assert set(PLACES) == set(ARRIVALS) == set(journey.OPENS)
    assert set(WEATHERS) == set(journey.WEATHER)
    assert set(SURPRISES) == set(journey.SURPRISES)
    for kind in GIFTS:
        assert f"gift.{kind}" in MESSAGES and f"gift.{kind}" in PICTURES


@pytest.mark.parametrize("kind", GIFTS)
def test_a_thing_stands_on_its_ground_and_is_no_larger_than_a_house(kind: str) -> None:
    low, high = (f(mesh_of(kind).vertices[:, :3], 0) for f in (np.min, np.max))
    assert -0.8 < low[1] < 0.35 and 0.15 < high[1] < 6.5
    assert np.abs([low[0], low[2], high[0], high[2]]).max() < 3.4
    assert mesh_of(kind).triangles < 1500


def test_things_stand_where_they_can() -> None:
    for kind in GIFTS:
        for nth in range(MOST):
            x, z, _ = spot_of(kind, nth)
            dry = float(onto_land(x, z))
            wet = kind in AFLOAT or kind in ACROSS
            assert dry < -0.5 if wet else dry > -1.6, (kind, nth, dry)


def test_no_two_things_stand_on_each_other() -> None:
    at = np.array([spot_of(kind, nth)[:2] for nth in range(2) for kind in GIFTS])
    apart = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)) + 99 * np.eye(len(at))
    assert apart.min() > 2.5


def _frame(kind: str) -> np.ndarray:
    """Where the first of a kind stands on a picture of 1280x720."""
    x, z, _ = spot_of(kind, 0)
    return CAMERA.to_frame(np.array([x, max(0.0, float(height(x, z))) + 1.0, z]))


@pytest.mark.parametrize("kind", GIFTS)
def test_what_is_offered_is_seen_clear_of_cards_and_title(kind: str) -> None:
    px, py = _frame(kind)
    assert 40 < px < 1240 and 135 < py < CARDS_FROM


def test_what_was_planted_grows_and_the_rest_does_not() -> None:
    ages = range(GROWN_AFTER + 3)
    trees = [size_of("apple_tree", age) for age in ages]
    assert trees == sorted(trees) and trees[-1] == trees[GROWN_AFTER] >= 2 * trees[0]
    assert len({size_of("bench", age) for age in ages}) == 1


def test_what_opens_later_lies_in_mist() -> None:
    open_, closed = (build(ValleyView(closed=c), TIERS["low"]) for c in ((), ("night",)))
    assert closed.veil.triangles > open_.veil.triangles


@pytest.fixture(scope="module")
def window():
    try:
        made = open_window(SIZE, offscreen=True)
    except DisplayError as error:
        pytest.skip(f"no OpenGL off-screen here: {error}")
    yield made
    close_window()


def _picture(window, view: ValleyView, focus: int | None = None) -> np.ndarray:
    from game.render.valley.picture import ValleyPicture

    made = ValleyPicture(window, view)
    for k in range(6):
        made.draw_map(10.0 + 0.4 * k, focus)
    pixels = made.pixels().astype(float)
    made.release()
    return pixels


def _about(kind: str) -> tuple[slice, slice]:
    """The pixels round the first spot of a kind."""
    px, py = _frame(kind) * SIZE[1] / 720
    return slice(int(py) - 14, int(py) + 14), slice(int(px) - 26, int(px) + 26)


def test_each_thing_is_there_to_be_seen(window) -> None:
    bare, full = (_picture(window, ValleyView(things)) for things in ((), ALL))
    for kind in GIFTS:
        here = _about(kind)
        assert np.abs(full[here] - bare[here]).max(2).mean() > 3, kind


def test_the_one_in_focus_stands_in_the_light(window) -> None:
    view = ValleyView(offers=("bench", "tent"))
    left, right = (_picture(window, view, focus) for focus in (0, 1))
    for kind, lit, other in (("bench", left, right), ("tent", right, left)):
        here = _about(kind)
        assert lit[here].mean(2).std() > 1.15 * other[here].mean(2).std(), "in grey too"


@pytest.mark.parametrize("weather", WEATHERS)
def test_a_weather_is_bright_enough_to_see_all(window, weather: str) -> None:
    grey = _picture(window, ValleyView(ALL, weather=weather, surprise="balloon")).mean(2)
    assert 90 < grey.mean() < 205 and grey.std() > 18
