"""The live filter: a stated delay, less noise, and whole through gaps, duplicates and absence."""

import math

import numpy as np
import pytest

from game.balance.filters import MIN_CUTOFF_HZ, RESTART_AFTER_S, OneEuro


def regular(seconds=40.0):
    return np.arange(round(seconds * 100)) / 100


def jittered(seconds=40.0):
    steps = np.random.default_rng(3).uniform(0.006, 0.02626, round(seconds * 62))
    return np.cumsum(steps)


def filtered(times, ml, ap=None):
    smooth = OneEuro()
    ap = np.zeros_like(ml) if ap is None else ap
    return np.array([smooth(*row) for row in zip(times, ml, ap, strict=True)])


@pytest.mark.parametrize("times", [regular(), jittered()], ids=["100 Hz", "62 Hz jittered"])
@pytest.mark.parametrize("speed", [0.001, 0.02, 0.2])
def test_the_lag_behind_a_ramp_is_within_the_bound(times, speed):
    lag = times - filtered(times, speed * times)[:, 0] / speed
    assert np.all(lag >= -1e-9)
    assert lag.max() <= OneEuro.delay_bound_s + 1e-9


def test_a_brisk_lean_is_followed_more_closely_than_sway():
    times = regular(5)
    lag = times - filtered(times, 0.1 * times)[:, 0] / 0.1
    assert lag[-1] < OneEuro.delay_bound_s / 2


@pytest.mark.parametrize("times", [regular(), jittered()], ids=["100 Hz", "62 Hz jittered"])
@pytest.mark.parametrize("amplitude", [0.0005, 0.005, 0.05])
def test_the_delay_of_1_hz_sway_is_within_the_bound(times, amplitude):
    def carrier(delay):
        return np.sin(2 * np.pi * (times - delay))

    out = filtered(times, amplitude * carrier(0))[200:, 0]
    basis = np.column_stack([carrier(0)[200:], carrier(0.25)[200:]])
    straight, quarter = np.linalg.lstsq(basis, out, rcond=None)[0]
    delay = math.atan2(quarter, straight) / (2 * np.pi)
    assert 0 < delay <= OneEuro.delay_bound_s <= 0.040
    assert math.hypot(straight, quarter) == pytest.approx(amplitude, rel=0.05)


@pytest.mark.parametrize("times", [regular(), jittered()], ids=["100 Hz", "62 Hz jittered"])
def test_noise_of_a_still_person_falls_below_half(times):
    noise = np.random.default_rng(1).normal(0.0, 0.0005, (2, times.size))
    out = filtered(times, *noise)[100:]
    assert out.std(axis=0) == pytest.approx(0.0002, abs=0.00005)


def test_a_step_never_overshoots_and_arrives():
    out = filtered(regular(2), np.full(200, 0.05))
    assert np.all(out[:, 0] == 0.05)
    step = filtered(regular(2), np.where(regular(2) < 0.5, 0.0, 0.05))[:, 0]
    assert np.all(np.diff(step) >= 0)
    assert step[-1] == pytest.approx(0.05, rel=1e-3)


def test_one_direction_is_never_bent():
    t = regular(5)
    out = filtered(t, 0.03 * np.sin(t), 0.06 * np.sin(t))
    assert out[:, 1] == pytest.approx(2 * out[:, 0], abs=1e-15)


def test_a_sample_not_later_changes_nothing():
    smooth = OneEuro()
    smooth(1.0, 0.0, 0.0)
    before = smooth(1.01, 0.01, 0.02)
    assert smooth(1.01, 0.9, 0.9) == smooth(0.5, 0.9, 0.9) == before


def test_it_starts_afresh_after_a_gap_and_not_before():
    smooth = OneEuro()
    smooth(1.0, 0.0, 0.0)
    after_short = smooth(1.0 + RESTART_AFTER_S, 0.1, 0.1)
    assert after_short != (0.1, 0.1)
    assert smooth(1.0 + 2.1 * RESTART_AFTER_S, 0.05, -0.05) == (0.05, -0.05)


def test_nobody_on_the_board_is_nan_and_coming_back_is_a_new_start():
    smooth = OneEuro()
    smooth(1.0, 0.1, 0.1)
    assert all(math.isnan(v) for v in smooth(1.01, math.nan, math.nan))
    assert smooth(1.02, -0.02, 0.01) == (-0.02, 0.01)


def test_the_bound_is_the_time_constant_of_the_lowest_cut_off():
    assert OneEuro.delay_bound_s == pytest.approx(1 / (2 * math.pi * MIN_CUTOFF_HZ))
