"""Sends to the store what ended here: what the notes of the spool name, or all below a folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from game.session import files
from game.session.files import RecordingError
from game.store.check import Progress, quiet
from game.store.database import Store
from game.store.errors import NotEnded, StoreAway, StoreError
from game.store.index import index_session, is_indexed
from game.store.spool import noted_folder, notes


@dataclass(slots=True)
class Sent:
    """What became of the sessions: new to the store now; not ended yet; and what cannot be sent,
    one line each.
    """

    sent: list[Path] = field(default_factory=list)
    waiting: list[Path] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def send_notes(store: Store, spool: Path) -> Sent:
    """Send what the notes name. StoreAway ends it, with the notes that are left still there."""
    done = Sent()
    for path in notes(spool):
        try:
            folder = noted_folder(path)
        except RecordingError as error:
            done.problems.append(str(error))
            continue
        if not folder.is_dir() and not is_indexed(store, folder.name):
            done.problems.append(f"{folder}: is gone: bring it back, or delete {path}")
        elif _settled(store, folder, done):
            path.unlink(missing_ok=True)
    return done


def send_below(store: Store, root: Path, progress: Progress = quiet) -> Sent:
    """Send every session below a folder that the store does not have."""
    done, found = Sent(), sorted(root.glob(f"*/{files.SESSION}"))
    for number, path in enumerate(found, start=1):
        _settled(store, path.parent, done)
        progress("sessions", number, len(found))
    return done


def _settled(store: Store, folder: Path, done: Sent) -> bool:
    """Whether the store has a session now."""
    try:
        if index_session(store, folder):
            done.sent.append(folder)
    except NotEnded:
        done.waiting.append(folder)
        return False
    except StoreAway:
        raise
    except (RecordingError, StoreError, OSError) as error:  # the others can still be sent
        done.problems.append(f"{folder.name}: {error}")
        return False
    return True
