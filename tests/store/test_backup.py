"""A backup holds everything, goes back into either kind of store, and never over what is there."""

import json
import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import date

import pytest
from sqlalchemy import func, select

from game.session.diary import Diary
from game.session.recording import open_trials
from game.session.replay import replay
from game.store.answers import add_score
from game.store.audit import first_broken_link
from game.store.backup import back_up
from game.store.check import check_store
from game.store.copying import TABLES
from game.store.database import open_store
from game.store.errors import StoreError
from game.store.index import index_session
from game.store.participants import add_participant, list_participants
from game.store.plans import save_plan
from game.store.restore import restore
from game.store.visits import list_sessions


@pytest.fixture
def full(store, session):
    """A store with something in every table that a clinic fills, and its data folder."""
    add_participant(store, "P001", "Ann", "Lee", date(1950, 2, 3))
    save_plan(store, "P001", '{"minutes": 20}')
    Diary(session).answer(12.5, "before", "pain", 3)
    add_score(store, "P001", "berg", 45, "1", date(2026, 3, 4))
    index_session(store, session)
    (session.parent / "limits-P001.json").write_text("{}")
    return store


@pytest.fixture
def archive(full, session, tmp_path):
    made = back_up(full, tmp_path / "backup.zip", session.parent)
    assert made.problems == []
    return made.file


def _rows(store):
    """How many rows each table has."""
    with store.reading() as db:
        return {t.name: db.scalar(select(func.count()).select_from(t)) for t in TABLES}


def _spoil(archive, name, change):
    """The archive with one member changed, its ZIP checksums right."""
    with zipfile.ZipFile(archive) as old:
        members = {info: old.read(info) for info in old.namelist()}
    members[name] = change(members[name])
    with zipfile.ZipFile(archive, "w") as new:
        for info, data in members.items():
            if data is not None:
                new.writestr(info, data)


@pytest.mark.parametrize("into", ["sqlite", "postgresql"])
def test_a_backup_goes_into_an_empty_store_of_either_kind(
    full, archive, session, tmp_path, into, request
):
    before, root = _rows(full), tmp_path / "elsewhere"
    shutil.rmtree(session)
    url = f"sqlite:///{root / 'surefoot.db'}"
    if into == "postgresql":
        url = request.getfixturevalue("new_postgres")()
    new = open_store(url, by="berta", station="room 2")
    done = restore(new, archive, root)
    assert (done.sessions, done.problems, done.kept) == (1, [], None)
    assert {**before, "audit": before["audit"] + 1} == _rows(new)
    (row,) = list_sessions(new)
    report = check_store(new, root, root / "to-store")
    assert (report.problems, report.sessions) == ([], 1)
    if not full.shared:
        assert row.folder == str(root / session.name)
        assert replay(open_trials(root / session.name)[0]).identical
        assert (root / "limits-P001.json").read_text() == "{}"
    add_participant(new, "P002")
    save_plan(new, "P002", "{}")
    assert [known.code for known in list_participants(new)] == ["P001", "P002"]
    with new.reading() as db:
        assert first_broken_link(db) == ""
    new.close()


def test_a_store_that_is_not_empty_is_replaced_only_when_asked(full, archive, session):
    add_participant(full, "P002")
    with pytest.raises(StoreError, match="not empty; --replace"):
        restore(full, archive, session.parent)
    assert len(list_participants(full)) == 2
    done = restore(full, archive, session.parent, replace=True)
    assert [known.code for known in list_participants(full)] == ["P001"]
    with full.reading() as db:
        assert first_broken_link(db) == ""
    if not full.shared:
        with closing(sqlite3.connect(done.kept)) as old:
            assert old.execute("SELECT count(*) FROM participants").fetchone() == (2,)


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_what_differs_in_the_data_folder_is_kept_beside(full, archive, session):
    path = session / "trial-01-orchard-1" / "samples.csv"
    path.write_text("spoiled")
    restore(full, archive, session.parent, replace=True)
    assert path.read_text().startswith("t_s,")
    kept = session.with_name(f"{session.name}.before-restore")
    assert (kept / "trial-01-orchard-1" / "samples.csv").read_text() == "spoiled"


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("surefoot.db", lambda data: data[:5000] + b"x" + data[5001:], "surefoot.db: damaged"),
        ("surefoot.db", lambda data: None, "not those of its manifest"),
        ("manifest.json", lambda data: b"{}", "not a backup"),
        ("manifest.json", lambda data: None, "not a backup"),
        ("manifest.json", lambda data: b"[]", "not a backup"),
        (
            "manifest.json",
            lambda data: json.dumps({**json.loads(data), "format": 2}).encode(),
            "format 2",
        ),
        (
            "manifest.json",
            lambda data: data.replace(b"surefoot.db", b"../escape.db"),
            "not those of its manifest",
        ),
    ],
)
def test_a_damaged_backup_changes_nothing(full, archive, session, name, change, words):
    before = _rows(full)
    _spoil(archive, name, change)
    with pytest.raises(StoreError, match=words):
        restore(full, archive, session.parent, replace=True)
    assert _rows(full) == before
    assert not list(session.parent.glob(".surefoot-*"))


def test_no_member_leaves_the_folder(full, archive, session):
    _spoil(archive, "surefoot.db", lambda data: data)
    with zipfile.ZipFile(archive) as old:
        members = {name: old.read(name) for name in old.namelist()}
    manifest = json.loads(members["manifest.json"])
    manifest["files"]["../escape"] = manifest["files"]["surefoot.db"]
    members |= {"../escape": members["surefoot.db"], "manifest.json": json.dumps(manifest).encode()}
    with zipfile.ZipFile(archive, "w") as new:
        for name, data in members.items():
            new.writestr(name, data)
    with pytest.raises(StoreError, match="not a path inside"):
        restore(full, archive, session.parent, replace=True)


@pytest.mark.parametrize("content", [b"", b"PK nonsense", b"x" * 5000])
def test_what_is_no_archive_is_told(store, tmp_path, content):
    path = tmp_path / "photo.zip"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="not a whole backup"):
        restore(store, path, tmp_path)
    with pytest.raises(StoreError, match=r"none\.zip: cannot be read"):
        restore(store, tmp_path / "none.zip", tmp_path)


def test_half_an_archive_is_told(full, archive, session):
    archive.write_bytes(archive.read_bytes()[:-400])
    with pytest.raises(StoreError, match="not a whole backup"):
        restore(full, archive, session.parent, replace=True)


def test_a_backup_is_never_written_over_a_file(full, archive, session):
    before = archive.read_bytes()
    with pytest.raises(StoreError, match="is there already"):
        back_up(full, archive, session.parent)
    assert archive.read_bytes() == before
    with pytest.raises(StoreError, match="cannot be written"):
        back_up(full, archive.parent / "nowhere" / "backup.zip", session.parent)


def test_a_backup_names_the_recordings_that_it_could_not_find(full, session, tmp_path):
    shutil.rmtree(session)
    made = back_up(full, tmp_path / "backup.zip", session.parent)
    assert made.file.is_file()
    if full.shared:
        assert made.problems == []
    else:
        assert len(made.problems) == 1 and session.name in made.problems[0]
