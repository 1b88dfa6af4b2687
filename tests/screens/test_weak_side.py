"""The anchor on the weak side: where it stands, when it is lit, and that it shows on any ground."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from drawing import SIZE, Sheet, brightness, shown

from game.screens import weak_side
from game.screens.gallery import PLAY

U = 20
YELLOW = (240, 228, 66)
GROUNDS = {"snow": 1.0, "meadow": 0.45, "night": 0.05}


def bar(image: np.ndarray, side: str) -> np.ndarray:
    """The strip of the picture in which the anchor of a side stands."""
    left = weak_side.EDGE_X if side == "left" else 64 - weak_side.EDGE_X - weak_side.W
    x, y = round(left * U), round(weak_side.TOP * U)
    return image[y : y + round(weak_side.H * U), x : x + round(weak_side.W * U)]


def yellow(part: np.ndarray) -> float:
    return float((np.abs(part.astype(int) - YELLOW).max(axis=2) < 24).mean())


@pytest.mark.parametrize("side", ["left", "right"])
def test_it_is_lit_while_the_goal_is_on_that_side(
    toolkit: type, glsl: str, sheet: Sheet, side: str
) -> None:
    black = np.zeros((9, 16, 3), np.float32)
    lit = {}
    for goal in (-0.6, 0.0, 0.6):
        view = replace(PLAY, weak=side, goal_ml=goal, marker="across")
        image, _ = shown(toolkit, glsl, sheet, view, black)
        other = "right" if side == "left" else "left"
        assert yellow(bar(image, other)) == 0, "nothing stands on the sound side"
        assert bar(image, side).max() > 200, "it stands there all the time"
        lit[goal] = yellow(bar(image, side)) > 0.15
    assert lit == {-0.6: side == "left", 0.0: False, 0.6: side == "right"}
    image, _ = shown(toolkit, glsl, sheet, replace(PLAY, goal_ml=0.6), black)
    assert bar(image, side).max() == 0, "nor anything where no side is weak"


@pytest.mark.parametrize("goal", [0.0, 0.6])
@pytest.mark.parametrize("ground", GROUNDS)
def test_it_shows_on_any_ground(
    toolkit: type, glsl: str, sheet: Sheet, ground: str, goal: float
) -> None:
    scene = np.full((9, 16, 3), GROUNDS[ground], np.float32)
    image, _ = shown(toolkit, glsl, sheet, replace(PLAY, weak="right", goal_ml=goal), scene)
    behind = brightness(image[18 * U, SIZE[0] // 2])
    part = brightness(bar(image, "right"))
    ratio = (np.maximum(part, behind) + 0.05) / (np.minimum(part, behind) + 0.05)
    assert (ratio >= 3).mean() > 0.25


def test_it_stays_on_the_body_s_side_where_reading_starts_at_the_right(
    glsl: str, sheet: Sheet
) -> None:
    from game.render.ui import Ui
    from game.screens import in_game
    from game.words import Words

    read = sheet(SIZE)
    ui = Ui(SIZE, glsl, Words("ar"))
    ui.begin()
    in_game.draw(ui, replace(PLAY, weak="left", goal_ml=-0.6, marker="across"))
    ui.end()
    ui.release()
    image = read()[..., :3]
    assert yellow(bar(image, "left")) > 0.15 and yellow(bar(image, "right")) == 0
