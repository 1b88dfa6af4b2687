"""Pairing, beside a `bluetoothctl` that answers as BlueZ's does."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path

import pytest

from game.app import device_pair
from game.app.errors import Missing
from game.cli import run
from input_devices.clock import ManualClock
from input_devices.wii_remedies import pairing_steps

STAND_IN = Path(__file__).with_name("bluetoothctl.py")
ADDRESS = "00:24:44:00:00:01"

linux = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")


@pytest.fixture
def bluez(tmp_path, monkeypatch):
    """Puts the stand-in, in the state that is given, first on the path; returns how to ask for it."""
    tools = tmp_path / "bin"
    tools.mkdir()
    program = tools / "bluetoothctl"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -S {STAND_IN} "$@"\n')
    program.chmod(0o755)
    file = tmp_path / "state.json"
    monkeypatch.setenv("PATH", str(tools), prepend=":")
    monkeypatch.setenv("BLUETOOTHCTL_STATE", str(file))

    def begin(**state):
        file.write_text(json.dumps(state))
        return lambda: json.loads(file.read_text())

    return begin


def pair(**options):
    """As on Linux, with a clock that stands still but for the pauses: so many looks, not seconds."""
    device_pair.pair(system="linux", clock=ManualClock(), **options)


@linux
def test_a_board_is_paired_connected_and_trusted_in_this_order(bluez, capsys):
    state = bluez()
    pair()
    assert f"{ADDRESS} is paired" in capsys.readouterr().out
    steps = [one for one in state()["asked"] if ADDRESS in one and "info" not in one]
    assert steps == [f"{step} {ADDRESS}" for step in ("pair", "connect", "trust")]


@linux
def test_a_failed_attempt_is_said_and_tried_again(bluez, capsys):
    state = bluez(failures=1, looks=0)
    pair()
    said = capsys.readouterr()
    assert "AuthenticationFailed; press SYNC once more" in said.err and "is paired" in said.out
    assert all(state()["board"].values())


@linux
def test_what_keeps_failing_is_named(bluez):
    bluez(failures=999, looks=0)
    with pytest.raises(Missing, match="could not be paired: Failed to pair"):
        pair(seconds=3)


@linux
def test_without_a_board_the_search_ends_with_what_to_do(bluez):
    bluez(looks=999)
    with pytest.raises(Missing, match=r"no board answered within 3 s: press SYNC"):
        pair(seconds=3)


@linux
def test_a_paired_board_is_left_alone_unless_asked(bluez, capsys):
    known = {"Paired": True, "Trusted": True, "Connected": False}
    state = bluez(board=known)
    pair()
    assert "paired already" in capsys.readouterr().out
    assert not any(one.startswith("pair") for one in state()["asked"])
    pair(again=True)
    asked = state()["asked"]
    assert asked.index(f"remove {ADDRESS}") < asked.index(f"pair {ADDRESS}")
    assert "is paired: from now on" in capsys.readouterr().out


@linux
def test_bluetooth_that_is_off_is_switched_on(bluez):
    state = bluez(powered=False, looks=0)
    pair()
    assert state()["powered"]


@linux
@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"adapter": False}, "no Bluetooth adapter here"),
        ({"powered": False, "blocked": True}, "rfkill unblock bluetooth"),
        ({"service": False}, "sudo systemctl start bluetooth"),
    ],
)
def test_what_is_missing_is_one_line_and_exit_code_3(bluez, state, words, capsys, monkeypatch):
    monkeypatch.setattr(device_pair, "SERVICE_S", 0.5)
    monkeypatch.setattr(sys, "platform", "linux")
    bluez(**state)
    assert run(["devices", "pair"]) == 3
    said = capsys.readouterr()
    assert words in said.err and said.err.count("\n") == 1 and said.out == ""


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_where_a_program_cannot_a_person_is_told_how(system, capsys):
    device_pair.pair(system=system)
    out = capsys.readouterr().out
    assert all(step in out for step in pairing_steps(system))


def test_without_bluez_the_steps_are_told_if_there_is_an_adapter(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(device_pair, "ADAPTERS", tmp_path / "bluetooth")
    with pytest.raises(Missing, match="no Bluetooth adapter"):
        pair()
    (tmp_path / "bluetooth" / "hci0").mkdir(parents=True)
    pair()
    said = capsys.readouterr()
    assert "package bluez" in said.err and "red SYNC button" in said.out
