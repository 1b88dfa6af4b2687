"""Opens the store: `open_store(where, by=...)`. Made on first use, brought up to date by itself."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from game.store.engine import exclusive, make_engine, snapshot, sqlite_file
from game.store.migrate import bring_up_to_date


def utc_now() -> datetime:
    """This moment, aware."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Store:
    """An open store, in somebody's name.

    by: who acts, as the audit will name them. station: this machine's name. now: the clock.
    """

    engine: Engine
    by: str
    station: str
    now: Callable[[], datetime]

    @property
    def shared(self) -> bool:
        """Whether other stations use it too, so that recordings have to travel into it."""
        return sqlite_file(self.engine) is None

    @property
    def place(self) -> str:
        """Where it is, without its password."""
        file: Path | None = sqlite_file(self.engine)
        return str(file) if file else self.engine.url.render_as_string(hide_password=True)

    def acting_for(self, by: str) -> Self:
        """The same store in another's name."""
        return replace(self, by=by)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction as the only writer: all of it is kept, or nothing. StoreAway where the
        database cannot be reached.
        """
        with exclusive(self.engine) as connection, Session(connection) as db:
            yield db
            db.flush()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One transaction that only reads, for what needs no audit."""
        with snapshot(self.engine) as connection, Session(connection) as db:
            yield db

    def close(self) -> None:
        self.engine.dispose()


def open_store(
    where: str | Path, *, by: str, station: str = "", now: Callable[[], datetime] = utc_now
) -> Store:
    """The store in an SQLite file or at a database URL (sqlite:///FILE or
    postgresql+psycopg://...), ready for use.

    StoreAway where it cannot be reached now, StoreError where it never will be.
    """
    engine = make_engine(where)
    try:
        bring_up_to_date(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, by, station or platform.node(), now)
