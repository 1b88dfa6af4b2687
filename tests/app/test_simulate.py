"""`surefoot simulate`: real sessions at full speed, one object or one table, nothing left behind."""

from __future__ import annotations

import json
import math
import tempfile
from pathlib import Path

import pytest

from game.app.simulate import SimulateRequest, simulate
from game.cli import run
from game.resources import folder

ORCHARD = folder("levels") / "target_reach" / "orchard-1.yaml"


@pytest.fixture
def cli(capsys):
    def call(*arguments):
        code = run(["simulate", *map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_one_object_with_all_people_measures_and_reps(cli):
    code, out, err = cli(
        "orchard-1", "--profile", "knee_replacement", "--patients", 2, "--seed", 5, "--json"
    )
    assert code == 0, err
    result = json.loads(out)
    assert (result["level"], result["profile"]) == ("orchard-1", "knee_replacement")
    assert result["limits"].startswith("90%")
    assert [patient["seed"] for patient in result["patients"]] == [5, 6]
    for patient in result["patients"]:
        assert patient["measures"]["targets_attempted"]["unit"] == "1"
        for one in patient["measures"].values():
            assert set(one) == {"value", "unit", "n"}
        assert len(patient["reps"]) == 12
        for rep in patient["reps"]:
            assert set(rep) == {"direction", "difficulty", "attempted", "success", "score"}
        assert len({rep["difficulty"] for rep in patient["reps"]}) > 3, "it follows the person"
    assert result["patients"][0]["measures"] != result["patients"][1]["measures"]


def test_a_fixed_difficulty_stays_and_a_file_is_a_level(cli):
    code, out, err = cli(ORCHARD, "--patients", 1, "--difficulty", 0.6, "--json")
    assert code == 0, err
    assert {rep["difficulty"] for rep in json.loads(out)["patients"][0]["reps"]} == {0.6}


def test_a_table_says_mean_spread_and_unit(cli):
    code, out, _ = cli("orchard-1", "--profile", "young", "--patients", 2)
    assert code == 0
    lines = [line.split() for line in out.splitlines()]
    assert lines[2] == ["measure", "mean", "SD", "unit", "people"]
    assert "90%" in out and "limits" in out
    [velocity] = [line for line in lines if line[0] == "movement_velocity"]
    assert velocity[-2:] == ["mm/s", "2"] and all(map(math.isfinite, map(float, velocity[1:3])))


def test_the_same_seed_gives_the_same_session_and_nothing_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    shares = []
    request = SimulateRequest("orchard-1", "child", patients=1, seed=3)
    first, second = simulate(request, shares.append), simulate(request)
    assert first == second
    assert shares == sorted(shares) and shares[-1] == pytest.approx(1.0, abs=0.1)
    assert list(Path(tmp_path).iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("orchard-9",), "orchard-9"),
        (("nowhere.yaml",), "nowhere.yaml"),
        (("orchard-1", "--profile", "giant"), "left_hemiparesis"),
        (("orchard-1", "--difficulty", "2"), "--difficulty"),
        (("orchard-1", "--patients", "0"), "--patients"),
    ],
)
def test_what_is_not_there_gets_one_line(cli, arguments, word):
    code, out, err = cli(*arguments)
    assert (code, out) == (2, "")
    assert word in err and len(err.strip().splitlines()) == 1
