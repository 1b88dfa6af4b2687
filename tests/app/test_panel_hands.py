"""The therapist's panel in a running visit: every button by key, mouse, finger and controller."""

from __future__ import annotations

import pygame
import pytest
import test_visit_panel
import test_visit_stage
from hands import PAD, Touch, post
from test_visit_stage import DT

from game.app.staff_lock import PinLock
from game.app.therapist_panel import IDLE_S
from game.app.trial import Phase
from game.screens import therapist

visitor = test_visit_stage.visitor
playing = test_visit_panel.playing
NAMES = [name for name, _, _ in therapist.BUTTONS]
KEYS = {
    "resume": pygame.K_SPACE,
    "stop": pygame.K_s,
    "easier": pygame.K_MINUS,
    "harder": pygame.K_PLUS,
    "freeze": pygame.K_f,
    "next": pygame.K_n,
    "limits": pygame.K_r,
    "patient": pygame.K_ESCAPE,
}
SLOW = 0.5  # s a frame, where nothing moves
STOP_S = therapist.STOP_HOLD_S + 0.3


def by_key(at, name, seconds):
    at.key(KEYS[name], seconds)


def by_mouse(at, name, seconds):
    pixel = Touch(at).pixel(therapist.PLACES[NAMES.index(name)])
    post(pygame.MOUSEBUTTONDOWN, pos=pixel, button=1)
    at.go(seconds)
    post(pygame.MOUSEBUTTONUP, pos=pixel, button=1)
    at.go(DT)


def by_finger(at, name, seconds):
    hand = Touch(at)
    hand.press(hand.pixel(therapist.PLACES[NAMES.index(name)]), seconds)


def by_controller(at, name, seconds):
    """Down the first column, then across."""
    row, column = divmod(NAMES.index(name), 2)
    walk = [pygame.CONTROLLER_BUTTON_DPAD_DOWN] * row
    for button in walk + [pygame.CONTROLLER_BUTTON_DPAD_RIGHT] * column:
        post(pygame.CONTROLLERBUTTONDOWN, button=button, instance_id=PAD)
        post(pygame.CONTROLLERBUTTONUP, button=button, instance_id=PAD)
        at.go(DT)
    post(pygame.CONTROLLERBUTTONDOWN, button=pygame.CONTROLLER_BUTTON_A, instance_id=PAD)
    at.go(seconds)
    post(pygame.CONTROLLERBUTTONUP, button=pygame.CONTROLLER_BUTTON_A, instance_id=PAD)
    at.go(DT)


def came_of(at, name, trial, level):
    """What each button leads to, seen in the visit."""
    adaptation = trial.adaptation
    return {
        "resume": lambda: at.go(12.0, until=lambda: trial.phase is Phase.PLAYING),
        "stop": lambda: at.state == "goodbye" and at.run.visit.ended == "stopped",
        "easier": lambda: trial.set_by_hand == pytest.approx(level - 0.1),
        "harder": lambda: trial.set_by_hand == pytest.approx(level + 0.1),
        "freeze": lambda: adaptation.settings.frozen,
        "next": lambda: at.go(1.0, until=lambda: at.state == "results"),
        "limits": lambda: at.state == "calibrate" and at.stage.flower is not None,
        "patient": lambda: at.go(12.0, until=lambda: trial.phase is Phase.PLAYING),
    }[name]()


OFTEN = {("harder", by_key), ("harder", by_finger)}


@pytest.mark.parametrize(
    ("name", "way"),
    [
        pytest.param(name, way, marks=() if (name, way) in OFTEN else pytest.mark.slow)
        for name in NAMES
        for way in (by_key, by_mouse, by_finger, by_controller)
    ],
)
def test_every_button_does_what_it_says(visitor, name, way):
    at = playing(visitor)
    trial = at.stage.game.trial
    level = trial.adaptation.change.level
    assert trial.phase is Phase.PAUSED, "the participant sees a calm pause"
    way(at, name, STOP_S if name == "stop" else DT)
    assert came_of(at, name, trial, level)


def test_a_panel_left_alone_closes_and_the_game_stays_paused(visitor):
    at = playing(visitor)
    panel, trial = at.stage.game.panel, at.stage.game.trial
    at.go(IDLE_S - 5, dt=SLOW)
    assert panel.shown == "therapist"
    post(pygame.MOUSEMOTION, pos=(20, 20), rel=(1, 1), buttons=(0, 0, 0))
    at.go(IDLE_S - 5, dt=SLOW)
    assert panel.shown == "therapist", "a moved mouse is somebody"
    at.go(10.0, dt=SLOW)
    assert panel.shown == "" and at.stage.game._screen == "pause"
    assert trial.phase is Phase.PAUSED and not trial.goes_on
    assert test_visit_panel.acts(at) == ["open", "idle"]


def test_three_fingers_for_a_second_call_it_and_two_do_not(visitor):
    at = playing(visitor)
    at.key(pygame.K_ESCAPE)
    panel = at.stage.game.panel
    assert panel.shown == ""
    fingers = [{"touch_id": 1, "finger_id": n, "x": 0.3, "y": 0.2 * n, "dx": 0.0, "dy": 0.0}
               for n in (1, 2, 3)]  # fmt: skip
    for finger in fingers[:2]:
        post(pygame.FINGERDOWN, **finger)
    at.go(2.0)
    assert panel.shown == ""
    post(pygame.FINGERDOWN, **fingers[2])
    at.go(1.5)
    for finger in fingers:
        post(pygame.FINGERUP, **finger)
    at.go(DT)
    assert panel.shown == "therapist" and at.stage.game.trial.phase is Phase.PAUSED


def test_wrong_pins_are_slowed_down_whoever_types_where(visitor):
    at = playing(visitor)
    at.key(pygame.K_ESCAPE)
    at.stage.theatre.lock = at.stage.game.panel._theatre.lock = PinLock("2468")
    at.key(pygame.K_F1)
    panel = at.stage.game.panel
    assert panel.shown == "pin"
    for _ in range(3):
        for _ in range(4):
            at.key(pygame.K_1)
    for key in (pygame.K_2, pygame.K_4, pygame.K_6, pygame.K_8):
        at.key(key)
    assert panel.shown == "pin", "the right digits come too soon after three wrong tries"
    at.go(31.0, dt=SLOW)
    for key in (pygame.K_2, pygame.K_4, pygame.K_6, pygame.K_8):
        at.key(key)
    assert panel.shown == "therapist"
