"""The chain of who looked at what and changed what; see `game.store.audit`."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from game.store.models.base import Base


class AuditEntry(Base):
    """One link of the chain. The database refuses to change or drop one."""

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
