"""A joystick stood upon, on SDL's own virtual joystick."""

from __future__ import annotations

import math

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st
from virtual_pad import VirtualPad, sdl_joysticks

from input_devices import connected, open_device
from input_devices.clock import ManualClock
from input_devices.lean import Lean, parse_axes
from input_devices.sample import DeviceError

HALF = 16384
X, Y = 0, 1


@pytest.fixture(autouse=True)
def sdl():
    with sdl_joysticks():
        yield


@pytest.fixture
def joystick():
    with VirtualPad("Tilt plank", known=False) as joystick:
        yield joystick.plug_in()


@pytest.fixture
def clock():
    return ManualClock(10.0)


def opened(clock, **options):
    device = open_device("wobble_board", clock=clock, **options)
    device.start()
    return device


def after(device, clock, seconds=0.02):
    pygame.event.pump()
    clock.advance(seconds)
    return device.drain()


def lean(device, clock):
    return after(device, clock)[-1].sticks[:2]


def test_right_and_forward_are_positive_and_the_rest_is_still(joystick, clock):
    with opened(clock, dead_zone=0.0) as device:
        after(device, clock)
        joystick.axis(X, 32767)
        joystick.axis(Y, -32768)
        joystick.button(1, True)
        sample = after(device, clock)[-1]
    ml, ap, *rest = sample.sticks
    assert (ml, ap) == pytest.approx((math.sqrt(0.5), math.sqrt(0.5)), abs=1e-4)
    assert rest == [0.0, 0.0]
    assert sample.triggers == (0.0, 0.0)
    assert sample.buttons == 0b10


def test_the_persons_range_is_all_the_way(joystick, clock):
    with opened(clock, range_ml=0.5, range_ap=0.25, dead_zone=0.0) as device:
        after(device, clock)
        joystick.axis(X, HALF // 2)
        assert lean(device, clock) == pytest.approx((0.5, 0.0), abs=1e-3)
        joystick.axis(X, 32767)
        assert lean(device, clock) == (1.0, 0.0)
        joystick.axis(X, 0)
        joystick.axis(Y, HALF // 4)
        assert lean(device, clock) == pytest.approx((0.0, -0.5), abs=1e-3)


def test_axes_can_be_swapped_and_turned(joystick, clock):
    with opened(clock, axes="-y,x", dead_zone=0.0) as device:
        after(device, clock)
        joystick.axis(X, HALF)
        assert lean(device, clock) == pytest.approx((0.0, 0.5), abs=1e-3)
        joystick.axis(X, 0)
        joystick.axis(Y, HALF)
        assert lean(device, clock) == pytest.approx((-0.5, 0.0), abs=1e-3)


def test_within_the_dead_zone_it_is_level(joystick, clock):
    with opened(clock, dead_zone=0.2) as device:
        after(device, clock)
        joystick.axis(X, 6000)
        assert lean(device, clock) == (0.0, 0.0)
        joystick.axis(X, 8000)
        assert 0.0 < lean(device, clock)[0] < 0.1


def test_tare_makes_the_present_place_level(joystick, clock):
    with opened(clock, dead_zone=0.0) as device:
        joystick.axis(X, HALF)
        after(device, clock)
        device.tare(0.5)
        for _ in range(30):
            after(device, clock)
        assert lean(device, clock) == pytest.approx((0.0, 0.0), abs=1e-6)
        joystick.axis(X, 0)
        assert lean(device, clock) == pytest.approx((-0.5, 0.0), abs=1e-3)


def test_a_mapped_controller_gives_its_raw_axes_too(clock):
    with VirtualPad("Mapped plank") as known:
        known.plug_in()
        with opened(clock, axes="rx,-y", dead_zone=0.0) as device:
            after(device, clock)
            known.axis(3, HALF)
            assert lean(device, clock) == pytest.approx((0.5, 0.0), abs=1e-3)


def test_unplugged_is_lost_and_back_it_streams(joystick, clock):
    with opened(clock) as device:
        assert after(device, clock)
        joystick.unplug()
        after(device, clock)
        assert device.status().state == "lost"
        joystick.plug_in()
        assert [sample for _ in range(60) for sample in after(device, clock)]
        assert device.status().state == "streaming"


def test_the_one_asked_for_is_found_or_those_there_are_named(joystick, clock):
    with VirtualPad("Rocker", known=False) as other:
        other.plug_in()
        with open_device("wobble_board:rock", clock=clock) as device:
            device.start()
            after(device, clock)
            assert device.info.name == "Rocker"
        with open_device("wobble_board:trampoline", clock=clock) as device:
            device.start()
            message = device.status().message
    assert "'trampoline'" in message
    assert "Tilt plank, Rocker" in message


def test_it_is_never_chosen_by_itself(joystick):
    assert "wobble_board" not in connected()


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ({"axes": "x"}, "two of x, y"),
        ({"axes": "x,x"}, "twice"),
        ({"axes": "x,-q"}, "two of x, y"),
        ({"axes": "x,,y"}, "two of x, y"),
        ({"range_ml": 0.0}, "range_ml=0.0 must be"),
        ({"range_ap": math.nan}, "range_ap=nan must be"),
        ({"range_ap": "wide"}, "range_ap=wide must be"),
        ({"dead_zone": 0.9}, "dead_zone=0.9 must be"),
    ],
)
def test_an_odd_option_is_one_line(option, says):
    with pytest.raises(DeviceError, match=says) as error:
        open_device("wobble_board", **option)
    assert "\n" not in str(error.value)


@given(
    st.floats(-1, 1), st.floats(-1, 1), st.floats(0.02, 1), st.floats(0.02, 1), st.floats(0, 0.5)
)
def test_every_lean_is_bounded_and_points_where_the_board_does(x, y, reach_x, reach_y, dead):
    axes = parse_axes("x,-y", ("x", "y"), "test")
    ml, ap, *_ = Lean(axes, (reach_x, reach_y), dead).sticks(0.0, {"x": x, "y": y})
    assert math.hypot(ml, ap) <= 1.0 + 1e-9
    assert ml * x >= 0.0
    assert ap * y <= 0.0


def test_zeroing_waits_for_enough_readings():
    lean_of = Lean(parse_axes("x,y", ("x", "y"), "test"), (1.0, 1.0))
    lean_of.zero(0.0)
    leans = [lean_of.sticks(float(t), {"x": 0.25, "y": -0.5})[:2] for t in range(5)]
    assert leans[:4] == [(0.25, -0.5)] * 4
    assert leans[4] == (0.0, 0.0)
