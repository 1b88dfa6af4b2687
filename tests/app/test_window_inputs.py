"""The buttons of real SDL joysticks, as wishes: the same on every model that SDL knows."""

from __future__ import annotations

import sys
from pathlib import Path

import pygame
import pytest
from pygame._sdl2 import controller

from game.app.inputs import WindowInputs, Wishes
from input_devices import open_device
from input_devices.clock import ManualClock

sys.path.insert(0, str(Path(__file__).parent.parent / "input_devices"))
from virtual_pad import VirtualPad, sdl_joysticks

A, B, X, START, LEFT_STICK, UP, LEFT, RIGHT = 0, 1, 2, 6, 7, 11, 13, 14


@pytest.fixture
def known():
    with sdl_joysticks(), VirtualPad() as pad:
        controller.init()
        pad.plug_in()
        opened = controller.Controller(0)
        pygame.event.clear()
        yield pad
        opened.quit()


@pytest.fixture
def unknown():
    with sdl_joysticks(), VirtualPad("Wobble 8", known=False) as pad:
        pad.plug_in()
        opened = pygame.joystick.Joystick(0)
        pygame.event.clear()
        yield pad
        opened.quit()


def pressed(pad, button, inputs=None):
    """What the window makes of a press and its release."""
    inputs = inputs or WindowInputs((640, 480))
    pad.button(button, True)
    wishes = inputs.read()
    pad.button(button, False)
    assert inputs.read() == Wishes()
    return wishes


@pytest.mark.parametrize(
    ("button", "wishes"),
    [
        (A, Wishes(choose=True)),
        (B, Wishes(back=True)),
        (START, Wishes(pause=True)),
        (LEFT, Wishes(move=-1)),
        (RIGHT, Wishes(move=1)),
        (X, Wishes()),
        (UP, Wishes(down=-1)),
        (LEFT_STICK, Wishes()),  # 7, which is Start on a joystick without a mapping
    ],
)
def test_a_known_pad_has_standard_buttons(known, button, wishes):
    assert pressed(known, button) == wishes


def test_each_press_counts_once_however_often(known):
    inputs = WindowInputs((640, 480))
    for _ in range(3):
        assert pressed(known, RIGHT, inputs) == Wishes(move=1)
        assert pressed(known, LEFT_STICK, inputs) == Wishes()


def test_a_joystick_without_a_mapping_chooses_and_goes_back(unknown):
    assert pressed(unknown, 0) == Wishes(choose=True)
    assert pressed(unknown, 1) == Wishes(back=True)
    assert pressed(unknown, 2) == Wishes()


@pytest.mark.parametrize("is_known", [True, False])
def test_a_controller_nobody_plays_with_is_heard_whenever_it_is_plugged_in(is_known):
    with sdl_joysticks(), VirtualPad("Therapist's", known=is_known) as pad:
        inputs = WindowInputs((640, 480))
        for _ in range(2):
            pad.plug_in()
            assert inputs.read() == Wishes()
            assert pressed(pad, A, inputs) == Wishes(choose=True)
            assert pressed(pad, B, inputs) == Wishes(back=True)
            pad.unplug()
            assert inputs.read() == Wishes()


def test_it_is_heard_beside_the_one_that_is_played_with_and_after_the_other_has_gone():
    clock = ManualClock()
    with (
        sdl_joysticks(),
        VirtualPad("Player's") as mine,
        open_device("controller", clock=clock) as d,
    ):
        mine.plug_in()
        d.start()
        inputs = WindowInputs((640, 480))
        with VirtualPad("Therapist's") as other:
            other.plug_in()
            inputs.read()
            assert pressed(other, START, inputs) == Wishes(pause=True)
            assert pressed(mine, START, inputs) == Wishes(pause=True)
        inputs.read()
        clock.advance(0.1)
        assert d.drain() and d.status().state == "streaming", "the window leaves it open"
        assert pressed(mine, A, inputs) == Wishes(choose=True)
        d.close()
        assert pressed(mine, B, inputs) == Wishes(back=True), "the device leaves it open"
