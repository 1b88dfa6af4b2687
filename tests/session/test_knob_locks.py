"""What a plan keeps of a knob holds in every rep that is played, whatever difficulty does."""

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from game.difficulty import DifficultyController
from game.level_types import LEVEL_TYPES
from game.levels import find_levels
from game.session.adaptation import controller_for
from game.session.plan import as_planned, plan_from_dict
from game.sim import Intent

CAPS = (0.9,) * 8
ADAPTIVE = {name: level for name, level in find_levels().items() if level.adaptive}
outcomes = st.lists(
    st.tuples(st.booleans(), st.floats(allow_nan=True, allow_infinity=True), st.booleans()),
    max_size=60,
)


def planned(level, **kept):
    blocks = [{"level": level.id}]
    plan = plan_from_dict({"format": 1, "blocks": blocks, "knobs": {level.type: kept}}, "plan")
    return plan, as_planned(plan, level)


@st.composite
def kept_knobs(draw):
    """A level, and one of its knobs locked or bounded."""
    level = ADAPTIVE[draw(st.sampled_from(sorted(ADAPTIVE)))]
    name = draw(st.sampled_from(sorted(level.knobs)))
    low, high, *_ = LEVEL_TYPES[level.type].KNOBS[name]
    ends = sorted(draw(st.tuples(st.floats(low, high), st.floats(low, high))))
    kept = {"lock": ends[0]} if draw(st.booleans()) else {"low": ends[0], "high": ends[1]}
    return level, name, kept


@settings(max_examples=150, deadline=None)
@given(kept_knobs(), outcomes)
def test_a_knob_stays_where_the_plan_keeps_it_whatever_happened(kept_knob, course):
    level, name, kept = kept_knob
    plan, level = planned(level, **{name: kept})
    low, high = kept.get("lock", kept.get("low")), kept.get("lock", kept.get("high"))
    controller = controller_for(plan)
    for success, score, attempted in [*course, *[(True, 1.0, True)] * 5]:
        value = level.knobs[name].at(controller.next_difficulty())
        assert low - 1e-12 <= value <= high + 1e-12
        controller.update(success, score, attempted)
    controller = controller_for(plan, controller.state())
    assert low - 1e-12 <= level.knobs[name].at(controller.next_difficulty()) <= high + 1e-12


@pytest.mark.parametrize("outcome", [True, False])
def test_a_thousand_equal_outcomes_leave_a_locked_knob_alone_and_turn_the_others(outcome):
    level = ADAPTIVE["orchard-1"]
    plan, level = planned(level, hold_s={"lock": 1.0})
    controller = controller_for(plan)
    for _ in range(1000):
        controller.next_difficulty()
        controller.update(outcome, float("nan"))
    difficulty = controller.next_difficulty()
    assert level.knobs["hold_s"].at(difficulty) == 1.0
    end = level.knobs["reach"].hard if outcome else level.knobs["reach"].easy
    assert level.knobs["reach"].at(difficulty) == pytest.approx(end)


@pytest.mark.parametrize(
    ("ident", "name", "value"),
    [
        ("orchard-1", "reach", 0.5),
        ("orchard-1", "radius", 0.07),
        ("orchard-1", "hold_s", 1.5),
        ("orchard-1", "time_limit_s", 3.0),
        ("shift-side-slow", "reach", 0.5),
        ("shift-side-slow", "radius", 0.07),
        ("first-steps", "shift", 0.5),
        ("first-steps", "settle_s", 1.5),
    ],
)
@pytest.mark.parametrize("difficulty", [0.0, 0.4, 1.0])
def test_the_cue_of_a_rep_asks_for_what_is_locked(ident, name, value, difficulty):
    _, level = planned(ADAPTIVE[ident], **{name: {"lock": value}})
    rules = level.rules(difficulty=difficulty, caps=CAPS, seed=1)
    cues = [e for _ in range(120 * 10) for e in rules.step(Intent()) if e.kind == "cue"]
    assert cues and cues[0].data[name] == pytest.approx(value, abs=1 / 120)


def test_a_plan_s_bounds_hold_in_every_direction_after_a_change_in_mid_session():
    controller = DifficultyController()
    for _ in range(20):
        controller.set_direction(2)
        controller.next_difficulty()
        controller.update(True, 0.9)
    controller.set_bounds(0.1, 0.25)
    for direction in (None, *range(8)):
        controller.set_direction(direction)
        assert 0.1 <= controller.next_difficulty() <= 0.25
