"""Choosing: what fills the hold, what moves the focus, and what must never select."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.screens.choice import Choice, Inputs

DT = 1 / 60
NOTHING = Inputs()
UPRIGHT = Inputs(standing=True)
FORWARD = Inputs(standing=True, lean_ap=0.6)
RIGHT = Inputs(standing=True, lean_ml=0.6)
LEFT = Inputs(standing=True, lean_ml=-0.6)
PRESS = Inputs(press=True)
BUTTON = Inputs(button=True)


def opened(count: int = 3, focus: int = 0, **options: float) -> Choice:
    """A choice that has seen everything let go."""
    choice = Choice(count, focus, **options)
    feed(choice, UPRIGHT, 0.6)
    return choice


def feed(choice: Choice, inputs: Inputs, seconds: float, **options: frozenset[int]) -> list[int]:
    """The choices made while `inputs` last."""
    answers = (choice.step(DT, inputs, **options) for _ in range(round(seconds / DT)))
    return [answer for answer in answers if answer is not None]


shares = st.floats(-1.2, 1.2)
anything = st.builds(
    Inputs, lean_ml=shares, lean_ap=shares, standing=st.booleans(), loaded=st.floats(0, 1.2),
    button=st.booleans(), press=st.booleans(), move=st.sampled_from([-1, 0, 1]),
    point=st.one_of(st.none(), st.integers(0, 2)), click=st.booleans(),
)  # fmt: skip
spells = st.lists(st.tuples(anything, st.integers(1, 60)), max_size=30)


@pytest.mark.parametrize("hold", [FORWARD, PRESS, BUTTON])
def test_a_hold_selects_the_focus_after_its_time_and_the_start(hold: Inputs) -> None:
    choice = opened(3, 1)
    assert feed(choice, hold, 2.1) == []
    assert feed(choice, hold, 0.1) == [1]


def test_nothing_shows_before_the_start() -> None:
    choice = opened()
    feed(choice, FORWARD, 0.14)
    assert choice.hold == 0
    feed(choice, FORWARD, 1.01)
    assert choice.hold == pytest.approx(0.5, abs=0.02)


def test_letting_go_drains_twice_as_fast() -> None:
    choice = opened()
    feed(choice, PRESS, 1.15)
    feed(choice, NOTHING, 0.25)
    assert choice.hold == pytest.approx(0.25, abs=0.03)


def test_back_within_half_a_second_goes_on_without_a_new_start() -> None:
    choice = opened()
    feed(choice, PRESS, 1.65)
    feed(choice, NOTHING, 0.3)
    kept = choice.hold
    feed(choice, PRESS, 0.1)
    assert choice.hold == pytest.approx(kept + 0.05, abs=0.02)


def test_after_a_choice_the_same_hold_fills_nothing() -> None:
    choice = opened()
    assert feed(choice, FORWARD, 20) == [0]


def test_a_new_screen_waits_for_everything_to_be_let_go() -> None:
    choice = Choice(2)
    assert feed(choice, FORWARD, 5) == []
    assert choice.hold == 0
    feed(choice, UPRIGHT, 0.6)
    assert feed(choice, FORWARD, 2.3) == [0]


def test_stepping_off_empties_at_once() -> None:
    for off in (Inputs(standing=True, lean_ap=0.6, loaded=0.4), NOTHING):
        choice = opened()
        feed(choice, FORWARD, 2.0)
        assert choice.hold > 0.8
        choice.step(DT, off)
        assert choice.hold == 0


def test_leaning_moves_one_step_then_one_each_1_2_s() -> None:
    choice = opened(5, 0)
    feed(choice, RIGHT, 0.5)
    assert choice.focus == 0
    feed(choice, RIGHT, 0.2)
    assert choice.focus == 1
    feed(choice, RIGHT, 1.0)
    assert choice.focus == 1
    feed(choice, RIGHT, 0.2)
    assert choice.focus == 2
    feed(choice, RIGHT, 20)
    assert choice.focus == 4
    feed(choice, LEFT, 0.7)
    assert choice.focus == 3


def test_one_button_taps_walk_round_and_bounces_are_not_heard() -> None:
    choice = opened(3)
    for expected in (1, 2, 0):
        feed(choice, BUTTON, 0.1)
        for _ in range(2):
            feed(choice, NOTHING, 0.03)
            feed(choice, BUTTON, 0.03)
        feed(choice, NOTHING, 0.5)
        assert choice.focus == expected


def test_a_long_press_of_the_button_is_no_tap() -> None:
    choice = opened(3)
    feed(choice, BUTTON, 0.8)
    feed(choice, NOTHING, 0.5)
    assert choice.focus == 0


def test_a_locked_choice_takes_the_focus_but_never_fills() -> None:
    choice = opened(2, 1)
    locked = frozenset({1})
    assert feed(choice, PRESS, 5, locked=locked) == []
    assert feed(choice, Inputs(click=True), 0.1, locked=locked) == []
    assert choice.hold == 0
    assert feed(choice, PRESS, 2.3) == [1]


def test_a_click_selects_what_it_points_at() -> None:
    choice = opened(3)
    assert feed(choice, Inputs(point=2, click=True), 1.0) == [2]


def test_moving_the_focus_empties_the_hold() -> None:
    choice = opened(3)
    feed(choice, PRESS, 1.5)
    choice.step(DT, Inputs(press=True, move=1))
    assert choice.focus == 1
    assert choice.hold < 0.02


def test_wider_zones_for_a_tremor() -> None:
    leaning = Inputs(standing=True, lean_ap=0.35)
    assert feed(opened(), leaning, 3) == [0]
    assert feed(opened(zones=1.3), leaning, 3) == []


def test_an_impossible_focus_is_refused() -> None:
    with pytest.raises(ValueError, match="focus 3 is not one of 3"):
        Choice(3, 3)


@given(spells)
@settings(max_examples=150, deadline=None)
def test_focus_and_hold_stay_in_range_whatever_is_done(done: list[tuple[Inputs, int]]) -> None:
    choice = Choice(3)
    for inputs, frames in done:
        for _ in range(frames):
            answer = choice.step(DT, inputs)
            assert 0 <= choice.focus < 3
            assert 0.0 <= choice.hold <= 1.0
            assert answer is None or answer == choice.focus


@given(
    st.lists(
        st.tuples(st.floats(0, 0.199), st.floats(0, 2 * math.pi), st.floats(0, 1.2), st.booleans()),
        max_size=400,
    )
)
@settings(max_examples=100, deadline=None)
def test_upright_and_off_the_board_never_select_or_move(
    sway: list[tuple[float, float, float, bool]],
) -> None:
    choice = opened(3, 1)
    for r, turn, loaded, standing in sway:
        inputs = Inputs(r * math.sin(turn), r * math.cos(turn), standing, loaded)
        assert choice.step(0.1, inputs) is None
        assert (choice.focus, choice.hold) == (1, 0.0)


@given(spells)
@settings(max_examples=100, deadline=None)
def test_two_choices_are_always_apart(done: list[tuple[Inputs, int]]) -> None:
    """Between two selections lies at least half a second of letting go."""
    choice = Choice(3)
    since = math.inf
    for inputs, frames in done:
        for _ in range(frames):
            since += DT
            if choice.step(DT, inputs) is not None:
                assert since >= 0.5 - DT
                since = 0.0
