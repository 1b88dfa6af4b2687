"""`kill -9` at a random moment of a session: it is recovered, short of a second at most, stored once.

Sessions are played in life's time, so that what is missing can be told: all that was played until
the files were last written is in them, and what came between then and the kill is lost.
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
from sqlalchemy import select

from game.session import files
from game.session.recording import SessionRecording
from game.session.recover import recover
from game.session.replay import replay
from game.store.check import check_store
from game.store.database import open_store
from game.store.models import PlayedSession
from game.store.sending import send_notes
from game.store.spool import note, notes

ROOT = Path(__file__).resolve().parents[2]
BEYOND = 1.3  # of a session's time: after its end come scoring and storing, killed too
PATIENCE_S = 300.0
pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")


def _play_and_kill(number, seconds, data, out, url):
    """One session of `surefoot play`, killed; returns the seconds between the last write and the
    kill, 0 where it had ended.
    """
    chance = random.Random(number)
    environment = {**os.environ, "SUREFOOT_DATA": str(data), "SUREFOOT_DATABASE": url}
    environment["PYTHONFAULTHANDLER"] = "1"
    words = f"play orchard-1 --device simulated --headless --duration {seconds} --seed {number}"
    command = [sys.executable, "-m", "game", *words.split(), "--participant", f"P{number:03d}"]
    process = subprocess.Popen(
        [*command, "--out", str(out)], cwd=ROOT, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    folder = _wait_for(out, number, process)
    time.sleep(chance.uniform(0.0, BEYOND * seconds))
    process.send_signal(signal.SIGKILL)
    killed = time.time()
    process.communicate()
    if "stop" in SessionRecording(folder).document:
        return 0.0
    rows = [path for path in folder.rglob(files.INTENTS) if path.stat().st_size]
    began = folder.stat().st_mtime if not rows else rows[0].stat().st_mtime
    return max(0.0, killed - began)


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
    data, out, missing = tmp_path / "data", tmp_path / "sessions", []
    out.mkdir()
    numbers = range(1, sessions + 1)
    with ThreadPoolExecutor(at_once) as pool:
        for lost_s in pool.map(lambda n: _play_and_kill(n, seconds, data, out, url), numbers):
            missing.append(lost_s)
            if len(missing) % 10 == 0:
                progress(len(missing), sessions, f"killed, {max(missing):.2f} s missing at most")
    for folder in recover(out, datetime.now(UTC) + timedelta(minutes=1)):
        note(data / "to-store", folder)
    store = open_store(url, by="the next start")
    assert send_notes(store, data / "to-store").problems == []
    assert send_notes(store, data / "to-store").sent == [] == notes(data / "to-store")
    _all_are_there(store, out, sessions)
    report = check_store(store, out, data / "to-store")
    store.close()
    assert report.problems == []
    assert max(missing) <= 1.0, f"{max(missing):.2f} s are missing"


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
            if any(trial.folder.glob(files.INTENTS)) and trial.intents:
                assert replay(trial).identical


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_sessions_that_were_killed_are_kept(url, tmp_path, progress):
    _survive(url, tmp_path, progress, sessions=5, seconds=3.0, at_once=5)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_two_hundred_sessions_that_were_killed_are_kept(url, tmp_path, progress):
    _survive(url, tmp_path, progress, sessions=200, seconds=10.0, at_once=4)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_sessions_that_were_killed_are_kept_in_a_shared_store(url, tmp_path, progress):
    _survive(url, tmp_path, progress, sessions=20, seconds=10.0, at_once=4)
