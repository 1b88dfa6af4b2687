"""The scale of lean: inverse, monotone between directions, capped, and strict about its file."""

import itertools
import json
import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.balance.directions import nearest_direction
from game.balance.limits import DIRECTIONS, UNIT, Limits, theoretical_limits

reaches = st.tuples(*[st.floats(0.005, 0.40)] * 8)
small = st.floats(-0.3, 0.3)


@settings(deadline=None)
@given(reaches, small, small, small, small)
def test_lean_and_cop_are_inverse(reach, centre_ml, centre_ap, ml, ap):
    limits = Limits(centre_ml, centre_ap, reach)
    back = limits.cop(*limits.lean(ml, ap))
    assert back == pytest.approx((ml, ap), abs=1e-12)


@settings(deadline=None)
@given(reaches)
def test_the_limit_passes_through_each_direction_and_lean_is_one_there(reach):
    limits = Limits(0.01, -0.02, reach)
    for k, (ml, ap) in enumerate(UNIT):
        assert limits.reach_at(k * math.pi / 4) == pytest.approx(reach[k], abs=1e-6)
        lean = limits.lean(0.01 + ml * limits.reach[k], -0.02 + ap * limits.reach[k])
        assert lean == pytest.approx((ml, ap), abs=1e-9)


@settings(deadline=None)
@given(reaches, st.integers(0, 7))
def test_between_two_directions_the_limit_runs_monotone(reach, k):
    limits = Limits(0.0, 0.0, reach)
    first, last = limits.reach[k], limits.reach[(k + 1) % 8]
    sign = 1 if last >= first else -1
    values = [limits.reach_at((k + i / 50) * math.pi / 4) for i in range(51)]
    steps = [sign * (b - a) for a, b in itertools.pairwise(values)]
    assert min(steps) >= -1e-12
    assert min(first, last) - 1e-12 <= min(values) <= max(values) <= max(first, last) + 1e-12


@settings(deadline=None)
@given(reaches, st.integers(0, 7))
def test_the_limit_is_periodic_and_smooth_across_a_direction(reach, k):
    limits = Limits(0.0, 0.0, reach)
    angle, h = k * math.pi / 4, 1e-6
    assert limits.reach_at(angle + 2 * math.pi) == pytest.approx(limits.reach_at(angle), abs=1e-9)
    before = (limits.reach_at(angle) - limits.reach_at(angle - h)) / h
    after = (limits.reach_at(angle + h) - limits.reach_at(angle)) / h
    assert before == pytest.approx(after, abs=1e-4)


def test_the_centre_is_no_lean():
    assert Limits(0.01, 0.02, (0.1,) * 8).lean(0.01, 0.02) == (0.0, 0.0)


@settings(deadline=None)
@given(st.tuples(*[st.floats(0, 1)] * 8), st.integers(0, 7), st.floats(-1, 5))
def test_no_share_passes_the_cap(caps, direction, share):
    allowed = Limits(0.0, 0.0, (0.1,) * 8, caps).capped(direction, share)
    assert 0 <= allowed <= caps[direction]
    assert allowed == share or not 0 <= share <= caps[direction]


@settings(deadline=None)
@given(reaches, st.tuples(*[st.floats(0, 1)] * 8), small, small)
def test_a_limits_file_round_trips_exactly(reach, caps, ml, ap):
    limits = Limits(ml, ap, reach, caps, "measured", "2025-01-31T10:00:00Z")
    assert Limits.from_dict(json.loads(json.dumps(limits.as_dict()))) == limits


def test_recentred_and_with_caps_change_only_that():
    limits = theoretical_limits().recentred(0.01, -0.03).with_caps(0.5)
    assert (limits.centre_ml, limits.centre_ap) == (0.01, -0.03)
    assert limits.caps == (0.5,) * 8
    assert limits.reach == theoretical_limits().reach
    assert limits.with_caps((0.1,) * 8).caps == (0.1,) * 8


def test_theory_at_1_70_m():
    limits = theoretical_limits(1.70)
    reach = dict(zip(DIRECTIONS, limits.reach, strict=True))
    assert reach["right"] == reach["left"] == pytest.approx(0.130, abs=5e-4)
    both = math.degrees(sum(math.asin(reach[k] / (0.55 * 1.70)) for k in ("forward", "back")))
    assert both == pytest.approx(12.5, abs=1e-3)
    assert reach["back"] < reach["back_right"] < reach["right"]
    assert "theoretical fallback" in limits.how


def test_directions_run_clockwise():
    assert [nearest_direction(*unit) for unit in UNIT] == list(range(8))
    assert nearest_direction(-0.001, -1.0) == DIRECTIONS.index("back")


def broken(**changes):
    data = theoretical_limits().as_dict()
    for key, value in changes.items():
        if value is None:
            del data[key]
        else:
            data[key] = value
    return data


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (broken(reach_mm=None), "limits: reach_mm: missing"),
        (broken(rech_mm={}), "limits: rech_mm: unknown key"),
        (broken(centre_mm={"ml": 1.0}), "limits: centre_mm.ap: missing"),
        (broken(centre_mm={"ml": 1.0, "ap": "2"}), "limits: centre_mm.ap: '2' is not a finite"),
        (broken(centre_mm={"ml": 1.0, "ap": True}), "limits: centre_mm.ap: True is not a finite"),
        (broken(centre_mm=3), "limits: centre_mm: 3 is not a table"),
        (broken(reach_mm=dict.fromkeys(DIRECTIONS, 4.0)), "limits: reach_mm.forward: 4 is outside"),
        (broken(cap=dict.fromkeys(DIRECTIONS, 1.1)), "limits: cap.forward: 1.1 is outside 0..1"),
        (broken(how=7), "limits: how: 7 is not text"),
    ],
)
def test_a_wrong_limits_file_is_refused_by_key(data, message):
    with pytest.raises(ValueError) as refusal:
        Limits.from_dict(data)
    assert str(refusal.value).startswith(message)
    assert "\n" not in str(refusal.value)


def test_caps_and_time_may_be_left_out_of_the_file():
    assert Limits.from_dict(broken(cap=None, measured=None)) == theoretical_limits()


@pytest.mark.parametrize("value", [math.nan, math.inf, 0.0, -0.1, 0.41])
def test_an_implausible_reach_is_refused(value):
    with pytest.raises(ValueError, match=r"reach\.right"):
        Limits(0.0, 0.0, (0.1, 0.1, value, 0.1, 0.1, 0.1, 0.1, 0.1))


def test_seven_directions_are_refused():
    with pytest.raises(ValueError, match="reach: 7 values"):
        Limits(0.0, 0.0, (0.1,) * 7)


def test_an_implausible_height_is_refused():
    with pytest.raises(ValueError, match="height_m"):
        theoretical_limits(170)


def test_limits_of_one_stance_serve_no_other_and_those_of_none_are_of_standing():
    seated = replace(theoretical_limits(), stance="seated")
    assert Limits.from_dict(json.loads(json.dumps(seated.as_dict()))) == seated
    assert seated.recentred(0.01, 0.0).serves("seated") and not seated.serves("standing")
    old = {key: value for key, value in seated.as_dict().items() if key != "stance"}
    assert Limits.from_dict(old).serves("standing") and not Limits.from_dict(old).serves("seated")
    assert "stance" not in theoretical_limits().as_dict()
    with pytest.raises(ValueError, match="limits: stance: 'lying': use standing or seated"):
        Limits.from_dict({**seated.as_dict(), "stance": "lying"})
