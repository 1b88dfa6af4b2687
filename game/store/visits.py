"""What was played, as lists and pages: today's sessions, one session, one participant's data.

Every query here runs along an index however much is stored (tests/store/test_growth.py asks the
databases); a page shows the newest sessions, not all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from game.store.audit import record
from game.store.database import Store
from game.store.models import Participant, PlayedSession, PlayedTrial, StoredMeasure
from game.store.participants import participant_id_of
from game.store.recordings import session_of

MOST = 500
ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session in a list. id: the folder's name; seconds: played; trials: how many; flags: what
    a therapist should see, one line each.
    """

    id: str
    participant: str
    started: datetime
    status: str
    seconds: float
    trials: int
    flags: str
    folder: str
    station: str
    why: str

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {**asdict(self), "started": self.started.isoformat(timespec="seconds")}


class MeasureRow(NamedTuple):
    """A number with its unit. part: `trial` or `quality`. A tuple: a page has thousands."""

    part: str
    name: str
    value: float | None
    unit: str
    n: int


@dataclass(frozen=True, slots=True)
class TrialRow:
    """One trial with what was measured in it."""

    number: int
    name: str
    level_id: str
    level_type: str
    difficulty: float | None
    seconds: float
    problem: str
    measures: tuple[MeasureRow, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {**asdict(self), "measures": [m._asdict() for m in self.measures]}


@dataclass(frozen=True, slots=True)
class Visit:
    """One session with its trials, in the order played."""

    session: SessionRow
    trials: tuple[TrialRow, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values; `trials` are the trials themselves."""
        return {**self.session.as_dict(), "trials": [trial.as_dict() for trial in self.trials]}


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a measure on its day, for a curve over the weeks."""

    session: str
    started: datetime
    level_type: str
    value: float
    unit: str
    n: int


def list_sessions(
    store: Store,
    *,
    participant: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    most: int = MOST,
) -> list[SessionRow]:
    """The newest sessions first: everybody's, or one participant's; from `since` to before `until`,
    both aware. StoreError for a code that nobody has.
    """
    with store.writing() as db:
        record(store, db, "read", f"sessions of {participant or 'everybody'}")
        own = participant_id_of(db, participant) if participant else None
        return [SessionRow(*row) for row in db.execute(sessions_query(own, since, until, most))]


def show_session(store: Store, name: str) -> Visit:
    """One session by its name; StoreError where there is none."""
    with store.writing() as db:
        key = session_of(db, name).id
        record(store, db, "read", f"session {name}")
        row = db.execute(_sessions().where(PlayedSession.id == key)).one()
        return Visit(SessionRow(*row), tuple(_trials(db, [key])[key]))


def participant_page(store: Store, code: str, most: int = ON_A_PAGE) -> list[Visit]:
    """The newest sessions of a participant with everything measured in them, newest first."""
    with store.writing() as db:
        own = participant_id_of(db, code)
        record(store, db, "read", f"data of {code}")
        query = sessions_query(own, None, None, most)
        found = db.execute(query.add_columns(PlayedSession.id)).all()
        trials = _trials(db, [row[-1] for row in found])
        return [Visit(SessionRow(*row[:-1]), tuple(trials[row[-1]])) for row in found]


def measure_series(store: Store, code: str, name: str) -> list[Point]:
    """Every known value of one measure of a participant's trials, oldest first."""
    with store.writing() as db:
        own = participant_id_of(db, code)
        record(store, db, "read", f"data of {code}", measure=name)
        return [Point(*row) for row in db.execute(series_query(own, name))]


def last_played(store: Store, code: str, level_id: str) -> datetime | None:
    """When the newest session began in which a participant played a level; None where none did."""
    with store.writing() as db:
        own = participant_id_of(db, code)
        record(store, db, "read", f"data of {code}", level=level_id)
        return db.scalars(
            select(PlayedSession.started)
            .join(PlayedTrial, PlayedTrial.session_id == PlayedSession.id)
            .where(PlayedSession.participant_id == own, PlayedTrial.level_id == level_id)
            .order_by(PlayedSession.started.desc())
            .limit(1)
        ).first()


def sessions_query(
    participant_id: int | None, since: datetime | None, until: datetime | None, most: int
) -> Select[*tuple[Any, ...]]:
    """The columns of SessionRow, newest first."""
    query = _sessions()
    if participant_id is not None:
        query = query.where(PlayedSession.participant_id == participant_id)
    if since is not None:
        query = query.where(PlayedSession.started >= since)
    if until is not None:
        query = query.where(PlayedSession.started < until)
    return query.order_by(PlayedSession.started.desc()).limit(most)


def trials_query(sessions: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """Keys of session and trial with the columns of TrialRow, in the order played."""
    t = PlayedTrial
    return (
        select(
            t.session_id,
            t.id,
            t.number,
            t.name,
            t.level_id,
            t.level_type,
            t.difficulty,
            t.seconds,
            t.problem,
        )
        .where(t.session_id.in_(sessions))
        .order_by(t.session_id, t.number)
    )


def measures_query(trials: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """A trial's key with the columns of MeasureRow, in the order of the summary."""
    m = StoredMeasure
    return (
        select(m.trial_id, m.part, m.name, m.value, m.unit, m.n)
        .where(m.trial_id.in_(trials))
        .order_by(m.trial_id, m.number)
    )


def series_query(participant_id: int, name: str) -> Select[*tuple[Any, ...]]:
    """The columns of Point, oldest first."""
    m = StoredMeasure
    return (
        select(
            PlayedSession.name,
            PlayedSession.started,
            PlayedTrial.level_type,
            m.value,
            m.unit,
            m.n,
        )
        .join(PlayedTrial, PlayedTrial.session_id == PlayedSession.id)
        .join(m, m.trial_id == PlayedTrial.id)
        .where(PlayedSession.participant_id == participant_id)
        .where(m.name == name, m.part == "trial", m.value.is_not(None))
        .order_by(PlayedSession.started, PlayedTrial.number)
    )


def _sessions() -> Select[*tuple[Any, ...]]:
    s = PlayedSession
    return select(
        s.name,
        Participant.code,
        s.started,
        s.status,
        s.seconds,
        s.trials,
        s.flags,
        s.folder,
        s.station,
        s.why,
    ).join(Participant, Participant.id == s.participant_id)


def _trials(db: Session, sessions: Sequence[int]) -> dict[int, list[TrialRow]]:
    """The trials of each of these sessions."""
    trials = db.execute(trials_query(sessions)).all()
    measures: dict[int, list[MeasureRow]] = defaultdict(list)
    for row in db.execute(measures_query([row.id for row in trials])):
        measures[row[0]].append(MeasureRow._make(row[1:]))
    made: dict[int, list[TrialRow]] = defaultdict(list)
    for t in trials:
        made[t.session_id].append(
            TrialRow(
                t.number,
                t.name,
                t.level_id,
                t.level_type,
                t.difficulty,
                t.seconds,
                t.problem,
                tuple(measures[t.id]),
            )
        )
    return made
