"""Where reading runs right to left, screens are mirrored and bodies are not."""

from __future__ import annotations

import numpy as np
import pygame
import pytest
from drawing import SIZE, Sheet

from game.app.inputs import WindowInputs
from game.render.ui_palette import CREAM, INK
from game.screens import question, step_on
from game.screens.in_game import side_of
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
