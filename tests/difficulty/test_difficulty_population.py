"""The controller against simulated people it was not tuned on, few enough for every day."""

import numpy as np
import pytest

from benchmarks.difficulty import ours
from benchmarks.difficulty_judge import measures, play
from benchmarks.difficulty_peers import PEERS
from benchmarks.difficulty_population import (
    CURVES,
    KINDS,
    REPS,
    TARGET,
    curve_value,
    margin_at,
    participant,
    population,
)

SEED = 5
EACH = 4


@pytest.fixture(scope="module")
def people():
    return [person for kind in KINDS for person in population(kind, EACH, SEED)]


@pytest.mark.parametrize("curve", CURVES)
def test_curves_rise_and_pass_where_they_say(curve):
    values = [curve_value(curve, x) for x in np.linspace(-9, 9, 200)]
    assert np.all(np.diff(values) >= 0)
    assert curve_value(curve, margin_at(curve, TARGET)) == pytest.approx(TARGET)


def test_the_same_seed_gives_the_same_person_and_another_another():
    one, same, other = (participant("mixed", "late", seed, 0) for seed in (1, 1, 2))
    assert np.array_equal(one.ability, same.ability) and np.array_equal(one.chance, same.chance)
    assert not np.array_equal(one.ability, other.ability)


def test_everyone_starts_within_reach_of_right(people):
    for person in people:
        right = person.start - 0.15, person.start + 0.15
        chances = [person.success_probability(0, d) for d in right]
        spread = person.ability[0].max() - person.ability[0].min()
        assert spread > 0 or chances[0] >= TARGET >= chances[1]


def test_the_caps_are_never_broken_and_nobody_is_served_worse_than_by_simpler_means(people):
    mine = measures([play(ours, person, True) for person in people])
    assert mine["step_caps_broken"] == 0
    assert mine["p_error"] < 0.11
    for name in ("fixed", "one up, one down", "weighted up-down", "plain Kalman", "QUEST"):
        peer = measures([play(PEERS[name], person, False) for person in people])
        assert mine["p_error"] < peer["p_error"], name


def test_the_score_helps(people):
    with_score = measures([play(ours, person, True) for person in people])
    without = measures([play(ours, person, False) for person in people])
    assert with_score["p_error"] < without["p_error"] < 0.12


def test_a_session_is_played_to_its_end(people):
    session = play(ours, people[-1], True)
    assert session.level.shape == (REPS,) and np.isfinite(session.level).all()
    assert ((session.chance >= 0) & (session.chance <= 1)).all()
