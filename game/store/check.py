"""Is everything there and as it was written? The database, the recordings, the audit's chain.

Reads and never mends. Each problem is one line that names the first thing that is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session, undefer

from game.session import files
from game.session.files import RecordingError
from game.session.recover import stage_of
from game.store.audit import first_broken_link
from game.store.database import Store
from game.store.errors import StoreError
from game.store.models import AuditHead, Base, PlayedSession, PlayedTrial, Recording
from game.store.recordings import broken_checks, broken_seals, unpack
from game.store.spool import noted_folder, notes

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many are done and how many there are."""


def quiet(_word: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


@dataclass(slots=True)
class Report:
    """What was looked at, what is wrong, and what is worth knowing, one line each."""

    sessions: int = 0
    files: int = 0
    audit_entries: int = 0
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {"fine": not self.problems, **asdict(self)}


def check_store(store: Store, root: Path, spool: Path, progress: Progress = quiet) -> Report:
    """Look at all of it. root: where sessions are kept on this machine."""
    report = Report()
    with store.reading() as db:
        report.problems += database_problems(db)
        report.audit_entries = db.scalar(select(func.max(AuditHead.seq))) or 0
        told = report.audit_entries
        broken = first_broken_link(db, lambda seen: progress("audit", seen, told))
        report.problems += [broken] if broken else []
        _check_sessions(db, root, report, progress)
        known = set(db.scalars(select(PlayedSession.name)))
    now = store.now()
    report.notes += _not_indexed(root, known, now)
    if waiting := sum(not _still_running(path, now) for path in notes(spool)):
        report.notes.append(f"{waiting} still to be sent to the store: {spool}")
    return report


def database_problems(db: Session) -> list[str]:
    """What the database itself finds wrong, and sessions without all of their trials."""
    counted = (
        select(func.count())
        .where(PlayedTrial.session_id == PlayedSession.id)
        .correlate(PlayedSession)
        .scalar_subquery()
    )
    short = select(PlayedSession.name).where(PlayedSession.trials != counted)
    found = [
        f"database: session {name}: not all of its trials are here" for name in db.scalars(short)
    ]
    if db.get_bind().dialect.name == "sqlite":
        said = [str(row[0]) for row in db.execute(text("PRAGMA integrity_check"))]
        found += [f"database: {line}" for line in said if line != "ok"]
        loose = db.execute(text("PRAGMA foreign_key_check")).all()
        return found + [f"database: a row of {row[0]} belongs to none of {row[2]}" for row in loose]
    for table in Base.metadata.sorted_tables:  # PostgreSQL: every row is read once
        db.execute(text(f"SELECT count(t.*) FROM {table.name} AS t"))
    return found


def _check_sessions(db: Session, root: Path, report: Report, progress: Progress) -> None:
    total = db.scalar(select(func.count()).select_from(PlayedSession)) or 0
    for session in db.scalars(select(PlayedSession).order_by(PlayedSession.started)).all():
        rows = list(
            db.scalars(
                select(Recording)
                .where(Recording.session_id == session.id)
                .options(undefer(Recording.packed))
            )
        )
        report.problems += _session_problems(session, rows, root)
        report.sessions, report.files = report.sessions + 1, report.files + len(rows)
        progress("recordings", report.sessions, total)
        db.expunge_all()


def _session_problems(session: PlayedSession, rows: list[Recording], root: Path) -> Iterator[str]:
    """What is wrong with the files of one session, in the store and in its folder."""
    packed = [row for row in rows if row.packed is not None]
    for row in packed:
        try:
            unpack(row)
        except StoreError as error:
            yield f"session {session.name}: {error}"
    folder = folder_of(session, root)
    if folder:
        yield from list(broken_seals(folder, rows)) or broken_checks(folder)
    elif len(packed) < len(rows):
        yield f"session {session.name}: its folder is not here: {session.folder}"


def folder_of(session: PlayedSession, root: Path) -> Path | None:
    """Where a session's folder is on this machine, if it is."""
    places = (Path(session.folder), root / session.name)
    return next((place for place in places if (place / files.SESSION).is_file()), None)


def _not_indexed(root: Path, known: set[str], now: datetime) -> Iterator[str]:
    """Sessions below the data folder that are not in the store; those that run are as they should
    be, and are only named.
    """
    to_do = {
        "ended": "not in the store; `surefoot sessions index` sends it",
        "running": "still running",
        "interrupted": "was interrupted; the next `surefoot play` closes it and sends it",
    }
    for path in sorted(root.glob(f"*/{files.SESSION}")):
        if path.parent.name not in known:
            yield f"{path.parent}: {to_do[stage_of(path.parent, now)]}"


def _still_running(note: Path, now: datetime) -> bool:
    """Whether a note waits only for its session to end."""
    try:
        return stage_of(noted_folder(note), now) == "running"
    except (RecordingError, OSError):
        return False
