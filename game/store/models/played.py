"""What was played, and with what: sessions, their trials, measures and files, and the devices."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from game.store.models.base import Base


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
