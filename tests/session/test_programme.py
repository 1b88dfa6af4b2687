"""Programmes are read strictly, and every one that ships names levels that are there."""

import pytest

from game.levels import find_levels
from game.session.plan import PlanError, plan_from_dict
from game.session.programme import (
    check_programme,
    find_programmes,
    load_programme,
    playable,
)

GOOD = """format: 1
id: first
title: First steps
stages:
  - title: Reach
    blocks: [{level: orchard-1, minutes: 3}]
  - title: Reach further
    blocks: [{level: orchard-2}]
"""


@pytest.fixture
def root(tmp_path):
    (tmp_path / "programmes").mkdir()
    (tmp_path / "programmes" / "first.yaml").write_text(GOOD)
    return tmp_path


def _plan(**more):
    return plan_from_dict({"format": 1, **more}, "plan.yaml")


def _blocks(plan, programmes):
    return [block.level for block in playable(plan, find_levels(), programmes, "p")]


def test_a_plan_plays_its_stage(root):
    programmes = find_programmes(root)
    assert _blocks(_plan(programme="first", stage=2), programmes) == ["orchard-2"]
    own = _plan(blocks=[{"level": "orchard-1"}])
    assert _blocks(own, programmes) == ["orchard-1"]


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ({"programme": "second"}, "programme: no 'second'; there are first"),
        ({"programme": "first", "stage": 3}, "stage: first has 2, not 3"),
    ],
)
def test_a_stage_that_is_not_there_is_said(root, plan, said):
    with pytest.raises(PlanError, match=said):
        _blocks(_plan(**plan), find_programmes(root))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("format: 1", "format: 2", "format: "),
        ("id: first", "id: First", "id: must be 1 to 40"),
        ("title: Reach\n", "titel: Reach\n", "titel: no such key"),
        ("{level: orchard-1, minutes: 3}", "", "stages.0.blocks: "),
    ],
)
def test_what_is_wrong_in_a_file_is_said_in_one_line(root, old, new, said):
    path = root / "programmes" / "first.yaml"
    path.write_text(GOOD.replace(old, new, 1))
    with pytest.raises(PlanError) as caught:
        load_programme(path)
    assert str(path) in str(caught.value) and said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_id_said_twice_is_refused(root):
    (root / "programmes" / "again.yaml").write_text(GOOD)
    with pytest.raises(PlanError, match="stands in two files"):
        find_programmes(root)


def test_closed_eyes_and_foam_are_locked_until_the_plan_says_that_somebody_is_there():
    locked = {"blocks": [{"level": "quiet-stance-eyes-closed"}]}
    with pytest.raises(PlanError, match="for closed eyes or foam"):
        _blocks(_plan(**locked), {})
    assert _blocks(_plan(**locked, eyes_closed_or_foam=True), {})
    due = {"assessments": [{"level": "orchard-eyes-closed"}], "blocks": [{"level": "orchard-1"}]}
    with pytest.raises(PlanError, match="for closed eyes or foam"):
        _blocks(_plan(**due), {})


def test_every_programme_that_ships_can_be_played():
    programmes = find_programmes()
    assert programmes
    for name, programme in programmes.items():
        check_programme(programme, find_levels(), name)
