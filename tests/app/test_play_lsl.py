"""A session offered on the real Lab Streaming Layer of this machine, heard by another inlet."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from game.app.errors import WrongInput
from game.app.request import PlayRequest
from game.app.sitting import check_request, sit_down
from game.cli import run
from game.session import files
from game.session.recording import open_trials
from game.session.replay import replay
from input_devices.clock import ManualClock
from input_devices.lab_outlet import LABELS

sys.path.insert(0, str(Path(__file__).parent.parent / "input_devices"))
from lab_here import lsl

SERIAL = f"still-{os.getpid()}"  # of the simulated board: nobody else's streams are ours
BOARD = f"simulated:still?seed={os.getpid()}"


def inlet_of(name, suffix=""):
    pylsl = lsl()
    wanted = f"name='{name}' and source_id='Surefoot-{SERIAL}{suffix}'"
    (info,) = pylsl.resolve_bypred(wanted, 1, 5.0)
    inlet = pylsl.StreamInlet(info)
    inlet.open_stream(5.0)
    return inlet


def heard(inlet, count):
    """So many samples, and their times."""
    pulled = [inlet.pull_sample(5.0) for _ in range(count)]
    return [values for values, _ in pulled], np.array([at for _, at in pulled])


@pytest.fixture
def sitting(tmp_path, monkeypatch):
    """A session in life's time, as far as it knows."""
    lsl()
    monkeypatch.setattr("game.app.sitting.SystemClock", ManualClock)
    request = PlayRequest(
        "orchard-1", BOARD, "test", difficulty=0.3, headless=True, out=tmp_path, lsl=True
    )
    with sit_down(request) as sitting:
        yield sitting


@pytest.mark.slow  # finding streams takes seconds
def test_every_sample_and_event_is_heard_at_its_own_time(sitting):
    samples, markers = inlet_of("Surefoot"), inlet_of("SurefootMarkers", "-markers")
    sitting.trial.begin()
    frames(sitting, 5.0)
    sitting.trial.pause()
    sitting.trial.finish()
    frames(sitting, 0.5)  # the results: no longer recorded, still offered
    sitting.session.recorder.stop("completed", datetime.now(UTC))
    [trial] = open_trials(sitting.folder)
    assert replay(trial).identical
    told = (trial.folder / files.EVENTS).read_text().splitlines()
    lines, at = heard(markers, len(told) + 2)
    begin, *events, end = (line for (line,) in lines)
    assert events == told, "word for word as recorded"
    assert json.loads(begin)["kind"] == "begin" and json.loads(end)["kind"] == "end"
    assert at - at[0] == pytest.approx([json.loads(line)["t_s"] for (line,) in lines], abs=1e-5)
    rows, t_s = trial.samples, trial.samples["t_s"]
    values, stamps = heard(samples, len(t_s) + 20)
    table = np.array(values)[: len(t_s)]
    assert stamps[: len(t_s)] - at[0] == pytest.approx(t_s, abs=1e-5), "on one time with the events"
    for label, column, unit in (("load", "load_n", 1), ("cop_ml", "cop_ml_mm", 1000)):
        assert table[:, LABELS.index(label)] * unit == pytest.approx(rows[column], abs=1e-3)


def frames(sitting, seconds):
    for _ in range(round(seconds * 60)):
        sitting.clock.advance(1 / 60)
        sitting.trial.advance()


def test_what_plays_faster_than_life_is_not_offered():
    with pytest.raises(WrongInput, match="leave out --fast"):
        check_request(PlayRequest(headless=True, fast=True, lsl=True))


def test_a_missing_pylsl_is_one_line_that_says_what_to_install(tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "pylsl", None)
    assert run(["play", "--headless", "--lsl", "--out", str(tmp_path)]) == 3
    says = capsys.readouterr().err
    assert says.count("\n") == 1 and "pip install pylsl" in says
    assert list(tmp_path.iterdir()) == []
