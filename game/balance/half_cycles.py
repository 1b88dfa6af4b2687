"""One half cycle of rhythmic weight shifting: how fast, how straight, how far, and when it turned.

The stream is made even (see resample) and low-passed by a 4th-order Butterworth at 5 Hz, forwards
and backwards, once for the whole recording. A half cycle runs from one turn asked for to the next,
along the direction in which it is to end. The amplitude is the furthest along it from the person's
centre. The moment of the turn is the middle of the time spent at 90 % of the furthest or beyond:
who swings turns at the peak, who waits at the end in the middle of the wait.

Input in metres and seconds, measures in millimetres; ML positive right, AP positive forward.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import signal

from game.balance.measure import Measure, measure
from game.balance.resample import EvenSeries, evened

Floats = NDArray[np.floating[Any]]
Vector = tuple[float, float]

CUTOFF_HZ: Final = 5.0
SHORTEST_S: Final = 0.3  # of unbroken recording: less is not filtered, and not known
AT_THE_END: Final = 0.9  # of the furthest
HOW: Final = f"{CUTOFF_HZ:g} Hz low-pass both ways"


@dataclass(frozen=True, slots=True)
class HalfCycle:
    """What was asked: unit vector (ml, ap) to its end, this person's limit there (m), the centre
    (m), from when to when (s). The turn is looked for from seek_from_s to seek_to_s, along
    turn_unit; the timing is its difference from end_s, late positive.
    """

    unit: Vector
    limit_m: float
    centre: Vector
    begin_s: float
    end_s: float
    seek_from_s: float
    seek_to_s: float
    turn_unit: Vector


def low_passed(t: ArrayLike, ml: ArrayLike, ap: ArrayLike) -> EvenSeries | None:
    """The whole recording even and smooth: t (s), ml and ap (m), each (n,); NaN where not known.

    None with fewer than two samples, or at a rate that is too low for the filter.
    """
    known = np.isfinite(np.asarray(ml, dtype=float)) & np.isfinite(np.asarray(ap, dtype=float))
    if np.count_nonzero(known) < 2:
        return None
    series = evened(t, ml, ap)
    if not series.rate_hz > 4 * CUTOFF_HZ:
        return None
    b, a = signal.butter(4, CUTOFF_HZ / (series.rate_hz / 2))
    smooth = np.full((2, series.t.size), np.nan)
    for part in series.stretches():
        if part.t.size > max(15, SHORTEST_S * series.rate_hz):
            first = int(np.searchsorted(series.t, part.t[0]))
            rows = np.vstack([part.ml, part.ap])
            smooth[:, first : first + part.t.size] = signal.filtfilt(b, a, rows, axis=1)
    return replace(series, ml=smooth[0], ap=smooth[1])


def half_cycle_measures(series: EvenSeries, asked: HalfCycle) -> list[Measure]:
    """Always the same names; NaN where the recording breaks off or nobody turned there."""
    along, across = _axes(_between(series, asked.begin_s, asked.end_s), asked.unit, asked.centre)
    on, off = (float(np.sum(np.abs(np.diff(values)))) for values in (along, across))
    seconds = (along.size - 1) / series.rate_hz
    seek = _between(series, asked.seek_from_s, asked.seek_to_s)
    furthest = float(np.max(_axes(seek, asked.unit, asked.centre)[0], initial=-math.inf))
    turned = _turn(seek.t, _axes(seek, asked.turn_unit, asked.centre)[0])
    values = (
        ("shift_velocity", 1000 * on / seconds if seconds > 0 else math.nan, "mm/s"),
        ("shift_directional_control", 100 * (on - off) / on if on > 0 else math.nan, "%"),
        ("amplitude", 1000 * furthest, "mm"),
        ("maximum_excursion", 100 * furthest / asked.limit_m, "%"),
        ("timing_error", turned - asked.end_s, "s"),
    )
    return [measure(name, value, unit, 1, HOW) for name, value, unit in values]


def symmetry_of(name: str, positive: Iterable[float], negative: Iterable[float]) -> Measure:
    """100 * (positive - negative) / (half their sum) of two means, -200..200, 0 even.

    A mean below 0 (a side never reached) counts as 0. NaN where one side is not known. n: how many
    values both rest on.
    """
    sides = [[v for v in side if math.isfinite(v)] for side in (positive, negative)]
    if not all(sides):
        return measure(name, math.nan, "%", 0)
    one, other = (max(0.0, sum(side) / len(side)) for side in sides)
    half = 0.5 * (one + other)
    index = 100 * (one - other) / half if half > 0 else math.nan
    return measure(name, index, "%", sum(map(len, sides)))


def path_error(series: EvenSeries, begin_s: float, end_s: float, path: Floats) -> Measure:
    """Mean distance (mm) of the CoP from a line of points `path` (m, shape (k, 2), ML and AP),
    wherever along the line. NaN where the recording breaks off.
    """
    part = _between(series, begin_s, end_s)
    points = np.column_stack([part.ml, part.ap])
    if not len(points):
        return measure("path_error", math.nan, "mm", 0, HOW)
    starts, steps = path[:-1], np.diff(path, axis=0)
    from_start = points[:, None, :] - starts
    lengths = np.maximum(np.sum(steps**2, axis=1), 1e-18)
    share = np.clip(np.sum(from_start * steps, axis=2) / lengths, 0.0, 1.0)
    off = from_start - share[:, :, None] * steps
    nearest = np.sqrt(np.min(np.sum(off**2, axis=2), axis=1))
    return measure("path_error", 1000 * float(np.mean(nearest)), "mm", len(points), HOW)


def _between(series: EvenSeries, begin_s: float, end_s: float) -> EvenSeries:
    """The samples of a time, both ends included; none where any is not known."""
    first, last = np.searchsorted(series.t, [begin_s - 1e-9, end_s + 1e-9]).tolist()
    part = slice(first, last)
    known = np.isfinite(series.ml[part]).all()
    part = part if known else slice(0, 0)
    return replace(series, t=series.t[part], ml=series.ml[part], ap=series.ap[part])


def _axes(part: EvenSeries, unit: Vector, centre: Vector) -> tuple[Floats, Floats]:
    x, y = part.ml - centre[0], part.ap - centre[1]
    return x * unit[0] + y * unit[1], x * unit[1] - y * unit[0]


def _turn(t: Floats, along: Floats) -> float:
    """The middle of the time from first reaching AT_THE_END of the furthest to leaving it."""
    furthest = float(np.max(along, initial=0.0))
    if furthest <= 0:
        return math.nan
    level = AT_THE_END * furthest
    out = np.flatnonzero(along >= level)
    first, last = int(out[0]), int(out[-1])
    begin = t[first] if first == 0 else _crossing(t, along, first - 1, level)
    end = t[last] if last == along.size - 1 else _crossing(t, along, last, level)
    return float(begin + end) / 2


def _crossing(t: Floats, along: Floats, before: int, level: float) -> float:
    part = (level - along[before]) / (along[before + 1] - along[before])
    return float(t[before] + part * (t[before + 1] - t[before]))
