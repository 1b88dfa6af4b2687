"""The tables. Times are UTC; documents are JSON text; whoever is not named is a code.

Names and birth dates stand in `people` alone, apart from everything that was measured. Nothing that
a therapist set is overwritten: plans, difficulty and limits get a new row, and the newest counts.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Utc(TypeDecorator[datetime]):
    """A moment in UTC, aware on the way in and out; SQLite keeps it without the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {
        str: Text,
        float: Double,
        bytes: LargeBinary,
        datetime: Utc,
    }


class Participant(Base):
    """A pseudonym. Everything measured hangs on it."""

    __tablename__ = "participants"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    added: Mapped[datetime]


class Person(Base):
    """Who a pseudonym is: the one table with names."""

    __tablename__ = "people"

    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), primary_key=True)
    given_name: Mapped[str] = mapped_column(default="")
    family_name: Mapped[str] = mapped_column(default="")
    born: Mapped[date | None]


class Therapist(Base):
    """Somebody who may sign in; `password` is a hash, or empty where there is none yet."""

    __tablename__ = "therapists"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
    added: Mapped[datetime]


class Plan(Base):
    """One version of a participant's plan."""

    __tablename__ = "plans"
    __table_args__ = (UniqueConstraint("participant_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    version: Mapped[int]
    body: Mapped[str]
    saved: Mapped[datetime]
    saved_by: Mapped[str]


class SavedSettings(Base):
    """What was set for a participant themselves, as JSON: how they see, hear and steer."""

    __tablename__ = "settings"
    __table_args__ = (Index(None, "participant_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    body: Mapped[str]
    saved: Mapped[datetime]
    saved_by: Mapped[str]


class Device(Base):
    """A board or controller that was played with, as it described itself the last time."""

    __tablename__ = "devices"
    __table_args__ = (UniqueConstraint("name", "serial"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    serial: Mapped[str]
    kind: Mapped[str]
    info: Mapped[str]
    seen: Mapped[datetime]


class PlayedSession(Base):
    """One session folder. seconds: played, pauses not counted. flags: what a therapist should see,
    one line each.
    """

    __tablename__ = "sessions"
    __table_args__ = (Index(None, "participant_id", "started"), Index(None, "started"))

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    started: Mapped[datetime]
    ended: Mapped[datetime]
    status: Mapped[str]
    why: Mapped[str]
    seconds: Mapped[float]
    trials: Mapped[int]
    flags: Mapped[str]
    station: Mapped[str]
    folder: Mapped[str]
    software: Mapped[str]


class BegunVisit(Base):
    """Where the newest visit of a participant began, and when; see `game.store.begun`."""

    __tablename__ = "begun_visits"

    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), primary_key=True)
    station: Mapped[str]
    began: Mapped[datetime]


class PlayedTrial(Base):
    """One trial of a session, in the order played from 1."""

    __tablename__ = "trials"
    __table_args__ = (UniqueConstraint("session_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id"))
    number: Mapped[int]
    name: Mapped[str]
    level_id: Mapped[str]
    level_type: Mapped[str]
    difficulty: Mapped[float | None]
    difficulty_mode: Mapped[str]
    seconds: Mapped[float]
    device_id: Mapped[int | None] = mapped_column(ForeignKey("devices.id"))
    problem: Mapped[str]


class StoredMeasure(Base):
    """A number with its unit; value is empty where it is not known. part: `trial` or `quality`."""

    __tablename__ = "measures"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 (the form that SQLAlchemy reads)

    trial_id: Mapped[int] = mapped_column(ForeignKey("trials.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    part: Mapped[str]
    name: Mapped[str]
    value: Mapped[float | None]
    unit: Mapped[str]
    n: Mapped[int]


class Recording(Base):
    """One file of a session's folder as it was when indexed: its seal, and its bytes (zlib) where
    the store is shared.
    """

    __tablename__ = "recordings"
    __table_args__ = (UniqueConstraint("session_id", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id"))
    path: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    packed: Mapped[bytes | None] = mapped_column(deferred=True)


class Calibration(Base):
    """What a device said of its zero at the end of a session, as JSON."""

    __tablename__ = "calibrations"
    __table_args__ = (Index(None, "device_id"), Index(None, "session_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("devices.id"))
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id"))
    at: Mapped[datetime]
    body: Mapped[str]


class SavedLimits(Base):
    """A participant's limits of stability as measured or set."""

    __tablename__ = "limits"
    __table_args__ = (Index(None, "participant_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    body: Mapped[str]
    saved: Mapped[datetime]
    saved_by: Mapped[str]


class DifficultyState(Base):
    """Where difficulty stood for a participant at a level, as JSON."""

    __tablename__ = "difficulty"
    __table_args__ = (Index(None, "participant_id", "level"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    level: Mapped[str]
    body: Mapped[str]
    saved: Mapped[datetime]


class Gift(Base):
    """What one visit left in a participant's valley, as JSON; `session` is the folder's name."""

    __tablename__ = "gifts"
    __table_args__ = (Index(None, "participant_id"), UniqueConstraint("session"))

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    session: Mapped[str]
    body: Mapped[str]
    saved: Mapped[datetime]


class Answer(Base):
    """One answer to one question; `session` is the folder's name, which may be indexed later."""

    __tablename__ = "answers"
    __table_args__ = (Index(None, "participant_id"), Index(None, "session"))

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    session: Mapped[str]
    questionnaire: Mapped[str]
    moment: Mapped[str]
    question: Mapped[str]
    value: Mapped[float | None]
    words: Mapped[str]
    at: Mapped[datetime]


class ClinicalScore(Base):
    """A score that somebody typed in, such as a Berg balance scale; a correction is a new row."""

    __tablename__ = "clinical_scores"
    __table_args__ = (Index(None, "participant_id", "measured"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    measured: Mapped[date]
    name: Mapped[str]
    value: Mapped[float]
    unit: Mapped[str]
    note: Mapped[str]
    saved: Mapped[datetime]
    saved_by: Mapped[str]


class AuditEntry(Base):
    """One link of the chain; see `game.store.audit`. The database refuses to change or drop one."""

    __tablename__ = "audit"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str]
    by: Mapped[str]
    station: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]


class AuditHead(Base):
    """The last link, kept apart, so that links cut off the end are missed."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    hash: Mapped[str]
