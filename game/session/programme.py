"""Programmes: the ladder over weeks, as files under levels/programmes.

A stage is what one visit plays; a plan names a programme and a stage, and the therapist decides
when the next one comes. One axis is changed at a time: direction, then range, speed and duration,
then eyes closed, unstable ground and a second task.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from game.levels import Ident, Level, Line
from game.resources import folder
from game.session.plan import (
    Block,
    Plan,
    PlanError,
    as_tuples,
    check_allowed,
    check_block,
    check_levels,
)
from game.session.settings import Part
from game.strict_model import first_problem
from game.strict_yaml import YamlError, read_yaml


class Stage(Part):
    """One rung: what a visit at it plays, in order."""

    title: Line
    blocks: Annotated[tuple[Block, ...], Field(min_length=1, max_length=12)]


class Programme(Part):
    """A ladder of stages. about says for whom it is meant and what stands behind it."""

    format: Literal[1]
    id: Ident
    title: Line
    about: Annotated[str, Field(max_length=600)] = ""
    stages: Annotated[tuple[Stage, ...], Field(min_length=1, max_length=50)]


def load_programme(path: Path) -> Programme:
    """Read one programme; PlanError in one line otherwise."""
    try:
        data = read_yaml(path)
        return Programme.model_validate(as_tuples(data))
    except YamlError as error:
        raise PlanError(str(error)) from None
    except ValidationError as error:
        raise PlanError(f"{path}: {first_problem(error)}") from None


def find_programmes(root: Path | None = None) -> dict[str, Programme]:
    """Every programme by its id; PlanError for one that cannot be read or an id said twice."""
    found: dict[str, Programme] = {}
    for path in sorted((root or folder("levels")).glob("programmes/*.yaml")):
        programme = load_programme(path)
        if programme.id in found:
            raise PlanError(f"{path}: id: '{programme.id}' stands in two files: choose another")
        found[programme.id] = programme
    return found


def check_programme(programme: Programme, levels: Mapping[str, Level], source: str) -> None:
    """PlanError where a stage names a level that is not there."""
    for at, stage in enumerate(programme.stages):
        for block in stage.blocks:
            check_block(block, levels, f"{source}: stages.{at}")


def playable(
    plan: Plan, levels: Mapping[str, Level], programmes: Mapping[str, Programme], source: str
) -> tuple[Block, ...]:
    """What a visit by this plan plays; PlanError where a level, knob, programme or stage that it
    names is not there.
    """
    check_levels(plan, levels, source)
    blocks = _asked(plan, levels, programmes, source)
    names = [block.level for block in blocks] + [due.level for due in plan.assessments]
    for name in names:
        check_allowed(plan, levels[name], source)
    return blocks


def _asked(
    plan: Plan, levels: Mapping[str, Level], programmes: Mapping[str, Programme], source: str
) -> tuple[Block, ...]:
    if plan.programme is None:
        return plan.blocks
    if plan.programme not in programmes:
        there = ", ".join(programmes) or "none"
        raise PlanError(f"{source}: programme: no '{plan.programme}'; there are {there}")
    stages = programmes[plan.programme].stages
    if plan.stage > len(stages):
        raise PlanError(f"{source}: stage: {plan.programme} has {len(stages)}, not {plan.stage}")
    check_programme(programmes[plan.programme], levels, plan.programme)
    return stages[plan.stage - 1].blocks
