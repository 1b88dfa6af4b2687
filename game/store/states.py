"""What the next session starts from: where difficulty stood, and how far a participant can lean.

Nothing is overwritten; the newest row counts, and the older ones tell how it came to be.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from game.balance.limits import Limits
from game.store.audit import canonical, record
from game.store.database import Store
from game.store.errors import StoreError
from game.store.models import DifficultyState, SavedLimits
from game.store.participants import find_or_add, participant_id_of


@dataclass(frozen=True, slots=True)
class SavedDifficulty:
    """Where difficulty stood, and when that was."""

    state: dict[str, Any]
    saved: datetime


def save_difficulty(store: Store, code: str, level_type: str, state: Mapping[str, Any]) -> None:
    """Keep where difficulty stands now; state: plain JSON values, finite numbers."""
    with store.writing() as db:
        db.add(
            DifficultyState(
                participant_id=find_or_add(store, db, code),
                level_type=level_type,
                body=canonical(dict(state)),
                saved=store.now(),
            )
        )
        record(store, db, "change", f"difficulty of {code}", level_type=level_type)


def difficulty(store: Store, code: str, level_type: str) -> SavedDifficulty | None:
    """Where it stood the last time; None where it never was kept."""
    with store.writing() as db:
        participant_id = participant_id_of(db, code)
        record(store, db, "read", f"difficulty of {code}", level_type=level_type)
        newest = db.scalars(
            select(DifficultyState)
            .where(DifficultyState.participant_id == participant_id)
            .where(DifficultyState.level_type == level_type)
            .order_by(DifficultyState.id.desc())
            .limit(1)
        ).first()
        return SavedDifficulty(json.loads(newest.body), newest.saved) if newest else None


def save_limits(store: Store, code: str, limits: Limits) -> None:
    """Keep a participant's limits of stability as measured, or as a therapist set them."""
    with store.writing() as db:
        db.add(
            SavedLimits(
                participant_id=find_or_add(store, db, code),
                body=canonical(limits.as_dict()),
                saved=store.now(),
                saved_by=store.by,
            )
        )
        record(store, db, "change", f"limits of {code}", measured=limits.measured)


def limits(store: Store, code: str) -> Limits | None:
    """A participant's newest limits; None where there are none."""
    with store.writing() as db:
        participant_id = participant_id_of(db, code)
        record(store, db, "read", f"limits of {code}")
        newest = db.scalars(
            select(SavedLimits)
            .where(SavedLimits.participant_id == participant_id)
            .order_by(SavedLimits.id.desc())
            .limit(1)
        ).first()
        if newest is None:
            return None
        try:
            return Limits.from_dict(json.loads(newest.body))
        except ValueError as error:
            raise StoreError(f"the limits of {code}: {error}; measure them again") from None
