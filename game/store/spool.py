"""What is still to be sent to the store: a folder of notes, one small file a session.

A note is written when a session begins and dropped when the store has it. Whatever comes between, a
crash, a power cut, a database that is away, the next start finds the note and sends what it names;
the store takes each session once, so a note that is sent twice does no harm.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from game.session import files
from game.session.files import RecordingError
from game.store.database import Store
from game.store.errors import NotEnded
from game.store.index import index_session


@dataclass(slots=True)
class Sent:
    """What became of the notes: sent, still waiting because a session has not ended, or stuck, one
    line each.
    """

    sent: list[Path] = field(default_factory=list)
    waiting: list[Path] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


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


def send(store: Store, spool: Path) -> Sent:
    """Send what the notes name. StoreAway ends it, with the notes that are left still there."""
    done = Sent()
    for path in notes(spool):
        try:
            folder = noted_folder(path)
            index_session(store, folder)
        except NotEnded:
            done.waiting.append(path)
        except RecordingError as error:
            done.problems.append(str(error))
        else:
            path.unlink(missing_ok=True)
            done.sent.append(folder)
    return done


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
