"""The short calibration as it runs, with no window: quiet stance, then one lean after the other.

Two seconds of quiet stance give the centre. Then each direction in ORDER is asked for once: the
person leans as far as feels good, and the petal is kept as soon as they have stayed for a second
near their own furthest, have come back by themselves, or after twelve seconds; between two
directions they come back to the middle. What counts as held is game.balance.calibration's.

A recording cannot be asked: of it, whichever way it leans is taken, until it ends.

Metres and seconds; ML + right, AP + forward; directions 0..7 clockwise from forward.
"""

from __future__ import annotations

import math
from dataclasses import replace
from enum import Enum
from typing import Final

from game.app.control import Control
from game.app.loop import Ticker
from game.app.trial import STEADY_S, PauseReason
from game.balance.calibration import FLOOR_M, LimitsCalibration
from game.balance.directions import UNIT, nearest_direction
from game.balance.limits import Limits, theoretical_limits
from game.session.safety import STALE_S, Reason
from game.sim import STEP_HZ
from input_devices.sample import BoardSample, Clock, Device, Sample

ORDER: Final = (0, 2, 7, 1, 6, 3, 5, 4)
"""Forward first, then right and left by turns, back last; no direction follows its opposite."""

QUIET_S: Final = 2.0
STAY_S: Final = 1.2  # a second as the measure takes it, and a little for its first sample
STAY_SMALL_S, SMALL_M = 3.0, 0.025  # so short a way may be the beginning of a longer one
STILL_GROWS_M, STILL_NEAR = 0.003, 0.88
MIDDLE_R, MIDDLE_S, MIDDLE_MOST_S = 0.2, 0.5, 6.0
ONE_ATTEMPT: Final = "one attempt each, so that practice may bring more"


class Phase(Enum):
    QUIET = "quiet"
    LEAN = "lean"
    MIDDLE = "middle"
    PAUSED = "paused"
    OVER = "over"


class Stay:
    """How long a person has stayed near their own furthest in one direction, fed once a tick."""

    def __init__(self) -> None:
        self._furthest = self._seconds = 0.0

    def see(self, along_m: float, dt: float) -> None:
        """Going on further starts anew; so does falling back from it."""
        if along_m > self._furthest + max(STILL_GROWS_M, 0.04 * self._furthest):
            self._furthest, self._seconds = along_m, 0.0
        near = along_m >= max(FLOOR_M, STILL_NEAR * self._furthest)
        self._seconds = self._seconds + dt if near else 0.0

    @property
    def share(self) -> float:
        """Of the time that it takes, 0..1."""
        return min(1.0, self._seconds / (STAY_S if self._furthest >= SMALL_M else STAY_SMALL_S))


class CalibrationRun:
    """Call `begin` once and `advance` every frame, until `over`; then take the `result`.

    device: a board. height_m: for the textbook's limits, on whose scale leans are shown, and which
    fill what nobody leaned to. hands_free: go on by itself after a pause.
    """

    def __init__(
        self, device: Device, *, clock: Clock, height_m: float = 1.70, hands_free: bool = False
    ) -> None:
        self.ticker = Ticker(clock)
        self.control = Control([device], theoretical_limits(height_m), self._see)
        self.phase = Phase.QUIET
        self.pause_reason: PauseReason | None = None
        self.kept_at: list[float | None] = [None] * 8  # when each petal was kept, as `now_s`
        self._height_m, self._hands_free = height_m, hands_free
        self._calibration = LimitsCalibration(0.0, 0.0, height_m)
        self._stay = Stay()
        self._ticks_here = self._steady = 0  # ticks in this phase; ticks all was well
        self._resumes_at = Phase.QUIET
        self._keep = self._wants_on = False

    # -- driven from outside --------------------------------------------------------------------

    def begin(self) -> None:
        self.ticker.begin()

    def advance(self) -> None:
        """Run the ticks that are due."""
        for _ in range(self.ticker.due()):
            now = self.ticker.next()
            self.control.take(now)
            self._tick(now)

    def keep(self) -> None:
        """Keep this petal as soon as what is leaned has been held, without waiting for more."""
        self._keep = self.phase is Phase.LEAN

    def pause(self, reason: PauseReason = "asked") -> None:
        """Wait; every petal stays as it is."""
        if self.phase in (Phase.PAUSED, Phase.OVER):
            return
        self._resumes_at = Phase.QUIET if self.phase is Phase.QUIET else Phase.MIDDLE
        self.pause_reason, self._wants_on = reason, False
        self._enter(Phase.PAUSED)

    def resume(self) -> None:
        """Go on as soon as all has been well for a second, from the middle."""
        self._wants_on = True

    def result(self, measured: str = "") -> Limits:
        """The limits found, around the centre of quiet stance; `how` says how they were found."""
        limits = self._calibration.result(measured)
        return limits if self.by_itself else replace(limits, how=f"{limits.how}; {ONE_ATTEMPT}")

    # -- what the screen shows ------------------------------------------------------------------

    @property
    def over(self) -> bool:
        return self.phase is Phase.OVER

    @property
    def by_itself(self) -> bool:
        """Whether directions are taken as they come: from a recording."""
        return self.control.finite

    @property
    def now_s(self) -> float:
        """Seconds since the beginning."""
        return self.ticker.count / STEP_HZ

    @property
    def here_s(self) -> float:
        """Seconds in this phase."""
        return self._ticks_here / STEP_HZ

    @property
    def done(self) -> int:
        """How many of the eight petals are kept."""
        return sum(at is not None for at in self.kept_at)

    @property
    def direction(self) -> int | None:
        """The direction asked for, or leaned to in a recording; None at the middle and after."""
        if self.phase is not Phase.LEAN:
            return None
        if self.by_itself:
            return nearest_direction(*self.lean) if math.hypot(*self.lean) >= MIDDLE_R else None
        return next(k for k in ORDER if self.kept_at[k] is None)

    @property
    def lean(self) -> tuple[float, float]:
        """Where the person leans, in shares of the textbook's limit; while they stand quiet, from
        the middle of the last two seconds."""
        lean, limits = self.control.lean, self.control.limits
        if self.phase is not Phase.QUIET:
            return lean
        centre = self.control.quiet_centre()
        return limits.recentred(*centre).lean(*limits.cop(*lean)) if centre else (0.0, 0.0)

    def share(self, direction: int) -> float:
        """How far a petal is filled, 0..1 of the textbook's limit: by what is held or leaned."""
        reach = self.control.limits.reach[direction]
        far = max(self._calibration.held_m(direction), self._along_m(direction))
        return min(1.0, far / reach)

    @property
    def staying(self) -> float:
        """How much of the stay that keeps a petal, or of quiet stance, has passed, 0..1."""
        if self.phase is Phase.QUIET:
            return min(1.0, self.here_s / QUIET_S)
        return self._stay.share if self.phase is Phase.LEAN and not self.by_itself else 0.0

    @property
    def ready(self) -> float:
        """Share of the steady second that must pass before a pause can end."""
        return min(1.0, self._steady / (STEADY_S * STEP_HZ))

    # -- one tick -------------------------------------------------------------------------------

    def _see(self, samples: list[Sample]) -> None:
        if self.phase is Phase.LEAN:
            for sample in samples:
                if isinstance(sample, BoardSample):
                    self._calibration.feed(sample.t, sample.cop_ml, sample.cop_ap)

    def _tick(self, now: float) -> None:
        self._ticks_here += 1
        if self.phase is Phase.OVER:
            return
        if self.control.ended:
            self._enter(Phase.OVER)
            return
        if not self.control.heard and self.now_s <= STALE_S:
            return  # the first sample is on its way
        reason = self.control.reason(now)
        if self.phase is Phase.PAUSED:
            self._tick_paused(reason)
        elif reason:
            self.pause(reason)
        elif self.phase is Phase.QUIET:
            self._tick_quiet()
        elif self.phase is Phase.MIDDLE:
            self._tick_middle()
        else:
            self._tick_leaning()

    def _tick_paused(self, reason: Reason | None) -> None:
        self._steady = 0 if reason else self._steady + 1
        if reason:
            self.pause_reason = reason
        if self.ready >= 1 and (self._wants_on or self._hands_free):
            self._enter(self._resumes_at)

    def _tick_quiet(self) -> None:
        if self.here_s < QUIET_S:
            return
        if centre := self.control.quiet_centre():
            self.control.limits = self.control.limits.recentred(*centre)
            self._calibration = LimitsCalibration(*centre, self._height_m)
            self._enter(Phase.LEAN)

    def _tick_middle(self) -> None:
        """Upright for half a second; nobody is held up who cannot quite come back."""
        near = self.by_itself or math.hypot(*self.lean) < MIDDLE_R
        self._steady = self._steady + 1 if near else 0
        if self._steady >= MIDDLE_S * STEP_HZ or self.here_s >= MIDDLE_MOST_S:
            self._enter(Phase.LEAN)

    def _tick_leaning(self) -> None:
        if self.by_itself:
            self._keep_what_was_held()
            return
        k = self.direction
        assert k is not None
        along, held = self._along_m(k), self._calibration.held_m(k)
        self._stay.see(along, 1 / STEP_HZ)
        asked = self._keep and held >= STILL_NEAR * along
        enough = held >= FLOOR_M and (asked or self._stay.share >= 1)
        if enough or self._calibration.settled(k):
            self.kept_at[k] = self.now_s
            self._enter(Phase.OVER if self.done == 8 else Phase.MIDDLE)

    def _keep_what_was_held(self) -> None:
        for k in range(8):
            if self.kept_at[k] is None and self._calibration.held_m(k) >= FLOOR_M:
                self.kept_at[k] = self.now_s

    def _enter(self, phase: Phase) -> None:
        self.phase, self._ticks_here, self._steady = phase, 0, 0
        self._stay, self._keep = Stay(), False
        self._calibration.ask(None if self.by_itself else self.direction)

    def _along_m(self, direction: int) -> float:
        """How far the person leans along a direction now, metres; 0 beside it."""
        ml, ap = self.control.limits.cop(*self.lean)
        offset = (ml - self.control.limits.centre_ml, ap - self.control.limits.centre_ap)
        if nearest_direction(*offset) != direction:
            return 0.0
        return offset[0] * UNIT[direction][0] + offset[1] * UNIT[direction][1]
