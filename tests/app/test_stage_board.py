"""A board in the window: a therapist's controller beside it, and its zero once play is over."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from game.app.request import PlayRequest
from game.app.sitting import sit_down
from game.app.stage import Stage
from game.app.theatre import Theatre
from game.app.trial import Phase
from game.render.window import DisplayError
from input_devices.clock import ManualClock

sys.path.insert(0, str(Path(__file__).parent.parent / "input_devices"))
from virtual_pad import VirtualPad

DT = 1 / 20
A, START = 0, 6


@pytest.fixture
def stage(tmp_path, monkeypatch):
    """A level on an emulated board that somebody stands on from the fourth second."""
    monkeypatch.setenv("SDL_JOYSTICK_ALLOW_BACKGROUND_EVENTS", "1")
    monkeypatch.setattr("game.app.sitting.SystemClock", ManualClock)
    request = PlayRequest("orchard-1", "emulated_board", "p1", difficulty=0.0, out=tmp_path)
    with sit_down(request) as sitting:
        try:
            theatre = Theatre("test", tier="low", offscreen=True, size=(320, 180))
        except DisplayError as error:  # the doctor's business, not this test's
            pytest.skip(f"no OpenGL off-screen here: {error}")
        with theatre:
            yield Stage(sitting, theatre)


def run(stage, seconds, until=lambda: False):
    clock = stage.sitting.clock
    for _ in range(round(seconds / DT)):
        clock.advance(DT)
        stage.frame(DT, clock.now())
        if until():
            return True
    return False


def press(stage, pad, button):
    for down in (True, False):
        pad.button(button, down)
        run(stage, DT)


def playing(stage):
    """Go on as soon as both feet are there."""
    return run(
        stage, 20.0, until=lambda: stage.trial.resume() or stage.trial.phase is Phase.PLAYING
    )


def test_a_therapist_s_controller_pauses_and_goes_on_whenever_it_is_plugged_in(stage):
    assert playing(stage)
    assert [device.info.kind for device in stage.sitting.devices] == ["board"]
    with VirtualPad("Therapist's") as pad:
        for _ in range(2):
            pad.plug_in()
            run(stage, 0.2)
            press(stage, pad, START)
            assert stage.trial.pause_reason == "asked"
            run(stage, 1.5)
            press(stage, pad, A)
            assert run(stage, 8.0, until=lambda: stage.trial.phase is Phase.PLAYING)
            pad.unplug()
            run(stage, 0.2)
    assert stage.trial.phase is Phase.PLAYING, "taking it away changes nothing"


def test_the_zero_is_read_again_while_the_results_are_shown_and_nobody_stands_there(stage):
    assert playing(stage)
    stage.trial.finish()
    run(stage, 2.0)
    board = stage.sitting.device
    assert len(board.tares) == 1 and not stage.leaves
    board.radio.board.load = lambda t: (0.0, 0.0, 0.0, 0.0)
    run(stage, 3.0)
    assert [tare.accepted for tare in board.tares] == [True, True]
    assert not stage.leaves, "nobody was made to leave or to wait"
