"""Quiet stance: stand still for half a minute, some times over, in one condition or several.

One rep is one stance: **ready** (the cue says how to stand; `settle_s`, or `change_s` where surface
or side has changed), **stance** (`seconds`, between the events `begin` and `end`), **rest**. A
stance in which the board was left, or play was paused, is not valid: its `end` says so, and it is
offered once more. Who is not on the board to begin is waited for, but not for ever.

Attempted: on the board when a stance of the rep began.
Succeeded: a stance was stood to its end.
Scored, 0..1: the longest share of `seconds` that was stood, 1 for a whole one. How still it was is
no score: that is measured from the samples, and shown only as the `water`.

Conditions are surface and eyes, in the order to be stood. The surface is what the person is told to
stand on; nothing here can see it. With eyes closed nothing has to be seen: `cue`, `begin` and `end`
are there to be heard, and the water's state says "eyes_closed". Eyes closed and foam are for people
with somebody beside them: `Params.eyes_closed`, `Params.foam`, and `supervised` of each cue say so.

side is the leg that is stood on (one leg) or the foot behind (tandem). Units: seconds; lean in
shares of this person's own limit. Nothing here is easier or harder, so there are no knobs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from game.level_types.base import KnobRange, ParamsError, check_knobs, check_ranges
from game.level_types.knob import Knob
from game.level_types.stances import Asked, Condition, Side, Stance, plan_stances
from game.level_types.stillness import Stillness
from game.sim import STEP_HZ, Entity, Event, Goal, Hud, Intent, World

Phase = Literal["ready", "stance", "rest", "over"]

ONE_SIDED = ("tandem", "one_leg")
_TRIES = 2
_WAIT_STEPS = 15 * STEP_HZ  # beyond the time to get ready, for who is not on the board
_LAST_WORD_STEPS = 3 * STEP_HZ  # before it begins: "close your eyes", or "stand still"
_END_STEPS = round(1.5 * STEP_HZ)
_STILL, _NOTHING = Goal("still"), Goal("none")


@dataclass(frozen=True, slots=True)
class QuietStanceParams:
    """What is stood, how long and how often. sides: for one leg and tandem, each in turn. picture:
    "still" shows nothing that answers to the sway, for a test and nothing else.
    """

    conditions: tuple[Condition, ...] = ("firm_open",)
    stance: Stance = "apart"
    sides: tuple[Side, ...] = ()
    repeats: int = 3
    seconds: float = 30.0
    settle_s: float = 5.0
    change_s: float = 15.0
    rest_s: float = 8.0
    picture: Literal["water", "still"] = "water"

    def __post_init__(self) -> None:
        for name in ("conditions", "sides"):
            if len(set(getattr(self, name))) != len(getattr(self, name)):
                raise ParamsError(f"{name}: each may stand once")
        if not self.conditions:
            raise ParamsError("conditions: name at least one, such as firm_open")
        if (self.stance in ONE_SIDED) != bool(self.sides):
            raise ParamsError(
                "sides: say left, right or both for tandem and one_leg, and none for other stances"
            )
        check_ranges(
            self,
            repeats=(1, 10),
            seconds=(1.0, 120.0),
            settle_s=(0.0, 60.0),
            change_s=(0.0, 120.0),
            rest_s=(0.0, 120.0),
        )

    @property
    def eyes_closed(self) -> bool:
        """Whether the eyes are closed at any time: for people with somebody beside them."""
        return any(condition.endswith("closed") for condition in self.conditions)

    @property
    def foam(self) -> bool:
        """Whether foam is stood on at any time: for people with somebody beside them."""
        return any(condition.startswith("foam") for condition in self.conditions)


class QuietStance:
    """The rules; the module's docstring has the task. Events: cue, begin, end, rep, finished."""

    Params: ClassVar[type] = QuietStanceParams
    ADAPTIVE: ClassVar[bool] = False
    KNOBS: ClassVar[Mapping[str, KnobRange]] = {}

    def __init__(
        self,
        params: QuietStanceParams,
        knobs: Mapping[str, Knob],
        *,
        difficulty: float,
        caps: tuple[float, ...] = (1.0,) * 8,
        seed: int = 0,
    ) -> None:
        check_knobs(knobs, self.KNOBS)
        self._params, self._difficulty = params, difficulty
        self._plan = plan_stances(params)
        self._stance_steps = round(params.seconds * STEP_HZ)
        self._stillness = Stillness()
        self._step = self._rep = self._stood = 0
        self._phase: Phase = "ready"
        self._phase_step = self._there_steps = 0
        self._opening = False
        self._new_rep()
        self._get_ready()

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
        if intent.on_board:
            self._stillness.feed(intent.lean_ml, intent.lean_ap)
        if self._phase == "ready":
            return self._step_ready(intent.on_board)
        if self._phase == "stance":
            return self._step_stance(intent.on_board)
        if self._phase == "rest" and self._phase_step >= self._params.rest_s * STEP_HZ:
            self._get_ready()
        return []

    @property
    def world(self) -> World:
        goal = _STILL if self._phase in ("ready", "stance") else _NOTHING
        return World(self._step, (self._water(),), goal, self._hud(), self.finished)

    # -- one rep --------------------------------------------------------------------------------

    def _new_rep(self) -> None:
        self._try = self._longest = 0
        self._attempted = False
        self._calm = 0.0

    def _get_ready(self) -> None:
        self._try += 1
        self._enter("ready")
        self._there_steps = 0

    def _enter(self, phase: Phase) -> None:
        self._phase, self._phase_step = phase, 0

    @property
    def _asked(self) -> Asked:
        return self._plan[min(self._rep, len(self._plan) - 1)]

    def _step_ready(self, on_board: bool) -> list[Event]:
        events = [self._cue()] if self._phase_step == 1 else []
        self._there_steps = self._there_steps + 1 if on_board else 0
        ready = self._asked.ready_steps
        settle = min(ready, round(self._params.settle_s * STEP_HZ))
        if self._phase_step >= ready and self._there_steps >= max(1, settle):
            self._attempted = True
            self._calm = 0.0
            self._enter("stance")
            return [*events, self._event("begin", attempt=self._try)]
        if self._phase_step >= ready + _WAIT_STEPS:
            return [*events, *self._over(False)]
        return events

    def _step_stance(self, on_board: bool) -> list[Event]:
        if not on_board:
            return self._end(False)
        self._calm += self._stillness.value
        return self._end(True) if self._phase_step >= self._stance_steps else []

    def _end(self, valid: bool) -> list[Event]:
        stood = self._phase_step if valid else self._phase_step - 1
        self._longest = max(self._longest, stood)
        self._opening = self._asked.eyes == "closed"
        end = self._event("end", valid=valid, time_s=stood / STEP_HZ, attempt=self._try)
        return [end, *self._over(valid)]

    def _over(self, valid: bool) -> list[Event]:
        """One try is over; the rep with it, unless there is another."""
        self._enter("rest")
        if not valid and self._try < _TRIES:
            return []
        self._stood += valid
        event = self._rep_event(valid)
        self._rep += 1
        if self._rep == len(self._plan):
            self._enter("over")
            return [event, self._event("finished", stood=self._stood)]
        self._new_rep()
        return [event]

    # -- what is said ---------------------------------------------------------------------------

    def _event(self, kind: str, **data: object) -> Event:
        return Event(self._step, kind, {"rep": self._rep, **data})

    def _how(self) -> dict[str, object]:
        asked = self._asked
        return {
            "condition": asked.condition,
            "surface": asked.surface,
            "eyes": asked.eyes,
            "stance": self._params.stance,
            "side": asked.side,
            "repeat": asked.repeat,
        }

    def _cue(self) -> Event:
        asked = self._asked
        return self._event(
            "cue",
            **self._how(),
            attempt=self._try,
            seconds=self._params.seconds,
            supervised=asked.eyes == "closed" or asked.surface == "foam",
            difficulty=self._difficulty,
        )

    def _rep_event(self, success: bool) -> Event:
        calm = self._calm / self._stance_steps if success else 0.0
        return self._event(
            "rep",
            direction=None,
            success=success,
            attempted=self._attempted,
            score=self._longest / self._stance_steps,
            **self._how(),
            tries=self._try,
            time_s=self._longest / STEP_HZ,
            steadiness=calm,
        )

    # -- the world ------------------------------------------------------------------------------

    def _water(self) -> Entity:
        if self._params.picture == "still":
            return Entity("water", (0.0, 0.0, 0.0), 0.0, "picture", 1.0)
        closed = self._asked.eyes == "closed" and (self._phase == "stance" or self._last_word)
        state = "eyes_closed" if closed else "live"
        return Entity("water", (0.0, 0.0, 0.0), 0.0, state, self._stillness.value)

    def _hud(self) -> Hud:
        left = 1.0
        if self._phase == "stance":
            left = 1.0 - min(1.0, self._phase_step / self._stance_steps)
        return Hud(self._words(), self._stood, len(self._plan), self._rep, left)

    def _words(self) -> str:
        if self._phase == "over":
            return "done"
        if self._phase == "stance":
            return "still"
        if self._phase == "rest":
            opening = self._opening and self._phase_step < _LAST_WORD_STEPS
            return "eyes.open" if opening else "rest"
        return self._ready_words()

    @property
    def _last_word(self) -> bool:
        last = self._asked.ready_steps - _LAST_WORD_STEPS
        return self._phase == "ready" and self._phase_step >= last

    def _ready_words(self) -> str:
        asked, stance = self._asked, self._params.stance
        if self._last_word:
            return "eyes.close" if asked.eyes == "closed" else "still"
        if asked.new_surface and self._phase_step < asked.ready_steps / 2:
            return f"surface.{asked.surface}"
        return f"stance.{stance}_{asked.side}" if asked.side else f"stance.{stance}"
