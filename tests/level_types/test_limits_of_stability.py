"""The rules of limits of stability: what is asked where, what is measured, and when it is over."""

import math
from dataclasses import replace

import pytest

from game.balance.limits import DIRECTIONS, UNIT
from game.level_types.base import ParamsError
from game.level_types.lanterns import Held
from game.level_types.limits_of_stability import LimitsOfStability, LimitsOfStabilityParams
from game.levels import get_level
from game.sim import STEP_HZ, Intent

TWO = LimitsOfStabilityParams(directions=("right", "left"), attempts=1)


def _rules(params=TWO, caps=(1.0,) * 8, seed=0):
    return LimitsOfStability(params, {}, difficulty=0.3, caps=caps, seed=seed)


def _until_cue(rules):
    while True:
        for event in rules.step(Intent()):
            if event.kind == "cue":
                return event


def _lean(rules, share, seconds, turn=0.0):
    """Events while leaning to a share of the limit, `turn` radians off the lantern's direction."""
    u_ml, u_ap = UNIT[rules.world.goal.direction]
    ml = u_ml * math.cos(turn) + u_ap * math.sin(turn)
    ap = u_ap * math.cos(turn) - u_ml * math.sin(turn)
    events = []
    for _ in range(round(seconds * STEP_HZ)):
        events += rules.step(Intent(ml * share, ap * share))
        if events and events[-1].kind in ("rep", "finished"):
            break
    return events


def _rep(events):
    return next(event for event in events if event.kind == "rep").data


def _lanterns(rules):
    return [entity for entity in rules.world.entities if entity.kind == "lantern"]


def test_rounds_come_in_the_order_listed_and_practice_first():
    params = replace(TWO, practice=1, attempts=2)
    rules = _rules(params)
    cues = []
    while not rules.world.finished:
        cues += [event.data for event in rules.step(Intent()) if event.kind == "cue"]
    assert [cue["direction"] for cue in cues] == ["right", "left"] * 3
    assert [cue["practice"] for cue in cues] == [True, True, False, False, False, False]
    assert [cue["attempt"] for cue in cues] == [1, 1, 1, 1, 2, 2]


def test_a_cue_comes_upright_at_a_moment_that_only_the_seed_knows():
    waits = []
    for seed in range(30):
        cue = _until_cue(_rules(seed=seed))
        assert cue.data["upright"] is True
        waits.append(cue.step / STEP_HZ - TWO.centre_hold_s)
    assert 0.5 <= min(waits) < 0.7 and 1.3 < max(waits) <= 1.51
    assert _until_cue(_rules(seed=3)).step == _until_cue(_rules(seed=3)).step


@pytest.mark.parametrize("cap", [1.0, 0.9, 0.6, 0.15])
def test_no_lantern_stands_beyond_the_cap(cap):
    caps = tuple(cap if k == 2 else 1.0 for k in range(8))
    cue = _until_cue(_rules(caps=caps)).data
    assert cue["direction"] == "right"
    assert (cue["lean_ml"], cue["lean_ap"]) == (cap, 0.0)
    assert cue["radius"] <= 0.5 * cap


def test_a_direction_with_next_to_no_cap_is_left_out():
    rules = _rules(caps=tuple(0.05 if k == 2 else 1.0 for k in range(8)))
    assert rules.world.hud.total == 1
    assert _until_cue(rules).data["direction"] == "left"


def test_holding_the_lantern_ends_the_attempt_and_lights_it():
    rules = _rules()
    _until_cue(rules)
    events = _lean(rules, 0.95, 8)
    assert [event.kind for event in events] == ["enter", "rep"]
    rep = _rep(events)
    assert rep["reached"] is rep["success"] is rep["attempted"] is True
    assert rep["score"] == pytest.approx(0.95)
    assert rep["time_s"] == pytest.approx(TWO.hold_s, abs=0.02)
    assert rep["steadiness"] == pytest.approx(1.0)
    (lit, coming) = _lanterns(rules)
    assert (lit.state, coming.state) == ("reached", "next")
    assert lit.progress == pytest.approx(0.95)
    assert DIRECTIONS[lit.ident] == "right"


def test_beyond_the_lantern_counts_like_in_its_ring():
    rules = _rules(caps=(0.6,) * 8)
    _until_cue(rules)
    assert _rep(_lean(rules, 0.9, 8))["reached"] is True


def test_a_weak_lean_is_measured_and_lights_the_lantern_as_far_as_it_went():
    rules = _rules()
    _until_cue(rules)
    rep = _rep(_lean(rules, 0.4, 10))
    assert rep["time_s"] == TWO.seconds
    assert (rep["success"], rep["reached"]) == (True, False)
    assert rep["score"] == rep["held"] == pytest.approx(0.4)
    assert _lanterns(rules)[0].progress == pytest.approx(0.4)


def test_who_is_back_after_holding_need_not_wait():
    rules = _rules()
    _until_cue(rules)
    assert not _lean(rules, 0.5, 2)
    rep = _rep(_lean(rules, 0.2, 1))
    assert rep["time_s"] == pytest.approx(2.0, abs=0.02)
    assert rep["held"] == pytest.approx(0.5)


def test_a_touch_is_an_attempt_but_holds_nothing():
    rules = _rules()
    _until_cue(rules)
    _lean(rules, 0.9, 0.5)
    rep = _rep(_lean(rules, 0.0, 10))
    assert (rep["attempted"], rep["success"], rep["held"]) == (True, False, 0.0)
    assert rep["furthest"] == pytest.approx(0.9)
    assert rep["score"] == 0.0
    assert _lanterns(rules)[0].state == "missed"


@pytest.mark.parametrize(("degrees", "success"), [(0, True), (25, True), (-25, True), (40, False)])
def test_a_lean_counts_up_to_30_degrees_off_the_lantern(degrees, success):
    rules = _rules()
    _until_cue(rules)
    rep = _rep(_lean(rules, 0.6, 10, math.radians(degrees)))
    assert rep["success"] is success


def test_off_the_board_nothing_is_held_or_attempted():
    rules = _rules()
    _until_cue(rules)
    events = []
    while not events:
        events = rules.step(Intent(0.9, 0.0, on_board=False))
    rep = _rep(events)
    assert not rep["attempted"] and not rep["success"] and rep["score"] == 0


def test_the_second_attempt_never_dims_a_lantern():
    rules = _rules(replace(TWO, directions=("right",), attempts=2))
    for share in (0.7, 0.4):
        _until_cue(rules)
        _lean(rules, share, 10)
    assert [round(lantern.progress, 2) for lantern in _lanterns(rules)] == [0.7]


def test_held_is_the_least_of_a_second_at_its_most():
    held = Held()
    for k in range(3 * STEP_HZ):
        held.feed(0.5 if k % 90 else 0.3)  # a dip in every second
    assert held.furthest == 0.3
    values = [0.5 + 0.1 * math.sin(k / 37) + 0.2 * math.sin(k / 11) for k in range(1000)]
    held = Held()
    for value in values:
        held.feed(value)
    windows = (min(values[k : k + STEP_HZ]) for k in range(len(values) - STEP_HZ + 1))
    assert held.furthest == pytest.approx(max(windows))


def test_each_direction_has_one_lantern_at_a_time():
    rules = get_level("limits-of-stability-eight").rules(difficulty=0.0, caps=(0.9,) * 8, seed=1)
    seen = set()
    while not rules.world.finished:
        goal = rules.world.goal
        rules.step(Intent(goal.lean_ml, goal.lean_ap))
        idents = [lantern.ident for lantern in _lanterns(rules)]
        assert len(idents) == len(set(idents))
        seen.add(tuple(lantern.state for lantern in _lanterns(rules)))
    assert ("reached",) * 8 in seen


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"directions": ()}, "directions: name at least one"),
        ({"directions": ("left", "left")}, "directions: each direction may stand once"),
        ({"attempts": 0}, "attempts: must be"),
        ({"seconds": 60.0}, "seconds: must be"),
    ],
)
def test_wrong_params_are_told_in_one_line(params, message):
    with pytest.raises(ParamsError, match=message):
        LimitsOfStabilityParams(**{"directions": ("right",), **params})
