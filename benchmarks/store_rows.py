"""A store with years of a clinic in it, made by the database itself: millions of rows in seconds.

Participants G00001..., visits spread over the days before TODAY, ten trials a visit, ten measures a
trial. The rows are those that indexing writes; the recordings are left out.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, insert, text

from game.store.database import Store
from game.store.engine import exclusive
from game.store.models import Device, Participant, PlayedSession

TODAY = datetime(2026, 3, 4, tzinfo=UTC)
TRIALS, MEASURES, DAYS = 10, 10, 1000
COUNT = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < :last)"
ALL_TRIALS = f"""
INSERT INTO trials (id, session_id, number, name, level_id, level_type, difficulty,
                    difficulty_mode, seconds, device_id, problem)
{COUNT}
SELECT i + 1, i / {TRIALS} + 1, i % {TRIALS} + 1, 'trial-orchard-1', 'orchard-1', 'target_reach',
       0.3, 'automatic', 120.0, 1, ''
FROM n
"""
ALL_MEASURES = f"""
INSERT INTO measures (trial_id, number, part, name, value, unit, n)
{COUNT}
SELECT trials.id, i, 'trial', 'measure_' || i, trials.id % 97 + i, 'mm', 12 FROM trials, n
ORDER BY trials.id, i
"""


def fill(store: Store, participants: int, visits: int) -> int:
    """Fill an empty store; returns the number of trials."""
    sessions = participants * visits
    with exclusive(store.engine) as connection:
        if store.shared:  # what is generated hangs together: spare the looking up of each key
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        _people(connection, participants)
        _sessions(connection, sessions, participants)
        connection.execute(text(ALL_TRIALS), {"last": sessions * TRIALS - 1})
        connection.execute(text(ALL_MEASURES), {"last": MEASURES - 1})
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    return sessions * TRIALS


def _people(connection: Connection, participants: int) -> None:
    rows = [{"id": i + 1, "code": f"G{i + 1:05d}", "added": TODAY} for i in range(participants)]
    connection.execute(insert(Participant), rows)
    connection.execute(
        insert(Device),
        [{"id": 1, "name": "simulated", "serial": "1", "kind": "board", "info": "", "seen": TODAY}],
    )


def _sessions(connection: Connection, sessions: int, participants: int) -> None:
    """The newest visits are of TODAY; everybody comes in turn."""
    rows = []
    for i in range(sessions):
        started = TODAY + timedelta(hours=16) - timedelta(days=DAYS) * i / sessions
        rows.append(
            {
                "id": i + 1,
                "name": f"{started:%Y%m%dT%H%M%SZ}-G{i % participants + 1:05d}-{i:06x}",
                "participant_id": i % participants + 1,
                "started": started,
                "ended": started + timedelta(minutes=30),
                "status": "completed",
                "why": "",
                "seconds": 1200.0,
                "trials": TRIALS,
                "flags": "",
                "station": f"room {i % 8}",
                "folder": "",
                "software": "generated",
            }
        )
    connection.execute(insert(PlayedSession), rows)
