"""Scores of weight shifting: movements of known speed, reach, lag and shape give them back."""

import json
import math
from dataclasses import replace
from itertools import pairwise

import pytest
from rules_recorded import record, value

from game.balance.limits import Limits
from game.level_types import Knob
from game.levels import get_level
from game.session import files
from game.session.recording import open_trials
from game.session.score import score_trial
from game.sim import Intent

ROUND = Limits(0.0, 0.0, (0.1,) * 8)


def shorter(name, reps):
    """The level with fewer reps, on the beat of its pace whatever its file makes of it."""
    level = get_level(name)
    knobs = {**level.knobs, "tempo": Knob(1.0, 1.0)}
    return replace(level, params=replace(level.params, reps=reps), knobs=knobs)


SIDES, CIRCLE, EIGHT = (shorter(f"shift-{name}", 10) for name in ("side-slow", "circle", "eight"))
STEADY = (1, 2, 3, 6, 7, 8)  # reps of a loop along it, not to it nor from it


def follow(world, _):
    """Leans where the goal is."""
    return Intent(world.goal.lean_ml, world.goal.lean_ap)


def swing(t, right=0.05, left=0.05, late_s=0.0):
    """A pure sine that turns right at 9 s, left at 12 s and so on, when the beats are."""
    out = math.cos(2 * math.pi * (t - 9.0 - late_s) / 6.0)
    return out * (right if out > 0 else left), 0.2 * out * 0.05


def on_the_beat(scale=1.0):
    """Where the paced point is, or so many times as far from the middle."""

    def cop(_, world):
        at = next((e.position for e in world.entities if e.kind == "beat"), (0.0, 0.0, 0.0))
        return ROUND.cop(scale * at[0], -scale * at[2])

    return cop


@pytest.fixture
def scored(tmp_path):
    def score(level, cop):
        return score_trial(record(tmp_path, level, follow, cop=cop, limits=ROUND))

    return score


def test_a_pure_sine_on_the_beat_matches_its_closed_form(scored):
    score = scored(SIDES, lambda t, _: swing(t))
    close = {"rel": 1e-5, "abs": 1e-4}  # samples are kept to a tenth of a micrometre
    assert value(score.measures, "shift_velocity") == pytest.approx(2 * 50 / 3.0, rel=1e-4)
    assert value(score.measures, "shift_directional_control") == pytest.approx(80.0, **close)
    assert value(score.measures, "amplitude") == pytest.approx(50.0, **close)
    assert value(score.measures, "maximum_excursion") == pytest.approx(50.0, **close)
    assert value(score.measures, "timing_error") == pytest.approx(0.0, abs=1e-4)
    assert value(score.measures, "timing_error_sd") == pytest.approx(0.0, abs=2e-3)
    assert value(score.measures, "amplitude_symmetry_index") == pytest.approx(0.0, abs=1e-3)
    assert value(score.measures, "targets_reached") == 10
    assert not score.problems
    for one, after in pairwise(score.reps):
        assert one["end_s"] == pytest.approx(after["begin_s"], abs=1e-6)


def test_lateness_and_a_short_side_show_where_they_are(scored):
    score = scored(SIDES, lambda t, _: swing(t, right=0.06, left=0.04, late_s=0.25))
    assert value(score.measures, "timing_error") == pytest.approx(0.25, abs=1e-3)
    assert value(score.measures, "amplitude_symmetry_index") == pytest.approx(40.0, abs=0.05)
    assert value(score.directions["right"], "amplitude") == pytest.approx(60.0, abs=0.02)
    assert value(score.directions["left"], "amplitude") == pytest.approx(40.0, abs=0.02)
    assert set(score.directions) == {"left", "right"}


@pytest.mark.parametrize("level", [CIRCLE, EIGHT], ids=["circle", "eight"])
def test_a_loop_drawn_on_the_beat_has_no_error_and_no_lag(scored, level):
    score = scored(level, on_the_beat())
    steady = [rep for rep in score.reps if rep["rep"] in STEADY]
    for rep in steady:
        assert rep["path_error_mm"] < 0.05
        assert rep["timing_error_s"] == pytest.approx(0.0, abs=0.02)
    names = {row["name"] for row in score.measures}
    assert "shift_velocity" not in names and "shift_directional_control" not in names


def test_a_circle_a_tenth_too_wide_is_off_by_a_tenth_of_its_radius(scored):
    score = scored(CIRCLE, on_the_beat(1.1))
    radius_mm = 100 * CIRCLE.knobs["reach"].at(0.3)
    errors = [rep["path_error_mm"] for rep in score.reps if rep["rep"] in STEADY]
    assert errors == pytest.approx([0.1 * radius_mm] * len(STEADY), rel=1e-3)


def test_without_a_board_only_what_the_rules_saw_is_there(tmp_path):
    score = score_trial(record(tmp_path, SIDES, follow, board=False))
    assert value(score.measures, "success_rate") == 100
    assert {row["name"] for row in score.measures} == {
        "targets_reached", "targets_attempted", "success_rate", "rep_score",
    }  # fmt: skip


def test_who_never_moves_has_no_timing(tmp_path):
    still = record(tmp_path, SIDES, lambda *_: Intent(), cop=lambda t, _: (1e-4 * math.sin(t), 0.0))
    measures = score_trial(still).measures
    assert value(measures, "targets_attempted") == 0
    assert value(measures, "timing_error") is None


def test_at_the_own_pace_the_time_of_a_half_cycle_is_told_and_no_timing(tmp_path):
    measures = score_trial(record(tmp_path, shorter("shift-own-pace", 6), follow)).measures
    assert value(measures, "half_cycle_time") == pytest.approx(1.0, abs=0.05)
    assert "timing_error" not in {row["name"] for row in measures}


def test_a_slalom_tells_how_far_the_raft_was_off(tmp_path):
    score = score_trial(record(tmp_path, shorter("shift-slalom", 6), follow))
    reps = score.reps
    assert value(score.measures, "gate_error") == pytest.approx(
        sum(rep["gate_error_percent"] for rep in reps) / len(reps)
    )
    assert 0 < value(score.measures, "gate_error") < 20


def test_a_rep_with_a_pause_in_it_has_no_movement(tmp_path):
    trial = record(tmp_path, SIDES, follow, cop=lambda t, _: swing(t), limits=ROUND)
    path = trial.folder / files.EVENTS
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    stop = {"step": 2400, "t_s": 20.0, "kind": "pause", "data": {"reason": "asked"}}
    later = next(at for at, event in enumerate(rows) if event["t_s"] > 20.0)
    rows.insert(later, stop)
    path.write_text("".join(json.dumps(event) + "\n" for event in rows))
    score = score_trial(open_trials(trial.folder)[0])
    without = [rep["rep"] for rep in score.reps if "amplitude_mm" not in rep]
    assert without == [4]  # the third swing, from 18 s to 21 s, and what of it follows
    assert value(score.measures, "amplitude") == pytest.approx(50.0, rel=1e-4)


def test_what_cannot_be_read_is_said_and_the_counts_stay(tmp_path):
    trial = record(tmp_path, SIDES, follow, cop=lambda t, _: swing(t))
    (trial.folder / files.SAMPLES).unlink()
    score = score_trial(open_trials(trial.folder)[0])
    assert value(score.measures, "targets_reached") == 10
    assert "samples.csv: missing" in score.problems[0]
    path = trial.folder / files.EVENTS
    path.write_text(path.read_text().replace('"direction": "left"', '"direction": "up"'))
    again = score_trial(open_trials(trial.folder)[0])
    assert again.measures == [] and "not the events of weight shifting" in again.problems[0]


def test_a_weak_left_side_shows_on_the_left(played):
    sitting = played("shift-side-slow", "simulated:left_hemiparesis")
    measures = score_trial(open_trials(sitting.folder)[0]).measures
    assert value(measures, "amplitude_symmetry_index") > 10
    assert value(measures, "symmetry_index") > 10
