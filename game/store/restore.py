"""`surefoot restore FILE`: an archive of `surefoot backup` becomes the store, of either kind.

Everything is checked before anything is written. The folders of sessions come first, each whole;
the database comes last, in one transaction, so that until then the old store stands.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from game.store.audit import first_broken_link, record
from game.store.backup import BLOCK, DATABASE, FORMAT, LIMITS, MANIFEST, SESSIONS
from game.store.check import Progress, database_problems, quiet
from game.store.copying import clear, copy_rows, count_rows
from game.store.database import Store, open_store
from game.store.engine import exclusive, snapshot, sqlite_file
from game.store.errors import StoreError
from game.store.migrate import copy_sqlite
from game.store.models import Participant, PlayedSession, Recording, Therapist
from game.store.recordings import inner_path


@dataclass(slots=True)
class Restored:
    """What was restored, and what was found wrong in it, one line each. kept: where the database
    that was replaced is, if any.
    """

    sessions: int = 0
    kept: Path | None = None
    problems: list[str] = field(default_factory=list)


def restore(
    store: Store, archive: Path, root: Path, *, replace: bool = False, progress: Progress = quiet
) -> Restored:
    """Put the archive in the place of the store. StoreError, with nothing changed, where it is no
    backup or damaged, or where the store holds something and `replace` was not asked for.
    """
    if not replace and holds_something(store):
        raise StoreError(f"{store.place}: is not empty; --replace puts the backup in its place")
    root.mkdir(parents=True, exist_ok=True)
    try:
        with (
            zipfile.ZipFile(archive) as opened,
            tempfile.TemporaryDirectory(prefix=".surefoot-restore-", dir=root) as name,
        ):
            folder = Path(name)
            _unpack(opened, folder, progress)
            done = _look_at(store, folder, root)
            _place_folders(folder, root, replace)
            _place_database(store, folder / DATABASE, done, progress)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise StoreError(f"{archive}: not a whole backup ({error})") from None
    except sqlite3.Error as error:
        raise StoreError(
            f"{store.place}: the backup cannot be put in its place ({error})"
        ) from None
    except OSError as error:
        where = error.filename or root
        raise StoreError(f"{where}: cannot be read or written ({error.strerror})") from None
    return done


def holds_something(store: Store) -> bool:
    """Whether there is anybody or anything in a store."""
    with store.reading() as db:
        tables = (Participant, PlayedSession, Therapist)
        return any(db.scalars(select(table.id).limit(1)).first() for table in tables)


def _unpack(archive: zipfile.ZipFile, folder: Path, progress: Progress) -> None:
    """Every member below a folder, each against its seal."""
    seals = _seals(archive)
    for done, (name, seal) in enumerate(seals.items(), start=1):
        path = folder / inner_path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with archive.open(name) as source, path.open("wb") as target:
            while block := source.read(BLOCK):
                digest.update(block)
                target.write(block)
        if digest.hexdigest() != seal.get("sha256"):
            raise StoreError(f"{archive.filename}: {name}: damaged (its seal differs)")
        progress("files", done, len(seals))


def _seals(archive: zipfile.ZipFile) -> dict[str, dict[str, Any]]:
    """What the manifest says of each member; StoreError where it is none of ours."""
    names = {info.filename for info in archive.infolist()}
    try:
        manifest = json.loads(archive.read(MANIFEST))
        stated, seals = manifest["format"], manifest["files"]
        sealed = {name for name, seal in seals.items() if isinstance(seal, dict)}
    except (KeyError, TypeError, AttributeError, ValueError):
        raise StoreError(f"{archive.filename}: not a backup made by Surefoot") from None
    if stated != FORMAT:
        raise StoreError(
            f"{archive.filename}: a backup of format {stated}, this Surefoot reads {FORMAT}: "
            "use the one that made it"
        )
    if sealed | {MANIFEST} != names or DATABASE not in sealed:
        raise StoreError(f"{archive.filename}: damaged: its files are not those of its manifest")
    return dict(seals)


def _look_at(store: Store, folder: Path, root: Path) -> Restored:
    """Check the database of the archive, bring it up to date, and fit it to this machine."""
    made = open_store(folder / DATABASE, by=store.by, station=store.station, now=store.now)
    done = Restored()
    try:
        with made.writing() as db:
            if found := database_problems(db):
                raise StoreError(f"the backup's {found[0]}")
            broken = first_broken_link(db)
            done.problems += [broken] if broken else []
            for session in db.scalars(select(PlayedSession)):
                done.sessions += 1
                if (folder / SESSIONS / session.name).is_dir():
                    session.folder = str(root.resolve() / session.name)
            record(made, db, "change", "store", restored=done.sessions)
    finally:
        made.close()
    return done


def _place_folders(folder: Path, root: Path, replace: bool) -> None:
    """Sessions and limits into the data folder; what differs there is kept beside it."""
    new = [*(folder / SESSIONS).glob("*"), *(folder / LIMITS).glob("*")]
    differing = [path for path in new if (root / path.name).exists()]
    differing = [path for path in differing if _bytes_of(path) != _bytes_of(root / path.name)]
    if differing and not replace:
        raise StoreError(
            f"{root / differing[0].name}: is there already and differs from the backup; --replace "
            "keeps it beside the restored one"
        )
    for path in new:
        place = root / path.name
        if path in differing:
            place.rename(_unused(place.with_name(f"{place.name}.before-restore")))
        if not place.exists():
            shutil.move(path, place)


def _bytes_of(path: Path) -> dict[str, bytes]:
    """A short digest of every file of a folder, or of one file."""
    paths = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
    return {p.relative_to(path).as_posix(): hashlib.sha256(p.read_bytes()).digest() for p in paths}


def _unused(path: Path) -> Path:
    """This name, or one with a number behind it that nothing has."""
    names = [path, *(path.with_name(f"{path.name}-{i}") for i in range(2, 1000))]
    return next(name for name in names if not name.exists())


def _place_database(store: Store, copy: Path, done: Restored, progress: Progress) -> None:
    if file := sqlite_file(store.engine):
        if holds_something(store):
            done.kept = _unused(file.with_name(f"{file.stem}-before-restore{file.suffix}"))
            copy_sqlite(file, done.kept)
        store.engine.dispose()
        with closing(sqlite3.connect(copy)) as new, closing(sqlite3.connect(file)) as old:
            new.backup(old)  # one transaction: the whole of it, or the old one stays
        return
    made = open_store(copy, by=store.by)
    try:
        with snapshot(made.engine) as source, exclusive(store.engine) as target:
            total = count_rows(source)
            clear(target)
            copy_rows(source, target, lambda rows: progress("database", rows, total))
            _pack_recordings(target)
    finally:
        made.close()


def _pack_recordings(target: Connection) -> None:
    """A shared store takes the recordings in that were kept beside the database."""
    with Session(target) as db:
        loose = (
            select(Recording, PlayedSession.folder)
            .join(PlayedSession)
            .where(Recording.packed.is_(None))
        )
        for row, folder in db.execute(loose).all():
            path = Path(folder) / inner_path(row.path)
            if path.is_file():
                row.packed = zlib.compress(path.read_bytes())
        db.flush()
