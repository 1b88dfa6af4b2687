"""`surefoot devices`, its `watch`, and `surefoot udev-rule`."""

from __future__ import annotations

import io
import json
import math
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from game.app import devices
from game.app.device_plot import plot
from game.app.device_watch import watch
from game.cli import run
from input_devices import DEVICES
from input_devices.clock import ManualClock, SystemClock
from input_devices.emulated_hid import EmulatedHandle, EmulatedHid, EmulatedRadio
from input_devices.emulated_wii import EmulatedWii, swaying
from input_devices.wii_remedies import RULE_FILE, udev_rule

sys.path.insert(0, str(Path(__file__).parent.parent / "input_devices"))
from virtual_pad import VirtualPad, sdl_joysticks

HID = "input_devices.wii_balance_board.system_hid"


@pytest.fixture
def cli(capsys):
    """Runs a command; returns exit code, standard output and standard error."""

    def call(*arguments):
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err + captured.out
        return code, captured.out, captured.err

    return call


# -- the list -------------------------------------------------------------------------------------


def test_every_device_has_a_line_that_says_what_it_is():
    rows = devices.list_devices()
    assert [row.name.partition(":")[0] for row in rows] == list(DEVICES)
    assert all(row.about and row.here in ("yes", "no", "always", "ask for it") for row in rows)


def test_what_cannot_be_told_is_to_be_asked_for():
    here = {row.name.partition(":")[0]: row.here for row in devices.list_devices()}
    for name in ("serial_plate", "lab_stream", "phone_osc", "wobble_board"):
        assert here[name] == "ask for it"
    assert here["simulated"] == here["emulated_board"] == "always"
    assert here["wii_balance_board"] in ("yes", "no")


def test_a_board_that_is_here_shows_its_battery(monkeypatch, cli):
    board = EmulatedWii(swaying(70.0))
    board.battery = 0x7D
    hid = EmulatedHid(EmulatedRadio(SystemClock(), board))
    monkeypatch.setattr(HID, lambda: hid)
    [row] = [row for row in devices.list_devices() if row.name.startswith("wii_balance_board")]
    assert (row.here, row.problem) == ("yes", "")
    assert row.battery.endswith("%") and 0 < int(row.battery[:-1]) < 100
    assert row.battery in cli("devices")[1]


class Forbidden(EmulatedHid):
    """A board that is listed and may not be opened."""

    def device(self):
        return ForbiddenHandle(self)


class ForbiddenHandle(EmulatedHandle):
    def open_path(self, path):
        raise OSError("open failed")


def test_a_board_that_may_not_be_opened_comes_with_the_remedy(monkeypatch, cli, tmp_path):
    node = tmp_path / "hidraw0"
    node.touch(mode=0o000)
    hid = Forbidden(EmulatedRadio(SystemClock()))
    hid.radios = {str(node).encode(): hid.radios[b"/emulated/0"]}
    monkeypatch.setattr(HID, lambda: hid)
    code, out, _ = cli("devices")
    assert code == 0
    if sys.platform == "linux" and not os.access(node, os.R_OK | os.W_OK):
        assert (
            f"may not be read by this user: save the output of `surefoot udev-rule` as {RULE_FILE}"
            in out
        )
    else:  # root may open everything
        assert "it cannot be opened; close other programs that use it" in out


def test_a_broken_driver_does_not_hide_the_others(monkeypatch, cli):
    def broken():
        raise ValueError("no such thing")

    monkeypatch.setattr(HID, broken)
    code, out, _ = cli("devices")
    assert code == 0 and "its driver fails: ValueError('no such thing')" in out
    assert all(name in out for name in DEVICES)


# -- watch ----------------------------------------------------------------------------------------


def watched(name, seconds, **console):
    """What watching prints on a console of this kind, with a clock that flies."""
    file = io.StringIO()
    watch(name, seconds, clock=ManualClock(), console=Console(file=file, width=110, **console))
    return file.getvalue()


def test_without_a_terminal_it_is_a_line_a_second():
    lines = watched("emulated_board", 6.0).splitlines()
    assert len(lines) in (6, 7)
    assert "nobody on it" in lines[1]
    assert "rate 100.0 Hz" in lines[-1] and "70.0 kg (686 N)" in lines[-1]
    assert "gaps 0" in lines[-1] and "forward (mm)" in lines[-1]


def test_a_loss_is_shown_and_its_end_too():
    lines = watched("emulated_board:silence@5+2", 9.0).splitlines()
    assert any("state lost" in line and "is it still on?" in line for line in lines)
    assert "state streaming" in lines[-1] and "gaps 1" in lines[-1]


def test_on_a_terminal_there_is_a_picture_ten_times_a_second():
    shown = watched("simulated", 3.0, force_terminal=True)
    assert 25 <= shown.count("state") <= 35
    assert "●" in shown and "right," in shown and "rate" in shown


def test_a_terminal_that_knows_only_ascii_gets_only_ascii():
    file = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    watch(
        "simulated",
        1.0,
        clock=ManualClock(),
        console=Console(file=file, force_terminal=True, width=110),
    )
    file.flush()
    assert b"O" in file.buffer.getvalue()


def test_json_lines_hold_every_sample_once(capsys):
    watch("emulated_board", 6.0, jsonl=True, clock=ManualClock())
    said = capsys.readouterr()
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert [row["seq"] for row in rows] == list(range(len(rows))) and len(rows) > 500
    assert rows[0]["t_s"] == 0 and rows[0]["cop_ml_mm"] is None, "nobody stands on it yet"
    assert rows[-1]["load_n"] == pytest.approx(70 * 9.80665, abs=2)
    assert sum(rows[-1][name] for name in ("tl_n", "tr_n", "bl_n", "br_n")) == pytest.approx(
        rows[-1]["load_n"], abs=0.01
    )
    assert "streaming" in said.err


def test_a_recording_ends_by_itself(cli, tmp_path):
    path = tmp_path / "short.csv"
    path.write_text(
        "t_s,cop_ml_mm,cop_ap_mm,load_n\n" + "".join(f"{i / 100},{i},0,700\n" for i in range(30))
    )
    code, out, _ = cli("devices", "watch", f"recorded:{path}", "--jsonl")
    assert code == 0 and len(out.splitlines()) == 30
    assert json.loads(out.splitlines()[-1])["cop_ml_mm"] == 29


def test_a_controller_shows_its_sticks(capsys):
    with sdl_joysticks(), VirtualPad() as pad:
        pad.plug_in()
        watch("controller", 1.0, jsonl=True, clock=ManualClock())
        rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert rows and rows[0]["sticks"] == [0, 0, 0, 0]
        assert "sticks +0.00" in watched("controller", 1.0)


def test_ctrl_c_ends_it_with_exit_code_0():
    process = subprocess.Popen(
        [sys.executable, "-m", "game", "devices", "watch", "simulated", "--jsonl"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert json.loads(process.stdout.readline())["seq"] == 0
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 0 and "Traceback" not in err


MISTAKES = {
    ("devices", "watch", "juggler"): (2, "there is no device 'juggler'"),
    ("devices", "watch", "keyboard:x"): (2, "keyboard takes nothing after a colon"),
    ("devices", "watch", "simulated", "--seconds", "-1"): (2, "--seconds -1"),
    ("devices", "watch", "simulated", "--seconds", "nan"): (2, "--seconds nan"),
    ("devices", "watch", "recorded:/nowhere.csv"): (2, "/nowhere.csv"),
    ("devices", "watch", "wii_balance_board", "--seconds", "0.3"): (3, "no Balance Board found"),
    ("devices", "watch", "wii_balance_board", "--seconds", "0.3", "--jsonl"): (3, "no Balance Board found"),
    ("devices", "check", "juggler"): (2, "there is no device 'juggler'"),
    ("devices", "check", "controller"): (2, "controller: only a board can be checked"),
    ("devices", "chek"): (2, "No such command 'chek'"),
}  # fmt: skip


@pytest.mark.parametrize("arguments", MISTAKES, ids=" ".join)
def test_a_mistake_is_told_in_a_line_and_an_exit_code(cli, arguments, monkeypatch):
    monkeypatch.setattr(HID, EmulatedHid)  # where no board is, whatever is connected here
    expected, words = MISTAKES[arguments]
    code, _, err = cli(*arguments)
    assert code == expected and words in err.splitlines()[-1]
    assert err.splitlines()[-1].startswith("surefoot: ")


# -- the picture ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("point", "row", "column"),
    [((0, 0), 6, 23), ((-2, 1), 0, 0), ((2, -1), 12, -1), ((9, 9), 0, -1), ((-9, 0), 6, 0)],
)
def test_right_is_right_and_forward_is_up(point, row, column):
    lines = plot([point], (1.8, 1.0), rows=13)
    assert len({len(line) for line in lines}) == 1 and len(lines) == 13
    column = column % len(lines[0])
    assert lines[row][column] == "●" and "".join(lines).count("●") == 1


def test_the_way_is_dotted_and_what_is_unknown_is_left_out():
    way = [(x / 10, 0.5) for x in range(-10, 1)]
    lines = plot([(math.nan, math.nan), *way, (0.0, -0.5)], (1.0, 1.0), rows=10)
    dotted = [line for line in lines if any("\u2800" < letter < "\u2900" for letter in line)]
    assert len(dotted) == 1 and dotted[0][:3].strip() and not dotted[0][-3:].strip()
    assert "●" not in "".join(plot([(0.0, 0.0), (math.nan, math.nan)], (1.0, 1.0)))


# -- the rule -------------------------------------------------------------------------------------


def test_the_rule_alone_is_on_standard_output(cli):
    code, out, err = cli("udev-rule")
    assert code == 0 and out == udev_rule() + "\n"
    assert RULE_FILE in err and err.count("\n") == 1
