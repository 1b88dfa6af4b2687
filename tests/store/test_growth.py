"""However much is stored, what a therapist looks at is found along an index.

The databases are asked for their plans; how long it takes is measured by `benchmarks/store.py`.
"""

import re

import pytest
from sqlalchemy import text

from benchmarks.store_rows import MEASURES, TODAY, TRIALS, fill
from game.store.database import open_store
from game.store.participants import show_participant
from game.store.visits import (
    list_sessions,
    measure_series,
    measures_query,
    participant_page,
    series_query,
    sessions_query,
    trials_query,
)

PARTICIPANTS, VISITS = 200, 10
QUERIES = {
    "today's sessions": sessions_query(None, TODAY, None, 500),
    "a participant's sessions": sessions_query(7, None, None, 50),
    "trials of sessions": trials_query([1, 2, 3]),
    "measures of trials": measures_query([1, 2, 3]),
    "a measure over the weeks": series_query(7, "measure_3"),
}


@pytest.fixture(scope="module")
def _grown(tmp_path_factory):
    return {}


@pytest.fixture
def grown(kind, _grown, tmp_path_factory, request):
    """A store with 2,000 visits in it, made once for each kind."""
    if kind not in _grown:
        if kind == "sqlite":
            url = f"sqlite:///{tmp_path_factory.mktemp('grown') / 'surefoot.db'}"
        else:
            url = request.getfixturevalue("new_postgres")()
        _grown[kind] = open_store(url, by="anna")
        fill(_grown[kind], PARTICIPANTS, VISITS)
    return _grown[kind]


def _plan(store, query):
    """How the database would go about it, one line a step."""
    words = "EXPLAIN" if store.shared else "EXPLAIN QUERY PLAN"
    compiled = query.compile(store.engine, compile_kwargs={"literal_binds": True})
    with store.engine.connect() as connection:
        rows = connection.execute(text(f"{words} {compiled}".replace(":", r"\:"))).all()
    return [str(row[-1]) for row in rows]


@pytest.mark.parametrize("name", QUERIES)
def test_no_page_reads_a_whole_table(grown, name):
    plan = _plan(grown, QUERIES[name])
    read_whole = [
        line for line in plan if re.search(r"Seq Scan on (?!participants)|\bSCAN\b", line)
    ]
    assert plan and read_whole == [], "\n".join(plan)


def test_a_page_holds_the_newest_visits_whole(grown):
    page = participant_page(grown, "G00007", most=4)
    assert [len(visit.trials) for visit in page] == [TRIALS] * 4
    assert {len(trial.measures) for visit in page for trial in visit.trials} == {MEASURES}
    started = [visit.session.started for visit in page]
    assert started == sorted(started, reverse=True)
    assert {visit.session.participant for visit in page} == {"G00007"}
    assert started[0] == max(r.started for r in list_sessions(grown, participant="G00007"))


def test_a_day_is_from_its_first_moment_to_the_next(grown):
    today = list_sessions(grown, since=TODAY)
    assert today and all(row.started >= TODAY for row in today)
    before = list_sessions(grown, until=TODAY, most=10_000)
    assert len(today) + len(before) == PARTICIPANTS * VISITS
    assert len(list_sessions(grown, most=3)) == 3


def test_a_measure_runs_from_the_first_visit_to_the_last(grown):
    points = measure_series(grown, "G00007", "measure_3")
    assert len(points) == VISITS * TRIALS
    assert [p.started for p in points] == sorted(p.started for p in points)
    assert {p.unit for p in points} == {"mm"}
    assert show_participant(grown, "G00007").sessions == VISITS
