"""The bound that eight caps set for what lies between the directions."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.balance.directions import UNIT, octagon_share

CORNERS = st.tuples(*[st.floats(0.1, 1.0)] * 8)


@given(CORNERS, st.integers(0, 7), st.floats(0.0, 2.0))
def test_along_a_direction_it_is_the_plain_share(corners, k, out):
    ml, ap = (out * axis for axis in UNIT[k])
    assert octagon_share(corners, ml, ap) == pytest.approx(out / corners[k], abs=1e-12)


@given(CORNERS, st.integers(0, 7), st.floats(0, 1))
def test_between_two_directions_it_is_the_straight_line_of_their_corners(corners, k, way):
    (a, b), (c, d) = (
        [axis * corners[i % 8] for axis in UNIT[i % 8]] for i in (k, k + 1)
    )  # fmt: skip
    edge = (a + (c - a) * way, b + (d - b) * way)
    assert octagon_share(corners, *edge) == pytest.approx(1.0)
    assert math.hypot(*edge) <= max(corners[k], corners[(k + 1) % 8]) + 1e-12


def test_a_closed_direction_lets_nothing_towards_it():
    corners = (1.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
    assert octagon_share(corners, 0.5, 0.1) == math.inf
    assert octagon_share(corners, 0.5, 0.0) == 0.5
    assert octagon_share(corners, 0.0, 0.0) == 0.0
