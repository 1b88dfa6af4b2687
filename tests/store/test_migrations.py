"""A database is made on first use and brought up to date on opening, once, with a copy kept."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from game.store.database import open_store
from game.store.engine import exclusive, make_engine, sqlite_file
from game.store.errors import StoreAway, StoreError
from game.store.migrate import HEAD, STEPS, revision, run_steps
from game.store.models import Base
from game.store.participants import add_participant, list_participants

SCRIPTS = ScriptDirectory(str(STEPS), version_locations=[str(STEPS)])


def _made_at(url, target):
    """A database as an earlier version of the tables left it, with a participant in it."""
    engine = make_engine(url)
    with exclusive(engine) as connection:
        run_steps(connection, SCRIPTS, target)
        connection.execute(
            text("INSERT INTO participants (id, code, added) VALUES (1, 'P001', '2026-01-02')")
        )
    engine.dispose()


def test_the_steps_build_what_the_models_say(store):
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_newest_step_is_the_one_that_opening_asks_for():
    assert SCRIPTS.get_current_head() == HEAD


def test_a_new_store_is_made_with_its_folder(url):
    opened = open_store(url, by="anna")
    with opened.engine.connect() as connection:
        assert revision(connection) == HEAD
        assert set(inspect(connection).get_table_names()) == {
            *Base.metadata.tables,
            "alembic_version",
        }
    opened.close()


def test_an_older_store_is_brought_up_to_date_with_all_that_is_in_it(url):
    _made_at(url, "0001")
    opened = open_store(url, by="anna")
    assert [known.code for known in list_participants(opened)] == ["P001"]
    opened.close()


def test_a_copy_of_an_older_sqlite_store_is_kept(tmp_path):
    url = f"sqlite:///{tmp_path / 'surefoot.db'}"
    _made_at(url, "0001")
    open_store(url, by="anna").close()
    kept = tmp_path / f"surefoot-before-{HEAD}-from-0001.db"
    with closing(sqlite3.connect(kept)) as old:
        assert old.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert old.execute("SELECT code FROM participants").fetchall() == [("P001",)]
    kept.unlink()
    open_store(url, by="anna").close()
    assert not kept.exists()


def test_a_step_that_fails_leaves_the_store_as_it_was(url):
    _made_at(url, "0001")
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE audit_head (something INTEGER)"))
    with pytest.raises(StoreError):
        open_store(url, by="anna")
    with engine.connect() as connection:
        assert revision(connection) == "0001"
        assert "audit" not in inspect(connection).get_table_names()
    engine.dispose()


def test_a_store_of_a_newer_version_is_left_alone(url):
    opened = open_store(url, by="anna")
    with opened.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    opened.close()
    with pytest.raises(StoreError, match=r"newer Surefoot.*9999.*update"):
        open_store(url, by="anna")


def test_sqlite_is_safe_against_power_cuts_and_loose_ends(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'surefoot.db'}", by="anna")
    with opened.engine.connect() as connection:
        found = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    opened.close()
    assert found == ["wal", 2, 1]
    assert sqlite_file(opened.engine) == tmp_path / "surefoot.db"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_its_owner_reads_an_sqlite_store(tmp_path):
    file = tmp_path / "a folder with % and ?" / "surefoot.db"
    opened = open_store(file, by="anna")
    add_participant(opened, "P001")
    modes = {path.name: path.stat().st_mode & 0o077 for path in file.parent.iterdir()}
    opened.close()
    assert modes == dict.fromkeys(["surefoot.db", "surefoot.db-wal", "surefoot.db-shm"], 0)


@pytest.mark.parametrize(
    "wrong",
    ["mysql://somewhere/x", "not a url", "sqlite://", "sqlite:///:memory:", "oracle://x", ""],
)
def test_what_is_no_database_is_told_in_one_line(wrong):
    with pytest.raises(StoreError, match="use sqlite:///"):
        open_store(wrong, by="anna")


def test_a_file_that_is_no_database_is_told(tmp_path):
    path = tmp_path / "surefoot.db"
    path.write_text("a letter to a friend, much longer than any header of a database is " * 20)
    with pytest.raises(StoreError, match="not a database"):
        open_store(f"sqlite:///{path}", by="anna")


def test_a_server_that_is_not_there_is_away(tmp_path):
    pytest.importorskip("psycopg")
    with pytest.raises(StoreAway) as told:
        open_store(f"postgresql://anna:secret@/clinic?host={tmp_path}", by="anna")
    assert "secret" not in str(told.value) and "\n" not in str(told.value)
    assert "look whether its server runs" in str(told.value)


def test_several_processes_may_be_the_first_to_open_a_store(url):
    code = (
        "import sys; from game.store.database import open_store;"
        "from game.store.participants import add_participant;"
        "add_participant(open_store(sys.argv[1], by='anna'), sys.argv[2])"
    )
    root = Path(__file__).resolve().parents[2]
    running = [
        subprocess.Popen([sys.executable, "-c", code, url, f"P{i}"], cwd=root) for i in range(4)
    ]
    assert [process.wait() for process in running] == [0] * 4
    opened = open_store(url, by="anna")
    assert len(list_participants(opened)) == 4
    opened.close()


def test_a_code_can_be_taken_once_even_in_another_case(store):
    add_participant(store, "P001")
    for code in ("P001", "p001"):
        with pytest.raises(StoreError, match="P001 is there already"):
            add_participant(store, code)
