"""Many stations write to one store at once: nothing is lost, nothing is there twice."""

import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest
from sqlalchemy import select

from game.store.check import check_store
from game.store.database import open_store
from game.store.models import PlayedSession, PlayedTrial
from game.store.spool import notes

HERE = Path(__file__).resolve().parent
STATION = HERE / "station.py"


LOOK_S = 10.0


def _run(url, root, progress, stations, seconds):
    """Let so many stations work; returns the names of all sessions that they recorded."""
    roots = [root / f"room-{number}" for number in range(stations)]
    for place in roots:
        place.mkdir(parents=True)
    running = [
        subprocess.Popen(
            [sys.executable, str(STATION), url, str(own), str(seconds), *map(str, roots[:number])],
            cwd=HERE.parents[1], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for number, own in enumerate(roots)
    ]  # fmt: skip
    began = time.monotonic()
    with ThreadPoolExecutor(stations) as pool:
        waiting = [pool.submit(process.communicate) for process in running]
        while wait(waiting, LOOK_S).not_done:
            progress(min(seconds, round(time.monotonic() - began)), seconds, "s of writing at once")
        said = [one.result() for one in waiting]
    assert [process.returncode for process in running] == [0] * stations, said
    assert all(not notes(place / "to-store") for place in roots)
    return [name for out, _ in said for name in out.split()]


def _look(url, root, recorded):
    store = open_store(url, by="anna")
    with store.reading() as db:
        stored = Counter(db.scalars(select(PlayedSession.name)))
        trials = Counter(db.scalars(select(PlayedTrial.session_id)))
    assert recorded and set(stored) == set(recorded), "lost or invented"
    assert set(stored.values()) == {1} and set(trials.values()) == {1}, "there twice"
    report = check_store(store, root, root / "to-store")
    assert report.problems == [] and report.sessions == len(recorded)
    store.close()


def test_stations_lose_and_double_nothing(url, tmp_path, progress):
    _look(url, tmp_path, _run(url, tmp_path / "rooms", progress, stations=2, seconds=1))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_eight_stations_lose_and_double_nothing_in_two_minutes(url, tmp_path, progress):
    _look(url, tmp_path, _run(url, tmp_path / "rooms", progress, stations=8, seconds=120))
