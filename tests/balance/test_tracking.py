"""Following on constructed signals: what went in comes out."""

import math

import numpy as np
import pytest

from game.balance.tracking import rms_distance, tracking_measures
from game.level_types.visual_tracking_paths import places, plan_path
from game.sim import STEP_HZ
from game.sim.chance import Chance

RATE, SECONDS = 120.0, 24.0
T = np.arange(round(RATE * SECONDS)) / RATE
ML = ((2, 0.5, 0.1), (5, 0.2, 2.0), (9, 0.1, 4.0))
AP = ((3, 0.4, 0.3), (7, 0.2, 5.0), (11, 0.1, 1.0))


def _flown(t, ml=ML, ap=AP):
    axes = [
        sum((w * np.sin(2 * np.pi * k / SECONDS * t + p) for k, w, p in sines), np.zeros_like(t))
        for sines in (ml, ap)
    ]
    return np.column_stack(axes)


def _values(target, follower):
    return {m.name: m.value for m in tracking_measures(target, follower, RATE)}


@pytest.mark.parametrize("gain", [0.2, 0.85, 1.0, 1.7])
@pytest.mark.parametrize("lag", [-0.2, 0.0, 0.1234, 0.75, 1.6])
def test_a_copy_gives_its_gain_and_lag(gain, lag):
    found = _values(_flown(T), gain * _flown(T - lag))
    for name in ("gain", "gain_ml", "gain_ap"):
        assert found[name] == pytest.approx(gain, rel=1e-6), name
    assert found["tracking_lag"] == pytest.approx(lag, rel=1e-6, abs=1e-9)
    assert found["phase_lag"] == pytest.approx(360 * 2 / SECONDS * lag, rel=1e-6, abs=1e-6)
    assert found["coherence"] == pytest.approx(1.0, rel=1e-6)


def test_one_sine_gives_its_phase_and_leaves_the_other_axis_unknown():
    line = ((4, 0.6, 0.0),)
    found = _values(_flown(T, line, ()), 0.7 * _flown(T - 0.3, line, ()))
    assert found["gain"] == pytest.approx(0.7, rel=1e-6)
    assert found["phase_lag"] == pytest.approx(360 * 4 / SECONDS * 0.3, rel=1e-6)
    assert math.isnan(found["gain_ap"])


def test_a_steady_lean_and_a_faster_tremor_change_gain_and_lag_by_nothing():
    tremor = 0.05 * np.sin(2 * np.pi * 5 * T)[:, None]
    found = _values(_flown(T), 0.9 * _flown(T - 0.4) + tremor + [0.1, -0.2])
    assert found["gain"] == pytest.approx(0.9, rel=1e-6)
    assert found["tracking_lag"] == pytest.approx(0.4, rel=1e-6)


def test_the_axes_have_gains_of_their_own():
    found = _values(_flown(T), _flown(T - 0.2) * [0.5, 0.9])
    assert found["gain_ml"] == pytest.approx(0.5, rel=1e-6)
    assert found["gain_ap"] == pytest.approx(0.9, rel=1e-6)


def test_a_firefly_s_own_flight_is_followed_as_exactly():
    """Its sines turn by multiplying; a delay of whole steps is an exact copy of it."""
    path = plan_path((True, True), 9.0, 24 * STEP_HZ, 0.6, (0.9,) * 8, Chance(5))
    flown = np.array(list(places(path)))
    found = _values(flown, 0.8 * np.roll(flown, 30, axis=0))
    assert found["gain"] == pytest.approx(0.8, rel=1e-6)
    assert found["tracking_lag"] == pytest.approx(30 / STEP_HZ, rel=1e-6)


def test_the_error_of_a_circle_that_is_late_is_its_chord():
    circle = np.column_stack([np.cos(2 * np.pi * T), np.sin(2 * np.pi * T)])
    late = np.roll(circle, 12, axis=0)
    assert rms_distance(circle, late) == pytest.approx(2 * math.sin(math.pi * 0.1), rel=1e-9)
    assert math.isnan(rms_distance(np.empty((0, 2)), np.empty((0, 2))))


def test_who_stands_still_has_no_gain_and_no_lag_and_a_still_target_none_to_follow():
    still = np.zeros((len(T), 2))
    found = _values(_flown(T), still)
    assert found["gain"] == pytest.approx(0.0, abs=1e-12) or math.isnan(found["gain"])
    assert math.isnan(found["tracking_lag"]) and math.isnan(found["coherence"])
    assert all(math.isnan(value) for value in _values(still, still).values())


def test_what_does_not_belong_together_is_refused():
    with pytest.raises(ValueError, match=r"both must be \(n, 2\)"):
        tracking_measures(np.zeros((5, 2)), np.zeros((4, 2)), RATE)
