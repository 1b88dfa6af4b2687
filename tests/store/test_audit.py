"""The audit is a chain: it takes appends alone, and the first broken link is named."""

import json

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from game.store.audit import FIRST, canonical, first_broken_link, link, record
from game.store.database import open_store
from game.store.models import AuditEntry
from game.store.participants import add_participant, list_participants, name_participant


def _write(store, *lines):
    """SQL as somebody types it who wants to get round the store."""
    with store.engine.begin() as connection:
        for line in lines:
            connection.execute(text(line))


def _unlock(store):
    """Take the triggers away, as only the owner of the database can."""
    if store.shared:
        _write(store, "ALTER TABLE audit DISABLE TRIGGER USER")
    else:
        _write(store, "DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete")


def _broken(store):
    with store.reading() as db:
        return first_broken_link(db)


@pytest.fixture
def chain(store):
    """A store with ten entries."""
    with store.writing() as db:
        for number in range(10):
            record(store, db, "read", f"participant P{number}", page=number)
    return store


def test_reads_and_changes_are_entered_by_whom_and_where(store, clock):
    add_participant(store, "P001", given_name="Ann")
    clock.later(minutes=1)
    list_participants(store.acting_for("berta"))
    with store.reading() as db:
        entries = db.scalars(select(AuditEntry).order_by(AuditEntry.seq)).all()
    assert [(e.by, e.station, e.action, e.subject) for e in entries] == [
        ("anna", "room 1", "change", "participant P001"),
        ("berta", "room 1", "read", "participants"),
    ]
    assert entries[0].previous == FIRST and entries[1].previous == entries[0].hash
    assert entries[1].at == "2026-03-04T09:01:00.000000+00:00"


def test_names_never_enter_the_audit(store):
    add_participant(store, "P001", given_name="Annegret", family_name="Lindqvist")
    name_participant(store, "P001", given_name="Annegrethe")
    with store.reading() as db:
        entries = db.scalars(select(AuditEntry)).all()
        words = canonical([[e.subject, e.detail] for e in entries])
    assert "Annegret" not in words and "Lindqvist" not in words and "P001" in words


def test_what_fails_leaves_no_entry(store):
    with pytest.raises(ZeroDivisionError), store.writing() as db:
        record(store, db, "change", "participant P001")
        db.flush()
        1 / 0
    with store.reading() as db:
        assert db.scalar(select(func.count()).select_from(AuditEntry)) == 0


@pytest.mark.parametrize("line", ["UPDATE audit SET by = 'nobody'", "DELETE FROM audit"])
def test_the_database_refuses_to_change_or_drop_an_entry(chain, line):
    with pytest.raises(DBAPIError, match="append-only"):
        _write(chain, line)
    assert _broken(chain) == ""


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_postgresql_refuses_to_empty_it_too(chain):
    with pytest.raises(DBAPIError, match="append-only"):
        _write(chain, "TRUNCATE audit")


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("UPDATE audit SET subject = 'participant P9' WHERE seq = 4", "audit entry 4 "),
        ("UPDATE audit SET by = 'nobody' WHERE seq = 1", "audit entry 1 "),
        ("UPDATE audit SET previous = hash WHERE seq = 7", "audit entry 7 "),
        ("DELETE FROM audit WHERE seq = 5", "audit entry 6 "),
        ("DELETE FROM audit WHERE seq = 1", "audit entry 2 "),
        ("DELETE FROM audit WHERE seq >= 9", "audit entry 9: missing"),
        ("DELETE FROM audit", "audit entry 1: missing"),
        ("DELETE FROM audit_head", "last link is not on record"),
    ],
)
def test_the_first_broken_link_is_named(chain, line, named):
    assert _broken(chain) == ""
    _unlock(chain)
    _write(chain, line)
    assert named in _broken(chain)


def test_an_entry_that_was_given_a_new_hash_breaks_the_next(chain):
    _unlock(chain)
    with chain.writing() as db:
        entry = db.get(AuditEntry, 3)
        entry.detail = canonical({"page": 99})
        entry.hash = link(entry)
    assert "audit entry 4 " in _broken(chain)


def test_the_hash_is_that_of_its_description(chain):
    """The recipe of the docstring, worked by hand."""
    import hashlib

    with chain.reading() as db:
        e = db.get(AuditEntry, 2)
    body = {
        "seq": e.seq, "at": e.at, "by": e.by, "station": e.station, "action": e.action,
        "subject": e.subject, "detail": e.detail,
    }  # fmt: skip
    words = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert e.hash == hashlib.sha256(f"{e.previous}\n{words}".encode()).hexdigest()


def test_the_chain_goes_on_when_the_store_is_opened_again(chain, store_url):
    again = open_store(store_url, by="berta")
    list_participants(again)
    again.close()
    assert _broken(chain) == ""
    with chain.reading() as db:
        assert db.scalar(select(func.max(AuditEntry.seq))) == 11
