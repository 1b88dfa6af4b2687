"""The words of a second task: what is shown, and which of them are to be answered.

colour: answer green. word: answer animals. count: numbers count up; answer where one is left out.
Half of them, by chance, are to be answered (`go`), never more than three of a sort in a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from game.sim import STEP_HZ
from game.sim.chance import Chance

Kind = Literal["colour", "word", "count"]

_WORDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "colour": (("green",), ("red", "blue", "yellow")),
    "word": (("dog", "cat", "horse", "bird"), ("chair", "cup", "door", "shoe")),
}
_HIGHEST = 97
_ALIKE = 3
_SPREAD = 0.25  # of the usual time between two: nobody can foresee the moment


@dataclass(frozen=True, slots=True)
class Prompt:
    """number: from 0. word: a key under `prompt.` in the words of the screen, or a number."""

    number: int
    word: str
    go: bool

    @property
    def key(self) -> str:
        """What the HUD is told: a word's key, or the number itself."""
        return self.word if self.word.isdigit() else f"prompt.{self.word}"


class Prompter:
    """Gives prompts at chance moments about every_s apart, and keeps the newest for show_s."""

    def __init__(self, kind: Kind, every_s: float, show_s: float, chance: Chance) -> None:
        self._kind, self._chance = kind, chance
        self._every, self._show = every_s * STEP_HZ, round(show_s * STEP_HZ)
        self._made = self._count = self._alike = 0
        self._last: Prompt | None = None
        self._age = 0
        self._wait()

    def step(self, coming: bool) -> Prompt | None:
        """One step of play, in which prompts may be `coming`: the new one, if one comes."""
        self._age += 1
        self._left -= coming
        if self._left > 0 or not coming:
            return None
        self._wait()
        self._age = 0
        self._last = self._next()
        return self._last

    @property
    def shown(self) -> Prompt | None:
        """The prompt that is to be seen now."""
        return self._last if self._age < self._show else None

    def hide(self) -> None:
        """Show none until the next comes, a whole wait from now."""
        self._last = None
        self._wait()

    def _wait(self) -> None:
        self._left = round(self._every * (1 - _SPREAD + 2 * _SPREAD * self._chance.share()))

    def _next(self) -> Prompt:
        go = self._chance.below(2) == 1
        if self._last and self._last.go == go and self._alike >= _ALIKE:
            go = not go
        self._alike = self._alike + 1 if self._last and self._last.go == go else 1
        prompt = Prompt(self._made, self._word(go), go)
        self._made += 1
        return prompt

    def _word(self, go: bool) -> str:
        if self._kind == "count":
            fresh = self._count == 0 or self._count > _HIGHEST
            self._count = 1 if fresh and not go else 2 if fresh else self._count + 1 + go
            return str(self._count)
        words = _WORDS[self._kind][0 if go else 1]
        return words[self._chance.below(len(words))]
