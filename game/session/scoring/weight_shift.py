"""Weight shifting as a recording has it: how far, how fast, how straight and how much in time.

Swings are scored along their axis: `shift_velocity` and `shift_directional_control` of the trial
over each unbroken run of swings, of a side over its half cycles. Loops are scored by how far the
centre of pressure lay from the line asked for (not on the way there from the middle), and an eight
is timed where it turns forward and back. Positive timing is late. In a slalom the raft meets the
beat and not the person: there is no timing, but how far the raft lay from the middle of the gate,
in hundredths of the way from the middle of the river to where a lean as far as asked brings it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import stdev

import numpy as np
from numpy.typing import NDArray

from game.balance.excursion import rhythmic_weight_shift, symmetry_index
from game.balance.half_cycles import symmetry_of
from game.balance.measure import Measure, measure
from game.session.recording import TrialRecording
from game.session.scoring.task_score import Row, TaskScore, counts, means, row
from game.session.scoring.weight_shift_reps import Shift, Task, read

Floats = NDArray[np.float64]


def score(trial: TrialRecording) -> TaskScore:
    """The measures of the trial, of each direction, and every rep."""
    task, found = read(trial)
    sides: dict[str, list[Shift]] = defaultdict(list)
    for shift in found:
        sides[shift.direction].append(shift)
    return TaskScore(
        measures=[*_of_trial(trial, task, found)],
        directions={name: _summary(group) for name, group in sides.items()},
        reps=[shift.as_dict() for shift in found],
        problems=tuple(shift.problem for shift in found if shift.problem),
    )


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


def _of_trial(trial: TrialRecording, task: Task, found: Sequence[Shift]) -> Iterator[Row]:
    """The whole trial, and how even: what was reached to both sides, the load of both feet."""
    rhythm = {one.name: one for one in _rhythm(trial, found)} if task.swings and task.series else {}
    for line in _summary(found):
        yield row(rhythm[line["name"]]) if line["name"] in rhythm else line
    if not task.series:
        return
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
