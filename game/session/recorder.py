"""Writes one session as it happens: start documents first, rows as they come, a stop document last.

It knows no device and no rules, only samples, intents and events with their times.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from game.session import files
from game.session.files import RecordingError, Status
from game.session.writer import LineWriter
from game.sim import Event, Intent
from input_devices.sample import BoardSample, Sample


class TrialRecorder:
    """The files of one trial. Times are seconds since the trial's start, from the caller."""

    def __init__(self, folder: Path, writer: LineWriter, start: dict[str, Any]) -> None:
        self.folder, self._writer = folder, writer
        _guarded(folder.mkdir)
        _write(folder / files.START, {"format": files.FORMAT, **start})
        self._steps = self._check = 0
        self._paths = {name: folder / name for name in (files.SAMPLES, files.INTENTS, files.EVENTS)}
        self._checks = dict.fromkeys(self._paths, 0)
        self._add(files.SAMPLES, ",".join(files.SAMPLE_COLUMNS) + "\n")
        self._add(files.INTENTS, ",".join(files.INTENT_COLUMNS) + "\n")
        self._add(files.EVENTS, "")

    @property
    def seal(self) -> dict[str, Any]:
        """How many steps there are, and the checks over all intents, samples and events: what a
        replay compares with, so that nothing can be cut off unseen.
        """
        return {
            "steps": self._steps,
            "check": f"{self._check:08x}",
            "samples_check": f"{self._checks[files.SAMPLES]:08x}",
            "events_check": f"{self._checks[files.EVENTS]:08x}",
        }

    def samples(self, samples: Sequence[Sample], start: float) -> None:
        """Append board samples; `start` is the trial's start on the samples' clock. Controllers
        have no place here: what they did is in the intents.
        """
        rows = [_sample_row(s, start) for s in samples if isinstance(s, BoardSample)]
        if rows:
            self._add(files.SAMPLES, "".join(rows))

    def step(self, step: int, t_s: float, intent: Intent) -> None:
        row = files.intent_fields(step, t_s, intent)
        self._check = files.check(row, self._check)
        self._steps = step
        self._add(files.INTENTS, f"{row},{self._check:08x}\n")

    def event(self, event: Event, t_s: float) -> None:
        self._add(files.EVENTS, event_line(event, t_s) + "\n")

    def _add(self, name: str, text: str) -> None:
        self._checks[name] = files.check(text, self._checks[name])
        self._writer.add(self._paths[name], text)


class SessionRecorder:
    """One session folder: open it, begin trials, and stop it with how it ended."""

    def __init__(
        self, root: Path, participant: str, started: datetime, start: dict[str, Any]
    ) -> None:
        files.check_participant(participant)
        stamp = started.strftime("%Y%m%dT%H%M%SZ")
        self.folder = root / f"{stamp}-{participant}-{secrets.token_hex(3)}"
        _guarded(lambda: self.folder.mkdir(parents=True))
        self._document: dict[str, Any] = {
            "format": files.FORMAT,
            "session": self.folder.name,
            "participant": participant,
            "started": started.isoformat(timespec="seconds"),
            **start,
            "trials": [],
        }
        self._trials: dict[str, TrialRecorder] = {}
        self._save()
        self._writer = LineWriter(self.folder / files.HEARTBEAT)

    @property
    def error(self) -> OSError | None:
        """What stopped the writing, if anything did: a full disk, a folder taken away."""
        return self._writer.error

    def begin_trial(self, level_id: str, start: dict[str, Any]) -> TrialRecorder:
        trials: list[str] = self._document["trials"]
        name = f"trial-{len(trials) + 1:02d}-{level_id}"
        trial = TrialRecorder(self.folder / name, self._writer, start)
        trials.append(name)
        self._trials[name] = trial
        self._save()
        return trial

    def stop(
        self, status: Status, ended: datetime, why: str = "", device: dict[str, Any] | None = None
    ) -> None:
        """Everything to disk, then the stop document; safe to call twice. device: what it says of
        itself in the end, such as how far its zero moved. RecordingError where it cannot be
        written; what is on the disk stays, and the next start closes the session.
        """
        if "stop" in self._document:
            return
        self._writer.close()
        self._document["stop"] = {
            "status": status,
            "ended": ended.isoformat(timespec="seconds"),
            "why": why or (f"writing failed: {self.error}" if self.error else ""),
            "device": device or {},
            "trials": {}
            if self.error
            else {name: trial.seal for name, trial in self._trials.items()},
        }
        self._save()

    def _save(self) -> None:
        _write(self.folder / files.SESSION, self._document)


def event_line(event: Event, t_s: float) -> str:
    """A row of events.jsonl, without its end."""
    line = {
        "step": event.step,
        "t_s": round(t_s, 6),
        "kind": event.kind,
        "data": dict(event.data),
    }
    return json.dumps(line, ensure_ascii=False, allow_nan=False)


def _write(path: Path, document: dict[str, Any]) -> None:
    _guarded(lambda: files.write_json(path, document))


def _guarded(action: Callable[[], None]) -> None:
    """Do it; RecordingError in one line where the disk will not have it."""
    try:
        action()
    except OSError as error:
        raise RecordingError(
            f"{error.filename or 'the session'}: cannot be written ({error.strerror}): "
            "make room, or choose another folder with --out"
        ) from None


def _sample_row(sample: BoardSample, start: float) -> str:
    corners = ",".join(files.number(force, 3) for force in sample.corners_n)
    return (
        f"{sample.t - start:.6f},{files.number(sample.cop_ml * 1000, 4)},"
        f"{files.number(sample.cop_ap * 1000, 4)},{files.number(sample.load_n, 3)},"
        f"{corners},{sample.buttons}\n"
    )
