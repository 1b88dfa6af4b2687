"""What hands feel: patterns in their order, on a controller that SDL itself takes for a real one."""

import sys
from itertools import combinations
from pathlib import Path

import pygame
import pytest

from game.sim import Event
from game.sound.cues import CUES
from game.sound.settings import Hearing
from game.sound.speakers import Speakers
from game.sound.touch import PATTERNS, Touch
from input_devices import open_device
from input_devices.clock import ManualClock

sys.path.append(str(Path(__file__).parents[1] / "input_devices"))
from virtual_pad import VirtualPad, sdl_joysticks

FRAME_S = 1 / 60
FULL = 65535


@pytest.fixture
def pad():
    with sdl_joysticks(), VirtualPad() as pad:
        yield pad.plug_in()


@pytest.fixture
def controller(pad):
    clock = ManualClock(10.0)
    with open_device("controller", clock=clock) as device:
        device.start()
        pygame.event.pump()
        clock.advance(0.02)
        device.drain()
        yield device


def feel(touch, seconds=1.0):
    for _ in range(round(seconds / FRAME_S)):
        touch.step(FRAME_S)


def strong(pad):
    """The pulses that were felt, without their ends."""
    return [shake for shake in pad.shakes if shake != (0, 0)]


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_reaches_the_motors_pulse_by_pulse(name, controller, pad):
    touch = Touch(1.0)
    touch.shakers = [controller]
    touch.play(name)
    feel(touch)
    wanted = [(pulse.low * FULL, pulse.high * FULL) for pulse in PATTERNS[name] if any(pulse[:2])]
    felt = strong(pad)
    assert len(felt) == len(wanted)
    for (low, high), (asked_low, asked_high) in zip(felt, wanted, strict=True):
        assert (low, high) == (pytest.approx(asked_low, abs=1), pytest.approx(asked_high, abs=1))


def test_strength_is_a_share_and_none_is_nothing(controller, pad):
    touch = Touch(0.5)
    touch.shakers = [controller]
    touch.play("go.left")
    feel(touch)
    [(_, high)] = strong(pad)
    assert high == pytest.approx(0.5 * PATTERNS["go"][0].high * FULL, abs=1)
    touch.strength = 0.0
    touch.play("done")
    feel(touch)
    assert len(strong(pad)) == 1


def test_what_is_heard_is_felt_also_where_nothing_sounds(controller, pad):
    speakers = Speakers(Hearing(volume=0.0, rumble=1.0))
    speakers.touch.shakers = [controller]
    speakers.hear([Event(1, "cue", {"lean_ml": -0.4})])
    feel(speakers.touch)
    speakers.hear([Event(2, "rep", {"success": True})])
    feel(speakers.touch)
    assert len(strong(pad)) == 1 + 2


def test_the_edge_of_the_limit_is_felt_once_each_time(controller, pad):
    touch = Touch(1.0)
    touch.shakers = [controller]
    for lean in (0.5, 0.95, 0.91, 0.95, 0.5, 0.95):
        touch.lean(0.0, lean)
        feel(touch)
    assert len(strong(pad)) == 2 * 3


def test_nothing_is_felt_and_nothing_goes_wrong_without_what_shakes():
    with sdl_joysticks(), open_device("controller", clock=ManualClock()) as nobody:
        touch = Touch(1.0)
        touch.shakers = [nobody]  # it was never plugged in
        touch.play("done")
        feel(touch)
    assert nobody.rumble(1.0, 1.0, 0.1) is False


def test_no_two_patterns_feel_alike():
    for one, other in combinations(PATTERNS, 2):
        assert PATTERNS[one] != PATTERNS[other]
    assert all(name in CUES or f"{name}.left" in CUES or name == "edge" for name in PATTERNS)
