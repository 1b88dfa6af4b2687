"""All rows of one database into another of the same tables, of either kind."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Table, func, insert, select, text

from game.store.models import Base

AT_ONCE = 500
AT_ONCE_WITH_FILES = 8

TABLES = Base.metadata.sorted_tables  # each after those that it refers to


def copy_rows(
    source: Connection, target: Connection, progress: Callable[[int], None] = lambda _: None
) -> None:
    """Every row, in the transactions of the caller; the target must be empty. progress is told how
    many rows were copied.
    """
    copied = 0
    for table in TABLES:
        size = AT_ONCE_WITH_FILES if table.name == "recordings" else AT_ONCE
        found = source.execution_options(yield_per=size).execute(select(table))
        for rows in found.mappings().partitions(size):
            target.execute(insert(table), [dict(row) for row in rows])
            copied += len(rows)
            progress(copied)
        _go_on_counting(target, table)


def count_rows(connection: Connection) -> int:
    """How many rows there are in all."""
    return sum(
        connection.execute(select(func.count()).select_from(table)).scalar_one() for table in TABLES
    )


def clear(connection: Connection) -> None:
    """Drop every row, of the audit too: for putting another store in its place. PostgreSQL alone;
    an SQLite database is replaced whole.
    """
    connection.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))
    names = ", ".join(table.name for table in TABLES)
    connection.execute(text(f"TRUNCATE {names}"))
    connection.execute(text("ALTER TABLE audit ENABLE TRIGGER USER"))


def _go_on_counting(target: Connection, table: Table) -> None:
    """PostgreSQL counts keys in a sequence of its own: let it go on behind the copied ones."""
    column = table.autoincrement_column
    if column is None or target.dialect.name != "postgresql":
        return
    highest = target.execute(select(func.max(column))).scalar()
    if highest is not None:
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        target.execute(select(func.setval(sequence, highest)))
