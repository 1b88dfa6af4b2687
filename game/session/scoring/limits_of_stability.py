"""Limits of stability as a recording has it: each attempt, and of each direction the last two.

Reaction time, movement velocity, endpoint and maximum excursion and directional control are those
of game.balance.movement, excursions in percent of the limit in force. Practice, and attempts that
were not made, enter no mean. A mean of the trial is over directions, so that one practised more
often does not weigh more. `limit_of_stability` of a direction is what the test makes of the
person's limit (see game.session.scoring.measured_limits).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from game.balance.calibration import HELD_SHARE, HOLD_S
from game.balance.directions import DIRECTIONS
from game.balance.excursion import by_direction, side_difference
from game.balance.measure import Measure, measure
from game.session.files import RecordingError
from game.session.recording import TrialRecording
from game.session.scoring.measured_limits import counted, held_m, in_force, limits_from
from game.session.scoring.reps import Asked, asked, events_of
from game.session.scoring.target_reach import movement_or_why
from game.session.scoring.task_score import Row, TaskScore, keyed, number, plain_measure, row

DIFFERENCES = ("maximum_excursion", "held_distance")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One rep. counts: one of the last two of its direction, practice apart. measures are empty
    without a board, or where `problem` says why.
    """

    rep: int
    direction: str
    practice: bool
    attempt: int
    counts: bool
    success: bool
    attempted: bool
    reached: bool
    score: float
    difficulty: float
    cue_s: float
    end_s: float
    measures: tuple[Measure, ...]
    problem: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values, each measure by its name with its unit."""
        apart = ("measures", "problem")
        own = {name: getattr(self, name) for name in self.__slots__ if name not in apart}
        return {**own, **keyed(self.measures)}


def score(trial: TrialRecording) -> TaskScore:
    """Counts and means of the test and of each direction, and every attempt."""
    found = attempts(trial)
    kept = [one for one in found if one.counts]
    made = [one for one in kept if one.attempted]
    means = by_direction((DIRECTIONS.index(one.direction), one.measures) for one in made)
    whole = means.pop("all", [])
    differences = [side_difference(means, name) for name in DIFFERENCES]
    limits = _limits(trial)
    return TaskScore(
        measures=[*_counts(kept), *map(row, (*whole, *differences))],
        directions={
            name: [
                *([limits[name]] if name in limits else []),
                *_counts([one for one in kept if one.direction == name]),
                *map(row, means.get(name, [])),
            ]
            for name in dict.fromkeys(one.direction for one in found)
        },
        reps=[one.as_dict() for one in found],
        problems=tuple(one.problem for one in found if one.problem),
    )


def attempts(trial: TrialRecording) -> list[Attempt]:
    """Every attempt, in order; RecordingError when the events cannot be understood."""
    with events_of(trial, "limits of stability"):
        counting = {one.cue[1].step for tries in counted(trial).values() for one in tries}
        return [_attempt(trial, one, one.cue[1].step in counting) for one in asked(trial)]


def _attempt(trial: TrialRecording, one: Asked, counts: bool) -> Attempt:
    (began, cue), (ended, came) = one.cue, one.rep
    data: dict[str, Any] = dict(came.data)
    movement, problem = movement_or_why(trial, one)
    return Attempt(
        rep=int(number(data, "rep")),
        direction=data["direction"],
        practice=data["practice"] is True,
        attempt=int(number(data, "attempt")),
        counts=counts,
        success=data["success"] is True,
        attempted=data["attempted"] is True,
        reached=data["reached"] is True,
        score=number(data, "score"),
        difficulty=number(cue.data, "difficulty"),
        cue_s=began,
        end_s=ended,
        measures=(*movement, *_held(trial, one)) if movement else (),
        problem=problem,
    )


def _held(trial: TrialRecording, one: Asked) -> tuple[Measure, Measure]:
    """What was held, in millimetres and in percent of the limit in force."""
    held = held_m(trial, one)
    limit = in_force(trial, one).reach[DIRECTIONS.index(str(one.rep[1].data["direction"]))]
    how = f"{100 * HELD_SHARE:g} % of {HOLD_S:g} s at or beyond it"
    return (
        measure("held_distance", 1000 * held, "mm", 1, how),
        measure("held_excursion", 100 * held / limit, "%", 1, how),
    )


def _limits(trial: TrialRecording) -> dict[str, Row]:
    """What the test makes of the limit of each direction; empty where it makes none."""
    try:
        limits = limits_from(trial)
    except RecordingError:
        return {}
    return {
        name: plain_measure("limit_of_stability", 1000 * reach, "mm", 1)
        for name, reach in zip(DIRECTIONS, limits.reach, strict=True)
    }


def _counts(group: Sequence[Attempt]) -> list[Row]:
    return [
        plain_measure("attempts_measured", sum(one.success for one in group), "1", len(group)),
        plain_measure("attempts_made", sum(one.attempted for one in group), "1", len(group)),
        plain_measure("lanterns_reached", sum(one.reached for one in group), "1", len(group)),
    ]
