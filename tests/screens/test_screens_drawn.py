"""What the screens look like, measured: contrast, room for every word, coverage, nothing leaked."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from drawing import SIZE, Sheet, brightness, check_contrast, check_room, shown
from scipy.ndimage import uniform_filter

from game.render.ui_palette import CREAM, INK, luminance
from game.screens import gallery_visit as visit
from game.screens.gallery import PLAY, SCREENS, VIEWS, View, hills
from game.screens.parts import target_at
from game.words import MESSAGES

SHEETS = [(1280, 720), (1920, 1200), (1024, 768), (3840, 2160)]
SHOWN = (
    "06-flower",
    "07-countdown",
    "08-play",
    "08-play-many",
    "09-pause",
    "09-pause-finish",
    "11-results",
)


@pytest.mark.parametrize("scene", ["hills", "snow", "night"])
@pytest.mark.parametrize("name", SHOWN)
def test_words_stand_out_seven_to_one(
    toolkit: type, glsl: str, sheet: Sheet, name: str, scene: str
) -> None:
    """Against the least favourable pixel behind each word, in any weather."""
    check_contrast(toolkit, glsl, sheet, VIEWS[name], scene)


ROOMS = [(name, size) for name in VIEWS for size in (
    SHEETS[::2] if name in visit.VIEWS else SHEETS)]  # fmt: skip


@pytest.mark.parametrize(("name", "size"), ROOMS)
def test_every_word_has_its_room(toolkit: type, glsl: str, sheet: Sheet, name: str,
                                 size: tuple[int, int]) -> None:  # fmt: skip
    """Inside the frame's margins, inside its panel, and clear of every other word."""
    check_room(toolkit, glsl, sheet, VIEWS[name], size)


@pytest.mark.parametrize("instruction", [k for k in MESSAGES if k.startswith("lean.")]
                         + ["hold", "centre", "rest", "done", "still", "step", "follow"])  # fmt: skip
@pytest.mark.parametrize("name", ["07-countdown", "08-play", "08-play-right-side"])
def test_every_instruction_has_its_room(toolkit: type, glsl: str, sheet: Sheet, name: str,
                                        instruction: str) -> None:  # fmt: skip
    check_room(toolkit, glsl, sheet, replace(VIEWS[name], instruction=instruction), SIZE)


@pytest.mark.parametrize("total", [1, 5, 9, 10, 11, 99])
def test_beads_of_any_number_leave_room_for_their_count(
    toolkit: type, glsl: str, sheet: Sheet, total: int
) -> None:
    for done in (0, total):
        check_room(toolkit, glsl, sheet, replace(PLAY, total=total, done=done, tried=done), SIZE)


@pytest.mark.parametrize("name", [name for name in VIEWS if name.startswith("08")])
def test_the_hud_leaves_three_quarters_of_the_world_free(
    toolkit: type, glsl: str, sheet: Sheet, name: str
) -> None:
    read = sheet(SIZE)
    ui = toolkit(SIZE, glsl)
    ui.begin()
    SCREENS[type(VIEWS[name])].draw(ui, VIEWS[name])
    ui.end()
    ui.release()
    assert (read()[..., 3] > 0).mean() <= 0.245


def test_the_side_moves_panel_and_hint(toolkit: type, glsl: str, sheet: Sheet) -> None:
    black = np.zeros((9, 16, 3), np.float32)
    places = {}
    for side in ("left", "right"):
        _, ui = shown(toolkit, glsl, sheet, replace(PLAY, side=side), black)
        places[side] = {words: box[0] > SIZE[0] / 2 for words, box, _ in ui.lines}
    assert places["left"] == {
        "Lean": False,
        "right": False,
        "5 of 8": False,
        "Step off: pause": True,
    }
    assert places["right"] == {words: not at for words, at in places["left"].items()}


@pytest.mark.parametrize(("name", "side"), [("09-pause", "right"), ("09-pause-finish", "left"),
                                            ("11-results", "right")])  # fmt: skip
def test_in_grey_the_focus_is_the_brightest_surface(
    toolkit: type, glsl: str, sheet: Sheet, name: str, side: str
) -> None:
    """Averaged over a patch as large as a fingertip, so that no letter decides."""
    image, _ = shown(toolkit, glsl, sheet, VIEWS[name], hills((320, 180)))
    patches = uniform_filter(brightness(image), size=(24, 60))
    y, x = np.unravel_index(patches.argmax(), patches.shape)
    assert y > 570
    assert (x > 640) == (side == "right")


def test_a_target_that_was_tried_is_no_empty_bead(toolkit: type, glsl: str, sheet: Sheet) -> None:
    """Its place shows the orange of effort, and the count never falls."""
    black = np.zeros((9, 16, 3), np.float32)
    row = np.s_[245:290, 60:420]
    orange = {}
    for tried in (5, 6, 7):
        image, ui = shown(toolkit, glsl, sheet, replace(PLAY, tried=tried), black)
        near = np.abs(image[row].astype(int) - (230, 159, 0)).max(axis=-1) < 30
        orange[tried] = near.sum()
        assert "5 of 8" in [words for words, _, _ in ui.lines]
    assert orange[5] < orange[6] < orange[7]


def test_an_entrance_fades_and_rises(toolkit: type, glsl: str, sheet: Sheet) -> None:
    def drawn(opacity: float, rise: float) -> np.ndarray:
        read = sheet(SIZE)
        ui = toolkit(SIZE, glsl)
        ui.begin(opacity, rise)
        ui.disc(32, 18, 4, CREAM)
        ui.end()
        ui.release()
        return read()[..., 3].astype(int)

    still, half = drawn(1, 0), drawn(0.5, 0.6)
    assert half.max() == pytest.approx(127, abs=2)
    assert np.abs(half[372 - 80 : 372 + 80] * 2 - still[360 - 80 : 360 + 80]).max() <= 2


def test_ink_and_cream_are_far_apart() -> None:
    assert (luminance(CREAM) + 0.05) / (luminance(INK) + 0.05) > 13


CHOOSING = [view for name, view in VIEWS.items() if name.startswith(("09", "11"))]


@pytest.mark.parametrize("view", CHOOSING)
def test_choices_are_large_apart_and_where_they_are_drawn(
    toolkit: type, glsl: str, sheet: Sheet, view: View
) -> None:
    places = SCREENS[type(view)].targets(view)
    assert all(w >= 14 and h >= 5 for _, _, w, h in places)
    for (x, _, w, _), (following, *_) in pairwise(places):
        assert following - (x + w) >= 1.75
    sheet(SIZE)
    ui = toolkit(SIZE, glsl)
    ui.begin()
    SCREENS[type(view)].draw(ui, view)
    for x, y, w, h in places:
        u = ui.u
        drawn = (x * u, y * u, (x + w) * u, (y + h) * u)
        assert any(np.allclose(drawn, panel, atol=0.01) for panel in ui.panels)
    ui.release()


def test_a_click_finds_its_choice_in_any_window(toolkit: type, glsl: str) -> None:
    view = VIEWS["09-pause"]
    places = SCREENS[type(view)].targets(view)
    for size in SHEETS:
        ui = toolkit(size, glsl)
        x, y, w, h = places[1]
        pixel = (ui._left + (x + w / 2) * ui.u, ui._top + (y + h / 2) * ui.u)
        assert target_at(places, *ui.place(pixel)) == 1
        assert target_at(places, *ui.place((size[0] / 2, size[1] / 2))) is None
        ui.release()
