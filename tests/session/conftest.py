"""One short session played once, and fresh copies of it to spoil."""

import json
import math
import shutil
from datetime import UTC, datetime

import pytest

from game.session import files


@pytest.fixture(scope="session")
def short_session(tmp_path_factory):
    """The folder of a whole session of 6 s; only to be read."""
    from game.app.headless import run_headless
    from game.app.sitting import PlayRequest, sit_down

    request = PlayRequest(
        "orchard-1", "simulated", "test", difficulty=0.3, headless=True, fast=True,
        duration_s=6.0, out=tmp_path_factory.mktemp("short"),
    )  # fmt: skip
    with sit_down(request) as sitting:
        run_headless(sitting)
    return sitting.folder


@pytest.fixture
def copied(short_session, tmp_path):
    """A copy of that session of this test's own."""
    return shutil.copytree(short_session, tmp_path / "copies" / short_session.name)


@pytest.fixture
def change():
    """A function that changes keys of a document; None takes a key out."""

    def apply(path, **values):
        document = {**json.loads(path.read_text()), **values}
        path.write_text(json.dumps({k: v for k, v in document.items() if v is not None}))

    return apply


@pytest.fixture
def record_play(tmp_path):
    """A function that records a trial of somebody whose Intent is act(world, events so far), with a
    board that sees just these leans or without one, and gives it to be read.
    """
    from game.balance.limits import theoretical_limits
    from game.session.recorder import SessionRecorder
    from game.session.recording import open_trials
    from game.sim import STEP_HZ, STEP_S
    from input_devices.sample import BoardSample

    limits, day = theoretical_limits(), datetime(2026, 1, 2, tzinfo=UTC)

    def record(level, act, *, board=True):
        recorder = SessionRecorder(tmp_path / "recorded", "test", day, {})
        start = {
            "level": level.as_dict(), "seed": 1, "difficulty": 0.3, "caps": list(limits.caps),
            "limits": limits.as_dict(), "step_hz": STEP_HZ,
        }  # fmt: skip
        trial = recorder.begin_trial(level.id, start)
        rules = level.rules(difficulty=0.3, caps=limits.caps, seed=1)
        events = []
        while not rules.world.finished:
            intent = act(rules.world, events)
            happened = rules.step(intent)
            events += happened
            step, t = rules.world.step, rules.world.step * STEP_S
            if board:
                ml, ap = limits.cop(intent.lean_ml, intent.lean_ap)
                trial.samples([BoardSample(t, step, (math.nan,) * 4, 700.0, ml, ap)], 0.0)
            trial.step(step, t, intent)
            for event in happened:
                trial.event(event, t)
        recorder.stop("completed", day)
        return open_trials(recorder.folder)[0]

    return record


@pytest.fixture
def unseal(change):
    """A function that leaves a session's stop document without checks, as older ones are."""

    def apply(folder):
        stop = json.loads((folder / files.SESSION).read_text())["stop"]
        change(folder / files.SESSION, stop={k: v for k, v in stop.items() if k != "trials"})

    return apply
