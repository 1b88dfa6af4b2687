"""Tells a station that a visit of the same participant runs at another: somebody has the wrong one.

Sessions reach the store when they have ended; that one began is noted by itself, one row for each
participant. A visit counts as ended when the store has a session of that station from then on.
Nothing is refused by it: both are kept whatever happens.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from game.store.database import Store
from game.store.models import BegunVisit, PlayedSession
from game.store.participants import find_or_add

LONGEST = timedelta(hours=3)  # what never reached the store is no visit any more after this
EARLIER = timedelta(seconds=2)  # a session's start is kept to the second


@dataclass(frozen=True, slots=True)
class Begun:
    """Where a visit runs, and since when."""

    station: str
    began: datetime


def begin_visit(store: Store, code: str) -> Begun | None:
    """Note that a visit begins here; returns the one that runs at another station, if one does."""
    with store.writing() as db:
        participant_id, now = find_or_add(store, db, code), store.now()
        before = db.get(BegunVisit, participant_id)
        other = before and Begun(before.station, before.began)
        runs = other if other and _runs(store, db, participant_id, other, now) else None
        db.merge(BegunVisit(participant_id=participant_id, station=store.station, began=now))
        return runs


def _runs(store: Store, db: Session, participant_id: int, other: Begun, now: datetime) -> bool:
    if other.station == store.station or now - other.began > LONGEST:
        return False
    ended = (
        select(PlayedSession.id)
        .where(PlayedSession.participant_id == participant_id)
        .where(PlayedSession.station == other.station)
        .where(PlayedSession.started >= other.began - EARLIER)
    )
    return db.scalars(ended.limit(1)).first() is None
