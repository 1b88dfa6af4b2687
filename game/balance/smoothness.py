"""How smooth one movement is, from its speed profile.

SPARC: the spectral arc length (Balasubramanian 2015, J NeuroEng Rehab 12:112), cut-off 10 Hz,
amplitude threshold 0.05, pad level 4. LDLJ: the log dimensionless jerk,
-ln(T^3 / vpeak^2 * integral of (d2v/dt2)^2). Both are negative and nearer to 0 the smoother; a
minimum-jerk movement of 1 s at 100 Hz has -1.4058 and -5.3016. Both hold for ONE movement: a pause
within counts as roughness.
"""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]

CUTOFF_HZ: Final = 10.0
AMPLITUDE: Final = 0.05
PAD_LEVEL: Final = 4
FEWEST_SAMPLES: Final = 10


def sparc(speed: Floats, rate_hz: float) -> float:
    """Of speed (n,) in any unit; NaN under 10 samples or without movement."""
    if speed.size < FEWEST_SAMPLES or not np.max(np.abs(speed)) > 0.0:
        return math.nan
    size = 2 ** (math.ceil(math.log2(speed.size)) + PAD_LEVEL)
    magnitude = np.abs(np.fft.fft(speed, size))
    hertz = np.arange(size) * rate_hz / size
    spectrum = (magnitude / magnitude.max())[hertz <= CUTOFF_HZ]
    heard = np.flatnonzero(spectrum >= AMPLITUDE)
    curve = spectrum[heard[0] : heard[-1] + 1]
    if curve.size < 2:
        return math.nan
    return -float(np.sum(np.hypot(1 / (curve.size - 1), np.diff(curve))))


def ldlj(speed: Floats, rate_hz: float) -> float:
    """Of speed (n,) in any unit; NaN under 10 samples or without movement."""
    if speed.size < FEWEST_SAMPLES or not np.max(np.abs(speed)) > 0.0:
        return math.nan
    seconds = speed.size / rate_hz
    jerk = np.diff(speed, 2) * rate_hz**2
    roughness = float(np.sum(jerk**2)) / rate_hz
    if roughness <= 0.0:
        return math.nan
    return -math.log(seconds**3 / float(np.max(np.abs(speed))) ** 2 * roughness)
