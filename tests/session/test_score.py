"""Scores rest on the recording alone, and say what they cannot know."""

import json
import math

import pytest

from game.session import files
from game.session.recording import open_trials
from game.session.score import score_session, score_trial


def _value(measures, name):
    return next(m for m in measures if m["name"] == name)


def test_every_measure_has_a_name_a_value_a_unit_and_n(played):
    score = score_trial(open_trials(played().folder)[0])
    groups = [score.measures, score.quality, *score.directions.values()]
    for item in (item for group in groups for item in group):
        assert item.keys() == {"name", "value", "unit", "n"}
        assert item["unit"] and isinstance(item["n"], int)
        assert (item["value"] is None) == (item["n"] == 0 and item["value"] is None)


def test_what_the_field_asks_of_a_reach_is_there_per_rep_and_per_direction(played):
    score = score_trial(open_trials(played().folder)[0])
    wanted = {
        "reaction_time",
        "movement_time",
        "path_efficiency",
        "endpoint_error",
        "directional_control",
    }
    for group in (score.measures, score.directions["left"], score.directions["right"]):
        assert wanted <= {item["name"] for item in group}
    assert len(score.reps) == 12
    for rep in score.reps:
        for key in (
            "reaction_time_s",
            "movement_time_s",
            "path_efficiency",
            "endpoint_error_mm",
            "directional_control_percent",
        ):
            assert math.isfinite(rep[key]), key


def test_the_simulated_person_s_known_delay_and_reach_come_out(played):
    """The older person sees after 0.36 s; the mass is pushed over by a CoP that first goes the other
    way, so that it leaves the rest some tenths later. The target is 40 + 0.3 x 45 % of the limit.
    """
    trial = open_trials(played().folder)[0]
    measures = score_trial(trial).measures
    asked = 0.535 * trial.start["limits"]["reach_mm"]["right"]
    assert 0.36 < _value(measures, "reaction_time")["value"] < 1.1
    assert _value(measures, "endpoint_excursion")["value"] == pytest.approx(53.5, abs=12)
    assert _value(measures, "endpoint_distance")["value"] == pytest.approx(asked, rel=0.25)
    assert _value(measures, "directional_control")["value"] > 60
    assert _value(measures, "targets_reached")["value"] == 12


def test_scoring_again_gives_the_same_summary(played):
    sitting = played(duration_s=15.0)
    path = sitting.trial_folder / files.SUMMARY
    before = path.read_bytes()
    score_session(sitting.folder)
    assert path.read_bytes() == before


def test_a_person_who_never_moves_has_counts_but_no_movement(recordings, played):
    path = recordings / "bds00001_young_eyes_open_firm.csv"
    measures = score_trial(open_trials(played(device=f"recorded:{path}").folder)[0]).measures
    assert _value(measures, "targets_reached")["value"] == 0
    assert _value(measures, "targets_attempted")["value"] == 0
    assert _value(measures, "time_to_target") == {
        "name": "time_to_target",
        "value": None,
        "unit": "s",
        "n": 0,
    }


def test_a_session_whose_rows_were_changed_says_so_in_its_summary(played):
    sitting = played(duration_s=10.0)
    (sitting.trial_folder / files.EVENTS).write_text("nonsense\n")
    score_session(sitting.folder)
    summary = json.loads((sitting.trial_folder / files.SUMMARY).read_text())
    assert "row 1: not an event" in summary["problem"]


def test_quality_counts_gaps_rate_and_time_off_the_board(played):
    quality = score_trial(open_trials(played(duration_s=10.0).folder)[0]).quality
    assert _value(quality, "sample_rate")["value"] == pytest.approx(100, rel=0.01)
    assert _value(quality, "gaps")["value"] == 0
    assert _value(quality, "time_off_board")["value"] == 0


def _scored(folder):
    problems = score_session(folder)
    return problems, json.loads((folder / "trial-01-orchard-1" / files.SUMMARY).read_text())


def test_movement_that_cannot_be_measured_leaves_counts_and_quality(copied, change):
    path = copied / "trial-01-orchard-1" / files.START
    change(path, limits={**json.loads(path.read_text())["limits"], "how": 3, "reach_mm": {}})
    problems, summary = _scored(copied)
    assert _value(summary["measures"], "targets_attempted")["value"] >= 1
    assert _value(summary["quality"], "samples")["value"] > 500
    assert "movement not measured" in problems[0] and problems[0] in summary["problem"]
    assert "reaction_time" not in {item["name"] for item in summary["measures"]}


def test_one_cue_without_a_place_costs_its_own_movement_only(played):
    sitting = played()
    path = sitting.trial_folder / files.EVENTS
    events = [json.loads(line) for line in path.read_text().splitlines()]
    next(event for event in events if event["kind"] == "cue")["data"]["reach"] = 0.0
    path.write_text("".join(json.dumps(event) + "\n" for event in events))
    problems, summary = _scored(sitting.folder)
    assert len(problems) == 1 and "movement: distance_m" in problems[0]
    assert _value(summary["measures"], "targets_reached")["n"] == 12
    assert _value(summary["measures"], "endpoint_excursion")["n"] == 11


def test_unreadable_samples_leave_what_the_rules_saw(copied):
    (copied / "trial-01-orchard-1" / files.SAMPLES).unlink()
    problems, summary = _scored(copied)
    assert _value(summary["measures"], "targets_attempted")["value"] >= 1
    assert _value(summary["quality"], "pauses")["value"] == 0
    assert len(problems) == 1 and "samples.csv: missing" in problems[0]


def test_unreadable_events_leave_the_quality_of_the_samples_and_no_counts(copied):
    (copied / "trial-01-orchard-1" / files.EVENTS).write_text("nonsense\n")
    _, summary = _scored(copied)
    assert summary["measures"] == []
    assert _value(summary["quality"], "sample_rate")["value"] == pytest.approx(100, rel=0.01)


def test_a_session_or_a_trial_that_cannot_be_scored_says_so(copied, change):
    change(copied / files.SESSION, trials=["trial-01-orchard-1", "trial-02-orchard-1"])
    assert any("trial-02-orchard-1" in problem for problem in score_session(copied))
    change(copied / files.SESSION, trials={})
    assert "trials: not a list of names" in score_session(copied)[0]
