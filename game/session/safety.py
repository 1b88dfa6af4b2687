"""Looks at what comes from the board before the rules do, and says when play must pause.

Pure: it is told the time. Every reason is found at the sample that shows it, or at the first step
after silence has lasted `STALE_S`; the loop looks 120 times a second, so play pauses well within
250 ms. Thresholds on and off the board differ (15 kg up, 10 kg down), so that a weight near either
does not flicker.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

from input_devices.sample import BoardSample, State

Reason = Literal["off_board", "device_lost", "stale", "frozen", "overload", "sway"]

G = 9.80665
ON_N, OFF_N = 15 * G, 10 * G
STALE_S = 0.2
FROZEN_S = 1.0
SWAY_R, SWAY_S = 1.3, 0.15  # so far beyond the person's own limit, for so long
UPRIGHT_R, UPRIGHT_M = 0.4, 0.02  # a neutral stance, in which play may go on: either is enough


@dataclass(slots=True)
class Safety:
    """One trial's watch. max_load_n is the device's own limit, NaN where it states none.

    on_n, off_n: from which load somebody is on it, and below which nobody is; the feet of who sits
    weigh less. A device with no load column is on the board while it has a centre of pressure.
    stale_s: silence that is too long; infinite where nobody stands on anything.
    """

    max_load_n: float = math.nan
    on_board: bool = True
    lean_r: float = 0.0
    apart_m: float = 0.0
    on_n: float = ON_N
    off_n: float = OFF_N
    stale_s: float = STALE_S
    _beyond_since: float = math.inf
    _newest: BoardSample | None = None
    _seen_at: float = -math.inf
    _changed_at: float = -math.inf
    _values: tuple[float, ...] = field(default=())

    @property
    def heard(self) -> bool:
        """Whether any sample has come."""
        return self._newest is not None

    def see(self, sample: BoardSample) -> None:
        """Take the next sample, in order."""
        measured = (sample.cop_ml, sample.cop_ap, sample.load_n, *sample.corners_n)
        values = tuple(value for value in measured if not math.isnan(value))
        if values != self._values:
            self._values, self._changed_at = values, sample.t
        self._newest, self._seen_at = sample, sample.t
        self.on_board = self._loaded(sample)

    def lean(self, t: float, radius: float, apart_m: float) -> None:
        """How far the person leans at `t`, in shares of the own limit, and how far the CoP is from
        its centre (m); NaN where unknown.
        """
        self.lean_r, self.apart_m = (0.0 if math.isnan(x) else x for x in (radius, apart_m))
        self._beyond_since = min(self._beyond_since, t) if self.lean_r > SWAY_R else math.inf

    @property
    def upright(self) -> bool:
        """Whether the person stands about where they stand quietly."""
        return self.lean_r <= UPRIGHT_R or self.apart_m <= UPRIGHT_M

    def reason(self, now: float, state: State) -> Reason | None:
        """Why play must pause at `now` (the samples' clock), or None when all is well."""
        if state in ("lost", "searching", "connecting"):
            return "device_lost"
        if now - self._seen_at > self.stale_s:
            return "stale"
        return self._reason_in(self._newest) if self._newest else None

    def _reason_in(self, sample: BoardSample) -> Reason | None:
        """What the newest sample says against play."""
        if not self.on_board:
            return "off_board"
        if sample.load_n > self.max_load_n:
            return "overload"
        if sample.t - self._beyond_since >= SWAY_S:
            return "sway"
        return "frozen" if sample.t - self._changed_at >= FROZEN_S else None

    def _loaded(self, sample: BoardSample) -> bool:
        if not sample.loaded:
            return False
        if math.isnan(sample.load_n):
            return True
        return sample.load_n >= (self.off_n if self.on_board else self.on_n)
