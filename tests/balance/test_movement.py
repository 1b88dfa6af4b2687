"""One reach: recovered from synthetic movements of known timing, and quiet where there is none."""

import math

import numpy as np
import pytest

from game.balance.directions import UNIT
from game.balance.movement import Target, movement_measures, throughput
from game.balance.smoothness import ldlj, sparc

CUE = 2.0
FORWARD = Target(UNIT[0], 0.060, 0.012, 0.100)


def minimum_jerk(t, start, seconds, distance):
    u = np.clip((t - start) / seconds, 0.0, 1.0)
    return distance * (10 * u**3 - 15 * u**4 + 6 * u**5)


def even(seconds=6.0):
    return np.arange(round(seconds * 100)) / 100


def jittered(seconds=6.0):
    return np.cumsum(np.random.default_rng(8).uniform(0.006, 0.026, round(seconds * 62)))


def measured(t, ml, ap, target=FORWARD):
    return {m.name: m for m in movement_measures(t, ml, ap, target, CUE)}


def values(found):
    return {name: one.value for name, one in found.items()}


@pytest.mark.parametrize("t", [even(), jittered()], ids=["100 Hz", "62 Hz jittered"])
@pytest.mark.parametrize("k", range(8))
def test_a_straight_reach_in_each_direction(t, k):
    way = minimum_jerk(t, CUE + 0.4, 1.2, 0.060)
    ml, ap = UNIT[k]
    found = values(
        measured(t, 0.01 + ml * way, -0.02 + ap * way, Target(UNIT[k], 0.060, 0.012, 0.1))
    )
    assert found["endpoint_excursion"] == pytest.approx(60, abs=1)
    assert found["maximum_excursion"] == pytest.approx(60, abs=1)
    assert found["reaction_time"] == pytest.approx(0.4, abs=0.17)  # 1 mm is left late
    assert found["reaction_time"] + found["movement_time"] == pytest.approx(1.6, abs=0.1)
    # 5 % to 95 % of a minimum-jerk movement take 0.622 of its time
    assert found["movement_velocity"] == pytest.approx(0.9 * 60 / (0.622 * 1.2), rel=0.04)
    assert found["directional_control"] == pytest.approx(100, abs=0.5)
    assert found["path_efficiency"] == pytest.approx(1, abs=0.002)
    assert found["endpoint_error"] < 1.0
    assert found["spectral_arc_length"] == pytest.approx(-1.45, abs=0.1)


def test_noise_and_sway_change_little():
    t, rng = jittered(), np.random.default_rng(9)
    noise = rng.normal(0.0, 0.0005, (2, t.size))
    ap = minimum_jerk(t, CUE + 0.4, 1.2, 0.060) + 0.001 * np.sin(2 * np.pi * 0.3 * t)
    found = values(measured(t, noise[0], ap + noise[1]))
    assert found["endpoint_excursion"] == pytest.approx(60, abs=5)
    assert found["reaction_time"] == pytest.approx(0.5, abs=0.25)
    assert found["directional_control"] > 85


def test_an_undershoot_with_a_second_movement_keeps_the_first_endpoint():
    t = even(8)
    ap = minimum_jerk(t, 2.3, 0.8, 0.035) - minimum_jerk(t, 3.3, 0.6, 0.005)
    ap = ap + minimum_jerk(t, 4.5, 0.8, 0.030)
    found = values(measured(t, np.zeros_like(t), ap))
    assert found["endpoint_excursion"] == pytest.approx(35, abs=1)
    assert found["maximum_excursion"] == pytest.approx(60, abs=1)
    assert found["endpoint_error"] == pytest.approx(25, abs=1)


def test_a_detour_costs_control_and_efficiency():
    t = even()
    ap = minimum_jerk(t, 2.4, 1.2, 0.060)
    ml = 0.02 * np.sin(np.pi * ap / 0.060)
    found = values(measured(t, ml, ap))
    assert found["directional_control"] == pytest.approx(100 * (60 - 40) / 60, abs=4)
    bow = np.linspace(0, 1, 2000)
    length = np.sum(np.hypot(np.diff(60 * bow), np.diff(20 * np.sin(np.pi * bow))))
    assert found["path_efficiency"] == pytest.approx(60 / length, abs=0.02)


def test_time_on_target_is_the_share_after_the_cue():
    t = even()
    ap = np.where(t < 4.0, 0.0, 0.060)
    found = values(measured(t, np.zeros_like(t), ap))
    assert found["time_on_target"] == pytest.approx(50, abs=1.5)


def test_the_target_stands_where_it_was_shown_though_the_start_was_elsewhere():
    t = even()
    ap = -0.020 + minimum_jerk(t, 2.4, 1.2, 0.060)
    shown = Target(UNIT[0], 0.060, 0.012, 0.100, centre=(0.0, 0.0))
    found = values(measured(t, np.zeros_like(t), ap, shown))
    assert found["endpoint_excursion"] == pytest.approx(60, abs=1)
    assert found["endpoint_error"] == pytest.approx(20, abs=1)
    assert found["time_on_target"] == 0


def test_no_movement_is_nan_with_no_count_and_no_exception():
    t = even()
    found = measured(t, np.zeros_like(t), 0.0003 * np.sin(t))
    for name in ("reaction_time", "movement_time", "movement_velocity", "endpoint_excursion"):
        assert math.isnan(found[name].value)
        assert found[name].n == 0
    assert found["maximum_excursion"].value < 1


def test_going_on_swaying_as_before_the_cue_is_no_movement():
    t = even()
    found = measured(t, np.zeros_like(t), 0.003 * np.sin(2 * np.pi * t))
    assert math.isnan(found["reaction_time"].value)
    assert found["maximum_excursion"].value == pytest.approx(3, abs=0.1)


@pytest.mark.parametrize(
    "t",
    [np.empty(0), even(0.02), even(1.0), even(2.05), CUE + np.arange(4) / 100, even(6)[::25]],
    ids=["nothing", "two", "before the cue", "too short", "four", "4 Hz"],
)
def test_too_little_never_raises(t):
    found = measured(t, np.zeros_like(t), np.zeros_like(t))
    assert all(m.n == 0 or math.isfinite(m.value) for m in found.values())
    assert math.isnan(found["endpoint_excursion"].value)


def test_nobody_on_the_board_never_raises_and_an_absence_later_is_cut_off():
    t = even()
    gone = np.full_like(t, np.nan)
    assert all(math.isnan(m.value) for m in measured(t, gone, gone).values())
    ap = minimum_jerk(t, 2.4, 1.2, 0.060)
    ap[450:] = np.nan
    assert values(measured(t, ap * 0, ap))["endpoint_excursion"] == pytest.approx(60, abs=1)


def test_without_a_rest_before_the_cue_the_first_sample_is_the_start():
    t = CUE + even(3)
    ap = 0.02 + minimum_jerk(t, 2.4, 1.2, 0.060)
    assert values(measured(t, np.zeros_like(t), ap))["endpoint_excursion"] == pytest.approx(
        60, abs=1
    )


def test_the_names_are_always_the_same():
    assert list(measured(np.empty(0), np.empty(0), np.empty(0))) == list(
        measured(even(), even() * 0, minimum_jerk(even(), 2.4, 1.2, 0.06))
    )


@pytest.mark.parametrize("field", ["distance_m", "radius_m", "limit_m"])
def test_a_target_without_size_is_refused(field):
    sizes = {"distance_m": 0.06, "radius_m": 0.01, "limit_m": 0.1, field: 0.0}
    with pytest.raises(ValueError, match=f"movement: {field}"):
        Target((0.0, 1.0), **sizes)


def test_a_direction_without_length_one_is_refused():
    with pytest.raises(ValueError, match="movement: unit"):
        Target((1.0, 1.0), 0.06, 0.01, 0.1)


def test_smoothness_of_a_minimum_jerk_movement():
    u = np.arange(101) / 100
    speed = 30 * u**2 - 60 * u**3 + 30 * u**4
    assert sparc(speed, 100.0) == pytest.approx(-1.4058, abs=5e-5)
    assert ldlj(speed, 100.0) == pytest.approx(-5.3016, abs=5e-5)


@pytest.mark.parametrize("smoothness", [sparc, ldlj])
def test_smoothness_ignores_scale_and_sees_a_stop(smoothness):
    u = np.arange(101) / 100
    speed = 30 * u**2 - 60 * u**3 + 30 * u**4
    assert smoothness(7 * speed, 100.0) == pytest.approx(smoothness(speed, 100.0))
    two = np.concatenate((speed, np.zeros(30), speed))
    assert smoothness(two, 100.0) < smoothness(speed, 100.0)
    assert math.isnan(smoothness(np.zeros(100), 100.0))
    assert math.isnan(smoothness(speed[:5], 100.0))


def test_throughput_by_hand():
    found = throughput([0.058, 0.060, 0.062], [0.060] * 3, [1.0, 1.2, 1.4])
    assert found.value == pytest.approx(math.log2(60 / (4.133 * 2) + 1) / 1.2)
    assert (found.unit, found.n) == ("bit/s", 3)


def test_throughput_needs_two_movements():
    assert throughput([], [], []).n == 0
    assert math.isnan(throughput([0.06, math.nan], [0.06, 0.06], [1.0, math.nan]).value)
