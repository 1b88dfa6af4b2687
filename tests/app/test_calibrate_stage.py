"""The flower in a real (off-screen) window: grown by keys, by the simulated person, left by Escape."""

from __future__ import annotations

import pygame
import pytest

from game.app import theatre as theatre_module
from game.app.calibrate import CalibrationRun, Phase
from game.app.calibrate_command import CalibrateRequest, Stopped, calibrate
from game.app.calibrate_person import SimulatedPerson
from game.app.calibrate_stage import CalibrateStage
from game.app.calibrate_view import calibrate_view, pause_view
from game.app.data_folder import data_folder
from game.app.theatre import Theatre
from game.render.window import DisplayError
from input_devices import open_device
from input_devices.clock import ManualClock

DT = 1 / 20


class Visit:
    """Drives a stage frame by frame on a clock moved by hand."""

    def __init__(self, stage, run, board, clock):
        self.stage, self.run, self.board, self.clock = stage, run, board, clock

    def go(self, seconds, until=None):
        for _ in range(round(seconds / DT)):
            self.clock.advance(DT)
            self.stage.frame(DT, self.clock.now())
            if until and until():
                return True
        return until is None

    def press(self, key, *, hold=False):
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key))
        self.go(DT)
        if not hold:
            pygame.event.post(pygame.event.Event(pygame.KEYUP, key=key))
            self.go(DT)

    def view(self):
        return calibrate_view(self.run, ())


@pytest.fixture
def visit():
    theatres = []

    def open_visit(device):
        clock = ManualClock()
        board = open_device(device, clock=clock)
        run = CalibrationRun(board, clock=clock)
        person = SimulatedPerson(run, board) if device == "simulated" else None
        try:
            theatre = Theatre("test", tier="low", offscreen=True, size=(320, 180))
        except DisplayError as error:
            pytest.skip(f"no OpenGL off-screen here: {error}")
        theatres.append(theatre)
        stage = CalibrateStage(run, board, clock, theatre, person)
        board.start()
        run.begin()
        return Visit(stage, run, board, clock)

    yield open_visit
    for theatre in theatres:
        theatre.__exit__()


def test_the_simulated_person_grows_the_flower_and_the_window_closes_by_itself(visit):
    at = visit("simulated")
    at.go(1.0)
    assert at.view().instruction == "stand" and at.view().staying == pytest.approx(0.5, abs=0.05)
    said = set()
    while not at.run.over and at.clock.now() < 120:
        at.go(DT)
        said.add(at.view().instruction)
    assert at.run.over and len([key for key in said if key.startswith("lean.")]) == 8
    assert "centre" in said and at.view().instruction == "done"
    at.go(3.0)
    assert not at.stage.leaves and all(p.share == 1 for p in at.view().petals)
    assert at.go(2.0, until=lambda: at.stage.leaves)
    assert at.stage.stopped == ""


def test_arrows_lean_and_a_petal_opens(visit):
    at = visit("keyboard")
    assert at.go(4, until=lambda: at.run.phase is Phase.LEAN)
    at.press(pygame.K_UP, hold=True)
    assert at.go(1.0, until=lambda: at.view().petals[0].share > 0.5)
    assert at.view().petals[0].state == "now" and at.view().direction == 0
    assert at.go(3.0, until=lambda: at.run.done == 1)
    assert at.view().petals[0].state == "reached" and at.view().home
    assert at.view().line == "flower.kept"


def test_space_keeps_a_small_petal_at_once(visit):
    at = visit("keyboard")
    assert at.go(4, until=lambda: at.run.phase is Phase.LEAN)
    at.stage.theatre.inputs.touched = False
    at.board.aim(0.0, 0.016)
    at.go(1.6)
    assert at.run.done == 0
    at.press(pygame.K_SPACE)
    assert at.run.done == 1


def test_stepping_off_shows_the_pause_and_the_way_back_is_a_choice(visit):
    at = visit("keyboard")
    assert at.go(4, until=lambda: at.run.phase is Phase.LEAN)
    at.press(pygame.K_o)
    at.go(0.5)
    assert at.run.phase is Phase.PAUSED and at.stage._paused
    assert pause_view(at.run, 1, 0.0).reason == "off_board"
    at.press(pygame.K_RETURN)
    at.go(1.0)
    assert at.run.phase is Phase.PAUSED, "nobody stands there"
    at.press(pygame.K_o)
    at.go(2.0)
    assert at.run.phase is Phase.PAUSED and at.run.ready == 1
    at.press(pygame.K_RETURN)
    assert at.go(1.0, until=lambda: at.run.phase is Phase.MIDDLE)
    assert not at.stage.stopped


def test_finish_on_the_pause_screen_stops(visit):
    at = visit("keyboard")
    at.go(1.0)
    at.press(pygame.K_o)
    at.go(1.0)
    at.press(pygame.K_LEFT)
    at.press(pygame.K_RETURN)
    assert at.stage.leaves and at.stage.stopped == "finished by the person"


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (pygame.event.Event(pygame.KEYDOWN, key=pygame.K_ESCAPE), "ended"),
        (pygame.event.Event(pygame.QUIT), "the window was closed"),
    ],
)
def test_escape_and_closing_the_window_leave_no_file(monkeypatch, event, words):
    class Unseen(Theatre):
        def __init__(self, *things, **options):
            try:
                super().__init__(*things, **options | {"offscreen": True, "size": (320, 180)})
            except DisplayError as error:
                pytest.skip(f"no OpenGL off-screen here: {error}")
            pygame.event.post(event)

    monkeypatch.setattr(theatre_module, "Theatre", Unseen)
    monkeypatch.setattr("game.render.window.has_display", lambda: True)
    with pytest.raises(Stopped, match=f"{words}.*no limits were written"):
        calibrate(CalibrateRequest(device="keyboard", participant="p1"))
    assert not list(data_folder().glob("*"))
