"""How fast a person sways: frequencies of one axis of the CoP.

Welch's spectrum: Hann window, 10 s windows overlapping by half, linear detrend, zero-padded to the
length of the recording; band 0.15 to 5 Hz. Median and 95 % are the first frequencies at which the
cumulated power reaches that share. Centroidal frequency sqrt(m2/m0) and frequency dispersion
sqrt(1 - m1^2/(m0 m2)) after Prieto 1996 (IEEE TBME 43:956).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import signal

WINDOW_S: Final = 10.0
BAND_HZ: Final = (0.15, 5.0)
HOW: Final = "Welch, Hann, 10 s windows, half overlap, linear detrend, 0.15-5 Hz"


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Hertz, save dispersion, which is 0 for one pure tone and 1 for the widest spectrum."""

    median: float
    frequency_95: float
    centroidal: float
    dispersion: float


def frequencies(values: NDArray[np.floating[Any]], rate_hz: float) -> Frequencies:
    """Of an evenly sampled axis, shape (n,); all NaN under 10 s or without any movement."""
    window = round(WINDOW_S * rate_hz)
    unknown = Frequencies(math.nan, math.nan, math.nan, math.nan)
    if values.size < window:
        return unknown
    hertz, power = signal.welch(
        values, rate_hz, "hann", window, window // 2, nfft=values.size, detrend="linear"
    )
    band = (hertz >= BAND_HZ[0]) & (hertz <= BAND_HZ[1])
    hertz, power = hertz[band], power[band]
    m0, m1, m2 = (float(np.sum(hertz**k * power)) for k in range(3))
    if m0 <= 0.0:
        return unknown
    cumulated = np.cumsum(power)
    median, upper = (
        float(hertz[np.searchsorted(cumulated, share * cumulated[-1])]) for share in (0.50, 0.95)
    )
    dispersion = math.sqrt(max(0.0, 1 - m1 * m1 / (m0 * m2)))
    return Frequencies(median, upper, math.sqrt(m2 / m0), dispersion)
