"""How well a movement follows a moving target: gain, lag, phase, error, over whole periods.

Both are even series of one length over which the target repeats whole, so that each sine of the
target falls on one line of the discrete spectrum and nothing leaks. For the lines X of the target
and Y of the follower that hold the target's movement, the follower that comes nearest is a copy of
the target, `gain` times as large and `lag` seconds late: the lag is where sum Re(conj(X) Y
e^(i w lag)) is largest, the gain is that sum over sum |X|^2. A follower that is such a copy gives
both exactly. The phase is that of the strongest line, 360 f lag. Noise beside the target's lines
does not enter; the error, an RMS distance, holds everything.
"""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from game.balance.measure import Measure, measure

Floats = NDArray[np.floating[Any]]
Complex = NDArray[np.complexfloating[Any, Any]]

LATEST_S: Final = 2.0
SOONEST_S: Final = -0.5  # a target that can be foreseen may be led
GRID_S: Final = 0.005
COUNTS: Final = 1e-3  # of the strongest line: what is taken as the target's movement
ROUNDS: Final = 8
HOW: Final = "spectral lines of the target over whole periods, mean removed"


def tracking_measures(target: ArrayLike, follower: ArrayLike, rate_hz: float) -> list[Measure]:
    """target and follower: (n, 2), ML and AP in one unit, at rate_hz, over whole periods.

    gain (1), gain_ml, gain_ap, tracking_lag (s), phase_lag (deg at the target's strongest
    frequency), coherence (1: the share of the follower's movement in the target's lines that is a
    copy of it). NaN with n = 0 where the target, or one axis of it, stands still. ValueError for
    arrays that do not belong together.
    """
    x, y = (np.asarray(series, dtype=float) for series in (target, follower))
    if x.shape != y.shape or x.ndim != 2 or x.shape[1] != 2:
        raise ValueError(f"tracking: {x.shape} and {y.shape}: both must be (n, 2)")
    if len(x) < 3 or not (np.isfinite(x).all() and np.isfinite(y).all()):
        x, y = np.zeros((3, 2)), np.zeros((3, 2))
    lines_x, lines_y = (np.fft.rfft(series - series.mean(axis=0), axis=0) for series in (x, y))
    hertz = np.fft.rfftfreq(len(x), 1 / rate_hz)
    power = np.abs(lines_x) ** 2
    kept = power > COUNTS * power.max()
    cross = np.where(kept, np.conj(lines_x) * lines_y, 0)
    omega = 2 * np.pi * hertz
    lag = _lag(cross, omega)
    copied = np.real(cross * np.exp(1j * omega * lag)[:, None]).sum(axis=0)
    held, moved = np.where(kept, power, 0).sum(axis=0), np.where(kept, np.abs(lines_y) ** 2, 0)
    strongest = hertz[int(np.argmax(power.sum(axis=1)))]
    rows = [
        ("gain", _ratio(copied.sum(), held.sum()), "1"),
        ("gain_ml", _ratio(copied[0], held[0]), "1"),
        ("gain_ap", _ratio(copied[1], held[1]), "1"),
        ("tracking_lag", lag, "s"),
        ("phase_lag", 360 * strongest * lag, "deg"),
        ("coherence", _ratio(copied.sum() ** 2, held.sum() * moved.sum()), "1"),
    ]
    return [measure(name, value, unit, len(x), HOW) for name, value, unit in rows]


def rms_distance(target: ArrayLike, follower: ArrayLike) -> float:
    """The root of the mean squared distance between two series (n, 2); NaN for none."""
    off = np.asarray(follower, dtype=float) - np.asarray(target, dtype=float)
    return math.sqrt(float(np.mean(np.sum(off * off, axis=1)))) if off.size else math.nan


def _lag(cross: Complex, omega: Floats) -> float:
    """Where the target, so much later, is most like the follower; NaN where nothing is alike."""
    lines = np.flatnonzero(np.abs(cross).sum(axis=1) > 0)
    if not lines.size:
        return math.nan
    omega, sums = omega[lines], cross[lines].sum(axis=1)
    grid = np.arange(SOONEST_S, LATEST_S + GRID_S / 2, GRID_S)
    alike = np.real(np.exp(1j * np.outer(grid, omega)) @ sums)
    lag = float(grid[int(np.argmax(alike))])
    for _ in range(ROUNDS):  # Newton's way to the top, from the nearest of the grid
        turned = sums * np.exp(1j * omega * lag)
        slope, bend = -np.sum(omega * turned.imag), -np.sum(omega**2 * turned.real)
        if bend >= 0:
            break
        lag -= float(slope / bend)
    return lag if SOONEST_S <= lag <= LATEST_S else math.nan


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole > 0 else math.nan
