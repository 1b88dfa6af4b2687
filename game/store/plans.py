"""What a therapist set for a participant: every version is kept, the newest counts.

A plan is JSON text here; what it means is no matter of the store.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from game.store.audit import record
from game.store.database import Store
from game.store.errors import StoreError
from game.store.models import Participant, Plan
from game.store.participants import participant_id_of


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """One version of a plan, from 1; body: JSON text as it was saved."""

    version: int
    body: str
    saved: datetime
    saved_by: str


def save_plan(store: Store, code: str, body: str) -> int:
    """Keep a new version in the name of `store.by`; returns its number. StoreError for a code that
    nobody has, and for what is not JSON.
    """
    try:
        json.loads(body)
    except ValueError as error:
        raise StoreError(f"the plan of {code}: not JSON ({error})") from None
    with store.writing() as db:
        participant_id = participant_id_of(db, code)
        newest = db.scalars(_versions(participant_id)).first()
        version = newest.version + 1 if newest else 1
        db.add(
            Plan(
                participant_id=participant_id,
                version=version,
                body=body,
                saved=store.now(),
                saved_by=store.by,
            )
        )
        record(store, db, "change", f"plan of {code}", version=version)
    return version


def current_plan(store: Store, code: str) -> PlanVersion | None:
    """The newest version, None where nothing was set yet."""
    return next(iter(plan_history(store, code, most=1)), None)


def plan_history(store: Store, code: str, most: int | None = None) -> list[PlanVersion]:
    """All versions, newest first; at most `most`."""
    with store.writing() as db:
        participant_id = participant_id_of(db, code)
        record(store, db, "read", f"plan of {code}")
        return [_version(plan) for plan in db.scalars(_versions(participant_id).limit(most))]


def current_plans(store: Store) -> dict[str, PlanVersion]:
    """The newest version of everybody who has a plan, by code."""
    newest = select(func.max(Plan.id)).group_by(Plan.participant_id)  # ids grow with versions
    query = (
        select(Participant.code, Plan)
        .join(Participant, Participant.id == Plan.participant_id)
        .where(Plan.id.in_(newest))
        .order_by(Participant.code)
    )
    with store.writing() as db:
        record(store, db, "read", "plans of everybody")
        return {code: _version(plan) for code, plan in db.execute(query)}


def _version(plan: Plan) -> PlanVersion:
    return PlanVersion(plan.version, plan.body, plan.saved, plan.saved_by)


def _versions(participant_id: int) -> Select[Plan]:
    return select(Plan).where(Plan.participant_id == participant_id).order_by(Plan.version.desc())
