"""Who read, changed or exported what: a chain that cannot be mended unseen.

Each entry's hash is the SHA-256 of the hash before it, a newline, and the entry as canonical JSON
(sorted keys, no spaces, UTF-8). The database refuses to change or drop an entry; whoever gets round
that breaks the chain at that link, and `first_broken_link` names it. The last link is also kept in
`audit_head`, so that entries cut off the end are missed. No key is involved: this finds what was
done to the store, not who could rebuild all of it. Entries hold codes, never names.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from game.store.database import Store
from game.store.models import AuditEntry, AuditHead

Action = Literal["read", "change", "export"]
FIRST = "0" * 64
FIELDS = ("seq", "at", "by", "station", "action", "subject", "detail")


def record(store: Store, db: Session, action: Action, subject: str, **detail: Any) -> None:
    """Append one entry within a writing transaction; it is kept with the rest, or not at all."""
    head = db.get(AuditHead, 1)
    if head is None:
        head = AuditHead(id=1, seq=0, hash=FIRST)
        db.add(head)
    entry = AuditEntry(
        seq=head.seq + 1,
        at=store.now().isoformat(timespec="microseconds"),
        by=store.by,
        station=store.station,
        action=action,
        subject=subject,
        detail=canonical(detail),
        previous=head.hash,
    )
    entry.hash = link(entry)
    head.seq, head.hash = entry.seq, entry.hash
    db.add(entry)


def link(entry: AuditEntry) -> str:
    """The hash that an entry must have."""
    body = canonical({name: getattr(entry, name) for name in FIELDS})
    return hashlib.sha256(f"{entry.previous}\n{body}".encode()).hexdigest()


def canonical(value: Any) -> str:
    """JSON in the one form that is hashed."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def first_broken_link(db: Session, progress: Callable[[int], None] = lambda _: None) -> str:
    """The first entry that is not what was written, in one line; empty where the chain is whole.

    progress is told how many entries were looked at.
    """
    expected, seq = FIRST, 0
    for entry in db.scalars(
        select(AuditEntry).order_by(AuditEntry.seq).execution_options(yield_per=1000)
    ):
        seq += 1
        if problem := _problem(entry, seq, expected):
            return (
                f"audit entry {entry.seq} ({entry.at}, {entry.action} {entry.subject}): {problem}"
            )
        expected = entry.hash
        if seq % 1000 == 0:
            progress(seq)
    head = db.get(AuditHead, 1)
    if head is None:
        return "audit: its last link is not on record" if seq else ""
    if (head.seq, head.hash) != (seq, expected):
        return f"audit entry {seq + 1}: missing: {head.seq} were written and {seq} are here"
    return ""


def _problem(entry: AuditEntry, seq: int, expected: str) -> str:
    if entry.seq != seq:
        return f"entry {seq} before it is missing"
    if entry.previous != expected:
        return "it does not follow from the entry before it"
    if entry.hash != link(entry):
        return "changed since it was written (its hash differs)"
    return ""
