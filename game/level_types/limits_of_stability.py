"""Limits of stability: lean as far as feels good towards a lantern, in four or eight directions.

One rep is one attempt in one direction: **centre** (stand upright, then wait for a moment nobody
can foresee), **reach** (the lantern calls: lean towards it and stay out), **rest**. All directions
make a round, as listed; `practice` rounds first, then `attempts` of them. The lantern brightens
with the distance that was held, and stays lit. An attempt ends when the lantern's ring, or a place
beyond it, was held for `hold_s`, when the person is back after they held what they could, and at
the latest after `seconds`.

Attempted: from where it was at the cue, the lean moved at least 0.2 of the limit towards the
lantern (half the way, to one nearer than 0.4), on the board.
Succeeded: as much as that, within 30 degrees of its direction, was held for a second on the board:
an attempt that can be measured, however far it went.
Scored, 0..1: the furthest distance held over that of the lantern, at most 1; 0 where not attempted.

The lantern stands at the limit in force or, where that is nearer, at the therapist's cap; a
direction capped below 0.1 is left out. Units: lean in shares of the limit in force (the person's
own, or the theoretical one), seconds. No knobs: an assessment is the same each time, but for the
moment of each cue, which comes from the seed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from game.balance.calibration import MOST_OFF_AXIS
from game.balance.directions import DIRECTIONS, UNIT
from game.level_types.base import KnobRange, check_knobs, check_ranges
from game.level_types.directions import Direction, check_directions, within_caps
from game.level_types.knob import Knob
from game.level_types.lanterns import Held, Lantern, plan_lanterns, waits
from game.sim import STEP_HZ, Entity, Event, Goal, Hud, Intent, World

Phase = Literal["centre", "reach", "rest", "over"]

_DRAIN = 0.5  # a hold that is left drains at half the speed it filled
_BACK = 0.5  # of what was held: who is nearer than that has come back
_PATIENCE_STEPS = 8 * STEP_HZ  # for standing upright, before the cue comes nevertheless
_FADE_STEPS = round(0.6 * STEP_HZ)
_END_STEPS = round(1.5 * STEP_HZ)


@dataclass(frozen=True, slots=True)
class LimitsOfStabilityParams:
    """Where to, how often and how long. radius is of the lantern's ring, in shares of the limit."""

    directions: tuple[Direction, ...]
    attempts: int = 2
    practice: int = 0
    seconds: float = 8.0
    hold_s: float = 2.0
    radius: float = 0.10
    centre_radius: float = 0.20
    centre_hold_s: float = 0.8
    rest_s: float = 1.0

    def __post_init__(self) -> None:
        check_directions(self.directions)
        check_ranges(
            self,
            attempts=(1, 6),
            practice=(0, 3),
            seconds=(3.0, 12.0),
            hold_s=(1.0, 10.0),
            radius=(0.05, 0.3),
            centre_radius=(0.1, 0.5),
            centre_hold_s=(0.0, 5.0),
            rest_s=(0.0, 60.0),
        )


class LimitsOfStability:
    """The rules; the module's docstring has the task. Events: cue, enter, leave, rep, finished."""

    Params: ClassVar[type] = LimitsOfStabilityParams
    ADAPTIVE: ClassVar[bool] = False
    KNOBS: ClassVar[Mapping[str, KnobRange]] = {}

    def __init__(
        self,
        params: LimitsOfStabilityParams,
        knobs: Mapping[str, Knob],
        *,
        difficulty: float,
        caps: tuple[float, ...] = (1.0,) * 8,
        seed: int = 0,
    ) -> None:
        check_knobs(knobs, self.KNOBS)
        params = within_caps(params, caps)
        self._params, self._difficulty = params, difficulty
        self._plan = plan_lanterns(params, caps)
        self._round = self._plan[: len(params.directions)]
        self._lantern = self._plan[0]  # the one that calls, or the next to call
        self._waits = waits(len(self._plan), seed)
        self._step = self._rep = self._measured = 0
        self._lean = (0.0, 0.0)
        self._outcome = ""
        self._lit: dict[int, float] = {}  # the most that was held of the way to each lantern
        self._begin_rep()

    # -- what the outside sees ------------------------------------------------------------------

    @property
    def finished(self) -> bool:
        return self._phase == "over" and self._phase_step >= _END_STEPS

    def set_difficulty(self, value: float) -> None:
        """Said in the events and nowhere else: there is nothing to turn."""
        self._difficulty = value

    def step(self, intent: Intent) -> list[Event]:
        self._step += 1
        self._phase_step += 1
        self._lean = (intent.lean_ml, intent.lean_ap)
        if self._phase == "centre":
            return self._step_centre()
        if self._phase == "reach":
            return self._step_reach(intent.on_board)
        if self._phase == "rest" and self._phase_step >= self._rest_steps:
            self._begin_rep()
        return []

    @property
    def world(self) -> World:
        return World(self._step, self._entities(), self._goal, self._hud(), self.finished)

    # -- one rep --------------------------------------------------------------------------------

    def _begin_rep(self) -> None:
        self._enter("centre")
        self._upright_steps = 0
        self._held = Held()
        self._start = self._furthest = 0.0
        self._in_ring = 0.0
        self._inside = self._attempted = False

    def _enter(self, phase: Phase) -> None:
        self._phase: Phase = phase
        self._phase_step = 0
        self._goal = self._goal_now()
        self._unmoved = (self._centre(), *(o for one in self._round for o in self._drawn(one)))

    @property
    def _rest_steps(self) -> float:
        return max(_FADE_STEPS, self._params.rest_s * STEP_HZ)

    def _along(self) -> tuple[float, float]:
        """How far the lean is towards the lantern, and across."""
        (ml, ap), (u_ml, u_ap) = self._lean, UNIT[self._lantern.direction]
        return ml * u_ml + ap * u_ap, abs(ml * u_ap - ap * u_ml)

    def _step_centre(self) -> list[Event]:
        ml, ap = self._lean
        inside = ml * ml + ap * ap <= self._params.centre_radius**2
        self._upright_steps = self._upright_steps + 1 if inside else 0
        upright = (
            self._upright_steps >= self._params.centre_hold_s * STEP_HZ + self._waits[self._rep]
        )
        if not upright and self._phase_step < _PATIENCE_STEPS:
            return []
        self._enter("reach")
        self._start = self._along()[0]
        lantern = self._lantern
        return [
            self._event(
                "cue",
                direction=DIRECTIONS[lantern.direction],
                lean_ml=lantern.lean[0],
                lean_ap=lantern.lean[1],
                reach=lantern.reach,
                radius=lantern.radius,
                hold_s=self._params.hold_s,
                time_limit_s=self._params.seconds,
                practice=lantern.practice,
                attempt=lantern.attempt,
                difficulty=self._difficulty,
                upright=upright,
            )
        ]

    def _step_reach(self, on_board: bool) -> list[Event]:
        along, across = self._along()
        self._attempted |= on_board and along - self._start >= self._lantern.least
        if not on_board or across > along * MOST_OFF_AXIS:
            along = 0.0
        self._held.feed(along)
        self._furthest = max(self._furthest, along)
        events = self._track_ring(along >= self._lantern.reach - self._lantern.radius)
        held = self._held.furthest
        reached = self._in_ring >= self._params.hold_s * STEP_HZ
        back = held >= self._lantern.least and along <= _BACK * held
        if reached or back or self._phase_step >= self._params.seconds * STEP_HZ:
            return [*events, *self._end_rep(reached)]
        return events

    def _track_ring(self, inside: bool) -> list[Event]:
        was, self._inside = self._inside, inside
        self._in_ring = self._in_ring + 1.0 if inside else max(0.0, self._in_ring - _DRAIN)
        if was == inside:
            return []
        return [self._event("enter" if inside else "leave")]

    def _end_rep(self, reached: bool) -> list[Event]:
        lantern, held = self._lantern, self._held.furthest
        success = held >= lantern.least
        self._attempted |= success
        self._measured += success
        bright = self._brightness()
        if success:
            self._lit[lantern.direction] = max(bright, self._lit.get(lantern.direction, 0.0))
        self._outcome = "reached" if success else "missed"
        event = self._event(
            "rep",
            direction=DIRECTIONS[lantern.direction],
            success=success,
            attempted=self._attempted,
            score=bright if self._attempted else 0.0,
            practice=lantern.practice,
            attempt=lantern.attempt,
            reached=reached,
            held=held,
            furthest=self._furthest,
            steadiness=held / self._furthest if success else 0.0,
            time_s=self._phase_step / STEP_HZ,
        )
        self._rep += 1
        over = self._rep == len(self._plan)
        self._lantern = lantern if over else self._plan[self._rep]
        self._enter("over" if over else "rest")
        return [event, self._event("finished", measured=self._measured)] if over else [event]

    def _brightness(self) -> float:
        return min(1.0, self._held.furthest / self._lantern.reach)

    # -- the world ------------------------------------------------------------------------------

    def _event(self, kind: str, **data: object) -> Event:
        return Event(self._step, kind, {"rep": self._rep, **data})

    def _entities(self) -> tuple[Entity, ...]:
        ml, ap = self._lean
        you = Entity("you", (ml, 0.0, -ap), 0.0, "on")
        if self._phase != "reach":
            return (*self._unmoved, you)
        calls = self._lantern.drawn("hold" if self._inside else "goal", self._brightness())
        return (*self._unmoved, calls, you)

    def _centre(self) -> Entity:
        state = "goal" if self._phase == "centre" else "idle"
        return Entity("centre", (0.0, 0.0, 0.0), self._params.centre_radius, state)

    def _drawn(self, one: Lantern) -> tuple[Entity, ...]:
        """One lantern that does not call now: the one just left, the next, or one lit before."""
        lit = self._lit.get(one.direction, 0.0)
        left = self._plan[self._rep - 1].direction
        if self._phase in ("rest", "over") and one.direction == left:
            return (one.drawn(self._outcome, lit),)
        if one.direction == self._lantern.direction and self._phase != "over":
            return () if self._phase == "reach" else (one.drawn("next", lit),)
        return (one.drawn("reached", lit),) if lit else ()

    def _goal_now(self) -> Goal:
        if self._phase == "over":
            return Goal("none")
        lantern = self._lantern
        if self._phase == "reach":
            return Goal("lean", *lantern.lean, lantern.radius, lantern.direction)
        return Goal("centre", 0.0, 0.0, self._params.centre_radius, lantern.direction)

    def _hud(self) -> Hud:
        total, left, hold = len(self._plan), 1.0, 0.0
        instruction = "done" if self._phase == "over" else "centre"
        if self._phase == "reach":
            instruction = "hold" if self._inside else f"lean.{DIRECTIONS[self._lantern.direction]}"
            left = 1.0 - min(1.0, self._phase_step / (self._params.seconds * STEP_HZ))
            hold = min(1.0, self._in_ring / (self._params.hold_s * STEP_HZ))
        return Hud(instruction, self._measured, total, self._rep, left, hold)
