"""What the system refuses, and what lies at the edge of an option: one line and exit code 2."""

import subprocess
import sys
from pathlib import Path

import pytest

from game import __version__
from game.cli import run
from game.resources import folder


@pytest.fixture
def cli(capsys):
    """Runs a command; returns exit code, standard output and standard error."""

    def call(*arguments):
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def refused(result, words):
    code, out, err = result
    assert (code, out) == (2, "")
    assert err.startswith("surefoot: ") and err.count("\n") == 1 and words in err


LONG = "x" * 300
WRONG = {
    ("analyse", "~nosuchuser/x.csv"): "~nosuchuser",
    ("analyse", LONG): "cannot be read",
    ("play", "--headless", "--device", f"recorded:{LONG}"): "cannot be read",
    ("replay", LONG): "name too long",
    ("levels", "check", f"{LONG}.yaml"): "name too long",
    ("play", "--headless", "--participant", "abc\n"): "--participant",
    ("play", "--headless", "--seed", "-1"): "--seed",
    ("calibrate", "--headless", "--seed", "-1"): "--seed",
    ("screenshot", "orchard-1", "--seed", "-1"): "--seed",
    ("screenshot", "orchard-1", "--out", "/nodir/x.png"): "no folder /nodir",
    ("screenshot", "orchard-1", "--out", "/x.jpg"): "is a PNG",
    ("screenshot", "orchard-1", "--out", "/x"): "is a PNG",
    ("play", "--headless", "--device", "simulated?rate_hz=fast"): "must be a number",
    ("play", "--headless", "--device", "simulated?colour=red"): "no option 'colour'",
}


@pytest.mark.parametrize("arguments", WRONG, ids=lambda arguments: " ".join(arguments)[:60])
def test_what_cannot_be_is_one_line(cli, arguments):
    refused(cli(*arguments), WRONG[arguments])


def test_a_picture_is_not_drawn_for_a_folder(cli, tmp_path):
    (tmp_path / "x.png").mkdir()
    refused(cli("screenshot", "orchard-1", "--out", tmp_path / "x.png"), "is a folder")


@pytest.mark.parametrize("command", [["play", "--headless", "--device", "simulated"], ["doctor"]])
def test_a_data_folder_in_nobody_s_home(cli, command, monkeypatch):
    monkeypatch.setenv("SUREFOOT_DATA", "~nosuchuser/data")
    refused(cli(*command), "SUREFOOT_DATA=~nosuchuser/data")


def test_a_level_with_endless_digits_is_refused(cli, tmp_path):
    shipped = folder("levels") / "target_reach" / "orchard-1.yaml"
    path = tmp_path / "mine.yaml"
    path.write_text(shipped.read_text(encoding="utf-8").replace("reps: 12", "reps: " + "9" * 4000))
    refused(cli("levels", "check", path), "4000 digits")


def test_a_recording_that_is_too_short_says_how_long_one_must_be(cli, tmp_path):
    path = tmp_path / "short.csv"
    path.write_text("t_s,cop_ml_mm,cop_ap_mm\n0,1,1\n")
    refused(cli("analyse", path), "unbroken for 1 s")


@pytest.mark.parametrize("command", [["analyse"], ["play", "--headless", "--fast", "--device"]])
def test_a_jump_in_time_ends_at_once(cli, command, tmp_path):
    path = tmp_path / "jump.csv"
    rows = [f"{i / 100},{i % 7},{i % 5}" for i in range(300)]
    path.write_text("\n".join(["t_s,cop_ml_mm,cop_ap_mm", *rows, "1e9,1,1", "1000000001,1,1"]))
    source = path if command == ["analyse"] else f"recorded:{path}"
    refused(cli(*command, source), "row 302: the time jumps ahead")


def test_options_of_a_device_are_heeded(cli, tmp_path):
    code, _, _ = cli("play", "--headless", "--fast", "--duration", 2, "--device", "simulated:still?rate_hz=50", "--out", tmp_path)  # fmt: skip
    [samples] = tmp_path.glob("*/*/samples.csv")
    assert code == 0 and 90 <= len(samples.read_text().splitlines()) <= 110


def test_the_version(cli):
    assert cli("--version") == (0, f"surefoot {__version__}\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("command", [["levels"], ["--version"]])
def test_a_full_disk_behind_the_output_is_one_line(command):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "game", *command],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("surefoot: ") and "No space left" in done.stderr


def test_an_error_of_the_program_is_not_hidden(monkeypatch):
    def broken(*_):
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr("game.app.analyse.analyse", broken)
    with pytest.raises(RuntimeError, match="a mistake of ours"):
        run(["analyse", "x.csv"])
