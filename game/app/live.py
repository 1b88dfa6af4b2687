"""What a board says of the person right now, for staff: where the load is, and the sway.

The load is the mean of the last second, sway the mean velocity of the last ten. Metres, newtons and
seconds come in. Whatever follows a loss of the centre of pressure begins anew.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable

from game.balance.sway import mean_velocity
from input_devices.sample import BoardSample, Sample

LOAD_S, SWAY_S = 1.0, 10.0
LEAST_SWAY_S = 2.0  # of unbroken standing; less says nothing yet


class Live:
    """Fed with every sample as it comes; the controllers' are passed over."""

    def __init__(self) -> None:
        self._samples: deque[BoardSample] = deque()

    def see(self, samples: Iterable[Sample]) -> None:
        """Take the next samples, in order."""
        kept = self._samples
        for sample in samples:
            if not isinstance(sample, BoardSample):
                continue
            if not sample.loaded:
                kept.clear()
                continue
            kept.append(sample)
            while sample.t - kept[0].t > SWAY_S:
                kept.popleft()

    @property
    def load_left(self) -> float | None:
        """The share of the load on the left, 0..1; None where the board has no cells to tell it."""
        newest = self._samples[-1].t if self._samples else 0.0
        last = [s.corners_n for s in self._samples if newest - s.t <= LOAD_S]
        whole = sum(sum(corners) for corners in last)
        if not (math.isfinite(whole) and whole > 0):
            return None
        return sum(corners[0] + corners[2] for corners in last) / whole

    @property
    def sway_mm_s(self) -> float | None:
        """Mean velocity of the centre of pressure, mm/s; None while too little is known."""
        kept = self._samples
        if not kept or kept[-1].t - kept[0].t < LEAST_SWAY_S:
            return None
        try:
            return mean_velocity(
                [s.t for s in kept], [s.cop_ml for s in kept], [s.cop_ap for s in kept]
            )
        except ValueError:  # too few samples a second, or too many gaps
            return None
