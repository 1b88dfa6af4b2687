"""Two visits of one participant at two stations: both are kept whole, and the second is told."""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from game.session.outcome import read_outcome
from game.store.answers import answers_of
from game.store.begun import Begun, begin_visit
from game.store.check import check_store
from game.store.database import open_store
from game.store.index import index_session
from game.store.participants import add_participant
from game.store.plans import save_plan
from game.store.states import difficulty
from game.store.visits import list_sessions, show_session

ROOT = Path(__file__).resolve().parents[2]
STATION = """
import platform, sys
platform.node = lambda: sys.argv[1]
from game.cli import run
import game.app.play, game.store.database
print("ready", flush=True)
sys.stdin.readline()
sys.exit(run("play --participant P7 --headless --fast --seed 3".split()))
"""
PLAN = {
    "format": 1,
    "blocks": [
        {"level": "orchard-1", "minutes": 0.2},
        {"level": "shift-side-slow", "minutes": 0.2},
    ],
    "rests": {"seconds": 5.0, "least_s": 1.0},
}


def _at(store, station):
    return replace(store, station=station)


def test_a_visit_that_runs_at_another_station_is_told_until_it_has_ended(store, clock, session):
    here, there = _at(store, "room 1"), _at(store, "room 2")
    code = session.name.split("-")[1]
    assert begin_visit(here, code) is None
    began = clock.moment
    clock.later(minutes=1)
    assert begin_visit(here, code) is None, "who begins again here knows"
    assert begin_visit(there, "P002") is None
    clock.later(minutes=1)
    assert begin_visit(there, code) == Begun("room 1", began.replace(minute=1))
    clock.later(minutes=1)
    assert begin_visit(here, code) == Begun("room 2", began.replace(minute=2))
    index_session(there, session)  # played in the future of this clock: room 2's has ended
    assert begin_visit(_at(store, "room 3"), code) == Begun("room 1", began.replace(minute=3))
    assert begin_visit(_at(store, "room 4"), code).station == "room 3"
    clock.later(hours=3, minutes=1)
    assert begin_visit(here, code) is None, "too long ago to run still"


def test_who_ended_is_told_of_no_more(store, clock, session):
    here, there = _at(store, "room 1"), _at(store, "room 2")
    begin_visit(there, session.name.split("-")[1])
    index_session(there, session)
    assert begin_visit(here, session.name.split("-")[1]) is None


@pytest.fixture
def clinic(new_postgres):
    """The URL of a shared store with P7's plan in it."""
    url = new_postgres()
    store = open_store(url, by="anna")
    add_participant(store, "P7")
    save_plan(store, "P7", json.dumps(PLAN))
    store.close()
    return url


def _play_at_once(url, rooms):
    """The same participant's visit in every room; returns what each said on standard error."""
    running = []
    for room in rooms:
        environment = {**os.environ, "SUREFOOT_DATABASE": url, "SUREFOOT_DATA": str(room)}
        running.append(
            subprocess.Popen(
                [sys.executable, "-c", STATION, room.name],
                cwd=ROOT, env=environment, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )
        )  # fmt: skip
    for process in running:
        assert process.stdout.readline() == "ready\n", process.communicate()
    for process in running:
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0] * len(rooms), said
    return said


def test_both_are_kept_and_difficulty_goes_on_from_the_one_that_ended_last(clinic, tmp_path):
    rooms = [tmp_path / "room-1", tmp_path / "room-2"]
    said = _play_at_once(clinic, rooms)
    told = [line for words in said for line in words.splitlines() if "the right person" in line]
    assert len(told) == 1 and told[0].startswith("a visit of P7 began at room-")
    store = open_store(clinic, by="anna")
    rows = list_sessions(store, participant="P7")
    assert Counter(row.station for row in rows) == Counter(room.name for room in rooms)
    assert {row.status for row in rows} == {"completed"}
    assert sorted(row.flags for row in rows) == ["", told[0]]
    for row in rows:
        trials = show_session(store, row.id).trials
        assert {trial.level_id for trial in trials} == {"orchard-1", "shift-side-slow"}
        assert all(trial.measures and not trial.problem for trial in trials)
    given = Counter((a.session, a.moment, a.question) for a in answers_of(store, "P7"))
    assert len(given) == 2 * 8 and set(given.values()) == {1}
    for level in ("orchard-1", "shift-side-slow"):
        left = [read_outcome(sorted(Path(row.folder).glob(f"*{level}"))[-1]) for row in rows]
        assert difficulty(store, "P7", level).state in [one.difficulty for one in left]
    for room in rooms:
        assert check_store(store, room, room / "to-store").problems == []
    store.close()
