"""A simulated person's head beside the body: answers the words of a second task, and is distracted.

They see a word as it is shown and know after a while whether it counts; now and then they know
wrongly. By button they press for it; else they keep count, and answer a question by a lean. With
body and head busy at once both miss more and are later (Plummer 2013; how much is judgement). Times
in steps of the rules.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from game.sim import STEP_HZ, World
from game.virtual_patient.profiles import Profile

PRESS_STEPS: Final = round(0.12 * STEP_HZ)  # a button is held
BUSY_STEPS: Final = 5 * STEP_HZ  # after a word, it is still on one's mind
SCATTER: Final = 0.15  # SD of the logarithm of the time to know a word
SLOWS: Final = 2.0  # how much more time, for each unit of `divided`
ANSWER_LEAN: Final = 0.4  # of the limit: more than anybody is asked for
THINK: Final = 2.0  # of the time for a word: to compare a number with one's count
TOLD: Final = "dual."  # instructions of the second task, while nothing is asked of the body


class SecondTask:
    """slips: share of words known wrongly; word_s: from a word to the press; divided: how many more
    words are known wrongly, and targets missed, with body and head busy at once (shares).
    """

    def __init__(
        self, seed: int, slips: float = 0.0, word_s: float = 0.4, divided: float = 0.0
    ) -> None:
        self._random = np.random.Generator(np.random.PCG64([seed, 2]))
        self._slips, self._word_s, self._divided = slips, word_s, divided
        self._word = self._question = ""
        self._busy_until = self._press_at = self._lean_at = -PRESS_STEPS
        self._count, self._side = 0, 0
        self._alone, self._by_lean = True, False

    @classmethod
    def like(cls, profile: Profile, seed: int) -> SecondTask:
        """The head that goes with a body of this profile."""
        return cls(seed, profile.slips, profile.word_s, profile.divided)

    def look(self, world: World) -> None:
        """What is shown now: a word, a question, or which way to answer."""
        told = world.hud.instruction
        self._alone = told.startswith(TOLD)
        if self._alone and told != f"{TOLD}question":
            self._by_lean = told.endswith(".lean")
        shown = next((thing for thing in world.entities if thing.kind == "prompt"), None)
        word = shown.state if shown else ""
        if shown and word != self._word:
            self._read(world.step, shown.ident == 1)
        self._word = word
        question = world.hud.prompt if told == f"{TOLD}question" else ""
        if question and question != self._question:
            self._decide(world.step, int(question))
        self._question = question

    def presses(self, step: int) -> bool:
        """Whether the button is down."""
        return 0 <= step - self._press_at < PRESS_STEPS

    def leans(self, step: int) -> float | None:
        """Where to lean (ml) for an answer; None while nothing is asked, or they think."""
        return self._side * ANSWER_LEAN if self._question and step >= self._lean_at else None

    def distraction(self, step: int) -> float:
        """How much the body is without its head now: 0, or `divided`."""
        return self._divided if step < self._busy_until and not self._alone else 0.0

    def _read(self, step: int, counts: bool) -> None:
        """A new word: decided at once, and by the same number of draws."""
        self._busy_until = step + BUSY_STEPS
        wrong, scatter = self._random.uniform(), self._random.normal()
        away = self.distraction(step)
        says = counts != (wrong < self._slips + away)
        self._count += says
        if says and not self._by_lean:
            takes = self._word_s * (1 + SLOWS * away) * math.exp(SCATTER * scatter)
            self._press_at = step + round(takes * STEP_HZ)

    def _decide(self, step: int, number: int) -> None:
        self._side = 1 if number == self._count else -1
        self._lean_at = step + round(THINK * self._word_s * STEP_HZ)
        self._count = 0
