"""One reach towards a target by leaning: how soon, how fast, how far, how straight, how smooth.

The position is measured from the start (the mean of the last second before the cue), *along* the
direction of the target and *across* it. The stream is made even (see resample), then low-passed by
a 4th-order Butterworth at 5 Hz, forwards and backwards, so that noise does not end a movement.

Onset: the first time after the cue at which the position along leaves the rest by 3 SD (at least
1 mm) and stays out for 0.2 s. Endpoint: where the first movement stops, the first velocity along of
0 or less after the onset. Excursions are shares of this person's own limit in that direction.
Input in metres and seconds, measures in millimetres, as the field reports them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import signal

from game.balance.measure import Measure, measure
from game.balance.resample import EvenSeries, evened
from game.balance.smoothness import ldlj, sparc

Floats = NDArray[np.floating[Any]]

ONSET_SD: Final = 3.0
ONSET_LEAST_M: Final = 0.001
STAY_S: Final = 0.2
REST_S: Final = 1.0
CUTOFF_HZ: Final = 5.0
SHORTEST_S: Final = 0.3
HOW: Final = "5 Hz low-pass both ways; onset 3 SD of the last 1 s, at least 1 mm, for 0.2 s"


@dataclass(frozen=True, slots=True)
class Target:
    """Where to go: unit vector (ml, ap), distance and radius (m), this person's limit there (m).

    centre: (ml, ap) in metres from which the distance is set; None where that is the start itself.
    Excursions are always from the start, being on target always of where the target stood.
    """

    unit: tuple[float, float]
    distance_m: float
    radius_m: float
    limit_m: float
    centre: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if not math.isclose(math.hypot(*self.unit), 1.0, rel_tol=1e-6):
            raise ValueError(f"movement: unit: {self.unit} has not length 1")
        for name in ("distance_m", "radius_m", "limit_m"):
            value = getattr(self, name)
            if not (math.isfinite(value) and value > 0):
                raise ValueError(f"movement: {name}: {value} is not a positive length")


@dataclass(frozen=True, slots=True)
class Reach:
    """One repetition, even and smooth: along and across (m, from the start), from the cue on.

    off: distance (m) from the middle of the target at each sample. onset and endpoint are indices,
    None where the person did not move.
    """

    along: Floats
    across: Floats
    off: Floats
    rate_hz: float
    onset: int | None
    endpoint: int | None

    @property
    def movement(self) -> tuple[Floats, Floats]:
        """The part from onset to endpoint, both included; empty without one."""
        if self.onset is None or self.endpoint is None:
            return self.along[:0], self.across[:0]
        part = slice(self.onset, self.endpoint + 1)
        return self.along[part], self.across[part]


def movement_measures(
    t: ArrayLike, ml: ArrayLike, ap: ArrayLike, target: Target, cue_s: float
) -> list[Measure]:
    """All measures of one repetition: t (s), ml and ap (m), each (n,), from before the cue to the
    end of the repetition.

    Always the same names. What cannot be known (no movement, nobody on the board, too few samples)
    is NaN with n = 0. ValueError only for arrays that do not belong together.
    """
    reach = _reach(t, ml, ap, target, cue_s)
    return [measure(name, value, unit, 1, HOW) for name, value, unit in _values(reach, target)]


def _values(reach: Reach, target: Target) -> Iterator[tuple[str, float, str]]:
    along, across = reach.movement
    end, seconds = _endpoint(along), (along.size - 1) / reach.rate_hz
    on_path, off_path = _path(along), _path(across)
    path = float(np.sum(np.hypot(np.diff(along), np.diff(across))))
    speed = np.hypot(np.gradient(along), np.gradient(across)) if along.size > 1 else along[:0]
    speed = speed * reach.rate_hz
    straight = math.hypot(along[-1] - along[0], across[-1] - across[0]) if path > 0 else math.nan
    yield "reaction_time", math.nan if reach.onset is None else reach.onset / reach.rate_hz, "s"
    yield "movement_time", seconds if along.size else math.nan, "s"
    yield "movement_velocity", 1000 * _velocity(reach), "mm/s"
    yield "endpoint_excursion", 100 * end / target.limit_m, "%"
    yield "maximum_excursion", 100 * _furthest(reach.along) / target.limit_m, "%"
    yield "directional_control", _ratio(100 * (on_path - off_path), on_path), "%"
    yield "path_efficiency", _ratio(straight, path), "1"
    error = math.nan if reach.endpoint is None else float(reach.off[reach.endpoint])
    yield "endpoint_error", 1000 * error, "mm"
    yield "endpoint_distance", 1000 * end, "mm"
    yield "time_on_target", 100 * _share_inside(reach, target), "%"
    yield "spectral_arc_length", sparc(speed, reach.rate_hz), "1"
    yield "log_dimensionless_jerk", ldlj(speed, reach.rate_hz), "1"


def throughput(
    endpoints_m: Sequence[float], distances_m: Sequence[float], times_s: Sequence[float]
) -> Measure:
    """Bits per second over repetitions (ISO 9241-411), reaction time left out.

    endpoints_m: along the axis; distances_m: of the targets; times_s: movement times. Endpoints
    scatter about their targets by We = 4.133 SD; Ae is the mean distance moved. NaN under two
    repetitions that were moved.
    """
    rows = np.column_stack([endpoints_m, distances_m, times_s]).astype(float).reshape(-1, 3)
    rows = rows[np.isfinite(rows).all(axis=1)]
    if len(rows) < 2:
        return measure("throughput", math.nan, "bit/s", 0)
    width = 4.133 * float(np.std(rows[:, 0] - rows[:, 1], ddof=1))
    moved, seconds = float(np.mean(rows[:, 0])), float(np.mean(rows[:, 2]))
    if not (width > 0 and moved > 0 and seconds > 0):
        return measure("throughput", math.nan, "bit/s", 0)
    bits = math.log2(moved / width + 1)
    return measure("throughput", bits / seconds, "bit/s", len(rows), "We = 4.133 SD of endpoints")


def _reach(t: ArrayLike, ml: ArrayLike, ap: ArrayLike, target: Target, cue_s: float) -> Reach:
    part = _around_cue(t, ml, ap, cue_s)
    if part is None:
        return Reach(np.empty(0), np.empty(0), np.empty(0), math.nan, None, None)
    b, a = signal.butter(4, CUTOFF_HZ / (part.rate_hz / 2))
    x, y = signal.filtfilt(b, a, np.vstack([part.ml, part.ap]), axis=1)
    (u_ml, u_ap), before = target.unit, _before_cue(part, cue_s)
    start = float(np.mean(x[before])), float(np.mean(y[before]))
    c_ml, c_ap = start if target.centre is None else target.centre
    off = np.hypot(x - c_ml - u_ml * target.distance_m, y - c_ap - u_ap * target.distance_m)
    x, y = x - start[0], y - start[1]
    along, across = x * u_ml + y * u_ap, x * u_ap - y * u_ml
    threshold = max(ONSET_SD * float(np.std(along[before])), ONSET_LEAST_M)
    cue = int(np.searchsorted(part.t, cue_s - 1e-9))
    along, across, off = along[cue:], across[cue:], off[cue:]
    onset = _onset(along, threshold, round(STAY_S * part.rate_hz))
    endpoint = None if onset is None else _stop(along, onset)
    return Reach(along, across, off, part.rate_hz, onset, endpoint)


def _around_cue(t: ArrayLike, ml: ArrayLike, ap: ArrayLike, cue_s: float) -> EvenSeries | None:
    """The unbroken stretch that holds the cue; None where there is none long enough."""
    known = np.isfinite(np.asarray(ml, dtype=float)) & np.isfinite(np.asarray(ap, dtype=float))
    if np.count_nonzero(known) < 2:
        return None
    series = evened(t, ml, ap).stretch_at(cue_s)
    enough = series.t.size > max(15, SHORTEST_S * series.rate_hz)
    return series if enough and series.rate_hz > 2 * CUTOFF_HZ else None


def _before_cue(part: EvenSeries, cue_s: float) -> slice:
    """The rest: up to 1 s before the cue, or the first sample of all where there was none."""
    first, last = np.searchsorted(part.t, [cue_s - REST_S, cue_s])
    return slice(int(first), max(int(last), int(first) + 1))


def _onset(along: Floats, threshold: float, stay: int) -> int | None:
    out = np.concatenate(([0], np.cumsum(along > threshold)))
    if out.size <= stay:
        return None
    stays = np.flatnonzero(out[stay:] - out[:-stay] == stay)
    return int(stays[0]) if stays.size else None


def _stop(along: Floats, onset: int) -> int:
    stopped = np.flatnonzero(np.diff(along[onset:]) <= 0)
    return onset + int(stopped[0]) if stopped.size else along.size - 1


def _velocity(reach: Reach) -> float:
    """Mean speed along between 5 % and 95 % of the endpoint distance, m/s."""
    if reach.onset is None or reach.endpoint is None:
        return math.nan
    so_far = np.maximum.accumulate(reach.along[: reach.endpoint + 1])
    levels = 0.05 * so_far[-1], 0.95 * so_far[-1]
    start, end = np.interp(levels, so_far, np.arange(so_far.size) / reach.rate_hz)
    return _ratio(0.9 * float(so_far[-1]), end - start)


def _endpoint(along: Floats) -> float:
    return float(along[-1]) if along.size else math.nan


def _furthest(along: Floats) -> float:
    return float(np.max(along)) if along.size else math.nan


def _path(values: Floats) -> float:
    return float(np.sum(np.abs(np.diff(values))))


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 0 else math.nan


def _share_inside(reach: Reach, target: Target) -> float:
    return float(np.mean(reach.off <= target.radius_m)) if reach.off.size else math.nan
