"""What the controller promises a therapist and a participant, rep by rep."""

import json
import math

import pytest

from game.difficulty import DifficultyController

UP, DOWN = 0.05, 0.10


def play(controller, outcomes, score=math.nan, direction=None):
    """Play one rep per outcome; the levels played."""
    levels = []
    for success in outcomes:
        controller.set_direction(direction)
        levels.append(controller.next_difficulty())
        controller.update(success, score)
    return levels


def test_the_first_rep_is_where_the_therapist_started():
    controller = DifficultyController(start=0.42)
    assert controller.next_difficulty() == pytest.approx(0.42)
    assert controller.explain().startswith("It starts at 0.42")


def test_successes_harden_and_misses_ease():
    assert play(DifficultyController(start=0.4), [True] * 12)[-1] > 0.5
    assert play(DifficultyController(start=0.4), [False] * 4)[-1] < 0.25


def test_easing_is_faster_than_hardening():
    rise = play(DifficultyController(start=0.5), [True] * 4)[-1] - 0.5
    fall = 0.5 - play(DifficultyController(start=0.5), [False] * 4)[-1]
    assert fall > rise > 0


def test_asking_twice_changes_nothing():
    controller = DifficultyController()
    play(controller, [True] * 5)
    assert len({controller.next_difficulty() for _ in range(50)}) == 1


def test_a_rep_nobody_attempted_teaches_nothing_and_hardens_nothing():
    controller = DifficultyController(start=0.4)
    play(controller, [True] * 3)
    before, level = controller.estimate(), controller.next_difficulty()
    for _ in range(20):
        controller.update(False, 0.0, attempted=False)
        assert controller.next_difficulty() <= level
    assert controller.estimate() == before


@pytest.mark.parametrize("outcome", [True, False])
def test_a_thousand_equal_outcomes_end_at_the_bound_and_turn_back(outcome):
    controller = DifficultyController(low=0.2, high=0.8)
    assert play(controller, [outcome] * 1000)[-1] == (0.8 if outcome else 0.2)
    mean, sd = controller.estimate()
    assert math.isfinite(mean) and 0 < sd < 0.4
    back = play(controller, [not outcome] * 30)[-1]
    assert abs(back - (0.8 if outcome else 0.2)) > 0.3


def test_scores_of_a_weak_rep_ease_before_success_does():
    """Equal successes, but one person's scores fall away: the second has less in reserve."""
    steady, fading = DifficultyController(start=0.4), DifficultyController(start=0.4)
    for rep in range(30):
        success = rep % 4 != 3
        wobble = 0.02 * (-1) ** rep
        for controller, drop in ((steady, 0.0), (fading, 0.025 * max(0, rep - 15))):
            controller.next_difficulty()
            controller.update(success, 0.7 * success + 0.2 + wobble - drop)
    assert fading.next_difficulty() < steady.next_difficulty() - 0.02


@pytest.mark.parametrize("score", [math.nan, math.inf, -math.inf])
def test_a_score_that_is_no_number_is_passed_over(score):
    with_bad, without = DifficultyController(), DifficultyController()
    assert play(with_bad, [True, False, True] * 10, score) == play(
        without, [True, False, True] * 10, math.nan
    )


def test_a_score_that_only_repeats_success_changes_nothing():
    plain, repeated = DifficultyController(), DifficultyController()
    for rep in range(40):
        success = rep % 3 > 0
        assert plain.next_difficulty() == repeated.next_difficulty()
        plain.update(success, math.nan)
        repeated.update(success, float(success))


def test_a_weak_side_gets_easier_targets_and_its_neighbours_a_little():
    controller = DifficultyController(start=0.5)
    levels = {}
    for _ in range(4):
        for k in range(8):
            controller.set_direction(k)
            levels[k] = controller.next_difficulty()
            controller.update(k != 7, math.nan)
    assert levels[7] < levels[3] - 0.1
    assert controller.estimate(7)[0] < controller.estimate(6)[0] < controller.estimate(3)[0]


def test_nothing_hardens_after_a_stumble_until_the_next_success():
    controller = DifficultyController(start=0.4)
    play(controller, [True] * 4)
    last = play(controller, [True])[0]
    controller.hold("stumble")
    assert controller.next_difficulty() <= last
    assert controller.explain().startswith("After the stumble")
    controller.update(True, math.nan)
    assert controller.next_difficulty() > last


def test_after_pain_nothing_hardens_for_the_rest_of_the_visit():
    controller = DifficultyController(start=0.4)
    play(controller, [True] * 3)
    last = play(controller, [True])[0]
    controller.hold("pain")
    controller.hold("stumble")
    assert max(play(controller, [True] * 20)) <= last
    controller.new_session()
    assert play(controller, [True] * 3)[-1] > last


def test_bounds_hold_at_once_overall_and_per_direction():
    controller = DifficultyController(start=0.5)
    controller.set_bounds(0.0, 0.3, direction=7)
    controller.set_direction(7)
    assert controller.next_difficulty() == 0.3
    controller.set_direction(3)
    assert controller.next_difficulty() == 0.5
    controller.set_bounds(0.6, 0.7)
    assert controller.next_difficulty() == 0.6
    controller.set_direction(7)
    assert controller.next_difficulty() == 0.3, "where bounds disagree the easier wins"


def test_freeze_keeps_every_level_and_learning_goes_on():
    controller = DifficultyController(start=0.4)
    last = play(controller, [True] * 5)[-1]
    controller.freeze()
    assert play(controller, [False] * 10) == [last] * 10
    assert "kept" in controller.explain()
    controller.freeze(False)
    assert controller.next_difficulty() == pytest.approx(last - DOWN)


def test_an_override_is_played_once_and_left_within_the_caps():
    controller = DifficultyController(start=0.3)
    play(controller, [True] * 3)
    controller.override(0.9)
    assert controller.next_difficulty() == 0.9
    controller.update(False, math.nan)
    assert 0.8 - 1e-12 <= controller.next_difficulty() < 0.9


def test_an_override_of_one_direction_leaves_the_others():
    controller = DifficultyController(start=0.3)
    controller.override(0.1, direction=2)
    controller.set_direction(5)
    assert controller.next_difficulty() == 0.3
    controller.set_direction(2)
    assert controller.next_difficulty() == 0.1


def test_fixed_stays_fixed_and_automatic_carries_on_from_there():
    controller = DifficultyController(start=0.3)
    controller.set_mode("fixed", 0.6)
    assert set(play(controller, [False] * 8)) == {0.6}
    controller.set_mode("automatic")
    assert controller.next_difficulty() == pytest.approx(0.5)


def test_weighted_goes_up_by_one_and_down_by_three():
    controller = DifficultyController(start=0.3)
    controller.set_mode("weighted")
    levels = play(controller, [True, True, False, True])
    assert levels == pytest.approx([0.3, 0.31, 0.32, 0.29])


def test_a_new_day_keeps_the_estimate_and_widens_it_by_the_days():
    def after(days):
        controller = DifficultyController()
        play(controller, [True, True, False, True] * 8)
        before = controller.estimate()
        controller.new_session(days)
        mean, sd = controller.estimate()
        assert mean == pytest.approx(before[0])
        return sd / before[1]

    assert 1 < after(1) < after(7)


def test_tiring_brings_advice_to_rest_and_then_to_stop():
    controller = DifficultyController(start=0.6)
    seen = []
    for rep in range(150):
        level = controller.next_difficulty()
        controller.update(level < 0.6 - 0.004 * max(0, rep - 20), math.nan)
        if controller.advice not in seen:
            seen.append(controller.advice)
    assert seen == ["none", "rest", "stop"]
    controller.new_session()
    assert controller.advice == "none"


def test_a_steady_person_is_not_sent_to_rest():
    controller = DifficultyController(start=0.5)
    for _ in range(150):
        controller.update(controller.next_difficulty() < 0.5, math.nan)
    assert controller.advice == "none"


def test_a_change_is_plain_json_with_its_sentence():
    controller = DifficultyController(start=0.5)
    play(controller, [False] * 3, direction=7)
    controller.set_direction(7)
    controller.next_difficulty()
    data = json.loads(json.dumps(controller.change.data(), allow_nan=False))
    assert data["text"].startswith("Three misses to the left-front eased it by 0.")
    assert data["before"] - data["level"] == pytest.approx(DOWN)
    assert 0 < data["expected"] < 1 and data["sd"] > 0


def test_every_reason_has_its_sentence():
    controller = DifficultyController(start=0.5, high=0.5)
    said = [controller.explain()]
    play(controller, [True] * 3)
    controller.next_difficulty()
    said.append(controller.explain())
    controller.set_mode("fixed", 0.4)
    controller.next_difficulty()
    said.append(controller.explain())
    controller.override(0.2)
    controller.next_difficulty()
    said.append(controller.explain())
    assert [text.split(";")[0] for text in said] == [
        "It starts at 0.50, as set",
        "It rests at 0.50, a bound set by the therapist",
        "It is fixed at 0.40 by the therapist",
        "The therapist set it to 0.20",
    ]
    assert all(text.endswith(" % here.") for text in said)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda c: c.set_direction(8), "0..7"),
        (lambda c: c.set_bounds(0.5, 0.4), "low one must come first"),
        (lambda c: c.set_bounds(math.nan, 0.4), "low bound is nan"),
        (lambda c: c.override(1.2), "level is 1.2"),
        (lambda c: c.set_mode("harder"), "'harder'"),
        (lambda c: c.set_target(1.0), "target is 1.0"),
        (lambda _: DifficultyController(start=2), "start is 2"),
        (lambda _: DifficultyController.from_state({"version": 99}), "version 99"),
    ],
)
def test_a_wrong_value_is_told_in_one_line(call, told):
    with pytest.raises(ValueError, match=r"\A[^\n]+\Z") as error:
        call(DifficultyController())
    assert told in str(error.value)


def test_a_state_of_another_shape_is_refused():
    state = DifficultyController().state()
    state["bank"]["mean"] = [[0.0]]
    with pytest.raises(ValueError, match=r"bank\.mean has shape"):
        DifficultyController.from_state(state)
