"""Limits of stability and weight shift over a whole exercise: what single reaches add up to.

Limits of stability: the measures of each reach (see movement), averaged by direction and then over
directions, so that a direction practised more often does not weigh more. Rhythmic weight shift: a
continuous swing along one axis. Weight-bearing symmetry: how unevenly the feet are loaded.
Input in newtons, metres and seconds; ML positive right, AP positive forward.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import signal

from game.balance.directions import DIRECTIONS
from game.balance.measure import Measure, measure
from game.balance.resample import evened

Floats = NDArray[np.floating[Any]]

SHIFT_CUTOFF_HZ: Final = 5.0
SHORTEST_S: Final = 1.0


def mean_of(repetitions: Iterable[Sequence[Measure]]) -> list[Measure]:
    """Each measure averaged over the repetitions in which it is known; n counts those.

    Also for trials: the mean of three quiet stances is more reliable than one.
    """
    values: defaultdict[tuple[str, str, str], list[float]] = defaultdict(list)
    for repetition in repetitions:
        for one in repetition:
            values[one.name, one.unit, one.how].append(one.value)
    return [_mean(name, unit, how, found) for (name, unit, how), found in values.items()]


def by_direction(
    reaches: Iterable[tuple[int, Sequence[Measure]]],
) -> dict[str, list[Measure]]:
    """Limits of stability: {"forward": measures, ...} of the directions reached for, and "all".

    reaches: (direction 0..7, the measures of one reach), in the order done. "all" is the mean over
    directions, its n the number of directions. Leave out the first three reaches where they were
    the first ever: they show learning.
    """
    sorted_out: defaultdict[int, list[Sequence[Measure]]] = defaultdict(list)
    for direction, measures in reaches:
        sorted_out[direction].append(measures)
    summary = {DIRECTIONS[k]: mean_of(sorted_out[k]) for k in sorted(sorted_out)}
    return {**summary, "all": mean_of(list(summary.values()))}


def side_difference(
    summary: Mapping[str, Sequence[Measure]], name: str = "maximum_excursion"
) -> Measure:
    """Right minus left of one measure of `by_direction`; NaN where a side was not reached for."""
    right, left = (
        next((m for m in summary.get(side, ()) if m.name == name), None)
        for side in ("right", "left")
    )
    if right is None or left is None:
        return measure(f"{name}_right_minus_left", math.nan, "1", 0)
    difference, n = right.value - left.value, min(right.n, left.n)
    return measure(f"{name}_right_minus_left", difference, right.unit, n, right.how)


def rhythmic_weight_shift(
    t: ArrayLike, ml: ArrayLike, ap: ArrayLike, unit: tuple[float, float]
) -> list[Measure]:
    """Of a continuous swing along `unit` (ml, ap): t (s), ml and ap (m), each (n,).

    Mean speed along the axis, and directional control = 100 * (path along - path across) / path
    along. NaN under 1 s of unbroken recording.
    """
    how = f"{SHIFT_CUTOFF_HZ:g} Hz low-pass both ways"
    velocity, control, n = math.nan, math.nan, 0
    known = np.isfinite(np.asarray(ml, dtype=float)) & np.isfinite(np.asarray(ap, dtype=float))
    if np.count_nonzero(known) >= 2:
        part = evened(t, ml, ap).longest_stretch()
        n = part.t.size
        if n >= SHORTEST_S * part.rate_hz and part.rate_hz > 4 * SHIFT_CUTOFF_HZ:
            b, a = signal.butter(4, SHIFT_CUTOFF_HZ / (part.rate_hz / 2))
            x, y = signal.filtfilt(b, a, np.vstack([part.ml, part.ap]), axis=1)
            along = float(np.sum(np.abs(np.diff(x * unit[0] + y * unit[1]))))
            across = float(np.sum(np.abs(np.diff(x * unit[1] - y * unit[0]))))
            velocity = 1000 * along * part.rate_hz / n
            control = 100 * (along - across) / along if along > 0 else math.nan
    return [
        measure("shift_velocity", velocity, "mm/s", n, how),
        measure("shift_directional_control", control, "%", n, how),
    ]


def symmetry_index(left_n: ArrayLike, right_n: ArrayLike) -> Measure:
    """Weight-bearing symmetry: 100 * (right - left) / (0.5 (right + left)), -200..200, 0 even.

    left_n, right_n: load of each half in newtons, each (n,). On one board this assumes one foot on
    each half. NaN where nobody stood.
    """
    left, right = (
        np.atleast_1d(np.asarray(left_n, float)),
        np.atleast_1d(np.asarray(right_n, float)),
    )
    if left.shape != right.shape:
        raise ValueError(f"symmetry: left_n {left.shape} and right_n {right.shape} differ in shape")
    known = np.isfinite(left) & np.isfinite(right)
    loads = float(np.sum(left[known])), float(np.sum(right[known]))
    total = sum(loads)
    index = 100 * (loads[1] - loads[0]) / (0.5 * total) if total > 0 else math.nan
    how = "assumes one foot on each half of the board"
    return measure("symmetry_index", index, "%", int(np.count_nonzero(known)), how)


def _mean(name: str, unit: str, how: str, values: Sequence[float]) -> Measure:
    known = [value for value in values if math.isfinite(value)]
    return measure(name, sum(known) / len(known) if known else math.nan, unit, len(known), how)
