"""The store of this machine, and how play sends its sessions there without ever failing by it.

SUREFOOT_DATABASE names a database for several stations; else it is `surefoot.db` in the data
folder, made on first use. Only what needs the store imports it: play begins without a database.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from game.app.data_folder import data_folder
from game.app.errors import Missing, WrongInput
from game.app.terminal import say
from game.app.tidy import undisturbed
from game.session.files import RecordingError

if TYPE_CHECKING:
    from game.store.database import Store

BY_PLAY = "surefoot play"


def database() -> str | Path:
    """Where the store is: a URL, or an SQLite file."""
    return os.environ.get("SUREFOOT_DATABASE") or data_folder() / "surefoot.db"


def spool_folder() -> Path:
    """Where notes of sessions wait that are still to be sent to the store."""
    return data_folder() / "to-store"


def who() -> str:
    """Who sits at this terminal, for the audit."""
    try:
        return f"{getpass.getuser()} at a terminal"
    except (OSError, KeyError, ImportError):  # a system that names nobody
        return "somebody at a terminal"


@contextmanager
def store_here(by: str = "") -> Iterator[Store]:
    """The store, open; WrongInput or Missing, in one line, for whatever it cannot do."""
    from game.store.database import open_store
    from game.store.errors import StoreAway, StoreError

    try:
        store = open_store(database(), by=by or who())
        try:
            with undisturbed():
                yield store
        finally:
            store.close()
    except StoreAway as error:
        raise Missing(str(error)) from None
    except (StoreError, RecordingError) as error:
        raise WrongInput(str(error)) from None


def note_session(folder: Path) -> None:
    """Note that a session is to be sent to the store, whatever happens to this process."""
    from game.store.spool import note

    try:
        note(spool_folder(), folder)
    except OSError as error:
        say(
            f"store: {error.filename}: cannot be written ({error.strerror}); "
            "`surefoot sessions index` sends the session later"
        )


def begun_elsewhere(code: str) -> str:
    """Note that a visit begins here; one line where another of the same participant runs at another
    station, else empty. Play goes on without where the store is away.
    """
    from game.store.begun import begin_visit

    try:
        with store_here(BY_PLAY) as store:
            other = begin_visit(store, code)
    except (Missing, WrongInput):
        return ""
    if other is None:
        return ""
    when = f"{other.began.astimezone():%H:%M}"
    return f"a visit of {code} began at {other.station} at {when} too: is this the right person?"


def send_noted() -> None:
    """Send the sessions that were noted; what stands in the way is said, and they stay noted."""
    from game.store.spool import notes

    if not notes(spool_folder()):
        return
    from game.store.sending import send_notes

    try:
        with store_here(BY_PLAY) as store:
            problems = send_notes(store, spool_folder()).problems
    except (Missing, WrongInput, OSError) as error:
        say(f"store: {error}; sessions are kept in their folders and sent by a later start")
        return
    for problem in problems:
        say(f"store: {problem}")
