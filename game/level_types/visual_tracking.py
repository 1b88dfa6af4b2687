"""Follow a firefly with the weight, or catch, spot or find one: tracking with body and eyes.

Ways to play (`mode`), each answered by a lean or by one button (`answer`):
**pursuit** by lean: the firefly glides without pause; stay with it for a stretch of `stretch_s`.
**pursuit** by button: it glides; press when it lights up.
**saccade**: one appears at a place that nobody can foresee; lean to it, or press when it is seen.
**scan**: it appears among idle stars; find it and lean to it, or press when it is found.

One rep is one stretch, or one firefly. A stretch: **lead** (the firefly flies out from the middle),
**follow** (counted), **rest**. A single firefly: **ready** (by lean: stand upright; then a wait of
chance length), **seek** (until answered or out of time), **rest**.

Attempted: in a stretch the lean went along with the firefly, on the board, by at least a quarter of
its way (the regression of lean on firefly, without delay); for a single firefly the lean moved
towards it by 0.4 of its reach, on the board, or the button was pressed.
Succeeded: in a stretch the share of time on target was at least `on_target`; a single firefly was
held for `dwell_s`, or answered by a press from 0.1 s after it appeared (before is a false alarm, as
is a press without a firefly).
Scored, 0..1: an attempted stretch by its share of time on target; a single firefly 0.5 plus half of
the share of time left over; an attempt that found none gets half of how near it came.

A stretch without a person who moves, or off the board, counts nothing. Units: lean in shares of
this person's own limit, seconds. No firefly and no star is ever beyond the caps; a direction capped
below 0.1 is left out. `directions` of one axis alone keep a gliding firefly on that axis.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import Any, ClassVar

from game.balance.directions import DIRECTIONS
from game.level_types.base import KnobRange, check_knobs
from game.level_types.directions import distance
from game.level_types.knob import Knob
from game.level_types.visual_tracking_asks import Asks, Lean, VisualTrackingParams
from game.level_types.visual_tracking_paths import LEAD_STEPS, Flight
from game.sim import STEP_HZ, Entity, Event, Goal, Hud, Intent, World

_FADE_STEPS = round(0.6 * STEP_HZ)  # how long a firefly that was answered or missed is still seen
_END_STEPS = round(1.5 * STEP_HZ)
_ANTICIPATION_STEPS = round(0.1 * STEP_HZ)  # nobody sees and answers sooner
_WENT_ALONG, _WENT_NEAR = 0.25, 0.4
_WAIT_S = 1.5  # at most, by chance, before a single firefly


class VisualTracking:
    """The rules; the module's docstring has the task. Events: cue, follow, enter, leave,
    false_alarm, rep, finished.
    """

    Params: ClassVar[type] = VisualTrackingParams
    ADAPTIVE: ClassVar[bool] = True
    KNOBS: ClassVar[Mapping[str, KnobRange]] = {
        "reach": (0.1, 1.0, "of the limit", "up"),
        "radius": (0.05, 0.6, "of the limit", "down"),
        "pace_s": (1.0, 60.0, "s", "down"),  # for its widest swing, or to answer a single one
        "stars": (0.0, 15.0, "stars", "up"),
    }

    def __init__(
        self,
        params: VisualTrackingParams,
        knobs: Mapping[str, Knob],
        *,
        difficulty: float,
        caps: tuple[float, ...] = (1.0,) * 8,
        seed: int = 0,
    ) -> None:
        check_knobs(knobs, self.KNOBS)
        self._asks = Asks(params, knobs, caps, seed)
        self._params, self._difficulty = params, difficulty
        self._step = self._rep = self._caught = self._tried = 0
        self._lean, self._place, self._pressed = (0.0, 0.0), (0.0, 0.0), False
        self._ask = self._asks.make(0, difficulty)
        self._flight: Flight | None = None
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
        self._lean = (intent.lean_ml, intent.lean_ap)
        pressed = intent.confirm and not self._pressed
        self._pressed = intent.confirm
        if self._phase in ("lead", "ready") and self._phase_step == 1:
            self._set_out()
        self._fly()
        if self._phase == "lead":
            return self._step_lead()
        if self._phase == "follow":
            return self._step_follow(intent.on_board)
        if self._phase == "ready":
            return [*self._false_alarm(pressed), *self._step_ready()]
        if self._phase == "seek":
            return self._step_seek(intent.on_board, pressed)
        if self._phase == "rest":
            return [*self._false_alarm(pressed), *self._step_rest()]
        return []

    @property
    def world(self) -> World:
        return World(self._step, self._entities(), self._goal(), self._hud(), self.finished)

    # -- one rep --------------------------------------------------------------------------------

    def _begin_rep(self) -> None:
        self._enter_phase("lead" if self._params.stretches else "ready")
        self._ready_steps = self._on_steps = self._dwelt = 0
        wait_s = self._params.ready_s + _WAIT_S * self._asks.chance.share()
        self._wait_steps = round(wait_s * STEP_HZ) + (LEAD_STEPS if self._params.flies else 0)
        self._inside = self._attempted = False
        self._along = self._way = self._off_sq = 0.0
        self._nearest = float("inf")
        self._start = self._lean

    def _enter_phase(self, phase: str) -> None:
        self._phase, self._phase_step = phase, 0

    def _set_out(self) -> None:
        """The first step of a rep: what is asked, at the difficulty of now."""
        self._ask = self._asks.make(self._rep, self._difficulty)
        self._flight = Flight(self._ask.path) if self._ask.path else None

    def _fly(self) -> None:
        """One step of the flight: out from the middle, along its path, and home again."""
        if self._flight is None:
            return
        self._flight.advance()
        ml, ap = self._flight.place
        out = 1.0
        if self._phase in ("lead", "ready"):
            out = min(1.0, self._phase_step / LEAD_STEPS)
        elif self._phase in ("rest", "over"):
            out = max(0.0, 1.0 - self._phase_step / _FADE_STEPS)
        self._place = (ml * out, ap * out)

    def _cue(self) -> Event:
        ask, params = self._ask, self._params
        data: dict[str, Any] = {"direction": None}
        if ask.path and params.stretches:
            data |= {"stretch_s": ask.steps / STEP_HZ, "path": ask.path.as_dict()}
        else:
            (ml, ap), limit_s = self._firefly, ask.steps / STEP_HZ
            data = {"direction": DIRECTIONS[ask.direction], "time_limit_s": limit_s}
            data |= {"lean_ml": ml, "lean_ap": ap}
        data |= {"reach": ask.reach, "radius": ask.radius, "stars": len(ask.stars)}
        return self._event("cue", **data, difficulty=self._difficulty)

    @property
    def _firefly(self) -> Lean:
        return self._place if self._ask.at is None else self._ask.at

    # -- a stretch ------------------------------------------------------------------------------

    def _step_lead(self) -> list[Event]:
        if self._phase_step < LEAD_STEPS:
            return [self._cue()] if self._phase_step == 1 else []
        self._enter_phase("follow")
        return [self._event("follow")]

    def _step_follow(self, on_board: bool) -> list[Event]:
        off, firefly = distance(self._lean, self._place), self._place
        self._off_sq += off * off
        self._way += firefly[0] * firefly[0] + firefly[1] * firefly[1]
        if on_board:
            self._along += firefly[0] * self._lean[0] + firefly[1] * self._lean[1]
            self._on_steps += off <= self._ask.radius
        events = self._track_inside(on_board and off <= self._ask.radius)
        if self._phase_step < self._ask.steps:
            return events
        self._attempted = self._along >= _WENT_ALONG * self._way > 0
        share = self._on_steps / self._ask.steps
        rms = sqrt(self._off_sq / self._ask.steps)
        success = self._attempted and share >= self._params.on_target
        score = share if self._attempted else 0.0
        return [*events, *self._end_rep(success, score, time_on_target=share, rms_error=rms)]

    # -- a single firefly -----------------------------------------------------------------------

    def _step_ready(self) -> list[Event]:
        upright = distance(self._lean, (0.0, 0.0)) <= self._params.centre_radius
        counts = upright or self._params.answer == "button"
        self._ready_steps = self._ready_steps + 1 if counts else 0
        waited = self._phase_step >= self._ask.steps + self._wait_steps
        if self._ready_steps < self._wait_steps and not waited:
            return []
        self._start = self._lean
        if self._params.flies:
            self._ask = self._ask.lit(self._place)
        self._enter_phase("seek")
        return [self._cue()]

    def _step_seek(self, on_board: bool, pressed: bool) -> list[Event]:
        if self._params.answer == "button":
            return self._step_press(pressed and on_board)
        off = distance(self._lean, self._firefly)
        self._nearest = min(self._nearest, off)
        ml, ap = self._lean[0] - self._start[0], self._lean[1] - self._start[1]
        moved = ml * self._firefly[0] + ap * self._firefly[1]
        self._attempted |= on_board and moved >= _WENT_NEAR * self._ask.reach**2
        inside = on_board and off <= self._ask.radius
        events = self._track_inside(inside)
        self._dwelt = self._dwelt + 1 if inside else 0
        dwell = max(1, round(self._params.dwell_s * STEP_HZ))
        if self._dwelt >= dwell:
            return [*events, *self._answered(self._phase_step - dwell)]
        return events if inside else [*events, *self._out_of_time()]

    def _step_press(self, pressed: bool) -> list[Event]:
        if pressed and self._phase_step > _ANTICIPATION_STEPS:
            return self._answered(self._phase_step)
        return [*self._false_alarm(pressed), *self._out_of_time()]

    def _answered(self, after_steps: int) -> list[Event]:
        self._attempted = True
        left = 1.0 - min(1.0, max(0, after_steps) / self._ask.steps)
        return self._end_rep(True, 0.5 + 0.5 * left, latency_s=max(0, after_steps) / STEP_HZ)

    def _out_of_time(self) -> list[Event]:
        if self._phase_step < self._ask.steps:
            return []
        near = max(0.0, 1.0 - max(0.0, self._nearest - self._ask.radius) / self._ask.reach)
        return self._end_rep(False, 0.5 * near if self._attempted else 0.0, latency_s=None)

    def _false_alarm(self, pressed: bool) -> list[Event]:
        heard = pressed and self._params.answer == "button"
        return [self._event("false_alarm")] if heard else []

    def _track_inside(self, inside: bool) -> list[Event]:
        was, self._inside = self._inside, inside
        return [] if was == inside else [self._event("enter" if inside else "leave")]

    # -- the end of a rep -----------------------------------------------------------------------

    def _end_rep(self, success: bool, score: float, **data: object) -> list[Event]:
        self._tried += 1
        self._caught += success
        self._outcome = "caught" if success else "missed"
        direction = DIRECTIONS[self._ask.direction] if self._ask.direction >= 0 else None
        event = self._event(
            "rep",
            direction=direction,
            success=success,
            attempted=self._attempted,
            score=score,
            **data,
            **self._asks.ended(self._rep, success),
        )
        self._rep += 1
        over = self._rep == self._params.reps
        self._enter_phase("over" if over else "rest")
        return [event, self._event("finished", caught=self._caught)] if over else [event]

    def _step_rest(self) -> list[Event]:
        if self._phase_step >= max(_FADE_STEPS, self._params.rest_s * STEP_HZ):
            self._begin_rep()
        return []

    # -- the world ------------------------------------------------------------------------------

    def _event(self, kind: str, **data: object) -> Event:
        return Event(self._step, kind, {"rep": self._rep, **data})

    def _entities(self) -> tuple[Entity, ...]:
        ml, ap = self._lean
        things = [Entity("you", (ml, 0.0, -ap), 0.0, "on")]
        if self._phase == "ready" and self._params.answer == "lean":
            things.append(Entity("centre", (0.0, 0.0, 0.0), self._params.centre_radius, "goal"))
        if self._phase in ("seek", "lead", "follow") or (self._phase == "ready" and self._flight):
            things += self._ask.stars
        if firefly := self._seen():
            things.append(firefly)
        return tuple(things)

    def _seen(self) -> Entity | None:
        """The firefly as it is to be seen: one that stands still only while it is sought."""
        (x, y), radius = self._firefly, self._ask.radius
        ended = self._phase in ("rest", "over")
        if ended and self._phase_step <= _FADE_STEPS:
            fade = self._phase_step / _FADE_STEPS
            return Entity("firefly", (x, 0.0, -y), radius, self._outcome, fade)
        if self._phase in ("lead", "follow", "seek"):
            held = self._share_held()
            return Entity("firefly", (x, 0.0, -y), radius, "hold" if held else "goal", held)
        if self._params.flies and not ended:
            return Entity("firefly", (x, 0.0, -y), radius, "idle")
        return None

    def _goal(self) -> Goal:
        (ml, ap), radius, params = self._firefly, self._ask.radius, self._params
        if self._phase == "over":
            return Goal("none")
        if self._phase in ("lead", "follow"):
            return Goal("lean", ml, ap, radius)
        if self._phase == "seek" and params.answer == "lean":
            return Goal("lean", ml, ap, radius, self._ask.direction)
        if self._phase == "seek":
            return Goal("press", direction=self._ask.direction)
        return Goal("centre", 0.0, 0.0, params.centre_radius, self._asks.direction(self._rep))

    def _hud(self) -> Hud:
        left = 1.0
        if self._phase in ("follow", "seek"):
            left -= min(1.0, self._phase_step / self._ask.steps)
        return Hud(
            self._instruction(),
            self._caught,
            self._params.reps,
            self._tried,
            left,
            self._share_held(),
            lean_shown=self._params.stretches,  # beside the world it would tell where to look
        )

    def _instruction(self) -> str:
        if self._phase == "over":
            return "done"
        if self._params.stretches:
            return "rest" if self._phase == "rest" else "follow"
        if self._params.answer == "button":
            return "firefly.press"
        if self._phase == "seek":
            return "hold" if self._inside else "firefly.find"
        return "centre"

    def _share_held(self) -> float:
        """How much of a success has been held so far, 0..1."""
        if self._phase == "follow":
            return min(1.0, self._on_steps / (self._params.on_target * self._ask.steps))
        if self._phase == "seek":
            return min(1.0, self._dwelt / max(1, round(self._params.dwell_s * STEP_HZ)))
        return 0.0
