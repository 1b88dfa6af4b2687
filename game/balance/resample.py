"""From a board's irregular samples to an even rate, without inventing movement.

A Wii board's reports arrive unevenly. Connecting them by straight lines and filtering raises mean
velocity by a quarter; averaging in a sliding window, each sample weighted by the time it stands
for, does not (SWARII: Audiffren and Contal 2016, Sensors 16:1208). A sample stands for the time
that is nearer to it than to its neighbours. Where nothing arrived for longer than LONGEST_BRIDGE_S
nothing is invented: the result is NaN there and the gap is listed.

Metres and seconds; arrays of shape (n,).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.floating[Any]]

RATE_HZ: Final = 100.0
WINDOW_S: Final = 0.08
LONGEST_BRIDGE_S: Final = 0.10
EVEN_WITHIN: Final = 0.02  # of the sampling period: what counts as a regular stream


@dataclass(frozen=True, slots=True)
class EvenSeries:
    """A CoP at an even rate: t (s), ml and ap (m), NaN inside gaps; gaps as (from, to) in s.

    averaged tells whether SWARII made it, or whether the stream was even and is as it was.
    """

    t: Floats
    ml: Floats
    ap: Floats
    rate_hz: float
    gaps: tuple[tuple[float, float], ...] = ()
    averaged: bool = False

    @property
    def missing_s(self) -> float:
        """Seconds in gaps."""
        return float(sum(end - start for start, end in self.gaps))

    def longest_stretch(self) -> EvenSeries:
        """The longest part without a gap; empty where nothing is known."""
        return max(self.stretches(), key=lambda part: part.t.size, default=self._cut(0, 0))

    def stretch_at(self, t: float) -> EvenSeries:
        """The part without a gap that holds the time t; empty where t lies in a gap or outside."""
        half = 0.5 / self.rate_hz
        holding = (p for p in self.stretches() if p.t[0] - half <= t <= p.t[-1] + half)
        return next(holding, self._cut(0, 0))

    def stretches(self) -> list[EvenSeries]:
        """The parts without a gap, in order."""
        known = np.concatenate(([False], np.isfinite(self.ml), [False])).astype(int)
        starts, ends = np.flatnonzero(np.diff(known) == 1), np.flatnonzero(np.diff(known) == -1)
        return [self._cut(int(a), int(b)) for a, b in zip(starts, ends, strict=True)]

    def _cut(self, start: int, end: int) -> EvenSeries:
        part = slice(start, end)
        return EvenSeries(
            self.t[part], self.ml[part], self.ap[part], self.rate_hz, averaged=self.averaged
        )


def evened(t: ArrayLike, ml: ArrayLike, ap: ArrayLike) -> EvenSeries:
    """A regular stream as it is, at its own rate; any other by `swarii` at RATE_HZ.

    Samples that are not finite (nobody on the board) are left out, and so make a gap. ValueError
    for arrays of different lengths, fewer than two samples, or time that runs backwards.
    """
    times, x, y = _clean(t, ml, ap)
    periods = np.diff(times)
    usual = float(np.median(periods))
    if usual > 0 and np.all(np.abs(periods - usual) <= EVEN_WITHIN * usual):
        return EvenSeries(times, x, y, periods.size / float(times[-1] - times[0]))
    return swarii(times, x, y)


def swarii(
    t: ArrayLike,
    ml: ArrayLike,
    ap: ArrayLike,
    rate_hz: float = RATE_HZ,
    window_s: float = WINDOW_S,
) -> EvenSeries:
    """Sliding window average, each sample weighted by the part of the window it stands for."""
    times, x, y = _merged(*_clean(t, ml, ap))
    even = times[0] + np.arange(int((times[-1] - times[0]) * rate_hz + 1e-9) + 1) / rate_hz
    out = np.full((2, even.size), np.nan)
    breaks = np.flatnonzero(np.diff(times) > LONGEST_BRIDGE_S) + 1
    for part in np.split(np.arange(times.size), breaks):
        inside = (even >= times[part[0]]) & (even <= times[part[-1]])
        for row, values in zip(out, (x, y), strict=True):
            row[inside] = _averages(times[part], values[part], even[inside], window_s)
    gaps = tuple((float(times[i - 1]), float(times[i])) for i in breaks)
    return EvenSeries(even, out[0], out[1], rate_hz, gaps, averaged=True)


def _averages(t: Floats, values: Floats, centres: Floats, window_s: float) -> Floats:
    """Window means of the step function that holds each sample from midpoint to midpoint."""
    if t.size == 1:
        return np.full(centres.size, values[0])
    edges = np.concatenate((t[:1], (t[1:] + t[:-1]) / 2, t[-1:]))
    integral = np.concatenate(([0.0], np.cumsum(values * np.diff(edges))))
    half = window_s / 2
    starts, ends = np.maximum(centres - half, t[0]), np.minimum(centres + half, t[-1])
    area = np.interp(ends, edges, integral) - np.interp(starts, edges, integral)
    return np.asarray(area / (ends - starts))


def _clean(t: ArrayLike, ml: ArrayLike, ap: ArrayLike) -> tuple[Floats, Floats, Floats]:
    times, x, y = (np.asarray(a, dtype=float) for a in (t, ml, ap))
    if not times.ndim == x.ndim == y.ndim == 1 or not times.size == x.size == y.size:
        shapes = f"{times.shape}, {x.shape}, {y.shape}"
        raise ValueError(f"resample: t, ml, ap: shapes {shapes}, need the same (n,)")
    known = np.isfinite(times) & np.isfinite(x) & np.isfinite(y)
    times, x, y = times[known], x[known], y[known]
    if times.size < 2:
        raise ValueError(f"resample: {times.size} finite samples, need at least 2")
    if np.any(np.diff(times) < 0):
        first = int(np.argmax(np.diff(times) < 0)) + 1
        raise ValueError(f"resample: t: runs backwards at {times[first]:g} s, sort the samples")
    return times, x, y


def _merged(t: Floats, x: Floats, y: Floats) -> tuple[Floats, Floats, Floats]:
    """Samples of one timestamp become their mean."""
    times, group = np.unique(t, return_inverse=True)
    count = np.bincount(group)
    return times, np.bincount(group, x) / count, np.bincount(group, y) / count
