"""What the therapist set for one participant: what is trained, how hard, how long, and with whom.

A plan is a short YAML or JSON file, read strictly; it is kept with every version it ever had. It
holds nothing that names a person. Difficulty is 0..1 (0 easiest), caps are shares of the person's
own limit, times minutes or seconds as their names say.

    format: 1
    blocks:
      - {level: orchard-1, minutes: 3}
      - {level: river-side-to-side, minutes: 3}
    affected_side: left
    directions:
      left: {cap: 0.6}
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from game.balance.limits import DEFAULT_CAP, DIRECTIONS
from game.level_types import LEVEL_TYPES
from game.level_types.base import KnobRange
from game.levels import Ident, Level, Line
from game.session.settings import (
    AffectedSide,
    Display,
    Part,
    Posture,
    Settings,
    Share,
    merged,
    settings_from,
)
from game.strict_model import first_problem
from game.strict_yaml import YamlError, read_yaml, shortened

FORMAT = 1
Minutes = Annotated[float, Field(gt=0.0, le=90.0)]
Name = Annotated[str, Field(max_length=40)]
Aid = Literal["frame", "chair", "spotter", "belt", "shoes", "splint"]
Direction = Literal[
    "forward", "forward_right", "right", "back_right", "back", "back_left", "left", "forward_left"
]


class PlanError(ValueError):
    """A plan cannot be read or played; one line with file, key and remedy."""


class Block(Part):
    """Some minutes of one level, again and again until they are over."""

    level: Ident
    minutes: Minutes = 3.0


class Bounds(Part):
    """Between which levels difficulty may move."""

    low: Share = 0.0
    high: Share = 1.0

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low > self.high:
            raise ValueError(f"low ({self.low:g}) must not be above high ({self.high:g})")
        return self


class DirectionBounds(Bounds):
    """The same for one direction, with the share of the limit that is never passed."""

    cap: Share = DEFAULT_CAP


class KnobBounds(Part):
    """Keeps one knob of a task: at `lock`, or within low..high, in the knob's own unit."""

    lock: float | None = None
    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.lock is not None and (self.low is not None or self.high is not None):
            raise ValueError("say either lock, or low and high")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low ({self.low:g}) must not be above high ({self.high:g})")
        return self

    def range(self) -> tuple[float, float]:
        """The lowest and the highest value allowed."""
        if self.lock is not None:
            return self.lock, self.lock
        return (
            -math.inf if self.low is None else self.low,
            math.inf if self.high is None else self.high,
        )


class Rests(Part):
    """A rest between blocks: how long it is offered, and how long it lasts at least."""

    seconds: Annotated[float, Field(ge=0.0, le=600.0)] = 60.0
    least_s: Annotated[float, Field(ge=0.0, le=600.0)] = 15.0

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least_s > self.seconds:
            raise ValueError("least_s must not be above seconds")
        return self


class Assessment(Part):
    """A level that is played first of all when so many days have passed since it last was."""

    level: Ident
    every_days: Annotated[int, Field(ge=1, le=365)] = 14


class Plan(Part):
    """One version of a plan. Either blocks, or a stage of a programme."""

    format: Literal[1] = 1
    title: Line = "Balance training"
    blocks: tuple[Block, ...] = ()
    programme: Ident | None = None
    stage: Annotated[int, Field(ge=1, le=50)] = 1
    assessments: tuple[Assessment, ...] = ()
    mode: Literal["automatic", "fixed", "weighted"] = "automatic"
    start: Share = 0.3
    target_success: Annotated[float, Field(ge=0.2, le=0.95)] = 0.75
    bounds: Bounds = Bounds()
    directions: dict[Direction, DirectionBounds] = Field(default_factory=dict)
    knobs: dict[Name, dict[Name, KnobBounds]] = Field(default_factory=dict)
    affected_side: AffectedSide = "none"
    posture: Posture = "standing"
    aids: tuple[Aid, ...] = ("frame",)
    supervision: Literal["supervised", "home"] = "supervised"
    eyes_closed_or_foam: bool = False
    minutes: Minutes = 20.0
    rests: Rests = Rests()
    questions: tuple[Literal["pain", "dizziness", "effort"], ...] = ("pain", "dizziness", "effort")
    display: Display = Display()
    journey: bool = True  # whether visits leave something in a valley

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if bool(self.blocks) == (self.programme is not None):
            raise ValueError("say either blocks or programme: what is to be played")
        if self.eyes_closed_or_foam and self.supervision != "supervised":
            raise ValueError("eyes_closed_or_foam: only with `supervision: supervised`")
        if len(set(self.questions)) != len(self.questions):
            raise ValueError("questions: each may stand once")
        return self

    def direction(self, name: str) -> DirectionBounds:
        """What is kept in one of the eight directions, by its name."""
        return next((own for key, own in self.directions.items() if key == name), DirectionBounds())

    @property
    def caps(self) -> tuple[float, ...]:
        """The share of the limit that no target passes, for each of the eight directions."""
        return tuple(self.direction(name).cap for name in DIRECTIONS)

    @property
    def settings(self) -> Settings:
        """How the participant sees, hears and steers the game, as far as this plan says."""
        own = {"affected_side": self.affected_side, "posture": self.posture}
        return Settings.model_validate({**self.display.model_dump(), **own})

    def for_participant(self, kept: Mapping[str, Any], source: str) -> Plan:
        """The plan with what was set for the participant in the place of what it says itself;
        SettingsError, with `source`, where that cannot be.
        """
        own = settings_from(merged(self.settings.as_dict(), kept), source)
        return self.model_copy(
            update={
                "display": own.display(),
                "affected_side": own.affected_side,
                "posture": own.posture,
            }
        )

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values, defaults included: what a recording and the store keep."""
        return self.model_dump(mode="json")


def load_plan(path: Path) -> Plan:
    """Read a plan, YAML or JSON; PlanError in one line otherwise."""
    try:
        return plan_from_dict(read_yaml(path), str(path))
    except YamlError as error:
        raise PlanError(str(error)) from None


def plan_from_json(text: str, source: str) -> Plan:
    """A plan as the store keeps it."""
    try:
        return plan_from_dict(json.loads(text), source)
    except ValueError as error:
        if isinstance(error, PlanError):
            raise
        raise PlanError(f"{source}: not JSON ({error})") from None


def plan_from_dict(data: object, source: str) -> Plan:
    """A Plan from plain values; `source` names them in messages."""
    if not isinstance(data, dict):
        raise PlanError(
            f"{source}: a plan is a list of `key: value` lines that starts with `format: 1`"
        )
    if data.get("format") != FORMAT:
        raise PlanError(
            f"{source}: format: must be {FORMAT}, not {shortened(repr(data.get('format')))}; this "
            "Surefoot reads no other"
        )
    try:
        return Plan.model_validate(as_tuples(data))
    except ValidationError as error:
        raise PlanError(f"{source}: {first_problem(error)}") from None


def check_levels(plan: Plan, levels: Mapping[str, Level], source: str) -> None:
    """PlanError where the plan names a level or a knob that is not there."""
    for block in plan.blocks:
        check_block(block, levels, f"{source}: blocks")
    for due in plan.assessments:
        check_block(due, levels, f"{source}: assessments")
    for name, knobs in plan.knobs.items():
        if name not in LEVEL_TYPES:
            raise PlanError(
                f"{source}: knobs.{shortened(name)}: there is no such task; use one of: "
                f"{', '.join(LEVEL_TYPES)}"
            )
        for knob, kept in knobs.items():
            _check_knob(LEVEL_TYPES[name].KNOBS, knob, kept, f"{source}: knobs.{name}")


def check_allowed(plan: Plan, level: Level, key: str) -> None:
    """PlanError where a level is played with eyes closed or on foam, and the plan does not say that
    it may be.
    """
    if level.supervised and not plan.eyes_closed_or_foam:
        raise PlanError(
            f"{key}: '{level.id}' is for closed eyes or foam: where somebody stands beside the "
            "participant, say `eyes_closed_or_foam: true`"
        )


def check_block(block: Block | Assessment, levels: Mapping[str, Level], key: str) -> None:
    """PlanError, beginning with `key`, where there is no such level."""
    if block.level not in levels:
        raise PlanError(f"{key}: there is no level '{block.level}'; `surefoot levels` lists them")


def _check_knob(allowed: Mapping[str, KnobRange], knob: str, kept: KnobBounds, key: str) -> None:
    if knob not in allowed:
        raise PlanError(
            f"{key}.{shortened(knob)}: no such knob; there are {', '.join(allowed) or 'none'}"
        )
    low, high, unit, _ = allowed[knob]
    for end in (kept.lock, kept.low, kept.high):
        if end is not None and not low <= end <= high:
            raise PlanError(f"{key}.{knob}: must be {low:g} to {high:g} {unit}, not {end:g}")


def as_planned(plan: Plan, level: Level) -> Level:
    """The level with its knobs kept where the plan says."""
    return level.bounded(
        {name: kept.range() for name, kept in plan.knobs.get(level.type, {}).items()}
    )


def as_tuples(value: Any) -> Any:
    """Lists as tuples, all the way down: what is kept must not change."""
    if isinstance(value, list):
        return tuple(as_tuples(item) for item in value)
    if isinstance(value, dict):
        return {key: as_tuples(item) for key, item in value.items()}
    return value
