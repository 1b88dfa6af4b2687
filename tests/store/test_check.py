"""The check finds what is not as it was written, and names it; what is fine is called fine."""

import json
import os
import zlib
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from game.session import files
from game.store.check import check_store
from game.store.engine import sqlite_file
from game.store.errors import StoreError
from game.store.index import index_session
from game.store.models import PlayedSession, PlayedTrial, Recording
from game.store.recordings import bring_back
from game.store.spool import note

TRIAL = "trial-01-orchard-1"


@pytest.fixture
def indexed(store, session):
    index_session(store, session)
    return store


def _problems(store, session):
    return check_store(store, session.parent, session.parent / "to-store").problems


def test_a_whole_store_is_fine(indexed, session):
    report = check_store(indexed, session.parent, session.parent / "to-store")
    assert report.as_dict() == {
        "fine": True, "sessions": 1, "files": 6, "audit_entries": 2, "problems": [], "notes": [],
    }  # fmt: skip


def test_a_session_that_runs_is_called_running_and_one_that_was_cut_short_interrupted(
    store, session, clock
):
    path, spool = session / files.SESSION, session.parent / "to-store"
    ended = path.read_text()
    document = json.loads(ended)
    del document["stop"]
    files.write_json(path, document)
    note(spool, session)

    def notes_at(since):
        clock.moment = since
        report = check_store(store, session.parent, spool)
        assert report.problems == []
        return report.notes

    touched = clock.moment
    for one in (*session.rglob("*"), session):
        os.utime(one, (touched.timestamp(),) * 2)
    assert notes_at(touched + timedelta(seconds=5)) == [f"{session}: still running"]
    said, waiting = notes_at(touched + timedelta(minutes=5))
    assert "was interrupted; the next `surefoot play`" in said and waiting.startswith("1 still")
    path.write_text(ended)
    assert "not in the store; `surefoot sessions index`" in notes_at(touched)[0]


@pytest.mark.parametrize("name", [files.SAMPLES, files.INTENTS, files.EVENTS, files.START])
def test_a_flipped_byte_is_found_in_every_recorded_file(indexed, session, name):
    path = session / TRIAL / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    (problem,) = _problems(indexed, session)
    assert str(path) in problem and "changed" in problem


def test_a_session_that_was_scored_again_is_fine(indexed, session):
    path = session / TRIAL / files.SUMMARY
    path.write_text(path.read_text().replace('"format": 1', '"format":  1'))
    assert _problems(indexed, session) == []


def test_what_was_changed_before_it_was_indexed_is_found_by_the_recorder_s_own_checks(
    store, session
):
    path = session / TRIAL / files.SAMPLES
    path.write_text(path.read_text().replace("0.0100", "0.0101", 1))
    index_session(store, session)
    (problem,) = _problems(store, session)
    assert files.SAMPLES in problem and "changed since it was recorded" in problem


def test_a_missing_file_and_a_missing_folder_are_named(indexed, session):
    (session / TRIAL / files.EVENTS).unlink()
    (problem,) = _problems(indexed, session)
    assert files.EVENTS in problem and "cannot be read" in problem
    session.rename(session.with_name("gone"))
    problems = _problems(indexed, session)
    if indexed.shared:
        assert problems == []
    else:
        assert "its folder is not here" in problems[0]


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_bytes_that_changed_in_the_database_are_found(indexed, session):
    with indexed.writing() as db:
        rows = db.scalars(select(Recording).order_by(Recording.path)).all()
        rows[0].packed = zlib.compress(b"something else")
        rows[1].packed = b"no zlib"
        names = [rows[0].path, rows[1].path]
    first, second = _problems(indexed, session)
    assert f"{names[0]}: changed in the database" in first
    assert f"{names[1]}: damaged in the database" in second
    with pytest.raises(StoreError, match="in the database"):
        session.rename(session.with_name("gone"))
        bring_back(indexed, session.name, session.parent)
    assert not session.exists()


def test_a_session_short_of_a_trial_is_found(indexed, session):
    with indexed.writing() as db:
        db.execute(update(PlayedSession).values(trials=2))
    (problem,) = _problems(indexed, session)
    assert "not all of its trials" in problem


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_damaged_database_is_told_with_the_remedy_or_named_page_by_page(indexed, session):
    file = sqlite_file(indexed.engine)
    indexed.engine.dispose()
    whole = file.read_bytes()
    told = []
    for start in range(4096, len(whole), 4096):
        file.write_bytes(whole[:start] + b"\xa5" * 4096 + whole[start + 4096 :])
        try:
            told += _problems(indexed, session) or [f"page {1 + start // 4096}: nothing was found"]
        except StoreError as error:
            told.append(str(error))
        indexed.engine.dispose()
    silent = [line for line in told if "nothing was found" in line]
    assert told and silent == []
    assert any("`surefoot restore` a backup" in line for line in told)


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_row_that_hangs_on_nothing_is_found(indexed, session):
    with indexed.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("UPDATE trials SET device_id = 99")
    assert any(
        "a row of trials belongs to none of devices" in p for p in _problems(indexed, session)
    )


def test_a_broken_link_is_found(indexed, session):
    lines = (
        ["ALTER TABLE audit DISABLE TRIGGER USER"]
        if indexed.shared
        else ["DROP TRIGGER audit_no_update"]
    )
    with indexed.engine.begin() as connection:
        for line in (*lines, "UPDATE audit SET by = 'nobody' WHERE seq = 2"):
            connection.execute(text(line))
    (problem,) = _problems(indexed, session)
    assert problem.startswith("audit entry 2 ")


def test_a_session_of_another_station_comes_back_byte_for_byte(indexed, session):
    kept = session.rename(session.with_name("kept"))
    if not indexed.shared:
        with pytest.raises(StoreError, match="it was kept at station room 1"):
            bring_back(indexed, session.name, session.parent)
        return
    assert bring_back(indexed, session.name, session.parent) == session
    for path in kept.rglob("*"):
        if path.is_file():
            assert (session / path.relative_to(kept)).read_bytes() == path.read_bytes()
    with indexed.reading() as db:
        assert db.scalars(select(PlayedTrial)).one().name == TRIAL
