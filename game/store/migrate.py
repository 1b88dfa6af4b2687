"""Brings a database to the tables of this version, step by step, once.

Several processes may open a new store at the same moment: the steps run under the store's lock, and
whoever comes second finds them done. An SQLite database is copied beside itself before it changes.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from game.store.engine import PRIVATE, exclusive, snapshot, sqlite_file
from game.store.errors import StoreAway, StoreError

HEAD = "0005"
STEPS = Path(__file__).parent / "migrations"


def bring_up_to_date(engine: Engine) -> None:
    """Run the steps that a database has not seen; StoreError where a newer Surefoot made it."""
    with snapshot(engine) as connection:
        known = revision(connection)
    if known == HEAD:
        return
    steps = ScriptDirectory(str(STEPS), version_locations=[str(STEPS)])
    if known not in {None, *(step.revision for step in steps.walk_revisions())}:
        raise StoreError(
            f"{engine.url.render_as_string()}: made by a newer Surefoot (tables {known}, this one "
            f"knows {HEAD}): update Surefoot on this machine"
        )
    if known and (file := sqlite_file(engine)):
        copy_sqlite(file, file.with_name(f"{file.stem}-before-{HEAD}-from-{known}{file.suffix}"))
    with exclusive(engine) as connection:
        run_steps(connection, steps, HEAD)


def run_steps(connection: Connection, steps: ScriptDirectory, target: str) -> None:
    """The steps from where the database stands up to `target`, in the transaction of the caller."""
    context = MigrationContext.configure(connection)
    todo = list(steps.iterate_revisions(target, context.get_current_revision() or "base"))
    with Operations.context(context):
        for step in reversed(todo):
            step.module.upgrade()
    if todo:
        context.stamp(steps, target)


def revision(connection: Connection) -> str | None:
    """Which step a database stands at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def copy_sqlite(source: Path, target: Path) -> None:
    """A whole, consistent copy by the database's own backup call, whoever writes meanwhile."""
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        part.touch(mode=PRIVATE)
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(part)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")  # one file, without its log beside it
        part.replace(target)
    except (sqlite3.Error, OSError) as error:
        part.unlink(missing_ok=True)
        raise StoreAway(f"{target}: no copy of {source} can be made ({error})") from None
