"""Keyboard and mouse as a board: the lag of a body, from any thread, and stepping off."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from input_devices import open_device
from input_devices.clock import ManualClock
from input_devices.keyboard import MAX_SPEED, REACTION_S
from input_devices.sample import DeviceError


@pytest.fixture
def clock():
    return ManualClock(3.0)


@pytest.fixture
def device(clock):
    with open_device("keyboard", clock=clock) as device:
        device.start()
        yield device


def run(device, clock, seconds):
    clock.advance(seconds)
    return device.drain()


def test_a_wish_arrives_like_a_person_about_a_quarter_of_a_second_later(device, clock):
    run(device, clock, 1.0)
    asked_at = clock.now()
    device.aim(0.03, 0.02)
    samples = run(device, clock, 2.0)
    early = [s for s in samples if s.t < asked_at + REACTION_S]
    assert max(abs(s.cop_ml) for s in early) < 0.003
    halfway = next(s.t for s in samples if s.cop_ml > 0.63 * 0.03) - asked_at
    assert 0.2 < halfway < 0.3
    assert samples[-1].cop_ml == pytest.approx(0.03, abs=0.002)
    assert samples[-1].cop_ap == pytest.approx(0.02, abs=0.002)


def test_a_flick_across_the_board_is_no_leap(device, clock):
    device.aim(-0.2, 0.0)
    run(device, clock, 2.0)
    device.aim(0.2, 0.0)
    speeds = np.diff([s.cop_ml for s in run(device, clock, 2.0)]) / 0.01
    assert np.median(speeds[(speeds > 0.3)]) == pytest.approx(MAX_SPEED, rel=0.1)
    assert speeds.max() < 1.15 * MAX_SPEED  # the tremor adds a little


def test_it_is_never_quite_still_so_never_taken_for_frozen(device, clock):
    samples = run(device, clock, 5.0)
    assert len({(s.cop_ml, s.load_n) for s in samples}) == len(samples)
    assert np.std([s.cop_ml for s in samples]) < 0.001


def test_the_latest_wish_wins(device, clock):
    for step in range(50):
        device.aim(step * 0.001, 0.0)
    device.aim(-0.05, 0.01)
    assert run(device, clock, 2.0)[-1].cop_ml == pytest.approx(-0.05, abs=0.002)


def test_wishes_made_each_frame_are_followed(device, clock):
    """A wish takes REACTION_S to act; new ones meanwhile must not push it ever further off."""
    for _ in range(120):
        device.aim(0.04, 0.0)
        run(device, clock, 1 / 120)
    assert run(device, clock, 0.01)[-1].cop_ml == pytest.approx(0.04, abs=0.002)


def test_stepping_off_and_on(device, clock):
    assert run(device, clock, 0.1)[-1].loaded
    device.step_off()
    off = run(device, clock, 0.1)[1:]
    assert not any(s.loaded for s in off)
    assert {s.load_n for s in off} == {0.0}
    device.step_on()
    on = run(device, clock, 0.1)[-1]
    assert on.loaded
    assert on.load_n == pytest.approx(700, abs=20)


def test_buttons(device, clock):
    device.buttons(1)
    assert run(device, clock, 0.05)[-1].buttons == 1


def test_nonsense_is_refused(device):
    with pytest.raises(DeviceError, match="finite"):
        device.aim(float("inf"), 0.0)


def test_many_threads_may_aim_while_it_streams():
    with open_device("keyboard") as device:
        device.start()
        players = [
            threading.Thread(target=lambda: [device.aim(0.02, 0.0) for _ in range(500)])
            for _ in range(4)
        ]
        for player in players:
            player.start()
        samples = []
        while any(player.is_alive() for player in players) or len(samples) < 20:
            samples += device.drain()
        assert [s.seq for s in samples] == list(range(len(samples)))
