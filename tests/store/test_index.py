"""A session that has ended is in the store once, whoever sends it and however often."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from game.balance.limits import theoretical_limits
from game.session import files
from game.session.diary import Diary
from game.session.files import RecordingError
from game.session.journey import Left
from game.session.outcome import OUTCOME, read_outcome, write_outcome
from game.store.answers import answers_of
from game.store.errors import NotEnded
from game.store.index import index_session
from game.store.models import Device, PlayedSession, PlayedTrial, Recording, StoredMeasure
from game.store.participants import find_or_add
from game.store.states import difficulty, journey, keep_difficulty, limits
from game.store.visits import list_sessions


def _count(store, table):
    with store.reading() as db:
        return db.scalar(select(func.count()).select_from(table))


def _change(path, **values):
    document = json.loads(path.read_text())
    document.update(values)
    path.write_text(json.dumps({k: v for k, v in document.items() if v is not None}))


def test_a_session_is_indexed_with_its_trials_measures_and_files(store, session):
    assert index_session(store, session)
    with store.reading() as db:
        row = db.scalars(select(PlayedSession)).one()
        assert (row.name, row.status, row.trials) == (session.name, "completed", 1)
        assert (row.seconds, row.station, row.folder) == (6.0, "room 1", str(session))
        trial = db.scalars(select(PlayedTrial)).one()
        assert (trial.level_id, trial.level_type, trial.seconds) == (
            "orchard-1",
            "target_reach",
            6.0,
        )
        device = db.scalars(select(Device)).one()
        assert (device.name, device.kind) == ("simulated", "board")
        stored = db.scalars(select(StoredMeasure).order_by(StoredMeasure.number)).all()
    summary = json.loads((session / trial.name / files.SUMMARY).read_text())
    told = [*summary["measures"], *summary["quality"]]
    assert [(m.name, m.value, m.unit, m.n) for m in stored] == [
        (m["name"], m["value"], m["unit"], m["n"]) for m in told
    ]


def test_recordings_travel_into_a_shared_store_alone(store, session):
    index_session(store, session)
    with store.reading() as db:
        rows = db.scalars(select(Recording)).all()
        assert {row.path for row in rows} == {
            path.relative_to(session).as_posix() for path in session.rglob("*") if path.is_file()
        }
        assert {row.packed is not None for row in rows} == {store.shared}


def test_a_session_sent_again_changes_nothing(store, session):
    assert index_session(store, session)
    assert not index_session(store, session)
    assert [_count(store, table) for table in (PlayedSession, PlayedTrial, Device)] == [1, 1, 1]


def test_a_session_that_has_not_ended_waits(store, session):
    _change(session / files.SESSION, stop=None)
    with pytest.raises(NotEnded):
        index_session(store, session)
    assert _count(store, PlayedSession) == 0


def test_a_trial_that_nobody_scored_is_scored_first(store, session):
    (session / "trial-01-orchard-1" / files.SUMMARY).unlink()
    assert index_session(store, session)
    assert _count(store, StoredMeasure) > 10


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("participant", "Anna Smith"),
        ("participant", None),
        ("started", "yesterday"),
        ("software", 3),
        ("stop", {"status": "fine", "ended": "2026-01-01T00:00:00+00:00"}),
        ("stop", {"status": "completed"}),
        ("trials", ["../../etc"]),
    ],
)
def test_a_document_that_is_none_is_named_and_nothing_is_kept(store, session, key, value):
    _change(session / files.SESSION, **{key: value})
    with pytest.raises(RecordingError):
        index_session(store, session)
    assert [_count(store, table) for table in (PlayedSession, Recording)] == [0, 0]


def test_what_the_next_visit_starts_from_comes_with_the_session(store, session, clock):
    measured = theoretical_limits(1.8)
    write_outcome(session / "trial-01-orchard-1", difficulty={"value": 0.4}, limits=measured)
    index_session(store, session)
    assert limits(store, "P001") == measured
    kept = difficulty(store, "P001", "orchard-1")
    assert kept.state == {"value": 0.4}
    ended = json.loads((session / files.SESSION).read_text())["stop"]["ended"]
    assert kept.saved.isoformat(timespec="seconds") == ended


def test_what_a_visit_left_comes_with_the_session_once(store, session):
    measured, gift = theoretical_limits(1.8), Left("bench", "bridge", seconds=61.5, tries=12)
    write_outcome(session, limits=measured)
    write_outcome(session, gift=gift)
    assert read_outcome(session).limits == measured, "what was found out before stays"
    index_session(store, session)
    index_session(store, session)
    valley = journey(store, "P001")
    assert valley.left == (gift,) and valley.visit == 2
    assert limits(store, "P001") == measured


def test_what_was_asked_and_flagged_during_the_visit_comes_with_the_session(store, session):
    diary = Diary(session)
    diary.answer(12.5, "before", "pain", 2)
    diary.answer(700.0, "after", "pain", 5)
    diary.flag(700.0, "pain rose by 3")
    diary.flag(701.0, "rest was cut short")
    index_session(store, session)
    before, after = answers_of(store, "P001")
    (row,) = list_sessions(store)
    assert (before.moment, before.question, before.value) == ("before", "pain", 2.0)
    assert (after.moment, after.value, after.session) == ("after", 5.0, session.name)
    assert after.at - row.started == timedelta(seconds=700)
    assert row.flags == "pain rose by 3\nrest was cut short"


def test_an_older_session_that_is_sent_late_does_not_count_as_the_newest(store, session, clock):
    clock.moment = datetime.now(UTC) + timedelta(days=1)
    with store.writing() as db:
        participant_id = find_or_add(store, db, "P001")
        keep_difficulty(db, participant_id, "orchard-1", {"value": 0.7}, store.now())
    write_outcome(session / "trial-01-orchard-1", difficulty={"value": 0.4})
    index_session(store, session)
    assert difficulty(store, "P001", "orchard-1").state == {"value": 0.7}
    assert limits(store, "P001") is None


@pytest.mark.parametrize("wrong", [{"difficulty": 3}, {"limits": {"how": ""}}, {"format": 2}])
def test_an_outcome_that_is_none_is_named(store, session, wrong):
    path = session / "trial-01-orchard-1" / OUTCOME
    path.write_text(json.dumps({"format": 1, **wrong}))
    with pytest.raises(RecordingError, match=OUTCOME):
        index_session(store, session)
    assert _count(store, PlayedSession) == 0


def test_a_session_without_a_trial_is_indexed_too(store, session):
    _change(session / files.SESSION, trials=[])
    assert index_session(store, session)
    with store.reading() as db:
        assert db.scalars(select(PlayedSession)).one().seconds == 0
