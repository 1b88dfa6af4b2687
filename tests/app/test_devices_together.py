"""A board and a controller at once: one Intent from both, and what the loss of either means."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.app import devices
from game.app.errors import WrongInput
from game.app.request import PlayRequest
from game.app.sitting import sit_down
from game.app.trial import Phase
from game.cli import run
from game.session import files
from game.session.recording import open_trials
from game.session.replay import replay
from input_devices.clock import ManualClock
from input_devices.emulated_hid import EmulatedHid, EmulatedRadio

sys.path.insert(0, str(Path(__file__).parent.parent / "input_devices"))
from virtual_pad import VirtualPad, sdl_joysticks

LEFT_X, LEFT_Y, BUTTON_A, FULL = 0, 1, 0, 32767


@pytest.fixture
def pad():
    with sdl_joysticks(), VirtualPad() as pad:
        yield pad.plug_in()


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """A simulated board, asked for after the controller, on a clock that the test moves."""
    monkeypatch.setattr("game.app.sitting.SystemClock", ManualClock)
    return PlayRequest(
        "orchard-1", "controller", "test", difficulty=0.3, headless=True, out=tmp_path,
        more_devices=("simulated:still",),
    )  # fmt: skip


@pytest.fixture
def sitting(asked):
    with sit_down(asked) as sitting:
        sitting.trial.begin()
        yield sitting


def go_on(sitting, seconds):
    """Frames of a window's owner, who pumps SDL's events."""
    for _ in range(round(seconds * 60)):
        pygame.event.pump()
        sitting.clock.advance(1 / 60)
        sitting.trial.advance()
    return sitting.trial.control.intent()


def test_a_pushed_stick_speaks_and_otherwise_the_board_does(pad, sitting):
    sitting.device.aim(0.05, 0.0)
    by_board = go_on(sitting, 2.0)
    assert by_board.on_board and by_board.lean_ml > 0.3 and not by_board.confirm
    pad.axis(LEFT_Y, -FULL)
    pad.button(BUTTON_A, True)
    by_stick = go_on(sitting, 0.5)
    assert (by_stick.lean_ml, by_stick.lean_ap, by_stick.confirm) == (0.0, 1.0, True)
    assert by_stick.on_board and by_stick.load_share_right > 0.5, "still the board's to say"
    pad.axis(LEFT_Y, 0)
    assert go_on(sitting, 0.5).lean_ml == pytest.approx(by_board.lean_ml, abs=0.05)


def test_a_lost_controller_lets_go_and_never_pauses_a_session_on_a_board(pad, sitting):
    go_on(sitting, 1.0)
    pad.axis(LEFT_X, FULL)
    pad.button(BUTTON_A, True)
    assert go_on(sitting, 0.5).lean_ml == 1.0
    pad.unplug()
    intent = go_on(sitting, 1.0)
    assert sitting.trial.phase is Phase.PLAYING
    assert abs(intent.lean_ml) < 0.2 and not intent.confirm
    pad.plug_in()
    go_on(sitting, 1.0)
    pad.axis(LEFT_X, -FULL)
    assert go_on(sitting, 0.5).lean_ml == -1.0, "it is back without a restart"


def test_a_lost_board_pauses_whatever_the_controller_does(pad, sitting):
    go_on(sitting, 1.0)
    pad.axis(LEFT_X, FULL)
    sitting.device.silence()
    go_on(sitting, 1.5)
    assert sitting.trial.phase is Phase.PAUSED
    assert sitting.trial.pause_reason in ("stale", "device_lost")


def test_the_recording_names_both_and_replays(pad, asked):
    with sit_down(asked) as sitting:
        sitting.trial.begin()
        pad.axis(LEFT_X, FULL // 2)
        assert go_on(sitting, 3.0).lean_ml == pytest.approx(0.43, abs=0.01)
    start = json.loads((sitting.trial_folder / files.START).read_text())
    assert start["device"]["name"] == "simulated"
    assert [one["name"] for one in start["more_devices"]] == ["Virtual pad"]
    [trial] = open_trials(sitting.folder)
    assert len(trial.samples["t_s"]) > 200, "the board's, and only the board's"
    assert replay(trial).identical


def test_nobody_stands_on_two_boards(tmp_path):
    request = PlayRequest(device="simulated", more_devices=("keyboard",), headless=True)
    with (
        pytest.raises(WrongInput, match="simulated and keyboard: a person stands on one"),
        sit_down(replace(request, out=tmp_path)),
    ):
        pytest.fail("it was opened")
    assert list(tmp_path.iterdir()) == []


def test_asking_twice_for_the_same_is_a_mistake(capsys):
    assert run(["play", "--headless", "--device", "simulated", "--device", "simulated"]) == 2
    assert "asked for twice" in capsys.readouterr().err


def test_a_board_and_a_controller_are_both_chosen_where_both_are_here(pad, monkeypatch):
    assert devices.choose_devices() == ("controller",)
    hid = EmulatedHid(EmulatedRadio(ManualClock()))
    monkeypatch.setattr("input_devices.wii_balance_board.system_hid", lambda: hid)
    assert devices.choose_devices() == ("wii_balance_board", "controller")
    pad.unplug()
    assert devices.choose_devices() == ("wii_balance_board",)
