"""Scores of limits of stability: how far a person of known reach leans, and the limits made of it."""

import json
from dataclasses import replace

import pytest
from rules_recorded import record, value

from game.balance.calibration import FLOOR_M
from game.balance.limits import DIRECTIONS, UNIT, theoretical_limits
from game.levels import get_level
from game.session.files import RecordingError
from game.session.recording import open_trials
from game.session.score import score_trial
from game.session.scoring.measured_limits import limits_from
from game.sim import STEP_HZ, Intent

LIMITS = theoretical_limits(1.70, (0.005, -0.010))
FOUR, SHORT = get_level("limits-of-stability-four"), get_level("limits-of-stability-short")
EIGHT = get_level("limits-of-stability-eight")
SETS_OFF, TAKES = 0.25, 1.2  # s after the cue; of the movement


class Person:
    """Leans to `reach[direction]` of the limit by minimum-jerk movements. By attempt, where a tuple
    is given; stays there until the attempt is over.
    """

    def __init__(self, reach):
        self.reach = reach
        self.attempts = dict.fromkeys(DIRECTIONS, 0)
        self.began, self.far = None, 0.0

    def __call__(self, world, events):
        for event in events:
            if event.kind == "cue":
                name = event.data["direction"]
                far = self.reach.get(name, 0.8)
                self.far = far[self.attempts[name]] if isinstance(far, tuple) else far
                self.attempts[name] += 1
                self.began, self.unit = world.step, UNIT[DIRECTIONS.index(name)]
            elif event.kind == "rep":
                self.began = None
        if self.began is None:
            return Intent()
        u = ((world.step - self.began) / STEP_HZ - SETS_OFF) / TAKES
        u = min(max(u, 0.0), 1.0)
        along = self.far * (10 * u**3 - 15 * u**4 + 6 * u**5)
        return Intent(self.unit[0] * along, self.unit[1] * along)


def _scored(folder, reach, level=FOUR, limits=LIMITS, **options):
    trial = record(folder, level, Person(reach), limits=limits, **options)
    return trial, score_trial(trial)


def test_a_person_of_known_reach_and_speed_is_measured_in_each_direction(tmp_path):
    reach = {"forward": 0.7, "right": 0.6, "back": 0.5, "left": 0.4}
    _, score = _scored(tmp_path, reach)
    assert not score.problems
    assert list(score.directions) == list(reach)
    for name, far in reach.items():
        rows, limit = score.directions[name], 1000 * LIMITS.reach[DIRECTIONS.index(name)]
        assert value(rows, "endpoint_excursion") == pytest.approx(100 * far, abs=0.5)
        assert value(rows, "maximum_excursion") == pytest.approx(100 * far, abs=0.5)
        assert value(rows, "held_excursion") == pytest.approx(100 * far, abs=0.1)
        assert value(rows, "held_distance") == pytest.approx(limit * far, abs=0.1)
        assert value(rows, "limit_of_stability") == pytest.approx(limit * far, abs=0.1)
        assert value(rows, "directional_control") == pytest.approx(100, abs=0.1)
        assert SETS_OFF < value(rows, "reaction_time") < SETS_OFF + 0.3
        speed = 0.9 * limit * far / (0.622 * TAKES)  # of a minimum-jerk movement, 5 % to 95 %
        assert value(rows, "movement_velocity") == pytest.approx(speed, rel=0.03)
        assert value(rows, "attempts_made") == 2
    assert value(score.measures, "maximum_excursion") == pytest.approx(55, abs=0.5)
    assert value(score.measures, "maximum_excursion_right_minus_left") == pytest.approx(20, abs=1)
    assert value(score.measures, "attempts_measured") == 8


def test_the_result_becomes_the_limits_about_the_same_centre_with_the_same_caps(tmp_path):
    caps = (0.9, 0.9, 0.8, 0.9, 0.9, 0.9, 0.9, 0.9)
    reach = {"forward": 0.7, "right": 0.6, "back": 0.5, "left": 0.4}
    trial, _ = _scored(tmp_path, reach, limits=LIMITS.with_caps(caps))
    limits = limits_from(trial, "2026-01-02T10:00:00+00:00")
    assert (limits.centre_ml, limits.centre_ap) == (0.005, -0.010)
    assert limits.caps == caps
    assert limits.measured == "2026-01-02T10:00:00+00:00"
    for name, far in reach.items():
        k = DIRECTIONS.index(name)
        assert limits.reach[k] == pytest.approx(far * LIMITS.reach[k], abs=2e-4)
    between = limits.reach[DIRECTIONS.index("back_left")] / LIMITS.reach[5]
    assert between == pytest.approx(0.4, abs=0.01), "the smaller share of its neighbours"
    assert "held for 1 s: forward, right, back, left" in limits.how
    assert "the better of the last 2 attempts" in limits.how


def test_the_better_of_the_last_two_counts_and_the_first_of_three_and_practice_do_not(tmp_path):
    level = replace(
        FOUR, params=replace(FOUR.params, directions=("right",), attempts=3, practice=1)
    )
    trial, score = _scored(tmp_path, {"right": (0.85, 0.8, 0.4, 0.5)}, level)
    assert limits_from(trial).reach[2] == pytest.approx(0.5 * LIMITS.reach[2], abs=2e-4)
    assert [rep["counts"] for rep in score.reps] == [False, False, True, True]
    assert [rep["practice"] for rep in score.reps] == [True, False, False, False]
    assert value(score.measures, "maximum_excursion") == pytest.approx(45, abs=0.5)
    assert value(score.directions["right"], "attempts_made") == 2


def test_who_reaches_the_lantern_keeps_at_least_the_limit_they_had(tmp_path):
    limits = LIMITS.with_caps(0.8)
    trial, _ = _scored(
        tmp_path, {"right": 0.8, "left": 1.1, "forward": 0.6, "back": 0.6}, limits=limits
    )
    found = limits_from(trial)
    assert found.reach[2] == pytest.approx(LIMITS.reach[2], abs=1e-4)
    assert found.reach[6] == pytest.approx(1.1 * LIMITS.reach[6], abs=2e-4)
    assert found.reach[0] == pytest.approx(0.6 * LIMITS.reach[0], abs=2e-4)
    assert found.how.endswith("since all that was asked for was reached: right")


def test_a_direction_not_tried_is_never_taken_for_wider_than_before(tmp_path):
    weak = replace(LIMITS, reach=tuple(0.02 if k == 1 else r for k, r in enumerate(LIMITS.reach)))
    trial, _ = _scored(tmp_path, {}, limits=weak)
    assert limits_from(trial).reach[1] == 0.02


def test_a_direction_nobody_can_lean_to_gets_the_floor(tmp_path):
    trial, score = _scored(tmp_path, {"back": 0.0})
    assert limits_from(trial).reach[4] == FLOOR_M
    assert value(score.directions["back"], "attempts_made") == 0
    assert not any(m["name"] == "maximum_excursion" for m in score.directions["back"])


def test_all_eight_directions_are_measured(tmp_path):
    reach = {name: 0.4 + 0.05 * k for k, name in enumerate(DIRECTIONS)}
    level = replace(EIGHT, params=replace(EIGHT.params, attempts=1, seconds=5.0))
    trial, score = _scored(tmp_path, reach, level)
    assert list(score.directions) == list(DIRECTIONS)
    expected = [(0.4 + 0.05 * k) * LIMITS.reach[k] for k in range(8)]
    assert limits_from(trial).reach == pytest.approx(expected, abs=2e-4)


def test_the_limits_at_the_cue_are_the_scale_not_those_before(tmp_path):
    """Play takes the quiet stance of the countdown as the centre and says so by an event."""
    trial, _ = _scored(tmp_path, {"right": 0.6}, SHORT)
    moved = LIMITS.recentred(0.0, 0.0)
    (trial.folder / "events.jsonl").write_text(
        _limits_event(moved) + (trial.folder / "events.jsonl").read_text()
    )
    (again,) = open_trials(trial.folder)
    limits = limits_from(again)
    assert (limits.centre_ml, limits.centre_ap) == (0.0, 0.0)
    assert limits.reach[2] == pytest.approx(0.6 * LIMITS.reach[2] + 0.005, abs=3e-4)


def _limits_event(limits):
    return json.dumps({"step": 0, "t_s": 0.0, "kind": "limits", "data": limits.as_dict()}) + "\n"


def test_who_never_leans_has_counts_and_no_limits(tmp_path):
    trial, score = _scored(tmp_path, dict.fromkeys(DIRECTIONS, 0.0), SHORT)
    assert value(score.measures, "attempts_made") == 0
    assert not score.problems
    with pytest.raises(RecordingError, match="nobody leaned 10 mm for a second in any direction"):
        limits_from(trial)


def test_without_a_board_there_are_counts_and_no_limits(tmp_path):
    trial, score = _scored(tmp_path, {}, SHORT, board=False)
    assert value(score.measures, "attempts_measured") == 4
    assert not any(m["unit"] == "mm" and m["value"] for m in score.measures)
    with pytest.raises(RecordingError):
        limits_from(trial)


def test_another_task_gives_no_limits(tmp_path):
    trial = record(tmp_path, get_level("orchard-1"), lambda world, events: Intent())
    with pytest.raises(RecordingError, match="no test of limits of stability"):
        limits_from(trial)


def test_changed_events_are_told(tmp_path):
    trial, _ = _scored(tmp_path, {}, SHORT)
    path = trial.folder / "events.jsonl"
    path.write_text(path.read_text().replace('"practice"', '"practise"'))
    (changed,) = open_trials(trial.folder)
    assert "not the events of limits of stability" in score_trial(changed).problems[0]
