"""Text is cut so that numbers read left to right inside right-to-left words."""

from __future__ import annotations

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.render import text

ALEF, BET = "\u05d0", "\u05d1"
FIVE, EIGHT, ONE, TWO = "\u0665", "\u0668", "\u0661", "\u0662"
MIN = "\u0645\u0646"  # "of"


@pytest.mark.parametrize("words", ["Lean right", "12 of 15", "10:30", "62 %", ""])
def test_left_to_right_text_stays_whole(words: str) -> None:
    assert text.runs(words) == [(words, False)]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (f"{ALEF}{BET} 10:30", [("10:30", False), (f"{ALEF}{BET} ", True)]),
        (f"{ALEF}{BET} 12/15 {BET}", [(f" {BET}", True), ("12/15", False), (f"{ALEF}{BET} ", True)]),
        (f"{ALEF} 62% {BET}", [(f" {BET}", True), ("62%", False), (f"{ALEF} ", True)]),
        (f"{ALEF} 12, 15", [("15", False), (", ", True), ("12", False), (f"{ALEF} ", True)]),
        (f"{ONE}{TWO} {MIN} {ONE}{FIVE}",
         [(f"{ONE}{FIVE}", False), (f" {MIN} ", True), (f"{ONE}{TWO}", False)]),
        (f"Go {ALEF}{BET} on", [("Go ", False), (f"{ALEF}{BET}", True), (" on", False)]),
    ],
)  # fmt: skip
def test_runs_stand_in_reading_order(words: str, shown: list[tuple[str, bool]]) -> None:
    assert text.runs(words) == shown


@given(st.text(alphabet=f"{ALEF}{BET}{MIN}ab 0123456789:.,/%{FIVE}{EIGHT}", max_size=24))
def test_no_character_is_lost_and_no_number_turned_round(words: str) -> None:
    pieces = text.runs(words)
    assert sorted("".join(run for run, _ in pieces)) == sorted(words)
    assert all(not backwards for run, backwards in pieces if any(c.isdigit() for c in run))


def test_a_time_after_hebrew_letters_is_drawn_as_it_is_alone() -> None:
    """Pixel for pixel: the number's run comes first, at the left."""
    alone, left, _ = text.render("10:30", "bold", 40)
    together, start, _ = text.render(f"{ALEF}{BET} 10:30", "bold", 40)
    width = alone.get_width() - 2
    ours = together.subsurface((0, 0, width, together.get_height()))
    ink = ours.get_bounding_rect()
    theirs = alone.subsurface((0, 0, width, alone.get_height()))
    assert start == left
    assert pygame.image.tobytes(ours.subsurface(ink), "RGBA") == pygame.image.tobytes(
        theirs.subsurface(theirs.get_bounding_rect()), "RGBA"
    )


def test_a_capital_is_as_high_as_said_and_figures_do_not_jitter() -> None:
    surface, _, top = text.render("H", "bold", 200)
    assert surface.get_height() == pytest.approx(text.CAPITAL * 200, abs=4)
    assert abs(top) <= 3
    assert len({text.width(figure, "bold", 200) for figure in "0123456789"}) == 1
