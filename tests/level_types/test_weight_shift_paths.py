"""The turns of each pattern and the way between them."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.balance.directions import DIRECTIONS, UNIT, octagon_share
from game.level_types.base import ParamsError
from game.level_types.weight_shift_paths import loop, on_loop, place, plan_turns

OPEN = (1.0,) * 8
PATTERNS = ["side_to_side", "forward_back", "diagonal", "circle", "figure_eight", "slalom"]


def names(pattern, way="right", reps=8, caps=OPEN, seed=0):
    turns = plan_turns(pattern, way, reps, caps, seed)
    return [DIRECTIONS[turn.direction] if turn.direction >= 0 else "middle" for turn in turns]


def closed(*directions):
    return tuple(0.0 if name in directions else 0.9 for name in DIRECTIONS)


def test_what_each_pattern_visits():
    assert names("side_to_side", reps=3) == ["right", "left", "right"]
    assert names("forward_back", reps=3) == ["forward", "back", "forward"]
    assert names("circle", reps=5) == ["forward", "right", "back", "left", "forward"]
    eight = ["forward_right", "back_right", "forward_left", "back_left"]
    assert names("figure_eight", reps=4) == eight


def test_to_the_left_is_mirrored():
    assert names("side_to_side", "left", 2) == ["left", "right"]
    assert names("circle", "left", 4) == ["forward", "left", "back", "right"]
    assert names("diagonal", "left", 2) == ["forward_left", "back_right"]


def test_both_ways_are_halves_with_the_middle_between():
    assert names("diagonal", "both", 8) == [
        *["forward_right", "back_left"] * 2,
        "middle",
        *["forward_left", "back_right"] * 2,
    ]
    turning = names("circle", "both", 10)
    assert turning[:5] == ["forward", "right", "back", "left", "forward"]
    assert turning[5:] == ["middle", "forward", "left", "back", "right", "forward"]


def test_a_closed_end_of_a_swing_is_the_middle_and_no_rep():
    found = names("side_to_side", reps=3, caps=closed("left"))
    assert found == ["right", "middle", "right", "middle", "right"]
    with pytest.raises(ParamsError, match="pattern: the caps leave none"):
        names("side_to_side", caps=closed("left", "right"))


def test_a_closed_gate_of_a_loop_is_left_out_and_its_time_kept():
    turns = plan_turns("circle", "right", 6, closed("right"), 0)
    assert [DIRECTIONS[t.direction] for t in turns[:4]] == ["forward", "back", "left", "forward"]
    assert [t.halves for t in turns[:4]] == [1.0, 1.0, 0.5, 0.5]


def test_the_only_gate_of_a_loop_is_left_for_the_middle_each_time():
    caps = tuple(0.9 if name == "left" else 0.0 for name in DIRECTIONS)
    assert names("circle", "both", 3, caps) == ["left", "middle", "left", "middle", "left"]


def test_a_closed_diagonal_leaves_the_other():
    caps = closed("forward_right", "back_left")
    assert set(names("diagonal", "both", 4, caps)) == {"forward_left", "back_right"}


@given(
    st.sampled_from(PATTERNS),
    st.sampled_from(["right", "left", "both"]),
    st.integers(1, 60),
    st.lists(st.sampled_from([0.0, 0.05, 0.3, 1.0]), min_size=8, max_size=8).map(tuple),
    st.integers(0, 2**32),
)
def test_any_plan_has_its_reps_and_stays_within_the_caps(pattern, way, reps, caps, seed):
    try:
        turns = plan_turns(pattern, way, reps, caps, seed)
    except ParamsError:
        return
    assert sum(turn.direction >= 0 for turn in turns) == reps
    assert all(a.direction != b.direction for a, b in pairwise(turns))
    for turn in turns:
        ml, ap = place(turn, 0.8, caps)
        assert turn.direction < 0 or 0.05 <= math.hypot(ml, ap) <= caps[turn.direction] + 1e-12


@given(
    st.sampled_from(["circle", "figure_eight"]),
    st.floats(0, 50),
    st.floats(0.1, 1),
    st.lists(st.sampled_from([0.0, 0.2, 0.6, 1.0]), min_size=8, max_size=8),
)
def test_no_point_of_a_loop_lies_beyond_the_caps(pattern, phase, size, caps):
    point = on_loop(pattern, phase, size, tuple(caps))
    assert octagon_share(caps, *point) <= 1 + 1e-9 or math.hypot(*point) < 1e-9


def test_loops_have_the_shapes_of_their_formulas():
    for k in range(16):
        assert math.hypot(*on_loop("circle", k, 0.5, OPEN)) == pytest.approx(0.5)
    assert on_loop("figure_eight", 3 * math.pi / 4, 0.5, OPEN) == pytest.approx(
        (0.0, 0.0), abs=1e-9
    )
    assert on_loop("figure_eight", math.pi / 4, 0.5, OPEN) == pytest.approx((0.5, 0.0))
    line = loop("figure_eight", 0.5, OPEN, 400)
    assert line[0] == pytest.approx(line[-1])
    assert max(math.hypot(*point) for point in line) == pytest.approx(0.5 * 1.06, abs=0.001)


@pytest.mark.parametrize("pattern", ["circle", "figure_eight"])
@pytest.mark.parametrize("way", ["right", "left"])
def test_the_gates_of_a_loop_lie_on_it(pattern, way):
    for turn in plan_turns(pattern, way, 8, OPEN, 0):
        point = on_loop(pattern, turn.phase, 0.5, OPEN, turn.mirrored)
        assert point == pytest.approx(place(turn, 0.5, OPEN))
        ml, ap = UNIT[turn.direction]
        assert point == pytest.approx((0.5 * ml, 0.5 * ap))


def test_the_gates_of_a_slalom_come_from_the_seed():
    one, again, other = (
        [turn.share for turn in plan_turns("slalom", "right", 12, OPEN, seed)] for seed in (3, 3, 4)
    )
    assert one == again != other
    assert all(0.5 <= share < 1 for share in one) and len(set(one)) == 12
