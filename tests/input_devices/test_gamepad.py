"""Game controllers, on SDL's own virtual joystick: a real SDL, a real hot-plug, no hardware."""

from __future__ import annotations

import math
import os
import time

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st
from virtual_pad import VirtualPad, sdl_joysticks

from game.app.devices import list_devices
from input_devices import connected, open_device
from input_devices.clock import ManualClock
from input_devices.gamepad import DEAD_ZONE, dead_zone
from input_devices.pads import BALANCE_BOARDS, KnownPad, battery_share

LEFT_X, LEFT_Y, RIGHT_X, RIGHT_Y, LEFT_TRIGGER, RIGHT_TRIGGER = range(6)


@pytest.fixture(autouse=True)
def sdl():
    with sdl_joysticks():
        yield


@pytest.fixture
def pad():
    with VirtualPad() as pad:
        yield pad.plug_in()


@pytest.fixture
def clock():
    return ManualClock(10.0)


@pytest.fixture
def device(clock):
    with open_device("controller", clock=clock) as device:
        yield device


def after(device, clock, seconds=0.02):
    """Let the window's owner pump and time pass; what arrived."""
    pygame.event.pump()
    clock.advance(seconds)
    return device.drain()


def test_a_controller_at_rest_reads_zero(pad, device, clock):
    device.start()
    sample = after(device, clock)[-1]
    assert sample.sticks == (0.0, 0.0, 0.0, 0.0)
    assert sample.triggers == (0.0, 0.0)
    assert sample.buttons == 0
    assert device.info.name == "Virtual pad"


@pytest.mark.parametrize(
    ("axis", "raw", "stick", "value"),
    [
        (LEFT_X, 32767, 0, 1.0),
        (LEFT_X, -32768, 0, -1.0),
        (LEFT_Y, -32768, 1, 1.0),  # pushed away from the player: forward
        (LEFT_Y, 32767, 1, -1.0),
        (RIGHT_X, 32767, 2, 1.0),
        (RIGHT_Y, -32768, 3, 1.0),
    ],
)
def test_full_sticks_read_one_with_right_and_forward_positive(
    pad, device, clock, axis, raw, stick, value
):
    device.start()
    after(device, clock)
    pad.axis(axis, raw)
    sticks = after(device, clock)[-1].sticks
    assert sticks[stick] == value
    assert [v for i, v in enumerate(sticks) if i != stick] == [0.0] * 3


def test_triggers_and_buttons(pad, device, clock):
    device.start()
    after(device, clock)
    pad.axis(RIGHT_TRIGGER, 32767)
    pad.button(0, True)
    pad.button(14, True)
    sample = after(device, clock)[-1]
    assert sample.triggers == (0.0, 1.0)
    assert sample.buttons == 1 | 1 << 14
    pad.button(0, False)
    assert after(device, clock)[-1].buttons == 1 << 14


def test_unplugged_is_lost_and_plugged_in_again_streams(pad, device, clock):
    device.start()
    assert after(device, clock)
    assert device.status().state == "streaming"
    pad.unplug()
    assert after(device, clock) == []
    assert device.status().state == "lost"
    assert "connect it again" in device.status().message
    pad.plug_in()
    pad_back = [sample for _ in range(60) for sample in after(device, clock)]
    assert pad_back
    assert device.status().state == "streaming"
    pad.axis(LEFT_X, 32767)
    assert after(device, clock)[-1].sticks[0] == 1.0


def test_it_waits_for_a_controller_that_is_not_there_yet(device, clock):
    device.start()
    assert device.status().state == "searching"
    assert "plug one in" in device.status().message
    with VirtualPad() as late:
        late.plug_in()
        assert [sample for _ in range(60) for sample in after(device, clock)]


def test_a_battery_that_sdl_does_not_know_stays_unknown(pad, device, clock):
    """A virtual pad has none, so SDL says "unknown", as it does of most."""
    device.start()
    assert after(device, clock)
    assert math.isnan(device.status().battery)


@pytest.mark.parametrize(
    ("level", "share"),
    [("empty", 0.05), ("low", 0.2), ("medium", 0.7), ("full", 1.0), ("wired", None), ("?", None)],
)
def test_a_known_battery_is_the_upper_end_of_what_sdl_says(level, share):
    assert battery_share(level) == share or (share is None and math.isnan(battery_share(level)))


def test_the_battery_is_in_the_status_and_in_the_list_of_devices(pad, clock, monkeypatch):
    """Only the word is made up: nothing here has a battery."""
    monkeypatch.setattr(KnownPad, "battery", lambda pad: battery_share("medium"))
    with open_device("controller", clock=clock) as device:
        device.start()
        assert after(device, clock)
        assert device.status().battery == 0.7
    assert {row.name: row.battery for row in list_devices()}["controller:MODEL"] == "70%"


def test_sdl_leaves_balance_boards_alone(pad, device, monkeypatch):
    monkeypatch.delenv("SDL_JOYSTICK_BLACKLIST_DEVICES", raising=False)
    device.start()
    assert BALANCE_BOARDS == "0x057e/0x0306,0x057e/0x0330", "as SDL reads such lists"
    assert os.environ["SDL_JOYSTICK_BLACKLIST_DEVICES"] == BALANCE_BOARDS


def test_rumble_reaches_the_motors_and_ends(pad, device, clock):
    device.start()
    after(device, clock)
    assert device.rumble(0.5, 1.0, 0.01)
    assert pad.shakes == [(32767, 65535)]
    while len(pad.shakes) < 2:
        pygame.event.pump()
    assert pad.shakes[1] == (0, 0)


def test_rumble_says_no_where_there_is_nothing_to_shake(device):
    assert device.rumble(1.0, 1.0, 0.1) is False


def test_an_unknown_joystick_gives_its_first_axes_and_notices_its_unplugging(device, clock):
    with VirtualPad("Wobble board", known=False) as board:
        board.plug_in()
        device.start()
        after(device, clock)
        board.axis(1, -32768)
        board.button(2, True)
        sample = after(device, clock)[-1]
        assert sample.sticks == (0.0, 1.0, 0.0, 0.0)
        assert sample.buttons == 0b100
        board.unplug()
        after(device, clock)
        assert device.status().state == "lost"


def test_the_one_wanted_is_found_among_several(clock):
    with VirtualPad("First") as first, VirtualPad("Second") as second:
        first.plug_in()
        second.plug_in()
        with open_device("controller:second", clock=clock) as device:
            device.start()
            after(device, clock)
            assert device.info.name == "Second"


def test_a_missed_moment_is_not_made_up(pad, device, clock):
    device.start()
    after(device, clock)
    assert len(after(device, clock, seconds=3.0)) == 1


def test_threaded_it_streams_while_the_window_pumps_and_devices_come_and_go(pad):
    with open_device("controller") as device:
        device.start()
        for _ in range(3):
            wait_for(device, "streaming")
            pad.unplug()
            wait_for(device, "lost")
            pad.plug_in()
        samples = wait_for(device, "streaming")
        assert samples
        assert [s.seq for s in samples] == list(range(samples[0].seq, samples[-1].seq + 1))


def wait_for(device, state):
    samples = []
    for _ in range(20_000):
        pygame.event.pump()
        if device.status().state == state:
            break
        time.sleep(0.001)
        samples += device.drain()
    assert device.status().state == state
    return samples + device.drain()


def test_it_survives_the_end_of_pygame(pad, device, clock):
    device.start()
    after(device, clock)
    from pygame._sdl2 import controller

    controller.quit()
    clock.advance(0.02)
    device.drain()
    assert device.status().state == "lost"


def test_it_is_detected_only_while_plugged_in():
    assert "controller" not in connected()
    with VirtualPad() as pad:
        pad.plug_in()
        names = connected()
        assert names.index("controller") < names.index("keyboard")


@given(st.floats(-1, 1), st.floats(-1, 1))
def test_the_dead_zone_keeps_direction_and_bounds(x, y):
    out_x, out_y = dead_zone(x, y)
    assert math.hypot(out_x, out_y) <= 1.0 + 1e-9
    if math.hypot(x, y) <= DEAD_ZONE:
        assert (out_x, out_y) == (0.0, 0.0)
    else:
        assert math.isclose(out_x * y, out_y * x, abs_tol=1e-9)
        assert out_x * x >= 0
        assert out_y * y >= 0
