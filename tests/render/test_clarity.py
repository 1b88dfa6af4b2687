"""Marks are seen from three metres, in grey, in every place: by luminance against what is really
behind them, all round, and large enough.

A pixel of a mark is seen where its relative luminance stands 3 to 1 (WCAG 1.4.11) against the same
pixel without the mark, and 4.5 to 1 for whom contrast is to be high. Sizes are shares of the
picture's height, across and upwards: what lies on the ground is seen at a slant, and is large
enough all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
import pytest
from test_colour_blind import HALF_HELD, named

from game.render.scenes import SCENES
from game.render.scenes.setting import USUAL, Setting
from game.render.window import DisplayError, close_window, open_window
from game.screens.gallery import read_frame

SIZE = (1280, 720)
SEEN, STRONG, SECTORS, LEAST = 3.0, 4.5, 24, 1 / 20
MARKS = {  # what is drawn without the mark, and what with it
    "target": ((), ("target",)),
    "ring": ((), ("ring",)),
    "lean": (("ring",), ("ring", "rim", "dot")),
    "hold": (("ring",), ("ring", "arc", "bead")),
}
Draw = Callable[..., np.ndarray]


@pytest.fixture(scope="module", params=SCENES)
def draw(request: pytest.FixtureRequest) -> Iterator[Draw]:
    """Draws a place with some of its marks, as relative luminance (height, width)."""
    yield from drawing(request.param, USUAL)


@pytest.fixture(scope="module", params=SCENES)
def draw_strong(request: pytest.FixtureRequest) -> Iterator[Draw]:
    """The same for whom contrast is to be high."""
    yield from drawing(request.param, Setting(strong=True))


def drawing(scene: str, setting: Setting) -> Iterator[Draw]:
    try:
        window = open_window(SIZE, offscreen=True)
    except DisplayError as error:
        pytest.skip(f"no OpenGL off-screen here: {error}")
    from game.render.renderer import Renderer

    renderer = Renderer(window, scene, "low", setting=setting)
    draw_rows = renderer._marks.draw

    @cache
    def draw(marks: tuple[str, ...]) -> np.ndarray:
        renderer._marks.draw = lambda rows: draw_rows(
            [row for name, row in named(rows) if name in marks]
        )
        for t in (4.0, 4.5, 5.0, 5.5):  # until all has appeared
            renderer.draw(HALF_HELD, HALF_HELD, 1.0, t)
        part = read_frame(SIZE) / 255
        linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
        return linear @ np.array([0.2126, 0.7152, 0.0722])

    yield draw
    renderer.release()
    close_window()


def contrast(draw: Draw, mark: str) -> np.ndarray:
    without, with_it = (draw(names) for names in MARKS[mark])
    return (np.maximum(without, with_it) + 0.05) / (np.minimum(without, with_it) + 0.05)


def standing_out(ratio: np.ndarray) -> float:
    """The median of the quarter of a mark that stands out most."""
    changed = ratio[ratio > 1.1]
    return float(np.median(changed[changed >= np.quantile(changed, 0.75)]))


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_stands_three_to_one_against_what_is_behind_it(draw: Draw, mark: str) -> None:
    """The quarter of it that stands out most, and each way at least a twentieth of the height."""
    ratio = contrast(draw, mark)
    assert standing_out(ratio) >= SEEN
    y, x = np.nonzero(ratio >= SEEN)
    assert min(np.ptp(x), np.ptp(y)) + 1 >= LEAST * SIZE[1]


@pytest.mark.parametrize("mark", ["target", "ring", "lean"])
def test_a_ring_is_seen_all_round(draw: Draw, mark: str) -> None:
    ratio = contrast(draw, mark)
    y, x = np.nonzero(ratio > 1.1)
    middle, span = (np.ptp(y) / 2 + y.min(), np.ptp(x) / 2 + x.min()), (np.ptp(y), np.ptp(x))
    y, x = np.nonzero(ratio >= SEEN)
    angle = np.arctan2((y - middle[0]) / span[0], (x - middle[1]) / span[1])
    sectors = np.unique((SECTORS * (angle + np.pi) / (2 * np.pi)).astype(int) % SECTORS)
    assert len(sectors) >= SECTORS - 2


@pytest.mark.parametrize("mark", MARKS)
def test_high_contrast_lets_marks_stand_out_of_the_place(draw_strong: Draw, mark: str) -> None:
    assert standing_out(contrast(draw_strong, mark)) >= STRONG


def test_high_contrast_mutes_the_place_and_not_the_figure(draw_strong: Draw) -> None:
    """The brightest of the place is darker than the brightest of the figure, which is as it was."""
    picture = draw_strong(())
    figure = picture[230:400, 590:690]
    place = np.delete(picture, np.s_[560:720], 1)
    assert np.quantile(place, 0.99) < 0.16 < np.quantile(figure, 0.97)


def test_the_dot_is_all_inside_its_ring_just_when_the_lean_is_in_tolerance() -> None:
    """In every direction, also where both are longer fore and aft."""
    from game.render import markers

    tolerance, deep = 0.2, 2.0
    ring = markers.goal_ring((0, 0, 0), tolerance, 1.0, 0.0, deep=deep)[1]
    across, along = ring[3], -ring[8]
    half = ring[13] + ring[14]  # the inner and outer edge of the band, in shares of the extent
    room = tolerance * markers.LIMIT_M + 0.05  # between the dot's edge and the middle of the band
    assert across * half / 2 == pytest.approx(room + markers.DOT_M)
    assert along * half / 2 == pytest.approx(room + markers.DOT_M * deep)
