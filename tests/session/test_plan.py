"""Plans are read strictly, refused in one line, and survive the way to the store and back."""

import json

import pytest

from game.levels import find_levels
from game.session.plan import (
    PlanError,
    as_planned,
    check_levels,
    load_plan,
    plan_from_dict,
    plan_from_json,
)

SMALL = {"format": 1, "blocks": [{"level": "orchard-1", "minutes": 3}]}


def _plan(**more):
    return plan_from_dict({**SMALL, **more}, "plan.yaml")


def test_a_short_plan_has_sensible_defaults():
    plan = _plan()
    assert plan.target_success == 0.75
    assert plan.minutes == 20
    assert plan.aids == ("frame",)
    assert plan.questions == ("pain", "dizziness", "effort")
    assert not plan.eyes_closed_or_foam
    assert plan.caps == (0.9,) * 8


def test_a_plan_survives_the_way_to_the_store_and_back():
    plan = _plan(
        affected_side="left",
        directions={"left": {"cap": 0.5, "high": 0.7}},
        knobs={"target_reach": {"hold_s": {"lock": 1}, "reach": {"high": 0.6}}},
        eyes_closed_or_foam=True,
    )
    assert plan_from_json(json.dumps(plan.as_dict()), "store") == plan
    assert plan.caps[6] == 0.5


def test_a_yaml_file_is_read(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text("format: 1\nblocks:\n  - {level: orchard-1, minutes: 2.5}\nminutes: 10\n")
    assert load_plan(path).blocks[0].minutes == 2.5


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": 2}, "format: must be 1, not 2"),
        ({"format": "1"}, "format: must be 1, not '1'"),
        ({"blocks": []}, "either blocks or programme"),
        ({"programme": "first-steps"}, "either blocks or programme"),
        ({"blok": 1}, "blok: no such key"),
        ({"minutes": "20"}, "minutes: should be a valid number"),
        ({"minutes": True}, "minutes: "),
        ({"minutes": 0}, "minutes: should be greater than 0"),
        ({"blocks": [{"level": "Orchard 1"}]}, "blocks.0.level: must be 1 to 40 of"),
        ({"bounds": {"low": 0.6, "high": 0.5}}, "low (0.6) must not be above high (0.5)"),
        ({"directions": {"left": {"cap": 1.2}}}, "directions.left.cap: should be less than"),
        ({"directions": {"up": {}}}, "directions.up"),
        ({"knobs": {"target_reach": {"hold_s": {"lock": 1, "low": 1}}}}, "either lock, or low"),
        (
            {"eyes_closed_or_foam": True, "supervision": "home"},
            "eyes_closed_or_foam: only with `supervision: supervised`",
        ),
        ({"questions": ["pain", "pain"]}, "questions: each may stand once"),
        ({"rests": {"seconds": 10, "least_s": 20}}, "least_s must not be above seconds"),
        ({"bounds": {"low": float("nan")}}, "bounds.low"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(change, said):
    with pytest.raises(PlanError) as caught:
        plan_from_dict({**SMALL, **change}, "plan.yaml")
    message = str(caught.value)
    assert message.startswith("plan.yaml: ") and said in message and "\n" not in message


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"blocks": [{"level": "nowhere"}]}, "blocks: there is no level 'nowhere'"),
        ({"assessments": [{"level": "nowhere"}]}, "assessments: there is no level 'nowhere'"),
        ({"knobs": {"flying": {}}}, "knobs.flying: there is no such task"),
        ({"knobs": {"target_reach": {"wings": {"lock": 1}}}}, "wings: no such knob; there are"),
        ({"knobs": {"target_reach": {"hold_s": {"high": 99}}}}, "hold_s: must be 0.1 to 10 s"),
    ],
)
def test_levels_tasks_and_knobs_must_be_there(change, said):
    with pytest.raises(PlanError) as caught:
        check_levels(_plan(**change), find_levels(), "plan.yaml")
    assert said in str(caught.value)


def test_locks_and_bounds_of_knobs_keep_a_level_within_them():
    level = find_levels()["orchard-1"]
    plan = _plan(knobs={"target_reach": {"hold_s": {"lock": 1.5}, "reach": {"high": 0.5}}})
    kept = as_planned(plan, level)
    for difficulty in (0.0, 0.4, 1.0):
        assert kept.knobs["hold_s"].at(difficulty) == 1.5
        assert kept.knobs["reach"].at(difficulty) <= 0.5
    assert kept.knobs["radius"] == level.knobs["radius"]
    assert as_planned(_plan(), level) == level
