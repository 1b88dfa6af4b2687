"""Walk a mountain path of stepping stones, roots, slopes and camber by shifting from foot to foot.

One rep is one stone: **step** (bring the load onto the foot it asks for; see game.balance.steps),
**steady** (bring the centre of pressure to where the stone balances and stay within its radius
until it has settled), **pause** (stand there until the next). The first stone follows a quiet
**stand**, which shows where this person's own middle lies; so does a stone for the same foot again.
Gliding, for those who cannot step, carries the person along: they lean against the camber, and
there is no step. Leaving the radius while steadying is a wobble: the figure steadies itself and the
settling drains at half its speed. A stone not settled in time lets go by itself and play goes on.
A gust is announced from the pause before its stone and sets in as the person first steadies there;
it moves the balance point upwind. A moving stone takes its balance point forward and back.

Attempted: from where it was at the cue, the lean moved towards the balance point by at least 0.4 of
the way, on the board; sway alone does not.
Succeeded: stepped onto, and settled; who is within the radius when the time ends may finish it. A
success counts as attempted. Stepped onto: the load came to the foot since the cue of the stone
before, or the lean came into the radius from outside.
Scored, 0..1: a success gets 0.5 plus half of (0.4 promptness + 0.3 settling + 0.3 steadiness); an
attempt that did not settle gets half of how near it came; no attempt scores 0. Promptness is the
share of the time limit left over; settling falls with the time from the step until steady, to 0 at
3 s; steadiness is 1 less the RMS distance from the balance point while within the radius, over it.

Units: lean in shares of this person's own limit, seconds. Entities: `stone` (ident is its number,
state passed, stance, goal or next; metres, -z ahead, coming nearer on the way; progress: settled),
`tilt` (of the same ident; state: the ground; position: the lean up against it), `balance` (the lean
to come to; state ask, steady, wobble, kept or let_go), `gust` (position: a unit lean to where the
wind comes from; state coming, blowing), `foot` (state left, right or double; progress: of the load,
from left to right). Caps and how balance points are placed: uneven_walk_path.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from game.balance.directions import DIRECTIONS, UNIT
from game.balance.steps import Step, StepDetector
from game.level_types.base import KnobRange, check_knobs
from game.level_types.knob import Knob
from game.level_types.uneven_walk_path import (
    FEET_M,
    GUST_STEPS,
    LEFT,
    RIGHT,
    Path,
    Stone,
    UnevenWalkParams,
    name_of,
)
from game.level_types.uneven_walk_settling import Settling
from game.sim import STEP_HZ, STEP_S, Entity, Event, Goal, Hud, Intent, World

_FEET = {"left": LEFT, "right": RIGHT}
_WALK_STEPS = round(0.6 * STEP_HZ)  # how long the path takes to bring the next stone
_WARN_STEPS = round(1.5 * STEP_HZ)  # how long a gust grows until it is fully announced
_END_STEPS = round(1.5 * STEP_HZ)
_AGAIN_S = 0.5  # in the middle before the same foot again
_SHARE_PER_LEAN = 0.3  # of the load on one board: a limit of 130 mm on sensors 433 mm apart


class UnevenWalk:
    """The rules; the module's docstring has the task. Events: cue, step, land, wobble, gust, rep,
    finished.
    """

    Params: ClassVar[type] = UnevenWalkParams
    ADAPTIVE: ClassVar[bool] = True
    KNOBS: ClassVar[Mapping[str, KnobRange]] = {
        "shift": (0.1, 0.9, "of the limit", "up"),
        "tilt": (0.0, 0.6, "of the limit", "up"),
        "radius": (0.02, 0.6, "of the limit", "down"),
        "settle_s": (0.1, 10.0, "s", "up"),
        "spacing_s": (0.1, 10.0, "s", "down"),
        "time_limit_s": (1.0, 60.0, "s", "down"),
        "camber_run": (1.0, 20.0, "stones", "up"),
        "view_ahead": (1.0, 8.0, "stones", "down"),
        "gust": (0.0, 0.5, "of the limit", "up"),
        "drift": (0.0, 0.4, "of the limit", "up"),
    }

    def __init__(
        self,
        params: UnevenWalkParams,
        knobs: Mapping[str, Knob],
        *,
        difficulty: float,
        caps: tuple[float, ...] = (1.0,) * 8,
        seed: int = 0,
    ) -> None:
        check_knobs(knobs, self.KNOBS)
        self._params, self._difficulty = params, difficulty
        self._path = Path(params, knobs, caps, seed)
        self._steps_count = params.mode == "stepping"
        self._detector = StepDetector()
        self._stepped = {LEFT: -1, RIGHT: -1}  # when last onto each foot
        self._step = self._rep = self._tried = self._passed = 0
        self._cued = self._cued_before = 0
        self._phase, self._phase_step = "stand", 0
        self._stood = 0
        self._lean = (0.0, 0.0)
        self._walked, self._outcome = 0.0, ""
        self._ahead: tuple[tuple[object, ...], tuple[Entity, ...]] = ((), ())
        self._begin(self._path.stone(0, difficulty))

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
        events = self._feel(intent) if intent.on_board else []
        self._walk_on()
        if self._phase == "stand":
            return [*events, *self._step_stand(intent.on_board)]
        if self._phase in ("step", "steady"):
            return [*events, *self._step_stone(intent.on_board)]
        if self._phase == "pause" and self._phase_step >= self._stone.pause_steps:
            return [*events, *self._next()]
        return events

    @property
    def world(self) -> World:
        return World(self._step, self._entities(), self._goal(), self._hud(), self.finished)

    # -- feet -----------------------------------------------------------------------------------

    def _feel(self, intent: Intent) -> list[Event]:
        """Where the load is: the mean of what the share and what the lean say, since a stick tells
        only a lean and some boards only a share.
        """
        load = 0.5 * (intent.load_share_right + 0.5 + _SHARE_PER_LEAN * intent.lean_ml)
        found: Step | None = self._detector.update(self._step * STEP_S, load)
        if found is None or not self._steps_count:
            return []
        self._stepped[_FEET[found.foot]] = self._step
        return [self._event("step", foot=found.foot)]

    def _walk_on(self) -> None:
        """The path comes nearer until the stone at hand, once landed on, lies underfoot."""
        here = self._rep + (self._phase == "steady")
        self._walked = min(float(here), self._walked + 1 / _WALK_STEPS)

    # -- one rep --------------------------------------------------------------------------------

    def _begin(self, stone: Stone) -> None:
        self._stone, self._settling = stone, Settling(stone, self._lean)
        self._gust_steps = 0
        self._target = (stone.ml, stone.ap)

    def _enter_phase(self, phase: str) -> None:
        self._phase, self._phase_step = phase, 0

    def _step_stand(self, on_board: bool) -> list[Event]:
        ml, ap = self._lean
        upright = on_board and ml * ml + ap * ap <= self._params.stand_radius**2
        self._stood = self._stood + 1 if upright else 0
        wanted = _AGAIN_S if self._rep else self._params.stand_s
        waited = self._params.stand_s + self._path.at("time_limit_s", self._difficulty)
        if self._stood >= wanted * STEP_HZ or self._phase_step >= waited * STEP_HZ:
            return self._cue()
        return []

    def _next(self) -> list[Event]:
        side = self._path.ground(self._rep, self._difficulty).side
        if self._steps_count and side == self._stone.ground.side:
            self._stood = 0
            self._enter_phase("stand")
            return []
        return self._cue()

    def _cue(self) -> list[Event]:
        self._begin(stone := self._path.stone(self._rep, self._difficulty))
        self._cued_before, self._cued = self._cued, self._step
        self._enter_phase("step" if self._steps_count else "steady")
        return [
            self._event(
                "cue",
                direction=DIRECTIONS[stone.ground.side],
                surface=stone.ground.surface,
                lean_ml=stone.ml,
                lean_ap=stone.ap,
                radius=stone.radius,
                shift=stone.shift,
                tilt=stone.tilt,
                tilt_direction=name_of(stone.ground.tilt),
                gust=stone.gust,
                gust_direction=name_of(stone.ground.gust),
                drift=stone.drift,
                settle_s=stone.hold_steps / STEP_HZ,
                time_limit_s=stone.limit_steps / STEP_HZ,
                difficulty=self._difficulty,
            )
        ]

    def _step_stone(self, on_board: bool) -> list[Event]:
        since = self._step - self._cued
        self._target = self._path.balance(self._stone, since, self._gust_steps)
        settling = self._settling
        events: list[Event] = []
        if on_board:
            apart = settling.near(self._lean, self._target)
            if self._phase == "step" and self._lands(apart):
                events.append(self._land())
            if self._phase == "steady":
                events += self._steady(apart)
        else:
            settling.off_board()
        if settling.settled:
            return [*events, *self._end_rep(True)]
        if since >= self._stone.limit_steps and not settling.inside:
            return [*events, *self._end_rep(False)]
        return events

    def _lands(self, apart: float) -> bool:
        side = self._stone.ground.side
        stepped = (
            _FEET.get(self._detector.phase) == side and self._stepped[side] > self._cued_before
        )
        return stepped or self._settling.came_in(apart)

    def _land(self) -> Event:
        took = self._settling.landed_after = self._step - self._cued
        self._phase = "steady"
        return self._event(
            "land", direction=DIRECTIONS[self._stone.ground.side], time_s=took / STEP_HZ
        )

    def _steady(self, apart: float) -> list[Event]:
        events: list[Event] = []
        if self._settling.settle(apart):
            events.append(self._event("wobble"))
        if self._gust_steps:
            self._gust_steps += 1
        elif self._settling.inside and self._stone.gust > 0:
            self._gust_steps = 1
            events.append(self._event("gust", direction=name_of(self._stone.ground.gust)))
        return events

    def _end_rep(self, success: bool) -> list[Event]:
        settling, took = self._settling, self._step - self._cued
        self._tried += 1
        self._passed += success
        settling.attempted |= success
        self._outcome = "kept" if success else "let_go"
        event = self._event(
            "rep",
            direction=DIRECTIONS[self._stone.ground.side],
            success=success,
            attempted=settling.attempted,
            score=settling.score(success, took),
            time_s=took / STEP_HZ,
            time_to_steady_s=settling.time_to_steady_s(took) if success else None,
            error=settling.error,
            steadiness=settling.steadiness,
            wobbles=settling.wobbles,
            nearest=settling.nearest,
        )
        self._rep += 1
        over = self._rep == self._params.stones
        self._enter_phase("over" if over else "pause")
        return [event, self._event("finished", passed=self._passed)] if over else [event]

    # -- the world ------------------------------------------------------------------------------

    def _event(self, kind: str, **data: object) -> Event:
        return Event(self._step, kind, {"rep": self._rep, **data})

    def _entities(self) -> tuple[Entity, ...]:
        ml, ap = self._lean
        things = [Entity("you", (ml, 0.0, -ap), 0.0, "on"), self._foot(), *self._stones()]
        if self._phase == "stand":
            radius = self._params.stand_radius
            things.append(Entity("centre", (0.0, 0.0, 0.0), radius, "goal"))
        elif self._phase != "over" or self._phase_step < _WALK_STEPS:
            things.append(self._balance())
        if gust := self._gust():
            things.append(gust)
        return tuple(things)

    def _foot(self) -> Entity:
        detector = self._detector
        share = 0.5
        if detector.half > 0:
            share += 0.5 * (detector.load - detector.middle) / detector.half
            share = min(1.0, max(0.0, share))
        place = ((2 * share - 1) * FEET_M, 0.0, 0.0)
        return Entity("foot", place, 0.0, detector.phase, share)

    def _stones(self) -> tuple[Entity, ...]:
        """Of the path in view: the one just passed, the one at hand, and those ahead. They are made
        anew only when something of them changed.
        """
        settled = self._settled()
        key = (self._rep, self._walked, self._phase, settled, self._difficulty)
        if key != self._ahead[0]:
            self._ahead = key, tuple(self._make_stones(settled))
        return self._ahead[1]

    def _make_stones(self, settled: float) -> list[Entity]:
        made: list[Entity] = []
        ahead = round(self._path.at("view_ahead", self._difficulty))
        asking = self._phase in ("step", "steady")
        last = min(self._rep + ahead + asking, self._params.stones)
        for index in range(max(0, self._rep - 1), last):
            at_hand = index == self._rep and asking
            stone = self._stone if at_hand else self._path.stone(index, self._difficulty)
            place, state = self._path.place(index, self._walked), self._state_of(index)
            progress = settled if state == "stance" else 1.0 if state == "passed" else 0.0
            up = (stone.ml - UNIT[stone.ground.side][0] * stone.shift, 0.0, -stone.ap)
            made.append(Entity("stone", place, stone.radius_m, state, progress, index))
            made.append(Entity("tilt", up, 0.0, stone.ground.surface, 0.0, index))
        return made

    def _state_of(self, index: int) -> str:
        if index < self._rep:
            return "passed"
        if index > self._rep or self._phase not in ("step", "steady"):
            return "next"
        return "stance" if self._phase == "steady" else "goal"

    def _balance(self) -> Entity:
        settling = self._settling
        if self._phase in ("step", "steady"):
            state = "wobble" if settling.wobbling else "steady" if settling.inside else "ask"
        else:
            state = self._outcome
        ml, ap = self._target
        return Entity("balance", (ml, 0.0, -ap), self._stone.radius, state, self._settled())

    def _gust(self) -> Entity | None:
        """The wind of the stone at hand, or of the next while there is a pause before it."""
        asking = self._phase in ("step", "steady")
        if self._rep == self._params.stones:
            return None
        if not asking and self._path.at("gust", self._difficulty) <= 0:
            return None
        ground = self._stone.ground if asking else self._path.ground(self._rep, self._difficulty)
        if ground.gust < 0 or (asking and self._stone.gust <= 0) or self._gust_steps > GUST_STEPS:
            return None
        ml, ap = UNIT[ground.gust]
        if self._gust_steps and asking:
            return Entity("gust", (ml, 0.0, -ap), 0.0, "blowing", self._gust_steps / GUST_STEPS)
        pause = self._stone.pause_steps if asking and self._rep else 0
        growing = min(1.0, (self._phase_step + pause) / _WARN_STEPS)
        return Entity("gust", (ml, 0.0, -ap), 0.0, "coming", growing)

    def _goal(self) -> Goal:
        if self._phase == "over":
            return Goal("none")
        if self._phase in ("step", "steady"):
            kind = "step" if self._phase == "step" else "lean"
            return Goal(kind, *self._target, self._stone.radius, self._stone.ground.side)  # type: ignore[arg-type]
        coming = self._path.ground(self._rep, self._difficulty).side
        if self._phase == "pause" and self._outcome == "kept":
            return Goal("lean", *self._target, self._stone.radius, coming)
        return Goal("centre", 0.0, 0.0, self._params.stand_radius, coming)

    def _hud(self) -> Hud:
        left = 1.0
        if self._phase in ("step", "steady"):
            left -= min(1.0, (self._step - self._cued) / self._stone.limit_steps)
        return Hud(
            self._instruction(),
            self._passed,
            self._params.stones,
            self._tried,
            left,
            self._settled() if self._phase == "steady" else 0.0,
        )

    def _instruction(self) -> str:
        if self._phase in ("over", "stand", "pause"):
            return "done" if self._phase == "over" else "stand"
        side = DIRECTIONS[self._stone.ground.side]
        if self._phase == "step":
            return f"step.{side}"
        if 0 < self._gust_steps <= GUST_STEPS:
            return "walk.gust"
        if self._settling.inside:
            return "hold"
        return "walk.balance" if self._steps_count else f"lean.{side}"

    def _settled(self) -> float:
        if self._phase in ("pause", "over"):
            return float(self._outcome == "kept")
        return self._settling.share
