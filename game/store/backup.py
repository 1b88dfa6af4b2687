"""`surefoot backup FILE`: the whole store in one archive that any Surefoot can restore.

A ZIP of `manifest.json` (format, when, by what, and size and SHA-256 of every other member),
`surefoot.db` (an SQLite database, whichever kind it came from) and, where recordings are kept
beside the database, `sessions/<name>/...` and `limits/...` of the data folder. An SQLite database
is copied by its own backup call, PostgreSQL from one snapshot; play goes on meanwhile.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from game import __version__
from game.store.audit import first_broken_link, record
from game.store.check import Progress, database_problems, folder_of, quiet
from game.store.copying import copy_rows, count_rows
from game.store.database import Store, open_store
from game.store.engine import PRIVATE, exclusive, snapshot, sqlite_file
from game.store.errors import StoreError
from game.store.migrate import copy_sqlite
from game.store.models import PlayedSession, Recording

FORMAT = 1
MANIFEST, DATABASE, SESSIONS, LIMITS = "manifest.json", "surefoot.db", "sessions", "limits"
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """What went into an archive, and what was found wrong on the way, one line each."""

    file: Path
    sessions: int
    files: int
    problems: list[str]


def back_up(store: Store, target: Path, root: Path, progress: Progress = quiet) -> Backup:
    """Write the archive; it appears whole or not at all. StoreError where there is a file already,
    or no room.
    """
    if target.exists():
        raise StoreError(f"{target}: is there already; choose another name")
    with store.writing() as db:
        record(store, db, "export", "store", to="backup")
    try:
        with _workshop(target) as folder:
            copy = folder / DATABASE
            _copy_database(store, copy, progress)
            sessions, problems = _look_at(copy, root)
            members = {DATABASE: copy, **_folders(sessions), **_limits(root)}
            part = folder / "archive"
            _write(part, members, progress)
            part.replace(target)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written ({error.strerror})") from None
    return Backup(target, len(sessions), len(members), problems)


@contextmanager
def _workshop(target: Path) -> Iterator[Path]:
    """A folder on the disk of the target, gone at the end."""
    with tempfile.TemporaryDirectory(
        prefix=".surefoot-backup-", dir=target.absolute().parent
    ) as name:
        yield Path(name)


def _copy_database(store: Store, copy: Path, progress: Progress) -> None:
    if file := sqlite_file(store.engine):
        copy_sqlite(file, copy)
        return
    made = open_store(copy, by=store.by)
    try:
        with snapshot(store.engine) as source, exclusive(made.engine) as target:
            total = count_rows(source)
            copy_rows(source, target, lambda done: progress("database", done, total))
    finally:
        made.close()


def _look_at(copy: Path, root: Path) -> tuple[dict[str, Path], list[str]]:
    """The folders of sessions that are not in the database whole, and what is wrong in the copy."""
    made = open_store(copy, by="backup")
    folders: dict[str, Path] = {}
    try:
        with made.reading() as db:
            problems = [*database_problems(db), first_broken_link(db)]
            outside = select(Recording.session_id).where(Recording.packed.is_(None))
            for session in db.scalars(select(PlayedSession).where(PlayedSession.id.in_(outside))):
                if folder := folder_of(session, root):
                    folders[session.name] = folder
                else:
                    problems.append(
                        f"session {session.name}: its folder is not here: {session.folder}"
                    )
    finally:
        made.close()
    return folders, [problem for problem in problems if problem]


def _folders(sessions: dict[str, Path]) -> dict[str, Path]:
    """The files of these sessions by their names in the archive."""
    return {
        f"{SESSIONS}/{name}/{path.relative_to(folder).as_posix()}": path
        for name, folder in sessions.items()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _limits(root: Path) -> dict[str, Path]:
    return {f"{LIMITS}/{path.name}": path for path in sorted(root.glob("limits-*.json"))}


def _write(part: Path, members: dict[str, Path], progress: Progress) -> None:
    seals: dict[str, dict[str, Any]] = {}
    part.touch(mode=PRIVATE)
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, (name, path) in enumerate(members.items(), start=1):
            seals[name] = _add(archive, name, path)
            progress("files", done, len(members))
        manifest = {"format": FORMAT, "software": f"surefoot {__version__}", "files": seals}
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> dict[str, Any]:
    """Put a file into the archive; returns its seal, of the bytes that went in."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        while block := source.read(BLOCK):
            digest.update(block)
            size += target.write(block)
    return {"size": size, "sha256": digest.hexdigest()}
