"""How a second task is answered without the voice: each prompt by a button, or a count by a lean.

Both are stepped once each step of play and give what came of it as (kind, data). An answer says
`correct`, and `reaction_s` where there was one.
"""

from __future__ import annotations

from typing import Protocol

from game.modifiers.prompts import Prompt
from game.sim import STEP_HZ, Intent
from game.sim.chance import Chance
from game.sim.params import ParamsError

Happened = list[tuple[str, dict[str, object]]]

_YES, _LEFT, _RIGHT = 0.30, 6, 2  # how far to lean for an answer, and which caps bound it
_OF_CAP, _SMALLEST_CAP = 0.6, 0.1
_DWELL_STEPS = round(0.4 * STEP_HZ)
_UPRIGHT, _UPRIGHT_STEPS = 0.15, 2 * STEP_HZ  # a question begins upright, or after so long
_ANTICIPATION_STEPS = round(0.1 * STEP_HZ)
_GROUP = 4  # prompts to a question


class Answers(Protocol):
    """What a second task needs of either way to answer."""

    @property
    def open(self) -> bool:
        """Whether something has been asked or shown that is not answered yet."""

    @property
    def question(self) -> str:
        """The number that is asked about now, for which play is held; else empty."""

    @property
    def due(self) -> bool:
        """Whether enough was shown to ask about."""

    def given(self, prompt: Prompt) -> None:
        """A prompt is shown."""

    def ask(self) -> Happened:
        """Now is a good moment to ask, where questions are asked at all."""

    def step(self, intent: Intent) -> Happened:
        """One step of play."""


class Buttoned:
    """Press for the prompts that count, within answer_s. A press that no prompt waits for, or that
    comes before anybody could have seen it, is an answer of its own: not correct.
    """

    question, due = "", False

    def __init__(self, answer_s: float) -> None:
        self._within = round(answer_s * STEP_HZ)
        self._prompt: Prompt | None = None
        self._age = 0
        self._down = False

    @property
    def open(self) -> bool:
        return self._prompt is not None

    def given(self, prompt: Prompt) -> None:
        self._prompt, self._age = prompt, 0

    def ask(self) -> Happened:
        return []

    def step(self, intent: Intent) -> Happened:
        pressed, self._down = intent.confirm and not self._down, intent.confirm
        self._age += 1
        if self._prompt is None or (pressed and self._age <= _ANTICIPATION_STEPS):
            return [_answer(None, go=False, said=True, reaction_s=None)] if pressed else []
        if not pressed and self._age < self._within:
            return []
        prompt, self._prompt = self._prompt, None
        reaction_s = self._age / STEP_HZ if pressed else None
        return [_answer(prompt.number, go=prompt.go, said=pressed, reaction_s=reaction_s)]


class Counted:
    """Count those that count; when asked, lean right for "so many", left for "not so many". Half of
    the numbers asked about, by chance, are right, the others one off. Nobody is asked to lean
    further than 0.6 of the cap of that side. ParamsError where a side is closed.
    """

    def __init__(self, answer_s: float, caps: tuple[float, ...], chance: Chance) -> None:
        if min(caps[_LEFT], caps[_RIGHT]) < _SMALLEST_CAP:
            raise ParamsError(
                "answer: the caps leave no room to lean to both sides; answer by button"
            )
        self._far = {k: min(_YES, _OF_CAP * caps[k]) for k in (_LEFT, _RIGHT)}
        self._within, self._chance = round(answer_s * STEP_HZ), chance
        self._shown = self._count = self._asked = self._number = 0
        self._age = self._ready = self._leant = 0
        self._asking = False

    @property
    def open(self) -> bool:
        return self._shown > 0

    @property
    def question(self) -> str:
        return str(self._number) if self._asking else ""

    @property
    def due(self) -> bool:
        return self._shown >= _GROUP

    def given(self, prompt: Prompt) -> None:
        self._shown += 1
        self._count += prompt.go

    def ask(self) -> Happened:
        if not self._shown or self._asking:
            return []
        off = 0 if self._chance.below(2) else 1 if self._count == 0 or self._chance.below(2) else -1
        self._number, self._asking = self._count + off, True
        self._age = self._ready = self._leant = 0
        return [("question", {"asked": self._number, "counted": self._count})]

    def step(self, intent: Intent) -> Happened:
        if not self._asking:
            return []
        if not self._ready:
            self._age += 1
            if abs(intent.lean_ml) > _UPRIGHT and self._age < _UPRIGHT_STEPS:
                return []
        self._ready += 1
        side = _RIGHT if intent.lean_ml >= self._far[_RIGHT] else None
        side = _LEFT if intent.lean_ml <= -self._far[_LEFT] else side
        lean = 0 if side is None or not intent.on_board else 1 if side == _RIGHT else -1
        self._leant = self._leant + lean if lean * self._leant >= 0 and lean else lean
        if abs(self._leant) < _DWELL_STEPS and self._ready < self._within:
            return []
        said = self._leant > 0 if abs(self._leant) >= _DWELL_STEPS else None
        reaction_s = None if said is None else (self._ready - _DWELL_STEPS) / STEP_HZ
        made = _answer(
            self._asked, go=self._number == self._count, said=said, reaction_s=reaction_s
        )
        self._asked += 1
        self._shown = self._count = 0
        self._asking = False
        return [made]


def _answer(
    number: int | None, *, go: bool, said: bool | None, reaction_s: float | None
) -> tuple[str, dict[str, object]]:
    """go: whether yes was right; said: yes, no, or nothing (null); prompt null: none was shown."""
    correct = number is not None and said is not None and said == go
    return "answer", {
        "prompt": number,
        "go": go,
        "said": said,
        "correct": correct,
        "reaction_s": reaction_s,
    }
