"""A session that was noted reaches the store once, however often the database is away between."""

import json
import shutil

import pytest

from game.session import files
from game.store.database import open_store
from game.store.errors import StoreAway
from game.store.index import is_indexed
from game.store.sending import send_below, send_notes
from game.store.spool import note, noted_folder, notes
from game.store.visits import list_sessions


def _unstopped(folder):
    document = json.loads((folder / files.SESSION).read_text())
    stop = document.pop("stop")
    (folder / files.SESSION).write_text(json.dumps(document))
    return {**document, "stop": stop}


@pytest.fixture
def spool(session):
    return session.parent / "to-store"


def test_a_noted_session_is_sent_and_its_note_dropped(store, session, spool):
    path = note(spool, session)
    assert noted_folder(path) == session
    sent = send_notes(store, spool)
    assert (sent.sent, sent.waiting, sent.problems) == ([session], [], [])
    assert notes(spool) == [] and is_indexed(store, session.name)


def test_a_session_noted_again_is_not_sent_twice(store, session, spool):
    note(spool, session)
    send_notes(store, spool)
    note(spool, session)
    note(spool, session)
    assert send_notes(store, spool).sent == []
    assert notes(spool) == [] and len(list_sessions(store)) == 1


def test_a_session_that_is_still_played_keeps_its_note(store, session, spool):
    whole = _unstopped(session)
    note(spool, session)
    assert send_notes(store, spool).waiting == [session]
    assert len(notes(spool)) == 1
    (session / files.SESSION).write_text(json.dumps(whole))
    assert send_notes(store, spool).sent == [session]


def test_what_cannot_be_read_stays_noted_and_does_not_stop_the_rest(store, session, spool):
    gone = session.with_name("20260101T000000Z-P009-aaaaaa")
    note(spool, gone)
    (spool / "0.json").write_text("{")
    note(spool, session)
    sent = send_notes(store, spool)
    assert sent.sent == [session] and len(sent.problems) == 2
    assert f"{gone}: is gone: bring it back, or delete {spool}" in sent.problems[1]
    assert len(notes(spool)) == 2


def test_what_no_database_takes_does_not_stop_the_rest(store, session, spool):
    odd = shutil.copytree(session, session.with_name("20260101T000000Z-P009-aaaaaa"))
    document = json.loads((odd / files.SESSION).read_text())
    (odd / files.SESSION).write_text(json.dumps({**document, "software": "\ud800"}))
    huge = shutil.copytree(session, session.with_name("20260101T000000Z-P009-bbbbbb"))
    path = huge / "trial-01-orchard-1" / files.SUMMARY
    summary = json.loads(path.read_text())
    summary["measures"][0]["n"] = 10**30
    path.write_text(json.dumps(summary))
    for folder in (odd, huge, session):
        note(spool, folder)
    sent = send_notes(store, spool)
    assert sent.sent == [session] and len(sent.problems) == 2
    assert sent.problems[0].startswith(odd.name) and sent.problems[1].startswith(huge.name)
    assert [noted_folder(path) for path in notes(spool)] == [odd, huge]


def test_a_folder_that_the_store_has_may_be_gone(store, session, spool):
    send_below(store, session.parent)
    note(spool, session)
    session.rename(session.with_name("elsewhere"))
    assert send_notes(store, spool).problems == []
    assert notes(spool) == []


def test_all_below_a_folder_is_sent_once(store, session):
    (session.parent / "holiday").mkdir()
    (session.parent / "holiday" / files.SESSION).write_text("no document")
    first = send_below(store, session.parent)
    assert first.sent == [session] and len(first.problems) == 1
    assert send_below(store, session.parent).sent == []


def test_an_sqlite_file_that_cannot_be_opened_is_away(session, spool, tmp_path):
    note(spool, session)
    (tmp_path / "surefoot.db").mkdir()
    with pytest.raises(StoreAway, match="unable to open"):
        open_store(f"sqlite:///{tmp_path / 'surefoot.db'}", by="anna")
    assert len(notes(spool)) == 1


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_what_was_noted_while_the_server_was_away_is_sent_later_once(postgres, url, session, spool):
    opened = open_store(url, by="anna")
    note(spool, session)
    postgres.stop()
    try:
        with pytest.raises(StoreAway):
            send_notes(opened, spool)
        with pytest.raises(StoreAway):
            open_store(url, by="anna")
    finally:
        postgres.start()
    assert len(notes(spool)) == 1
    assert send_notes(opened, spool).sent == [session]  # the same store, its server back
    assert notes(spool) == []
    assert len([row for row in list_sessions(opened) if row.id == session.name]) == 1
    opened.close()
