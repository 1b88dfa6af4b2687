"""The words: complete, short, positive, and numbers that read left to right."""

from __future__ import annotations

import re
import string
from dataclasses import replace
from pathlib import Path

import pytest

import game.screens
from game.balance.directions import DIRECTIONS
from game.render.pictures import PICTURES
from game.screens.gallery import FINISHED
from game.screens.parts import picture_of
from game.screens.results import picked
from game.words import MESSAGES, TABLES, Words

SCREENS = Path(game.screens.__file__).parent
INSTRUCTIONS = [f"lean.{name}" for name in DIRECTIONS] + ["hold", "centre", "rest", "done", "still"]
NEGATIVE = {"fail", "failed", "lose", "lost", "miss", "missed", "wrong", "slow", "only", "below",
            "not", "never", "bad", "poor", "error", "quit", "skip", "hurry", "too"}  # fmt: skip


def test_every_key_that_a_screen_names_has_words() -> None:
    prefixes = tuple({key.split(".")[0] + "." for key in MESSAGES if "." in key})
    named = set()
    for path in SCREENS.glob("*.py"):
        named |= set(re.findall(r'"([a-z_]+(?:\.[a-z_]+)+)"', path.read_text("utf-8")))
    named = {key for key in named if key.startswith(prefixes)}
    assert len(named) > 30
    assert named <= set(MESSAGES)


def test_a_key_stands_in_one_table_alone() -> None:
    assert sum(map(len, TABLES)) == len(MESSAGES)


@pytest.mark.parametrize("instruction", INSTRUCTIONS)
def test_every_instruction_has_words_and_a_picture(instruction: str) -> None:
    assert len(MESSAGES[instruction].text.split()) <= 4
    assert picture_of(instruction) in PICTURES


@pytest.mark.parametrize("key", list(MESSAGES))
def test_words_are_few_and_positive(key: str) -> None:
    for said in filter(None, MESSAGES[key][:2]):
        bare = {word.strip(string.punctuation).lower() for word in said.split()}
        assert len(said.split()) <= (9 if key.startswith("why.") else 6)  # staff have time
        assert key == "today.not_me" or not bare & NEGATIVE  # blames nobody: it greets another
        assert said[0].isupper() or said[0] == "{"
        assert said != said.upper() or said.startswith("{")


def test_numbers_are_set_in() -> None:
    words = Words()
    assert words.count(5, 8) == "5 of 8"
    told = [picked(words, replace(FINISHED, picked=n)) for n in (0, 1, 12)]
    assert told == ["You stood\nand practised!", "You picked\n1 apple!", "You picked\n12 apples!"]


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00"), (0.01, "0:01"), (40, "0:40"), (59.5, "1:00"), (630, "10:30")],
)
def test_the_clock_reads_zero_only_at_the_end(seconds: float, shown: str) -> None:
    assert Words().clock(seconds) == shown
