"""Puts a session that has ended into the store, once, from the documents in its folder.

Its name is unique: whoever sends it again, from wherever, changes nothing.
"""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from game.store.audit import canonical, record
from game.store.database import Store
from game.store.found import FoundSession, FoundTrial, find_session
from game.store.models import (
    Answer,
    Calibration,
    Device,
    PlayedSession,
    PlayedTrial,
    Recording,
    StoredMeasure,
)
from game.store.participants import find_or_add
from game.store.recordings import SealedFile, sealed_files
from game.store.states import keep_difficulty, keep_gift, keep_limits

WELLBEING = "wellbeing"  # the questions around play: pain, dizziness, effort


def index_session(store: Store, folder: Path) -> bool:
    """Whether the session was new to the store; all of it is in it now, or nothing.

    NotEnded for a session without a stop document, RecordingError for documents that are none,
    StoreAway where the database cannot be reached.
    """
    if is_indexed(store, folder.resolve().name):
        return False
    found = find_session(folder)
    sealed = sealed_files(folder, pack=store.shared)
    with store.writing() as db:
        if _known(db, found.name):
            return False
        session = _session(store, db, found, folder)
        _recordings(db, session, sealed)
        devices = [_trial(db, session, i, trial) for i, trial in enumerate(found.trials, start=1)]
        if found.farewell and devices:
            db.add(
                Calibration(
                    device_id=devices[0],
                    session_id=session.id,
                    at=found.ended,
                    body=canonical(found.farewell),
                )
            )
        _outcomes(store, db, session, found)
        _answers(db, session, found)
        record(store, db, "change", f"session {found.name}", indexed=found.status)
    return True


def is_indexed(store: Store, name: str) -> bool:
    """Whether a session of this name is in the store."""
    with store.reading() as db:
        return _known(db, name)


def _known(db: Session, name: str) -> bool:
    return (
        db.scalars(select(PlayedSession.id).where(PlayedSession.name == name)).first() is not None
    )


def _session(store: Store, db: Session, found: FoundSession, folder: Path) -> PlayedSession:
    row = PlayedSession(
        name=found.name,
        participant_id=find_or_add(store, db, found.participant),
        started=found.started,
        ended=found.ended,
        status=found.status,
        why=found.why,
        seconds=found.seconds,
        trials=len(found.trials),
        flags="\n".join(found.flags),
        station=store.station,
        folder=str(folder.resolve()),
        software=found.software,
    )
    db.add(row)
    db.flush()
    return row


def _trial(db: Session, session: PlayedSession, number: int, found: FoundTrial) -> int:
    """Keep a trial and its measures; returns the key of its device."""
    device_id = _device(db, session, found)
    trial = PlayedTrial(
        session_id=session.id,
        number=number,
        name=found.name,
        level_id=found.level_id,
        level_type=found.level_type,
        difficulty=found.difficulty,
        difficulty_mode=found.difficulty_mode,
        seconds=found.seconds,
        device_id=device_id,
        problem=found.problem,
    )
    db.add(trial)
    db.flush()
    db.add_all(
        StoredMeasure(
            trial_id=trial.id, number=i, part=m.part, name=m.name, value=m.value, unit=m.unit, n=m.n
        )
        for i, m in enumerate(found.measures)
    )
    return device_id


def _device(db: Session, session: PlayedSession, found: FoundTrial) -> int:
    """The key of a device, as it describes itself in this session or a later one."""
    name, serial = (str(found.device.get(key) or "") for key in ("name", "serial"))
    row = db.scalars(
        select(Device).where(Device.name == name).where(Device.serial == serial)
    ).first()
    if row is None:
        row = Device(name=name, serial=serial, seen=session.started, kind="", info="")
        db.add(row)
    if not row.info or row.seen <= session.started:
        row.kind = str(found.device.get("kind") or "")
        row.info, row.seen = json.dumps(found.device, ensure_ascii=False), session.started
    db.flush()
    return row.id


def _outcomes(store: Store, db: Session, session: PlayedSession, found: FoundSession) -> None:
    """What the next visit starts from, as of the end of this one, however late it is sent."""
    if found.outcome.limits is not None:
        keep_limits(store, db, session.participant_id, found.outcome.limits, found.ended)
    if found.outcome.gift is not None:
        keep_gift(db, session.participant_id, found.name, found.outcome.gift, found.ended)
    for trial in found.trials:
        if (state := trial.outcome.difficulty) is not None:
            keep_difficulty(db, session.participant_id, trial.level_id, state, found.ended)
        if (measured := trial.outcome.limits) is not None:
            keep_limits(store, db, session.participant_id, measured, found.ended)


def _answers(db: Session, session: PlayedSession, found: FoundSession) -> None:
    db.add_all(
        Answer(
            participant_id=session.participant_id,
            session=found.name,
            questionnaire=WELLBEING,
            moment=answer.moment,
            question=answer.question,
            value=answer.value,
            words="",
            at=answer.at,
        )
        for answer in found.answers
    )


def _recordings(db: Session, session: PlayedSession, sealed: list[SealedFile]) -> None:
    db.add_all(
        Recording(
            session_id=session.id,
            path=file.path,
            size=file.size,
            sha256=file.sha256,
            packed=file.packed,
        )
        for file in sealed
    )
