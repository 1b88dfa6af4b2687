"""Each way of seeing the screens, measured on drawn pictures: letters, contrast, pictures, motion."""

from __future__ import annotations

from dataclasses import replace
from statistics import mean

import numpy as np
import pytest
from drawing import SIZE, Sheet, brightness, check_room, shown

from game.render.ui_style import LETTERS, Style
from game.screens.gallery import SCREENS, VIEWS, hills
from game.screens.gallery_visit import in_words
from game.screens.pause import PauseView
from game.words import Words

LARGER = [  # staff's own letters stay, and the waiting room knows nobody's
    name for name in VIEWS if not name.startswith(("13", "14"))
]
SCREEN_OF_EACH = [next(n for n, v in VIEWS.items() if type(v) is kind) for kind in SCREENS]
SEEN = [name for name in SCREEN_OF_EACH if not name.startswith(("14", "13"))]


def heights(ui: object) -> dict[str, float]:
    """How high each line of words is drawn, in pixels."""
    return {words: box[3] - box[1] for words, box, _ in ui.lines}


def drawn_with(toolkit: type, glsl: str, sheet: Sheet, name: str, style: Style) -> tuple:
    class Styled(toolkit):  # type: ignore[misc]
        def __init__(self, *args: object) -> None:
            super().__init__(*args)
            self.style = style

    return shown(Styled, glsl, sheet, VIEWS[name], hills((320, 180)))


@pytest.mark.parametrize("text", ["large", "larger"])
@pytest.mark.parametrize("name", LARGER)
def test_larger_words_still_have_their_room(
    toolkit: type, glsl: str, sheet: Sheet, name: str, text: str
) -> None:
    class Styled(toolkit):  # type: ignore[misc]
        def __init__(self, *args: object) -> None:
            super().__init__(*args)
            self.style = Style(letters=LETTERS[text])

    assert check_room(Styled, glsl, sheet, VIEWS[name])


@pytest.mark.parametrize("name", SEEN)
def test_large_words_are_larger_by_measure(
    toolkit: type, glsl: str, sheet: Sheet, name: str
) -> None:
    """Each line that keeps its wording grows as far as its place allows; none shrinks."""
    usual, large, larger = (
        heights(drawn_with(toolkit, glsl, sheet, name, Style(letters=LETTERS[text]))[1])
        for text in ("normal", "large", "larger")
    )
    for after in (large, larger):
        kept = usual.keys() & after.keys()
        assert all(after[words] >= usual[words] - 1 for words in kept)
    kept = usual.keys() & large.keys() & larger.keys()
    if name not in ("07-countdown", "08-play"):
        assert mean(larger[words] / usual[words] for words in kept) > 1.08
    assert max(larger[words] / usual[words] for words in kept) > 1.15


def contrast_of(toolkit: type, glsl: str, sheet: Sheet, name: str, style: Style) -> float:
    """The least contrast of what the screen shows as its lightest and its darkest, behind words."""
    image, ui = drawn_with(toolkit, glsl, sheet, name, style)
    seen, ratios = brightness(image), []
    for _, (left, top, right, bottom), _ in ui.lines:
        spot = seen[int(top) : int(bottom) + 1, int(left) : int(right) + 1]
        ratios.append((np.percentile(spot, 98) + 0.05) / (np.percentile(spot, 2) + 0.05))
    return float(min(ratios))


@pytest.mark.parametrize("name", SEEN)
def test_high_contrast_raises_the_contrast_that_is_measured(
    toolkit: type, glsl: str, sheet: Sheet, name: str
) -> None:
    usual = contrast_of(toolkit, glsl, sheet, name, Style())
    strong = contrast_of(toolkit, glsl, sheet, name, Style(strong=True))
    assert strong > 1.15 * usual and strong > 10


@pytest.mark.parametrize("name", SEEN)
def test_without_pictures_every_word_is_still_there(
    toolkit: type, glsl: str, sheet: Sheet, name: str
) -> None:
    with_them, ui = drawn_with(toolkit, glsl, sheet, name, Style())
    without, bare = drawn_with(toolkit, glsl, sheet, name, Style(pictures=False))
    assert sorted(w for w, _, _ in bare.lines) == sorted(w for w, _, _ in ui.lines)
    if not name.startswith("01"):  # there the picture is the name
        assert np.abs(with_them.astype(int) - without).max(axis=2).mean() > 0.05


def test_ticks_locks_and_soles_say_what_no_word_says(
    toolkit: type, glsl: str, sheet: Sheet
) -> None:
    green = {}
    for name in ("04-prepare", "04-prepare-one"):
        image, _ = drawn_with(toolkit, glsl, sheet, name, Style(pictures=False))
        green[name] = (np.abs(image.astype(int) - (0, 158, 115)).max(axis=2) < 24).sum()
    assert green["04-prepare"] > 500 > green["04-prepare-one"]
    image, _ = drawn_with(toolkit, glsl, sheet, "05-step-on", Style(pictures=False))
    assert (np.abs(image.astype(int) - (0, 114, 178)).max(axis=2) < 24).sum() > 5000


def test_with_reduced_motion_the_ring_fills_in_six_steps(
    toolkit: type, glsl: str, sheet: Sheet
) -> None:
    def orange(hold: float, *, reduced: bool) -> int:
        ui = toolkit(SIZE, glsl)
        ui.style = Style(reduced=reduced)
        read = sheet(SIZE)
        ui.begin()
        view = PauseView("asked", 5, 8, 1.0, 1, hold, 3.0)
        SCREENS[PauseView].draw(ui, replace(view, total=0))
        ui.end()
        ui.release()
        near = np.abs(read()[..., :3].astype(int) - (230, 159, 0)).max(axis=2) < 24
        return int(near[560:, 700:].sum())

    assert orange(0.52, reduced=True) == orange(0.64, reduced=True) < orange(0.68, reduced=True)
    assert orange(0.52, reduced=False) < orange(0.64, reduced=False)


def test_what_staff_reads_stays_as_it_is(toolkit: type, glsl: str, sheet: Sheet) -> None:
    """Its panel is not the participant's to read."""
    style = Style(letters=1.4, pictures=False)
    usual = heights(drawn_with(toolkit, glsl, sheet, "14-therapist", Style())[1])
    other = heights(drawn_with(toolkit, glsl, sheet, "14-therapist", style)[1])
    assert other["Pause"] > 1.2 * usual["Pause"]
    assert all(other[words] == usual[words] for words in ("Stop", "Easier", "Recalibrate"))
    staff = in_words(VIEWS["14-therapist"], Words())
    assert {*staff.why} <= {*other}, "it says why in words of the language"
