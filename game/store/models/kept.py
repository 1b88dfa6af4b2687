"""What is kept for a participant from visit to visit: what was set, asked, scored and left.

A row is added and never changed: the newest counts, and the older ones tell how it came to be.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import ForeignKey, Index, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from game.store.models.base import Base


class Kept:
    """A document of a participant's and since when it counts; a base of tables, no table."""

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    body: Mapped[str]
    saved: Mapped[datetime]


AnyKept = TypeVar("AnyKept", bound=Kept)


def newest_first(kind: type[AnyKept], participant_id: int) -> Select[AnyKept]:
    """A participant's rows of one kind, the one that counts first."""
    own = select(kind).where(kind.participant_id == participant_id)
    return own.order_by(kind.saved.desc(), kind.id.desc())


class Plan(Kept, Base):
    """One version of a participant's plan."""

    __tablename__ = "plans"
    __table_args__ = (UniqueConstraint("participant_id", "version"),)

    version: Mapped[int]
    saved_by: Mapped[str]


class SavedSettings(Kept, Base):
    """What was set for a participant themselves, as JSON: how they see, hear and steer."""

    __tablename__ = "settings"
    __table_args__ = (Index(None, "participant_id"),)

    saved_by: Mapped[str]


class SavedLimits(Kept, Base):
    """A participant's limits of stability as measured or set."""

    __tablename__ = "limits"
    __table_args__ = (Index(None, "participant_id"),)

    saved_by: Mapped[str]


class DifficultyState(Kept, Base):
    """Where difficulty stood for a participant at a level, as JSON."""

    __tablename__ = "difficulty"
    __table_args__ = (Index(None, "participant_id", "level"),)

    level: Mapped[str]


class Gift(Kept, Base):
    """What one visit left in a participant's valley, as JSON; `session` is the folder's name."""

    __tablename__ = "gifts"
    __table_args__ = (Index(None, "participant_id"), UniqueConstraint("session"))

    session: Mapped[str]


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
