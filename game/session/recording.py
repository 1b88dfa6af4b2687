"""Reads back what a recorder wrote, strictly: a changed byte is found, file and row named."""

from __future__ import annotations

import json
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
    def samples(self) -> dict[str, Floats]:
        """Columns by name as written: seconds, millimetres, newtons; NaN where not known."""
        path = self.folder / files.SAMPLES
        rows = [line.split(",") for line in _lines(path, files.SAMPLE_COLUMNS)]
        columns = len(files.SAMPLE_COLUMNS)
        try:
            table = np.array(
                [[float(value) for value in row] for row in rows if len(row) == columns],
                dtype=float,
            ).reshape(-1, columns)
        except ValueError as error:
            raise RecordingError(f"{path}: {error}") from None
        return {name: table[:, i] for i, name in enumerate(files.SAMPLE_COLUMNS)}

    @cached_property
    def intents(self) -> list[tuple[int, float, Intent]]:
        """(step, t_s, Intent) of every step; RecordingError names the first changed row."""
        path = self.folder / files.INTENTS
        running, made = 0, []
        for index, line in enumerate(_lines(path, files.INTENT_COLUMNS)):
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
        return made

    @cached_property
    def events(self) -> list[tuple[float, Event]]:
        """(t_s, Event), in order."""
        path = self.folder / files.EVENTS
        made = []
        for index, line in enumerate(_text(path).splitlines()):
            try:
                item = json.loads(line)
                made.append((float(item["t_s"]), Event(item["step"], item["kind"], item["data"])))
            except (ValueError, KeyError, TypeError):
                raise RecordingError(f"{path}: row {index + 1}: not an event") from None
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
        return [TrialRecording(self.folder / name) for name in self.document["trials"]]


def open_trials(folder: Path) -> list[TrialRecording]:
    """The trials of a session folder, or the one of a trial folder; RecordingError otherwise."""
    if (folder / files.SESSION).is_file():
        return SessionRecording(folder).trials
    if (folder / files.START).is_file():
        return [TrialRecording(folder)]
    raise RecordingError(f"{folder}: no session here (it has neither session.json nor start.json)")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise RecordingError(f"{path}: missing from this session") from None
    except UnicodeDecodeError as error:
        raise RecordingError(f"{path}: byte {error.start}: changed since it was recorded") from None
    except OSError as error:
        raise RecordingError(f"{path}: cannot be read ({error.strerror})") from None


def _lines(path: Path, columns: tuple[str, ...]) -> list[str]:
    """The rows below the header."""
    header, *rows = _text(path).split("\n")
    if header != ",".join(columns):
        raise RecordingError(f"{path}: row 1: the header differs from what was recorded")
    if rows and not rows[-1]:
        rows.pop()
    return rows
