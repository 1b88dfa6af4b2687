"""A returning person starts where they were, less sure by the days, within what is planned now."""

import json

import pytest

from game.session.adaptation import controller_for
from game.session.plan import plan_from_dict


def _plan(**more):
    blocks = [{"level": "orchard-1"}]
    return plan_from_dict({"format": 1, "blocks": blocks, **more}, "plan")


def _after(reps, plan=None):
    controller = controller_for(plan or _plan())
    for success in reps:
        controller.next_difficulty()
        controller.update(success, 0.9 if success else 0.1)
    return controller


def test_a_first_visit_starts_where_the_plan_says():
    assert controller_for(_plan(start=0.1)).next_difficulty() == pytest.approx(0.1)
    assert controller_for(_plan(start=0.1, bounds={"low": 0.2})).next_difficulty() >= 0.2


def test_a_returning_person_starts_where_they_were_but_less_sure_by_the_days():
    left = _after([True] * 20)
    state = json.loads(json.dumps(left.state()))
    soon, late = (controller_for(_plan(), state, days) for days in (1, 60))
    assert soon.estimate()[0] == pytest.approx(left.estimate()[0], abs=0.02)
    assert left.estimate()[1] < soon.estimate()[1] < late.estimate()[1]
    assert soon.next_difficulty() > 0.4


def test_what_is_planned_now_holds_whatever_was_kept():
    state = _after([True] * 30).state()
    plan = _plan(bounds={"high": 0.35}, directions={"left": {"high": 0.2}}, target_success=0.8)
    controller = controller_for(plan, state)
    for direction in range(8):
        controller.set_direction(direction)
        assert controller.next_difficulty() <= (0.2 if direction == 6 else 0.35)
    assert controller.settings.target == 0.8


def test_bounds_that_a_plan_no_longer_has_are_gone():
    narrow = _after([True] * 30, _plan(bounds={"high": 0.3}, directions={"left": {"high": 0.1}}))
    controller = controller_for(_plan(), narrow.state())
    for _ in range(12):
        controller.set_direction(6)
        controller.next_difficulty()
        controller.update(True, 0.9)
    assert controller.next_difficulty() > 0.3


def test_a_fixed_plan_stays_fixed():
    controller = _after([True] * 10, _plan(mode="fixed", start=0.4))
    assert controller.next_difficulty() == pytest.approx(0.4)


@pytest.mark.parametrize("state", [{}, {"version": 99}, {"version": 1, "seed": "x"}])
def test_a_state_that_cannot_be_read_is_let_go(state):
    assert controller_for(_plan(), state).next_difficulty() == pytest.approx(0.3)
