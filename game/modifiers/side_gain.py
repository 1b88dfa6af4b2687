"""Help for the weaker side: a lean to that side counts `gain` times, so that it goes as far.

Every so many reps is neutral: without help, and announced before it begins, so that it shows what
the help has left behind. The help comes and goes over half a second, between reps. Rep events say
`aided`; a neutral rep begins with the event `neutral`.

Caps: a target is never further out than its own cap, and with the help on, the true lean that
reaches it is shorter; where its angle nears a direction with a smaller cap, the target comes nearer
(octagon_share).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

from game.balance.directions import UNIT, octagon_share
from game.modifiers.base import Caps, Modifier, reps_in, tagged
from game.sim import STEP_HZ, Event, Intent, World
from game.sim.params import check_ranges

_CHANGE_STEPS = STEP_HZ // 2
_ANNOUNCE_STEPS = round(2.5 * STEP_HZ)


@dataclass(frozen=True, slots=True)
class SideGainParams:
    """neutral_every: each so many-th rep is without help; 0 for none."""

    side: Literal["left", "right"] = "left"
    gain: float = 1.5
    neutral_every: int = 5

    def __post_init__(self) -> None:
        check_ranges(self, gain=(1.0, 3.0), neutral_every=(0, 50))


class SideGain(Modifier):
    """Multiplies the lean to one side, except in neutral reps."""

    Params: ClassVar[type] = SideGainParams

    def __init__(self, params: Any, *, caps: Caps, seed: tuple[int, int]) -> None:
        super().__init__(params, caps=caps, seed=seed)
        self._params: SideGainParams = params
        self._sign = 1 if params.side == "right" else -1
        self._rep = self._announced = 0
        self._neutral = params.neutral_every == 1
        self._gain: float = 1.0 if self._neutral else params.gain

    def caps(self, caps: Caps) -> Caps:
        return tuple(
            min(cap, 1 / out) if (out := self._asked(caps, ml, ap)) > 0 else cap
            for cap, (ml, ap) in zip(caps, UNIT, strict=True)
        )

    def _asked(self, caps: Caps, ml: float, ap: float) -> float:
        """How far out the true lean of a lean of 1 in this direction lies, with the full help."""
        helped = ml / self._params.gain if ml * self._sign > 0 else ml
        return octagon_share(caps, helped, ap)

    def intent(self, intent: Intent) -> Intent:
        wanted = 1.0 if self._neutral else self._params.gain
        most = (self._params.gain - 1.0) / _CHANGE_STEPS
        self._gain += min(most, max(-most, wanted - self._gain))
        if intent.lean_ml * self._sign <= 0:
            return intent
        return replace(intent, lean_ml=intent.lean_ml * self._gain)

    def true_lean(self, ml: float, ap: float) -> tuple[float, float]:
        return (ml / self._gain if ml * self._sign > 0 else ml), ap

    def after(self, events: list[Event], world: World) -> list[Event]:
        self._announced = max(0, self._announced - 1)
        events = tagged([self.true_event(event) for event in events], aided=not self._neutral)
        every = self._params.neutral_every
        if ended := reps_in(events):
            self._rep += ended
            self._neutral = every > 0 and (self._rep + 1) % every == 0
            if self._neutral and world.goal.kind != "none":
                self._announced = _ANNOUNCE_STEPS
                events.append(Event(world.step, "neutral", {"rep": self._rep}))
        return events

    def world(self, world: World) -> World:
        hud = world.hud
        if self._announced:
            hud = replace(hud, instruction="side_gain.neutral")
        return replace(world, goal=self.true_goal(world.goal), hud=hud)
