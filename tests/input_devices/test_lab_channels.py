"""From a force plate's channels to forces and a centre of pressure, with signs and units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from input_devices.lab_channels import CELLS, SIDE_M, WRENCH, channel_names, factor, finite, layout
from input_devices.lean import parse_axes
from input_devices.sample import DeviceError
from input_devices.weighing import centre_of_pressure

XY = (("x", 1.0), ("y", 1.0))
metres = st.floats(-0.3, 0.3)
newtons = st.floats(-300, 300)


def wrench(place, force, z0=0.0, free=0.0):
    """What a plate measures about an origin at height z0 (N, N m): r × F, and the free moment."""
    (x, y), (fx, fy, fz) = place, force
    rx, ry, rz = x, y, -z0
    return fx, fy, fz, ry * fz - rz * fy, rz * fx - rx * fz, rx * fy - ry * fx + free


def cop(found, values):
    return centre_of_pressure(found.corners(values), SIDE_M, SIDE_M)


@given(metres, metres, newtons, newtons, st.floats(20, 3000), st.floats(-0.2, 0.2), newtons)
def test_the_point_is_where_the_force_acts(x, y, fx, fy, fz, z0, free):
    found = layout(WRENCH, [""] * 6, XY, origin_z_m=z0)
    values = wrench((x, y), (fx, fy, fz), z0, free)
    assert cop(found, values) == pytest.approx((x, y), abs=1e-9)
    assert sum(found.corners(values)) == pytest.approx(fz)


@given(metres, metres, st.floats(20, 3000))
def test_action_counted_as_reaction_is_the_same_point(x, y, fz):
    found = layout(WRENCH, [""] * 6, XY, invert=True)
    values = wrench((x, y), (3.0, 4.0, -fz))
    assert cop(found, values) == pytest.approx((x, y), abs=1e-9)
    assert sum(found.corners(values)) == pytest.approx(fz)


@pytest.mark.parametrize(
    ("axes", "point"),
    [
        ("x,y", (0.1, 0.05)),
        ("-y,x", (-0.05, 0.1)),
        ("y,-x", (0.05, -0.1)),
        ("-x,-y", (-0.1, -0.05)),
    ],
)
def test_a_plate_may_lie_turned(axes, point):
    found = layout(WRENCH, [""] * 6, parse_axes(axes, ("x", "y"), "test"))
    assert cop(found, wrench((0.1, 0.05), (0.0, 0.0, 700.0))) == pytest.approx(point)


def test_a_known_case_by_hand():
    """700 N, 10 cm to the right of and 5 cm before the middle: My = -70, Mx = +35 N m."""
    found = layout(WRENCH, [""] * 6, XY)
    assert cop(found, (0.0, 0.0, 700.0, 35.0, -70.0, 0.0)) == pytest.approx((0.1, 0.05))


def test_units_are_turned_into_newtons_and_metres():
    found = layout(WRENCH, ["N", "N", "kg", "N.mm", "N*mm", "Nmm"], XY)
    values = (0.0, 0.0, 700.0 / 9.80665, 35_000.0, -70_000.0, 0.0)
    assert cop(found, values) == pytest.approx((0.1, 0.05))


@pytest.mark.parametrize(
    ("name", "unit", "value"),
    [
        ("fz", "", 1.0),
        ("fz", "newtons", 1.0),
        ("tl", "g", 9.80665e-3),
        ("mx", "N·m", 1.0),
        ("mx", "Newton-meters", 1.0),
        ("my", "N cm", 0.01),
    ],
)
def test_units_are_known_by_many_names(name, unit, value):
    assert factor(name, unit) == pytest.approx(value)


@pytest.mark.parametrize(
    ("name", "unit", "says"), [("fz", "volts", "force_unit"), ("mx", "lbf in", "moment_unit")]
)
def test_an_unknown_unit_is_refused(name, unit, says):
    with pytest.raises(DeviceError, match=f"'{unit}'.*{says}"):
        factor(name, unit)


@pytest.mark.parametrize(
    ("count", "labels", "given_names", "names"),
    [
        (4, [], "", list(CELLS)),
        (6, [], "", list(WRENCH)),
        (6, ["1", "2", "3", "4", "5", "6"], "", list(WRENCH)),
        (4, ["BR", "BL", "TR", "TL"], "", ["br", "bl", "tr", "tl"]),
        (4, ["Front Left", "Front Right", "Back Left", "Back Right"], "", list(CELLS)),
        (7, ["Force Z", "Moment X", "Moment Y", "a", "b", "c", "d"], "", None),
        (8, ["x"] * 8, "_,_,Fz,Mx,My", ["", "", "fz", "mx", "my"]),
    ],
)
def test_channels_are_known_by_name_or_number(count, labels, given_names, names):
    found = channel_names(count, labels, given_names)
    assert found[:3] == (names or ["fz", "mx", "my"])[:3]
    assert len(layout(found, [""] * len(found), XY).places) >= 3


@pytest.mark.parametrize(
    ("count", "labels", "given_names"),
    [
        (8, [], ""),
        (3, ["fx", "fy", "fz"], ""),
        (4, [], "tl,tr,bl,bx"),
        (4, [], "tl,tr,bl,br,fz"),
        (6, [], "fx,fy"),
    ],
)
def test_what_is_no_plate_is_refused(count, labels, given_names):
    with pytest.raises(DeviceError, match="channels="):
        channel_names(count, labels, given_names)


def test_numbers_only():
    assert finite((1.0, -2.0))
    assert not finite((1.0, float("nan")))
    assert not finite((float("inf"),))
