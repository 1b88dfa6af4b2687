"""The visit's states: the way through, what is always heard, and what can never happen."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.session.journey import EARNED_S
from game.session.plan import plan_from_dict
from game.session.runner import GIFT_S, GOODBYE_S, IDLE_S, SEEN_S, Said, State, Visit

BLOCKS = [{"level": "orchard-1", "minutes": 2}, {"level": "orchard-2", "minutes": 2}]


def visit(*, has_limits=True, **more):
    plan = plan_from_dict({"format": 1, "blocks": BLOCKS, **more}, "plan")
    return Visit(plan, plan.blocks, has_limits=has_limits, journey=plan.journey)


def say(one, *words):
    for word in words:
        if isinstance(word, int):
            one.hear("answer", word)
        else:
            one.hear(word)
    return one


def playing(**more):
    return say(visit(**more), "next", "next", 1, 0, "next", "zeroed", "stands", "plays")


def test_the_way_from_hello_to_goodbye():
    one = visit(has_limits=False)
    seen = [one.state]
    for word in ("next", "next", 2, 0, "next", "zeroed", "stands", "limits", "over", "next"):
        say(one, word)
        seen += [one.state] if one.state != seen[-1] else []
    say(one, 2, 0, 3)
    assert one.state == "rest" and not one.may_go_on
    one.pass_time(20.0)
    say(one, "next", "over", "next", 2, 0, 4)
    assert one.state == "goodbye"
    one.pass_time(GOODBYE_S)
    assert one.state == "closed" and one.ended == "completed" and one.flags == []
    assert seen == [
        "who", "today", "before", "prepare", "check", "step_on", "calibrate", "play", "results",
        "between",
    ]  # fmt: skip
    assert one.answers["between 1", "effort"] == 3


def test_nothing_is_played_before_it_was_acknowledged():
    one = say(visit(), "next", "next", 0, 0, "zeroed", "stands", "limits", "over")
    assert one.state == "prepare" and not one.acknowledged


def test_a_rest_lasts_at_least_what_the_plan_says_and_ends_by_a_choice_only():
    one = say(playing(rests={"seconds": 60.0, "least_s": 30.0}), "over", "next", 0, 0, 0)
    one.pass_time(29.9)
    assert say(one, "next").state == "rest"
    one.pass_time(0.2)
    one.pass_time(60.0)
    assert one.state == "rest"
    assert say(one, "next").state == "play" and one.block == 1


def test_new_limits_take_none_of_a_block_s_minutes_and_give_none_back():
    one = playing()
    one.pass_time(100.0)
    say(one, "recalibrate")
    assert one.state == "calibrate"
    one.pass_time(100.0)
    say(one, "limits", "plays")
    assert one.state == "play" and one.block_seconds_left == pytest.approx(20.0)
    one.pass_time(20.1)
    assert say(one, "recalibrate").state == "results", "only out of play"
    say(one, "next", 1, 0, 1)
    one.pass_time(60.0)
    assert say(one, "next").block_seconds_left == pytest.approx(120.0)


def test_a_block_ends_with_its_minutes_and_paused_time_is_no_part_of_them():
    one = playing()
    one.pass_time(100.0)
    say(one, "pause")
    one.pass_time(100.0)
    assert one.state == "play" and not one.scoring
    say(one, "resume")
    one.pass_time(19.0)
    assert one.state == "play"
    [change] = one.pass_time(1.1)
    assert (change.before, change.after, change.why) == ("play", "results", "its minutes are over")


def test_a_countdown_is_no_part_of_a_block_but_of_the_visit():
    one = say(playing(), "counts")
    left = one.seconds_left
    one.pass_time(5.0)
    assert not one.scoring and one.block_seconds_left == pytest.approx(120.0)
    assert one.seconds_left == pytest.approx(left - 5.0)
    say(one, "plays", "pause", "resume", "counts")
    one.pass_time(3.0)
    say(one, "plays")
    one.pass_time(119.0)
    assert one.state == "play" and one.block_seconds_left == pytest.approx(1.0)


def test_every_game_begins_by_its_countdown():
    one = say(visit(), "next", "next", 1, 0, "next", "zeroed", "stands")
    one.pass_time(5.0)
    assert one.counting and one.block_s == 0.0
    say(one, "plays", "over", "next", 1, 0, 1)
    one.pass_time(20.0)
    assert say(one, "next").counting and one.block == 1


def test_the_visits_minutes_run_out_in_a_countdown_too():
    one = say(playing(minutes=0.05), "counts")
    [change] = one.pass_time(3.1)
    assert (change.after, change.why) == ("results", "its minutes are over")


def test_minutes_that_run_out_in_a_rest_are_followed_by_the_questions():
    one = say(
        playing(minutes=1.0, rests={"seconds": 60.0, "least_s": 10.0}), "over", "next", 1, 0, 1
    )
    assert one.state == "rest"
    one.pass_time(60.1)
    [change] = one.hear("next")
    assert (change.after, change.why) == ("after", "the visit's minutes are over")
    assert say(one, 1, 0, 2).state == "goodbye"
    assert one.answers["after", "effort"] == 2 and one.ended == "completed"


def test_the_visit_ends_with_its_own_minutes():
    one = playing(minutes=1.0)
    one.pass_time(61.0)
    assert one.state == "results"
    say(one, "next")
    assert one.state == "after", "no further block begins"


@pytest.mark.parametrize(
    ("answers", "flag"),
    [
        ((3, 0, 0), "pain rose from 1 to 3"),
        ((1, 2, 0), "dizziness rose from 0 to 2"),
        ((1, 0, 9), "effort 9"),
        ((2, 1, 8), ""),
    ],
)
def test_answers_that_rise_too_far_end_the_training_and_flag_it(answers, flag):
    one = say(playing(), "over", "next", *answers)
    assert one.state == ("goodbye" if flag else "rest")
    assert one.flags == ([flag] if flag else [])


def test_who_is_in_much_pain_does_not_start():
    one = say(visit(), "next", "next", 8, 0)
    assert one.state == "goodbye" and one.flags == ["pain 8 before play"]


def test_without_questions_nothing_is_asked():
    one = say(visit(questions=[]), "next", "next")
    assert one.state == "prepare"
    assert say(one, "back").state == "today"


def test_leaving_asks_only_who_has_just_played():
    assert say(visit(), "leave").state == "goodbye"
    assert say(playing(), "leave").state == "after"
    assert say(playing(), "recalibrate", "leave").state == "after"
    assert say(playing(), "over", "next", 1, 0, 1, "leave").state == "after"
    assert say(playing(), "over", "next", "leave").state == "goodbye", "out of a question"
    assert say(playing(), "leave", "leave").state == "goodbye"


def played(*, seconds=EARNED_S, answers=(1, 0, 1), **more):
    """Who has played so long, ended, and answered."""
    one = playing(**more)
    say(one, "plays")
    one.pass_time(seconds)
    return say(one, "leave", *answers)


def test_a_visit_that_was_played_leaves_what_is_chosen_and_looks_at_it():
    one = played()
    assert one.state == "gift" and not one.may_go_on
    one.hear("gift", 2)
    assert one.gift is None, "there are two"
    one.hear("gift", 1)
    one.hear("gift", 0)
    assert (one.state, one.gift) == ("gift", 1), "chosen once"
    one.pass_time(SEEN_S)
    assert one.state == "goodbye"
    assert say(played(), "next").state == "gift", "not before it was chosen"


def test_nobody_has_to_choose():
    one = played()
    one.pass_time(GIFT_S - 1)
    one.hear("active")
    one.pass_time(GIFT_S - 1)
    assert one.state == "gift"
    [change] = one.pass_time(1.0)
    assert (change.after, change.why, one.gift) == ("goodbye", "nobody chose", None)
    left = say(played(), "leave")
    assert left.state == "goodbye" and left.gift is None


@pytest.mark.parametrize(
    "more",
    [{"seconds": EARNED_S - 1}, {"journey": False}, {"answers": (3, 0, 1)}, {"answers": (1, 0, 9)}],
)
def test_no_choice_is_asked_of_who_did_not_play_or_had_to_stop(more):
    assert played(**more).state == "goodbye"


def test_less_today_keeps_one_block():
    one = say(visit(), "next", "less", "less", "less")
    assert len(one.blocks) == 1


def test_a_screen_that_nobody_answers_closes():
    one = say(visit(), "next")
    one.pass_time(IDLE_S - 1)
    one.hear("active")
    one.pass_time(IDLE_S - 1)
    assert one.state == "today"
    [change] = one.pass_time(2)
    assert one.state == "closed" and one.ended == "stopped" and change.why == "nobody answered"


@pytest.mark.parametrize("state", get_args(State))
@pytest.mark.parametrize("paused", [False, True])
def test_from_every_state_every_word_leads_to_a_defined_state(state, paused):
    for word in get_args(Said):
        for value in (-1, 0, 10, 11):
            one = visit()
            one.state, one.paused, one.acknowledged = state, paused, state == "play"
            one.hear(word, value)
            assert one.state in get_args(State)
            assert one.state != "play" or one.acknowledged
            one.pass_time(1.0)
            one.hear("stop")
            assert one.state == "closed"


WORDS = st.one_of(
    st.tuples(st.sampled_from(get_args(Said)), st.integers(-1, 11)),
    st.floats(0.0, 100.0).map(lambda seconds: ("time", seconds)),
)


@given(st.lists(WORDS, max_size=60), st.booleans())
def test_whatever_is_said_leads_to_a_defined_state(words, has_limits):
    one = visit(has_limits=has_limits)
    for word, value in words:
        before, block_s = one.state, one.block_s
        changes = one.pass_time(value) if word == "time" else one.hear(word, value)
        assert one.state in get_args(State)
        assert (changes[-1].after if changes else before) == one.state
        assert not (one.state == "play" and not one.acknowledged)
        assert 0 <= one.block < len(one.blocks)
        if before == "closed":
            assert one.state == "closed", "closed stays closed"
        if word != "time" or before != "play":
            assert one.block_s in (block_s, 0.0), "nothing but time in play counts"
    one.hear("stop")
    assert one.state == "closed", "stop ends within one step, from everywhere"


@given(st.lists(WORDS, max_size=40), st.floats(0.1, 50.0))
def test_nothing_scores_while_paused(words, seconds):
    one = visit()
    for word, value in words:
        _ = one.pass_time(value) if word == "time" else one.hear(word, value)
    if one.hear("pause") == [] and one.paused:
        block_s, trained_s = one.block_s, one.trained_s
        one.pass_time(seconds)
        assert not one.scoring
        assert (one.block_s, one.trained_s) == (block_s, trained_s)
