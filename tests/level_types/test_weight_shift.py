"""The rules of weight_shift: the beat, what counts as on time, the raft, and kindness to a miss."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.balance.directions import DIRECTIONS, octagon_share
from game.level_types import Knob, ParamsError
from game.level_types.weight_shift import WeightShift
from game.level_types.weight_shift_course import WeightShiftParams
from game.level_types.weight_shift_raft import Raft
from game.sim import STEP_HZ, Intent

KNOBS = {"reach": Knob(0.5, 0.9), "radius": Knob(0.2, 0.1), "tempo": Knob(1.0, 1.5)}
SIDES = WeightShiftParams("side_to_side", reps=4)
OWN_PACE = WeightShiftParams("side_to_side", reps=4, pace="self", hold_s=1.0, wait_s=5.0)
SLALOM = WeightShiftParams("slalom", reps=4, glide_s=0.4)


def _rules(params=SIDES, difficulty=0.0, caps=(1.0,) * 8, seed=0, knobs=KNOBS):
    return WeightShift(params, knobs, difficulty=difficulty, caps=caps, seed=seed)


def _run(rules, seconds, intent=None):
    """Step with a fixed intent, or one that is always where the goal is."""
    events = []
    for _ in range(round(seconds * STEP_HZ)):
        goal = rules.world.goal
        events += rules.step(intent or Intent(goal.lean_ml, goal.lean_ap))
    return events


def _of(events, kind):
    return [event for event in events if event.kind == kind]


def _entity(rules, kind, state=None):
    found = (e for e in rules.world.entities if e.kind == kind and state in (None, e.state))
    return next(found, None)


@pytest.mark.parametrize(("pace", "half_cycle_s"), [("slow", 3.0), ("medium", 2.0), ("fast", 1.0)])
def test_the_beat_sounds_at_every_turn_after_two_in_the_middle(pace, half_cycle_s):
    beats = _of(_run(_rules(replace(SIDES, pace=pace)), 7 * half_cycle_s), "beat")
    assert [beat.step for beat in beats] == [round(k * half_cycle_s * STEP_HZ) for k in range(1, 7)]
    assert {beat.data["half_cycle_s"] for beat in beats} == {half_cycle_s}


def test_loops_have_two_gates_in_a_half_cycle():
    beats = _of(_run(_rules(WeightShiftParams("circle", reps=4)), 15.0), "beat")
    assert [beat.step / STEP_HZ for beat in beats] == [3.0, 6.0, 9.0, 10.5, 12.0, 13.5]


def test_tempo_makes_the_beat_faster_from_the_next_cue_on():
    rules = _rules()
    _run(rules, 6.5)
    rules.set_difficulty(1.0)
    beats = _of(_run(rules, 7.0), "beat")
    assert [beat.step / STEP_HZ for beat in beats] == [9.0, 11.0, 13.0]


def test_a_gate_closes_at_the_beat_for_who_is_in_it():
    events = _run(_rules(), 9.0)
    (cue,), (rep,) = _of(events, "cue"), _of(events, "rep")
    assert cue.data["direction"] == rep.data["direction"] == "right"
    assert cue.data["lean_ml"] == 0.5 and cue.data["radius"] == 0.2
    assert rep.step == 9 * STEP_HZ and rep.data["success"] and rep.data["late_s"] == 0.0
    assert rep.data["score"] == 1.0


def _rep_of_one_who_is_there(begin_s, end_s):
    """In the first gate from begin_s to end_s after its beat, else in the middle."""
    rules = _rules()
    events = _run(rules, 9.0 + begin_s, Intent())
    events += _run(rules, end_s - begin_s, Intent(0.5, 0.0))
    events += _run(rules, 2.0 - end_s, Intent())
    return _of(events, "rep")[0]


def test_late_and_early_count_within_the_window_and_score_less():
    on_time, late, early = (
        _rep_of_one_who_is_there(*span) for span in ((-0.5, 0.5), (0.5, 1.0), (-1.0, -0.5))
    )
    assert late.data["success"] and early.data["success"]
    assert late.data["late_s"] == pytest.approx(0.5, abs=0.02)
    assert early.data["late_s"] == pytest.approx(-0.5, abs=0.02)
    assert early.data["score"] < 1.0 == on_time.data["score"]
    assert late.data["score"] < 1.0


def test_beyond_the_window_it_is_missed_and_lets_go():
    too_late, too_early = (_rep_of_one_who_is_there(*span) for span in ((1.0, 1.5), (-2.0, -1.2)))
    for rep in (too_late, too_early):
        assert not rep.data["success"] and rep.data["late_s"] is None
        assert rep.step == round((9.0 + 0.3 * 3.0) * STEP_HZ)
    assert not too_late.data["attempted"] and too_late.data["score"] == 0
    assert too_early.data["attempted"] and too_early.data["score"] == 0.5


def test_a_late_gate_does_not_shift_the_beat():
    rules = _rules()
    _run(rules, 9.4, Intent())
    beats = _of(_run(rules, 6.0), "beat")
    assert [beat.step / STEP_HZ for beat in beats] == [12.0, 15.0]


def test_an_attempt_that_fell_short_scores_by_nearness_and_sway_is_none():
    rules = _rules()
    (rep,) = _of(_run(rules, 6.1, Intent()) + _run(rules, 4.0, Intent(0.25, 0.0)), "rep")
    assert rep.data["attempted"] and rep.data["score"] == pytest.approx(0.5 * (1 - 0.05 / 0.5))
    swaying = _rules()
    (rep,) = _of(_run(swaying, 6.1, Intent()) + _run(swaying, 4.0, Intent(0.1, 0.0)), "rep")
    assert not rep.data["attempted"] and rep.data["score"] == 0


def test_off_the_board_nothing_counts():
    rules = _rules()
    events = _run(rules, 6.1, Intent()) + _run(rules, 4.0, Intent(0.5, 0.0, on_board=False))
    (rep,) = _of(events, "rep")
    assert not rep.data["success"] and not rep.data["attempted"]


def test_at_the_own_pace_a_gate_waits_to_be_held_without_a_break():
    rules = _rules(OWN_PACE)
    assert not _of(_run(rules, 0.9, Intent()), "beat")
    there = Intent(0.5, 0.0)
    assert not _of(_run(rules, 0.9, there) + _run(rules, 0.1, Intent()), "rep")
    assert rules.world.hud.hold == 0
    assert not _of(_run(rules, 0.5, there), "rep")
    assert 0.4 < rules.world.hud.hold < 0.6
    assert rules.world.hud.instruction == "hold"
    (rep,) = _of(_run(rules, 0.55, there), "rep")
    assert rep.data["success"] and rep.data["late_s"] is None


def test_at_the_own_pace_a_gate_lets_go_by_itself():
    rules = _rules(OWN_PACE)
    reps = _of(_run(rules, 25.0, Intent()), "rep")
    assert [rep.data["success"] for rep in reps] == [False] * 4
    assert reps[1].step - reps[0].step == pytest.approx(5.0 * STEP_HZ, abs=1)


def test_goal_and_cue_name_the_next_direction_as_soon_as_a_rep_ends():
    rules = _rules()
    while not _of(rules.step(Intent(rules.world.goal.lean_ml, 0.0)), "rep"):
        pass
    assert DIRECTIONS[rules.world.goal.direction] == "left"
    rules.set_difficulty(1.0)
    (cue,) = _of(rules.step(Intent()), "cue")
    assert cue.data["reach"] == 0.9 and cue.data["difficulty"] == 1.0
    shown = rules.world.goal
    rules.set_difficulty(0.0)
    assert rules.world.goal == shown


def test_no_gate_lies_beyond_the_cap_of_its_side_and_a_closed_side_is_left_out():
    caps = tuple(0.3 if name == "left" else 0.6 for name in DIRECTIONS)
    cues = _of(_run(_rules(difficulty=1.0, caps=caps), 30.0), "cue")
    assert {cue.data["direction"]: cue.data["reach"] for cue in cues} == {"right": 0.6, "left": 0.3}
    caps = tuple(0.0 if name == "left" else 0.6 for name in DIRECTIONS)
    rules = _rules(caps=caps)
    events = _run(rules, 40.0)
    assert {cue.data["direction"] for cue in _of(events, "cue")} == {"right"}
    assert [rep.data["success"] for rep in _of(events, "rep")] == [True] * 4
    assert rules.world.finished


def test_the_paced_point_is_in_the_gate_at_the_beat_and_half_way_between():
    rules = _rules()
    _run(rules, 9.0)
    assert _entity(rules, "beat").position == pytest.approx((0.5, 0.0, 0.0))
    assert _entity(rules, "beat").progress == 1.0
    _run(rules, 1.5)
    beat = _entity(rules, "beat")
    assert beat.position == pytest.approx((0.0, 0.0, 0.0), abs=1e-9)
    assert beat.progress == pytest.approx(0.5) and rules.world.hud.time_left == pytest.approx(0.5)


@pytest.mark.parametrize("pattern", ["side_to_side", "diagonal", "circle", "figure_eight"])
@pytest.mark.parametrize("lean", [None, Intent()])
def test_the_paced_point_never_jumps(pattern, lean):
    rules = _rules(WeightShiftParams(pattern, reps=12, way="both"), caps=(0.45,) * 8)
    last = (0.0, 0.0, 0.0)
    for _ in range(60 * STEP_HZ):
        _run(rules, 1 / STEP_HZ, lean)
        beat = _entity(rules, "beat")
        if beat is None:
            break
        assert math.dist(beat.position, last) < 0.02
        last = beat.position
    assert rules.world.hud.tried == 12


def test_gates_are_shown_from_next_to_goal_to_what_became_of_them():
    rules = _rules()
    _run(rules, 5.0, Intent())
    assert _entity(rules, "gate", "next").position == (0.5, 0.0, 0.0)
    _run(rules, 2.0, Intent())
    assert _entity(rules, "gate", "goal").ident == 2
    assert _entity(rules, "gate", "next").position == (-0.5, 0.0, 0.0)
    _run(rules, 0.1, Intent(0.5, 0.0))
    assert _entity(rules, "gate", "hold").progress == 1.0
    _run(rules, 2.0, Intent(0.5, 0.0))
    assert _entity(rules, "gate", "passed").ident == 2
    assert len({(e.kind, e.ident) for e in rules.world.entities}) == len(rules.world.entities)


def test_a_slalom_is_for_the_raft_not_for_the_lean():
    rules = _rules(SLALOM)
    _run(rules, 8.9, Intent())
    (rep,) = _of(_run(rules, 0.2), "rep")
    assert not rep.data["success"] and rep.data["late_s"] is None
    reps = _of(_run(rules, 12.0), "rep")
    assert [rep.data["success"] for rep in reps] == [True] * 3
    assert _entity(rules, "beat") is None


def test_the_gates_of_a_slalom_come_nearer():
    rules = _rules(SLALOM)
    _run(rules, 7.5)
    gate = _entity(rules, "gate", "goal")
    assert gate.progress == pytest.approx(0.5, abs=0.01)
    assert 0.5 <= gate.position[0] < 1.0
    assert rules.world.goal.lean_ml == pytest.approx(0.5 * gate.position[0])


def test_the_raft_glides_to_where_it_is_pushed_and_never_further_for_more():
    one, more = Raft(0.5), Raft(0.5)
    for _ in range(30):
        one.step(1.0)
        more.step(3.0)
    assert 0.1 < one.share == more.share
    moving = one.share
    one.step(0.0)
    assert one.share > moving
    for _ in range(10 * STEP_HZ):
        more.step(0.6)
    assert more.share == pytest.approx(0.6, abs=1e-4)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"reps": 0}, "reps"),
        ({"window": 0.5}, "window"),
        ({"hold_s": 1.0}, "hold_s: a beat does not wait"),
        ({"pattern": "slalom", "pace": "self"}, "pace: the river"),
        ({"pace": "self", "hold_s": 9.0}, "hold_s: must be less than wait_s"),
    ],
)
def test_params_that_make_no_sense_are_refused_by_their_key(changes, key):
    with pytest.raises(ParamsError, match=f"^{key}"):
        replace(SIDES, **changes)


def test_params_name_the_directions_of_their_pattern():
    assert SIDES.directions == ("right", "left")
    assert replace(SIDES, pattern="forward_back").directions == ("forward", "back")
    assert len(replace(SIDES, pattern="diagonal", way="both").directions) == 4


LEANS = st.tuples(st.floats(-2, 2), st.floats(-2, 2), st.booleans())
PATTERNS = ["side_to_side", "forward_back", "diagonal", "circle", "figure_eight", "slalom"]


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(PATTERNS),
    st.lists(LEANS, min_size=1, max_size=30),
    st.floats(0, 1),
    st.lists(st.sampled_from([0.0, 0.3, 0.9]), min_size=8, max_size=8).map(tuple),
)
def test_any_leaning_keeps_the_world_sound(pattern, leans, difficulty, caps):
    params = WeightShiftParams(pattern, reps=6, pace="fast", way="both")
    try:
        rules = _rules(params, difficulty, caps)
    except ParamsError:
        return
    done = 0
    for ml, ap, on in leans:
        for _ in range(40):
            for event in rules.step(Intent(ml, ap, on)):
                assert 0 <= event.data.get("score", 0.0) <= 1
        world = rules.world
        goal = world.goal
        assert done <= world.hud.done <= world.hud.tried <= 6
        assert 0 <= world.hud.hold <= 1 and 0 <= world.hud.time_left <= 1
        assert octagon_share(caps, goal.lean_ml, goal.lean_ap) <= 1 + 1e-9
        assert all(0 <= entity.progress <= 1 for entity in world.entities)
        done = world.hud.done
