"""The rules of visual tracking: what counts as followed, caught, seen; and where fireflies may be."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.balance.directions import DIRECTIONS, octagon_share
from game.level_types.visual_tracking import VisualTracking
from game.level_types.visual_tracking_asks import VisualTrackingParams
from game.level_types.visual_tracking_paths import Path, places, plan_path
from game.levels import get_level
from game.sim import STEP_HZ, Intent
from game.sim.chance import Chance

KNOBS = get_level("firefly-2").knobs
FOLLOW = VisualTrackingParams(directions=DIRECTIONS, reps=2, stretch_s=10.0, rest_s=1.0)
CATCH = VisualTrackingParams(directions=("left", "right"), reps=4, mode="saccade", order="sequence")
PRESS = replace(CATCH, answer="button")
LIT = replace(FOLLOW, answer="button", answer_s=2.0, directions=DIRECTIONS)


def _rules(params, difficulty=0.3, caps=(0.9,) * 8, seed=1, knobs=KNOBS):
    return VisualTracking(params, knobs, difficulty=difficulty, caps=caps, seed=seed)


def _play(rules, act, seconds=200):
    """Events of somebody whose intent is act(world)."""
    events = []
    for _ in range(round(seconds * STEP_HZ)):
        events += rules.step(act(rules.world))
        if rules.world.finished:
            break
    return events


def _with(share=1.0, on_board=True):
    return lambda world: Intent(share * world.goal.lean_ml, share * world.goal.lean_ap, on_board)


def _of(events, kind):
    return [event for event in events if event.kind == kind]


def test_who_stays_with_the_firefly_has_followed_it():
    events = _play(_rules(FOLLOW), _with())
    assert [rep.data["success"] for rep in _of(events, "rep")] == [True, True]
    for rep, follow in zip(_of(events, "rep"), _of(events, "follow"), strict=True):
        assert rep.step - follow.step == 10 * STEP_HZ
        assert rep.data["time_on_target"] > 0.95 and rep.data["rms_error"] < 0.05
        assert rep.data["score"] == rep.data["time_on_target"]


def test_the_firefly_flies_as_its_cue_says():
    rules = _rules(FOLLOW)
    events, seen = [], []
    while not _of(events, "rep"):
        events += rules.step(Intent())
        firefly = next(e for e in rules.world.entities if e.kind == "firefly")
        seen.append((firefly.position[0], -firefly.position[2]))
    (cue,), (follow,) = _of(events, "cue"), _of(events, "follow")
    flown = list(places(Path.from_dict(cue.data["path"])))
    assert seen[follow.step : -1] == flown[:-1]


def test_it_flies_out_from_the_middle_and_home_without_a_leap():
    rules, last, fastest = _rules(FOLLOW), (0.0, 0.0), 0.0
    for _ in range(30 * STEP_HZ):
        rules.step(Intent())
        for entity in rules.world.entities:
            if entity.kind == "firefly":
                here = (entity.position[0], entity.position[2])
                fastest, last = max(fastest, math.dist(here, last)), here
    assert fastest < 2.0 / STEP_HZ


@pytest.mark.parametrize("act", [_with(0.0), _with(on_board=False)], ids=["still", "off"])
def test_a_stretch_without_anybody_who_follows_is_no_attempt(act):
    reps = _of(_play(_rules(FOLLOW), act), "rep")
    assert len(reps) == 2
    assert not any(rep.data["success"] or rep.data["attempted"] for rep in reps)
    assert all(rep.data["score"] == 0 for rep in reps)


def test_half_the_way_along_is_an_attempt_and_scores_what_was_on_target():
    (rep, _) = _of(_play(_rules(replace(FOLLOW, on_target=0.9)), _with(0.3)), "rep")
    assert rep.data["attempted"] and not rep.data["success"]
    assert 0 < rep.data["score"] == rep.data["time_on_target"] < 0.9


def test_a_predictable_firefly_is_the_same_for_every_seed_and_another_never():
    def cued(params, seed):
        events = _play(_rules(params, seed=seed), _with(), 3)
        return _of(events, "cue")[0].data["path"]

    steady = replace(FOLLOW, predictable=True)
    assert cued(steady, 1) == cued(steady, 2)
    assert cued(FOLLOW, 1) != cued(FOLLOW, 2)


def test_directions_of_one_axis_keep_it_there():
    rules = _rules(replace(FOLLOW, directions=("left", "right")))
    path = Path.from_dict(_of(_play(rules, _with(), 1), "cue")[0].data["path"])
    assert path.ap == () and len(path.ml) == 3
    assert all(ap == 0 for _, ap in places(path))


CAPS = st.tuples(*[st.sampled_from([0.0, 0.15, 0.4, 0.9, 1.0])] * 8)


@settings(max_examples=30, deadline=None)
@given(CAPS, st.floats(0.1, 1.0), st.floats(3.0, 30.0), st.integers(0, 99), st.booleans())
def test_no_flight_goes_beyond_reach_or_caps(caps, reach, pace_s, seed, foreseen):
    chance = None if foreseen else Chance(seed)
    path = plan_path((True, True), pace_s, 8 * STEP_HZ, reach, caps, chance)
    for ml, ap in places(path):
        assert math.hypot(ml, ap) <= reach + 1e-12
        assert octagon_share(caps, ml, ap) <= 1 + 1e-9 or math.hypot(ml, ap) < 1e-12
    assert Path.from_dict(path.as_dict()) == path


def test_an_unpredictable_flight_shares_no_frequency_and_reaches_out():
    path = plan_path((True, True), 6.0, 24 * STEP_HZ, 0.7, (1.0,) * 8, Chance(3))
    cycles = [sine[0] for sine in (*path.ml, *path.ap)]
    assert len(set(cycles)) == 6
    assert max(math.hypot(*place) for place in places(path)) == pytest.approx(0.7, rel=0.002)


def test_a_firefly_that_was_leant_to_and_held_is_caught():
    reps = _of(_play(_rules(CATCH), _with()), "rep")
    assert [rep.data["direction"] for rep in reps] == ["left", "right"] * 2
    assert all(rep.data["success"] and rep.data["latency_s"] < 0.05 for rep in reps)
    assert all(rep.data["score"] > 0.95 for rep in reps)


def test_a_lean_half_way_there_is_an_attempt_that_scores_by_nearness():
    for rep in _of(_play(_rules(CATCH), _with(0.45)), "rep"):
        assert rep.data["attempted"] and not rep.data["success"]
        assert 0 < rep.data["score"] < 0.5 and rep.data["latency_s"] is None


def _pressing(after_s):
    """Presses so long after the goal began to ask for it; the button is let go in between."""
    since = [0]

    def act(world):
        since[0] = since[0] + 1 if world.goal.kind == "press" else 0
        return Intent(confirm=since[0] == round(after_s * STEP_HZ))

    return act


@pytest.mark.parametrize("params", [PRESS, LIT, replace(PRESS, mode="scan")], ids=lambda p: p.mode)
def test_a_press_answers_with_its_latency(params):
    events = _play(_rules(params), _pressing(0.5))
    reps = _of(events, "rep")
    assert len(reps) == params.reps and not _of(events, "false_alarm")
    assert all(rep.data["success"] for rep in reps)
    assert all(rep.data["latency_s"] == pytest.approx(0.5, abs=0.01) for rep in reps)


def test_a_press_too_soon_or_without_a_firefly_is_a_false_alarm():
    early = _play(_rules(PRESS), _pressing(0.05))
    assert len(_of(early, "false_alarm")) == 4
    assert not any(rep.data["success"] for rep in _of(early, "rep"))
    hasty = _play(_rules(PRESS), lambda world: Intent(confirm=world.step == 5), 1)
    assert [event.step for event in _of(hasty, "false_alarm")] == [6]


def test_a_button_held_down_answers_once_at_most():
    reps = _of(_play(_rules(PRESS), lambda world: Intent(confirm=True)), "rep")
    assert not any(rep.data["success"] for rep in reps)


def test_stars_stand_among_the_caps_and_never_on_the_firefly():
    caps = tuple(0.3 if name == "left" else 0.7 for name in DIRECTIONS)
    rules = _rules(replace(CATCH, mode="scan", directions=DIRECTIONS), 1.0, caps)
    counted = 0
    for _ in range(20 * STEP_HZ):
        rules.step(Intent())
        stars = [e.position for e in rules.world.entities if e.kind == "star"]
        lit = [e.position for e in rules.world.entities if e.kind == "firefly"]
        counted = max(counted, len(stars))
        assert len({*stars, *lit}) == len(stars) + len(lit)
        assert all(octagon_share(caps, x, -z) <= 1 + 1e-9 for x, _, z in stars + lit)
    assert counted == KNOBS["stars"].hard


def test_no_marker_beside_the_world_tells_where_to_look():
    assert not _rules(CATCH).world.hud.lean_shown
    assert _rules(FOLLOW).world.hud.lean_shown


def test_the_wait_cannot_be_foreseen():
    cues = _of(_play(_rules(replace(CATCH, reps=8)), _with()), "cue")
    rests = _of(_play(_rules(replace(CATCH, reps=8)), _with()), "rep")
    waits = {cue.step - rep.step for rep, cue in zip(rests, cues[1:], strict=False)}
    assert len(waits) >= 6


def test_a_new_difficulty_holds_from_the_next_rep():
    rules = _rules(FOLLOW, 0.0)
    _play(rules, _with(), 3)
    rules.set_difficulty(1.0)
    assert rules.world.goal.radius == pytest.approx(0.8 * KNOBS["reach"].easy)
    cue = _of(_play(rules, _with(), 15), "cue")[0]
    assert cue.data["radius"] == KNOBS["radius"].hard and cue.data["difficulty"] == 1.0


def test_caps_that_leave_no_room_are_told():
    alone = tuple(0.9 if name == "right" else 0.0 for name in DIRECTIONS)
    with pytest.raises(ValueError, match="no room"):
        _rules(FOLLOW, caps=alone)
    with pytest.raises(ValueError, match="the caps leave none"):
        _rules(CATCH, caps=(0.0,) * 8)
    assert _rules(replace(FOLLOW, directions=("left", "right")), caps=alone)
