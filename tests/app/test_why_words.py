"""The panel says in every language what the difficulty controller did, whatever that was."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from game.app.why_words import why
from game.difficulty import Change
from game.difficulty.explain import Hold, Reason
from game.words import LANGUAGES, Words

RAISED = Change(2, 0.30, 0.34, "reps", 0.75, 0.4, 0.1, run_success=True, run=3)
CHANGES = [
    *(replace(RAISED, reason=reason) for reason in get_args(Reason) if reason != "held"),
    *(replace(RAISED, reason="held", hold=hold) for hold in (*get_args(Hold), None)),
    *(replace(RAISED, direction=direction) for direction in range(-1, 8)),
    replace(RAISED, level=0.27, run_success=False, run=2),
    replace(RAISED, level=0.27, run_success=False, run=2, direction=-1),
    replace(RAISED, level=0.27),
    replace(RAISED, run=0),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_has_its_own_words(language: str) -> None:
    words = Words(language)
    said = {why(words, change) for change in CHANGES}
    assert len(said) == len(set(CHANGES))
    english = {why(Words(), change) for change in CHANGES}
    assert language == "en" or not said & english


def test_it_speaks_of_the_panel_s_levels() -> None:
    assert why(Words(), RAISED) == "After 3 reached (Right): raised by 0.4"
    assert "0,4" in why(Words("de"), RAISED)
    assert "٠٫٤" in why(Words("ar"), RAISED)
    assert why(Words(), replace(RAISED, reason="steady")) == "It stays at 4"
