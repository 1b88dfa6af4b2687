"""Engines for the two databases, so that the rest need not know which one it has.

SQLite: write-ahead log, synchronous FULL, foreign keys on; transactions are begun by us (Python's
driver would begin them late), IMMEDIATE where something will be written. PostgreSQL: an advisory
lock held to the end of the transaction does the same for its writers.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, SQLAlchemyError

from game.store.errors import StoreAway, StoreError

PATIENCE_S = 30
PRIVATE = 0o600  # there are names in it
CONNECT_S = 5
LOCK = 0x5375_7265_666F_6F74  # "Surefoot"
REMEDIES = {  # what a database says, and what to do about it
    "disk I/O error": "make room on this disk, or look whether it is still there",
    "database or disk is full": "make room on this disk",
    "readonly": "let this user write there, or choose another folder with SUREFOOT_DATA",
    "locked": "another Surefoot has it: close that one, or try again",
    "unable to open": "let this user read and write there, or choose another with SUREFOOT_DATA",
    "resolve host": "look at SUREFOOT_DATABASE, and whether this machine is on the network",
    "connection": "look whether its server runs and can be reached, and at SUREFOOT_DATABASE",
}
EXAMPLES = "sqlite:////path/surefoot.db or postgresql+psycopg://user@host/surefoot"


def make_engine(where: str | Path) -> Engine:
    """An engine for a database URL or an SQLite file; nothing is connected yet. StoreError names
    what is wrong.
    """
    parsed = _parsed(where)
    if parsed.drivername.startswith("sqlite"):
        return _sqlite(parsed)
    try:
        return create_engine(
            parsed, pool_pre_ping=True, connect_args={"connect_timeout": CONNECT_S}
        )
    except ModuleNotFoundError:
        raise StoreError(
            "PostgreSQL needs a driver that is not installed: pip install 'surefoot[postgres]'"
        ) from None


def sqlite_file(engine: Engine) -> Path | None:
    """The file of an SQLite database; None for another database."""
    return Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None


@contextmanager
def exclusive(engine: Engine) -> Iterator[Connection]:
    """A transaction as the only writer; committed when the block ends well."""
    with explained(engine), engine.execution_options(exclusive=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        yield connection


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads, and sees one moment of the store."""
    options: dict[str, Any] = {}
    if engine.dialect.name == "postgresql":
        options["isolation_level"] = "REPEATABLE READ"
    with explained(engine), engine.execution_options(**options).begin() as connection:
        yield connection


@contextmanager
def explained(engine: Engine) -> Iterator[None]:
    """What the database refuses, on one line: StoreAway where trying again later can help."""
    place = engine.url.render_as_string(hide_password=True)
    try:
        yield
    except OperationalError as error:
        words = _words(error)
        remedy = next((f": {what}" for said, what in REMEDIES.items() if said in words), "")
        raise StoreAway(f"{place}: {words}{remedy}") from None
    except (UnicodeError, OverflowError) as error:
        raise StoreError(f"{place}: takes no such text or number ({error})") from None
    except SQLAlchemyError as error:
        words = _words(error)
        if "malformed" in words or "not a database" in words:
            words += "; move it away, then `surefoot restore` a backup"
        raise StoreError(f"{place}: {words}") from None


def _parsed(where: str | Path) -> URL:
    if isinstance(where, Path):
        return URL.create("sqlite", database=str(where))
    try:
        parsed = make_url(where)
        known = parsed.get_dialect().name in ("sqlite", "postgresql")
    except (ArgumentError, NoSuchModuleError):
        known = False
    if not known:
        raise StoreError(f"not a database that Surefoot knows: use {EXAMPLES}")
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername == "sqlite" and parsed.database in (None, "", ":memory:"):
        raise StoreError(f"an SQLite database needs a file: use {EXAMPLES}")
    return parsed


def _sqlite(url: URL) -> Engine:
    file = Path(url.database or "")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=PRIVATE)
    except OSError as error:
        remedy = REMEDIES["unable to open"]
        raise StoreAway(f"{file}: cannot be made ({error.strerror}): {remedy}") from None
    engine = create_engine(url, connect_args={"timeout": PATIENCE_S})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    wants_lock = connection.get_execution_options().get("exclusive")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if wants_lock else "BEGIN")


def _words(error: SQLAlchemyError) -> str:
    """What the database's own driver says first: what follows are its guesses and our query."""
    said = str(getattr(error, "orig", None) or error).strip().splitlines()
    return " ".join(said[0].split()) if said else type(error).__name__
