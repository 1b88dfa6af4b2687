"""The screens of a visit around its games: what each shows, and what a choice on it says.

One class a state of game.session.runner; SCREENS is the list, but for the valley's (visit_gift.py).
A screen gets the visit, makes its view from it, and turns what was chosen into a word to the visit.
Nothing here draws.
"""

from __future__ import annotations

import math
import zlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import ModuleType
from typing import Any, ClassVar

from game.app.inputs import Wishes
from game.app.known import Known
from game.app.suited import choice_for
from game.app.theatre import Pointer
from game.app.visit_run import VisitRun
from game.app.visit_valley import Ground
from game.screens import goodbye, prepare, question, rest, step_on, today, who
from game.screens.choice import Choice, Inputs
from game.screens.parts import Target, target_at
from game.screens.pause import CALL_AFTER_S
from game.session.runner import Said, State

PLACES = {"lakeside": "lake"} | {name: name for name in today.PLACES}  # by scene
TURN_S = 3.0  # of the ring that turns while the board is read
BARS = 4


class Screen(ABC):
    """One screen while it is shown: choices in a row, the main one last and in focus.

    kind: the module of game.screens that draws it and says where its choices lie. HOLDS: nothing on
    it is chosen by a press; whatever key, button or finger it is has to be held.
    """

    kind: ClassVar[ModuleType]
    COUNT: ClassVar[int] = 1
    HOLDS: ClassVar[bool] = False

    def __init__(self, run: VisitRun) -> None:
        self.run = run
        self.choice = self.fresh(self.COUNT, self.COUNT - 1)

    def fresh(self, count: int, focus: int) -> Choice:
        """A focus over so many choices, as this person chooses."""
        return choice_for(self.run.known.plan.display, count, focus)

    @abstractmethod
    def view(self, since_s: float, now: float) -> Any:
        """What it shows, so many seconds after it came; now: on the devices' clock."""

    def targets(self, view: Any) -> Sequence[Target]:
        """Where its choices lie, in u."""
        places: Sequence[Target] = self.kind.targets(view, column=self.column)
        return places

    @property
    def column(self) -> bool:
        """Whether all stands at one side."""
        return self.run.known.plan.display.column != "none"

    def inputs(self, inputs: Inputs, wishes: Wishes, pointer: Pointer) -> Inputs:
        """What choosing is to hear."""
        return inputs

    def step(self, dt: float, heard: Inputs) -> int | None:
        """Let the choosing go on; returns what was chosen in this frame."""
        return self.choice.step(dt, heard, locked=self.locked())

    def locked(self) -> frozenset[int]:
        """Which choices do nothing yet."""
        return frozenset()

    def ground(self) -> Ground | None:
        """The map that lies behind it, where that is not a dimmed picture."""
        return None

    def chose(self, chosen: int) -> None:
        """Something was chosen."""
        self.run.say("next")


class Who(Screen):
    """Is it you? The one who was asked for, and nobody else's name; a guest is somebody else."""

    kind: ClassVar[ModuleType] = who
    COUNT: ClassVar[int] = 2

    def __init__(self, run: VisitRun) -> None:
        super().__init__(run)
        self.choice = self.fresh(self.COUNT, 0)

    def view(self, since_s: float, now: float) -> who.WhoView:
        person = person_of(self.run.known)
        return who.WhoView((person,), focus=self.choice.focus, hold=self.choice.hold)

    def inputs(self, inputs: Inputs, wishes: Wishes, pointer: Pointer) -> Inputs:
        """A number picks its tile."""
        if wishes.digit is None or not 1 <= wishes.digit <= self.COUNT:
            return inputs
        return replace(inputs, point=wishes.digit - 1, click=True)

    def chose(self, chosen: int) -> None:
        self.run.say("next" if chosen == 0 else "leave")


class Today(Screen):
    """What is planned: not me, less today, start."""

    kind: ClassVar[ModuleType] = today
    COUNT: ClassVar[int] = 3

    def view(self, since_s: float, now: float) -> today.TodayView:
        visit, levels = self.run.visit, self.run.known.levels
        steps = tuple(
            today.Step(PLACES.get(levels[block.level].scene, "flower"), block.minutes)
            for block in visit.blocks
        )
        if self.choice.count == self.COUNT and len(steps) < 2:
            self.choice = self.fresh(self.COUNT - 1, self.COUNT - 2)
        return today.TodayView(
            steps, focus=self.choice.focus, hold=self.choice.hold, less=len(steps) > 1
        )

    def chose(self, chosen: int) -> None:
        view = self.view(0.0, 0.0)
        words: dict[str, Said] = {"not_me": "leave", "less": "less", "start": "next"}
        self.run.say(words[today.choices(view)[chosen]])


class Question(Screen):
    """One question after the other: moving changes the answer, holding gives it. Until it was
    moved, a hold takes twice as long.
    """

    kind: ClassVar[ModuleType] = question
    COUNT: ClassVar[int] = 11

    def __init__(self, run: VisitRun) -> None:
        super().__init__(run)
        self._begin()

    def _begin(self) -> None:
        self._asked = self.run.visit.asked
        self.choice = self.fresh(self.COUNT, 0)
        self._hold_s = self.choice.hold_s
        self._moved = False

    def view(self, since_s: float, now: float) -> question.QuestionView:
        visit = self.run.visit
        if visit.asked and visit.asked != self._asked:
            self._begin()
        return question.QuestionView(
            asked=self._asked,  # type: ignore[arg-type]
            value=self.choice.focus if self._moved else None,
            number=visit.question + 1,
            total=len(visit.questions()),
            hold=self.choice.hold,
        )

    def inputs(self, inputs: Inputs, wishes: Wishes, pointer: Pointer) -> Inputs:
        """Digits and the track, along which one may drag, give the answer outright; a click on the
        card, or a finger that stays there, confirms it.
        """
        place = pointer.clicked or pointer.held
        value = wishes.digit
        if place is not None:
            value = question.value_at(*place, column=self.column)
        card = self.kind.targets(None, column=self.column)
        on_card = place is not None and target_at(card, *place) is not None
        self._moved |= value is not None
        clicked = pointer.clicked is not None and on_card and not pointer.finger
        return replace(
            inputs,
            point=value,
            press=on_card and pointer.finger,
            click=(wishes.choose or clicked) and self._moved,
        )

    def targets(self, view: question.QuestionView) -> Sequence[Target]:
        """None for the pointer: the card would be taken for the answer 0."""
        return ()

    def step(self, dt: float, heard: Inputs) -> int | None:
        """Keys, leaning and taps move the focus too: then an answer was given."""
        before = self.choice.focus
        chosen = super().step(dt, heard)
        self._moved |= heard.move != 0 or self.choice.focus != before
        self.choice.hold_s = self._hold_s * (1 if self._moved else 2)
        return chosen

    def chose(self, chosen: int) -> None:
        self.run.say("answer", chosen)


class Prepare(Screen):
    """Frame or chair, shoes, helper: one long yes for all, or help."""

    kind: ClassVar[ModuleType] = prepare
    COUNT: ClassVar[int] = 2
    HOLDS: ClassVar[bool] = True

    def __init__(self, run: VisitRun) -> None:
        super().__init__(run)
        self._called = False

    def view(self, since_s: float, now: float) -> prepare.PrepareView:
        plan = self.run.known.plan
        return prepare.PrepareView(
            plan.aids,
            seated=plan.posture == "seated",
            focus=self.choice.focus,
            hold=self.choice.hold,
            called=self._called,
        )

    def chose(self, chosen: int) -> None:
        if chosen == prepare.HELP:
            self._called = not self._called
        else:
            self.run.say("next")


class StepOn(Screen):
    """First empty, to be zeroed, then both feet evenly; going on by hand is for staff."""

    kind: ClassVar[ModuleType] = step_on

    def __init__(self, run: VisitRun) -> None:
        super().__init__(run)
        self._well_at = run.session.clock.now()

    def view(self, since_s: float, now: float) -> step_on.StepOnView:
        run, on = self.run, self.run.stands(now)
        low, high = run.even_range
        trouble = run.trouble(now)
        self._well_at = self._well_at if trouble else now
        return step_on.StepOnView(
            zeroing=run.visit.state == "check",
            on=on,
            left=1 - run.control.load_share_right if on else None,
            even=(1 - high, 1 - low),
            staying=run.even,
            battery=bars_of(run.device.status().battery),
            seated=run.known.plan.posture == "seated",
            turn=0.0 if run.known.plan.display.reduced_motion else (since_s / TURN_S) % 1.0,
            trouble=trouble,
            calls=now - self._well_at >= CALL_AFTER_S,
        )

    def inputs(self, inputs: Inputs, wishes: Wishes, pointer: Pointer) -> Inputs:
        """Standing is the input; only a key, a button, a click or a finger goes on."""
        if wishes.zero:
            self.run.zero_again()
        return Inputs(button=inputs.button, press=inputs.press, click=inputs.click)

    def chose(self, chosen: int) -> None:
        if self.run.stands(self.run.session.clock.now()):
            self.run.say("stands")


class Rest(Screen):
    """Breathe, sit; going on opens after the least rest."""

    kind: ClassVar[ModuleType] = rest

    def view(self, since_s: float, now: float) -> rest.RestView:
        plan, been = self.run.known.plan, self.run.visit.in_state_s
        least = plan.rests.least_s
        return rest.RestView(
            left_s=max(0.0, plan.rests.seconds - been),
            total_s=max(plan.rests.seconds, 1.0),
            since_s=since_s,
            ready=min(1.0, been / least) if least > 0 else 1.0,
            hold=self.choice.hold,
            reduced=plan.display.reduced_motion,
            seated=plan.posture == "seated",
        )

    def locked(self) -> frozenset[int]:
        return frozenset() if self.run.visit.may_go_on else frozenset({0})


class Goodbye(Screen):
    """Hold on, step off slowly."""

    kind: ClassVar[ModuleType] = goodbye

    def view(self, since_s: float, now: float) -> goodbye.GoodbyeView:
        return goodbye.GoodbyeView(
            early=bool(self.run.visit.flags),
            seated=self.run.known.plan.posture == "seated",
            hold=self.choice.hold,
        )


SCREENS: dict[State, Callable[[VisitRun], Screen]] = {
    "who": Who,
    "today": Today,
    "before": Question,
    "prepare": Prepare,
    "check": StepOn,
    "step_on": StepOn,
    "between": Question,
    "rest": Rest,
    "after": Question,
    "goodbye": Goodbye,
}


def person_of(known: Known) -> who.Person:
    """Their own picture, with the initials where names are known."""
    return who.Person(known.initials or known.code[:3], emblem_of(known.code))


def emblem_of(code: str) -> str:
    """A participant's picture, always the same one."""
    pictures = sorted(who.TINTS)
    return pictures[zlib.crc32(code.encode()) % len(pictures)]


def bars_of(battery: float) -> int | None:
    """Battery bars 0..4; None where the device does not say."""
    return None if math.isnan(battery) else max(0, min(BARS, round(BARS * battery)))
