"""Measures of signals whose values follow from a formula, to one part in a million."""

import math

import numpy as np
import pytest

from game.balance.directions import UNIT
from game.balance.movement import HOW, Target, movement_measures
from game.balance.sway import sway_table

RATE, SECONDS = 100.0, 60.0
N = round(RATE * SECONDS)
T = np.arange(N) / RATE


def _centred(ml, ap):
    return sway_table(T, ml, ap)["centred"]


def _near(value):
    return pytest.approx(value, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("hertz", [0.25, 0.5, 1.0])
def test_a_unit_circle(hertz):
    """Radius 1 m, whole turns: sums over the chords between samples."""
    turn = 2 * np.pi * hertz * T
    table = _centred(np.sin(turn), np.cos(turn))
    step = 2 * math.pi * hertz / RATE
    path = (N - 1) * 2 * math.sin(step / 2) * 1000
    assert table["mean_distance_mm"] == _near(1000)
    assert table["rms_distance_mm"] == _near(1000)
    assert table["rms_distance_ml_mm"] == _near(1000 / math.sqrt(2))
    assert table["rms_distance_ap_mm"] == _near(1000 / math.sqrt(2))
    assert table["range_mm"] == _near(2000)
    assert table["range_ml_mm"] == _near(2000)
    assert table["path_length_mm"] == _near(path)
    assert table["mean_velocity_mm_s"] == _near(path / SECONDS)
    assert table["mean_frequency_hz"] == _near(path / (2 * math.pi * 1000 * SECONDS))
    assert table["sway_area_rate_mm2_s"] == _near((N - 1) * 1e6 * math.sin(step) / (2 * SECONDS))
    # F.95(2, n) = n / 2 * (0.05^(-2/n) - 1); the variance of each axis is N / (N - 1) / 2
    f95 = (N - 2) / 2 * (0.05 ** (-2 / (N - 2)) - 1)
    assert table["prediction_ellipse_95_mm2"] == _near(math.pi * (N + 1) / (N - 2) * f95 * 1e6)


@pytest.mark.parametrize("axis", ["ml", "ap"])
def test_a_pure_sine(axis):
    """12 mm, whole periods, samples on its peaks."""
    hertz, size = 0.25, 0.012
    sway, still = size * np.sin(2 * np.pi * hertz * T), np.zeros(N)
    table = _centred(*((sway, still) if axis == "ml" else (still, sway)))
    path = 1000 * (4 * size * hertz * SECONDS - size * math.sin(2 * math.pi * hertz / RATE))
    for whole_or_part in ("", f"_{axis}"):
        assert table[f"rms_distance{whole_or_part}_mm"] == _near(12 / math.sqrt(2))
        assert table[f"range{whole_or_part}_mm"] == _near(24)
        assert table[f"path_length{whole_or_part}_mm"] == _near(path)
    assert table[f"mean_velocity_{axis}_mm_s"] == _near(path / SECONDS)
    assert table["prediction_ellipse_95_mm2"] == _near(0)
    assert table["sway_area_rate_mm2_s"] == _near(0)


def test_a_square_of_known_path():
    """A side of 20 mm in 1 s, round and round for a minute: 15 times, less the last sample."""
    corners = np.array([[0, 0], [20, 0], [20, 20], [0, 20], [0, 0]]) / 1000
    ml, ap = (np.interp(T % 4, range(5), corners[:, i]) for i in (0, 1))
    table = _centred(ml, ap)
    path = (N - 1) * 20 / RATE
    assert table["path_length_mm"] == _near(path)
    assert table["mean_velocity_mm_s"] == _near(path / SECONDS)
    assert table["path_length_ml_mm"] + table["path_length_ap_mm"] == _near(path)
    assert table["range_ml_mm"] == _near(20)
    assert table["range_ap_mm"] == _near(20)
    assert table["range_mm"] == _near(20 * math.sqrt(2))
    side = 20 / RATE  # the sum of squares of 0, side, 2 side .. 20 along one edge and its neighbour
    edge = [(side * k - 10) ** 2 for k in range(round(RATE))]
    rms = math.sqrt((2 * sum(edge) / RATE + 2 * 100) / 4)
    assert table["rms_distance_ml_mm"] == _near(rms)


@pytest.mark.parametrize("direction", range(8))
def test_a_minimum_jerk_reach(direction):
    """60 mm in 8 s, 0.5 s after the cue; so slow that the low-pass of 5 Hz leaves it alone."""
    rate, cue, reaction, seconds, distance = 1000.0, 2.0, 0.5, 8.0, 0.060
    t = np.arange(round(14 * rate)) / rate
    u = np.clip((t - cue - reaction) / seconds, 0.0, 1.0)
    way = distance * (10 * u**3 - 15 * u**4 + 6 * u**5)
    ml, ap = UNIT[direction]
    target = Target(UNIT[direction], 0.120, 0.012, 0.100)
    found = movement_measures(t, 0.01 + ml * way, -0.02 + ap * way, target, cue)
    assert all(one.how == HOW for one in found)
    value = {one.name: one.value for one in found}
    low, high = (_when(share) for share in (0.05, 0.95))
    assert value["endpoint_excursion"] == _near(60)
    assert value["maximum_excursion"] == _near(60)
    assert value["endpoint_distance"] == _near(60)
    assert value["endpoint_error"] == _near(60)
    assert value["movement_velocity"] == _near(0.9 * 60 / ((high - low) * seconds))
    assert value["directional_control"] == _near(100)
    assert value["path_efficiency"] == _near(1)
    left = reaction + _when(1 / 60) * seconds  # 1 mm away from the start
    assert value["reaction_time"] == _near(math.ceil(left * rate) / rate)


def _when(share):
    """The time, as a share of the movement's, at which a minimum-jerk reach has come so far."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        before = 10 * middle**3 - 15 * middle**4 + 6 * middle**5 < share
        low, high = (middle, high) if before else (low, middle)
    return low
