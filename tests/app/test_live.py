"""What staff see of a person now, against loads and movements that are known."""

from __future__ import annotations

import math

import pytest

from game.app.live import Live
from input_devices.sample import BoardSample, ControllerSample

RATE = 100.0
NAN = math.nan


def standing(t, left=300.0, right=300.0, ml=0.0, ap=0.0):
    corners = (left / 2, right / 2, left / 2, right / 2)
    return BoardSample(t, 0, corners, left + right, ml, ap)


def test_the_load_is_that_of_the_last_second():
    live = Live()
    live.see(standing(n / RATE, 500.0, 100.0) for n in range(300))
    live.see(standing(3.0 + n / RATE, 150.0, 450.0) for n in range(102))
    assert live.load_left == pytest.approx(0.25)


def test_a_circle_is_as_fast_as_it_is():
    live, radius, turns = Live(), 0.010, 0.5
    angle = 2 * math.pi * turns
    live.see(
        standing(
            n / RATE, ml=radius * math.cos(angle * n / RATE), ap=radius * math.sin(angle * n / RATE)
        )
        for n in range(2000)
    )
    assert live.sway_mm_s == pytest.approx(1000 * angle * radius, rel=0.02)


def test_the_last_ten_seconds_count():
    live = Live()
    live.see(standing(n / RATE, ml=0.02 * (n % 2)) for n in range(500))
    live.see(standing(5.0 + n / RATE) for n in range(1010))
    assert live.sway_mm_s == pytest.approx(0.0, abs=0.01)


def test_nothing_is_said_that_is_not_known():
    live = Live()
    assert live.load_left is None and live.sway_mm_s is None
    live.see([ControllerSample(0.0, 0, (0.0,) * 4, (0.0, 0.0))])
    live.see(BoardSample(n / RATE, n, (NAN,) * 4, NAN, 0.0, 0.0) for n in range(150))
    assert live.load_left is None and live.sway_mm_s is None
    live.see(standing(2.0 + n / RATE) for n in range(300))
    assert live.sway_mm_s is not None
    live.see([BoardSample(6.0, 0, (0.0,) * 4, 0.0, NAN, NAN)])
    assert live.load_left is None and live.sway_mm_s is None, "who stepped off begins anew"
