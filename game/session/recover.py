"""Finishes what was interrupted: a session without a stop document whose files have gone quiet.

A half-written last row is cut, nothing else is touched; the session is scored as far as it goes and
marked `interrupted`. A session that another process has open is left alone: however little happens
in it, its heartbeat, the file `.alive`, is touched every second until it stops.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from game.session import files
from game.session.files import RecordingError
from game.session.recording import SessionRecording
from game.session.score import score_session
from game.session.writer import cut_half_row

QUIET_S = 30.0
ENDED = b'\n "stop": {'  # as files.write_json lays out the outermost table, and no inner one


def recover(root: Path, now: datetime) -> list[Path]:
    """Close every interrupted session below `root`; returns their folders."""
    closed = []
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        try:
            if not _has_ended(folder) and _close(SessionRecording(folder), now):
                closed.append(folder)
        except (RecordingError, OSError):
            continue  # not ours to repair: a folder that cannot be read or written stays as it is
    return closed


def stage_of(folder: Path, now: datetime) -> Literal["ended", "running", "interrupted"]:
    """Where a session stands that is on this machine; OSError where its folder cannot be read."""
    if _has_ended(folder):
        return "ended"
    return "running" if _is_open(folder, now) else "interrupted"


def _is_open(folder: Path, now: datetime) -> bool:
    """Whether some process writes there, as far as can be told."""
    return now.timestamp() - _touched(folder) < QUIET_S


def _has_ended(folder: Path) -> bool:
    """Whether there is a stop document, told without parsing: every start asks thousands."""
    return ENDED in (folder / files.SESSION).read_bytes()


def _close(session: SessionRecording, now: datetime) -> bool:
    """Whether it was interrupted; now it is closed and scored."""
    if "stop" in session.document:
        return False
    if _is_open(session.folder, now):
        return False
    touched = _touched(session.folder)
    for trial in session.trials:
        for name in (files.SAMPLES, files.INTENTS, files.EVENTS):
            if (trial.folder / name).is_file():
                cut_half_row(trial.folder / name)
    stop = {
        "status": "interrupted",
        "ended": datetime.fromtimestamp(touched, UTC).isoformat(timespec="seconds"),
        "why": "it never came to a stop; closed by a later start",
    }
    files.write_json(session.folder / files.SESSION, {**session.document, "stop": stop})
    (session.folder / files.HEARTBEAT).unlink(missing_ok=True)
    score_session(session.folder)
    return True


def _touched(folder: Path) -> float:
    """When anything in the folder, the heartbeat too, last changed; seconds since the epoch."""
    return max(path.stat().st_mtime for path in (folder, *folder.rglob("*")))
