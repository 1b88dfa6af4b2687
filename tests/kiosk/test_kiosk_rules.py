"""Hours, burn-in, what is shown, who counts as a visitor, the short calibration, the counters."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.balance.limits import theoretical_limits
from game.kiosk.activity import SETTLES_S, Activity, SteppingOn
from game.kiosk.attract import CAPTIONS, CYCLE_S, INVITE_S, LEVELS, SCENE_S, moment
from game.kiosk.counters import NAMES, Counters
from game.kiosk.hours import DAY_MIN, is_open, level_at, minute_of, spans_of
from game.kiosk.pixel_shift import EVERY_S, REACH, offset
from game.kiosk.reach import LEAST, MOST_S, ORDER, QUIET_S, Reach
from game.levels import readable_levels
from game.virtual_patient import PROFILES

DT = 1 / 60


def test_times_are_read_as_they_are_written():
    assert minute_of("00:00") == 0 and minute_of("08:30") == 510 and minute_of("24:00") == DAY_MIN
    assert spans_of("08:00-12:00, 13:00-24:00") == ((480, 720), (780, 1440))
    assert spans_of("closed") == ()


@pytest.mark.parametrize(
    "text", ["8:00-9:00", "08:00", "12:00-08:00", "08:00-12:00, 11:00-13:00", "25:00-26:00", ""]
)
def test_times_that_cannot_be_are_refused(text):
    with pytest.raises(ValueError):
        spans_of(text)


def test_the_display_is_on_from_the_first_minute_to_before_the_last():
    week = [spans_of("08:00-18:00")] * 5 + [()] * 2
    on = [is_open(week, day, minute) for day, minute in ((0, 479), (0, 480), (4, 1079), (4, 1080))]
    assert on == [False, True, True, False]
    assert not any(is_open(week, 5, minute) for minute in range(DAY_MIN))


@given(st.dictionaries(st.integers(0, DAY_MIN - 1), st.floats(0, 1), min_size=1))
def test_a_level_holds_from_its_time_until_the_next_over_midnight_too(steps):
    for minute, value in steps.items():
        assert level_at(steps, minute) == value
    assert level_at(steps, DAY_MIN - 1) == steps[max(steps)]
    assert level_at(steps, 0) == steps.get(0, steps[max(steps)])


def test_the_picture_wanders_by_a_pixel_at_a_time_and_comes_everywhere():
    places = [offset(at * EVERY_S) for at in range(4 * (2 * REACH + 1) ** 2)]
    assert {abs(x) <= REACH and abs(y) <= REACH for x, y in places} == {True}
    assert len(set(places)) == (2 * REACH + 1) ** 2
    steps = {abs(x - u) + abs(y - v) for (x, y), (u, v) in pairwise(places)}
    assert steps == {1}
    assert offset(0.0) == (0, 0)


def test_the_attract_loop_invites_and_shows_the_world_in_turn():
    assert moment(1.0).invites and not moment(INVITE_S + 1).invites
    captions = {moment(n * CYCLE_S + INVITE_S + 1).caption for n in range(20)}
    assert captions == set(range(CAPTIONS))
    assert moment(SCENE_S * 5 + 1.0).scene == 5
    assert moment(SCENE_S).dark == 1.0 and moment(SCENE_S / 2).dark == 0.0
    languages = [moment(n * CYCLE_S).language for n in range(6)]
    assert languages == [0, 1, 2, 3, 4, 5]


def test_every_level_and_person_that_is_shown_exists():
    from game.kiosk.attract import PEOPLE

    levels, _ = readable_levels()
    assert set(LEVELS) <= set(levels) and set(PEOPLE) <= set(PROFILES)
    assert not any(levels[name].supervised for name in LEVELS)


def test_what_rests_on_the_board_is_nobody_and_who_steps_on_is():
    board = SteppingOn()
    assert not board.seen(300.0, DT)  # a bag that was there from the beginning
    assert not any(board.seen(300.0 + n % 2, DT) for n in range(600))
    assert board.seen(700.0, DT)
    assert not board.seen(700.0, DT)
    assert not board.seen(0.0, DT) and board.seen(650.0, DT)
    assert not board.seen(math.nan, DT) and not board.seen(600.0, DT)


def test_a_load_that_creeps_wakes_nobody():
    board, load = SteppingOn(), 0.0
    for _ in range(round(20 * SETTLES_S / DT)):
        load += 2.0 * DT
        assert not board.seen(load, DT)


def test_moving_counts_and_resting_does_not():
    one = Activity()
    assert not one.moved(0.05, 0.0, math.nan)
    assert one.moved(0.4, 0.0, math.nan)
    assert not any(one.moved(0.4 + 0.02 * (n % 2), 0.0, math.nan) for n in range(500))
    assert one.moved(0.4, 0.0, 300.0) and not one.moved(0.4, 0.0, 310.0)
    assert not one.moved(0.4, 0.0, math.nan), "a board that falls silent is nobody"
    assert not one.moved(math.nan, math.nan, 300.0), "nor is one that comes back"
    assert one.moved(0.4, 0.0, 0.0), "who stepped off meanwhile was somebody"


def leaning(shares):
    """A calibration of somebody who leans to these shares where they are asked."""
    reach = Reach()
    aims = {2: (1, 0), 6: (-1, 0), 0: (0, 1), 4: (0, -1)}
    seconds = 0.0
    while reach.phase != "done":
        k = reach.direction
        far = shares.get(k, 0.0) if k is not None else 0.0
        ml, ap = aims.get(k, (0, 0))
        reach.feed(ml * far, ap * far, DT)
        seconds += DT
    return reach, seconds


@given(st.fixed_dictionaries({k: st.floats(0.0, 1.3) for k in ORDER}))
def test_the_short_calibration_ends_by_itself_and_asks_for_no_more_than_was_leaned(shares):
    reach, seconds = leaning(shares)
    assert seconds <= QUIET_S + 4 * (MOST_S + 3.0) + 1.0
    theory = theoretical_limits()
    hand, board = (reach.limits(theory, by_board=by) for by in (False, True))
    for k in ORDER:
        leaned = max(LEAST, min(1.0, shares[k]))
        assert hand.caps[k] <= 0.8 * leaned + 0.03
        assert board.reach[k] * board.caps[k] <= 0.8 * theory.reach[k] * (leaned + 0.03)
    for k in (1, 3, 5, 7):
        assert hand.caps[k] == min(hand.caps[k - 1], hand.caps[(k + 1) % 8])


def test_who_leans_readily_is_done_in_under_20_s():
    _, seconds = leaning(dict.fromkeys(ORDER, 0.8))
    assert seconds < 20.0


def test_counters_count_and_take_back_what_was_kept():
    one = Counters("2026-01-02")
    assert not one.changed
    one.add("woken"), one.add("woken")
    assert one.changed and one.as_dict()["woken"] == 2 and set(one.as_dict()) == set(NAMES)
    again = Counters(
        "2026-01-02", one.as_dict() | {"odd": 3, "hand": -1, "left": True, "idle": "x"}
    )
    assert again.as_dict() == one.as_dict()
