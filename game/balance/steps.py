"""Steps on one board: told from how the load goes from foot to foot, live or from a recording.

The feet stay on the board, so a step is the load coming onto the foot that did not bear it, by
shifting or by lifting a heel. A foot bears the load (single support, the other foot swings) from
the moment the load is beyond ENTER of half the person's own swing on its side of the person's own
middle, until it is back within LEAVE; in between is double support. ENTER above LEAVE keeps sway
from counting, and a second visit to the same foot is no further step.

Middle and swing are the person's: someone who stands 30/70 walks about 0.3, not about 0.5. The
middle comes from the quiet stance at the start where there was one, else from the first two
stances, and then follows the extremes of the stances, as the swing does. Nothing is asked of the
future: `StepDetector` is causal.

Load is the share of the weight on the right foot, 0..1; on one board it is 0.5 plus the ML centre
of pressure over the distance of the sensors. Seconds, increasing, at 50 Hz or more.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Final, Literal

Foot = Literal["left", "right"]
Phase = Literal["left", "right", "double"]

ENTER: Final = 0.4  # of half the swing
LEAVE: Final = 0.2
QUIET_S: Final = 2.2  # a rest this long before the first step shows the middle
SMOOTH_S: Final = 0.04  # the time constant that takes sensor noise out, and the delay it costs

_REST_S: Final = 1.5  # how slowly the middle follows while nobody steps
_FIRST: Final = 0.04  # of the load: what a first step leaves the rest by; 17 mm on a Wii board
_LATER: Final = 0.02  # and any step the middle, however small the swing
_FOLLOW: Final = 0.4  # of the way from the old middle and swing to those of the last two stances
_FOLLOW_HALF_WAY: Final = 0.5  # after a shift that did not reach the other foot
_GAP_S: Final = 0.5  # after a longer silence the smoothing starts afresh

_SIDES: Final[dict[int, Foot]] = {-1: "left", 1: "right"}


@dataclass(frozen=True, slots=True)
class Step:
    """The load came onto `foot`.

    t: when it counted as borne there. crossed: when it passed the middle on its way. left: when
    the other foot no longer bore it alone, so that t - left is the double support before this
    step; NaN for a first step from rest. middle, half: the person's own as known then.
    """

    foot: Foot
    t: float
    crossed: float
    left: float
    middle: float
    half: float


class StepDetector:
    """Feed `update` with every sample in order; `phase` says which foot bears the load now.

    middle, half: where they are known already (from an earlier pass), else they are found.
    """

    def __init__(self, middle: float | None = None, half: float | None = None) -> None:
        self._knows_middle = middle is not None
        self.middle = middle if middle is not None else math.nan
        self.half = half if half is not None else 0.0
        self._t = self._began = self._crossed = self._left = self._x = math.nan
        self._foot = self._phase = 0
        self._settled = False  # both feet have borne the load, or not: see _learn_from_first_stance
        self._far: dict[int, float] = {}
        self._back = math.nan  # how far the load went over while no other foot took it

    @property
    def phase(self) -> Phase:
        """The foot in single support, or "double"."""
        return _SIDES.get(self._phase, "double")

    @property
    def foot(self) -> Foot | None:
        """The foot that last bore the load alone; None before the first step."""
        return _SIDES.get(self._foot)

    @property
    def load(self) -> float:
        """The smoothed load; NaN before the first sample."""
        return self._x

    def update(self, t: float, load: float) -> Step | None:
        """One sample at t (s); a Step where one counts now. A load that is not finite, or a time
        that does not go forward, changes nothing.
        """
        if not math.isfinite(load) or t <= self._t:
            return None
        before, passed = self._x, t - self._t
        if passed <= _GAP_S:
            self._x += (load - self._x) * passed / (SMOOTH_S + passed)
            self._note_crossing(t, before)
        else:
            self._x = load
        self._t = t
        return self._walk(t) if self._foot else self._rest(t, passed)

    def _note_crossing(self, t: float, before: float) -> None:
        was, now = before - self.middle, self._x - self.middle
        if was * now <= 0 and was != now:
            self._crossed = t - (t - self._t) * now / (now - was)

    def _rest(self, t: float, passed: float) -> Step | None:
        """Nobody has stepped yet: learn the middle, or see the first step."""
        if math.isnan(self._began):
            self._began = t
            self.middle = self.middle if self._knows_middle else self._x
        away = self._x - self.middle
        least = max(_FIRST, ENTER * self.half)
        if abs(away) >= least:
            return self._first(t, 1 if away > 0 else -1)
        if not self._knows_middle and passed <= _GAP_S:
            rested = t - self._began
            gain = min(1.0, passed / min(_REST_S, max(rested, passed)))
            self.middle += gain * away
        return None

    def _first(self, t: float, side: int) -> Step:
        if not self._knows_middle and t - self._began < QUIET_S:
            self._far[-side] = self.middle  # walking already: what looked like rest was a stance
        self._crossed = t if math.isnan(self._crossed) else self._crossed
        return self._bear(t, side)

    def _walk(self, t: float) -> Step | None:
        side, x = self._foot, self._x
        self._far[side] = max(side * x, side * self._far[side]) * side
        if not self._settled:
            self._learn_from_first_stance()
        beyond = side * (x - self.middle)
        enter = max(_LATER, ENTER * self.half)
        if beyond <= -enter:
            self._follow(_FOLLOW)
            return self._bear(t, -side)
        if self._phase and beyond < min(LEAVE * self.half, enter / 2):
            self._phase, self._left, self._back = 0, t, x
        elif not self._phase:
            self._back = min(side * x, side * self._back) * side
            if beyond >= enter:
                self._come_back(side)
        return None

    def _bear(self, t: float, side: int) -> Step:
        self._settled = self._foot != 0
        self._foot = self._phase = side
        self._far[side] = self._x
        return Step(_SIDES[side], t, self._crossed, self._left, self.middle, self.half)

    def _learn_from_first_stance(self) -> None:
        """While only one foot has borne the load: its extreme against the rest, or the other's."""
        if len(self._far) == 2:
            self._follow(1.0)
        else:
            self.half = max(self.half, abs(self._far[self._foot] - self.middle))

    def _follow(self, share: float) -> None:
        """Bring middle and swing this share of the way to those of the last stance on each foot."""
        if len(self._far) == 2:
            left, right = self._far[-1], self._far[1]
            self.middle += share * ((left + right) / 2 - self.middle)
            self.half += share * (abs(right - left) / 2 - self.half)

    def _come_back(self, side: int) -> None:
        """The load went over half-way and came back: perhaps that is as far as this person goes."""
        self._phase = side
        self._far[-side] = self._back
        self._settled = True
        self._follow(_FOLLOW_HALF_WAY)


def find_steps(samples: Iterable[tuple[float, float]]) -> list[Step]:
    """Every step of a recording, given as (t in s, load); NaN loads are left out.

    It is walked through twice: the second time the person's middle and swing are known from the
    start, so that no first step is missed.
    """
    listed = list(samples)
    first = _pass(StepDetector(), listed)
    known = first[2:8]
    if not known:
        return first
    middle, half = (median(getattr(step, name) for step in known) for name in ("middle", "half"))
    return _pass(StepDetector(middle, half), listed)


def _pass(detector: StepDetector, samples: list[tuple[float, float]]) -> list[Step]:
    found = (detector.update(t, load) for t, load in samples)
    return [step for step in found if step]
