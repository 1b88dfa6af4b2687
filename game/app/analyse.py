"""`surefoot analyse`: the sway table of one recording, for a file or for a person."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np

from game.app.errors import WrongInput
from game.balance.sway import LOWEST_RATE_HZ, SHORTEST_S, sway_measures, sway_table
from input_devices.recorded import load_recording
from input_devices.recording_csv import Recording
from input_devices.sample import DeviceError

LEAST = (
    f"a recording needs a centre of pressure at {LOWEST_RATE_HZ:g} rows a second or more, unbroken "
    f"for {SHORTEST_S:g} s; record for longer, standing on the board"
)
EXPLAINED = {
    "centred": "mean removed",
    "filtered": "mean removed, then 4th-order 10 Hz low-pass both ways",
}


def analyse(path: Path) -> dict[str, Any]:
    """The table of a CSV or session as plain JSON values; WrongInput in one line otherwise.

    Rows without a centre of pressure count as time off the board, and are named in `notes`.
    """
    recording = _load(path)
    known = np.isfinite(recording.cop_ml) & np.isfinite(recording.cop_ap)
    t, ml, ap = recording.t_s[known], recording.cop_ml[known], recording.cop_ap[known]
    try:
        table = sway_table(t, ml, ap)
        measures = sway_measures(t, ml, ap)
    except ValueError as error:
        raise WrongInput(f"{path}: {error}; {LEAST}") from None
    frame = {m.name: m.value for m in measures if m.name in ("recording_duration", "missing_time")}
    return {
        "file": str(path),
        "rows": int(t.size),
        "rate_hz": recording.rate_hz,
        "duration_s": frame["recording_duration"],
        "missing_s": frame["missing_time"],
        "notes": list(recording.problems),
        **{kind: _plain(values) for kind, values in table.items()},
    }


def print_table(result: dict[str, Any]) -> None:
    """The table on the terminal, with what was odd in the file above it."""
    from rich.console import Console
    from rich.table import Table

    console = Console()
    for note in result["notes"]:
        console.print(f"note: {note}", markup=False)
    table = Table("measure", *EXPLAINED, box=None, pad_edge=False)
    for name in sorted({**result["centred"], **result["filtered"]}):
        table.add_row(name, *(_shown(result[kind].get(name)) for kind in EXPLAINED))
    console.print(table)
    for kind, words in EXPLAINED.items():
        console.print(f"{kind}: {words}", markup=False)


def _load(path: Path) -> Recording:
    try:
        return load_recording(path)
    except DeviceError as error:
        raise WrongInput(str(error)) from None


def _plain(values: dict[str, float]) -> dict[str, float | None]:
    return {name: value if math.isfinite(value) else None for name, value in values.items()}


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:.4g}"
