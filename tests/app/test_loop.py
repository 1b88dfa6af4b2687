"""Ticks are counted whole, whatever the frames; a stall is let go, never chased."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.app.loop import MAX_TICKS, Ticker
from game.sim import STEP_HZ
from input_devices.clock import ManualClock


def _ticker():
    clock = ManualClock(5.0)
    ticker = Ticker(clock)
    ticker.begin()
    return clock, ticker


@pytest.mark.parametrize("rate", [17, 60, 144, 1000])
def test_an_hour_of_frames_makes_an_hour_of_ticks(rate):
    clock, ticker = _ticker()
    for frame in range(rate * 60):
        clock.wait_until(5.0 + (frame + 1) / rate)
        for _ in range(ticker.due()):
            ticker.next()
    assert ticker.count == 60 * STEP_HZ
    assert ticker.slipped_s == 0


def test_a_stall_of_two_seconds_makes_up_twelve_ticks_and_says_what_it_let_go():
    clock, ticker = _ticker()
    clock.advance(2.0)
    assert ticker.due() == MAX_TICKS
    for _ in range(MAX_TICKS):
        ticker.next()
    assert ticker.due() == 0
    assert ticker.slipped_s == pytest.approx(2.0 - MAX_TICKS / STEP_HZ)
    clock.advance(1 / 60)
    assert ticker.due() == 2


@given(st.lists(st.floats(0, 0.09), min_size=1, max_size=200))
def test_any_frames_without_a_stall_lose_nothing(lengths):
    clock, ticker = _ticker()
    for length in lengths:
        clock.advance(length)
        for _ in range(ticker.due()):
            ticker.next()
        assert 0 <= ticker.share_of_next() <= 1
    passed = clock.now() - 5.0
    assert abs(ticker.count - passed * STEP_HZ) <= 1
    assert ticker.slipped_s == 0


@given(st.lists(st.floats(0, 30), min_size=1, max_size=50))
def test_no_frame_ever_runs_more_than_twelve_ticks(lengths):
    clock, ticker = _ticker()
    for length in lengths:
        clock.advance(length)
        due = ticker.due()
        assert 0 <= due <= MAX_TICKS
        for _ in range(due):
            ticker.next()
    assert ticker.count / STEP_HZ + ticker.slipped_s == pytest.approx(clock.now() - 5.0, abs=0.02)
