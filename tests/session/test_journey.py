"""The journey: it follows from the choices alone, only grows, and asks for effort, not for range."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.session.journey import (
    GIFTS,
    MILESTONES,
    OPENS,
    PLACE_OF,
    SURPRISES,
    WEATHER,
    Journey,
    Left,
)

CODES = st.text(alphabet="ABCDEFGH0123456789", min_size=1, max_size=12)
CHOICES = st.lists(st.sampled_from([0, 1]), max_size=70)


def walked(code: str, choices: list[int]) -> Journey:
    journey = Journey(code)
    for choice in choices:
        journey = journey.after(choice, chosen=True, seconds=300.0, tries=20)
    return journey


@given(CODES, CHOICES)
def test_it_can_be_rebuilt_from_what_was_recorded(code, choices):
    journey = walked(code, choices)
    kept = [one.as_dict() for one in journey.left]
    again = Journey(code, tuple(Left.from_dict(one) for one in kept))
    assert again == journey and again.things == journey.things
    assert (again.offers(), again.weather, again.surprise) == (
        journey.offers(), journey.weather, journey.surprise,
    )  # fmt: skip


@given(CODES, CHOICES)
def test_nothing_that_was_left_ever_goes(code, choices):
    before = {}
    for visit in range(len(choices) + 1):
        journey = walked(code, choices[:visit])
        now = {(thing.kind, thing.nth): thing.place for thing in journey.things}
        assert len(now) == visit and before.items() <= now.items()
        before = now


@given(CODES, CHOICES)
def test_two_things_of_open_places_are_offered(code, choices):
    journey = walked(code, choices)
    first, second = journey.offers()
    places = {PLACE_OF[first], PLACE_OF[second]}
    assert first != second and places <= set(journey.open_places)
    assert len(places) == 2 or len(choices) > 20, "of two places, while there is enough"


@pytest.mark.parametrize("code", ["P001", "P002", "guest"])
@pytest.mark.parametrize("choice", [0, 1])
def test_at_least_forty_visits_leave_something_that_was_not_there(code, choice):
    journey = walked(code, [choice] * 42)
    assert len({one.kind for one in journey.left}) >= 41
    assert walked(code, [choice] * 60).things[-1].nth == 1, "and then it goes on"


def test_a_place_weather_or_surprise_is_there_at_the_visit_at_which_it_opens():
    for visit in range(1, 25):
        journey = walked("P001", [visit % 2] * (visit - 1))
        assert set(journey.open_places) == {p for p, opens in OPENS.items() if opens <= visit}
        if journey.new_place:
            assert PLACE_OF[journey.offers()[0]] == journey.new_place
        for table, now in ((WEATHER, journey.weather), (SURPRISES, journey.surprise)):
            opening = [name for name, opens in table.items() if opens == visit]
            assert [now] == opening if opening else now in ("", *table)
            assert not now or table[now] <= visit


def test_people_do_not_all_get_the_same_valley():
    offers = {walked(f"P{n:03d}", [0] * 5).offers() for n in range(30)}
    assert len(offers) > 10


def test_what_is_offered_does_not_depend_on_how_much_was_done():
    few, many = (
        Journey("P1", (Left("bench", "bridge", seconds=seconds, tries=tries),))
        for seconds, tries in ((21.0, 1), (2000.0, 300))
    )
    assert few.offers() == many.offers() and few.weather == many.weather


def test_own_bests_and_milestones_are_kept():
    journey = Journey("P1", (Left("bench", "bridge", seconds=300, tries=50),))
    journey = journey.after(0, chosen=False, seconds=400, tries=10)
    assert journey.most_seconds == 400
    assert walked("P1", [0] * 31).milestones == tuple(m for m in MILESTONES if m <= 31)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "castle", "other": "bench", "seconds": 1, "tries": 1},
        {"kind": "bench", "other": None, "seconds": 1, "tries": 1},
        {"kind": "bench", "other": "bridge", "seconds": -1, "tries": 1},
        {"kind": "bench", "other": "bridge", "seconds": float("nan"), "tries": 1},
        {"kind": "bench", "other": "bridge", "seconds": 1, "tries": True},
        {"kind": ["bench"], "other": "bridge", "seconds": 1, "tries": 1},
    ],
)
def test_what_is_no_gift_is_refused(wrong):
    with pytest.raises(ValueError, match="gift"):
        Left.from_dict(wrong)


def test_every_place_has_as_much_to_give():
    assert set(GIFTS) == set(OPENS) and len(PLACE_OF) >= 40
    assert {len(kinds) for kinds in GIFTS.values()} == {7}
