"""Which person `simulated:PROFILE` puts on the board, for every command that opens one."""

from __future__ import annotations

import math

import pytest

from game.app.devices import open_named
from game.app.errors import CommandError
from game.app.limits_files import limits_for
from game.app.opening import open_asked
from game.app.people import body_of, profile_names
from game.app.request import PlayRequest
from game.cli import run
from game.virtual_patient import PROFILES
from input_devices import open_device
from input_devices.clock import ManualClock
from input_devices.stance import SwayingPerson

FAST = PlayRequest(headless=True, fast=True, seed=4)


def opened(text):
    return open_asked(FAST, text, ManualClock())


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_can_stand_on_the_board_with_its_own_weight_and_limits(name):
    with opened(f"simulated:{name}") as board:
        assert body_of(board).profile is PROFILES[name]
        assert board.info.serial == f"{name}-4"
        board.start()
        board.clock.advance(1.0)
        newest = board.drain()[-1]
        assert newest.load_n == pytest.approx(9.81 * PROFILES[name].load_kg, rel=0.02)
        limits = limits_for(FAST, board)
        assert "simulated person" in limits.how
        assert math.hypot(*limits.lean(newest.cop_ml, newest.cop_ap)) < 0.5


def test_no_name_is_an_older_person_and_a_number_a_seed():
    assert body_of(opened("simulated")).profile is PROFILES["older"]
    assert opened("simulated:12").info.serial == "older-12"


def test_the_driver_s_own_simple_people_stay():
    board = opened("simulated:still")
    assert body_of(board) is None and isinstance(board.person, SwayingPerson)
    assert isinstance(open_device("simulated").person, SwayingPerson)


def test_condition_and_weight_are_options():
    def sways(text):
        with opened(text) as board:
            board.start()
            board.clock.advance(20.0)
            samples = board.drain()
            return [sample.cop_ap for sample in samples], samples[-1].load_n

    firm, _ = sways("simulated:older")
    foam, load_n = sways("simulated:older?eyes=closed&surface=foam&load_n=500")
    assert max(foam) - min(foam) > 2 * (max(firm) - min(firm))
    assert load_n == pytest.approx(500, rel=0.02)


def test_a_condition_holds_from_when_it_is_asked_for():
    def path(after_s):
        with opened("simulated:young") as board:
            board.start()
            board.clock.advance(after_s)
            if after_s < 4:
                board.condition("closed", "foam")
                board.clock.advance(4 - after_s)
            return [sample.cop_ml for sample in board.drain()]

    plain, changed = path(4.0), path(2.0)
    assert plain[:199] == changed[:199]
    assert plain[220:] != changed[220:]


@pytest.mark.parametrize("name", ["parkinson", "left_hemiparesis"])
def test_samples_do_not_depend_on_when_they_are_drained(name):
    def told(every_s):
        with opened(f"simulated:{name}?jitter_s=0.003") as board:
            board.start()
            samples = []
            for order in (lambda: board.aim(0.05, 0.01), lambda: board.bear(1), lambda: None):
                order()
                for _ in range(round(1 / every_s)):
                    board.clock.advance(every_s)
                    if every_s < 1:
                        samples += board.drain()
            return samples + board.drain()

    assert repr(told(1.0)) == repr(told(0.125))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("simulated:giant", "right_hemiparesis"),
        ("simulated:young?eyes=shut", "open or closed"),
        ("simulated:young?surface=ice", "firm or foam"),
        ("simulated?person=me", "only be given from Python"),
    ],
)
def test_a_wrong_person_or_condition_is_one_line(text, word):
    for how in (opened, lambda name: open_named(name, ManualClock())):
        with pytest.raises(CommandError, match=word) as told:
            how(text)
        assert "\n" not in str(told.value)


def test_the_list_of_devices_names_them_all(capsys):
    assert run(["devices"]) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in profile_names())
