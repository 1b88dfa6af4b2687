"""The command as a newcomer uses it: what it prints, its exit codes, and never a traceback."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game.cli import run

SUREFOOT = [sys.executable, "-m", "game"]


def _session(output: str) -> Path:
    last = output.strip().splitlines()[-1]
    assert last.startswith("session: ")
    return Path(last.removeprefix("session: "))


@pytest.fixture
def cli(capsys):
    """Runs a command; returns exit code, standard output and standard error."""

    def call(*arguments):
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err + captured.out
        return code, captured.out, captured.err

    return call


def test_playing_a_recording_leaves_a_complete_session_that_replays(cli, recordings, tmp_path):
    path = recordings / "bds00043_older_eyes_closed_foam.csv"
    code, out, _ = cli(
        "play", "orchard-1", "--device", f"recorded:{path}", "--headless", "--fast", "--out", tmp_path
    )  # fmt: skip
    assert code == 0
    folder = _session(out)
    assert folder.parent == tmp_path
    trial = folder / "trial-01-orchard-1"
    names = {"start.json", "samples.csv", "intents.csv", "events.jsonl", "summary.json"}
    assert {path.name for path in trial.iterdir()} == names
    code, out, _ = cli("replay", folder)
    assert code == 0 and "identical" in out


def test_a_flipped_byte_is_named_and_the_exit_code_says_so(cli, tmp_path):
    _, out, _ = cli("play", "--device", "simulated", "--headless", "--fast", "--duration", 5, "--out", tmp_path)  # fmt: skip
    folder = _session(out)
    path = folder / "trial-01-orchard-1" / "intents.csv"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    row = bytes(data[: len(data) // 2]).count(b"\n") + 1
    path.write_bytes(data)
    code, out, _ = cli("replay", folder)
    assert code == 1 and f"intents.csv: row {row}" in out


def test_the_same_seed_gives_the_same_session(cli, tmp_path):
    kept = []
    for name in ("a", "b"):
        _, out, _ = cli("play", "orchard-2", "--device", "simulated", "--seed", 4, "--headless", "--fast", "--duration", 8, "--out", tmp_path / name)  # fmt: skip
        trial = _session(out) / "trial-01-orchard-2"
        kept.append(
            [(trial / f).read_bytes() for f in ("samples.csv", "intents.csv", "events.jsonl")]
        )
    assert kept[0] == kept[1]


WRONG = {
    ("play", "orchard-9"): (2, "orchard-9: there is no such level"),
    ("play", "/nowhere/x.yaml"): (2, "/nowhere/x.yaml: cannot be read"),
    ("play", "--device", "juggler", "--headless"): (2, "there is no device 'juggler'"),
    ("play", "--device", "recorded", "--headless"): (2, "recorded"),
    ("play", "--device", "recorded:/nowhere.csv", "--headless"): (2, "/nowhere.csv"),
    ("play", "--difficulty", "2", "--headless"): (2, "--difficulty 2"),
    ("play", "--difficulty", "nan", "--headless"): (2, "--difficulty"),
    ("play", "--difficulty", "hard"): (2, "--difficulty"),
    ("play", "--duration", "-1", "--headless"): (2, "--duration -1"),
    ("play", "--participant", "../me", "--headless"): (2, "--participant"),
    ("play", "--limits", "/nowhere.json", "--headless"): (2, "/nowhere.json: cannot be read"),
    ("play", "--device", "keyboard", "--headless", "--fast"): (2, "'keyboard' lives in real time"),
    ("play", "--tier", "ultra", "--headless"): (2, "--tier ultra"),
    ("play", "--out", "/proc/nowhere", "--device", "simulated", "--headless", "--fast"): (2, "/proc/nowhere"),
    ("levels", "check", "/nowhere.yaml"): (2, "/nowhere.yaml: cannot be read"),
    ("levels", "chek"): (2, "No such command 'chek'"),
    ("replay", "/nowhere"): (2, "no session here"),
    ("analyse", "/nowhere.csv"): (2, "/nowhere.csv"),
    ("screenshot", "orchard-1", "--size", "big"): (2, "--size big: write it as 1280x720"),
    ("screenshot", "orchard-1", "--size", "9x9"): (2, "--size 9x9"),
    ("screenshot", "orchard-1", "--at", "-1"): (2, "--at -1"),
    ("screenshot", "orchard-1", "--tier", "ultra"): (2, "--tier ultra"),
    ("screenshot", "orchard-9"): (2, "orchard-9: there is no such level"),
    ("jump",): (2, "No such command 'jump'"),
    ("play", "--jump"): (2, "--jump"),
}  # fmt: skip


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_a_mistake_is_one_line_and_an_exit_code(cli, arguments, monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    expected, words = WRONG[arguments]
    code, out, err = cli(*arguments)
    assert code == expected and words in err
    assert err.startswith("surefoot: ") and err.count("\n") == 1 and out == ""


def test_a_device_that_needs_eyes_is_missing_its_display(cli, monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    code, _, err = cli("play", "--device", "keyboard")
    assert code == 3 and "no display here" in err and err.count("\n") == 1


def test_levels_lists_and_checks(cli, tmp_path):
    code, out, _ = cli("levels")
    assert code == 0 and "orchard-1" in out and "Apples left and right" in out
    from game.resources import folder

    shipped = folder("levels") / "target_reach" / "orchard-1.yaml"
    assert cli("levels", "check", shipped)[0] == 0
    mine = tmp_path / "mine.yaml"
    mine.write_text(shipped.read_text().replace("orchard-1", "mine"))
    code, out, _ = cli("levels", "check", mine)
    assert code == 0 and "fine: mine" in out
    assert (
        cli("play", mine, "--device", "simulated", "--headless", "--fast", "--duration", 2)[0] == 0
    )


def test_limits_from_a_file_are_used_and_kept(cli, tmp_path):
    from game.balance.limits import theoretical_limits

    limits = theoretical_limits(1.6).with_caps(0.5)
    path = tmp_path / "limits.json"
    path.write_text(json.dumps(limits.as_dict()))
    code, out, _ = cli("play", "--device", "simulated", "--limits", path, "--difficulty", 1, "--headless", "--fast", "--duration", 5, "--out", tmp_path)  # fmt: skip
    assert code == 0
    trial = _session(out) / "trial-01-orchard-1"
    start = json.loads((trial / "start.json").read_text())
    assert start["limits"] == limits.as_dict() and start["caps"] == [0.5] * 8
    cue = json.loads((trial / "events.jsonl").read_text().splitlines()[0])
    assert cue["kind"] == "cue" and cue["data"]["reach"] == 0.5
    path.write_text(json.dumps({**limits.as_dict(), "reach_mm": {"forward": -3}}))
    code, _, err = cli("play", "--device", "simulated", "--limits", path, "--headless")
    assert code == 2 and "reach_mm" in err and err.count("\n") == 1


def test_analyse_prints_json_and_a_table_and_names_odd_rows(cli, recordings, tmp_path):
    path = recordings / "bds00001_young_eyes_open_firm.csv"
    code, out, _ = cli("analyse", path, "--json")
    result = json.loads(out)
    assert code == 0 and result["centred"]["mean_velocity_mm_s"] == pytest.approx(
        6.201869311851279, rel=1e-9
    )
    assert "mean_velocity_mm_s" in cli("analyse", path)[1]
    lines = path.read_text().splitlines()
    odd = tmp_path / "odd.csv"
    rows = [*lines[:200], "nan,1,1,500", lines[150], "1.99,inf,0,500", lines[199], *lines[200:]]
    odd.write_text("\n".join(rows))
    code, out, _ = cli("analyse", odd, "--json")
    assert code == 0 and len(json.loads(out)["notes"]) >= 2


def test_devices_lists_every_row(cli):
    from input_devices import DEVICES

    code, out, _ = cli("devices")
    assert code == 0
    for name in DEVICES:
        assert name in out


def test_without_arguments_it_explains_itself(cli):
    code, out, _ = cli()
    assert code == 0 and "play" in out and "analyse" in out


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_session_as_stopped_with_everything_kept(tmp_path, how):
    process = subprocess.Popen(
        [*SUREFOOT, "play", "--device", "simulated", "--headless", "--out", str(tmp_path)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "SUREFOOT_DATA": str(tmp_path)},
    )  # fmt: skip
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        rows = list(tmp_path.glob("*/trial-01-orchard-1/intents.csv"))
        if rows and rows[0].stat().st_size > 5000:
            break
        time.sleep(0.05)
    process.send_signal(how)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    assert "Traceback" not in err
    folder = _session(out)
    assert json.loads((folder / "session.json").read_text())["stop"]["status"] == "stopped"
    assert (folder / "trial-01-orchard-1" / "summary.json").is_file()


def test_a_killed_session_is_finished_by_the_next_start(tmp_path):
    command = [*SUREFOOT, "play", "--device", "simulated", "--headless", "--out", str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        rows = list(tmp_path.glob("*/trial-01-orchard-1/intents.csv"))
        if rows and rows[0].stat().st_size > 5000:
            break
        time.sleep(0.05)
    process.kill()
    process.wait()
    folder = rows[0].parents[1]
    for path in (*folder.rglob("*"), folder):
        os.utime(path, (1e9, 1e9))  # as if it had happened long ago
    assert run(["play", "--device", "simulated", "--headless", "--fast", "--duration", "2", "--out", str(tmp_path)]) == 0  # fmt: skip
    assert json.loads((folder / "session.json").read_text())["stop"]["status"] == "interrupted"
    assert run(["replay", str(folder)]) == 0


def test_odd_rows_of_a_recording_are_said_survived_and_kept_as_notes(cli, tmp_path):
    """NaN, infinite, negative, backwards in time, duplicate: each is said; the rest is played."""
    rows = [f"{i / 100:.3f},{i % 7},{i % 5},600" for i in range(300)]
    rows[50], rows[60], rows[70] = "0.500,nan,1,600", "0.600,inf,1,600", "0.700,1,1,-900"
    rows[80], rows[90] = "0.200,1,1,600", rows[89]
    path = tmp_path / "odd.csv"
    path.write_text("\n".join(["t_s,cop_ml_mm,cop_ap_mm,load_n", *rows]) + "\n")
    code, out, err = cli("play", "--device", f"recorded:{path}", "--headless", "--fast", "--out", tmp_path)  # fmt: skip
    assert code == 0 and err.count("note: ") >= 3
    folder = _session(out)
    start = json.loads((folder / "trial-01-orchard-1" / "start.json").read_text())
    said = " ".join(start["notes"])
    for row in ("52", "62", "72", "82", "92"):
        assert row in said, f"row {row} is not named in: {said}"
    kept = (folder / "trial-01-orchard-1" / "samples.csv").read_text().splitlines()
    assert len(kept) == 1 + 300 - 2
    assert cli("replay", folder)[0] == 0
