"""What people set, say and type in: kept by version, newest first, under a code."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from game.balance.limits import theoretical_limits
from game.store.answers import add_score, answers_of, scores_of
from game.store.errors import StoreError
from game.store.participants import (
    add_participant,
    find_or_add,
    list_participants,
    name_participant,
    show_participant,
)
from game.store.plans import current_plan, plan_history, save_plan
from game.store.states import difficulty, keep_difficulty, keep_limits, limits


@pytest.fixture
def clinic(store):
    """A store that knows P001 and P002."""
    add_participant(store, "P001", "Ann", "Lee", date(1950, 2, 3))
    add_participant(store, "P002")
    return store


def _stood(store, code, level, state):
    """Difficulty as a session that ends now leaves it."""
    with store.writing() as db:
        keep_difficulty(db, find_or_add(store, db, code), level, state, store.now())


def _leaned(store, code, limits):
    """Limits as a session that ends now leaves them."""
    with store.writing() as db:
        keep_limits(store, db, find_or_add(store, db, code), limits, store.now())


def test_names_are_kept_and_corrected(clinic):
    name_participant(clinic, "P001", family_name="Li")
    name_participant(clinic, "P002", born=date(1944, 12, 31))
    ann, other = list_participants(clinic)
    assert (ann.given_name, ann.family_name, ann.born) == ("Ann", "Li", date(1950, 2, 3))
    assert (other.given_name, other.born) == ("", date(1944, 12, 31))
    assert show_participant(clinic, "P001").as_dict()["born"] == "1950-02-03"


@pytest.mark.parametrize("code", ["", "Ann Lee", "../x", "a" * 21])
def test_a_code_that_is_a_name_is_refused(store, code):
    with pytest.raises(StoreError, match="pseudonym"):
        add_participant(store, code)


def test_plans_are_versioned_and_never_overwritten(clinic, clock):
    assert current_plan(clinic, "P001") is None
    assert save_plan(clinic, "P001", '{"minutes": 20}') == 1
    clock.later(days=1)
    assert save_plan(clinic.acting_for("berta"), "P001", '{"minutes": 25}') == 2
    assert save_plan(clinic, "P002", '{"minutes": 5}') == 1
    now = current_plan(clinic, "P001")
    assert (now.version, now.body, now.saved_by) == (2, '{"minutes": 25}', "berta")
    assert [(p.version, p.body) for p in plan_history(clinic, "P001")] == [
        (2, '{"minutes": 25}'),
        (1, '{"minutes": 20}'),
    ]
    assert now.saved - plan_history(clinic, "P001")[1].saved == timedelta(days=1)


def test_a_plan_that_is_no_json_is_refused(clinic):
    with pytest.raises(StoreError, match="P001: not JSON"):
        save_plan(clinic, "P001", "minutes: 20")


@pytest.mark.parametrize(
    "call",
    [
        lambda store: save_plan(store, "P404", "{}"),
        lambda store: current_plan(store, "P404"),
        lambda store: show_participant(store, "P404"),
        lambda store: name_participant(store, "P404", "Ann"),
        lambda store: add_score(store, "P404", "berg", 45, "1", date(2026, 3, 4)),
        lambda store: limits(store, "P404"),
        lambda store: difficulty(store, "P404", "target_reach"),
        lambda store: answers_of(store, "P404"),
    ],
)
def test_a_code_that_nobody_has_is_told_with_the_remedy(store, call):
    with pytest.raises(StoreError, match=r"'P404'.*participants add P404"):
        call(store)


def test_difficulty_is_kept_for_each_level_type_with_its_time(clinic, clock):
    assert difficulty(clinic, "P001", "target_reach") is None
    _stood(clinic, "P001", "target_reach", {"value": 0.4})
    clock.later(days=3)
    _stood(clinic, "P001", "target_reach", {"value": 0.5, "why": "steady"})
    _stood(clinic, "P001", "weight_shift", {"value": 0.1})
    newest = difficulty(clinic, "P001", "target_reach")
    assert newest.state == {"value": 0.5, "why": "steady"}
    assert newest.saved == clock.moment
    assert difficulty(clinic, "P002", "target_reach") is None


def test_limits_come_back_exactly_and_the_newest_count(clinic):
    assert limits(clinic, "P001") is None
    _leaned(clinic, "P001", theoretical_limits(1.6))
    measured = theoretical_limits(1.8, centre=(0.0123, -0.004)).with_caps(0.7)
    _leaned(clinic, "P001", measured)
    assert limits(clinic, "P001") == measured
    assert limits(clinic, "P002") is None


def test_limits_of_sitting_and_of_standing_are_found_apart(clinic):
    standing = replace(theoretical_limits(1.6), stance="standing")
    seated = replace(theoretical_limits(1.2), stance="seated")
    _leaned(clinic, "P001", theoretical_limits(1.8))  # from before a stance was said
    assert limits(clinic, "P001", "seated") is None
    assert limits(clinic, "P001", "standing") == theoretical_limits(1.8)
    _leaned(clinic, "P001", standing)
    _leaned(clinic, "P001", seated)
    assert limits(clinic, "P001", "standing") == standing
    assert limits(clinic, "P001", "seated") == limits(clinic, "P001") == seated


def test_who_only_played_is_known_by_the_code(store):
    _stood(store, "guest", "target_reach", {"value": 0.4})
    (known,) = list_participants(store)
    assert (known.code, known.given_name, known.sessions) == ("guest", "", 0)


def test_a_score_is_corrected_by_typing_it_again(clinic):
    day = date(2026, 3, 4)
    add_score(clinic, "P001", "berg", 54, "1", day)
    add_score(clinic, "P001", "timed_up_and_go", 14.2, "s", date(2026, 2, 1), "with a stick")
    add_score(clinic, "P001", "berg", 45, "1", day, "misread before")
    assert [(s.measured, s.name, s.value, s.unit) for s in scores_of(clinic, "P001")] == [
        (date(2026, 2, 1), "timed_up_and_go", 14.2, "s"),
        (day, "berg", 45.0, "1"),
    ]


def test_a_score_that_is_no_number_is_refused(clinic):
    with pytest.raises(StoreError, match="berg: nan"):
        add_score(clinic, "P001", "berg", float("nan"), "1", date(2026, 3, 4))
