"""Scores of quiet stance: known sway comes out, by condition and side, beside what it means."""

import math
from dataclasses import replace

import numpy as np
import pytest
from rules_recorded import record, value

from game.balance.norms import SOURCE
from game.balance.sway import FILTERED, sway_table
from game.levels import get_level
from game.session.recording import open_trials
from game.session.replay import replay
from game.session.score import score_trial
from game.sim import STEP_HZ, Intent

OPEN = get_level("quiet-stance-eyes-open")
SWAY = {"firm_open": 1.0, "firm_closed": 1.5, "foam_open": 2.0, "foam_closed": 5.0}


def _level(level=OPEN, **params):
    quick = {"settle_s": 1.0, "change_s": 1.0, "rest_s": 0.5, **params}
    return replace(level, params=replace(level.params, **quick))


def _circling(t, size=0.004, hertz=0.4):
    turn = 2 * math.pi * hertz * t
    return size * math.sin(turn), size * math.cos(turn)


def _still(world, events):
    return Intent()


def _in_condition(level):
    """A person who sways as the condition of the rep at hand has it."""
    conditions = level.params.conditions

    def cop(t, world):
        at = min(world.hud.tried // level.params.repeats, len(conditions) - 1)
        return _circling(t, 0.002 * SWAY[conditions[at]])

    return cop


def test_a_stance_is_measured_from_its_raw_samples(tmp_path):
    trial = record(tmp_path, _level(), _still, cop=lambda t, world: _circling(t))
    score = score_trial(trial)
    assert not score.problems
    assert [m["name"] for m in score.measures[:4]] == [
        "stances_completed", "stances_attempted", "time_in_stance", "mean_velocity",
    ]  # fmt: skip
    velocity = score.measures[3]
    assert velocity["value"] == pytest.approx(2 * math.pi * 4 * 0.4, rel=0.005)
    assert (velocity["unit"], velocity["n"]) == ("mm/s", 3)
    assert velocity["how"] == FILTERED
    assert value(score.measures, "rms_distance_ml") == pytest.approx(4 / math.sqrt(2), rel=0.005)
    assert value(score.measures, "prediction_ellipse_95") == pytest.approx(
        math.pi * 5.991 * 8, rel=0.01
    )
    begin, end = (
        next(at for at, event in trial.events if event.kind == kind) for kind in ("begin", "end")
    )
    samples = trial.samples
    part = (samples["t_s"] >= begin) & (samples["t_s"] < end)
    table = sway_table(*(samples[key][part] / unit for key, unit in (("t_s", 1), ("cop_ml_mm", 1000), ("cop_ap_mm", 1000))))  # fmt: skip
    rep = {key: rep_value for key, rep_value in score.reps[0].items() if key in table["filtered"]}
    assert len(rep) == len(table["filtered"]) > 35, "the whole table"
    assert rep == pytest.approx(table["filtered"], rel=1e-9, nan_ok=True)


def test_where_somebody_stood_and_which_foot_bore_more_is_told(tmp_path):
    def to_the_right(t, world):
        ml, ap = _circling(t)
        return ml + 0.020, ap - 0.005

    def loaded(t, world):
        return (100.0, 250.0, 100.0, 250.0)

    trial = record(tmp_path, _level(repeats=1), _still, cop=to_the_right, corners=loaded)
    rows = {row["name"]: row for row in score_trial(trial).measures}
    assert rows["mean_position_ml"]["value"] == pytest.approx(20.0, abs=0.2)
    assert rows["mean_position_ap"]["value"] == pytest.approx(-5.0, abs=0.2)
    assert rows["symmetry_index"]["value"] == pytest.approx(100 * 300 / 350)
    assert (rows["symmetry_index"]["unit"], rows["mean_position_ml"]["unit"]) == ("%", "mm")


def test_without_corners_or_on_one_leg_no_load_is_compared(tmp_path):
    plain = score_trial(record(tmp_path / "plain", _level(repeats=1), _still))
    assert value(plain.measures, "symmetry_index") is None
    level = _level(get_level("quiet-stance-one-leg"), repeats=1)
    one_leg = score_trial(record(tmp_path / "one", level, _still))
    names = {row["name"] for row in one_leg.directions["left"]}
    assert "mean_position_ml" in names and "symmetry_index" not in names


def test_the_headline_is_the_mean_of_the_repeats(tmp_path):
    def wilder(t, world):
        return _circling(t, 0.002 * (1 + world.hud.tried))

    score = score_trial(record(tmp_path, _level(), _still, cop=wilder))
    each = [rep["mean_velocity_mm_s"] for rep in score.reps]
    assert each[0] < each[1] < each[2]
    assert value(score.measures, "mean_velocity") == pytest.approx(np.mean(each))


def test_four_conditions_stand_apart_with_the_quotients_of_each_surface(tmp_path):
    level = _level(get_level("quiet-stance-four-conditions"))
    score = score_trial(record(tmp_path, level, _still, cop=_in_condition(level)))
    assert list(score.directions) == list(SWAY)
    for condition, times in SWAY.items():
        velocity = value(score.directions[condition], "mean_velocity")
        assert velocity == pytest.approx(2 * math.pi * 0.4 * 2 * times, rel=0.01)
        assert value(score.measures, f"mean_velocity_{condition}") == velocity
    assert value(score.measures, "romberg_quotient_mean_velocity_firm") == pytest.approx(
        1.5, rel=0.01
    )
    assert value(score.measures, "romberg_quotient_mean_velocity_foam") == pytest.approx(
        2.5, rel=0.01
    )
    assert value(score.measures, "romberg_quotient_prediction_ellipse_95_firm") == pytest.approx(
        2.25, rel=0.01
    )
    assert not any(m["name"] == "mean_velocity" for m in score.measures), "no mean over conditions"
    assert not any("ctsib" in m["name"].lower() for m in score.measures)


def test_one_leg_is_scored_by_side(tmp_path):
    level = _level(get_level("quiet-stance-one-leg"), repeats=1)

    def cop(t, world):
        return _circling(t, 0.010 if world.hud.tried else 0.005)

    score = score_trial(record(tmp_path, level, _still, cop=cop))
    assert list(score.directions) == ["left", "right"]
    left, right = (value(score.directions[side], "mean_velocity") for side in ("left", "right"))
    assert right / left == pytest.approx(2, rel=0.01)
    assert [rep["side"] for rep in score.reps] == ["left", "right"]
    assert not any("detectable" in m["name"] for m in score.directions["left"])


@pytest.mark.parametrize(
    ("age", "detectable"), [(None, 3.7), (40, 1.7), (70, 3.7)], ids=["no age", "younger", "older"]
)
def test_what_a_number_may_be_compared_with_stands_beside_it(tmp_path, age, detectable):
    stated = {} if age is None else {"age_years": age}
    trial = record(tmp_path, _level(), _still, cop=lambda t, world: _circling(t), **stated)
    rows = {m["name"]: m for m in score_trial(trial).measures}
    change = rows["detectable_change_of_mean_velocity"]
    assert (change["value"], change["unit"]) == (detectable, "mm/s")
    assert ("age not stated" in change["how"]) is (age is None)
    assert rows["detectable_factor_of_prediction_ellipse_95"]["value"] == 1.7
    norms = [m for name, m in rows.items() if name.endswith("_percentile")]
    assert len(norms) == (0 if age is None else 7)
    assert all(SOURCE in m["how"] and m["unit"] == "%" and 5 <= m["value"] <= 95 for m in norms)


def test_a_stance_with_a_step_off_is_not_measured_but_its_repetition_is(tmp_path):
    level = _level(repeats=1)
    steps = []

    def leaves_once(world, events):
        steps.append(1)
        return Intent(on_board=len(steps) != 10 * STEP_HZ)

    trial = record(tmp_path, level, leaves_once, cop=lambda t, world: _circling(t))
    score = score_trial(trial)
    (rep,) = score.reps
    assert (rep["success"], rep["tries"]) == (True, 2)
    assert rep["end_s"] - rep["begin_s"] == pytest.approx(30.0)
    assert rep["begin_s"] > 10.0
    assert value(score.measures, "recording_duration") == pytest.approx(30.0, abs=0.02)


def test_two_steps_off_leave_counts_and_no_sway(tmp_path):
    def restless(world, events):
        return Intent(on_board=world.step % (5 * STEP_HZ) != 0)

    score = score_trial(record(tmp_path, _level(repeats=1), restless))
    assert value(score.measures, "stances_completed") == 0
    assert value(score.measures, "stances_attempted") == 1
    assert 0 < value(score.measures, "time_in_stance") < 5
    assert not any(m["name"] == "mean_velocity" for m in score.measures)
    assert score.reps[0]["begin_s"] is None
    assert not score.problems


def test_without_a_board_there_are_counts_only(tmp_path):
    score = score_trial(record(tmp_path, _level(repeats=1), _still, board=False))
    assert [m["name"] for m in score.measures] == [
        "stances_completed", "stances_attempted", "time_in_stance",
    ]  # fmt: skip


def test_changed_events_are_told(tmp_path):
    trial = record(tmp_path, _level(repeats=1), _still)
    path = trial.folder / "events.jsonl"
    path.write_text(path.read_text().replace('"eyes": "open"', '"eyes": "half"'))
    (changed,) = open_trials(trial.folder)
    score = score_trial(changed)
    assert "not the events of quiet stance" in score.problems[0]


def test_a_pause_breaks_the_stance_in_real_play_and_it_is_stood_again(tmp_path):
    """The person steps off in the middle; the rules hear of it as play goes on."""
    from game.app.headless import FRAME_S
    from game.app.request import PlayRequest
    from game.app.sitting import sit_down

    request = PlayRequest(
        "quiet-stance-one-leg", "simulated", "test", headless=True, fast=True, out=tmp_path
    )
    with sit_down(request) as sitting:
        trial, board, clock = sitting.trial, sitting.device, sitting.clock
        trial.begin()
        kinds = []
        while not any(kind == "rep" for kind, _ in kinds):
            if 9.0 < trial.trial_s < 10.0:
                board.step_off()
            elif trial.trial_s > 11.0:
                board.step_on()
            clock.advance(FRAME_S)
            kinds += [(event.kind, event.data) for event in trial.advance()]
    ends = [data["valid"] for kind, data in kinds if kind == "end"]
    assert ends == [False, True]
    assert [kind for kind, _ in kinds].count("pause") == 1
    (made,) = open_trials(sitting.folder)
    assert replay(made).identical
    (rep,) = score_trial(made).reps
    assert rep["tries"] == 2 and rep["end_s"] - rep["begin_s"] == pytest.approx(10.0, abs=0.02)
