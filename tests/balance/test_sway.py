"""Sway measures against reference values, against signals known by formula, and at their edges."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from reference_recordings import recording

from game.balance.sway import prediction_ellipse_95, sway_measures, sway_table

GOLDEN = json.loads(Path(__file__).with_name("cop_golden.json").read_text())
GOLDEN.pop("_about")


@pytest.mark.parametrize("name", GOLDEN)
@pytest.mark.parametrize(("kind", "tolerance"), [("centred", 1e-9), ("filtered", 1e-8)])
def test_reference_values(name, kind, tolerance):
    table = sway_table(*recording(name), rate_hz=GOLDEN[name]["rate_hz"])[kind]
    found = {key: table[key] for key in GOLDEN[name][kind]}
    assert found == pytest.approx(GOLDEN[name][kind], rel=tolerance, abs=0)


@pytest.mark.parametrize("name", GOLDEN)
def test_an_even_stream_keeps_its_own_rate(name):
    t, ml, ap = recording(name)
    assert sway_table(t, ml, ap)["filtered"] == pytest.approx(
        sway_table(t, ml, ap, 100.0)["filtered"], rel=1e-6, nan_ok=True
    )


def test_a_jittered_board_gives_nearly_the_velocity_of_the_plate():
    table = sway_table(*recording("synthetic_wii_board_jitter.csv"))
    assert table["filtered"]["mean_velocity_mm_s"] == pytest.approx(6.11, rel=0.08)


def times(seconds=60.0, rate=100.0):
    return np.arange(round(seconds * rate)) / rate


def test_a_circle():
    t = times()
    turn = 2 * np.pi * 0.5 * t
    table = sway_table(t, 0.03 + 0.01 * np.sin(turn), -0.05 + 0.01 * np.cos(turn))["centred"]
    chord = 2 * 10 * math.sin(math.pi * 0.5 / 100)
    assert table["mean_distance_mm"] == pytest.approx(10)
    assert table["rms_distance_mm"] == pytest.approx(10)
    assert table["rms_distance_ml_mm"] == pytest.approx(10 / math.sqrt(2))
    assert table["range_mm"] == pytest.approx(20)
    assert table["range_ap_mm"] == pytest.approx(20)
    assert table["path_length_mm"] == pytest.approx(5999 * chord)
    assert table["mean_velocity_mm_s"] == pytest.approx(5999 * chord / 60)
    assert table["mean_frequency_hz"] == pytest.approx(0.5, rel=1e-3)
    assert table["sway_area_rate_mm2_s"] == pytest.approx(0.5 * math.pi * 100, rel=1e-3)


def test_a_tone_has_its_frequency_and_little_dispersion():
    t = times()
    found = sway_table(t, 0.01 * np.sin(2 * np.pi * t), 0.005 * np.sin(4 * np.pi * t))["filtered"]
    assert found["median_frequency_ml_hz"] == pytest.approx(1.0, abs=0.02)
    assert found["centroidal_frequency_ap_hz"] == pytest.approx(2.0, abs=0.02)
    assert found["frequency_95_ap_hz"] == pytest.approx(2.0, abs=0.15)
    assert found["frequency_dispersion_ml"] < 0.1


def test_the_largest_range_of_a_line_is_its_length():
    t = times(20)
    table = sway_table(t, 0.003 * np.sin(t), 0.004 * np.sin(t))["centred"]
    assert table["range_mm"] == pytest.approx(10, rel=1e-3)


def test_the_ellipse_holds_95_percent_of_new_points():
    points = np.random.default_rng(5).normal(size=(20_000, 2)) @ [[2.0, 0.5], [0.0, 1.0]]
    area = prediction_ellipse_95(points)
    assert area == pytest.approx(math.pi * 5.991 * 2.0, rel=0.02)


def test_the_ellipse_of_three_points_by_hand():
    points = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    expected = math.pi * (2 * 2 * 4 / (3 * 1)) * 199.5 * math.sqrt((1 / 3) ** 2 - (1 / 6) ** 2)
    assert prediction_ellipse_95(points) == pytest.approx(expected, rel=1e-3)


def test_every_measure_has_unit_count_and_preprocessing():
    t = times(30)
    found = sway_measures(t, 0.01 * np.sin(t), 0.01 * np.cos(3 * t))
    keys = [(m.key, m.how) for m in found]
    assert len(set(keys)) == len(keys)
    assert all(m.n == 3000 for m in found if m.name.startswith(("mean_", "rms_", "range")))
    assert all(m.how.startswith(("centred:", "filtered:")) for m in found[2:])
    assert all(math.isfinite(m.value) for m in found)


def test_a_short_stance_has_no_frequencies_and_says_so():
    t = times(9)
    found = {m.key: m for m in sway_measures(t, 0.01 * np.sin(t), 0.01 * np.cos(3 * t))}
    assert math.isnan(found["median_frequency_ml_hz"].value)
    assert found["median_frequency_ml_hz"].n == 0
    assert math.isnan(found["diffusion_long_mm2_s"].value)
    assert math.isfinite(found["mean_velocity_mm_s"].value)


def test_a_dead_weight_has_no_sway():
    found = sway_table(times(30), np.full(3000, 0.01), np.zeros(3000))["centred"]
    assert found["mean_velocity_mm_s"] == pytest.approx(0.0, abs=1e-9)
    assert found["range_mm"] == pytest.approx(0.0, abs=1e-9)
    assert found["prediction_ellipse_95_mm2"] == pytest.approx(0.0, abs=1e-9)


def test_time_off_the_board_is_left_out_and_reported():
    t = times(40)
    ml, ap = 0.01 * np.sin(t), 0.01 * np.cos(3 * t)
    ml[500:600] = np.nan
    found = {m.key: m for m in sway_measures(t, ml, ap)}
    assert found["missing_time_s"].value == pytest.approx(1.01)
    assert found["missing_time_s"].n == 1
    assert found["recording_duration_s"].value == pytest.approx(34.0, abs=0.02)


def test_too_short_or_too_slow_is_refused_in_one_line():
    with pytest.raises(ValueError, match=r"sway: 0\.50 s of unbroken recording"):
        sway_measures(times(0.5), np.zeros(50), np.zeros(50))
    with pytest.raises(ValueError, match="sway: 10 samples a second"):
        sway_measures(times(30, 10.0), np.zeros(300), np.zeros(300))
    with pytest.raises(ValueError, match="0 finite samples"):
        sway_measures(times(1), np.full(100, np.nan), np.zeros(100))
