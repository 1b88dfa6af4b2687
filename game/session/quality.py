"""How good a recording is: rate, gaps, time off the board, pauses, time let go, drift of the zero.

What the samples, the events and the device say is told apart, so that each can be had alone.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from game.session import files
from game.session.recording import TrialRecording
from game.session.scoring.task_score import plain_measure

LOST_PERIODS = 3.0  # an interval longer than this many usual ones is a gap


def sample_quality(trial: TrialRecording) -> list[dict[str, Any]]:
    """Plain measures of the samples: name, value (null where unknown), unit, n."""
    t, ml = trial.samples["t_s"], trial.samples["cop_ml_mm"]
    intervals = np.diff(t)
    usual = float(np.median(intervals)) if intervals.size else math.nan
    gaps = intervals[intervals > LOST_PERIODS * usual] if intervals.size else intervals
    off = np.isnan(ml)[1:] if intervals.size else np.zeros(0, bool)
    n = int(t.size)
    return [
        plain_measure("samples", n, "1", n),
        plain_measure("sample_rate", 1 / usual if usual > 0 else math.nan, "Hz", n),
        plain_measure("gaps", int(gaps.size), "1", n),
        plain_measure("longest_gap", float(gaps.max()) if gaps.size else 0.0, "s", int(gaps.size)),
        plain_measure("time_off_board", float(intervals[off].sum()) if off.any() else 0.0, "s", n),
    ]


def event_quality(trial: TrialRecording) -> list[dict[str, Any]]:
    """Plain measures of what the session noted; `time_paused` counts stretches, `pauses` causes."""
    pauses = sum(event.kind == "pause" for _, event in trial.events)
    stretches = _paused(trial)
    slips = [event.data.get("total_s") for _, event in trial.events if event.kind == "slip"]
    return [
        plain_measure("pauses", pauses, "1", pauses),
        plain_measure("time_paused", round(math.fsum(stretches), 6), "s", len(stretches)),
        plain_measure("time_let_go", _total(slips[-1:]), "s", len(slips)),
    ]


def device_quality(trial: TrialRecording) -> list[dict[str, Any]]:
    """How far the zero of the board moved over the session, at the corner where it moved most; null
    where it was not read twice. n: corners.
    """
    told = trial.farewell.get("zero_drift_n")
    corners = told if isinstance(told, list) else []
    moved = [abs(value) for value in corners if files.is_number(value)]
    return [plain_measure("zero_drift", max(moved, default=math.nan), "N", len(moved))]


def _paused(trial: TrialRecording) -> list[float]:
    """Seconds from each pause until play went on, or until the last that is known of the trial. A
    pause during a pause, or in the countdown after one, belongs to the first.
    """
    stretches: list[float] = []
    since: float | None = None
    for at, event in trial.events:
        if event.kind == "pause" and since is None:
            since = at
        elif event.kind == "resume" and since is not None:
            stretches.append(max(0.0, at - since))
            since = None
    if since is not None:
        stretches.append(max(0.0, _last_s(trial) - since))
    return stretches


def _last_s(trial: TrialRecording) -> float:
    """The latest time of any sample, step or event, seconds from the trial's start."""
    times = [float(trial.samples["t_s"].max(initial=0.0))]
    times += [t for _, t, _ in trial.intents[-1:]]
    times += [t for t, _ in trial.events[-1:]]
    return max(times)


def _total(values: list[object]) -> float:
    return float(sum(value for value in values if files.is_number(value)))
