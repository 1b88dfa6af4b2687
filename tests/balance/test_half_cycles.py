"""Half cycles of constructed swings against their closed form, to 1e-6 relative."""

import math

import numpy as np
import pytest

from game.balance.half_cycles import (
    HalfCycle,
    half_cycle_measures,
    low_passed,
    path_error,
    symmetry_of,
)

RATE, PERIOD_S, AMPLITUDE_M = 100.0, 4.0, 0.05
T = np.arange(0, 2001) / RATE
SINE = AMPLITUDE_M * np.sin(2 * np.pi * T / PERIOD_S)
EXACT = 1e-6


def values(t, ml, ap, asked):
    return {m.name: m.value for m in half_cycle_measures(low_passed(t, ml, ap), asked)}


def to_the_right(begin=3.0, end=5.0, centre=(0.0, 0.0)):
    """The half cycle that ends at the right turn at 5 s."""
    return HalfCycle((1.0, 0.0), 0.1, centre, begin, end, end - 1, end + 1, (1.0, 0.0))


def test_a_pure_sine_matches_its_closed_form():
    found = values(T, SINE, 0.2 * SINE, to_the_right())
    assert found["shift_velocity"] == pytest.approx(2 * 50 / 2.0, rel=EXACT)
    assert found["shift_directional_control"] == pytest.approx(80.0, rel=EXACT)
    assert found["amplitude"] == pytest.approx(50.0, rel=EXACT)
    assert found["maximum_excursion"] == pytest.approx(50.0, rel=EXACT)
    assert found["timing_error"] == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("early_s", [-0.3, 0.3])
def test_timing_is_positive_late(early_s):
    """Who turned at 5 s was late for a beat before, and early for one after."""
    found = values(T, SINE, 0 * SINE, to_the_right(end=5.0 + early_s))
    assert found["timing_error"] == pytest.approx(-early_s, rel=EXACT)


def test_amplitude_is_from_the_person_s_own_centre():
    found = values(T, SINE + 0.01, 0 * SINE, to_the_right(centre=(0.01, 0.0)))
    assert found["amplitude"] == pytest.approx(50.0, rel=EXACT)


def test_who_waits_at_the_end_turned_in_the_middle_of_the_wait():
    held = np.clip(np.interp(T, [0, 4, 4.4, 5.2, 5.6, 20], [0, 0, 1, 1, 0, 0]), 0, 1) * 0.05
    found = values(T, held, 0 * held, to_the_right(end=5.0))
    assert found["timing_error"] == pytest.approx(-0.2, abs=0.002)


def test_where_the_recording_breaks_off_nothing_is_known():
    broken = np.where(abs(T - 4.5) < 0.2, np.nan, SINE)
    assert all(math.isnan(v) for v in values(T, broken, broken, to_the_right()).values())
    whole_later = HalfCycle((-1.0, 0.0), 0.1, (0, 0), 5.0, 7.0, 6.0, 8.0, (-1.0, 0.0))
    assert values(T, broken, broken, whole_later)["amplitude"] == pytest.approx(50.0, rel=0.01)


def test_a_side_never_reached_has_no_turn():
    found = values(T, 0 * T - 0.02, 0 * T, to_the_right())
    assert math.isnan(found["timing_error"])
    assert found["amplitude"] == pytest.approx(-20.0, rel=EXACT)


def test_too_little_to_filter_is_none():
    assert low_passed([0.0], [0.0], [0.0]) is None
    assert low_passed(T, np.full_like(T, np.nan), SINE) is None
    slow = np.arange(0, 20, 0.1)
    assert low_passed(slow, slow, slow) is None


def test_distance_from_a_circle_that_was_drawn_too_large():
    angle = 2 * np.pi * T / PERIOD_S
    series = low_passed(T, 0.055 * np.sin(angle), 0.055 * np.cos(angle))
    line = np.linspace(0, 2 * np.pi, 20001)
    circle = 0.05 * np.column_stack([np.sin(line), np.cos(line)])
    found = path_error(series, 4.0, 4.4, circle)
    assert found.value == pytest.approx(5.0, rel=EXACT)
    assert found.n == 41


def test_distance_from_a_square_of_known_path():
    """Its middle is half a side away, a point on it not at all, one outside its corner diagonally."""
    corners = [(-0.1, -0.1), (0.1, -0.1), (0.1, 0.1), (-0.1, 0.1), (-0.1, -0.1)]
    square = np.array(corners)
    for (ml, ap), off_mm in {
        (0.0, 0.0): 100.0,
        (0.1, 0.03): 0.0,
        (0.13, 0.14): 50.0,
        (0.0, -0.07): 30.0,
    }.items():
        series = low_passed(T, ml + 0 * T, ap + 0 * T)
        assert path_error(series, 1.0, 2.0, square).value == pytest.approx(
            off_mm, rel=1e-6, abs=1e-9
        )


def test_symmetry_of_two_sides():
    assert symmetry_of("x", [60.0, 60.0], [40.0]).value == pytest.approx(40.0)
    assert symmetry_of("x", [60.0], [40.0]).n == 2
    assert symmetry_of("x", [50.0], [-5.0]).value == 200
    assert math.isnan(symmetry_of("x", [math.nan], [40.0]).value)
    assert math.isnan(symmetry_of("x", [0.0], [0.0]).value)
