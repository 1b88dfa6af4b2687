"""Harder never makes a simulated person succeed more often, beyond noise: whole bodies in levels.

The same people play at a low and at a high difficulty that stays. Each person's own difference in
successes is one number; what is asked is that their mean is not above zero by more than chance.
"""

from itertools import pairwise
from statistics import fmean, stdev

import pytest

from benchmarks.difficulty_people import Playing
from game.levels import find_levels
from game.virtual_patient import PROFILES

PLAYED = ("target_reach", "weight_shift", "uneven_walk")
FOUND = find_levels()
LEVELS = sorted(
    name for name, level in FOUND.items() if level.type in PLAYED and not level.modifiers
)
FIRST = ("orchard-1", "shift-side-slow", "first-steps")
BY_CHANCE = 3.0  # standard errors


def successes(level, profile, difficulty, seed, reps):
    playing = Playing(FOUND[level], profile, seed, difficulty=difficulty)
    return sum(playing.rep().success for _ in range(reps))


def never_easier(level, difficulties, seeds, reps):
    """Each step of difficulty, over all profiles together."""
    people = [(profile, seed) for profile in PROFILES for seed in seeds]
    shares = [
        [successes(level, profile, d, seed, reps) / reps for profile, seed in people]
        for d in difficulties
    ]
    for easier, harder in pairwise(shares):
        gains = [hard - easy for easy, hard in zip(easier, harder, strict=True)]
        assert fmean(gains) <= BY_CHANCE * stdev(gains) / len(gains) ** 0.5
    return fmean(shares[0]), fmean(shares[-1])


@pytest.mark.parametrize("level", FIRST)
def test_harder_is_never_easier(level):
    easy, hard = never_easier(level, (0.1, 0.7), seeds=(41,), reps=4)
    assert easy > hard + 0.2


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_harder_is_never_easier_at_any_level(level):
    never_easier(level, (0.0, 0.25, 0.5, 0.75, 1.0), seeds=(51, 52), reps=8)
