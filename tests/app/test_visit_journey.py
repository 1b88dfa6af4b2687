"""What a visit leaves in the valley: written when it is chosen, in the store with the session."""

from __future__ import annotations

import json

import pytest

from game.app.known import known_of
from game.app.play import play
from game.app.request import PlayRequest
from game.app.store_here import store_here
from game.session.diary import read_diary
from game.session.journey import EARNED_S, Journey
from game.session.outcome import read_outcome
from game.store.participants import add_participant
from game.store.plans import save_plan

PLAN = {
    "format": 1,
    "blocks": [{"level": "orchard-1", "minutes": 0.6}],
    "questions": ["pain"],
    "rests": {"seconds": 10.0, "least_s": 2.0},
}


@pytest.fixture
def visit(tmp_path, monkeypatch):
    """A function that plays one visit by a plan."""
    monkeypatch.setenv("SUREFOOT_DATA", str(tmp_path / "data"))
    with store_here("test") as store:
        add_participant(store, "P7")

    def one(*, seed=0, **more):
        with store_here("test") as store:
            save_plan(store, "P7", json.dumps({**PLAN, **more}))
        return play(PlayRequest("", "simulated", "P7", headless=True, fast=True, seed=seed))

    return one


def _states(folder):
    return [line["to"] for line in read_diary(folder) if line["kind"] == "state"]


def test_the_next_visit_finds_what_this_one_left(visit):
    first, second = (visit(seed=seed) for seed in (0, 1))
    offers = Journey("P7").offers()
    left = [read_outcome(folder).gift for folder in (first, second)]
    assert (left[0].kind, left[0].other) == offers and left[0].chosen
    assert left[0].seconds >= EARNED_S and left[0].tries > 0
    assert left[1].kind == Journey("P7", (left[0],)).offers()[1], "the second one was chosen"
    known = known_of("P7")
    assert known is not None and known.journey == Journey("P7", tuple(left))
    assert read_outcome(first).limits is not None, "what was found out before is kept beside it"


def test_a_plan_may_do_without(visit):
    folder = visit(journey=False)
    assert "gift" not in _states(folder) and read_outcome(folder).gift is None
    known = known_of("P7")
    assert known is not None and known.journey is None


def test_who_had_to_stop_is_not_asked_and_loses_nothing(visit, monkeypatch):
    answers = iter([1, 4])  # it hurts more than before
    monkeypatch.setattr("game.app.visit_headless.SimulatedVisitor._answer", _answering(answers))
    folder = visit()
    assert "gift" not in _states(folder)
    gift = read_outcome(folder).gift
    assert gift is not None and not gift.chosen and gift.kind == Journey("P7").offers()[0]


def _answering(answers):
    def answer(visitor):
        run = visitor._run
        if run.visit.asked:
            run.say("answer", next(answers))
        elif run.visit.may_go_on:
            run.say("next")
        visitor._said_s = 0.0

    return answer


def test_what_was_chosen_is_kept_whatever_happens_then(visit, monkeypatch):
    """The choice is on the disk before anything else is done."""

    def answer(visitor):
        run = visitor._run
        if run.visit.state == "gift":
            run.say("gift", 1)
            raise KeyboardInterrupt
        _answering(iter([1] * 9))(visitor)

    monkeypatch.setattr("game.app.visit_headless.SimulatedVisitor._answer", answer)
    folder = visit()
    gift = read_outcome(folder).gift
    assert gift is not None and gift.chosen and gift.kind == Journey("P7").offers()[1]
    known = known_of("P7")
    assert known is not None and known.journey is not None
    assert known.journey.left == (gift,), "left once, and in the store"
