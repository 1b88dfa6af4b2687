"""What each screen says aloud: the names of its main lines, which stand on it in writing as well.

A name is the key of the words, with a number where they have one: `today.title-3`. NAMES is all
that can be asked for; tools/speech.py bakes one file for each, in every language. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from game.screens import pause, prepare, step_on
from game.screens.calibrate import CalibrateView
from game.screens.countdown import CountdownView
from game.screens.goodbye import GoodbyeView
from game.screens.in_game import InGameView
from game.screens.message import MessageView
from game.screens.pause import PauseView
from game.screens.prepare import PrepareView
from game.screens.question import QuestionView
from game.screens.rest import RestView
from game.screens.results import ResultsView
from game.screens.step_on import StepOnView
from game.screens.today import NO_PLAN, TodayView
from game.screens.valley import ValleyScreenView
from game.screens.who import WhoView
from game.words import MESSAGES, Words

Lines = tuple[str, ...]

COUNTED: Final = 3  # of a countdown: before it the person is told what comes
MOST_STEPS: Final = 12  # of a day
ALWAYS: Final = ("eyes.", "stance.", "surface.", "dual.")  # told each time they come in play

_SPOKEN: Final = (
    "lean.", "hold", "centre", "stand", "rest", "reach", "step", "still", "stance.", "surface.",
    "eyes.", "side_gain.", "dual.", "follow", "firefly.", "walk.", "shift.", "done", "ready",
    "pause.", "flower.", "who.title", "today.done", "question.", "prepare.", "step_on.",
    "goodbye.", "message.", "valley.",
)  # fmt: skip
_WRITTEN: Final = (  # alone: choices, units, and what a number would be needed for
    "pause.finish", "pause.step_on", "pause.go_on", "pause.helper", "question.none",
    "question.most", "prepare.help", "prepare.yes.", "step_on.ready", "step_on.moment",
    "rest.go_on", "rest.in", "rest.out", "flower.title", "valley.next", "valley.visit",
    "valley.best", "valley.new_best",
)  # fmt: skip


def numbered(key: str, n: int) -> str:
    """The name of a line with a number in it."""
    return f"{key}-{n}"


def text_of(words: Words, name: str) -> str:
    """What is said at this name: as it is written, in one line; a countdown is its number."""
    key, _, n = name.partition("-")
    if key == "count":
        return words.number(int(n))
    text = words.say(key, n=int(n)) if n else words.say(key)
    return text.replace("\n", " ")


NAMES: Final[Lines] = (
    *(key for key in MESSAGES if key.startswith(_SPOKEN) and not key.startswith(_WRITTEN)),
    *(numbered("today.title", n) for n in range(1, MOST_STEPS + 1)),
    *(numbered("count", n) for n in range(1, COUNTED + 1)),
)


def lines_of(view: object) -> Lines:
    """What a screen says aloud while it shows this; nothing for one that is silent."""
    make = _LINES.get(type(view))
    return make(view) if make else ()


class InPlay:
    """What is told over play: each instruction when it first comes up, and some each time."""

    def __init__(self) -> None:
        self._told: set[str] = set()
        self._now = ""

    def lines_of(self, view: InGameView) -> Lines:
        """What is said now; the same until the instruction changes."""
        told = view.instruction
        if told != self._now:
            self._told.add(self._now)
            self._now = told
        return () if told in self._told and not told.startswith(ALWAYS) else (told,)


def _today(view: TodayView) -> Lines:
    steps = view.steps or NO_PLAN
    if all(step.done for step in steps):
        return ("today.done",)
    return (numbered("today.title", min(len(steps), MOST_STEPS)),)


def _prepare(view: PrepareView) -> Lines:
    if view.called:
        return ("prepare.called",)
    return ("prepare.title", *(f"prepare.{aid}" for aid in prepare.shown(view)))


def _goodbye(view: GoodbyeView) -> Lines:
    leave = "goodbye.up" if view.seated else "goodbye.off"
    if view.early:
        return ("goodbye.early", "goodbye.early.title", "goodbye.early.then", leave)
    day = "" if view.weekday is None or view.day is None else f".{view.weekday}"
    return ("goodbye.well_done", f"goodbye.see_you{day}", leave)


def _countdown(view: CountdownView) -> Lines:
    if view.number <= COUNTED:
        return (numbered("count", max(1, view.number)),)
    return (view.instruction,)


def _calibrate(view: CalibrateView) -> Lines:
    leans = view.instruction.startswith("lean.")
    return (f"flower.{view.instruction}" if leans else view.instruction, view.line)


_LINES: Final[Mapping[type, Callable[[Any], Lines]]] = {
    WhoView: lambda view: ("who.title",),
    TodayView: _today,
    QuestionView: lambda view: (f"question.{view.asked}",),
    PrepareView: _prepare,
    StepOnView: step_on.lines_of,
    RestView: lambda view: ("rest.title", "rest.seated" if view.seated else "rest.sit"),
    GoodbyeView: _goodbye,
    CountdownView: _countdown,
    PauseView: lambda view: (pause.title_of(view), pause.line_of(view)),
    ResultsView: lambda view: ("done",),
    MessageView: lambda view: (view.key, f"{view.key}.then"),
    CalibrateView: _calibrate,
    ValleyScreenView: lambda view: (view.title,),
}
