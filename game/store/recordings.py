"""The files of a session as the store keeps them: a seal of each, and the bytes where it is shared.

The seal is the SHA-256 and size of a file when the session was indexed. Bytes are zlib, one blob a
file. A session that was played at another station is written out again by `bring_back`.
"""

from __future__ import annotations

import hashlib
import shutil
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from game.session import files
from game.session.files import RecordingError
from game.session.recording import SessionRecording, TrialRecording
from game.store.audit import record
from game.store.database import Store
from game.store.errors import StoreError
from game.store.models import PlayedSession, Recording

DERIVED = (files.SUMMARY,)  # a session may be scored again; what was recorded never changes
LEFT_OUT = (files.HEARTBEAT,)


@dataclass(frozen=True, slots=True)
class SealedFile:
    """One file of a session; path: below its folder, with forward slashes."""

    path: str
    size: int
    sha256: str
    packed: bytes | None


def sealed_files(folder: Path, *, pack: bool) -> list[SealedFile]:
    """All files of a session's folder, by path; RecordingError where one cannot be read."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    try:
        return [
            _sealed(path.relative_to(folder).as_posix(), path.read_bytes(), pack)
            for path in paths
            if path.name not in LEFT_OUT and path.suffix != ".part"
        ]
    except OSError as error:
        raise RecordingError(f"{error.filename}: cannot be read ({error.strerror})") from None


def unpack(recording: Recording) -> bytes:
    """The bytes of a file that travelled into the store; StoreError where they are not what they
    were.
    """
    try:
        data = zlib.decompress(recording.packed or b"")
    except zlib.error as error:
        raise StoreError(f"{recording.path}: damaged in the database ({error})") from None
    if hashlib.sha256(data).hexdigest() != recording.sha256:
        raise StoreError(f"{recording.path}: changed in the database (its seal differs)")
    return data


def bring_back(store: Store, name: str, root: Path) -> Path:
    """The folder of a session below `root`, written out of the store where it is not there.

    StoreError where the store does not have it, or not whole.
    """
    folder = root / name
    with store.writing() as db:
        session = session_of(db, name)
        record(store, db, "export", f"session {name}", to="folder")
        kept = Path(session.folder)
    for place in (folder, kept):
        if (place / files.SESSION).is_file():
            return place
    with store.reading() as db:
        _write_out(db, session_of(db, name), folder)
    return folder


def _write_out(db: Session, session: PlayedSession, folder: Path) -> None:
    """All files of a session into a new folder, which appears whole or not at all."""
    rows = db.scalars(
        select(Recording)
        .where(Recording.session_id == session.id)
        .options(undefer(Recording.packed))
    ).all()
    if not rows or any(row.packed is None for row in rows):
        raise StoreError(
            f"session {session.name}: its recording is not in the store; it was kept at station "
            f"{session.station} in {session.folder}"
        )
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    for row in rows:
        path = part / inner_path(row.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(unpack(row))
    part.rename(folder)


def session_of(db: Session, name: str) -> PlayedSession:
    """The row of a session by its name; StoreError where there is none."""
    found = db.scalars(select(PlayedSession).where(PlayedSession.name == name)).first()
    if found is None:
        raise StoreError(f"no session {name!r} here: see `surefoot sessions list`")
    return found


def inner_path(text: str) -> PurePosixPath:
    """A path that stays below its folder; StoreError for one that does not."""
    path = PurePosixPath(text)
    if path.is_absolute() or ".." in path.parts or "\\" in text or ":" in text or not path.parts:
        raise StoreError(f"{text!r}: not a path inside a session's folder")
    return path


def broken_seals(folder: Path, rows: list[Recording]) -> Iterator[str]:
    """One line for each file in a folder that is not what was recorded."""
    for row in rows:
        path = folder / inner_path(row.path)
        if path.name in DERIVED:
            continue
        try:
            data = path.read_bytes()
        except OSError as error:
            yield f"{path}: cannot be read ({error.strerror})"
            continue
        if hashlib.sha256(data).hexdigest() != row.sha256:
            yield f"{path}: changed since it was indexed (its seal differs)"


def broken_checks(folder: Path) -> Iterator[str]:
    """One line for each trial whose rows are not those that the recorder's stop document seals."""
    try:
        for trial in SessionRecording(folder).trials:
            yield from _broken_trial(trial)
    except RecordingError as error:
        yield str(error)


def _broken_trial(trial: TrialRecording) -> Iterator[str]:
    if not trial.seal:  # interrupted: nobody could seal it
        return
    checks = {
        files.SAMPLES: ("samples_check", trial.samples_check),
        files.EVENTS: ("events_check", trial.events_check),
        files.INTENTS: ("check", trial.intents_check),
    }
    for name, (key, now) in checks.items():
        if trial.seal.get(key, now) != now:
            yield f"{trial.folder / name}: changed since it was recorded (its check differs)"


def _sealed(path: str, data: bytes, pack: bool) -> SealedFile:
    digest = hashlib.sha256(data).hexdigest()
    return SealedFile(path, len(data), digest, zlib.compress(data) if pack else None)
