"""Calibrating limits: held distances count, spikes do not, and nobody is kept waiting."""

import math

import pytest

from game.balance.calibration import FLOOR_M, MAX_SECONDS, LimitsCalibration
from game.balance.directions import DIRECTIONS, UNIT
from game.balance.limits import theoretical_limits

CENTRE = (0.010, -0.020)


class Person:
    """Leans on request, sampled at 100 Hz."""

    def __init__(self, calibration):
        self.calibration = calibration
        self.t = 0.0

    def stand(self, direction, distance, seconds):
        ml, ap = UNIT[direction]
        self.feed(CENTRE[0] + distance * ml, CENTRE[1] + distance * ap, seconds)

    def feed(self, ml, ap, seconds):
        for _ in range(round(seconds * 100)):
            self.t += 0.01
            self.calibration.feed(self.t, ml, ap)


@pytest.fixture
def calibration():
    return LimitsCalibration(*CENTRE)


@pytest.fixture
def person(calibration):
    return Person(calibration)


@pytest.mark.parametrize("guided", [True, False])
def test_a_full_flower_measures_each_direction(calibration, person, guided):
    lengths = [0.08, 0.07, 0.09, 0.05, 0.04, 0.03, 0.05, 0.06]
    for k, length in enumerate(lengths):
        calibration.ask(k if guided else None)
        person.stand(k, 0.0, 0.5)
        assert not calibration.settled(k)
        person.stand(k, length, 1.5)
        assert not calibration.settled(k)
        person.stand(k, 0.0, 0.1)
        assert calibration.settled(k)
    limits = calibration.result("2025-01-31T10:00:00Z")
    assert limits.reach == pytest.approx(lengths)
    assert (limits.centre_ml, limits.centre_ap) == CENTRE
    assert limits.measured == "2025-01-31T10:00:00Z"
    assert limits.how == "held for 1 s: " + ", ".join(DIRECTIONS)


def test_a_spike_widens_nothing(calibration, person):
    calibration.ask(2)
    person.stand(2, 0.05, 1.5)
    person.stand(2, 0.15, 0.08)
    person.stand(2, 0.05, 1.5)
    assert calibration.held_m(2) == pytest.approx(0.05)


def test_a_wobble_of_a_tenth_of_the_second_does_not_lose_the_hold(calibration, person):
    calibration.ask(2)
    person.stand(2, 0.05, 0.5)
    person.stand(2, 0.02, 0.08)
    person.stand(2, 0.05, 0.45)
    assert calibration.held_m(2) == pytest.approx(0.05)


def test_less_than_a_second_is_not_held(calibration, person):
    calibration.ask(0)
    person.stand(0, 0.06, 0.95)
    assert calibration.held_m(0) == 0.0


@pytest.mark.parametrize("off_axis_deg", [25, 35])
def test_leaning_another_way_counts_up_to_30_degrees(calibration, person, off_axis_deg):
    calibration.ask(0)
    angle = math.radians(off_axis_deg)
    person.feed(CENTRE[0] + 0.06 * math.sin(angle), CENTRE[1] + 0.06 * math.cos(angle), 2)
    expected = 0.06 * math.cos(angle) if off_axis_deg < 30 else 0.0
    assert calibration.held_m(0) == pytest.approx(expected)


def test_after_its_time_a_direction_keeps_what_it_has(calibration, person):
    calibration.ask(6)
    person.stand(6, 0.03, MAX_SECONDS + 0.1)
    assert calibration.settled(6)
    person.stand(6, 0.09, 3)
    assert calibration.held_m(6) == pytest.approx(0.03)


def test_who_cannot_lean_gets_the_floor_and_goes_on(calibration, person):
    calibration.ask(4)
    person.stand(4, 0.004, MAX_SECONDS + 0.1)
    assert calibration.settled(4)
    limits = calibration.result()
    assert limits.reach[4] == FLOOR_M
    assert "set to the floor of 10 mm: back" in limits.how


def test_stepping_off_and_gaps_end_a_hold(calibration, person):
    calibration.ask(0)
    person.stand(0, 0.05, 0.7)
    person.feed(math.nan, math.nan, 0.1)
    person.stand(0, 0.05, 0.7)
    person.t += 0.5
    person.stand(0, 0.05, 0.7)
    assert calibration.held_m(0) == 0.0


def test_samples_out_of_order_are_ignored(calibration, person):
    calibration.ask(0)
    person.stand(0, 0.05, 1.5)
    calibration.feed(0.2, 0.3, 0.3)
    assert calibration.distance_m(0) == pytest.approx(0.05)


def test_unvisited_directions_follow_the_weaker_neighbour_and_say_so(calibration, person):
    theory = theoretical_limits().reach
    for k, share in ((1, 0.5), (3, 0.25)):
        calibration.ask(k)
        person.stand(k, share * theory[k], 1.5)
    limits = calibration.result()
    assert limits.reach[2] == pytest.approx(0.25 * theory[2], abs=1e-4)
    assert limits.how.startswith("held for 1 s: forward_right, back_right; filled from")


def test_filling_never_exceeds_theory(calibration, person):
    calibration.ask(0)
    person.stand(0, 0.20, 1.5)
    limits = calibration.result()
    assert limits.reach[0] == pytest.approx(0.20)
    assert limits.reach[1:] == pytest.approx(theoretical_limits().reach[1:], abs=1e-4)


def test_nothing_measured_is_theory_and_says_so(calibration):
    limits = calibration.result()
    assert limits.reach == pytest.approx(theoretical_limits().reach, abs=1e-4)
    assert "theoretical fallback" in limits.how


def test_a_reach_beyond_what_is_plausible_is_kept_within_it(calibration, person):
    calibration.ask(0)
    person.stand(0, 0.45, 1.5)
    assert calibration.result().reach[0] == 0.40
