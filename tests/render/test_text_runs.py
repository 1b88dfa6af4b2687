"""Text is cut so that numbers read left to right inside right-to-left words."""

from __future__ import annotations

from string import Formatter

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.render import text
from game.words import LANGUAGES, MESSAGES, Words

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


@pytest.mark.parametrize(
    ("words", "pieces"),  # as they stand from left to right
    [
        ("\u0645\u0646 \u0661\u0660:\u0663\u0660", ["\u0661\u0660:\u0663\u0660", "\u0645\u0646 "]),
        ("\u0661\u0662 \u0645\u0646 \u0661\u0665", ["\u0661\u0665", " \u0645\u0646 ", "\u0661\u0662"]),
        ("\u200f\u0666\u0662\u066a", ["\u066a", "\u0666\u0662"]),
        ("\u200fM. K.\u200e \u00b7 \u0648", [" \u00b7 \u0648", "M. K."]),
    ],
    ids=["a time", "a score", "a share", "initials"],
)  # fmt: skip
def test_arabic_numbers_stand_in_reading_order_as_they_are_drawn_alone(
    words: str, pieces: list[str]
) -> None:
    """Pixel for pixel: what is drawn is what its pieces are alone, each once, in their order."""
    assert [run for run, _ in text.runs(words)] == pieces
    whole, left, top = text.render(words, "bold", 60)
    canvas = pygame.Surface((text.width(words, "bold", 60) + 8, 160), pygame.SRCALPHA)
    canvas.blit(whole, (left, 60 + top), special_flags=pygame.BLEND_PREMULTIPLIED)
    expected, at = canvas.copy(), 0
    expected.fill((0, 0, 0, 0))
    for piece in pieces:
        alone, left, top = text.render(piece, "bold", 60)
        expected.blit(alone, (at + left, 60 + top), special_flags=pygame.BLEND_PREMULTIPLIED)
        at += text.width(piece, "bold", 60)
    assert pygame.image.tobytes(canvas, "RGBA") == pygame.image.tobytes(expected, "RGBA")


def test_figures_of_a_time_are_drawn_the_way_they_are_read() -> None:
    """Ten: the slender one comes first, at the left, then the dot that is nought."""
    ten, _, _ = text.render("\u0661\u0660", "bold", 100)
    one, _, _ = text.render("\u0661", "bold", 100)
    assert pygame.image.tobytes(ten.subsurface(one.get_rect()), "RGBA") == pygame.image.tobytes(
        one, "RGBA"
    )


def test_arabic_letters_join() -> None:
    """Joined they are narrower than the same letters one by one, and not the same shapes."""
    word = "\u0645\u0646\u0647"
    assert text.width(word, "bold", 100) < sum(text.width(letter, "bold", 100) for letter in word)


def test_every_letter_of_every_language_is_in_its_font() -> None:
    """None is drawn as the empty box that stands for a missing one."""
    for code in LANGUAGES:
        for key, message in MESSAGES.items():
            names = [name for _, name, _, _ in Formatter().parse(message.text) if name]
            for run, backwards in text.runs(Words(code).say(key, **dict.fromkeys(names, 1))):
                seen = [letter for letter in run if letter.isprintable()]
                face = text._face(run, backwards, "bold", 20)
                assert None not in [face.metrics(letter)[0] for letter in seen], run
