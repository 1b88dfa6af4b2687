"""Targets move over to a neglected side as they are reached there, gently, and never farther out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.balance.directions import DIRECTIONS, UNIT
from game.level_types.directions import Course
from game.level_types.moving_over import LEAST, MISSED, MOST, MovingOver, can_move, share_of
from game.level_types.target_reach import TargetReachParams
from game.levels import get_level
from game.sim import STEP_HZ, Intent

ALL = tuple(range(8))
SIDES = st.sampled_from(["left", "right"])
LISTED = st.lists(st.sampled_from(ALL), min_size=2, unique=True)
LEVELS = ("orchard-3", "firefly-3", "firefly-4")


def on(direction: int, side: str) -> bool:
    return UNIT[direction][0] * (1 if side == "right" else -1) > 0


def played(over: MovingOver, reached: list[bool], side: str) -> tuple[list[int], list[float]]:
    """The directions asked and how far they had moved; `reached` tells of the neglected side."""
    asked, moved = [], [over.moved]
    for success in reached:
        asked.append(over.next())
        over.heard(asked[-1], success)
        moved.append(over.moved)
    return asked, moved


@given(LISTED, SIDES, st.floats(0, 1), st.integers(0, 2**32), st.lists(st.booleans(), max_size=60))
def test_nothing_is_asked_that_the_level_does_not_have(listed, side, moved, seed, reached) -> None:
    if not can_move(listed, side):
        return
    asked, way = played(MovingOver(listed, side, moved, seed), reached, side)
    assert set(asked) <= set(listed)
    assert all(0 <= share <= 1 for share in way)
    steps = np.diff(way)
    assert (steps >= -MISSED - 1e-9).all(), "never falls abruptly"
    for direction, step, success in zip(asked, steps, reached, strict=True):
        assert step == 0 or (on(direction, side) and (step > 0) == success)


@given(SIDES, st.integers(0, 2**32), st.floats(0, 1), st.integers(10, 80))
def test_the_share_is_kept_over_any_stretch(side, seed, moved, reps) -> None:
    over, asked = MovingOver(ALL, side, moved, seed), []
    for _ in range(reps):
        asked.append(over.next())
    there = sum(on(direction, side) for direction in asked)
    assert abs(there - reps * share_of(moved)) <= 1.0 + 1e-9


@pytest.mark.parametrize("side", ["left", "right"])
def test_success_brings_targets_over_and_misses_take_them_back_gently(side: str) -> None:
    over = MovingOver(ALL, side, 0.0, 5)
    asked, _ = played(over, [True] * 120, side)
    shares = [np.mean([on(one, side) for one in asked[k : k + 20]]) for k in range(0, 120, 20)]
    assert shares[0] == pytest.approx(LEAST, abs=0.1)
    assert shares[-1] == pytest.approx(MOST, abs=0.06)
    assert over.moved == 1.0
    _, moved = played(over, [False] * 5, side)
    assert share_of(moved[-1]) > MOST - 0.15, "a few misses in a row cost little"
    played(over, [False] * 200, side)
    assert over.moved == 0.0


def test_the_near_come_before_the_far() -> None:
    far = {}
    for moved in (0.0, 1.0):
        over = MovingOver(ALL, "left", moved, 3)
        there = [one for one in (over.next() for _ in range(600)) if on(one, "left")]
        far[moved] = np.mean([DIRECTIONS[one] == "left" for one in there])
    assert far[0.0] == pytest.approx(0.25 / 2.25, abs=0.06)
    assert far[1.0] == pytest.approx(1 / 3, abs=0.06)


def test_where_nothing_can_move_the_order_is_the_level_s_own() -> None:
    params = TargetReachParams(("forward", "back"), 10)
    plain = Course(params, 3)
    assert [*plain] == [*Course(replace(params, moves_to="left", moved=0.5), 3)]
    assert not can_move(ALL, "none") and not can_move((1, 2, 3), "right")
    assert plain.ended(0, True) == {}


def _events(level: str, params: dict[str, object], seed: int):
    """Somebody who reaches whatever is asked, and the events of it."""
    level = get_level(level)
    level = replace(level, params=replace(level.params, **params))
    caps = tuple(0.3 + 0.05 * k for k in range(8))
    rules = level.rules(difficulty=0.8, caps=caps, seed=seed)
    events, (ml, ap) = [], (0.0, 0.0)
    while not rules.world.finished and rules.world.step < 400 * STEP_HZ:
        goal = rules.world.goal
        to = (0.0, 0.0) if goal.kind == "centre" else (goal.lean_ml, goal.lean_ap)
        ml, ap = ml + 0.03 * (to[0] - ml), ap + 0.03 * (to[1] - ap)
        events += rules.step(Intent(ml, ap))
    return events, caps


@pytest.mark.parametrize("level", LEVELS)
def test_levels_ask_by_it_within_their_caps_and_the_same_again(level: str) -> None:
    params = {"moves_to": "left", "moved": 0.25, "reps": 24}
    events, caps = _events(level, params, 4)
    assert events == _events(level, params, 4)[0]
    cues = [event.data for event in events if event.kind == "cue"]
    reps = [event.data for event in events if event.kind == "rep"]
    assert len(reps) == 24 and all(cue["reach"] <= max(caps) for cue in cues)
    for cue in cues:
        reach = float(np.hypot(cue["lean_ml"], cue["lean_ap"]))
        assert reach <= caps[DIRECTIONS.index(cue["direction"])] + 1e-9
    left = [on(DIRECTIONS.index(rep["direction"]), "left") for rep in reps]
    assert 0.2 < np.mean(left) < 0.6
    assert reps[-1]["moved"] == pytest.approx(min(1.0, 0.25 + 0.04 * sum(left)))
