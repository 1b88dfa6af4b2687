"""Scores of tracking: a follower made of the target gives back what it was made with."""

import math
from dataclasses import replace

import numpy as np
import pytest

from game.balance.limits import theoretical_limits
from game.level_types.visual_tracking_paths import Path, places
from game.levels import get_level
from game.session.recording import open_trials
from game.session.replay import replay
from game.session.score import score_trial
from game.sim import Intent

LIMITS = theoretical_limits()


def _score(trial):
    assert replay(trial).identical
    return score_trial(trial)


def _value(rows, name, unit=None):
    return next(r["value"] for r in rows if r["name"] == name and unit in (None, r["unit"]))


def _late(gain, steps):
    """Follows the flight that the last cue told, `steps` late, as if it had gone on for ever."""

    def act(world, events):
        cue = next((e for e in reversed(events) if e.kind == "cue"), None)
        follow = next((e for e in reversed(events) if e.kind == "follow"), None)
        if follow is None or follow.step < cue.step:
            return Intent()
        key = str(cue.data["path"])
        if key not in flown:
            flown[key] = list(places(Path.from_dict(cue.data["path"])))
        way = flown[key]
        ml, ap = way[(world.step - follow.step - steps) % len(way)]
        return Intent(gain * ml, gain * ap)

    flown = {}
    return act


@pytest.mark.parametrize("board", [True, False])
def test_gain_and_lag_of_a_late_small_copy_come_out(record_play, board):
    level = get_level("firefly-2")
    level = replace(level, params=replace(level.params, reps=2, stretch_s=12.0))
    score = _score(record_play(level, _late(0.8, 48), board=board))
    assert not score.problems
    exact = 1e-4 if board else 1e-6  # samples are kept to 0.1 micrometre
    assert _value(score.measures, "gain") == pytest.approx(0.8, rel=exact)
    assert _value(score.measures, "tracking_lag") == pytest.approx(0.4, rel=exact)
    for rep in score.reps:
        assert rep["direction"] is None and rep["gain"] == pytest.approx(0.8, rel=exact)
        assert rep["coherence"] == pytest.approx(1.0, rel=exact)


def test_error_in_lean_and_in_millimetres_are_those_of_the_copy(record_play):
    level = get_level("firefly-1")
    level = replace(level, params=replace(level.params, reps=1, stretch_s=10.0))
    score = _score(record_play(level, _late(0.5, 0)))
    reach = level.knobs["reach"].at(0.3)
    rms = 0.5 * reach / math.sqrt(2)
    side_m = LIMITS.reach[2]
    assert _value(score.measures, "rms_error", "%") == pytest.approx(100 * rms, rel=2e-3)
    assert _value(score.measures, "rms_error", "mm") == pytest.approx(1000 * rms * side_m, rel=2e-3)
    assert _value(score.measures, "time_on_target_right_less_left") == pytest.approx(0, abs=1)


def test_who_follows_to_the_right_alone_shows_it_by_side(record_play):
    level = get_level("firefly-1")
    level = replace(level, params=replace(level.params, reps=2))

    def act(world, events):
        return Intent(max(0.0, world.goal.lean_ml), 0.0)

    score = _score(record_play(level, act))
    assert _value(score.directions["right"], "time_on_target") > 95
    assert _value(score.directions["left"], "time_on_target") < 85
    assert _value(score.measures, "time_on_target_right_less_left") > 10
    assert _value(score.directions["right"], "gain") == pytest.approx(1.0, abs=0.05)
    assert _value(score.measures, "gain_left") == pytest.approx(0.0, abs=0.05)
    reach = level.knobs["reach"].at(0.3)
    missed = 100 * reach / math.sqrt(2)  # of a sine that was not followed at all
    assert _value(score.directions["left"], "rms_error") == pytest.approx(missed, rel=0.02)
    assert _value(score.measures, "rms_error_right_less_left") == pytest.approx(-missed, rel=0.1)


def test_single_fireflies_have_hits_and_latency_by_region(record_play):
    """The left side is seen half a second later, and every other one there is missed."""
    waited = {}

    def act(world, events):
        goal = world.goal
        if goal.kind != "lean":
            return Intent()
        rep = sum(event.kind == "rep" for event in events)
        waited[rep] = waited.get(rep, 0) + 1
        left = goal.lean_ml < -0.01
        if waited[rep] <= (60 if left else 30) or (left and rep % 2):
            return Intent()
        return Intent(goal.lean_ml, goal.lean_ap)

    score = _score(record_play(get_level("firefly-3"), act))
    assert _value(score.measures, "success_rate_right") == 100
    assert _value(score.measures, "success_rate_left") < 100
    assert _value(score.measures, "latency_right") == pytest.approx(0.25, abs=0.01)
    assert _value(score.measures, "latency_right_less_left") == pytest.approx(-0.25, abs=0.01)
    assert _value(score.directions["right"], "latency") == pytest.approx(0.25, abs=0.01)
    assert {"reaction_time", "directional_control"} <= {row["name"] for row in score.measures}


def test_presses_are_counted_and_timed_and_false_alarms_told(record_play):
    since = [0]

    def act(world, events):
        since[0] = since[0] + 1 if world.goal.kind == "press" else 0
        return Intent(confirm=since[0] == 72 or world.step == 10)

    score = _score(record_play(get_level("firefly-5"), act))
    assert _value(score.measures, "success_rate") == 100
    assert _value(score.measures, "latency") == pytest.approx(0.6, abs=0.01)
    assert _value(score.measures, "false_alarms") == 1
    assert np.isfinite([rep["latency_s"] for rep in score.reps]).all()


def test_events_that_are_not_of_tracking_are_told(record_play):
    level = replace(get_level("firefly-1"), params=replace(get_level("firefly-1").params, reps=1))
    path = record_play(level, _late(1.0, 0)).folder / "events.jsonl"
    path.write_text(path.read_text().replace('"steps": 2400', '"steps": 2399'))
    assert "not the events of tracking" in score_trial(open_trials(path.parent)[0]).problems[0]
