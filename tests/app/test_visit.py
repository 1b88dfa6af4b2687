"""A planned visit from hello to goodbye, with no window and a simulated person, as it is recorded."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from game.app.data_folder import data_folder
from game.app.errors import WrongInput
from game.app.known import _age, _is_due, known_of
from game.app.play import play
from game.app.request import PlayRequest
from game.app.store_here import store_here
from game.app.visit_games import WORTH_PLAYING_S
from game.app.visit_headless import run_visit_headless
from game.session.diary import read_diary
from game.session.outcome import read_outcome
from game.session.recording import open_trials
from game.session.replay import replay
from game.store.participants import add_participant
from game.store.plans import save_plan

NOW = datetime(2026, 5, 20, 10, 0, tzinfo=UTC)
PLAN = {
    "format": 1,
    "blocks": [{"level": "orchard-1", "minutes": 1.0}, {"level": "orchard-2", "minutes": 0.6}],
    "rests": {"seconds": 20.0, "least_s": 5.0},
    "affected_side": "left",
    "directions": {"left": {"cap": 0.4}, "forward_left": {"cap": 0.4}},
}


def _planned(code="P7", **more):
    with store_here("test") as store:
        add_participant(store, code, "Mary", "Kay", date(1950, 3, 1))
        save_plan(store, code, json.dumps({**PLAN, **more}))


def _play(code="P7", **more):
    request = PlayRequest("", "simulated", code, headless=True, fast=True, **more)
    return play(request)


@pytest.fixture(scope="module")
def visited(tmp_path_factory):
    """One whole visit, its folder, and the data folder that it was played in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUREFOOT_DATA", str(tmp_path_factory.mktemp("data")))
        _planned()
        yield _play()


@pytest.fixture
def at_home(visited, monkeypatch):
    """In the data folder in which the visit was played."""
    monkeypatch.setenv("SUREFOOT_DATA", str(visited.parent))


def _states(folder):
    return [line["to"] for line in read_diary(folder) if line["kind"] == "state"]


def test_the_visit_goes_all_the_way(visited):
    assert _states(visited) == [
        "today", "before", "prepare", "check", "step_on", "calibrate", "play", "results",
        "between", "rest", "play", "results", "after", "gift", "goodbye", "closed",
    ]  # fmt: skip
    session = json.loads((visited / "session.json").read_text())
    assert session["stop"]["status"] == "completed"
    assert session["plan_version"] == 1 and session["plan"]["affected_side"] == "left"


def test_every_game_of_it_can_be_replayed_and_keeps_the_caps(visited):
    trials = open_trials(visited)
    assert all(trial.start["age_years"] >= 75 for trial in trials), "norms are by age"
    assert [trial.start["level"]["id"] for trial in trials][:1] == ["orchard-1"]
    for trial in trials:
        assert replay(trial).identical
        for _, event in trial.events:
            if event.kind == "cue" and event.data["direction"] in ("left", "forward_left"):
                assert event.data["reach"] <= 0.4 + 1e-9


def test_a_block_lasts_its_minutes_in_as_many_games_as_fit(visited):
    changes = [line for line in read_diary(visited) if line["kind"] == "state"]
    began = [line["t_s"] for line in changes if line["to"] == "play"]
    ended = [line["t_s"] for line in changes if line["from"] == "play"]
    for start, end, planned in zip(began, ended, (60.0, 36.0), strict=True):
        assert planned - WORTH_PLAYING_S <= end - start <= planned + 0.1


def test_the_next_visit_begins_where_this_one_ended(visited, at_home):
    known = known_of("P7")
    assert known is not None and known.limits is not None
    kept = json.loads((visited / "outcome.json").read_text())["limits"]
    assert known.limits.as_dict()["reach_mm"] == kept["reach_mm"]
    state, days = known.difficulty["orchard-1"]
    assert days < 1.0 and state["history"]


def test_the_answers_are_in_the_store(at_home):
    from game.store.answers import answers_of

    with store_here("test") as store:
        answers = answers_of(store, "P7")
    assert {(a.moment, a.question, a.value) for a in answers} >= {
        ("before", "pain", 1.0),
        ("between 1", "effort", 1.0),
        ("after", "dizziness", 1.0),
    }


def test_what_is_due_comes_first_and_is_due_again_when_its_days_have_passed(visited, at_home):
    due = [{"level": "orchard-1", "every_days": 14}, {"level": "quiet-stance-eyes-open"}]
    with store_here("test") as store:
        save_plan(store, "P7", json.dumps({**PLAN, "assessments": due}))
    known = known_of("P7")
    assert [block.level for block in known.blocks] == [
        "quiet-stance-eyes-open", "orchard-1", "orchard-2",
    ]  # fmt: skip
    assert _is_due(None, 14, NOW)
    assert not _is_due(NOW - timedelta(days=13), 14, NOW)
    assert _is_due(NOW - timedelta(days=13, hours=13), 14, NOW)


def test_an_age_is_that_of_the_last_birthday():
    assert _age(date(1950, 3, 1), date(2026, 2, 28)) == 75
    assert _age(date(1950, 3, 1), date(2026, 3, 1)) == 76
    assert _age(None, date(2026, 3, 1)) is None


def test_a_plan_that_cannot_be_played_is_said_before_anything_opens():
    _planned("P8", blocks=[{"level": "nowhere"}])
    with pytest.raises(WrongInput, match=r"plan of P8: blocks: there is no level 'nowhere'.*set"):
        _play("P8")
    assert not list(data_folder().glob("*-P8-*"))


def test_who_has_no_plan_plays_the_first_level(tmp_path):
    folder = _play("P9", out=tmp_path, duration_s=5.0)
    assert [trial.start["level"]["id"] for trial in open_trials(folder)] == ["orchard-1"]


def test_a_plan_that_is_changed_meanwhile_counts_from_the_next_visit(tmp_path, monkeypatch):
    _planned("P6", blocks=[{"level": "orchard-1", "minutes": 0.2}])
    changed = {**PLAN, "blocks": [{"level": "orchard-2", "minutes": 0.4}]}
    versions = []

    def while_somebody_changes_it(run, show):
        def watched(share, word):
            if word == "play" and not versions:
                with store_here("anna") as store:
                    versions.append(save_plan(store, "P6", json.dumps(changed)))
            show(share, word)

        run_visit_headless(run, watched)

    monkeypatch.setattr("game.app.visit.run_visit_headless", while_somebody_changes_it)
    folder = _play("P6", out=tmp_path)
    session = json.loads((folder / "session.json").read_text())
    assert session["stop"]["status"] == "completed"
    assert versions == [2] and session["plan_version"] == 1
    assert [block["level"] for block in session["plan"]["blocks"]] == ["orchard-1"]
    assert {trial.start["level"]["id"] for trial in open_trials(folder)} == {"orchard-1"}
    known = known_of("P6")
    assert known.version == 2 and [block.level for block in known.blocks] == ["orchard-2"]


def test_a_test_of_limits_is_what_the_next_visit_goes_by():
    blocks = [{"level": "limits-of-stability-short", "minutes": 5}]
    _planned("P5", blocks=blocks, directions={"left": {"cap": 0.4}})
    folder = _play("P5")
    [trial] = open_trials(folder)
    found = read_outcome(trial.folder).limits
    assert "held for 1 s" in found.how and found.stance == "standing"
    assert found.caps == (0.9,) * 8, "the plan's caps stay the plan's"
    grown = read_outcome(folder).limits  # the flower, before the test
    assert found.reach != grown.reach and known_of("P5").limits == found
    assert not list(data_folder().glob("limits-*"))
