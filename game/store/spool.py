"""What is still to be sent to the store: a folder of notes, one small file a session.

A note is written when a session begins and dropped when the store has it. Whatever comes between, a
crash, a power cut, a database that is away, the next start finds the note and sends what it names;
the store takes each session once, so a note that is sent twice does no harm. Knows no database, so
that play begins without one.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from game.session import files
from game.session.files import RecordingError


def note(spool: Path, session: Path) -> Path:
    """Note that a session is to be sent; on the disk when this returns. OSError where it cannot."""
    spool.mkdir(parents=True, exist_ok=True)
    path = spool / f"{session.resolve().name}.json"
    files.write_json(path, {"format": files.FORMAT, "folder": str(session.resolve())})
    _sync_folder(spool)
    return path


def notes(spool: Path) -> list[Path]:
    """All notes, oldest session first."""
    return sorted(spool.glob("*.json"))


def noted_folder(path: Path) -> Path:
    """The session folder that a note names; RecordingError where it names none."""
    named = files.read_json(path).get("folder")
    if not isinstance(named, str):
        raise RecordingError(f"{path}: folder: missing; delete this note")
    return Path(named)


def _sync_folder(folder: Path) -> None:
    """Make a new name in a folder survive a power cut, where the system can be asked to."""
    with suppress(OSError):  # Windows opens no folder; its file system keeps names in order
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
