"""A best is of this person, at this level, in a visit that counts."""

import json

import pytest

from game.session import files
from game.session.history import best_before


@pytest.fixture
def best(copied):
    return lambda who="test", level="orchard-1": best_before(copied.parent, who, level)


def _picked(folder):
    summary = json.loads((folder / "trial-01-orchard-1" / files.SUMMARY).read_text())
    return next(m["value"] for m in summary["measures"] if m["name"] == "targets_reached")


@pytest.mark.parametrize(
    ("status", "counts"),
    [("completed", True), ("stopped", True), ("aborted", False), ("interrupted", False)],
)
def test_a_visit_counts_when_it_came_to_its_end_or_the_person_ended_it(
    copied, change, best, status, counts
):
    change(copied / files.SESSION, stop={"status": status})
    assert best() == (_picked(copied) if counts else None)


@pytest.mark.parametrize("stop", [None, 3, {}])
def test_a_visit_without_an_end_does_not_count(copied, change, best, stop):
    change(copied / files.SESSION, stop=stop)
    assert best() is None


def test_names_that_only_look_alike_are_not_this_person_s_or_level_s(copied, change, best):
    assert best(level="1") is None
    change(copied / files.SESSION, participant="someone")
    assert best() is None


@pytest.mark.parametrize("measures", [None, 3, [3], [{"name": "targets_reached", "value": True}]])
def test_a_summary_that_cannot_be_understood_is_passed_over(copied, change, best, measures):
    change(copied / "trial-01-orchard-1" / files.SUMMARY, measures=measures)
    assert best() is None
