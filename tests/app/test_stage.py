"""A whole visit in a real (off-screen) window: countdown, play, pause, results, and what keys do."""

from __future__ import annotations

import json

import pygame
import pytest

from game.app import sitting as sitting_module
from game.app.request import PlayRequest
from game.app.sitting import sit_down
from game.app.stage import Stage
from game.app.theatre import Theatre
from game.app.trial import Phase
from game.render.window import DisplayError
from input_devices.clock import ManualClock

DT = 1 / 20


class Visit:
    """Drives a stage frame by frame on a clock moved by hand."""

    def __init__(self, stage, clock):
        self.stage, self.clock = stage, clock
        self.trial, self.device = stage.trial, stage.sitting.device

    def run(self, seconds, until=None):
        for _ in range(round(seconds / DT)):
            self.clock.advance(DT)
            self.stage.frame(DT, self.clock.now())
            if until and until():
                return True
        return until is None

    def press(self, key, *, hold=False):
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key))
        self.run(DT)
        if not hold:
            pygame.event.post(pygame.event.Event(pygame.KEYUP, key=key))
            self.run(DT)

    def release(self, key):
        pygame.event.post(pygame.event.Event(pygame.KEYUP, key=key))
        self.run(DT)

    def click(self, x_u, y_u):
        ui = self.stage.ui
        left, top = ui.place((0, 0))
        pixel = (round((x_u - left) * ui.u), round((y_u - top) * ui.u))
        pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=pixel, button=1))
        self.run(DT)


@pytest.fixture
def visit(tmp_path, monkeypatch):
    opened = []
    clock = ManualClock()
    monkeypatch.setattr(sitting_module, "SystemClock", lambda: clock)

    def open_visit(device="keyboard", level="orchard-1", **options):
        request = PlayRequest(
            level, device, "p1", difficulty=0.0, out=tmp_path, tier="low", **options
        )
        context = sit_down(request)
        sitting = context.__enter__()
        try:
            theatre = Theatre("test", tier="low", offscreen=True, size=(320, 180))
        except DisplayError as error:  # the doctor's business, not this test's
            context.__exit__(None, None, None)
            pytest.skip(f"no OpenGL off-screen here: {error}")
        opened.append((theatre, context))
        return Visit(Stage(sitting, theatre), clock)

    yield open_visit
    for theatre, context in opened:
        theatre.__exit__()
        context.__exit__(None, None, None)


def _status(stage):
    return json.loads((stage.sitting.folder / "session.json").read_text())


def test_a_visit_played_by_the_simulated_person_ends_in_results(visit):
    at = visit("simulated", duration_s=14.0)
    at.run(1.0)
    assert at.trial.phase is Phase.COUNTDOWN
    assert at.run(120, until=lambda: at.trial.phase is Phase.OVER)
    at.run(1.0)
    assert at.stage._screen == "results" and at.stage.sitting.status == "completed"
    at.press(pygame.K_RETURN)
    assert at.stage.leaves


def test_arrow_keys_lean_and_pick_the_apple(visit):
    at = visit()
    at.run(6.5)
    assert at.trial.after.hud.instruction == "lean.right"
    at.press(pygame.K_RIGHT, hold=True)
    at.run(0.7)
    assert at.trial.control.lean[0] == pytest.approx(at.trial.after.goal.lean_ml, abs=0.12)
    assert at.run(3.0, until=lambda: at.trial.after.hud.done == 1)
    at.release(pygame.K_RIGHT)
    at.run(1.5)
    assert abs(at.trial.control.lean[0]) < 0.15


def test_enter_answers_while_playing(visit):
    at = visit()
    at.run(6.0, until=lambda: at.trial.phase is Phase.PLAYING)
    at.press(pygame.K_RETURN, hold=True)
    assert at.trial.control.intent().confirm
    at.release(pygame.K_RETURN)
    assert not at.trial.control.intent().confirm


def test_the_pointer_leans_as_far_as_it_points(visit):
    at = visit()
    at.run(6.0)
    pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=(160 + 25, 90)))
    at.run(1.5)
    assert at.trial.control.lean == pytest.approx((25 / (0.35 * 180), 0), abs=0.1)
    assert at.run(3.0, until=lambda: at.trial.after.hud.done == 1)


def test_space_pauses_and_the_way_back_is_a_hold_and_a_countdown(visit):
    at = visit()
    at.run(6.0)
    at.press(pygame.K_SPACE)
    assert at.trial.phase is Phase.PAUSED and at.stage._screen == "pause"
    at.run(1.5)
    at.press(pygame.K_SPACE, hold=True)
    at.run(3.0)
    at.release(pygame.K_SPACE)
    assert at.trial.phase is Phase.RESUMING
    assert at.run(4.0, until=lambda: at.trial.phase is Phase.PLAYING)


def test_stepping_off_pauses_and_going_on_waits_for_both_feet(visit):
    at = visit()
    at.run(6.0)
    at.press(pygame.K_o)
    at.run(0.5)
    assert at.trial.pause_reason == "off_board"
    at.press(pygame.K_RETURN)
    at.run(5.0)
    assert at.trial.phase is Phase.PAUSED, "nobody stands on the board"
    at.press(pygame.K_o)
    at.run(1.5)
    at.press(pygame.K_RETURN)
    assert at.run(6.0, until=lambda: at.trial.phase is Phase.PLAYING)


def test_escape_twice_finishes_kindly_and_keeps_everything(visit):
    at = visit()
    at.run(8.0)
    at.press(pygame.K_ESCAPE)
    assert at.trial.phase is Phase.PAUSED and not at.stage.leaves
    at.press(pygame.K_ESCAPE)
    assert at.stage.leaves and at.stage.sitting.status == "stopped"


def test_a_click_pauses_and_a_click_on_a_pill_chooses_it(visit):
    at = visit()
    at.run(6.0)
    at.click(32, 10)
    assert at.trial.phase is Phase.PAUSED
    at.run(1.5)
    at.click(32, 10)
    assert at.trial.phase is Phase.PAUSED, "a click beside the pills chooses nothing"
    at.click(50, 31)
    assert at.run(5.0, until=lambda: at.trial.phase is Phase.PLAYING)
    at.click(32, 10)
    at.run(1.0)
    at.click(10, 31)
    assert at.stage.leaves and at.stage.sitting.status == "stopped"


def test_closing_the_window_stops(visit):
    at = visit()
    at.run(6.0)
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    at.run(DT)
    assert at.stage.leaves and at.stage.sitting.status == "stopped"


def test_losing_the_window_s_focus_lets_go_of_the_keys(visit):
    at = visit()
    at.run(6.0)
    at.press(pygame.K_RIGHT, hold=True)
    at.run(0.5)
    pygame.event.post(pygame.event.Event(pygame.WINDOWFOCUSLOST))
    at.run(1.5)
    assert abs(at.trial.control.lean[0]) < 0.15


def test_a_resized_window_is_drawn_at_its_new_size(visit):
    at = visit("simulated", duration_s=14.0)
    at.run(6.0)
    pygame.event.post(pygame.event.Event(pygame.VIDEORESIZE, w=400, h=300, size=(400, 300)))
    at.run(0.2)
    assert at.stage.ui.size == (400, 300)
    assert at.stage.renderer.size == (400, 300)


def test_two_hundred_random_presses_never_break_a_visit(visit):
    import random

    at = visit()
    chance = random.Random(5)
    keys = [
        pygame.K_SPACE,
        pygame.K_RETURN,
        pygame.K_LEFT,
        pygame.K_RIGHT,
        pygame.K_UP,
        pygame.K_DOWN,
        pygame.K_TAB,
        pygame.K_o,
    ]
    for _ in range(200):
        kind = chance.choice([pygame.KEYDOWN, pygame.KEYUP])
        pygame.event.post(pygame.event.Event(kind, key=chance.choice(keys)))
        at.run(chance.choice([DT, 0.3]))
        if at.stage.leaves:
            break
    assert _status(at.stage)["participant"] == "p1"
