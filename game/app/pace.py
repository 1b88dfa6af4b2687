"""Which tier keeps up: chosen by what each was measured to cost, then watched frame by frame.

Pure: milliseconds in, names out. A tier is left for the next lower one when more than a tenth of
the last two seconds' frames came late, and gone up to again only after ten seconds in which all was
well and there was room for what the higher one costs more. Who had to be left is not tried again
for a minute, then two, then four: a machine on the brink settles instead of swinging.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LATE_MS = 1000 / 55
BARE_MS = 11.0  # of a bare picture: the game, its words and its sound want the rest of the frame
FULL_MS = 13.0  # of a whole frame, at the median
SHORT, LONG = 120, 600  # frames
LATE_SHARE, HARDLY = 0.10, 0.02
AGAIN_S = 60.0
PATIENCE_S = 5.0
BETWEEN_REPS = ("none", "centre")  # goals: no rep is on


def tier_for(costs: Mapping[str, float]) -> str:
    """The richest tier whose bare picture takes no longer than BARE_MS; the poorest if none does.

    costs: milliseconds by tier, poorest first.
    """
    fits = [tier for tier, ms in costs.items() if ms <= BARE_MS]
    return fits[-1] if fits else next(iter(costs))


def ladder_for(costs: Mapping[str, float], tier: str) -> tuple[str, ...]:
    """The tiers to have at hand, poorest first: `tier`, one to fall back to, and one to rise to
    where that is not far dearer: the machine may have been busy when it was measured.
    """
    names = list(costs)
    at = names.index(tier)
    above = [name for name in names[at + 1 : at + 2] if costs[name] <= 2 * costs[tier]]
    return (*names[max(0, at - 1) : at + 1], *above)


@dataclass(frozen=True, slots=True)
class Change:
    """A tier that it would be good to go over to, and since when (s)."""

    tier: str
    since: float


class Pace:
    """Sees what each frame took and says when another tier would be better.

    ladder: tiers at hand, poorest first; costs: what they were measured to take, in ms.
    """

    def __init__(self, ladder: Sequence[str], tier: str, costs: Mapping[str, float]) -> None:
        self.ladder, self.tier = tuple(ladder), tier
        self._costs = costs
        self._frames: deque[float] = deque(maxlen=LONG)
        self._left_at: dict[str, float] = {}
        self._falls: dict[str, int] = {}
        self._wish: Change | None = None

    def see(self, ms: float, now: float, *, calm: bool) -> str | None:
        """Take what a frame took; the tier to go over to, if it is time. calm: nobody would mind
        now; an urgent wish does not wait for that longer than PATIENCE_S.
        """
        self._frames.append(ms)
        wanted = self._wanted(now)
        if wanted is None:
            self._wish = None
            return None
        if self._wish is None or self._wish.tier != wanted:
            self._wish = Change(wanted, now)
        falls = self.ladder.index(wanted) < self.ladder.index(self.tier)
        if not calm and not (falls and now - self._wish.since >= PATIENCE_S):
            return None
        self._go(wanted, now, falls=falls)
        return wanted

    def _go(self, tier: str, now: float, *, falls: bool) -> None:
        if falls:
            self._left_at[self.tier] = now
            self._falls[self.tier] = self._falls.get(self.tier, 0) + 1
        self.tier, self._wish = tier, None
        self._frames.clear()

    def _wanted(self, now: float) -> str | None:
        at = self.ladder.index(self.tier)
        if at > 0 and self._is_late():
            return self.ladder[at - 1]
        above = self.ladder[at + 1 : at + 2]
        if above and self._may_return_to(above[0], now) and self._has_room_for(above[0]):
            return above[0]
        return None

    def _is_late(self) -> bool:
        if len(self._frames) < SHORT:
            return False
        last = list(self._frames)[-SHORT:]
        return sum(ms > LATE_MS for ms in last) > LATE_SHARE * SHORT

    def _has_room_for(self, tier: str) -> bool:
        if len(self._frames) < LONG:
            return False
        ranked = sorted(self._frames)
        dearer = self._costs[tier] / self._costs[self.tier]
        all_well = ranked[round(LONG * (1 - HARDLY))] <= LATE_MS
        return all_well and ranked[LONG // 2] * dearer <= FULL_MS

    def _may_return_to(self, tier: str, now: float) -> bool:
        falls = self._falls.get(tier, 0)
        return not falls or now - self._left_at[tier] >= AGAIN_S * 2 ** (falls - 1)
