"""What people said and what therapists typed in: questionnaires, and scores from elsewhere."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from game.store.audit import record
from game.store.database import Store
from game.store.errors import StoreError
from game.store.models import Answer, ClinicalScore, Participant
from game.store.participants import participant_id_of


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answer; value where it is a number, words where it is not. moment: before or after."""

    session: str
    questionnaire: str
    moment: str
    question: str
    value: float | None
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Score:
    """A clinical score as typed in."""

    participant: str
    measured: date
    name: str
    value: float
    unit: str
    note: str
    saved_by: str

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {**asdict(self), "measured": self.measured.isoformat()}


def answers_of(store: Store, code: str) -> list[GivenAnswer]:
    """All answers of a participant, in the order given."""
    with store.writing() as db:
        participant_id = participant_id_of(db, code)
        record(store, db, "read", f"answers of {code}")
        rows = select(Answer).where(Answer.participant_id == participant_id).order_by(Answer.id)
        return [
            GivenAnswer(a.session, a.questionnaire, a.moment, a.question, a.value, a.words, a.at)
            for a in db.scalars(rows)
        ]


def add_score(
    store: Store, code: str, name: str, value: float, unit: str, measured: date, note: str = ""
) -> None:
    """Keep a score that was taken elsewhere; a correction is another row, the newest of its day
    and name counts.
    """
    with store.writing() as db:
        db.add(
            ClinicalScore(
                participant_id=participant_id_of(db, code),
                measured=measured,
                name=name,
                value=_finite(name, value),
                unit=unit,
                note=note,
                saved=store.now(),
                saved_by=store.by,
            )
        )
        record(store, db, "change", f"scores of {code}", name=name, measured=measured.isoformat())


def scores_of(store: Store, code: str = "") -> list[Score]:
    """The scores of a participant, or of everybody, by day; of those of one day and name the
    newest. StoreError for a code that nobody has.
    """
    query = (
        select(Participant.code, ClinicalScore)
        .join(Participant, Participant.id == ClinicalScore.participant_id)
        .order_by(ClinicalScore.measured, ClinicalScore.id)
    )
    with store.writing() as db:
        if code:
            query = query.where(ClinicalScore.participant_id == participant_id_of(db, code))
        record(store, db, "read", f"scores of {code or 'everybody'}")
        newest = {
            (own, row.measured, row.name): Score(
                own, row.measured, row.name, row.value, row.unit, row.note, row.saved_by
            )
            for own, row in db.execute(query)
        }
        return list(newest.values())


def _finite(name: str, value: float) -> float:
    if not math.isfinite(value):
        raise StoreError(f"{name}: {value} is not a finite number")
    return float(value)
