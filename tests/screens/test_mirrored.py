"""Where reading runs right to left, screens are mirrored and bodies are not."""

from __future__ import annotations

import numpy as np
import pygame
import pytest
from drawing import SIZE, Sheet

from game.app.inputs import WindowInputs, Wishes
from game.app.staff_lock import PinLock
from game.app.staff_pin import PinEntry
from game.render.ui_palette import CREAM, INK
from game.render.ui_style import Style
from game.screens import pin, question, step_on, therapist
from game.screens.gallery_visit import VIEWS
from game.screens.in_game import side_of
from game.screens.pin import PinView
from game.screens.step_on import StepOnView
from game.words import Words

BLUE = (0, 114, 178)


def pixels(toolkit: type, glsl: str, sheet: Sheet, language: str, draw) -> np.ndarray:
    ui = toolkit(SIZE, glsl, Words(language))
    read = sheet(SIZE)
    ui.begin()
    draw(ui)
    ui.end()
    ui.release()
    return read().astype(int)


def shapes(ui: object) -> None:
    """One of each, all at one side."""
    ui.box(4, 3, 9, 5, CREAM, radius=1)
    ui.panel(5, 10, 12, 6, INK, radius=2, edge=CREAM, rim=0.3)
    ui.disc(9, 20, 2, CREAM)
    ui.line(3, 24, 12, 29, 0.8, CREAM)
    ui.picture("arrow", 20, 20, 8)


def test_shapes_stand_at_the_other_side_as_in_a_mirror(
    toolkit: type, glsl: str, sheet: Sheet
) -> None:
    usual = pixels(toolkit, glsl, sheet, "en", shapes)
    mirrored = pixels(toolkit, glsl, sheet, "ar", shapes)
    assert np.abs(usual[:, ::-1] - mirrored).max() <= 3


def test_what_stands_for_a_body_or_a_clock_keeps_its_left_and_right(
    toolkit: type, glsl: str, sheet: Sheet
) -> None:
    def draw(ui: object) -> None:
        ui.picture("lean.right", 10, 10, 8)
        ui.arc(10, 26, 4, 1, 0.3, CREAM)

    usual = pixels(toolkit, glsl, sheet, "en", draw)
    mirrored = pixels(toolkit, glsl, sheet, "ar", draw)
    here, there = usual[:, 0:400], mirrored[:, 1280 - 400 :]
    assert np.abs(here - there).max() <= 3


@pytest.mark.parametrize(("left", "heavier"), [(0.8, "left"), (0.2, "right")])
def test_the_left_sole_is_the_left_one_in_every_language(
    toolkit: type, glsl: str, sheet: Sheet, left: float, heavier: str
) -> None:
    for language in ("en", "ar"):
        view = StepOnView(on=True, left=left)
        image = pixels(toolkit, glsl, sheet, language, lambda ui, view=view: step_on.draw(ui, view))
        x, y, w, h = step_on.BOARD
        start = 64 - x - w if language == "ar" else x
        board = image[int(y * 20) : int((y + h) * 20), int(start * 20) : int((start + w) * 20), :3]
        loaded = np.abs(board - BLUE).max(axis=-1) < 24
        middle = board.shape[1] // 2
        assert (loaded[:, :middle].sum() > loaded[:, middle:].sum()) == (heavier == "left")


def test_a_touch_means_what_is_seen_there(toolkit: type, glsl: str, sheet: Sheet) -> None:
    for language, side in (("en", 1), ("ar", -1)):
        ui = toolkit(SIZE, glsl, Words(language))
        seven = (question.TRACK_X + 7 * question.STEP - 32) * side + 32
        x, y = ui.place((seven * 20, question.TRACK_Y * 20))
        assert question.value_at(x, y) == 7
        ui.release()


@pytest.mark.parametrize(("mirrored", "moved"), [(False, 1), (True, -1)])
def test_the_right_arrow_moves_to_what_lies_right(mirrored: bool, moved: int) -> None:
    """Tab goes on, whichever way that is."""
    pygame.display.init()
    inputs = WindowInputs(SIZE, mirrored=mirrored)
    inputs.read()
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RIGHT))
    assert inputs.read().move == moved
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_TAB))
    assert inputs.read().move == 1


@pytest.mark.parametrize("column", ["", "left", "right"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_keypad_lies_as_on_every_telephone(
    toolkit: type, glsl: str, sheet: Sheet, language: str, column: str
) -> None:
    """1 2 3 from left to right, pressed where they are seen, and walked by arrows as they lie."""
    sheet(SIZE)
    ui = toolkit(SIZE, glsl, Words(language))
    ui.style = Style(column=column)
    ui.begin()
    pin.draw(ui, PinView(5, 5, 8))
    seen = {words: ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for words, box, _ in ui.lines}
    digits = [seen[ui.words.number(n)] for n in range(1, 10)]
    for row in range(3):
        across = [x for x, _ in digits[3 * row : 3 * row + 3]]
        assert across == sorted(across) and across[2] - across[0] > 300
    assert [pin.key_at(ui, place) for place in digits] == list(range(9))
    assert pin.KEYS[pin.key_at(ui, seen[ui.words.number(0)])] == "0"
    entry = PinEntry(PinLock("1234"), mirrored=ui.mirrored)
    to_the_right = Wishes(move=-1 if ui.mirrored else 1)
    entry.grid.hear(0.0, to_the_right, lambda pixel: None)
    assert pin.KEYS[entry.grid.focus] == "2"
    ui.release()


@pytest.mark.parametrize("column", ["", "left", "right"])
def test_staff_press_the_button_that_they_see(
    toolkit: type, glsl: str, sheet: Sheet, column: str
) -> None:
    sheet(SIZE)
    for language in ("en", "ar"):
        ui = toolkit(SIZE, glsl, Words(language))
        ui.style = Style(column=column)
        ui.begin()
        therapist.draw(ui, VIEWS["14-therapist"])
        seen = {words: box for words, box, _ in ui.lines}
        for at, name in enumerate(("resume", "stop", "easier")):
            left, top, right, bottom = seen[ui.say(f"therapist.{name}")]
            assert therapist.button_at(ui, ((left + right) / 2, (top + bottom) / 2)) == at
        ui.release()


def test_the_hud_stands_where_reading_starts_or_where_it_was_set() -> None:
    assert [side_of(side, mirrored=False) for side in ("start", "left", "right")] == [
        "start",
        "start",
        "end",
    ]
    assert [side_of(side, mirrored=True) for side in ("start", "left", "right")] == [
        "start",
        "end",
        "start",
    ]
