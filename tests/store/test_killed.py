"""`kill -9` at a random moment of a session: it is recovered, short of a second at most, stored once.

Sessions are played in life's time. What is missing are the steps that were played (counting.py)
and are not on the disk.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from counting import SIZE, counted
from sqlalchemy import select

from game.session import files
from game.session.recording import SessionRecording
from game.session.recover import recover
from game.session.replay import replay
from game.sim import STEP_HZ
from game.store.check import check_store
from game.store.database import open_store
from game.store.models import PlayedSession
from game.store.sending import send_notes
from game.store.spool import note, notes

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BEYOND = 1.3  # of a session's time: after its end come scoring and storing, killed too
PATIENCE_S = 300.0
pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")


def _play_and_kill(number, seconds, data, out, url):
    """One session of `surefoot play`, killed; returns its folder and how many steps it played."""
    chance, page = random.Random(number), data / f"{number}.page"
    page.write_bytes(bytes(SIZE))
    environment = {**os.environ, "SUREFOOT_DATA": str(data), "SUREFOOT_DATABASE": url}
    environment["PYTHONFAULTHANDLER"], environment["PYTHONPATH"] = "1", str(ROOT)
    words = f"play orchard-1 --device simulated --headless --duration {seconds} --seed {number}"
    command = [sys.executable, str(HERE / "counting.py"), str(page), *words.split()]
    process = subprocess.Popen(
        [*command, "--participant", f"P{number:03d}", "--out", str(out)],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    folder = _wait_for(out, number, process)
    time.sleep(chance.uniform(0.0, BEYOND * seconds))
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return folder, counted(page)


def _wait_for(out, number, process):
    """The folder of this session, as soon as it can be seen."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        for path in out.glob(f"*-P{number:03d}-*/{files.SESSION}"):
            return path.parent
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.01)
    process.send_signal(signal.SIGABRT)  # it then says where it stands
    raise AssertionError(f"the session never began: {process.communicate()[1]}")


def _survive(url, tmp_path, progress, sessions, seconds, at_once):
    data, out, played = tmp_path / "data", tmp_path / "sessions", {}
    data.mkdir()
    out.mkdir()
    numbers = range(1, sessions + 1)
    with ThreadPoolExecutor(at_once) as pool:
        for killed in pool.map(lambda n: _play_and_kill(n, seconds, data, out, url), numbers):
            played |= dict([killed])
            if len(played) % 10 == 0:
                progress(len(played), sessions, "killed")
    for folder in recover(out, datetime.now(UTC) + timedelta(minutes=1)):
        note(data / "to-store", folder)
    store = open_store(url, by="the next start")
    assert send_notes(store, data / "to-store").problems == []
    assert send_notes(store, data / "to-store").sent == [] == notes(data / "to-store")
    _all_are_there(store, out, sessions)
    report = check_store(store, out, data / "to-store")
    store.close()
    assert report.problems == []
    missing = [(steps - _kept(folder)) / STEP_HZ for folder, steps in played.items()]
    progress(sessions, sessions, f"kept, {max(missing):.2f} s of play missing at most")
    assert max(missing) <= 1.0


def _kept(folder):
    """The last step that is on the disk."""
    trials = SessionRecording(folder).trials
    return max((trial.intents[-1][0] for trial in trials if _has_steps(trial)), default=0)


def _has_steps(trial):
    return (trial.folder / files.INTENTS).is_file() and bool(trial.intents)


def _all_are_there(store, out, sessions):
    folders = [path.parent for path in out.glob(f"*/{files.SESSION}")]
    assert len(folders) == sessions
    with store.reading() as db:
        stored = Counter(db.scalars(select(PlayedSession.name)))
        told = set(db.scalars(select(PlayedSession.status)))
    assert stored == Counter(folder.name for folder in folders)
    assert "interrupted" in told <= {"interrupted", "completed"}
    for folder in folders:
        for trial in SessionRecording(folder).trials:
            assert trial.summary["format"] == files.FORMAT
            if _has_steps(trial):
                assert replay(trial).identical


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_sessions_that_were_killed_are_kept(url, tmp_path, progress):
    _survive(url, tmp_path, progress, sessions=5, seconds=3.0, at_once=5)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_two_hundred_sessions_that_were_killed_are_kept(url, tmp_path, progress):
    _survive(url, tmp_path, progress, sessions=200, seconds=10.0, at_once=8)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_sessions_that_were_killed_are_kept_in_a_shared_store(url, tmp_path, progress):
    _survive(url, tmp_path, progress, sessions=20, seconds=10.0, at_once=4)
