"""How long play stood still is told in full, however it stood still."""

import json

import pytest

from game.session import files
from game.session.quality import event_quality
from game.session.recording import TrialRecording


@pytest.fixture
def time_paused(copied):
    """A function of (t_s, kind) pairs that gives time_paused as (seconds, stretches)."""

    def measure(*events):
        trial = copied / "trial-01-orchard-1"
        lines = [
            json.dumps({"step": 1, "t_s": t_s, "kind": kind, "data": {"paused_s": 0.25}}) + "\n"
            for t_s, kind in events
        ]
        (trial / files.EVENTS).write_text("".join(lines))
        rows = event_quality(TrialRecording(trial))
        row = next(row for row in rows if row["name"] == "time_paused")
        return row["value"], row["n"]

    return measure


def test_a_pause_lasts_until_play_goes_on(time_paused):
    assert time_paused((1.0, "pause"), (3.5, "resume"), (4.0, "pause"), (4.5, "resume")) == (3.0, 2)


def test_a_pause_within_a_pause_is_counted_once(time_paused):
    assert time_paused((1.0, "pause"), (2.0, "pause"), (3.5, "resume")) == (2.5, 1)


def test_a_pause_that_never_ended_lasts_until_the_last_that_is_known(time_paused, copied):
    last = TrialRecording(copied / "trial-01-orchard-1").samples["t_s"][-1]
    assert time_paused((1.0, "pause")) == (pytest.approx(last - 1.0, abs=1e-5), 1)
    assert time_paused((1.0, "pause"), (90.0, "slip")) == (89.0, 1)


def test_play_without_a_pause_was_never_paused(time_paused):
    assert time_paused((1.0, "cue"), (2.0, "resume")) == (0.0, 0)
