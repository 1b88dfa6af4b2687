"""The reps of weight shifting, one by one, as a recording has them: their half cycle, their turn.

A rep runs from the beat before its own (self-paced: from its cue) to its beat (self-paced: its
end); its turn is looked for until half way to the next. A rep that was not attempted has no timing,
one with a pause in it no movement. The limits are those in force at the cue. Where the movement
cannot be measured, the rep is kept with what the rules saw and says why.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from game.balance.half_cycles import HalfCycle, half_cycle_measures, low_passed, path_error
from game.balance.limits import DIRECTIONS, UNIT, Limits
from game.balance.measure import Measure, measure
from game.balance.resample import EvenSeries
from game.level_types.weight_shift_paths import LOOPS, loop
from game.session import files
from game.session.files import RecordingError
from game.session.recording import TrialRecording
from game.session.scoring.reps import Asked, asked, events_of
from game.session.scoring.task_score import Row, keyed, number

_LINE_POINTS = 360  # of a loop: within 0.04 mm of a circle of 100 mm


@dataclass(frozen=True, slots=True)
class Shift:
    """One rep; measures are empty without a board, or where `problem` says what stood in the way.

    begin_s to end_s: its half cycle, in seconds of the trial; whole: without a pause in it.
    """

    rep: int
    direction: str
    success: bool
    attempted: bool
    score: float
    difficulty: float
    begin_s: float
    end_s: float
    whole: bool
    measures: tuple[Measure, ...] = ()
    problem: str = ""

    def as_dict(self) -> Row:
        """Plain JSON values, each measure by its name with its unit."""
        own = {name: getattr(self, name) for name in self.__slots__ if name not in _APART}
        return {**own, **keyed(self.measures)}

    @property
    def unit(self) -> tuple[float, float]:
        """Its direction (ml, ap)."""
        return UNIT[DIRECTIONS.index(self.direction)]

    def value(self, name: str) -> float:
        """Of one measure; NaN where it is not known."""
        return next((one.value for one in self.measures if one.name == name), math.nan)


_APART = ("measures", "problem", "whole")


@dataclass(frozen=True, slots=True)
class Task:
    """What was played, what of it was recorded on a board, and when play stood still."""

    pattern: str
    paced: bool
    series: EvenSeries | None
    problem: str
    breaks_s: tuple[float, ...]

    @classmethod
    def of(cls, trial: TrialRecording) -> Task:
        params = trial.start["level"]["params"]
        breaks = tuple(at for at, event in trial.events if event.kind in ("pause", "resume"))
        series, problem = None, ""
        try:
            rows = trial.samples
            series = low_passed(rows["t_s"], rows["cop_ml_mm"] / 1000, rows["cop_ap_mm"] / 1000)
        except (RecordingError, ValueError) as error:
            problem = str(error)
        return cls(params["pattern"], params["pace"] != "self", series, problem, breaks)

    @property
    def swings(self) -> bool:
        return self.pattern not in LOOPS

    @property
    def leaves_out(self) -> tuple[str, ...]:
        """What of a half cycle says nothing in this task."""
        timed = self.paced and self.pattern != "slalom"
        names = () if timed else ("timing_error",)
        return names if self.swings else (*names, "shift_velocity", "shift_directional_control")


def read(trial: TrialRecording) -> tuple[Task, list[Shift]]:
    """Every finished rep, in order; RecordingError when the events cannot be understood."""
    with events_of(trial, "weight shifting"):
        task = Task.of(trial)
        reps = [_timed(one) for one in asked(trial)]
        later = [end for _, _, end in reps[1:]] + [math.inf]
        return task, [
            _shift(trial, task, *rep, after) for rep, after in zip(reps, later, strict=False)
        ]


def _timed(one: Asked) -> tuple[Asked, float, float]:
    """A rep with the begin and the end of its half cycle."""
    for at, event in one.between:
        if event.kind == "beat":
            return one, at - number(event.data, "half_cycle_s"), at
    return one, one.cue[0], one.rep[0]


def _shift(
    trial: TrialRecording, task: Task, one: Asked, begin: float, end: float, after: float
) -> Shift:
    cue, rep = one.cue[1].data, one.rep[1].data
    direction = rep["direction"]
    if not isinstance(direction, str) or direction not in DIRECTIONS:
        raise ValueError(f"direction: {files.shown(direction)}")
    seek_to = end + 0.5 * min(after - end, end - begin)
    whole = not any(begin <= at <= seek_to for at in task.breaks_s)
    attempted = rep["attempted"] is True
    measures, problem = list(_from_rules(task, rep)), task.problem
    if task.series and whole:
        seek = (0.5 * (begin + end) if task.paced else begin, seek_to)
        moved, problem = _movement_or_why(trial, task, one, (begin, end), seek)
        measures += moved if attempted else [_untimed(one) for one in moved]
    return Shift(
        rep=int(number(rep, "rep")),
        direction=direction,
        success=rep["success"] is True,
        attempted=attempted,
        score=number(rep, "score"),
        difficulty=number(cue, "difficulty"),
        begin_s=begin,
        end_s=end,
        whole=whole,
        measures=tuple(measures),
        problem=problem,
    )


def _untimed(one: Measure) -> Measure:
    return measure(one.name, math.nan, one.unit, 0, one.how) if one.name == "timing_error" else one


def _from_rules(task: Task, rep: Any) -> Iterator[Measure]:
    """What the rules saw and the board did not: where the raft was, how long a gate took."""
    if task.pattern == "slalom":
        yield measure("gate_error", 100 * number(rep, "nearest"), "%", 1)
    if not task.paced:
        yield measure("half_cycle_time", number(rep, "time_s"), "s", 1)


def _movement_or_why(
    trial: TrialRecording,
    task: Task,
    one: Asked,
    half: tuple[float, float],
    seek: tuple[float, float],
) -> tuple[list[Measure], str]:
    """The movement of one rep, or none and a line that says why."""
    try:
        limits = Limits.from_dict(trial.start["limits"] if one.stated is None else one.stated)
        return list(_movement(task, limits, dict(one.cue[1].data), half, seek)), ""
    except RecordingError as error:
        return [], str(error)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        return [], f"{trial.folder}: cue at {one.cue[0]:.3f} s: movement not measured ({error!r})"


def _movement(
    task: Task,
    limits: Limits,
    cue: dict[str, Any],
    half: tuple[float, float],
    seek: tuple[float, float],
) -> Iterator[Measure]:
    assert task.series is not None
    direction = DIRECTIONS.index(cue["direction"])
    unit = UNIT[direction]
    turn_unit = (0.0, math.copysign(1.0, unit[1])) if task.pattern == "figure_eight" else unit
    centre = limits.centre_ml, limits.centre_ap
    asked_for = HalfCycle(unit, limits.reach[direction], centre, *half, *seek, turn_unit)
    for one in half_cycle_measures(task.series, asked_for):
        if one.name not in task.leaves_out:
            yield one
    if not task.swings and not cue["from_middle"]:
        line = loop(task.pattern, cue["size"], limits.caps, _LINE_POINTS, cue["mirrored"])
        points = np.array([limits.cop(*point) for point in line])
        yield path_error(task.series, *half, points)
