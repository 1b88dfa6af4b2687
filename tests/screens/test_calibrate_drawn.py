"""The flower as it is drawn: every petal where its direction is, and each state told from the others,
in colour, in grey and by its form."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from game.balance.directions import DIRECTIONS, UNIT
from game.screens import calibrate
from game.screens.calibrate import OUTER, CalibrateView, Petal, X, Y, place_of, radius_of

SIZE = (1280, 720)
U = 20
ORANGE, YELLOW, PURPLE, CREAM = (230, 159, 0), (240, 228, 66), (204, 121, 167), (255, 246, 230)
EMPTY = (Petal(),) * 8
Draw = Callable[[CalibrateView], np.ndarray]


@pytest.fixture
def drawn(glsl: str, sheet: Callable) -> Iterator[Draw]:
    """Draws a view on nothing; (height, width, 4)."""
    from game.render.ui import Ui

    ui = Ui(SIZE, glsl)
    read = sheet(SIZE)

    def draw(view: CalibrateView) -> np.ndarray:
        from OpenGL import GL

        GL.glClear(GL.GL_COLOR_BUFFER_BIT)
        ui.begin()
        calibrate.draw(ui, view)
        ui.end()
        return read().astype(int)

    yield draw
    ui.release()


def leaning(k: int, petal: Petal, lean: float = 0.0) -> CalibrateView:
    petals = tuple(petal if at == k else Petal() for at in range(8))
    ml, ap = UNIT[k]
    return CalibrateView(
        f"lean.{DIRECTIONS[k]}", "flower.as_far", k, petals, lean * ml, lean * ap
    )  # fmt: skip


def near(image: np.ndarray, colour: tuple[int, int, int]) -> np.ndarray:
    return (np.abs(image[..., :3] - colour).max(axis=-1) < 24) & (image[..., 3] > 250)


@cache
def around(k: int, least_u: float = 3.5, most_u: float = 13.3) -> np.ndarray:
    """Which pixels of a picture lie in a direction's eighth of the flower."""
    y, x = np.mgrid[: SIZE[1], : SIZE[0]]
    dx, dy = (x + 0.5) / U - X, Y - (y + 0.5) / U
    far = np.hypot(dx, dy)
    angle = np.arctan2(dx, dy) - k * math.pi / 4
    within = np.abs((angle + math.pi) % (2 * math.pi) - math.pi) < math.pi / 8
    return within & (far > least_u) & (far < most_u)


@pytest.mark.parametrize("k", range(8))
def test_a_petal_fills_outwards_in_its_own_direction_and_nowhere_else(drawn: Draw, k: int) -> None:
    seen = []
    for share in (0.0, 0.3, 0.6, 1.0):
        image = drawn(leaning(k, Petal("now", share)))
        filled = near(image, ORANGE)
        here = around(k)
        seen.append(int((filled & here).sum()))
        flower = np.zeros_like(here)
        for other in range(8):
            flower |= around(other) & (other != k)
        assert (filled & flower).sum() == 0
    assert seen[0] == 0 and seen == sorted(seen) and seen[1] > 200
    assert seen[3] > 1.2 * seen[2] and seen[2] > 1.5 * seen[1]


@pytest.mark.parametrize("k", range(8))
def test_the_chevron_points_outside_the_petal_that_is_asked_for(drawn: Draw, k: int) -> None:
    yellow = near(drawn(leaning(k, Petal("now", 0.2))), YELLOW)
    assert (yellow & around(k, 13.4, 16.0)).sum() > 150
    for other in set(range(8)) - {k}:
        assert (yellow & around(other, 13.4, 16.0)).sum() == 0


@pytest.mark.parametrize("k", [0, 1, 6])
def test_reached_is_told_from_full_in_colour_in_grey_and_by_form(drawn: Draw, k: int) -> None:
    full = drawn(leaning(k, Petal("now", 1.0)))
    view = leaning(k, Petal("reached", 1.0))
    kept = drawn(replace(view, direction=None))
    here = around(k)
    assert (near(kept, PURPLE) & here).sum() > 6000 and (near(full, PURPLE) & here).sum() == 0
    assert (near(kept, ORANGE) & here).sum() == 0 and (near(full, ORANGE) & here).sum() > 6000
    solid = {name: (image[..., 3] > 250) & here for name, image in (("full", full), ("kept", kept))}
    assert (solid["kept"] & ~solid["full"]).sum() > 0.1 * solid["full"].sum(), "it is wider"
    x, y = X + UNIT[k][0] * (OUTER - 0.15), Y - UNIT[k][1] * (OUTER - 0.15)
    tip = (round(y * U), round(x * U))
    assert solid["full"][tip] and not solid["kept"][tip], "its tip is notched"
    grey = {name: image[..., :3] @ (0.2126, 0.7152, 0.0722) for name, image in
            (("full", full), ("kept", kept))}  # fmt: skip
    heart = around(k, 6.2, 9.4) & (np.abs(grey["kept"] - grey["full"]) > 40)
    assert heart.sum() > 1200, "its heart is pale"


def test_a_petal_unfolds_from_the_middle(drawn: Draw) -> None:
    areas = []
    for share in (0.55, 0.8, 1.0):
        image = drawn(replace(leaning(2, Petal("reached", share)), direction=None))
        areas.append(int((near(image, PURPLE) & around(2, 3.0)).sum()))
    assert areas == sorted(areas) and areas[0] < 0.6 * areas[2]


def test_empty_petals_are_dotted_and_alike(drawn: Draw) -> None:
    image = drawn(CalibrateView("stand", "flower.middle", None, EMPTY))
    dots = [int((image[..., :3].min(axis=-1)[around(k)] > 120).sum()) for k in range(8)]
    assert min(dots) > 500 and max(dots) < 1.15 * min(dots)


@pytest.mark.parametrize("k", range(8))
def test_the_dot_is_where_the_person_leans(drawn: Draw, k: int) -> None:
    """Right is right and forward is up."""
    image = drawn(leaning(k, Petal("now", 0.5), lean=0.5))
    x, y = place_of(0.5 * UNIT[k][0], 0.5 * UNIT[k][1])
    assert np.sign(round(x - X, 6)) == np.sign(round(UNIT[k][0], 6))
    assert np.sign(round(Y - y, 6)) == np.sign(round(UNIT[k][1], 6))
    white = near(image, CREAM)
    spot = white[round((y - 1) * U) : round((y + 1) * U), round((x - 1) * U) : round((x + 1) * U)]
    assert spot.mean() > 0.5


def test_the_middle_is_marked_when_it_is_where_to_go(drawn: Draw) -> None:
    view = CalibrateView("centre", "flower.kept", None, EMPTY, 0.5, 0.0)
    ring = {home: int(near(drawn(replace(view, home=home)), YELLOW)[:, 780:960].sum()) for home in
            (False, True)}  # fmt: skip
    assert ring[True] > ring[False] + 1000


def test_the_stay_fills_a_ring_round_the_dot_and_quiet_stance_one_round_the_picture(
    drawn: Draw,
) -> None:
    view = leaning(6, Petal("now", 0.0), lean=0.6)
    counts = [int(near(drawn(replace(view, staying=s)), ORANGE)[:, 500:].sum()) for s in (0, 0.4, 0.9)]  # fmt: skip
    assert counts == sorted(counts) and counts[0] == 0 and counts[2] > 1.8 * counts[1]
    quiet = CalibrateView("stand", "flower.middle", None, EMPTY)
    part, whole = (
        near(drawn(replace(quiet, staying=s)), ORANGE)[:, :400].sum() for s in (0.3, 0.9)
    )
    assert whole > 2 * part > 0


def test_more_lean_is_further_out_and_never_beyond_the_petals() -> None:
    shares = [radius_of(at / 50) for at in range(80)]
    assert shares[0] == 0 and max(shares) == OUTER
    assert all(a <= b for a, b in pairwise(shares))
    assert math.dist(place_of(5.0, -5.0), (X, Y)) < OUTER


@pytest.mark.parametrize("k", range(8))
def test_every_direction_has_room_for_its_words(glsl: str, k: int) -> None:
    """They end before the flower and its chevron begin, inside the frame's margins."""
    from game.render.ui import Ui
    from game.screens import parts

    ui = Ui(SIZE, glsl)
    words = ui.say(f"flower.lean.{DIRECTIONS[k]}")
    size, lines = parts.fit(ui, words, 3.2, calibrate.COLUMN_W, 1 + words.count("\n"), least=2.8)
    assert max(ui.measure(line, size, "bold") for line in lines) <= calibrate.COLUMN_W
    assert len(lines) == 1 + words.count("\n") and size >= 2.9
    ui.release()
