"""What the next session starts from: where difficulty stood, how far a participant can lean, and
what earlier visits left in their valley.

Nothing is overwritten; the newest row counts, and the older ones tell how it came to be. Rows come
from the outcomes of trials when a session is indexed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from game.balance.limits import Limits
from game.session.journey import Journey, Left
from game.store.audit import canonical, record
from game.store.database import Store
from game.store.errors import StoreError
from game.store.models import DifficultyState, Gift, SavedLimits, newest_first
from game.store.participants import participant_id_of


@dataclass(frozen=True, slots=True)
class SavedDifficulty:
    """Where difficulty stood, and when that was."""

    state: dict[str, Any]
    saved: datetime


def keep_difficulty(
    db: Session, participant_id: int, level: str, state: Mapping[str, Any], saved: datetime
) -> None:
    """Add where difficulty stood at a level within a transaction of the caller; state: plain JSON
    values, finite numbers.
    """
    db.add(
        DifficultyState(
            participant_id=participant_id, level=level, body=canonical(dict(state)), saved=saved
        )
    )


def difficulty(store: Store, code: str, level: str) -> SavedDifficulty | None:
    """Where it stood the last time; None where it never was kept."""
    with store.writing() as db:
        participant_id = participant_id_of(db, code)
        record(store, db, "read", f"difficulty of {code}", level=level)
        own = newest_first(DifficultyState, participant_id)
        newest = db.scalars(own.where(DifficultyState.level == level).limit(1)).first()
        return SavedDifficulty(json.loads(newest.body), newest.saved) if newest else None


def keep_limits(
    store: Store, db: Session, participant_id: int, limits: Limits, saved: datetime
) -> None:
    """Add limits within a transaction of the caller."""
    db.add(
        SavedLimits(
            participant_id=participant_id,
            body=canonical(limits.as_dict()),
            saved=saved,
            saved_by=store.by,
        )
    )


def limits(store: Store, code: str, stance: str = "") -> Limits | None:
    """A participant's newest limits, of a stance where one is said; None where there are none."""
    with store.writing() as db:
        participant_id = participant_id_of(db, code)
        record(store, db, "read", f"limits of {code}")
        rows = db.scalars(newest_first(SavedLimits, participant_id))
        try:
            kept = (Limits.from_dict(json.loads(row.body)) for row in rows)
            return next((one for one in kept if not stance or one.serves(stance)), None)
        except ValueError as error:
            raise StoreError(f"the limits of {code}: {error}; measure them again") from None


def keep_gift(db: Session, participant_id: int, session: str, gift: Left, saved: datetime) -> None:
    """Add what a visit left within a transaction of the caller; session: the folder's name."""
    body = canonical(gift.as_dict())
    db.add(Gift(participant_id=participant_id, session=session, body=body, saved=saved))


def journey(store: Store, code: str) -> Journey:
    """A participant's valley, as all of their visits left it."""
    with store.writing() as db:
        participant_id = participant_id_of(db, code)
        record(store, db, "read", f"journey of {code}")
        rows = db.scalars(
            select(Gift).where(Gift.participant_id == participant_id).order_by(Gift.saved, Gift.id)
        )
        try:
            return Journey(code, tuple(Left.from_dict(json.loads(row.body)) for row in rows))
        except ValueError as error:
            raise StoreError(f"the journey of {code}: {error}; update this Surefoot") from None
