"""Who there is: pseudonyms, the names behind them, and who may sign in."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from game.store.models.base import Base


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
