"""The commands of the store as people type them, and play that never fails by the store."""

import json
import shutil
import subprocess
import sys

import pytest

from game.app.store_here import spool_folder
from game.cli import run

PLAY = ("play", "--device", "simulated", "--headless", "--fast", "--duration", 4)


@pytest.fixture
def cli(capsys):
    """Runs a command; returns exit code, standard output and standard error."""

    def call(*arguments):
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err + captured.out
        return code, captured.out, captured.err

    return call


@pytest.fixture
def listed(cli):
    """The sessions of the store, as JSON."""
    return lambda *options: json.loads(cli("sessions", "list", "--json", *options)[1])


def _id(out):
    return out.strip().splitlines()[-1].removeprefix("session: ").rpartition("/")[2]


def test_a_played_session_is_in_the_store_at_once(cli, listed, tmp_path):
    code, out, _ = cli(*PLAY, "--participant", "P001")
    assert code == 0
    (row,) = listed()
    assert {key: row[key] for key in ("id", "participant", "status", "seconds", "trials")} == {
        "id": _id(out), "participant": "P001", "status": "completed", "seconds": 4.0, "trials": 1,
    }  # fmt: skip
    assert row["folder"] == str(tmp_path / "data" / row["id"]) and row["started"].endswith("+00:00")
    assert (tmp_path / "data" / "surefoot.db").is_file()
    assert listed("--participant", "P001", "--today") == [row]
    code, out, _ = cli("sessions", "show", row["id"], "--json")
    (trial,) = json.loads(out)["trials"]
    assert trial["level_id"] == "orchard-1"
    assert "targets_reached" in {measure["name"] for measure in trial["measures"]}


def test_a_throwaway_session_is_not(cli, listed, tmp_path):
    code, _, _ = cli(*PLAY, "--no-store")
    assert code == 0
    assert not (tmp_path / "data" / "surefoot.db").exists() and not spool_folder().exists()
    assert listed() == []


def test_play_goes_well_while_the_store_is_away_and_the_next_sends_all(
    cli, listed, tmp_path, monkeypatch
):
    monkeypatch.setenv("SUREFOOT_DATABASE", f"sqlite:///{tmp_path}")
    code, out, err = cli(*PLAY)
    assert code == 0 and out.startswith("session: ")
    assert len([line for line in err.splitlines() if line.startswith("store: ")]) == 1
    assert len(list(spool_folder().iterdir())) == 1
    monkeypatch.delenv("SUREFOOT_DATABASE")
    cli(*PLAY)
    assert len(listed()) == 2 and not list(spool_folder().iterdir())


def test_an_interrupted_session_is_closed_and_stored_by_the_next_start(cli, listed, tmp_path):
    _, out, _ = cli(*PLAY, "--no-store")
    folder = tmp_path / "data" / _id(out)
    path = folder / "session.json"
    document = json.loads(path.read_text())
    del document["stop"]
    path.write_text(json.dumps(document))
    import os

    for one in (*folder.rglob("*"), folder):
        os.utime(one, (1_000_000_000, 1_000_000_000))
    code, _, err = cli(*PLAY)
    assert code == 0 and "had been interrupted" in err
    assert sorted(row["status"] for row in listed()) == ["completed", "interrupted"]


def test_participants_are_added_named_and_shown(cli):
    assert cli("participants", "add", "P001", "--given", "Ann", "--born", "1950-02-03")[0] == 0
    assert cli("participants", "name", "P001", "--family", "[bold]Lee")[0] == 0
    (known,) = json.loads(cli("participants", "list", "--json")[1])
    assert (known["code"], known["given_name"], known["family_name"], known["born"]) == (
        "P001", "Ann", "[bold]Lee", "1950-02-03",
    )  # fmt: skip
    assert "[bold]Lee" in cli("participants")[1] == cli("participants", "list")[1]
    shown = json.loads(cli("participants", "show", "P001", "--json")[1])
    assert shown["code"] == "P001" and shown["newest"] == []


def test_scores_are_typed_in_and_listed(cli):
    cli("participants", "add", "P001")
    cli("participants", "add", "P002")
    cli("scores", "add", "P002", "berg", 45)
    code, out, _ = cli(
        "scores", "add", "P001", "timed_up_and_go", 14.2, "--unit", "s", "--on", "2026-03-04"
    )
    assert (code, out) == (0, "score: timed_up_and_go 14.2 s, 2026-03-04\n")
    everybodys = json.loads(cli("scores", "--json")[1])
    assert {score["participant"] for score in everybodys} == {"P001", "P002"}
    (score,) = json.loads(cli("scores", "list", "P001", "--json")[1])
    assert (score["measured"], score["value"], score["unit"]) == ("2026-03-04", 14.2, "s")


def test_plans_are_set_checked_listed_and_shown(cli, tmp_path):
    cli("participants", "add", "P001")
    file = tmp_path / "plan.yaml"
    for minutes in (3, 4):
        file.write_text(f"format: 1\nblocks:\n  - {{level: orchard-1, minutes: {minutes}}}\n")
        said = json.loads(cli("plans", "set", "P001", file, "--json")[1])
    assert said == {"participant": "P001", "version": 2}
    assert json.loads(cli("plans", "check", file, "--json")[1])["good"] is True
    (row,) = json.loads(cli("plans", "--json")[1])
    assert (row["participant"], row["version"], row["title"]) == ("P001", 2, "Balance training")
    assert "P001" in cli("plans")[1] == cli("plans", "list")[1]
    shown = cli("plans", "show", "P001")[1]
    file.write_text(shown)
    assert "minutes: 4" in shown and cli("plans", "check", file)[0] == 0
    file.write_text("format: 1\nblocks: [{level: nowhere}]\n")
    code, out, err = cli("plans", "check", file, "--json")
    assert (code, out) == (2, "") and "there is no level 'nowhere'" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("participants", "show", "P404"), "no participant 'P404'"),
        (("participants", "add", "Ann Lee"), "a pseudonym"),
        (("participants", "add", "P001", "--born", "3.2.50"), "--born 3.2.50: write a day as"),
        (("sessions", "show", "nothing"), "no session 'nothing'"),
        (("sessions", "fetch", "nothing"), "no session 'nothing'"),
        (("sessions", "list", "--participant", "P404"), "no participant 'P404'"),
        (("scores", "list", "P404"), "no participant 'P404'"),
        (("restore", "none.zip"), "none.zip: cannot be read"),
        (("backup", "nowhere/b.zip"), "nowhere/b.zip: cannot be written"),
        (("participants", "add", "P001", "--given", "A\x1b[31m"), "--given: has to be one line"),
        (("participants", "add", "P001", "--born", "2999-01-01"), "lies in the future"),
        (("participants", "name", "P001"), "nothing to set"),
        (("scores", "add", "P001", "", 45), "NAME: say which score"),
        (("sessions", "index", "nowhere"), "nowhere: no such folder"),
        (("sessions", "show"), "'SESSION'. (see surefoot sessions show --help)"),
        (("scores", "frob"), "'frob'. (see surefoot scores --help)"),
    ],
)
def test_a_mistake_is_one_line(cli, arguments, words):
    code, out, err = cli(*arguments)
    assert code == 2 and out == ""
    assert err.startswith("surefoot: ") and words in err and err.count("\n") == 1


GROUPS = {
    "participants": "no participants yet; add one with",
    "sessions": "no sessions here",
    "plans": "no plans yet; set one with",
    "scores": "no scores yet; type one in with",
}


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_of_commands_alone_lists_what_there_is(cli, group):
    code, out, err = cli(group)
    assert (code, out) == (0, "") and GROUPS[group] in err and err.count("\n") == 1
    for options in (("--json",), ("list", "--json")):
        assert cli(group, *options)[:2] == (0, "[]\n")
    code, _, err = cli(group, "--json", "list")
    assert code == 2 and "say it after the command" in err and err.count("\n") == 1


def test_where_nothing_is_typed_in_yet_the_next_step_is_told(cli):
    cli("participants", "add", "P001")
    assert "no scores yet" in cli("scores", "list", "P001")[2]


def test_who_has_no_plan_is_told_and_plays_nevertheless(cli, tmp_path):
    play = ("play", "--participant", "P77", *PLAY[1:-1], "0.5", "--no-store", "--out", tmp_path)
    code, out, err = cli(*play)
    assert code == 0 and "session: " in out
    assert "P77: nobody here has this code; " in err and "participants add P77" in err
    cli("participants", "add", "P77")
    code, out, err = cli(*play)
    assert code == 0 and "session: " in out
    assert "P77: nothing is planned; `surefoot plans set P77 FILE`" in err


def test_a_plan_that_cannot_be_had_says_how_to_play_without(cli, tmp_path, monkeypatch):
    monkeypatch.setenv("SUREFOOT_DATABASE", f"sqlite:///{tmp_path}")
    code, _, err = cli("play", "--participant", "P77", "--headless", "--fast")
    assert code == 3 and "to play without the plan, name a level" in err and err.count("\n") == 1


def test_a_store_that_is_away_is_one_line(cli, tmp_path, monkeypatch):
    monkeypatch.setenv("SUREFOOT_DATABASE", f"sqlite:///{tmp_path}")
    for command in (("sessions", "list"), ("check",), ("backup", tmp_path / "b.zip")):
        code, out, err = cli(*command)
        assert (code, out) == (3, "") and err.count("\n") == 1


def test_from_backup_to_restore_and_check(cli, listed, tmp_path):
    cli(*PLAY, "--participant", "P001")
    before, archive = listed(), tmp_path / "kept.zip"
    code, out, _ = cli("backup", archive)
    assert code == 0 and out.startswith(f"backup: {archive}: 1 session folders")
    code, _, err = cli("restore", archive)
    assert code == 2 and "--replace" in err
    shutil.rmtree(tmp_path / "data")
    code, out, _ = cli("restore", archive)
    assert (code, out) == (0, "restored: 1 sessions\n")
    assert listed() == before
    code, out, _ = cli("check")
    assert code == 0 and out.startswith("fine: 1 sessions")
    (tmp_path / "data" / before[0]["id"] / "trial-01-orchard-1" / "samples.csv").write_text("x")
    code, out, _ = cli("check", "--json")
    assert code == 1 and not json.loads(out)["fine"]
    assert "samples.csv" in json.loads(out)["problems"][0]


def test_sessions_from_before_the_store_are_sent(cli, listed):
    cli(*PLAY, "--no-store")
    assert "not in the store" in cli("check")[1]
    assert cli("sessions", "index")[1] == "1 new, 0 not ended, 0 cannot be read\n"
    assert cli("sessions", "index")[1] == "0 new, 0 not ended, 0 cannot be read\n"
    assert len(listed()) == 1


def test_help_and_version_come_without_a_database():
    code = "import sys; from game.cli import run; run(['--help']); print('DB' * ('sqlalchemy' in sys.modules))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "participants" in said.stdout and "DB" not in said.stdout
