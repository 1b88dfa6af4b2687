"""Smoothing of the live centre of pressure for play: quiet when still, prompt when moving.

The 1 euro filter (Casiez, Roussel, Vogel 2012): a first-order low-pass whose cut-off rises with
speed. Its lag on a ramp is one time constant, 1 / (2 pi cut-off), so the lowest cut-off bounds the
delay. Scoring never uses this: recordings keep the raw samples.

Metres and seconds; times come with the samples and may be irregular.
"""

from __future__ import annotations

import math
from typing import Final

MIN_CUTOFF_HZ: Final = 4.0
CUTOFF_PER_SPEED: Final = 60.0  # Hz for each m/s: a brisk 0.1 m/s lean is filtered at 10 Hz
SPEED_CUTOFF_HZ: Final = 2.0
RESTART_AFTER_S: Final = 0.25

_TAU_SLOWEST: Final = 1 / (2 * math.pi * MIN_CUTOFF_HZ)
_TAU_SPEED: Final = 1 / (2 * math.pi * SPEED_CUTOFF_HZ)


class OneEuro:
    """A causal filter of a planar CoP, one for both axes so that a direction is never bent.

    At 100 Hz white noise of a person standing still falls to about a third; the delay is at most
    `delay_bound_s` and shorter in movement.
    """

    delay_bound_s: Final = _TAU_SLOWEST
    """40 ms: what the output lags behind a steady ramp, and behind 1 Hz sway, at the very most."""

    __slots__ = ("_ap", "_ml", "_raw_ap", "_raw_ml", "_t", "_v_ap", "_v_ml")

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget the past: the next sample passes unchanged."""
        self._t = math.nan
        self._raw_ml = self._raw_ap = self._v_ml = self._v_ap = self._ml = self._ap = 0.0

    def __call__(self, t: float, ml: float, ap: float) -> tuple[float, float]:
        """Filter the sample taken at t (s); returns (ml, ap) in metres.

        A sample not later than the last one changes nothing. After more than RESTART_AFTER_S
        without a sample the filter starts afresh. A CoP that is not finite (nobody on the board)
        comes back as NaN and starts it afresh too.
        """
        if not (math.isfinite(ml) and math.isfinite(ap)):
            self.reset()
            return math.nan, math.nan
        dt = t - self._t
        if not dt <= RESTART_AFTER_S:  # also the first sample, where dt is NaN
            self.reset()
            self._ml, self._ap = ml, ap
        elif dt > 0:
            self._advance(dt, ml, ap)
        else:
            return self._ml, self._ap
        self._t, self._raw_ml, self._raw_ap = t, ml, ap
        return self._ml, self._ap

    def _advance(self, dt: float, ml: float, ap: float) -> None:
        gain = dt / (_TAU_SPEED + dt)
        self._v_ml += gain * ((ml - self._raw_ml) / dt - self._v_ml)
        self._v_ap += gain * ((ap - self._raw_ap) / dt - self._v_ap)
        cutoff = MIN_CUTOFF_HZ + CUTOFF_PER_SPEED * math.hypot(self._v_ml, self._v_ap)
        gain = dt / (1 / (2 * math.pi * cutoff) + dt)
        self._ml += gain * (ml - self._ml)
        self._ap += gain * (ap - self._ap)
