"""The texture of sway: diffusion (Collins and De Luca 1993) and sample entropy (Richman 2000).

Diffusion: mean squared displacement against time lag. D is half the slope of the linear fit, H half
the slope of the log-log fit; short-term over lags up to 0.5 s (H above 0.5: keeps drifting on),
long-term over 2 to 10 s (H below 0.5: is brought back).

Sample entropy: m = 2, r = 0.2 SD, largest difference as distance, no point matched with itself. It
depends on the rate, so it is always taken at 20 Hz or the nearest whole fraction of the stream's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]

SHORT_S: Final = (0.0, 0.5)
LONG_S: Final = (2.0, 10.0)
ENTROPY_RATE_HZ: Final = 20.0
TEMPLATE: Final = 2
TOLERANCE_SD: Final = 0.2


@dataclass(frozen=True, slots=True)
class Diffusion:
    """coefficient: length squared per second; exponent: H."""

    coefficient: float
    exponent: float


def diffusion(points: Floats, rate_hz: float, lags_s: tuple[float, float]) -> Diffusion:
    """Of points of shape (n, axes) over lags (from, to) in s.

    NaN under twice the longest lag, or where nothing moves.
    """
    first, last = max(1, round(lags_s[0] * rate_hz)), round(lags_s[1] * rate_hz)
    if len(points) < 2 * last or last - first < 2:
        return Diffusion(math.nan, math.nan)
    lags = np.arange(first, last + 1)
    squares = np.array([np.mean(np.sum((points[k:] - points[:-k]) ** 2, axis=1)) for k in lags])
    if not np.all(squares > 0):
        return Diffusion(math.nan, math.nan)
    seconds = lags / rate_hz
    slope = np.polyfit(seconds, squares, 1)[0]
    power = np.polyfit(np.log(seconds), np.log(squares), 1)[0]
    return Diffusion(float(slope) / 2, float(power) / 2)


def entropy_stride(rate_hz: float) -> int:
    """Every how many samples are taken for entropy."""
    return max(1, round(rate_hz / ENTROPY_RATE_HZ))


def sample_entropy(values: Floats) -> float:
    """-ln(A/B) of shape (n,): A, B pairs that stay alike over m + 1 and m samples.

    NaN where nothing varies, or where no pair is alike.
    """
    radius = TOLERANCE_SD * float(np.std(values))
    if values.size < TEMPLATE + 2 or radius <= 0.0:
        return math.nan
    templates = sliding_window_view(values, TEMPLATE + 1)
    shorter = longer = 0
    for i in range(len(templates) - 1):
        close = np.abs(templates[i + 1 :] - templates[i]) <= radius
        alike = close[:, :TEMPLATE].all(axis=1)
        shorter += int(np.count_nonzero(alike))
        longer += int(np.count_nonzero(alike & close[:, TEMPLATE]))
    return -math.log(longer / shorter) if longer > 0 else math.nan
