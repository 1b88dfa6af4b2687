"""Reads back what a recorder wrote, strictly: a changed byte is found, file and row named."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.session import files
from game.session.files import RecordingError
from game.sim import Event, Intent

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class TrialRecording:
    """One trial's folder. Parts are read when asked for, once."""

    folder: Path

    @cached_property
    def start(self) -> dict[str, Any]:
        return files.read_json(self.folder / files.START)

    @cached_property
    def seal(self) -> dict[str, Any]:
        """What the session's stop document says of this trial: `steps`, `check`, `samples_check`,
        `events_check`.
        Empty where that is not known: the session was interrupted, or this folder stands alone.
        """
        return self._of_stop(self._of_stop(self._stop, "trials"), self.folder.resolve().name)

    @property
    def farewell(self) -> dict[str, Any]:
        """What the device said of itself in the end: `zeroed`, `zero_drift_n`. Empty where it said
        nothing, or where that is not known.
        """
        return self._of_stop(self._stop, "device")

    @cached_property
    def _stop(self) -> dict[str, Any]:
        """The session's stop document, empty where there is none."""
        path = self._session_file
        return self._of_stop(files.read_json(path), "stop") if path.is_file() else {}

    @property
    def _session_file(self) -> Path:
        return self.folder.resolve().parent / files.SESSION

    def _of_stop(self, document: dict[str, Any], key: str) -> dict[str, Any]:
        value = document.get(key, {})
        if not isinstance(value, dict):
            raise RecordingError(f"{self._session_file}: stop: not what a recorder writes")
        return value

    @cached_property
    def samples(self) -> dict[str, Floats]:
        """Columns by name as written: seconds, millimetres, newtons; NaN where not known."""
        path = self.folder / files.SAMPLES
        rows = _below_header(path, files.SAMPLE_COLUMNS)
        cells = [_numbers(f"{path}: row {index + 2}", row) for index, row in enumerate(rows)]
        table = np.array(cells, dtype=float).reshape(-1, len(files.SAMPLE_COLUMNS))
        return {name: table[:, i] for i, name in enumerate(files.SAMPLE_COLUMNS)}

    @property
    def samples_check(self) -> str:
        """The check over every byte of samples.csv as it is now."""
        return f"{zlib.crc32(_bytes(self.folder / files.SAMPLES)):08x}"

    @property
    def events_check(self) -> str:
        """The check over every byte of events.jsonl as it is now."""
        return f"{zlib.crc32(_bytes(self.folder / files.EVENTS)):08x}"

    @property
    def intents(self) -> list[tuple[int, float, Intent]]:
        """(step, t_s, Intent) of every step; RecordingError names the first changed row."""
        return self._checked_intents[0]

    @property
    def intents_check(self) -> str:
        """The running check after the last row of intents.csv as it is now."""
        return self._checked_intents[1]

    @cached_property
    def _checked_intents(self) -> tuple[list[tuple[int, float, Intent]], str]:
        path = self.folder / files.INTENTS
        running, made = 0, []
        for index, line in enumerate(_below_header(path, files.INTENT_COLUMNS)):
            row, _, stated = line.rpartition(",")
            running = files.check(row, running)
            where = f"{path}: row {index + 2} (step {index + 1})"
            if stated != f"{running:08x}":
                raise RecordingError(f"{where}: changed since it was recorded (its check differs)")
            try:
                step, t_s, intent = files.read_intent(row.split(","))
            except ValueError as error:
                raise RecordingError(f"{where}: not an intent ({error})") from None
            if step != index + 1:
                raise RecordingError(f"{where}: says step {step}: a row is missing or moved")
            made.append((step, t_s, intent))
        return made, f"{running:08x}"

    @cached_property
    def events(self) -> list[tuple[float, Event]]:
        """(t_s, Event), in order. Every step is a whole number from 0, every time finite, every
        kind a word and every data a table.
        """
        path = self.folder / files.EVENTS
        made = []
        for index, line in enumerate(_rows(path)):
            try:
                made.append(_event(line))
            except ValueError as error:
                raise RecordingError(f"{path}: row {index + 1}: not an event ({error})") from None
        return made

    @cached_property
    def summary(self) -> dict[str, Any]:
        return files.read_json(self.folder / files.SUMMARY)


@dataclass(frozen=True)
class SessionRecording:
    """One session's folder."""

    folder: Path

    @cached_property
    def document(self) -> dict[str, Any]:
        return files.read_json(self.folder / files.SESSION)

    @property
    def trials(self) -> list[TrialRecording]:
        """In the order played; RecordingError where the document names none or leads elsewhere."""
        names = self.document.get("trials")
        if not isinstance(names, list) or not all(map(files.is_trial_name, names)):
            raise RecordingError(
                f"{self.folder / files.SESSION}: trials: not a list of names like "
                "trial-01-orchard-1: changed since it was recorded"
            )
        return [TrialRecording(self.folder / name) for name in names]


def open_trials(folder: Path) -> list[TrialRecording]:
    """The trials of a session folder, at least one, or the one of a trial folder; RecordingError
    otherwise.
    """
    if (folder / files.SESSION).is_file():
        trials = SessionRecording(folder).trials
        if not trials:
            raise RecordingError(f"{folder}: no trial in this session: it ended before one began")
        return trials
    if (folder / files.START).is_file():
        return [TrialRecording(folder)]
    raise RecordingError(f"{folder}: no session here (it has neither session.json nor start.json)")


def _event(line: str) -> tuple[float, Event]:
    """One row of the events; ValueError for anything that no recorder writes."""
    match files.parse(line):
        case {"step": int(step), "t_s": t_s, "kind": str(kind), "data": dict(data)}:
            if step < 0 or isinstance(step, bool) or not files.is_number(t_s):
                raise ValueError("its step or time is none")
            return float(t_s), Event(step, kind, data)
    raise ValueError("it needs step, t_s, kind and data")


def _numbers(where: str, row: str) -> list[float]:
    """The cells of one row of samples."""
    cells = row.split(",")
    if len(cells) != len(files.SAMPLE_COLUMNS):
        raise RecordingError(
            f"{where}: {len(cells)} cells instead of {len(files.SAMPLE_COLUMNS)}: "
            "changed since it was recorded"
        )
    try:
        values = [float(cell) for cell in cells]
    except ValueError as error:
        raise RecordingError(f"{where}: {error}") from None
    if not math.isfinite(values[0]):
        raise RecordingError(f"{where}: t_s: {cells[0]} is no time")
    return values


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise RecordingError(f"{path}: missing from this session") from None
    except OSError as error:
        raise RecordingError(f"{path}: cannot be read ({error.strerror})") from None


def _rows(path: Path) -> list[str]:
    """Every row of a file; RecordingError where the last was only half written."""
    try:
        *rows, rest = _bytes(path).decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise RecordingError(f"{path}: byte {error.start}: changed since it was recorded") from None
    if rest:
        raise RecordingError(
            f"{path}: row {len(rows) + 1}: half a row; the next `surefoot play` closes a session "
            "that was interrupted"
        )
    return rows


def _below_header(path: Path, columns: tuple[str, ...]) -> list[str]:
    header, *rows = _rows(path) or [""]
    if header != ",".join(columns):
        raise RecordingError(f"{path}: row 1: the header differs from what was recorded")
    return rows
