"""Whoever is weak on one side shows it on that side, in every task that has sides.

Each measure is the right's less the left's, or says itself how much more the right does. In the
percent of a person's own limits (maximum excursion) sides are alike by design and show nothing.
Where difficulty follows each side the strong one is asked for finer targets, to which everybody moves
more slowly: velocities of reaches are compared where both sides are asked for the same.
"""

from __future__ import annotations

from statistics import fmean

import pytest
from whole_sessions import by_name, sit, summary_of

from game.virtual_patient import PROFILES

STRONG = {"left_hemiparesis": 1, "right_hemiparesis": -1}
MORE = {
    "orchard-1": ("endpoint_distance", "movement_velocity"),
    "shift-side-slow": ("amplitude", "amplitude_symmetry_index", "symmetry_index"),
    "limits-of-stability-four": ("endpoint_distance", "held_distance", "movement_velocity"),
    "first-steps": ("stance_load", "step_load_symmetry_index"),
    "quiet-stance-eyes-open": ("symmetry_index", "mean_position_ml"),
    "firefly-1": ("gain", "time_on_target"),
}
"""Of each level, what the strong side has more of."""
SAME = {"orchard-1": 0.3}
"""Difficulty of both sides, where it must not follow them."""


def right_less_left(level, profile, seed, out):
    """{measure: how much more the right has}, of one session."""
    summary = summary_of(
        sit(level, profile, seed, out / f"{profile}-{seed}", difficulty=SAME.get(level))
    )
    whole = by_name(summary["measures"])
    sides = {name: by_name(rows) for name, rows in summary["directions"].items()}

    def more(name):
        apart = name in sides.get("right", {})
        return sides["right"][name] - sides["left"][name] if apart else whole[name]

    return {name: more(name) for name in MORE[level]}


@pytest.mark.parametrize(("level", "profile"), list(zip(MORE, 3 * list(STRONG), strict=True)))
def test_hemiparesis_shows_on_its_side(level, profile, tmp_path):
    found = right_less_left(level, profile, 1, tmp_path)
    assert all(STRONG[profile] * value > 0 for value in found.values()), found


@pytest.mark.slow
@pytest.mark.parametrize("level", MORE)
def test_hemiparesis_shows_on_its_side_in_nearly_all_sessions(level, tmp_path):
    sessions = [
        {name: strong * value > 0 for name, value in found.items()}
        for profile, strong in STRONG.items()
        for seed in range(20)
        for found in [right_less_left(level, profile, seed, tmp_path)]
    ]
    shares = {name: fmean(one[name] for one in sessions) for name in MORE[level]}
    assert min(shares.values()) >= 0.95, shares


def test_the_two_who_are_compared_are_weak_on_the_sides_they_are_named_for():
    assert {name: -PROFILES[name].weak_side for name in STRONG} == STRONG
