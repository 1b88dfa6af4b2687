"""A store of each kind, empty and of the test's own, and sessions to put into it."""

from __future__ import annotations

import itertools
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from benchmarks.postgres_server import HOW, Server, binaries
from game.store.copying import clear
from game.store.database import open_store
from game.store.engine import exclusive

NUMBER = itertools.count(1)
TODAY = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres():
    """A running server; skips where PostgreSQL is not installed."""
    if not (folder := binaries()):
        pytest.skip(f"no PostgreSQL here: {HOW}")
    pytest.importorskip("psycopg")
    with Server(folder) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request):
    """Each kind of database in turn."""
    return request.param


@pytest.fixture
def url(kind, request, tmp_path):
    """The URL of a database that nobody has opened yet."""
    if kind == "sqlite":
        return f"sqlite:///{tmp_path / 'new' / 'surefoot.db'}"
    return request.getfixturevalue("new_postgres")()


@pytest.fixture(scope="session")
def new_postgres(postgres):
    """A function that makes a new, empty database of the server; returns its URL."""

    def make() -> str:
        name = f"clinic_{next(NUMBER)}"
        engine = create_engine(postgres.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return postgres.url(name)

    return make


@pytest.fixture(scope="session")
def standing(new_postgres):
    """The URL of a PostgreSQL database that tests use one after another."""
    return new_postgres()


class TestClock:
    """Stands still until it is moved."""

    __test__ = False

    def __init__(self) -> None:
        self.moment = TODAY

    def __call__(self) -> datetime:
        return self.moment

    def later(self, **step: float) -> None:
        self.moment += timedelta(**step)


@pytest.fixture
def clock():
    return TestClock()


@pytest.fixture
def store_url(kind, request, tmp_path):
    """The URL of the store below."""
    if kind == "sqlite":
        return f"sqlite:///{tmp_path / 'store' / 'surefoot.db'}"
    return request.getfixturevalue("standing")


@pytest.fixture
def store(store_url, clock):
    """An empty store, opened by `anna` at station `room 1`."""
    opened = open_store(store_url, by="anna", station="room 1", now=clock)
    if opened.shared:
        with exclusive(opened.engine) as connection:
            clear(connection)
    yield opened
    opened.close()


@pytest.fixture
def progress(request, capfd):
    """A function that says on the terminal how far a long test has come, past the capturing."""

    def show(done: int, total: int, what: str) -> None:
        with capfd.disabled():
            print(f"\n{request.node.name}: {done} of {total} {what}", end="", flush=True)

    return show


@pytest.fixture(scope="session")
def short_session(tmp_path_factory):
    """The folder of a whole session of 6 s; only to be read."""
    from game.app.headless import run_headless
    from game.app.sitting import PlayRequest, sit_down

    request = PlayRequest(
        "orchard-1", "simulated", "P001", difficulty=0.3, headless=True, fast=True,
        duration_s=6.0, out=tmp_path_factory.mktemp("short"),
    )  # fmt: skip
    with sit_down(request) as sitting:
        run_headless(sitting)
    return sitting.folder


@pytest.fixture
def session(short_session, tmp_path) -> Path:
    """A copy of that session of this test's own."""
    return shutil.copytree(short_session, tmp_path / "sessions" / short_session.name)
