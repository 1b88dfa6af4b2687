"""Weight shifting as a recording has it: how far, how fast, how straight and how much in time.

A rep runs from the beat before its own (self-paced: from its cue) to its beat (self-paced: its
end); its turn is looked for until half way to the next. Positive timing is late. A rep that was not
attempted has no timing, one with a pause in it no movement.

Swings are scored along their axis: `shift_velocity` and `shift_directional_control` of the trial
over each unbroken run of swings, of a side over its half cycles. Loops are scored by how far the
centre of pressure lay from the line asked for, and an eight is timed where it turns forward and
back. In a slalom the raft meets the beat and not the person: there is no timing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import stdev
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.balance.excursion import rhythmic_weight_shift, symmetry_index
from game.balance.half_cycles import (
    HalfCycle,
    half_cycle_measures,
    low_passed,
    path_error,
    symmetry_of,
)
from game.balance.limits import DIRECTIONS, UNIT, Limits
from game.balance.measure import Measure, measure
from game.balance.resample import EvenSeries
from game.level_types.weight_shift_paths import LOOPS, loop
from game.session import files
from game.session.files import RecordingError
from game.session.recording import TrialRecording
from game.session.scoring.reps import Asked, asked
from game.session.scoring.task_score import (
    Row,
    TaskScore,
    counts,
    keyed,
    means,
    number,
    row,
)

Floats = NDArray[np.float64]

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


def score(trial: TrialRecording) -> TaskScore:
    """The measures of the trial, of each direction, and every rep."""
    task, found = _read(trial)
    sides: dict[str, list[Shift]] = defaultdict(list)
    for shift in found:
        sides[shift.direction].append(shift)
    return TaskScore(
        measures=[*_of_trial(trial, task, found)],
        directions={name: _summary(group) for name, group in sides.items()},
        reps=[shift.as_dict() for shift in found],
        problems=tuple(shift.problem for shift in found if shift.problem),
    )


def _read(trial: TrialRecording) -> tuple[_Task, list[Shift]]:
    """Every finished rep, in order; RecordingError when the events cannot be understood."""
    try:
        task = _Task.of(trial)
        reps = [_timed(one) for one in asked(trial)]
        later = [end for _, _, end in reps[1:]] + [math.inf]
        return task, [
            _shift(trial, task, *rep, after) for rep, after in zip(reps, later, strict=False)
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise RecordingError(
            f"{trial.folder / files.EVENTS}: not the events of weight shifting ({error!r})"
        ) from None


# -- one rep ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Task:
    """What was played, what of it was recorded on a board, and when play stood still."""

    pattern: str
    paced: bool
    series: EvenSeries | None
    problem: str
    breaks_s: tuple[float, ...]

    @classmethod
    def of(cls, trial: TrialRecording) -> _Task:
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


def _timed(one: Asked) -> tuple[Asked, float, float]:
    """A rep with the begin and the end of its half cycle."""
    for at, event in one.between:
        if event.kind == "beat":
            return one, at - number(event.data, "half_cycle_s"), at
    return one, one.cue[0], one.rep[0]


def _shift(
    trial: TrialRecording, task: _Task, one: Asked, begin: float, end: float, after: float
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
        measures += [m for m in moved if attempted or m.name != "timing_error"]
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


def _from_rules(task: _Task, rep: Any) -> Iterator[Measure]:
    """What the rules saw and the board did not: where the raft was, how long a gate took."""
    if task.pattern == "slalom":
        yield measure("gate_error", 100 * number(rep, "nearest"), "%", 1)
    if not task.paced:
        yield measure("half_cycle_time", number(rep, "time_s"), "s", 1)


def _movement_or_why(
    trial: TrialRecording,
    task: _Task,
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
    task: _Task,
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
    if not task.swings:
        line = loop(task.pattern, cue["size"], limits.caps, _LINE_POINTS, cue["mirrored"])
        points = np.array([limits.cop(*point) for point in line])
        yield path_error(task.series, *half, points)


# -- of a side and of the whole -----------------------------------------------------------------


def _summary(group: Sequence[Shift]) -> list[Row]:
    """Counts, the mean of each measure over the reps in which it is known, and how the timing, or
    the time that a gate took, scatters.
    """
    scattered = [
        _scatter(group, "timing_error", "timing_error_sd", "s"),
        _scatter(group, "half_cycle_time", "half_cycle_time_sd", "s"),
    ]
    return [
        *counts(group),
        *means(shift.measures for shift in group),
        *(row(one) for one in scattered if one.n),
    ]


def _scatter(group: Sequence[Shift], name: str, scatter: str, unit: str) -> Measure:
    known = [value for value in (shift.value(name) for shift in group) if math.isfinite(value)]
    return measure(scatter, stdev(known) if len(known) > 1 else math.nan, unit, len(known))


def _of_trial(trial: TrialRecording, task: _Task, found: Sequence[Shift]) -> Iterator[Row]:
    """The whole trial, and how even: what was reached to both sides, the load of both feet."""
    rhythm = {one.name: one for one in _rhythm(trial, found)} if task.swings and task.series else {}
    for line in _summary(found):
        yield row(rhythm[line["name"]]) if line["name"] in rhythm else line
    for name, axis, how in (
        ("amplitude_symmetry_index", 0, "right less left"),
        ("amplitude_symmetry_index_ap", 1, "forward less back"),
    ):
        more, less = (
            [shift.value("amplitude") for shift in found if shift.unit[axis] * sign > 0]
            for sign in (1, -1)
        )
        if more and less:
            yield row(replace(symmetry_of(name, more, less), how=how))
    if task.series:
        yield row(_load_symmetry(trial, found))


def _rhythm(trial: TrialRecording, found: Sequence[Shift]) -> list[Measure]:
    """Speed and directional control over each unbroken run of swings along one axis, averaged by
    how long the runs were.
    """
    runs: list[list[Shift]] = []
    for shift in found:
        if runs and _goes_on(runs[-1][-1], shift):
            runs[-1].append(shift)
        else:
            runs.append([shift])
    parts = []
    for run in runs:
        if all(shift.whole for shift in run):
            t, ml, ap = (_column(trial, name, run) for name in ("t_s", "cop_ml_mm", "cop_ap_mm"))
            parts.append(rhythmic_weight_shift(t, ml / 1000, ap / 1000, run[0].unit))
    return [_weighted(column) for column in zip(*parts, strict=True)]


def _goes_on(before: Shift, after: Shift) -> bool:
    (ml, ap), (to_ml, to_ap) = before.unit, after.unit
    return before.whole and after.whole and abs(ml * to_ml + ap * to_ap) > 1 - 1e-9


def _weighted(column: Sequence[Measure]) -> Measure:
    known = [one for one in column if one.n]
    n = sum(one.n for one in known)
    value = sum(one.value * one.n for one in known) / n if n else math.nan
    return replace(column[0], value=value, n=n)


def _load_symmetry(trial: TrialRecording, found: Sequence[Shift]) -> Measure:
    whole = [shift for shift in found if shift.whole]
    tl, bl, tr, br = (
        np.concatenate([_column(trial, name, [shift]) for shift in whole] or [np.empty(0)])
        for name in ("tl_n", "bl_n", "tr_n", "br_n")
    )
    return symmetry_index(tl + bl, tr + br)


def _column(trial: TrialRecording, name: str, run: Sequence[Shift]) -> Floats:
    """A column of the samples from the begin of the first rep to the end of the last."""
    first, last = np.searchsorted(trial.samples["t_s"], [run[0].begin_s, run[-1].end_s])
    return trial.samples[name][first:last]
