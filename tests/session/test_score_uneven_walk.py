"""Scores of walking: known steps, loads and errors come out."""

import math

import numpy as np
import pytest
from rules_recorded import record, value

from game.balance.limits import theoretical_limits
from game.balance.steps import Step
from game.levels import get_level
from game.session.score import score_trial
from game.session.scoring.uneven_walk import Stance, gait, of_foot, stances
from game.sim import Intent

LEVEL = get_level("first-steps")


class Walker:
    """Goes to where the goal is, a little late; `ap_off` beside it, in lean."""

    def __init__(self, ap_off=0.0):
        self.ml = self.ap = 0.0
        self.off = ap_off

    def __call__(self, world, events):
        goal = world.goal
        off = self.off if goal.kind in ("step", "lean") else 0.0
        self.ml += 0.05 * (goal.lean_ml - self.ml)
        self.ap += 0.05 * (goal.lean_ap + off - self.ap)
        return Intent(self.ml, self.ap, load_share_right=0.5 + 0.3 * self.ml)


def test_a_walk_is_counted_timed_and_measured_by_foot(tmp_path):
    score = score_trial(record(tmp_path, LEVEL, Walker()))
    assert not score.problems
    assert value(score.measures, "targets_reached") == 20
    assert value(score.measures, "steps") == 20
    assert value(score.measures, "stones_per_minute") > 10
    assert abs(value(score.measures, "step_time_symmetry_index")) < 5
    assert abs(value(score.measures, "step_load_symmetry_index")) < 5
    assert set(score.directions) == {"left", "right"}
    for side in score.directions.values():
        assert value(side, "stance_load") > 55
        assert value(side, "cop_error") < 8
    assert len(score.reps) == 20 and score.reps[0]["cop_error_mm"] is not None


def test_the_error_against_the_stone_is_how_far_beside_it_the_person_stood(tmp_path):
    trial = record(tmp_path, LEVEL, Walker(ap_off=0.08))
    score = score_trial(trial)
    cue = next(event.data for _, event in trial.events if event.kind == "cue")
    limits = theoretical_limits()
    at = limits.cop(cue["lean_ml"], cue["lean_ap"])
    beside = limits.cop(cue["lean_ml"], cue["lean_ap"] + 0.08)
    assert value(score.measures, "cop_error") == pytest.approx(
        1000 * math.dist(at, beside), rel=0.2
    )
    assert value(score.measures, "balance_error") == pytest.approx(8, rel=0.15)


def test_without_a_board_what_the_rules_saw_is_there(tmp_path):
    score = score_trial(record(tmp_path, LEVEL, Walker(), board=False))
    assert value(score.measures, "targets_reached") == 20
    assert "cop_error" not in {row["name"] for row in score.measures}


def test_gliding_has_no_steps(tmp_path):
    score = score_trial(record(tmp_path, get_level("camber-glide"), Walker()))
    names = {row["name"] for row in score.measures}
    assert "steps" not in names and {"cop_error", "time_to_steady"} <= names


def _measures(found):
    return {one.name: one.value for one in found}


def test_gait_of_known_stances_matches_its_closed_form():
    made = [
        Stance("right", 2.0 * k, 2.0 * k + 0.8, 0.6) for k in range(5)
    ] + [Stance("left", 2.0 * k + 0.8, 2.0 * k + 2.0, 0.7) for k in range(5)]  # fmt: skip
    steps = [Step("right", 0.5 * k, 0.5 * k - 0.1, 0.5 * k - 0.25, 0.5, 0.2) for k in range(4)]
    gone = _measures(gait(steps, made))
    assert gone["cadence"] == pytest.approx(60.0, rel=1e-6)
    assert gone["step_time_symmetry_index"] == pytest.approx(100 * (0.8 - 1.2) / 1.0, rel=1e-6)
    assert gone["step_load_symmetry_index"] == pytest.approx(100 * -0.1 / 0.65, rel=1e-6)
    assert gone["step_time_variability"] == pytest.approx(100 * 0.2 * math.sqrt(10 / 9), rel=1e-6)
    assert gone["double_support_time"] == pytest.approx(0.25, rel=1e-6)
    left = _measures(of_foot(made, "left"))
    assert left["stance_time"] == pytest.approx(1.2, rel=1e-6)
    assert left["stance_load"] == pytest.approx(70.0, rel=1e-6)


def test_standing_and_pauses_are_no_walking():
    t = np.arange(0, 30, 0.01)
    load = np.where((t // 1).astype(int) % 2 == 0, 0.7, 0.3)
    feet = ("right", "left")
    steps = [
        Step(feet[i % 2], at, at, at, 0.5, 0.2) for i, at in enumerate((0.0, 1.0, 2.0, 3.0, 20.0))
    ]
    assert [s.begin_s for s in stances(steps, t, load)] == [0.0, 1.0, 2.0]
    kept = stances(steps, t, load, breaks=[1.5])
    assert [(s.begin_s, round(s.share, 6)) for s in kept] == [(0.0, 0.7), (2.0, 0.7)]
