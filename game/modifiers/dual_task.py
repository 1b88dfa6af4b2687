"""A second task for the head beside that of the body, answered without the voice, and scored.

Prompts come one by one (game.modifiers.prompts). By `button` each is answered at once: press for
those that count. By `lean` those that count are counted in silence; after some, when a rep has
ended, play is held and the person is asked whether they were so many: lean right for yes, left for
no.

The parts of a trial: **announce** (play is held, the task is told), **alone** (play is held,
`baseline_prompts` prompts: the baseline of the head), **single** (`baseline_reps` reps without: the
baseline of the body), **dual** (both). Rep events say `dual`. Own events: `prompt`, `question`,
`answer`, each saying `alone`. With the button, the rules get no `confirm`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

from game.modifiers.answers import Answers, Buttoned, Counted, Happened
from game.modifiers.base import Caps, Modifier, reps_in, tagged
from game.modifiers.prompts import Kind, Prompter
from game.sim import STEP_HZ, Entity, Event, Goal, Intent, World
from game.sim.chance import Chance
from game.sim.params import ParamsError, check_ranges

Part = Literal["announce", "alone", "single", "dual"]
_UPRIGHT = 0.2  # where to stand while play is held


@dataclass(frozen=True, slots=True)
class DualTaskParams:
    """every_s: from prompt to prompt, about; show_s: how long one is seen; answer_s: how long it
    may be answered. baseline_prompts, baseline_reps: how much of either task comes alone first.
    """

    kind: Kind = "colour"
    answer: Literal["button", "lean"] = "button"
    every_s: float = 4.0
    show_s: float = 1.5
    answer_s: float = 2.5
    announce_s: float = 5.0
    baseline_prompts: int = 8
    baseline_reps: int = 4

    def __post_init__(self) -> None:
        check_ranges(
            self,
            every_s=(1.5, 30.0),
            show_s=(0.3, 10.0),
            answer_s=(0.5, 20.0),
            announce_s=(0.0, 30.0),
            baseline_prompts=(0, 60),
            baseline_reps=(0, 100),
        )
        if self.answer == "button" and self.answer_s > 0.75 * self.every_s:
            raise ParamsError("answer_s: must be at most three quarters of every_s")


class DualTask(Modifier):
    """Adds prompts, and holds play where they come alone or a question is asked."""

    Params: ClassVar[type] = DualTaskParams

    def __init__(self, params: Any, *, caps: Caps, seed: tuple[int, int]) -> None:
        super().__init__(params, caps=caps, seed=seed)
        self._params: DualTaskParams = params
        chance = Chance(*seed)
        self._prompter = Prompter(params.kind, params.every_s, params.show_s, chance)
        self._answers: Answers = (
            Buttoned(params.answer_s)
            if params.answer == "button"
            else Counted(params.answer_s, caps, chance)
        )
        self._told = round(params.announce_s * STEP_HZ)
        self._prompts, self._reps = params.baseline_prompts, params.baseline_reps
        self._part: Part = "announce"
        self._pending = False
        self._intent = Intent()

    def intent(self, intent: Intent) -> Intent:
        self._intent = intent
        return replace(intent, confirm=False) if self._params.answer == "button" else intent

    def steps(self) -> int:
        self._told -= 1
        self._part = self._next_part()
        return int(not self._held)

    @property
    def _asks(self) -> bool:
        """Whether a question stands, or is about to."""
        return self._pending or bool(self._answers.question)

    @property
    def _held(self) -> bool:
        return self._part in ("announce", "alone") or self._asks

    def _next_part(self) -> Part:
        if self._part == "announce" and self._told >= 0:
            return "announce"
        if self._part in ("announce", "alone") and (self._prompts or self._answers.open):
            return "alone"
        return "single" if self._reps else "dual"

    def after(self, events: list[Event], world: World) -> list[Event]:
        own = self._answers.step(self._intent)
        ended = reps_in(events)
        own += self._prompt(world) + self._question(ended, world)
        tags = {"alone": self._part == "alone"}
        events = tagged(events, dual=self._part == "dual")
        self._reps = max(0, self._reps - ended)
        return events + [Event(world.step, kind, {**data, **tags}) for kind, data in own]

    def _prompt(self, world: World) -> Happened:
        """The next prompt, when its time has come and there is one."""
        alone = self._part == "alone"
        coming = self._prompts > 0 if alone else self._part == "dual" and world.goal.kind != "none"
        prompt = self._prompter.step(coming and not self._asks)
        if prompt is None:
            return []
        self._prompts -= alone
        self._answers.given(prompt)
        return [("prompt", {"prompt": prompt.number, "word": prompt.word, "go": prompt.go})]

    def _question(self, ended: int, world: World) -> Happened:
        """Asks once enough was shown, between reps or between prompts that come alone, and only
        when the last prompt has been seen as long as the others.
        """
        alone = self._part == "alone"
        last = not self._prompts if alone else world.goal.kind == "none"
        self._pending |= (alone or ended > 0) and (self._answers.due or last)
        if not self._pending or self._prompter.shown:
            return []
        self._pending = False
        asked = self._answers.ask()
        if asked:
            self._prompter.hide()
        return asked

    def world(self, world: World) -> World:
        question, prompt = self._answers.question, self._prompter.shown
        hud, goal, entities = world.hud, world.goal, world.entities
        if self._held:
            told = "dual.question" if question else self._task
            hud = replace(hud, instruction=told, time_left=1)
            goal = goal if goal.kind == "none" else Goal("centre", 0, 0, _UPRIGHT, goal.direction)
        if question:
            hud = replace(hud, prompt=question)
        elif prompt:
            hud = replace(hud, prompt=prompt.key)
            seen = Entity("prompt", (0.0, 0.0, 0.0), 0.0, prompt.word, 0.0, int(prompt.go))
            entities = (*entities, seen)
        return replace(world, hud=hud, goal=goal, entities=entities)

    @property
    def _task(self) -> str:
        """The words that tell the task."""
        return f"dual.{self._params.kind}.{self._params.answer}"
