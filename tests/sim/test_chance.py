"""Chance from a seed: the numbers are this project's own and must never change."""

from hypothesis import given
from hypothesis import strategies as st

from game.sim.chance import Chance


def test_a_seed_means_the_same_draws_for_ever():
    chance = Chance(7)
    assert [chance.below(10) for _ in range(8)] == [6, 8, 7, 2, 3, 8, 0, 8]
    assert Chance(7, 1).shuffled("abcdef") == list("bcdfae")
    assert Chance(7, 1).share() != Chance(7, 2).share() != Chance(7).share()


@given(st.integers(0, 2**40), st.integers(1, 1000))
def test_draws_stay_in_their_range_and_nothing_is_lost(seed, count):
    chance = Chance(seed)
    assert 0 <= chance.below(count) < count
    assert 0 <= chance.share() < 1
    assert sorted(chance.shuffled(range(20))) == list(range(20))
