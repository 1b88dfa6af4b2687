"""How good a recording is: rate, gaps, time off the board, pauses, time let go."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from game.session.recording import TrialRecording

LOST_PERIODS = 3.0  # an interval longer than this many usual ones is a gap


def data_quality(trial: TrialRecording) -> list[dict[str, Any]]:
    """Plain measures: name, value (null where unknown), unit, n."""
    t, ml = trial.samples["t_s"], trial.samples["cop_ml_mm"]
    intervals = np.diff(t)
    usual = float(np.median(intervals)) if intervals.size else math.nan
    gaps = intervals[intervals > LOST_PERIODS * usual] if intervals.size else intervals
    off = np.isnan(ml)[1:] if intervals.size else np.zeros(0, bool)
    pauses = [event for _, event in trial.events if event.kind == "pause"]
    resumed = [event.data.get("paused_s") for _, event in trial.events if event.kind == "resume"]
    slips = [event.data.get("total_s") for _, event in trial.events if event.kind == "slip"]
    n = int(t.size)
    return [
        _row("samples", n, "1", n),
        _row("sample_rate", 1 / usual if usual > 0 else math.nan, "Hz", n),
        _row("gaps", int(gaps.size), "1", n),
        _row("longest_gap", float(gaps.max()) if gaps.size else 0.0, "s", int(gaps.size)),
        _row("time_off_board", float(intervals[off].sum()) if off.any() else 0.0, "s", n),
        _row("pauses", len(pauses), "1", len(pauses)),
        _row("time_paused", _total(resumed), "s", len(resumed)),
        _row("time_let_go", _total(slips[-1:]), "s", len(slips)),
    ]


def _total(values: list[object]) -> float:
    return float(sum(value for value in values if isinstance(value, int | float)))


def _row(name: str, value: float, unit: str, n: int) -> dict[str, Any]:
    known = value if math.isfinite(value) else None
    return {"name": name, "value": known, "unit": unit, "n": n}
