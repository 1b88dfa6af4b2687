"""The people of a clinic: a code for everything measured, and names kept apart from it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from game.session.files import RecordingError, check_participant
from game.store.audit import record
from game.store.database import Store
from game.store.errors import StoreError
from game.store.models import Participant, Person, PlayedSession


@dataclass(frozen=True, slots=True)
class KnownParticipant:
    """A participant as a therapist sees one. last: when the newest session started."""

    code: str
    given_name: str
    family_name: str
    born: date | None
    added: datetime
    sessions: int
    last: datetime | None

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        values = asdict(self)
        return {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()}


def add_participant(
    store: Store, code: str, given_name: str = "", family_name: str = "", born: date | None = None
) -> None:
    """A new participant; StoreError where the code, in any case of letters, is taken or none."""
    try:
        check_participant(code)
    except RecordingError as error:
        raise StoreError(str(error)) from None
    with store.writing() as db:
        taken = select(Participant.code).where(func.lower(Participant.code) == code.lower())
        if other := db.scalars(taken).first():
            raise StoreError(
                f"participant {other} is there already: choose another code, or set names with "
                f"`surefoot participants name {other}`"
            )
        participant_id = find_or_add(store, db, code)
        db.add(
            Person(
                participant_id=participant_id,
                given_name=given_name,
                family_name=family_name,
                born=born,
            )
        )


def name_participant(
    store: Store,
    code: str,
    given_name: str | None = None,
    family_name: str | None = None,
    born: date | None = None,
) -> None:
    """Set what is given of a participant's names and birth date; None leaves it as it is."""
    given = {"given_name": given_name, "family_name": family_name, "born": born}
    changed = {key: value for key, value in given.items() if value is not None}
    with store.writing() as db:
        participant_id = participant_id_of(db, code)
        person = db.get(Person, participant_id) or Person(participant_id=participant_id)
        for key, value in changed.items():
            setattr(person, key, value)
        db.add(person)
        record(store, db, "change", f"participant {code}", named=sorted(changed))


def list_participants(store: Store) -> list[KnownParticipant]:
    """Everybody, by code."""
    with store.writing() as db:
        record(store, db, "read", "participants")
        return [KnownParticipant(*row) for row in db.execute(_known().order_by(Participant.code))]


def show_participant(store: Store, code: str) -> KnownParticipant:
    """One of them; StoreError for a code that nobody has."""
    with store.writing() as db:
        participant_id = participant_id_of(db, code)
        record(store, db, "read", f"participant {code}")
        row = db.execute(_known().where(Participant.id == participant_id)).one()
        return KnownParticipant(*row)


def find_participant(store: Store, code: str) -> KnownParticipant | None:
    """One of them; None for a code that nobody has."""
    with store.writing() as db:
        row = db.execute(_known().where(Participant.code == code)).one_or_none()
        if row is None:
            return None
        record(store, db, "read", f"participant {code}")
        return KnownParticipant(*row)


def participant_id_of(db: Session, code: str) -> int:
    """The key of a participant; StoreError for a code that nobody has."""
    found = db.scalars(select(Participant.id).where(Participant.code == code)).first()
    if found is None:
        raise StoreError(
            f"no participant {code!r} here: see `surefoot participants list`, "
            f"or add one with `surefoot participants add {code}`"
        )
    return found


def find_or_add(store: Store, db: Session, code: str) -> int:
    """The key of a participant, who is added where there was none: what was played is kept."""
    found = db.scalars(select(Participant.id).where(Participant.code == code)).first()
    if found is not None:
        return found
    participant = Participant(code=code, added=store.now())
    db.add(participant)
    db.flush()
    record(store, db, "change", f"participant {code}", added=True)
    return participant.id


def _known() -> Select[*tuple[Any, ...]]:
    """The columns of KnownParticipant."""
    own = PlayedSession.participant_id == Participant.id
    return select(
        Participant.code,
        func.coalesce(Person.given_name, ""),
        func.coalesce(Person.family_name, ""),
        Person.born,
        Participant.added,
        select(func.count()).where(own).scalar_subquery(),
        select(func.max(PlayedSession.started)).where(own).scalar_subquery(),
    ).outerjoin(Person, Person.participant_id == Participant.id)
