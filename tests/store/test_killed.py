"""`kill -9` at a random moment of a session: it is recovered, short of a second at most, stored once.

Sessions are played in life's time. What is missing are the steps that were played (counting.py)
and are not on the disk.
"""

import json
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
from threading import Lock

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


class Players:
    """Sessions in processes of their own, quickly begun; a context manager. May be shared by threads."""

    def __init__(self, data, url):
        self.data, self._lock, self._errors = data, Lock(), data / "errors"
        environment = {**os.environ, "SUREFOOT_DATA": str(data), "SUREFOOT_DATABASE": url}
        environment["PYTHONFAULTHANDLER"], environment["PYTHONPATH"] = "1", str(ROOT)
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "counting.py")], cwd=ROOT, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors.open("w"),
        )  # fmt: skip

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self._process.communicate()

    def ask(self, order):
        with self._lock:
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        assert answer, self._errors.read_text()
        return int(answer)

    def play_and_kill(self, number, seconds, out):
        """One session of `surefoot play`, killed; returns its folder and how many steps it played."""
        chance, page = random.Random(number), self.data / f"{number}.page"
        page.write_bytes(bytes(SIZE))
        words = f"play orchard-1 --device simulated --headless --duration {seconds} --seed {number}"
        whose = ["--participant", f"P{number:03d}", "--out", str(out)]
        child = self.ask([str(page), *words.split(), *whose])
        folder = self._wait_for(out, number, child)
        time.sleep(chance.uniform(0.0, BEYOND * seconds))
        os.kill(child, signal.SIGKILL)
        self.ask(child)
        return folder, counted(page)

    def _wait_for(self, out, number, child):
        """The folder of this session, as soon as it can be seen."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            for path in out.glob(f"*-P{number:03d}-*/{files.SESSION}"):
                return path.parent
            time.sleep(0.01)
        os.kill(child, signal.SIGABRT)  # it then says where it stands
        self.ask(child)
        raise AssertionError(f"the session never began: {self._errors.read_text()}")


def _survive(url, tmp_path, progress, sessions, seconds, at_once):
    data, out, played = tmp_path / "data", tmp_path / "sessions", {}
    data.mkdir()
    out.mkdir()
    numbers = range(1, sessions + 1)
    with Players(data, url) as players, ThreadPoolExecutor(at_once) as pool:
        for killed in pool.map(lambda n: players.play_and_kill(n, seconds, out), numbers):
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
