"""Steps are found on walks of known steps: nearly all of them, hardly any that are none."""

import math
from itertools import pairwise

import pytest
from walking import matched, walking

from game.balance.steps import StepDetector, find_steps

CADENCES = (20, 35, 55, 75, 90)  # steps/min
PEOPLE = {
    "even": {},
    "30 % on the right": {"middle": 0.3, "half": 0.15},
    "70 % on the right": {"middle": 0.7, "half": 0.2},
    "short and light on the right": {"middle": 0.35, "weak": 1.0},
    "heels only": {"half": 0.06},
    "swaying much": {"half": 0.15, "sway": 0.012},
    "50 Hz, uneven": {"rate_hz": 50.0, "jitter_s": 0.004},
}


def live(samples):
    detector = StepDetector()
    return [step for t, load in samples if (step := detector.update(t, load))]


@pytest.mark.parametrize("find", [live, find_steps])
@pytest.mark.parametrize("person", PEOPLE)
def test_98_percent_of_steps_are_found_and_at_most_1_percent_are_none(person, find):
    hits = false = all_steps = 0
    for cadence in CADENCES:
        for seed in range(2):
            samples, true = walking(cadence, seed=seed, **PEOPLE[person])
            found, wrong = matched(find(samples), true)
            hits, false, all_steps = hits + found, false + wrong, all_steps + len(true)
    assert hits >= 0.98 * all_steps
    assert false <= 0.01 * all_steps


def test_a_recording_that_begins_within_a_walk_loses_no_more():
    samples, true = walking(40, quiet_s=0.0, seed=3)
    hits, false = matched(find_steps(samples), true)
    assert hits >= 0.98 * len(true) and false <= 1


@pytest.mark.parametrize("middle", [0.3, 0.5, 0.7])
def test_who_stands_still_takes_no_step_and_shows_the_middle(middle):
    samples, _ = walking(60, steps=2, quiet_s=60.0, middle=middle, seed=1)
    detector = StepDetector()
    assert not [1 for t, load in samples if t < 58 and detector.update(t, load)]
    assert detector.middle == pytest.approx(middle, abs=0.02)
    assert detector.phase == "double" and detector.foot is None


def _sine(hertz=0.5, size=0.2, seconds=40, rate=100):
    return [
        (k / rate, 0.5 + size * math.sin(2 * math.pi * hertz * k / rate))
        for k in range(seconds * rate)
    ]


def test_steps_of_a_sine_are_half_a_period_apart_and_alternate():
    steps = find_steps(_sine())[-10:]
    feet = [step.foot for step in steps]
    assert all(a != b for a, b in pairwise(feet))
    between = [b.crossed - a.crossed for a, b in pairwise(steps)]
    assert between == pytest.approx([1.0] * len(between), rel=1e-6)


def test_single_support_begins_and_ends_with_hysteresis():
    detector = StepDetector(0.5, 0.2)
    phases = []
    for k, load in enumerate([0.5, 0.54, 0.56, 0.60, 0.56, 0.55, 0.53, 0.45, 0.40]):
        for tick in range(50):  # long enough for the smoothing to have come there
            detector.update(k + tick / 50, load)
        phases.append(detector.phase)
    assert phases == [
        "double", "double", "double", "right", "right", "right", "double", "double", "left",
    ]  # fmt: skip


def test_a_second_visit_to_the_same_foot_is_no_further_step():
    detector = StepDetector(0.5, 0.2)
    path = [0.5, 0.7, 0.5, 0.7, 0.5]
    samples = [(k + tick / 50, load) for k, load in enumerate(path) for tick in range(50)]
    assert [s.foot for t, load in samples if (s := detector.update(t, load))] == ["right"]


def test_samples_that_say_nothing_change_nothing():
    samples, true = walking(60, seed=2)
    noisy = [one for t, load in samples for one in ((t, load), (t, 0.9), (t, math.nan))]
    assert live(noisy) == live(samples)
    assert matched(live(samples), true)[0] == len(true)
