"""What the documents of a session folder say, checked, before any of it goes near a database.

Folders travel between machines and may have been edited; RecordingError names the key that is none.
Seconds are those played: whole steps of the rules, pauses not counted.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

from game.session import files
from game.session.diary import VISIT, read_diary
from game.session.files import RecordingError
from game.session.outcome import Outcome, read_outcome
from game.session.recording import SessionRecording, TrialRecording
from game.session.score import score_session
from game.store.errors import NotEnded

LONGEST_ROW = 4096  # bytes; a row of intents is a tenth of it


@dataclass(frozen=True, slots=True)
class FoundMeasure:
    """One row of a summary. part: `trial` or `quality`."""

    part: str
    name: str
    value: float | None
    unit: str
    n: int


@dataclass(frozen=True, slots=True)
class FoundTrial:
    """One trial's start and summary. device: as it describes itself."""

    name: str
    level_id: str
    level_type: str
    difficulty: float | None
    difficulty_mode: str
    seconds: float
    device: dict[str, Any]
    problem: str
    measures: tuple[FoundMeasure, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class FoundAnswer:
    """What was answered at a moment of the visit (`before`, `between 1`, `after`), 0..10."""

    moment: str
    question: str
    value: float | None
    at: datetime


@dataclass(frozen=True, slots=True)
class FoundSession:
    """One session that has ended. farewell: what its device said of itself at the end; flags: what
    a therapist should see.
    """

    name: str
    participant: str
    started: datetime
    ended: datetime
    status: str
    why: str
    software: str
    farewell: dict[str, Any]
    trials: tuple[FoundTrial, ...]
    outcome: Outcome
    answers: tuple[FoundAnswer, ...]
    flags: tuple[str, ...]

    @property
    def seconds(self) -> float:
        """Played in all its trials."""
        return sum(trial.seconds for trial in self.trials)


def find_session(folder: Path) -> FoundSession:
    """What a session's folder says; a trial that was never scored is scored first.

    NotEnded where there is no stop document yet, RecordingError where a document is none.
    """
    session = SessionRecording(folder)
    document, where = session.document, str(folder / files.SESSION)
    if "stop" not in document:
        raise NotEnded(f"{folder}: this session has not ended")
    if any(not (trial.folder / files.SUMMARY).is_file() for trial in session.trials):
        score_session(folder)
    stop = _table(document, "stop", where)
    status = _text(stop, "status", where)
    if status not in get_args(files.Status):
        raise RecordingError(f"{where}: status: {files.shown(status)} is none")
    started, diary = _moment(document, "started", where), read_diary(folder)
    visit = str(folder / VISIT)
    return FoundSession(
        name=folder.resolve().name,
        participant=files.check_participant(_text(document, "participant", where)),
        started=started,
        ended=_moment(stop, "ended", where),
        status=status,
        why=_text(stop, "why", where),
        software=_text(document, "software", where),
        farewell=_table(stop, "device", where),
        trials=tuple(_trial(trial) for trial in session.trials),
        outcome=read_outcome(folder),
        answers=tuple(_answers(diary, started, visit)),
        flags=tuple(_text(line, "why", visit) for line in diary if line.get("kind") == "flag"),
    )


def _answers(diary: list[dict[str, Any]], started: datetime, where: str) -> Iterator[FoundAnswer]:
    for line in diary:
        if line.get("kind") == "answer":
            yield FoundAnswer(
                _text(line, "when", where),
                _text(line, "question", where),
                _number(line, "value", where),
                _after(started, _number(line, "t_s", where) or 0.0, where),
            )


def _after(started: datetime, t_s: float, where: str) -> datetime:
    try:
        return started + timedelta(seconds=t_s)
    except OverflowError:
        raise RecordingError(f"{where}: t_s: {files.shown(t_s)} is no time of a visit") from None


def _trial(trial: TrialRecording) -> FoundTrial:
    start, where = trial.start, str(trial.folder / files.START)
    level = _table(start, "level", where)
    return FoundTrial(
        name=trial.folder.name,
        level_id=_text(level, "id", where),
        level_type=_text(level, "type", where),
        difficulty=_number(start, "difficulty", where),
        difficulty_mode=_text(start, "difficulty_mode", where),
        seconds=_last_step(trial.folder / files.INTENTS)
        / (_number(start, "step_hz", where) or 120),
        device=_table(start, "device", where),
        problem=_text(trial.summary, "problem", str(trial.folder / files.SUMMARY)),
        measures=tuple(_measures(trial)),
        outcome=read_outcome(trial.folder),
    )


def _measures(trial: TrialRecording) -> Iterator[FoundMeasure]:
    where = str(trial.folder / files.SUMMARY)
    for part, key in (("trial", "measures"), ("quality", "quality")):
        for row in trial.summary.get(key) or []:
            if not isinstance(row, dict):
                raise RecordingError(f"{where}: {key}: {files.shown(row)} is no measure")
            yield FoundMeasure(
                part,
                _text(row, "name", where),
                _number(row, "value", where),
                _text(row, "unit", where),
                int(_number(row, "n", where) or 0),
            )


def _last_step(intents: Path) -> int:
    """The step of the last whole row; 0 where none was recorded."""
    try:
        with intents.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - LONGEST_ROW))
            rows = file.read().decode("utf-8", "replace").split("\n")[:-1]
    except OSError:
        return 0
    first = rows[-1].partition(",")[0] if rows else ""
    return int(first) if first.isdecimal() else 0


def _text(table: dict[str, Any], key: str, where: str) -> str:
    """Text, empty where the key is not there."""
    value = table.get(key, "")
    if not isinstance(value, str) or "\0" in value:
        raise RecordingError(f"{where}: {key}: {files.shown(value)} is not text")
    return value


def _number(table: dict[str, Any], key: str, where: str) -> float | None:
    """A number, None where it is not known."""
    value = table.get(key)
    if value is not None and not files.is_number(value):
        raise RecordingError(f"{where}: {key}: {files.shown(value)} is not a number")
    return value


def _table(table: dict[str, Any], key: str, where: str) -> dict[str, Any]:
    """A table, empty where the key is not there."""
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise RecordingError(f"{where}: {key}: {files.shown(value)} is not a table")
    return value


def _moment(table: dict[str, Any], key: str, where: str) -> datetime:
    """An ISO time with its zone, in UTC."""
    text = _text(table, key, where)
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        raise RecordingError(f"{where}: {key}: {files.shown(text)} is no time") from None
