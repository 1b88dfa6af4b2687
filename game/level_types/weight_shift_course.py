"""What a level of weight shifting asks for, turn by turn: its settings, its stops, its way.

Lean in shares of this person's own limit, seconds, steps of the rules; see weight_shift for the
task and weight_shift_paths for the patterns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, pi
from typing import Literal

from game.balance.directions import DIRECTIONS
from game.level_types.base import ParamsError, check_ranges
from game.level_types.directions import distance
from game.level_types.knob import Knob
from game.level_types.weight_shift_paths import (
    LOOPS,
    MIDDLE,
    Caps,
    Lean,
    Pattern,
    Turn,
    Way,
    on_loop,
    place,
    plan_turns,
    visited,
)
from game.sim import STEP_HZ

Pace = Literal["slow", "medium", "fast", "self"]
HALF_CYCLE_S: Mapping[Pace, float] = {"slow": 3.0, "medium": 2.0, "fast": 1.0}

_COUNT_IN = 2  # beats
_WIDEST_RING = 0.5  # of the reach: standing upright is in no gate


@dataclass(frozen=True, slots=True)
class WeightShiftParams:
    """What stays the same through a level. `way`: see plan_turns; glide_s: of the raft."""

    pattern: Pattern
    reps: int
    pace: Pace = "slow"
    way: Way = "right"
    window: float = 0.3
    hold_s: float = 0.0
    wait_s: float = 8.0
    centre_radius: float = 0.20
    glide_s: float = 0.5

    def __post_init__(self) -> None:
        check_ranges(
            self,
            reps=(1, 200),
            window=(0.05, 0.45),
            hold_s=(0.0, 10.0),
            wait_s=(2.0, 60.0),
            centre_radius=(0.1, 0.5),
            glide_s=(0.2, 1.0),
        )
        if self.pace == "self" and self.pattern == "slalom":
            raise ParamsError("pace: the river carries a slalom: use slow, medium or fast")
        if self.pace != "self" and self.hold_s > 0:
            raise ParamsError("hold_s: a beat does not wait: use 0, or pace: self")
        if self.hold_s >= self.wait_s:
            raise ParamsError("hold_s: must be less than wait_s")

    @property
    def directions(self) -> tuple[str, ...]:
        """Which of DIRECTIONS the pattern asks for, whatever the caps."""
        return tuple(DIRECTIONS[k] for k in sorted(visited(self.pattern, self.way)))


@dataclass(frozen=True, slots=True)
class Stop:
    """One turn as it was asked for, fixed from its cue on. lean: where to lean; at and ring: where
    what is judged must be, and how near, in lean or in shares of the river; steps: to its beat from
    the one before, or until it lets go.
    """

    turn: Turn
    lean: Lean
    at: Lean
    radius: float
    ring: float
    size: float
    reach: float
    steps: int


class Course:
    """The turns of one level; the first `leading` are in the middle, before the first gate."""

    def __init__(
        self, params: WeightShiftParams, knobs: Mapping[str, Knob], caps: Caps, seed: int
    ) -> None:
        self._params, self._knobs, self._caps = params, knobs, caps
        self._loops = params.pattern in LOOPS
        self.paced, self.slalom = params.pace != "self", params.pattern == "slalom"
        self.leading = _COUNT_IN if self.paced else 1
        gates = plan_turns(params.pattern, params.way, params.reps, caps, seed)
        self.turns = (MIDDLE,) * self.leading + gates

    def stop(self, turn: Turn, difficulty: float) -> Stop:
        """What the turn asks for at this difficulty."""
        size, radius, tempo = (
            self._knobs[name].at(difficulty) for name in ("reach", "radius", "tempo")
        )
        seconds = self._params.wait_s
        if self.paced:
            seconds = HALF_CYCLE_S[self._params.pace] * turn.halves
        steps = max(1, round(seconds / tempo * STEP_HZ))
        if turn.direction < 0:
            middle, ring = (0.0, 0.0), self._params.centre_radius
            return Stop(turn, middle, middle, ring, ring, size, 0.0, steps)
        lean = at = place(turn, size, self._caps)
        reach = distance((0.0, 0.0), lean)
        ring = radius = min(radius, _WIDEST_RING * reach)
        if self.slalom:
            at = (turn.share if lean[0] > 0 else -turn.share, 0.0)
            ring = radius * turn.share / reach
        return Stop(turn, lean, at, radius, ring, size, reach, steps)

    def between(self, start: Stop, end: Stop, share: float) -> Lean:
        """Where to be at this share of the time between two stops: along a loop at an even rate,
        else along a straight line as in a swing, slow at both ends.
        """
        one, other = start.turn, end.turn
        together = one.mirrored == other.mirrored and min(one.direction, other.direction) >= 0
        if self._loops and together:
            phase = one.phase + (other.phase - one.phase) * share
            size = start.size + (end.size - start.size) * share
            return on_loop(self._params.pattern, phase, size, self._caps, one.mirrored)
        eased = 0.5 - 0.5 * cos(pi * share)
        (ml, ap), (to_ml, to_ap) = start.lean, end.lean
        return ml + (to_ml - ml) * eased, ap + (to_ap - ap) * eased
