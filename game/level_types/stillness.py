"""How still somebody stands, as a picture may show it: gently, from the past alone.

The spread of the lean about its own slow mean, so that nobody has to stand at the very centre, and
a slow change of posture is forgiven. For pleasure only: what is measured comes from the samples.
Lean in shares of this person's own limit.
"""

from __future__ import annotations

from math import exp, sqrt

from game.sim import STEP_S

_MEAN = STEP_S / 4.0  # the place one stands at follows within 4 s
_SPREAD = STEP_S / 1.5  # the spread about it within 1.5 s
_SHOWN = STEP_S / 0.5  # nothing changes faster
_STIRRED = 0.10  # the spread, of the limit, at which 1/e of the stillness is left
_AT_FIRST = 0.05


class Stillness:
    """`feed` once a step; `value` is 0 for much sway .. 1 for none."""

    __slots__ = ("_ap", "_ml", "_started", "_variance", "value")

    def __init__(self) -> None:
        self._ml = self._ap = 0.0
        self._variance = _AT_FIRST * _AT_FIRST
        self._started = False
        self.value = exp(-_AT_FIRST / _STIRRED)

    def feed(self, ml: float, ap: float) -> None:
        """Take the lean of one step."""
        if not self._started:
            self._ml, self._ap, self._started = ml, ap, True
        off_ml, off_ap = ml - self._ml, ap - self._ap
        self._ml += off_ml * _MEAN
        self._ap += off_ap * _MEAN
        self._variance += (off_ml * off_ml + off_ap * off_ap - self._variance) * _SPREAD
        self.value += (exp(-sqrt(self._variance) / _STIRRED) - self.value) * _SHOWN
