"""A whole visit in a real (off-screen) window, driven by one button, by leaning alone, by keys."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import replace

import pygame
import pytest

from game.app import sitting as sitting_module
from game.app.known import known_of
from game.app.open_session import open_session
from game.app.request import PlayRequest
from game.app.sitting import open_devices_of
from game.app.store_here import store_here
from game.app.theatre import Theatre
from game.app.visit import run_of
from game.app.visit_stage import VisitStage
from game.render.window import DisplayError
from game.screens import question
from game.store.participants import add_participant
from game.store.plans import save_plan
from input_devices.clock import ManualClock

DT, LONGEST_DT = 1 / 15, 1 / 10  # s a frame; a longer one would be a slip
PLAN = {
    "format": 1,
    "blocks": [{"level": "orchard-1", "minutes": 0.3}, {"level": "orchard-2", "minutes": 0.3}],
    "rests": {"seconds": 20.0, "least_s": 3.0},
    "journey": False,
}
SHORT, EARNING = (  # the second: a gift
    [{**block, "minutes": minutes} for block in PLAN["blocks"]] for minutes in (0.1, 0.2)
)
FORWARD_M, SIDE_M = 0.055, 0.055
LONGEST_S = 400.0


class Visitor:
    """Drives the visit frame by frame on a clock moved by hand."""

    def __init__(self, stage, run, clock):
        self.stage, self.run, self.clock = stage, run, clock

    @property
    def state(self):
        return self.run.visit.state

    def go(self, seconds, until=None, dt=DT):
        for _ in range(round(seconds / dt)):
            if self.stage.leaves:
                return True
            self.clock.advance(dt)
            self.stage.frame(dt, self.clock.now())
            if until and until():
                return True
        return until is None

    def key(self, key, seconds=DT):
        self.hold(pygame.KEYDOWN, pygame.KEYUP, {"key": key}, seconds)

    def hold(self, down, up, what, seconds):
        pygame.event.post(pygame.event.Event(down, what))
        self.go(seconds)
        pygame.event.post(pygame.event.Event(up, what))
        self.go(DT)

    def click(self, x_u, y_u):
        ui = self.stage.theatre.ui
        left, top = ui.place((0, 0))
        pixel = (round((x_u - left) * ui.u), round((y_u - top) * ui.u))
        pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=pixel, button=1))
        self.go(DT)

    def lean(self, ml, ap, seconds):
        if self.stage.game:
            self.stage.game.autopilot = None  # the game is over: here the test leans
        self.run.device.aim(ml, ap)
        self.go(seconds)
        self.run.device.aim(0.0, 0.0)
        self.go(1.5)

    @property
    def waits(self):
        """Whether a screen waits for somebody: not a game, the flower or the board."""
        if self.stage.game:
            return self.stage.game._screen == "results"
        return self.state not in ("play", "calibrate", "check", "step_on")


@pytest.fixture
def visitor(tmp_path, monkeypatch):
    clock = ManualClock()
    monkeypatch.setattr(sitting_module, "SystemClock", lambda: clock)
    with ExitStack() as things:

        def open_visit(*, real=False, **more):
            with store_here("test") as store:
                add_participant(store, "P7", "Mary", "Kay")
                save_plan(store, "P7", json.dumps({**PLAN, **more}))
            request = PlayRequest("orchard-1", "simulated", "P7", tier="low", out=tmp_path)
            known = known_of("P7")
            devices, _, stack = things.enter_context(open_devices_of(request))
            if real:  # as if somebody really stood there, so that leaning chooses
                devices[0].info = replace(devices[0].info, stand_in=False)
            for device in devices:
                device.start()
            session = things.enter_context(open_session(request, devices, clock, stack))
            run = run_of(request, known, session)
            try:
                theatre = things.enter_context(
                    Theatre("test", tier="low", offscreen=True, size=(320, 180))
                )
            except DisplayError as error:
                pytest.skip(f"no OpenGL off-screen here: {error}")
            return Visitor(VisitStage(run, theatre), run, clock)

        yield open_visit


def test_a_whole_visit_by_one_button(visitor):
    at = visitor(journey=True, blocks=EARNING)
    while not at.stage.leaves and at.clock.now() < LONGEST_S:
        at.go(0.8, dt=LONGEST_DT)
        if at.waits:
            at.key(pygame.K_SPACE, 4.6)  # held: twice as long as an answer that was not moved takes
    assert at.stage.leaves and at.run.visit.ended == "completed"
    assert at.run.visit.answers["after", "effort"] == 0
    assert len(list(at.run.session.folder.glob("trial-*"))) == 2
    assert at.run.visit.gift == 0 and at.run.journey.left[0].chosen


def _key(key):
    return pygame.KEYDOWN, pygame.KEYUP, {"key": key}


def _pad(button):
    return (
        pygame.CONTROLLERBUTTONDOWN,
        pygame.CONTROLLERBUTTONUP,
        {"instance_id": 7, "button": button},
    )


PRESSES = {  # what answers 2, and what chooses
    "keys": ([_key(pygame.K_2)], _key(pygame.K_RETURN)),
    "controller": (
        [_pad(pygame.CONTROLLER_BUTTON_DPAD_RIGHT)] * 2,
        _pad(pygame.CONTROLLER_BUTTON_A),
    ),
}


@pytest.mark.parametrize("by", ["keys", pytest.param("controller", marks=pytest.mark.slow)])
def test_a_whole_visit_by_keys_or_a_controller(visitor, by):
    at = visitor(blocks=SHORT)
    answer, choose = PRESSES[by]
    while not at.stage.leaves and at.clock.now() < LONGEST_S:
        at.go(0.8, dt=LONGEST_DT)
        for press in answer if at.waits and at.run.visit.asked else ():
            at.hold(*press, DT)
        if at.waits:
            at.hold(*choose, 2.6 if at.state == "prepare" else DT)
    assert at.stage.leaves and at.run.visit.ended == "completed"
    assert set(at.run.visit.answers.values()) == {2}


def test_a_whole_visit_by_leaning_alone(visitor):
    at = visitor(real=True, journey=True, blocks=EARNING)
    while not at.stage.leaves and at.clock.now() < LONGEST_S:
        at.go(0.8, dt=LONGEST_DT)
        if at.waits and at.state in ("before", "between", "after", "gift"):
            at.lean(SIDE_M, 0.0, 1.4)  # one step to the side: an answer of 1, the second gift
        if at.waits:
            at.lean(0.0, FORWARD_M, 3.4)
    assert at.stage.leaves and at.run.visit.ended == "completed"
    assert at.run.visit.answers["before", "pain"] == 1
    assert at.run.visit.gift == 1


def test_nothing_is_answered_by_a_short_press_and_digits_answer(visitor):
    at = visitor()
    at.go(1.0)
    at.key(pygame.K_RETURN)
    at.go(1.0)
    at.key(pygame.K_RETURN)
    at.go(1.0)
    assert at.state == "before"
    at.key(pygame.K_RETURN)
    at.go(1.0)
    assert at.run.visit.answers == {}
    at.key(pygame.K_7)
    at.go(1.0)
    at.key(pygame.K_RETURN)
    at.go(1.0)
    assert at.run.visit.answers == {("before", "pain"): 7}
    at.click(question.TRACK_X + 3 * question.STEP, question.TRACK_Y)
    at.go(1.0)
    at.click(question.NUMERAL_X, 13.0)
    at.go(0.5)
    assert at.run.visit.answers["before", "dizziness"] == 3


def test_yes_all_cannot_be_pressed_by_accident(visitor):
    at = visitor(questions=[])
    at.go(1.0)
    at.key(pygame.K_RETURN)
    at.go(1.0)
    at.key(pygame.K_RETURN)
    at.go(1.0)
    assert at.state == "prepare"
    at.key(pygame.K_RETURN)
    at.go(1.0)
    at.click(50.0, 31.0)
    at.go(1.0)
    assert at.state == "prepare" and not at.run.visit.acknowledged


def test_escape_goes_back_or_leaves_and_closing_the_window_stops(visitor):
    at = visitor()
    at.go(1.0)
    at.key(pygame.K_RETURN)
    at.go(1.0)
    assert at.state == "today"
    at.key(pygame.K_ESCAPE)
    assert at.state == "who"
    at.key(pygame.K_ESCAPE)
    assert at.state == "goodbye" and at.run.visit.ended == "stopped"
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    at.go(0.2)
    assert at.stage.leaves


def test_a_hundred_random_presses_never_break_a_visit(visitor):
    import random

    at, chance = visitor(), random.Random(5)
    keys = [pygame.K_RETURN, pygame.K_SPACE, pygame.K_LEFT, pygame.K_RIGHT, pygame.K_5,
            pygame.K_o, pygame.K_p, pygame.K_t, pygame.K_TAB]  # fmt: skip
    for _ in range(100):
        at.key(chance.choice(keys), chance.choice((DT, 0.5, 2.6)))
        if at.stage.leaves:
            break
    at.run.say("stop")
    assert at.stage.leaves


def test_closing_the_window_at_the_results_of_a_game_closes_the_visit(visitor):
    at = visitor(questions=[], blocks=SHORT[:1])
    while at.state != "results" and at.clock.now() < LONGEST_S:
        at.go(0.8, dt=LONGEST_DT)
        if at.waits:
            at.key(pygame.K_SPACE, 3.0)
    at.go(0.5)
    assert at.state == "results" and at.waits
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    at.go(3 * DT)
    assert at.state == "closed"
