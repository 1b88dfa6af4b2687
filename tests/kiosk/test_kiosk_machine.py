"""The kiosk's states: the ways through, what brings it back, and what can never happen."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.kiosk.machine import BOARD_S, RESET_S, SELDOM, STATES, WARN_S, WAYS, Machine, Rules, Said

ALL = WAYS
said = st.sampled_from(get_args(Said))
deeds = st.lists(
    st.one_of(
        st.tuples(st.just("say"), said, st.integers(-1, 3)),
        st.tuples(st.just("wait"), st.floats(0.0, 12.0), st.just(0)),
        st.tuples(st.just("touch"), st.just(0), st.just(0)),
        st.tuples(st.just("ways"), st.sets(st.sampled_from(WAYS)), st.just(0)),
        st.tuples(st.just("display"), st.booleans(), st.just(0)),
        st.tuples(st.just("rules"), st.booleans(), st.just(0)),
    ),
    max_size=60,
)


def machine(*words, standing=False, ways=ALL, **rules):
    one = Machine(Rules(standing=standing, **rules))
    one.offer(ways)
    for word in words:
        one.hear(*word) if isinstance(word, tuple) else one.hear(word)
    return one


def after(one, kind, what, value):
    """Do one deed; the changes that it made."""
    match kind:
        case "say":
            return one.hear(what, value)
        case "wait":
            return one.pass_time(what)
        case "touch":
            return one.touch() or []
        case "ways":
            return one.offer(what) or []
        case "display":
            return one.display(what)
        case _:
            return one.obey(Rules(standing=what))


def test_by_hand_it_goes_from_the_invitation_to_three_games_and_back():
    one, seen = machine(), []
    for word in ("wake", "next", ("choose", 0), *["next"] * 5):
        changes = one.hear(*word) if isinstance(word, tuple) else one.hear(word)
        seen += [(change.after, one.taster) for change in changes]
    assert seen == [
        ("invite", 0), ("choose", 0), ("calibrate", 0), ("taster", 0), ("taster", 1),
        ("taster", 2), ("result", 2), ("attract", 0),
    ]  # fmt: skip


def test_with_one_way_to_play_nobody_is_asked():
    assert machine("wake", "next", ways=("hand",)).state == "calibrate"


def test_on_a_board_somebody_says_yes_first():
    one = machine("wake", "next", ("choose", 1))
    assert (one.way, one.state, one.acknowledged) == ("seated", "ready", False)
    one.hear("next")
    assert (one.state, one.acknowledged) == ("board", True)


def test_standing_is_offered_only_where_the_station_allows_it():
    assert machine().ways == ("hand", "seated")
    assert machine(standing=True).ways == ("hand", "seated", "standing")
    on_it = machine("wake", "next", ("choose", 2), "next", "next", standing=True)
    assert (on_it.state, on_it.way) == ("calibrate", "standing")
    assert [change.after for change in on_it.obey(Rules(standing=False))] == ["attract"]


@pytest.mark.parametrize("state", [state for state in STATES if state not in SELDOM])
def test_from_every_state_it_warns_at_20_s_and_is_back_at_30_s(state):
    one = machine()
    one.state = state
    rules = one.rules
    one.rules = Rules(standing=rules.standing, result_s=1000.0)
    one.pass_time(WARN_S - 0.1)
    assert not one.warns and one.state == state
    one.pass_time(0.1)
    assert one.warns and one.left_s == pytest.approx(RESET_S - WARN_S)
    one.touch()
    assert not one.warns
    one.pass_time(RESET_S - 0.1)
    assert one.state == state
    one.pass_time(0.1)
    assert one.state == "attract" and not one.warns


def test_nobody_keeps_the_screen_for_ever():
    one = machine("wake", "next", ("choose", 0), "next", most_s=100.0)
    for _ in range(100):
        one.pass_time(1.0)
        one.touch()
    assert one.state == "result"


def test_who_moves_on_the_board_but_is_not_on_it_as_asked_is_not_waited_for_for_ever():
    one = machine("wake", "next", ("choose", 1), "next")
    assert one.state == "board"
    for _ in range(round(BOARD_S)):
        assert one.state == "board"
        one.touch()
        one.pass_time(1.0)
    assert one.state == "attract"


def test_the_display_sleeps_when_the_visit_is_over_and_not_before():
    one = machine("wake", "next")
    assert one.display(False) == []
    one.hear("back"), one.hear("back")
    assert one.state == "dark"
    assert one.hear("wake") == [] and one.state == "dark"
    assert [change.after for change in one.display(True)] == ["attract"]


@pytest.mark.parametrize("state", STATES)
def test_an_error_leads_back_from_everywhere_but_the_end(state):
    one = machine()
    one.state = state
    one.reset("error")
    assert one.state == (state if state in SELDOM else "attract")


def test_a_lost_board_ends_only_what_is_played_on_it():
    assert machine("wake", "next", ("choose", 0), "lost").state == "calibrate"
    assert machine("wake", "next", ("choose", 1), "next", "lost").state == "attract"


@given(deeds)
def test_whatever_happens_nobody_plays_on_a_board_unasked_nor_stands_unallowed(things):
    one = machine()
    for thing in things:
        for change in after(one, *thing):
            assert change.after in STATES
        if one.state in ("board", "calibrate", "taster") and one.way != "hand":
            assert one.acknowledged
            assert one.way != "standing" or one.rules.standing
        assert one.rules.standing or "standing" not in one.ways
        assert one.idle_s < RESET_S or one.state in SELDOM
        assert 0 <= one.taster < one.rules.tasters


@given(deeds)
def test_only_the_pin_closes_it(things):
    one = machine()
    for kind, what, value in things:
        if what == "in":
            continue
        after(one, kind, what, value)
    assert one.state != "closed"
    if one.state != "staff":
        one.hear("in")
        assert one.state != "closed"
    one.hear("staff"), one.hear("in")
    assert one.state == "closed"


@given(deeds)
def test_left_alone_it_is_back_within_30_s_from_anywhere(things):
    one = machine()
    for kind, what, value in things:
        if what != "in":
            after(one, kind, what, value)
    one.display(True)
    for _ in range(round(RESET_S * 4)):
        one.pass_time(0.25)
    assert one.state == "attract"
