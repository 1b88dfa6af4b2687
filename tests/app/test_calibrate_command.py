"""`surefoot calibrate` from the command line to the file, and from the file into play."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from game.app.data_folder import data_folder
from game.app.errors import WrongInput
from game.app.limits_files import limits_for, read_limits
from game.app.request import PlayRequest
from game.balance.limits import DIRECTIONS, theoretical_limits
from game.cli import run
from game.virtual_patient import PROFILES, Body
from game.virtual_patient.body import MEASURED_SHARE
from input_devices import open_device


@pytest.fixture
def cli(capsys):
    """Runs a command; returns exit code, standard output and standard error."""

    def call(*arguments):
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_a_simulated_person_leaves_limits_that_play_takes(cli, tmp_path):
    file = tmp_path / "new" / "limits.json"
    code, out, err = cli("calibrate", "--headless", "--fast", "--height", 1.6, "--out", file)
    assert code == 0 and out.splitlines()[-1] == f"limits: {file}"
    assert err.count("textbook's limit") == 8
    limits = read_limits(file)
    for reach, true in zip(limits.reach, Body(PROFILES["older"], 0).limits.reach, strict=True):
        assert reach == pytest.approx(MEASURED_SHARE * true, abs=0.015)
    assert "one attempt" in limits.how and "leans as far as they can" in limits.how
    assert limits.measured
    code, out, _ = cli("play", "--headless", "--fast", "--duration", 3, "--limits", file, "--out", tmp_path)  # fmt: skip
    assert code == 0
    (start,) = tmp_path.glob("*/trial-01*/start.json")
    assert json.loads(start.read_text())["limits"]["reach_mm"] == limits.as_dict()["reach_mm"]


def test_the_same_seed_gives_the_same_limits(cli, tmp_path):
    texts = []
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        file = tmp_path / name
        cli("calibrate", "--headless", "--fast", "--seed", seed, "--out", file)
        texts.append(read_limits(file).reach)
    assert texts[0] == texts[1] != texts[2]


@pytest.mark.parametrize("device", ["simulated", "simulated:3", "simulated?seed=3"])
def test_what_stands_in_for_a_person_has_a_file_of_its_own(cli, device):
    code, _, _ = cli("calibrate", "--headless", "--fast", "--participant", "p7", "--device", device)
    assert code == 0
    assert [path.name for path in data_folder().iterdir()] == ["limits-p7.simulated.json"]


def _recording(path, leans, seconds=3.0):
    """A CSV of a person who stands, leans to each (ml, ap) in mm for a while, and stands again."""
    rows, t = ["t_s,cop_ml_mm,cop_ap_mm"], 0.0
    noise = np.random.default_rng(0)
    for ml, ap in [(5, -3), *leans, (5, -3)]:
        for _ in range(round(seconds * 50)):
            shake = noise.normal(0, 0.3, 2)
            rows.append(f"{t:.3f},{ml + shake[0]:.3f},{ap + shake[1]:.3f}")
            t += 0.02
    path.write_text("\n".join(rows) + "\n")
    return path


def test_of_a_recording_whichever_way_it_leans_is_taken(cli, tmp_path):
    source = _recording(tmp_path / "visit.csv", [(65, -3), (5, 57), (-25, -3)])
    file = tmp_path / "limits.json"
    code, _, _ = cli("calibrate", "--device", f"recorded:{source}", "--headless", "--fast", "--out", file)  # fmt: skip
    assert code == 0
    limits = read_limits(file)
    found = dict(zip(DIRECTIONS, limits.reach, strict=True))
    assert found["right"] == pytest.approx(0.060, abs=0.002)
    assert found["forward"] == pytest.approx(0.060, abs=0.002)
    assert found["left"] == pytest.approx(0.030, abs=0.002)
    assert (limits.centre_ml, limits.centre_ap) == pytest.approx((0.005, -0.003), abs=0.001)
    assert "held for 1 s: forward, right, left" in limits.how and "recording" in limits.how
    assert "filled from the neighbours" in limits.how and "one attempt" not in limits.how


def test_a_recording_in_which_nobody_leans_gives_no_limits(cli, tmp_path):
    source = _recording(tmp_path / "quiet.csv", [])
    code, out, err = cli("calibrate", "--device", f"recorded:{source}", "--headless", "--fast")
    assert code == 2 and not out and "no limits written" in err
    assert not list(data_folder().glob("limits*"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--fast"], "only with --headless"),
        (["--headless", "--height", "17"], "from 0.5 to 2.5"),
        (["--headless", "--participant", "a b"], "--participant"),
        (["--headless", "--device", "nothing"], "there is no device 'nothing'"),
        (["--headless", "--device", "recorded:missing.csv"], "missing.csv"),
        (["--headless", "--fast", "--out", "."], "is a folder"),
    ],
)
def test_what_is_wrong_is_one_line_and_exit_code_2(cli, arguments, words):
    code, out, err = cli("calibrate", *arguments)
    assert code == 2 and not out
    assert words in err and err.count("\n") == 1


def test_play_on_a_real_board_takes_the_participants_own_limits_and_says_so():
    request = PlayRequest(participant="p7")
    board = open_device("simulated")
    data_folder().mkdir(parents=True)
    made = replace(theoretical_limits(), reach=(0.05,) * 8, how="held for 1 s")
    (data_folder() / "limits-p7.json").write_text(json.dumps(made.as_dict()))
    assert limits_for(request, board).reach == theoretical_limits().reach
    board.info = replace(board.info, stand_in=False)
    own = limits_for(request, board)
    assert own.reach == (0.05,) * 8 and own.how == "held for 1 s; from limits-p7.json"
    other = limits_for(PlayRequest(participant="p8"), board)
    assert other.reach == theoretical_limits().reach


def test_limits_of_sitting_are_written_apart_and_never_played_standing(cli):
    assert cli(*["calibrate", "--headless", "--fast", "--participant", "p7", "--seated"])[0] == 0
    path = data_folder() / "limits-p7.seated.simulated.json"
    assert read_limits(path).stance == "seated"
    board = open_device("simulated")
    board.info = replace(board.info, stand_in=False)
    asked = PlayRequest(participant="p7", limits=path)
    assert limits_for(asked, board, "seated").stance == "seated"
    with pytest.raises(WrongInput, match="stance: measured seated, and this is played standing"):
        limits_for(asked, board)
    own = path.rename(data_folder() / "limits-p7.seated.json")
    request = PlayRequest(participant="p7")
    assert limits_for(request, board, "seated").how.endswith(f"from {own.name}")
    assert "theoretical" in limits_for(request, board).how
    own.rename(data_folder() / "limits-p7.json")
    assert "theoretical" in limits_for(request, board).how, "whatever the file is called"
