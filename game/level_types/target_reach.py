"""Reach a target by leaning: take a fruit in one of eight directions, hold, come back upright.

One rep: **centre** (stand upright, within `centre_radius`, for `centre_hold_s`), **reach** (a
fruit is shown; bring the lean into its ring), **hold** (stay until the ring has closed), **rest**.
A fruit not taken in time lets go by itself and play goes on.

Attempted: from where it was at the cue, the lean moved towards the target by at least 0.4 of its
reach, on the board; sway alone does not.
Succeeded: the hold was completed; who is in the ring when the time ends may finish it. A success
counts as attempted, also from where the person already leaned.
Scored, 0..1: a success gets 0.5 plus half of (0.4 promptness + 0.3 straightness + 0.3 steadiness);
an attempt that did not hold gets half of how near it came; no attempt scores 0. Promptness is the
share of the time limit left over; straightness is distance over path from the cue to entering the
ring, 0 for who was there already; steadiness is 1 less the RMS distance from the middle of the ring
while inside, over its radius.

Units: lean in shares of this person's own limit (see game.sim.types), seconds. Targets are never
placed beyond the therapist's cap for their direction, a direction capped below 0.1 is left out, and
a ring never reaches back to the middle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import ClassVar

from game.balance.limits import DIRECTIONS, UNIT
from game.level_types.base import KnobRange, check_knobs, check_ranges
from game.level_types.directions import (
    Course,
    Direction,
    Order,
    check_directions,
    distance,
    within_caps,
)
from game.level_types.knob import Knob
from game.level_types.moving_over import MovesTo
from game.sim import STEP_HZ, Entity, Event, Goal, Hud, Intent, World

_FADE_STEPS = round(0.6 * STEP_HZ)  # how long a fruit settles or lets go
_END_STEPS = round(1.5 * STEP_HZ)  # the last look at what was gathered
_DRAIN = 0.5  # a hold that is left drains at half the speed it filled
_ATTEMPT_SHARE = 0.4
_WIDEST_RING = 0.5  # of the reach: standing upright is never inside a target


@dataclass(frozen=True, slots=True)
class TargetReachParams:
    """What stays the same through a level, whatever the difficulty."""

    directions: tuple[Direction, ...]
    reps: int
    order: Order = "random"
    centre_radius: float = 0.20
    centre_hold_s: float = 0.8
    rest_s: float = 1.0
    moves_to: MovesTo = "none"
    moved: float = 0.0

    def __post_init__(self) -> None:
        check_directions(self.directions)
        check_ranges(
            self,
            reps=(1, 200),
            centre_radius=(0.1, 0.5),
            centre_hold_s=(0.0, 5.0),
            rest_s=(0.0, 60.0),
            moved=(0.0, 1.0),
        )


@dataclass(frozen=True, slots=True)
class _Target:
    """One fruit as it was shown: fixed from its cue on, whatever the difficulty does meanwhile."""

    direction: int
    ml: float
    ap: float
    reach: float
    radius: float
    hold_steps: int
    limit_steps: int


class TargetReach:
    """The rules; the module's docstring has the task. Events: cue, enter, leave, rep, finished."""

    Params: ClassVar[type] = TargetReachParams
    ADAPTIVE: ClassVar[bool] = True
    KNOBS: ClassVar[Mapping[str, KnobRange]] = {
        "reach": (0.1, 1.0, "of the limit", "up"),
        "radius": (0.02, 0.6, "of the limit", "down"),
        "hold_s": (0.1, 10.0, "s", "up"),
        "time_limit_s": (1.0, 60.0, "s", "down"),
    }

    def __init__(
        self,
        params: TargetReachParams,
        knobs: Mapping[str, Knob],
        *,
        difficulty: float,
        caps: tuple[float, ...] = (1.0,) * 8,
        seed: int = 0,
    ) -> None:
        check_knobs(knobs, self.KNOBS)
        params = within_caps(params, caps)
        self._params, self._knobs, self._caps = params, knobs, caps
        self._difficulty = difficulty
        self._plan = Course(params, seed)
        self._step = self._rep = self._picked = self._tried = 0
        self._phase = "centre"
        self._phase_step = self._centred_steps = 0
        self._lean = (0.0, 0.0)
        self._target = self._aim(self._plan[0])
        self._outcome = ""
        self._begin_rep()

    # -- what the outside sees ------------------------------------------------------------------

    @property
    def finished(self) -> bool:
        return self._phase == "over" and self._phase_step >= _END_STEPS

    def set_difficulty(self, value: float) -> None:
        self._difficulty = value

    def step(self, intent: Intent) -> list[Event]:
        self._step += 1
        self._phase_step += 1
        before, self._lean = self._lean, (intent.lean_ml, intent.lean_ap)
        if self._phase == "centre":
            return self._step_centre()
        if self._phase == "reach":
            return self._step_reach(before, intent.on_board)
        if self._phase == "rest":
            return self._step_rest()
        return []

    @property
    def world(self) -> World:
        return World(self._step, self._entities(), self._goal(), self._hud(), self.finished)

    # -- one rep --------------------------------------------------------------------------------

    def _begin_rep(self) -> None:
        self._enter_phase("centre")
        self._centred_steps = 0
        self._outcome = ""
        self._hold = self._path = self._inside_sq = 0.0
        self._inside_steps = 0
        self._inside = self._entered = self._attempted = False
        self._start = (0.0, 0.0)
        self._nearest = float("inf")
        self._straightness = 0.0

    def _enter_phase(self, phase: str) -> None:
        self._phase, self._phase_step = phase, 0

    def _step_centre(self) -> list[Event]:
        ml, ap = self._lean
        inside = ml * ml + ap * ap <= self._params.centre_radius**2
        self._centred_steps = self._centred_steps + 1 if inside else 0
        upright = self._centred_steps >= self._params.centre_hold_s * STEP_HZ
        waited = self._phase_step >= self._knobs["time_limit_s"].at(self._difficulty) * STEP_HZ
        return self._cue(upright) if upright or waited else []

    def _cue(self, upright: bool) -> list[Event]:
        self._target = target = self._aim(self._plan[self._rep])
        self._start = self._lean
        self._enter_phase("reach")
        return [
            self._event(
                "cue",
                direction=DIRECTIONS[target.direction],
                lean_ml=target.ml,
                lean_ap=target.ap,
                reach=target.reach,
                radius=target.radius,
                hold_s=target.hold_steps / STEP_HZ,
                time_limit_s=target.limit_steps / STEP_HZ,
                difficulty=self._difficulty,
                upright=upright,
            )
        ]

    def _aim(self, direction: int) -> _Target:
        at = {name: knob.at(self._difficulty) for name, knob in self._knobs.items()}
        reach = min(at["reach"], self._caps[direction])
        ml, ap = UNIT[direction]
        return _Target(
            direction,
            ml * reach,
            ap * reach,
            reach,
            min(at["radius"], _WIDEST_RING * reach),
            max(1, round(at["hold_s"] * STEP_HZ)),
            max(1, round(at["time_limit_s"] * STEP_HZ)),
        )

    def _step_reach(self, before: tuple[float, float], on_board: bool) -> list[Event]:
        target = self._target
        off = distance(self._lean, (target.ml, target.ap))
        self._nearest = min(self._nearest, off)
        if not self._entered:
            self._path += distance(before, self._lean)
        ml, ap = self._lean[0] - self._start[0], self._lean[1] - self._start[1]
        moved = ml * target.ml + ap * target.ap  # times the reach
        self._attempted |= on_board and moved >= _ATTEMPT_SHARE * target.reach * target.reach
        events = self._track_inside(off)
        if self._hold >= target.hold_steps:
            return [*events, *self._end_rep(True)]
        if self._phase_step >= target.limit_steps and not self._inside:
            return [*events, *self._end_rep(False)]
        return events

    def _track_inside(self, off: float) -> list[Event]:
        was, self._inside = self._inside, off <= self._target.radius
        if self._inside:
            self._hold += 1.0
            self._inside_sq += off * off
            self._inside_steps += 1
        else:
            self._hold = max(0.0, self._hold - _DRAIN)
        if self._inside and not self._entered:
            self._entered = True
            straight = distance(self._start, self._lean)
            self._straightness = min(1.0, straight / self._path) if self._path > 0 else 0.0
        if was != self._inside:
            return [self._event("enter" if self._inside else "leave")]
        return []

    def _end_rep(self, success: bool) -> list[Event]:
        self._tried += 1
        self._picked += success
        self._attempted |= success
        self._outcome = "taken" if success else "missed"
        steadiness = self._steadiness()
        event = self._event(
            "rep",
            direction=DIRECTIONS[self._target.direction],
            success=success,
            attempted=self._attempted,
            score=self._score(success, steadiness),
            time_s=self._phase_step / STEP_HZ,
            straightness=self._straightness,
            steadiness=steadiness,
            nearest=self._nearest,
            **self._plan.ended(self._rep, success),
        )
        self._rep += 1
        over = self._rep == len(self._plan)
        self._enter_phase("over" if over else "rest")
        return [event, self._event("finished", picked=self._picked)] if over else [event]

    def _steadiness(self) -> float:
        if not self._inside_steps:
            return 0.0
        rms = sqrt(self._inside_sq / self._inside_steps)
        return max(0.0, 1.0 - rms / self._target.radius)

    def _score(self, success: bool, steadiness: float) -> float:
        if success:
            spent = (self._phase_step - self._target.hold_steps) / self._target.limit_steps
            prompt = 1.0 - min(1.0, max(0.0, spent))
            return 0.5 + 0.5 * (0.4 * prompt + 0.3 * self._straightness + 0.3 * steadiness)
        if not self._attempted:
            return 0.0
        beyond = max(0.0, self._nearest - self._target.radius)
        return 0.5 * max(0.0, 1.0 - beyond / self._target.reach)

    def _step_rest(self) -> list[Event]:
        if self._phase_step >= max(_FADE_STEPS, self._params.rest_s * STEP_HZ):
            self._begin_rep()
        return []

    # -- the world ------------------------------------------------------------------------------

    def _event(self, kind: str, **data: object) -> Event:
        return Event(self._step, kind, {"rep": self._rep, **data})

    def _entities(self) -> tuple[Entity, ...]:
        ml, ap = self._lean
        resting = self._phase == "centre"
        things = [
            Entity(
                "centre", (0.0, 0.0, 0.0), self._params.centre_radius, "goal" if resting else "idle"
            ),
            Entity("you", (ml, 0.0, -ap), 0.0, "on"),
        ]
        if self._phase == "reach":
            things.append(self._fruit("hold" if self._hold > 0 else "goal", self._hold_share()))
        elif self._phase in ("rest", "over") and self._phase_step <= _FADE_STEPS:
            things.append(self._fruit(self._outcome, self._phase_step / _FADE_STEPS))
        if self._phase in ("rest", "centre") and self._rep < len(self._plan):
            things.append(self._upcoming())
        return tuple(things)

    def _fruit(self, state: str, progress: float) -> Entity:
        target = self._target
        return Entity(
            "fruit", (target.ml, 0.0, -target.ap), target.radius, state, progress, target.direction
        )

    def _upcoming(self) -> Entity:
        target = self._aim(self._plan[self._rep])
        return Entity(
            "fruit", (target.ml, 0.0, -target.ap), target.radius, "next", 0.0, target.direction
        )

    def _goal(self) -> Goal:
        if self._phase == "reach":
            target = self._target
            return Goal("lean", target.ml, target.ap, target.radius, target.direction)
        if self._phase == "over":
            return Goal("none")
        return Goal("centre", 0.0, 0.0, self._params.centre_radius, self._plan[self._rep])

    def _hud(self) -> Hud:
        if self._phase == "reach":
            instruction = "hold" if self._inside else f"lean.{DIRECTIONS[self._target.direction]}"
            left = 1.0 - min(1.0, self._phase_step / self._target.limit_steps)
        else:
            instruction = "done" if self._phase == "over" else "centre"
            left = 1.0
        return Hud(
            instruction, self._picked, len(self._plan), self._tried, left, self._hold_share()
        )

    def _hold_share(self) -> float:
        return min(1.0, self._hold / self._target.hold_steps) if self._phase == "reach" else 0.0
