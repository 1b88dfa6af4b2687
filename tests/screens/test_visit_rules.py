"""Which people, steps and buttons a screen shows, without drawing: every one of them once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.render.pictures import PICTURES
from game.render.pictures.emblems import EMBLEMS
from game.screens import prepare, step_on, therapist, today, who
from game.screens.step_on import StepOnView
from game.screens.today import Step
from game.screens.who import Person, WhoView
from game.words import MESSAGES

shares = st.floats(0, 1)


@given(st.integers(0, 60))
def test_every_person_is_on_one_page_and_the_guest_is_last_of_all(count: int) -> None:
    people = tuple(Person("A. B.", "bird") for _ in range(count))
    pages = [who.tiles(WhoView(people, page)) for page in range(who.pages(count))]
    seen = [tile for page in pages for tile in page if tile != who.MORE]
    assert [tile.person for tile in seen[:-1]] == list(range(count))
    assert seen[-1] == who.GUEST
    assert all(len(page) <= who.TILES for page in pages)
    assert all((who.MORE in page) == (len(pages) > 1) for page in pages)
    assert who.tiles(WhoView(people, len(pages))) == pages[0]


@given(st.integers(5, 40), st.integers(0, 12))
def test_more_stands_where_it_stood_before(count: int, page: int) -> None:
    people = tuple(Person("A. B.", "bird") for _ in range(count))
    view = WhoView(people, page)
    assert len(who.targets(view)) == len(who.tiles(view))
    assert who.targets(view)[-1] == (who.X + 4 * who.PITCH, who.Y, who.W, who.H)


def test_a_guest_alone_stands_in_the_middle() -> None:
    ((x, _, w, _),) = who.targets(WhoView())
    assert x + w / 2 == pytest.approx(32)


@given(st.integers(1, 30), st.integers(0, 30))
def test_the_next_step_is_always_shown(count: int, done: int) -> None:
    steps = tuple(Step("river", 2, at < done) for at in range(count))
    first, last = today.shown(steps)
    assert 0 <= first < last <= count
    assert last - first <= (today.MOST_SHOWN if count <= today.MOST_SHOWN else today.MOST_SHOWN - 1)
    assert first <= min(done, count - 1) < last


@given(shares, shares, shares)
def test_weight_is_asked_for_on_the_lighter_side(left: float, a: float, b: float) -> None:
    even = (min(a, b), max(a, b))
    load = step_on.load_of(StepOnView(on=True, left=left, even=even))
    assert (load == "to_right") == (left > even[1])
    assert (load == "to_left") == (left < even[0])
    assert step_on.load_of(StepOnView(on=True, left=None)) == "unread"
    assert step_on.load_of(StepOnView(on=True, left=left, zeroing=True)) == "nobody"


def test_each_name_has_its_picture_and_its_words() -> None:
    assert set(today.PLACES) <= set(PICTURES)
    assert {f"place.{place}" for place in today.PLACES} <= set(MESSAGES)
    assert {picture for picture, _ in prepare.AIDS.values()} <= set(PICTURES)
    assert {f"prepare.{aid}" for aid in prepare.AIDS} <= set(MESSAGES)
    assert set(who.TINTS) == set(EMBLEMS) and len(EMBLEMS) >= 12
    assert {picture for _, picture, _ in therapist.BUTTONS} <= set(PICTURES)
    assert len({key for _, _, key in therapist.BUTTONS}) == len(therapist.BUTTONS)
