"""Sway in quiet stance: the measures of a standing centre of pressure, each with its preprocessing.

Names and definitions after Prieto 1996 (IEEE TBME 43:956) and Quijoux 2021; the area is the 95 %
*prediction* ellipse (Duarte 2015). Duration is N / rate. No detrending: it changes the area by
about a quarter. These are of the CoP, not of the centre of gravity.

centred: the mean removed, nothing else. filtered: the mean removed, then a 4th-order Butterworth
low-pass at 10 Hz, forwards and backwards, and centred again. Input in metres and seconds, ML
positive right, AP positive forward; measures in millimetres, as the field reports them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import signal, spatial, special

from game.balance.measure import Measure, measure
from game.balance.resample import WINDOW_S, EvenSeries, evened
from game.balance.spectrum import HOW as SPECTRUM
from game.balance.spectrum import frequencies
from game.balance.stochastic import LONG_S, SHORT_S, diffusion, entropy_stride, sample_entropy

Floats = NDArray[np.floating[Any]]

CUTOFF_HZ: Final = 10.0
LOWEST_RATE_HZ: Final = 25.0
SHORTEST_S: Final = 1.0
CENTRED: Final = "centred: mean removed"
FILTERED: Final = "filtered: mean removed, 4th-order 10 Hz low-pass both ways"
AXES: Final = ("ml", "ap")


def sway_measures(
    t: ArrayLike, ml: ArrayLike, ap: ArrayLike, rate_hz: float | None = None
) -> list[Measure]:
    """All measures of one quiet stance: t (s), ml and ap (m), each of shape (n,).

    An even stream is used as it is, at its own rate (or at rate_hz where the caller knows it
    better than its timestamps do); any other is resampled by windowed averaging. With gaps, the
    longest unbroken stretch counts; "missing_time" and "recording_duration" say how much that is.
    Frequencies are NaN under 10 s, long-term diffusion under 20 s. ValueError where less than 1 s
    or fewer than 25 samples a second are left.
    """
    series, stretch, how = _prepared(t, ml, ap, rate_hz)
    rate = stretch.rate_hz
    centred = _centred(stretch)
    filtered = _low_passed(centred, rate)
    kept = stretch.ml.size
    return [
        measure("recording_duration", kept / rate, "s", kept, f"longest unbroken stretch{how}"),
        Measure("missing_time", series.missing_s, "s", len(series.gaps), "n counts the gaps"),
        *_geometry(centred, rate, CENTRED + how),
        *_geometry(filtered, rate, FILTERED + how),
        *_frequencies(filtered, rate, f"{FILTERED}{how}; {SPECTRUM}"),
        *_texture(filtered, rate, FILTERED + how),
    ]


def sway_table(
    t: ArrayLike, ml: ArrayLike, ap: ArrayLike, rate_hz: float | None = None
) -> dict[str, dict[str, float]]:
    """The same numbers as {"centred": {"mean_velocity_mm_s": ...}, "filtered": {...}}."""
    table: dict[str, dict[str, float]] = {"centred": {}, "filtered": {}}
    for one in sway_measures(t, ml, ap, rate_hz):
        kind = one.how.partition(":")[0]
        if kind in table:
            table[kind][one.key] = one.value
    return table


def mean_velocity(t: ArrayLike, ml: ArrayLike, ap: ArrayLike) -> float:
    """The `filtered` mean velocity alone, mm/s; of what sway_measures takes, and as it does."""
    _, stretch, _ = _prepared(t, ml, ap, None)
    rate = stretch.rate_hz
    measures = _geometry(_low_passed(_centred(stretch), rate), rate, FILTERED)
    return next(one.value for one in measures if one.name == "mean_velocity")


def _prepared(
    t: ArrayLike, ml: ArrayLike, ap: ArrayLike, rate_hz: float | None
) -> tuple[EvenSeries, EvenSeries, str]:
    """The series, its longest stretch, and what to add to each measure's `how`."""
    series = evened(t, ml, ap)
    if rate_hz is not None and not series.averaged:
        series = EvenSeries(series.t, series.ml, series.ap, float(rate_hz))
    stretch = series.longest_stretch()
    rate, seconds = stretch.rate_hz, stretch.ml.size / stretch.rate_hz
    if not rate >= LOWEST_RATE_HZ:
        raise ValueError(f"sway: {rate:g} samples a second, needs at least {LOWEST_RATE_HZ:g}")
    if seconds < SHORTEST_S:
        raise ValueError(
            f"sway: {seconds:.2f} s of unbroken recording, needs at least {SHORTEST_S:g} s"
        )
    averaged = f"; resampled to {rate:g} Hz by {1000 * WINDOW_S:g} ms windowed averaging"
    return series, stretch, averaged if series.averaged else ""


def _centred(series: EvenSeries) -> Floats:
    """Points (n, 2) about their mean, in millimetres from here on."""
    points = 1000 * np.column_stack([series.ml, series.ap])
    return np.asarray(points - points.mean(axis=0))


def _low_passed(points: Floats, rate_hz: float) -> Floats:
    b, a = signal.butter(4, CUTOFF_HZ / (rate_hz / 2))
    smooth = signal.filtfilt(b, a, points, axis=0)
    return np.asarray(smooth - smooth.mean(axis=0))


def _geometry(points: Floats, rate_hz: float, how: str) -> Iterator[Measure]:
    """Distances, path, ranges, area and mean frequency of centred points (n, 2) in mm."""
    n = len(points)
    seconds = n / rate_hz
    distance = np.hypot(points[:, 0], points[:, 1])
    steps = np.diff(points, axis=0)
    path = float(np.sum(np.hypot(steps[:, 0], steps[:, 1])))
    paths = np.sum(np.abs(steps), axis=0)
    rms = np.sqrt(np.mean(points**2, axis=0))
    spans = np.ptp(points, axis=0)
    mean_distance = float(np.mean(distance))
    around = 2 * math.pi * mean_distance * seconds
    turned = np.sum(np.abs(points[1:, 0] * points[:-1, 1] - points[:-1, 0] * points[1:, 1]))
    yield measure("mean_distance", mean_distance, "mm", n, how)
    yield measure("rms_distance", math.sqrt(np.mean(distance**2)), "mm", n, how)
    yield measure("path_length", path, "mm", n, how)
    yield measure("mean_velocity", path / seconds, "mm/s", n, how)
    yield measure("range", _widest(points), "mm", n, how)
    for i, axis in enumerate(AXES):
        yield measure(f"rms_distance_{axis}", rms[i], "mm", n, how)
        yield measure(f"path_length_{axis}", paths[i], "mm", n, how)
        yield measure(f"mean_velocity_{axis}", paths[i] / seconds, "mm/s", n, how)
        yield measure(f"range_{axis}", spans[i], "mm", n, how)
    yield measure("prediction_ellipse_95", prediction_ellipse_95(points), "mm2", n, how)
    yield measure("sway_area_rate", turned / (2 * seconds), "mm2/s", n, how)
    yield measure("mean_frequency", path / around if around > 0 else math.nan, "Hz", n, how)


def prediction_ellipse_95(points: Floats) -> float:
    """The area in which the next point falls with 95 %, in the square of the unit of points (n, 2).

    Not a confidence ellipse, which is about the mean and shrinks with n.
    """
    n = len(points)
    scale = 2 * (n - 1) * (n + 1) / (n * (n - 2)) * special.fdtri(2, n - 2, 0.95)
    spread = max(0.0, float(np.linalg.det(np.cov(points.T))))
    return float(math.pi * scale * math.sqrt(spread))


def _widest(points: Floats) -> float:
    """The largest distance between any two points, found on their convex hull."""
    try:
        corners = points[spatial.ConvexHull(points).vertices]
    except spatial.QhullError:  # all on one line: its ends are the corners of the bounding box
        return float(np.hypot(*np.ptp(points, axis=0)))
    return float(spatial.distance.pdist(corners).max())


def _frequencies(points: Floats, rate_hz: float, how: str) -> Iterator[Measure]:
    for values, axis in zip(points.T, AXES, strict=True):
        found = frequencies(values, rate_hz)
        yield measure(f"median_frequency_{axis}", found.median, "Hz", values.size, how)
        yield measure(f"frequency_95_{axis}", found.frequency_95, "Hz", values.size, how)
        yield measure(f"centroidal_frequency_{axis}", found.centroidal, "Hz", values.size, how)
        yield measure(f"frequency_dispersion_{axis}", found.dispersion, "1", values.size, how)


def _texture(points: Floats, rate_hz: float, how: str) -> Iterator[Measure]:
    n = len(points)
    for term, lags in (("short", SHORT_S), ("long", LONG_S)):
        said = f"{how}; lags {lags[0]:g}-{lags[1]:g} s"
        for suffix, part in (("", points), ("_ml", points[:, :1]), ("_ap", points[:, 1:])):
            found = diffusion(part, rate_hz, lags)
            yield measure(f"diffusion_{term}{suffix}", found.coefficient, "mm2/s", n, said)
            yield measure(f"diffusion_exponent_{term}{suffix}", found.exponent, "1", n, said)
    stride = entropy_stride(rate_hz)
    said = f"{how}; m = 2, r = 0.2 SD at {rate_hz / stride:g} Hz"
    for values, axis in zip(points[::stride].T, AXES, strict=True):
        yield measure(f"sample_entropy_{axis}", sample_entropy(values), "1", values.size, said)
