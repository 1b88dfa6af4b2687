"""Who only tries a level on a real board is asked for what makes it safe, zeroed, then stood on."""

from dataclasses import replace

import pytest

from game.app.errors import WrongInput
from game.app.known import settings_of
from game.app.open_session import open_session
from game.app.request import PlayRequest
from game.app.sitting import open_devices_of
from game.app.store_here import store_here
from game.app.visit import run_of, trying
from game.app.visit_run import NOBODY
from game.session.diary import read_diary
from game.session.settings import Settings
from game.store.participants import add_participant
from game.store.settings import save_settings
from input_devices.clock import ManualClock

DT = 1 / 60


def _go(run, clock, seconds, until=lambda: False):
    for _ in range(round(seconds / DT)):
        clock.advance(DT)
        run.advance(DT, clock.now())
        if run.sitting:
            run.sitting.trial.advance()
        if until():
            return True
    return False


def test_a_board_is_acknowledged_zeroed_and_stood_on_before_anybody_plays(tmp_path, monkeypatch):
    clock = ManualClock()
    monkeypatch.setattr("game.app.sitting.SystemClock", lambda: clock)
    request = PlayRequest("orchard-1", "emulated_board", "p1", out=tmp_path, duration_s=20.0)
    with open_devices_of(request) as (devices, _, stack):
        known = trying(request, devices[0])
        devices[0].start()
        with open_session(request, devices, clock, stack) as session:
            run = run_of(request, known, session)
            assert not _go(run, clock, 1.0, until=lambda: run.visit.state != "prepare")
            run.say("next")
            assert run.visit.state == "check"
            assert _go(run, clock, 12.0, until=lambda: run.visit.state == "step_on")
            assert devices[0].tares[-1].accepted, "zeroed while nobody stood on it"
            assert run.sitting is None
            assert _go(run, clock, 30.0, until=lambda: run.visit.state == "play")
            run.sitting.trial.begin()
            run.say("stop")
            folder = session.folder
    states = [line["to"] for line in read_diary(folder)]
    assert states == ["check", "step_on", "play", "closed"]


def test_closed_eyes_are_not_tried_alone(tmp_path):
    request = PlayRequest("orchard-eyes-closed", "emulated_board", "p1", out=tmp_path)
    with (
        open_devices_of(request) as (devices, _, _stack),
        pytest.raises(WrongInput, match="--supervised"),
    ):
        trying(request, devices[0])


def test_limits_that_nobody_on_a_board_has_made_are_not_a_person_s(tmp_path, monkeypatch):
    clock = ManualClock()
    monkeypatch.setattr("game.app.sitting.SystemClock", lambda: clock)
    request = PlayRequest("orchard-1", "emulated_board", "p1", out=tmp_path)
    with open_devices_of(request) as (devices, _, stack):
        known = trying(request, devices[0])
        made_up = replace(known.limits, how=f"calibrated; by keyboard, {NOBODY}")
        with open_session(request, devices, clock, stack) as session:
            assert run_of(request, known, session).visit.has_limits
            run = run_of(request, replace(known, limits=made_up), session)
            assert not run.visit.has_limits


def test_who_has_no_plan_is_shown_the_game_as_was_set_for_them(tmp_path):
    with store_here("test") as store:
        add_participant(store, "P9")
        save_settings(store, "P9", {"text": "large", "posture": "seated", "hold_s": 3.0})
    settings = settings_of("P9")
    assert settings.text == "large" and settings_of("nobody") == Settings()
    request = PlayRequest("orchard-1", "simulated", "P9", out=tmp_path)
    with open_devices_of(request) as (devices, _, _):
        plan = trying(request, devices[0], settings).plan
    assert plan.posture == "seated" and plan.display.hold_s == 3.0
