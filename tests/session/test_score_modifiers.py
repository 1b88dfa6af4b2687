"""What modifiers add to a score, and that tracking is measured in true lean under them."""

import json
from dataclasses import replace

import numpy as np
import pytest

from game.levels import get_level
from game.modifiers.dual_task import DualTaskParams
from game.modifiers.feedback import FeedbackParams
from game.modifiers.resistance import ResistanceParams
from game.modifiers.side_gain import SideGainParams
from game.modifiers.tempo import TempoParams
from game.session import files
from game.session.recording import open_trials
from game.session.replay import replay
from game.session.score import score_trial
from game.sim import Intent


def _level(name="orchard-1", reps=8, **modifiers):
    level = get_level(name)
    return replace(level, params=replace(level.params, reps=reps), modifiers=modifiers)


def _values(trial):
    assert replay(trial).identical
    score = score_trial(trial)
    assert not score.problems
    return {(row["name"], row["unit"]): row["value"] for row in score.measures}


def _there(world, events):
    return Intent(world.goal.lean_ml, world.goal.lean_ap)


def _missing(wanted):
    """Takes every target, except in reps for which wanted(tag of the rep) holds by its world."""

    def act(world, events):
        return Intent() if wanted(world) else _there(world, events)

    return act


def test_a_level_without_modifiers_has_no_measure_of_them(record_play):
    names = {name for name, _ in _values(record_play(_level(reps=2), _there))}
    assert not {name for name in names if "task" in name or name.startswith("rep_score_")}


def test_success_without_feedback_is_told_apart(record_play):
    """Who needs to see themselves takes only what they see."""
    blind = _missing(lambda world: all(e.kind != "you" for e in world.entities))
    level = _level(feedback=FeedbackParams(1.0, 1.0, probe_every=4))
    found = _values(record_play(level, blind))
    assert found["success_rate", "%"] == 75
    assert found["success_rate_with_feedback", "%"] == 100
    assert found["success_rate_no_feedback", "%"] == found["success_rate_probe", "%"] == 0
    assert found["rep_score_no_feedback", "1"] == 0 < found["rep_score_with_feedback", "1"]


def test_neutral_reps_are_told_apart_from_those_with_help(record_play):
    level = _level(side_gain=SideGainParams("left", 2.0, neutral_every=4))
    neutral = {3, 7}

    def act(world, events):
        rep = sum(event.kind == "rep" for event in events)
        return Intent() if rep in neutral else _there(world, events)

    found = _values(record_play(level, act))
    assert found["success_rate_neutral", "%"] == 0
    assert found["success_rate_with_help", "%"] == 100
    assert found["success_rate", "%"] == 75


DUAL = DualTaskParams(
    every_s=1.5, answer_s=1.0, show_s=0.8, announce_s=0.5, baseline_prompts=8, baseline_reps=4
)


def test_both_costs_of_doing_two_things_at_once(record_play):
    """Alone all is right; with both, every other target is missed and no prompt is answered."""

    def act(world, events):
        reps = sum(event.kind == "rep" for event in events)
        asked = any(e.kind == "prompt" and e.ident == 1 for e in world.entities)
        if reps >= 4 and reps % 2:
            return Intent()
        goal = world.goal
        waited = asked and world.step - _last(events, "prompt") == 48
        return Intent(goal.lean_ml, goal.lean_ap, confirm=waited and reps < 4)

    trial = record_play(_level(dual_task=DUAL), act)
    found = _values(trial)
    assert found["success_rate_single_task", "%"] == 100
    assert found["success_rate_dual_task", "%"] == 50
    single, dual = found["rep_score_single_task", "1"], found["rep_score_dual_task", "1"]
    assert found["dual_task_cost", "%"] == pytest.approx(100 * (single - dual) / single)
    assert found["second_task_accuracy_alone", "%"] == 100
    assert found["second_task_reaction_time_alone", "s"] == pytest.approx(0.4, abs=0.02)
    together = [e.data for _, e in trial.events if e.kind == "answer" and not e.data["alone"]]
    right = 100 * np.mean([answer["correct"] for answer in together])
    assert found["second_task_accuracy_dual", "%"] == pytest.approx(right)
    assert found["second_task_cost", "%"] == pytest.approx(100 - right)
    assert found["second_task_false_alarms", "1"] == 0


def _last(events, kind):
    return next(event.step for event in reversed(events) if event.kind == kind)


@pytest.mark.parametrize(
    "modifiers",
    [{"resistance": ResistanceParams(1.5)}, {"tempo": TempoParams(0.7)},
     {"side_gain": SideGainParams("right", 1.4, 0)},
     {"tempo": TempoParams(1.3), "resistance": ResistanceParams(1.2)}],
    ids="+".join,
)  # fmt: skip
def test_who_is_on_the_firefly_has_gain_one_and_no_lag_in_true_lean(record_play, modifiers):
    level = _level("firefly-1", reps=1, **modifiers)
    found = _values(record_play(level, _there, board=False))
    assert found["gain", "1"] == pytest.approx(1.0, abs=2e-3)
    assert found["tracking_lag", "s"] == pytest.approx(0.0, abs=0.02)
    assert found["time_on_target", "%"] == 100
    assert found["rms_error", "%"] < 1


def test_reaches_under_resistance_are_measured_where_they_truly_were(record_play):
    plain = _values(record_play(_level(reps=4), _there))
    found = _values(record_play(_level(reps=4, resistance=ResistanceParams(1.5)), _there))
    error, excursion = ("endpoint_error", "mm"), ("maximum_excursion", "%")
    assert found[error] == pytest.approx(plain[error] * 1.5, abs=0.5)
    assert found[excursion] == pytest.approx(1.5 * plain[excursion], rel=0.01)


def test_events_that_no_modifier_wrote_are_told(record_play):
    trial = record_play(_level(dual_task=DUAL), _there)
    path = trial.folder / files.EVENTS
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    next(row for row in rows if row["kind"] == "answer")["data"].pop("said")
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    score = score_trial(open_trials(trial.folder)[0])
    assert any("not the events of modifiers" in problem for problem in score.problems)
    assert any(row["name"] == "success_rate" for row in score.measures)
