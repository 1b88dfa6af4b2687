"""How long a therapist waits for a page when a million trials are stored, on both databases.

2,000 participants with 50 visits of ten trials with ten measures each. A page is everything of one
participant's newest 50 visits, the audit entry that says so included; the list is that of a day.
PostgreSQL runs on this machine, over a socket, and is left out where it is not installed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks.postgres_server import HOW, Server, binaries
from benchmarks.store_rows import TODAY, fill
from game.app.tidy import undisturbed
from game.store.database import Store, open_store
from game.store.visits import list_sessions, measure_series, participant_page

PARTICIPANTS, VISITS = 2000, 50
ROUNDS = 30


def run(participants: int = PARTICIPANTS, visits: int = VISITS) -> Iterator[dict[str, object]]:
    """One result a database and case: median_ms, worst_ms, and how many trials are stored."""
    with tempfile.TemporaryDirectory(prefix="surefoot-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'surefoot.db'}"
        yield from _measure("sqlite", url, participants, visits)
    if place := binaries():
        with Server(place) as server:
            yield from _measure("postgresql", server.url("postgres"), participants, visits)
    else:
        print(f"store: no PostgreSQL here: {HOW}", file=sys.stderr)


def _measure(
    database: str, url: str, participants: int, visits: int
) -> Iterator[dict[str, object]]:
    store = open_store(url, by="benchmark", station="here")
    trials = fill(store, participants, visits)
    for case, work in _cases(store, participants).items():
        with undisturbed():  # as the commands do it
            took = [_ms(work, number) for number in range(ROUNDS)]
        yield {
            "database": database,
            "trials": trials,
            "case": case,
            "median_ms": median(took),
            "worst_ms": max(took),
        }
    store.close()


def _cases(store: Store, participants: int) -> dict[str, Callable[[int], object]]:
    def code(number: int) -> str:
        return f"G{number * 61 % participants + 1:05d}"

    return {
        "participant's page": lambda number: participant_page(store, code(number)),
        "one measure over the weeks": lambda n: measure_series(store, code(n), "measure_3"),
        "today's sessions": lambda _: list_sessions(store, since=TODAY),
    }


def _ms(work: Callable[[int], object], number: int) -> float:
    begun = time.perf_counter()
    if not work(number):
        raise RuntimeError("a page without data measures nothing")
    return 1000 * (time.perf_counter() - begun)
