"""The rules of uneven_walk: what counts as a stone, what is shown, what is never asked."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.balance.directions import DIRECTIONS, octagon_share
from game.level_types import ParamsError
from game.level_types.uneven_walk import UnevenWalk
from game.level_types.uneven_walk_path import gust_strength, to_and_fro
from game.levels import find_levels, get_level
from game.sim import STEP_HZ, Intent

LEVEL = get_level("first-steps")
WINDY = get_level("windy-ridge")
WALKS = [level for level in find_levels().values() if level.type == "uneven_walk"]


def _rules(level=LEVEL, difficulty=0.0, caps=(1.0,) * 8, seed=0, **params):
    params = replace(level.params, **{"stones": 4, "stand_s": 1.0, **params})
    return UnevenWalk(params, level.knobs, difficulty=difficulty, caps=caps, seed=seed)


def _intent(ml, ap, middle=0.5):
    return Intent(ml, ap, load_share_right=middle + 0.3 * ml)


def _run(rules, seconds, lean=None, middle=0.5):
    """Step with a fixed lean, or one that goes to where the goal is, a little late."""
    events, ml, ap = [], 0.0, 0.0
    for _ in range(round(seconds * STEP_HZ)):
        goal = rules.world.goal
        to_ml, to_ap = lean or (goal.lean_ml, goal.lean_ap)
        ml, ap = (lean) if lean else (ml + 0.04 * (to_ml - ml), ap + 0.04 * (to_ap - ap))
        events += rules.step(_intent(ml, ap, middle))
        if rules.world.finished:
            break
    return events


def _of(events, kind):
    return [event for event in events if event.kind == kind]


def _until_cue(rules):
    while not _of(rules.step(_intent(0.0, 0.0)), "cue"):
        pass


@pytest.mark.parametrize("middle", [0.3, 0.5, 0.7])
def test_stones_are_walked_foot_by_foot_whatever_the_load_at_rest(middle):
    rules = _rules()
    events = _run(rules, 60, middle=middle)
    reps = _of(events, "rep")
    assert [rep.data["success"] for rep in reps] == [True] * 4
    feet = [rep.data["direction"] for rep in reps]
    assert feet in (["right", "left"] * 2, ["left", "right"] * 2)
    assert [step.data["foot"] for step in _of(events, "step")] == feet
    assert rules.world.finished


def test_a_step_that_does_not_come_to_balance_does_not_count():
    rules = _rules()
    _until_cue(rules)
    goal = rules.world.goal
    assert goal.kind == "step" and goal.direction in (2, 6)
    events = _run(rules, 3.0, (2.2 * goal.lean_ml, 0.0))
    assert [event.kind for event in events] == ["step", "land"]
    assert rules.world.goal.kind == "lean" and rules.world.hud.instruction == "walk.balance"
    events = _run(rules, 1.0, (goal.lean_ml, goal.lean_ap))
    assert [rep.data["success"] for rep in _of(events, "rep")] == [True]


def test_who_leans_on_one_foot_all_the_time_walks_nowhere():
    rules = _rules(stones=6)
    side = LEVEL.knobs["shift"].easy
    events = _run(rules, 200, (side, 0.0))
    assert not any(rep.data["success"] for rep in _of(events, "rep"))
    assert rules.world.finished


def test_a_wobble_is_steadied_and_costs_time_only():
    rules = _rules()
    _until_cue(rules)
    goal = rules.world.goal
    _run(rules, 0.35, (goal.lean_ml, 0.0))
    held = rules.world.hud.hold
    events = _run(rules, 0.1, (goal.lean_ml, 1.5 * goal.radius))
    assert [event.kind for event in events] == ["wobble"]
    (balance,) = [e for e in rules.world.entities if e.kind == "balance"]
    assert balance.state == "wobble"
    assert 0 < rules.world.hud.hold < held
    (rep,) = _of(_run(rules, 0.5, (goal.lean_ml, 0.0)), "rep")
    assert rep.data["success"] and rep.data["wobbles"] == 1


def test_gliding_asks_for_no_step_and_takes_a_lean_alone():
    rules = _rules(get_level("camber-glide"))
    events = _run(rules, 60)
    assert not _of(events, "step") and not _of(events, "land")
    assert all(rep.data["success"] for rep in _of(events, "rep"))


def test_a_gust_is_announced_before_it_blows_and_shifts_the_balance_upwind():
    rules = _rules(WINDY, difficulty=1.0, gust_every=1, surfaces=("flat",))
    states, shifted, gust, ml, ap = [], 0.0, None, 0.0, 0.0
    while not rules.world.finished and rules.world.hud.tried == 0:
        goal = rules.world.goal
        ml, ap = ml + 0.05 * (goal.lean_ml - ml), ap + 0.05 * (goal.lean_ap - ap)
        for cue in _of(rules.step(_intent(ml, ap)), "cue"):
            gust = cue.data
        wind = [e for e in rules.world.entities if e.kind == "gust"]
        states += [e.state for e in wind if states[-1:] != [e.state]]
        if wind and wind[0].state == "blowing":
            to_ml, _, to_z = wind[0].position
            goal = rules.world.goal
            off = goal.lean_ml - gust["lean_ml"], goal.lean_ap - gust["lean_ap"]
            shifted = max(shifted, off[0] * to_ml - off[1] * to_z)
    assert states == ["coming", "blowing"]
    assert shifted > 0.1


def test_gusts_and_moving_stones_go_without_a_jerk():
    wave = [to_and_fro(k) for k in range(4 * STEP_HZ + 1)]
    gust = [gust_strength(k) for k in range(-10, 3 * STEP_HZ)]
    assert wave[0] == wave[-1] == pytest.approx(0.0) and max(wave) == 1.0 and min(wave) == -1.0
    assert gust[0] == gust[-1] == 0.0 and max(gust) == 1.0
    for series in (wave, gust):
        assert max(abs(b - a) for a, b in pairwise(series)) < 0.04


CAPS = st.tuples(*[st.one_of(st.just(0.0), st.floats(0.1, 1.0))] * 8)


@settings(max_examples=40)
@given(caps=CAPS, difficulty=st.floats(0, 1), seed=st.integers(0, 99), at=st.integers(0, 4))
def test_nothing_is_asked_beyond_the_caps(caps, difficulty, seed, at):
    level = WALKS[at]
    try:
        rules = _rules(level, difficulty, caps, seed, stones=3)
    except ParamsError:
        assert max(caps[2], caps[6]) < 0.1
        return
    for k in range(40 * STEP_HZ):
        goal = rules.world.goal
        if k % 10 == 0 and goal.kind in ("step", "lean"):
            assert octagon_share(caps, goal.lean_ml, goal.lean_ap) <= 1 + 1e-9
            assert -caps[6] <= goal.lean_ml <= caps[2]
            assert goal.radius <= 0.5 * abs(goal.lean_ml) / 0.6 + 1e-9
        rules.step(_intent(goal.lean_ml, goal.lean_ap))


def test_a_leg_that_may_not_bear_is_left_out_and_the_other_comes_back_to_the_middle():
    caps = tuple(0.05 if "left" in name else 0.9 for name in DIRECTIONS)
    rules = _rules(caps=caps)
    events = _run(rules, 90)
    assert {rep.data["direction"] for rep in _of(events, "rep")} == {"right"}
    assert all(rep.data["success"] for rep in _of(events, "rep"))
    with pytest.raises(ParamsError, match="neither left nor right"):
        _rules(caps=tuple(0.05 for _ in DIRECTIONS))


def test_harder_never_asks_less_of_the_same_stone():
    for level in WALKS:
        asked = []
        for tenth in range(11):
            cue = _of(_run(_rules(level, tenth / 10, (0.9,) * 8, 3), 3.0), "cue")[0].data
            asked.append((cue["tilt"], cue["shift"], -cue["radius"], cue["gust"], cue["drift"]))
        for measure in zip(*asked, strict=True):
            assert all(b >= a - 1e-9 for a, b in pairwise(measure))


def test_the_path_comes_nearer_and_shows_as_many_stones_as_the_view_allows():
    rules = _rules(stones=12)

    def stones():
        return {e.ident: e for e in rules.world.entities if e.kind == "stone"}

    _until_cue(rules)
    before = stones()
    assert [s.state for s in before.values()] == ["goal"] + ["next"] * 4
    assert {e.ident for e in rules.world.entities if e.kind == "tilt"} == set(before)
    _run(rules, 2.5)
    after = stones()
    assert all(after[k].position[2] > before[k].position[2] for k in before if k in after)
    assert before[0].position[0] * before[1].position[0] < 0


def test_a_new_difficulty_holds_from_the_next_cue():
    rules = _rules()
    _until_cue(rules)
    shown = rules.world.goal
    rules.set_difficulty(1.0)
    assert rules.world.goal == shown
    cues = _of(_run(rules, 8.0), "cue")
    assert cues[0].data["difficulty"] == 1.0
    assert cues[0].data["shift"] == LEVEL.knobs["shift"].hard
