"""The contract that every row of LEVEL_TYPES keeps; a new row is tested by being there."""

import json
import math
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import chain
from typing import NamedTuple

import numpy as np
import pytest

from game.level_types import LEVEL_TYPES
from game.levels import find_levels
from game.session.scoring import SCORERS
from game.sim import STEP_HZ, Event, Intent, Rules, World
from game.virtual_patient.player import Player

LEVELS = list(find_levels().values())
FIRST = {(level.type, *level.modifiers): level.id for level in reversed(LEVELS)}.values()
OTHERS_SLOW = [  # the first of each task with the same modifiers, and what differs in numbers alone
    pytest.param(level, id=level.id, marks=() if level.id in FIRST else pytest.mark.slow)
    for level in LEVELS
]


class _Played(NamedTuple):
    intents: list[Intent]
    events: list[Event]
    worlds: list[World]  # one a second, and the last


def _play(level, difficulty=0.3, seed=1, seconds=240, sway=0.02):
    """What a simulated person does who leans where the goal is, with some lag."""
    rules = level.rules(difficulty=difficulty, caps=(0.9,) * 8, seed=seed)
    player, random = Player(seed), np.random.default_rng(seed)
    ml = ap = 0.0
    played = _Played([], [], [])
    for _ in range(seconds * STEP_HZ):
        world = rules.world
        to_ml, to_ap = player.lean(world)
        pressed = world.goal.kind == "press" and world.step % 60 == 0
        ml += (to_ml - ml) * 0.03
        ap += (to_ap - ap) * 0.03
        noise = random.normal(0, sway, 2)
        lean_ml, lean_ap = ml + float(noise[0]), ap + float(noise[1])
        share = min(1.0, max(0.0, 0.5 + 0.25 * lean_ml))  # on one board the load goes with the lean
        intent = Intent(lean_ml, lean_ap, load_share_right=share, confirm=pressed)
        played.intents.append(intent)
        played.events.extend(rules.step(intent))
        if rules.world.finished or world.step % STEP_HZ == 0:
            played.worlds.append(rules.world)
        if rules.world.finished:
            break
    return played


@cache
def _played(ident):
    """The same, once for all tests that only look at it."""
    return _play(next(level for level in LEVELS if level.id == ident))


@pytest.mark.parametrize("name", LEVEL_TYPES)
def test_every_type_has_params_knobs_a_docstring_and_three_levels(name):
    kind = LEVEL_TYPES[name]
    assert is_dataclass(kind.Params) and kind.Params.__dataclass_params__.frozen
    assert (kind.KNOBS or not kind.ADAPTIVE) and kind.__doc__
    assert name in SCORERS, "say how it is scored: a row in game.session.scoring"
    module = __import__(kind.__module__, fromlist=["x"]).__doc__
    for word in ("Attempted", "Succeeded", "Scored"):
        assert word in module, f"{name}: say what counts as {word.lower()}"
    assert len([level for level in LEVELS if level.type == name]) >= 3


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.id)
def test_same_seed_and_intents_give_the_same_events_bit_for_bit(level):
    first = _played(level.id)
    rules = level.rules(difficulty=0.3, caps=(0.9,) * 8, seed=1)
    assert [event for intent in first.intents for event in rules.step(intent)] == first.events
    assert rules.world == first.worlds[-1]


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.id)
def test_a_person_who_follows_the_goal_finishes_with_success(level):
    world = _played(level.id).worlds[-1]
    assert world.finished
    assert world.hud.done == world.hud.total


def _reps_of(level, intent):
    """The reps of somebody who always does the same, and whether they were asked to stand still."""
    rules = level.rules(difficulty=0.5, caps=(0.9,) * 8, seed=1)
    reps, asked_still = [], False
    for _ in range(600 * STEP_HZ):
        asked_still |= rules.world.goal.kind == "still"
        reps += [event for event in rules.step(intent) if event.kind == "rep"]
        if rules.world.finished:
            break
    assert rules.world.finished
    assert len(reps) == rules.world.hud.total
    return reps, asked_still


@pytest.mark.parametrize("level", OTHERS_SLOW)
def test_a_person_who_stands_still_is_never_stuck_and_succeeds_only_if_that_was_asked(level):
    reps, asked_still = _reps_of(level, Intent())
    assert all(rep.data["success"] is rep.data["attempted"] is asked_still for rep in reps)
    assert all((rep.data["score"] > 0) is asked_still for rep in reps)


@pytest.mark.parametrize("level", OTHERS_SLOW)
def test_where_nobody_is_on_the_board_it_still_ends_and_nothing_succeeds(level):
    reps, _ = _reps_of(level, Intent(on_board=False))
    assert not any(rep.data["success"] or rep.data["attempted"] for rep in reps)
    assert all(rep.data["score"] == 0 for rep in reps)


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.id)
def test_every_rep_says_what_the_difficulty_controller_needs(level):
    reps = [event for event in _played(level.id).events if event.kind == "rep"]
    assert reps
    for rep in reps:
        assert isinstance(rep.data["success"], bool)
        assert isinstance(rep.data["attempted"], bool)
        assert 0 <= rep.data["score"] <= 1


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.id)
def test_events_and_worlds_hold_plain_finite_values_only(level):
    played = _played(level.id)
    json.dumps([dict(event.data) for event in played.events], allow_nan=False)
    for entity in chain.from_iterable(world.entities for world in played.worlds):
        assert all(map(math.isfinite, (*entity.position, entity.radius, entity.progress)))


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.id)
def test_a_level_survives_the_way_to_disk_and_back(level):
    from game.levels import level_from_dict

    assert level_from_dict(json.loads(json.dumps(level.as_dict())), "test") == level


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.id)
def test_difficulty_turns_every_knob_one_way(level):
    for name, knob in level.knobs.items():
        _, _, _, harder = LEVEL_TYPES[level.type].KNOBS[name]
        values = [knob.at(d / 20) for d in range(21)]
        assert values == sorted(values, reverse=harder == "down"), name


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.id)
def test_rules_offer_the_protocol(level):
    rules: Rules = level.rules(difficulty=0.0, caps=(1.0,) * 8, seed=0)
    rules.set_difficulty(1.0)
    assert {field.name for field in fields(rules.world)} >= {"step", "entities", "goal", "hud"}
