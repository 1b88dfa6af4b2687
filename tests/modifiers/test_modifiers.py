"""What each modifier changes, and that true lean stays true."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.balance.directions import DIRECTIONS, octagon_share
from game.levels import get_level
from game.modifiers.eyes_closed import EyesClosedParams
from game.modifiers.feedback import FeedbackParams
from game.modifiers.mirror import MirrorParams
from game.modifiers.resistance import ResistanceParams
from game.modifiers.side_gain import SideGainParams
from game.modifiers.slipperiness import SlipperinessParams
from game.modifiers.tempo import TempoParams
from game.sim import STEP_HZ, Intent

EVEN = (0.9,) * 8
QUICK = {"reps": 8, "centre_hold_s": 0.1, "rest_s": 0.6}


def _level(**modifiers):
    level = get_level("orchard-1")
    params = replace(level.params, directions=DIRECTIONS, order="random", **QUICK)
    return replace(level, params=params, modifiers=modifiers)


def _play(level, caps=EVEN, difficulty=0.5, act=None, seconds=200):
    """Events and worlds of somebody who is where the goal truly is."""
    rules = level.rules(difficulty=difficulty, caps=caps, seed=1)
    events, worlds = [], [rules.world]
    while not rules.world.finished and rules.world.t < seconds:
        goal = rules.world.goal
        events += rules.step(act(rules.world) if act else Intent(goal.lean_ml, goal.lean_ap))
        worlds.append(rules.world)
    return events, worlds


def _of(events, kind):
    return [event for event in events if event.kind == kind]


def _you(world):
    return next((entity.position for entity in world.entities if entity.kind == "you"), None)


def test_a_mirror_exchanges_the_sides_of_all_that_is_seen_and_of_nothing_else():
    plain, seen = _play(_level())
    mirrored, turned = _play(_level(mirror=MirrorParams()))
    assert mirrored == plain
    for a, b in zip(seen, turned, strict=True):
        assert a.goal == b.goal and b.hud == replace(a.hud, lean_shown=False)
        for one, other in zip(a.entities, b.entities, strict=True):
            x, y, z = one.position
            assert other.position == (-x, y, z) and other.kind == one.kind
            if one.kind == "fruit":
                swapped = DIRECTIONS[one.ident].replace("left", "RIGHT").replace("right", "left")
                assert DIRECTIONS[other.ident] == swapped.lower()


def test_resistance_asks_for_more_lean_and_never_beyond_the_cap():
    caps = tuple(0.3 if name == "left" else 0.9 for name in DIRECTIONS)
    plain = {e.data["direction"]: e.data for e in _of(_play(_level(), caps)[0], "cue")}
    events, worlds = _play(_level(resistance=ResistanceParams(1.5)), caps)
    assert all(rep.data["success"] for rep in _of(events, "rep"))
    for cue in _of(events, "cue"):
        cap, asked = caps[DIRECTIONS.index(cue.data["direction"])], cue.data
        assert asked["reach"] <= cap + 1e-12
        assert asked["reach"] == pytest.approx(
            min(1.5 * plain[asked["direction"]]["reach"], cap), rel=1e-9
        )
        assert math.hypot(asked["lean_ml"], asked["lean_ap"]) == pytest.approx(asked["reach"])
    for world in worlds:
        assert octagon_share(caps, world.goal.lean_ml, world.goal.lean_ap) <= 1 + 1e-9
    lean = Intent(0.6, 0.3)
    rules = _level(resistance=ResistanceParams(1.5)).rules(difficulty=0, caps=EVEN, seed=0)
    rules.step(lean)
    assert _you(rules.world) == pytest.approx((0.4, 0.0, -0.2))


CAPS = st.tuples(*[st.sampled_from([0.15, 0.4, 0.9, 1.0])] * 8)


@settings(max_examples=10, deadline=None)
@given(
    CAPS, st.sampled_from(["left", "right"]), st.floats(1, 3), st.floats(1, 2), st.integers(0, 5)
)
def test_help_and_resistance_together_never_ask_beyond_the_caps(caps, side, gain, factor, every):
    level = _level(side_gain=SideGainParams(side, gain, every), resistance=ResistanceParams(factor))
    level = replace(level, params=replace(level.params, reps=4))
    try:
        level.rules(difficulty=1.0, caps=caps, seed=1)
    except ValueError as error:
        assert "the caps leave none" in str(error)
        return
    events, worlds = _play(level, caps, difficulty=1.0)
    for world in worlds:
        assert octagon_share(caps, world.goal.lean_ml, world.goal.lean_ap) <= 1 + 1e-9
    assert all(rep.data["success"] for rep in _of(events, "rep"))


def test_help_shortens_the_lean_to_its_side_except_in_announced_neutral_reps():
    level = _level(side_gain=SideGainParams("left", 2.0, neutral_every=3))
    level = replace(level, params=replace(level.params, directions=("left", "right"), rest_s=3.0))
    events, worlds = _play(level)
    reach = level.knobs["reach"].at(0.5)
    neutral = [event.data["rep"] for event in _of(events, "neutral")]
    assert neutral == [2, 5]
    for cue, rep in zip(_of(events, "cue"), _of(events, "rep"), strict=True):
        number = cue.data["rep"]
        helped = cue.data["direction"] == "left" and number not in neutral
        assert rep.data["aided"] == (number not in neutral)
        assert cue.data["reach"] == pytest.approx(reach / 2 if helped else reach)
        assert cue.data["lean_ml"] == pytest.approx(
            math.copysign(cue.data["reach"], cue.data["lean_ml"])
        )
    said = [world.hud.instruction == "side_gain.neutral" for world in worlds]
    for event in _of(events, "neutral"):
        assert said[event.step] and said[event.step + 2 * STEP_HZ]
    assert not said[0]


def test_on_ice_a_step_overshoots_as_a_mass_on_a_spring_and_settles_where_it_should():
    damping, hertz = 0.3, 0.8
    level = _level(slipperiness=SlipperinessParams(hertz, damping))
    rules = level.rules(difficulty=0, caps=EVEN, seed=0)
    rules.step(Intent())
    way = []
    for _ in range(12 * STEP_HZ):
        rules.step(Intent(0.5, 0.0))
        way.append(_you(rules.world)[0])
    beyond = math.exp(-math.pi * damping / math.sqrt(1 - damping**2))
    assert max(way) / 0.5 - 1 == pytest.approx(beyond, rel=0.03)
    top = math.pi / (2 * math.pi * hertz * math.sqrt(1 - damping**2))
    assert way.index(max(way)) / STEP_HZ == pytest.approx(top, rel=0.03)
    assert way[-1] == pytest.approx(0.5, abs=1e-3)


@pytest.mark.parametrize("factor", [0.5, 0.8, 1.0, 1.5])
def test_tempo_passes_so_many_steps_and_tells_true_seconds(factor):
    still = lambda world: Intent()  # noqa: E731
    plain, _ = _play(_level(), act=still)
    events, worlds = _play(_level(tempo=TempoParams(factor)), act=still)
    assert [event.kind for event in events] == [event.kind for event in plain]
    for ours, theirs in zip(events, plain, strict=True):
        assert ours.step == pytest.approx(theirs.step / factor, abs=1)
        for key in ours.data.keys() & {"hold_s", "time_limit_s", "time_s"}:
            assert ours.data[key] == pytest.approx(theirs.data[key] / factor)
    assert [world.step for world in worlds] == list(range(len(worlds)))


@pytest.mark.parametrize("at", range(300, 304))
def test_a_moment_off_the_board_is_not_lost_between_the_steps_of_a_slow_tempo(at):
    """It breaks a hold, also where the rules do not step at that very moment."""
    level = replace(get_level("firefly-3"), modifiers={"tempo": TempoParams(0.5)})
    level = replace(level, params=replace(level.params, ready_s=0.0, dwell_s=5.0))
    rules = level.rules(difficulty=0.0, caps=EVEN, seed=1)
    holds = []
    for step in range(420):
        goal = rules.world.goal
        rules.step(Intent(goal.lean_ml, goal.lean_ap, on_board=step != at))
        holds.append(rules.world.hud.hold)
    assert holds[at - 3] > 0 and holds[at + 2] < holds[at - 3]


def test_feedback_fades_evenly_and_probes_have_none():
    events, worlds = _play(_level(feedback=FeedbackParams(first=1.0, last=0.0, probe_every=4)))
    reps = _of(events, "rep")
    shown = [rep.data["feedback"] for rep in reps]
    assert shown[0] and not shown[-1] and sum(shown[:4]) > sum(shown[4:])
    assert [rep.data["probe"] for rep in reps] == [False, False, False, True] * 2
    assert not any(rep.data["feedback"] for rep in reps if rep.data["probe"])
    assert all(rep.data["success"] for rep in reps)
    began = 0
    for rep in reps:
        for world in worlds[began + 1 : rep.step]:
            assert (_you(world) is not None) == rep.data["feedback"] == world.hud.lean_shown
            if not rep.data["feedback"]:
                assert world.hud.hold == 0 and all(e.state != "hold" for e in world.entities)
        began = rep.step


@pytest.mark.parametrize(("share", "shown"), [(0.0, 0), (0.5, 4), (0.75, 6), (1.0, 8)])
def test_reduced_feedback_is_shown_in_that_share_of_reps(share, shown):
    events, _ = _play(_level(feedback=FeedbackParams(first=share, last=share)))
    assert sum(rep.data["feedback"] for rep in _of(events, "rep")) == shown


def test_delayed_feedback_shows_where_one_was():
    late = _level(feedback=FeedbackParams(1.0, 1.0, delay_s=0.25))
    act = lambda world: Intent(min(0.5, world.t / 4), 0.0)  # noqa: E731
    _, plain = _play(_level(), act=act, seconds=3)
    _, worlds = _play(late, act=act, seconds=3)
    for step in range(60, 240):
        assert _you(worlds[step]) == _you(plain[step - 30])


def test_with_eyes_closed_nothing_is_seen_until_nothing_is_asked():
    events, worlds = _play(_level(eyes_closed=EyesClosedParams(2.0)))
    closed, opened = _of(events, "eyes_closed")[0].step, _of(events, "eyes_open")[0].step
    assert closed == 2 * STEP_HZ
    assert not [e for e in events if e.step < closed]
    assert {world.hud.instruction for world in worlds[1:closed]} == {"eyes.close"}
    for world in worlds[closed:opened]:
        assert [(e.kind, e.state) for e in world.entities] == [("darkness", "eyes_closed")]
        assert not world.hud.lean_shown and world.hud.instruction
    assert opened == _of(events, "finished")[0].step
    assert _you(worlds[-1]) and worlds[-1].hud.instruction == "eyes.open"
    assert all(rep.data["success"] for rep in _of(events, "rep"))
