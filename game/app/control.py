"""From devices to one Intent a step: drains, records, filters, and scales by this person's limits.

A board's centre of pressure, low-passed, becomes lean through Limits. A controller's left stick is
lean already. With both, a stick that is pushed speaks; otherwise the board does. Of several sticks
the one pushed furthest speaks, and that of a controller that was lost is at rest.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from game.balance.filters import OneEuro
from game.balance.limits import Limits
from game.session.safety import Reason, Safety
from game.sim import Intent
from input_devices.sample import BoardSample, ControllerSample, Device, Sample

_STICK_SPEAKS = 0.05
_QUIET_S = 2.0


@dataclass(slots=True)
class _Source:
    device: Device
    waiting: deque[Sample]
    stick: tuple[float, float] = (0.0, 0.0)
    confirm: bool = False

    @property
    def held(self) -> bool:
        """Whether all was taken and a stick or a button would stay as it is."""
        return not self.waiting and (self.confirm or self.stick != (0.0, 0.0))


class Control:
    """The devices of one trial. `record` is given every board sample, once, in order. `pressed`: a
    key at the window confirms, beside the buttons of the devices.
    """

    def __init__(
        self, devices: Sequence[Device], limits: Limits, record: Callable[[list[Sample]], None]
    ) -> None:
        self.limits, self.pressed = limits, False
        self._record = record
        self._sources = [_Source(device, deque()) for device in devices]
        self._board = next((d for d in devices if d.info.kind == "board"), None)
        load = self._board.info.max_load_n if self._board else math.nan
        self.safety = Safety(max_load_n=load)
        self._filter = OneEuro()
        self._recent: deque[BoardSample] = deque()
        self._intent = Intent()
        self._cop: tuple[float, float] | None = None

    def take(self, until: float) -> None:
        """Drain every device into the recording and take all samples not later than `until`."""
        for source in self._sources:
            fresh = source.device.drain()
            if fresh:
                if source.device is self._board:
                    self._record(fresh)
                source.waiting.extend(fresh)
            while source.waiting and source.waiting[0].t <= until:
                self._take_one(source, source.waiting.popleft())
            if source.held and source.device.status().state in ("lost", "closed"):
                source.stick, source.confirm = (0.0, 0.0), False

    def reason(self, now: float) -> Reason | None:
        """Why play must pause at `now`, or None. Hands on a controller alone need no board."""
        if self._board is None:
            states = [source.device.status().state for source in self._sources]
            return None if any(s in ("ready", "streaming") for s in states) else "device_lost"
        return self.safety.reason(now, self._board.status().state)

    def intent(self) -> Intent:
        """What the rules see of this step. Lean keeps its last value while nothing is known."""
        ml, ap = self._lean()
        self._intent = replace(
            self._intent,
            lean_ml=ml,
            lean_ap=ap,
            on_board=self._board is None or self.safety.on_board,
            load_share_right=self._load_share(),
            confirm=self.pressed or any(source.confirm for source in self._sources),
        )
        return self._intent

    def quiet_centre(self) -> tuple[float, float] | None:
        """Median CoP (metres) of the last two seconds on the board; None with under one second."""
        if not self._recent or self._recent[-1].t - self._recent[0].t < _QUIET_S / 2:
            return None
        return median(s.cop_ml for s in self._recent), median(s.cop_ap for s in self._recent)

    def recentre(self, ml: float, ap: float, t: float) -> None:
        """Take this for the centre of stance from now on; ValueError where it is off the board."""
        self.limits = self.limits.recentred(ml, ap)
        self.safety.lean(t, math.nan, math.nan)  # how far they lean from it is not known yet

    @property
    def heard(self) -> bool:
        """Whether a board has said anything yet; without a board there is nothing to wait for."""
        return self._board is None or self.safety.heard

    @property
    def board_is_real(self) -> bool:
        """Whether a person stands on something: what they do with keys and sticks then is extra."""
        return self._board is not None and not self._board.info.stand_in

    @property
    def lean(self) -> tuple[float, float]:
        """Where the person leans now, as the next Intent would say."""
        return self._lean()

    @property
    def load_share_right(self) -> float:
        """The share of the load on the right half now, 0.5 while it is not known."""
        return self._load_share()

    @property
    def load_kept(self) -> float:
        """The newest load as a share of what it was in the last seconds; 1 where loads are not
        known.
        """
        loads = [sample.load_n for sample in self._recent if math.isfinite(sample.load_n)]
        usual = median(loads) if loads else 0.0
        return loads[-1] / usual if usual > 0 else 1.0

    @property
    def finite(self) -> bool:
        """Whether what is played ends by itself: a recording."""
        return self._board is not None and self._board.info.finite

    @property
    def ended(self) -> bool:
        """Whether every sample of a finite device has been taken."""
        board = self._board
        if board is None or not board.info.finite:
            return False
        waiting = next(s.waiting for s in self._sources if s.device is board)
        return board.status().state == "closed" and not waiting

    def _take_one(self, source: _Source, sample: Sample) -> None:
        if isinstance(sample, ControllerSample):
            source.stick = (sample.sticks[0], sample.sticks[1])
            source.confirm = bool(sample.buttons & 1)
            return
        if source.device.info.stand_in:  # on a real one a foot finds the button by accident
            source.confirm = bool(sample.buttons & 1)
        self.safety.see(sample)
        if not sample.loaded:
            self.safety.lean(sample.t, math.nan, math.nan)
            return
        self._cop = self._filter(sample.t, sample.cop_ml, sample.cop_ap)
        ml, ap = self._cop
        apart_m = math.hypot(ml - self.limits.centre_ml, ap - self.limits.centre_ap)
        self.safety.lean(sample.t, math.hypot(*self.limits.lean(ml, ap)), apart_m)
        self._recent.append(sample)
        while sample.t - self._recent[0].t > _QUIET_S:
            self._recent.popleft()

    def _lean(self) -> tuple[float, float]:
        sticks = (source.stick for source in self._sources)
        stick = max(sticks, key=lambda at: math.hypot(*at), default=(0.0, 0.0))
        if math.hypot(*stick) > _STICK_SPEAKS or self._board is None:
            return stick
        if self._cop is None:
            return self._intent.lean_ml, self._intent.lean_ap
        return self.limits.lean(*self._cop)

    def _load_share(self) -> float:
        newest = self._recent[-1] if self._recent else None
        if newest is None or not all(map(math.isfinite, newest.corners_n)):
            return self._intent.load_share_right
        total = sum(newest.corners_n)
        right = newest.corners_n[1] + newest.corners_n[3]
        return min(1.0, max(0.0, right / total)) if total > 0 else self._intent.load_share_right
