"""The kiosk's screens with something to choose or to wait for: what each shows, and what a choice
says to the kiosk. Nothing here draws.

One class a state; SCREENS is the list.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from functools import lru_cache
from types import ModuleType
from typing import Any, ClassVar

import segno

from game.app.kiosk_run import Kiosk
from game.balance.directions import DIRECTIONS
from game.kiosk.machine import State
from game.kiosk.reach import FULL, ORDER
from game.screens import (
    calibrate,
    kiosk_choose,
    kiosk_invite,
    kiosk_result,
    message,
    prepare,
    step_on,
)
from game.screens.calibrate import CalibrateView, Petal
from game.screens.choice import Choice
from game.screens.kiosk_attract import First
from game.screens.kiosk_result import Code
from game.screens.parts import Target

EVEN = (0.25, 0.75)  # share of the load on the left that is even enough to begin
OPENS_S = 0.6  # a kept petal unfolds in so long


class Screen(ABC):
    """One screen while it is shown."""

    kind: ClassVar[ModuleType]
    COUNT: ClassVar[int] = 0  # choices, the last in focus
    HOLDS: ClassVar[bool] = False  # whether every choice has to be held

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk = kiosk
        self.choice = self.make_choice()

    def make_choice(self) -> Choice | None:
        return Choice(self.COUNT, focus=self.COUNT - 1) if self.COUNT else None

    @abstractmethod
    def view(self, since_s: float) -> Any:
        """What it shows, so many seconds after it came."""

    def module(self, view: Any) -> ModuleType:
        """What draws it."""
        return self.kind

    def targets(self, view: Any) -> Sequence[Target]:
        """Where its choices lie, in u."""
        return self.kind.targets(view) if self.choice else ()

    def chose(self, chosen: int) -> None:
        """Something was chosen."""
        self.kiosk.say("next")

    @property
    def focus(self) -> dict[str, Any]:
        """Focus and hold, as every view with choices has them."""
        return {"focus": self.choice.focus, "hold": self.choice.hold} if self.choice else {}


class Invite(Screen):
    kind: ClassVar[ModuleType] = kiosk_invite
    COUNT: ClassVar[int] = 2

    def view(self, since_s: float) -> kiosk_invite.InviteView:
        return kiosk_invite.InviteView(first_card(self.kiosk), **self.focus)

    def chose(self, chosen: int) -> None:
        self.kiosk.say("next" if chosen == kiosk_invite.START else "back")


class Choose(Screen):
    """The ways there are when it came; one that goes meanwhile leads nowhere."""

    kind: ClassVar[ModuleType] = kiosk_choose

    def make_choice(self) -> Choice:
        self._ways = self.kiosk.machine.ways
        return Choice(len(self._ways), focus=0)

    def view(self, since_s: float) -> kiosk_choose.ChooseView:
        if self._ways != self.kiosk.machine.ways:
            self.choice = self.make_choice()
        leans = self.kiosk.machine.rules.standing
        return kiosk_choose.ChooseView(self._ways, leans=leans, **self.focus)

    def chose(self, chosen: int) -> None:
        self.kiosk.say("choose", chosen)


class Ready(Screen):
    """What makes a board safe, and one long yes for all of it: a press is not enough."""

    kind: ClassVar[ModuleType] = prepare
    COUNT: ClassVar[int] = 2
    HOLDS: ClassVar[bool] = True

    def view(self, since_s: float) -> prepare.PrepareView:
        seated = self.kiosk.machine.way == "seated"
        aids = () if seated else tuple(self.kiosk.kiosk.aids)
        return prepare.PrepareView(aids, seated=seated, helper=False, **self.focus)

    def chose(self, chosen: int) -> None:
        self.kiosk.say("next" if chosen == prepare.YES else "back")


class Board(Screen):
    kind: ClassVar[ModuleType] = step_on

    def module(self, view: Any) -> ModuleType:
        return message if isinstance(view, message.MessageView) else step_on

    def view(self, since_s: float) -> step_on.StepOnView | message.MessageView:
        visitor = self.kiosk.visitor
        if visitor.stands_up:
            return SIT
        on = visitor.reason is None
        return step_on.StepOnView(
            on=on,
            left=1 - visitor.devices.control.load_share_right if on else None,
            even=EVEN,
            staying=visitor.staying,
            seated=visitor.way == "seated",
        )


class Calibrate(Screen):
    """The flower of four petals; those between open with them in the end."""

    kind: ClassVar[ModuleType] = calibrate

    def module(self, view: Any) -> ModuleType:
        return message if isinstance(view, message.MessageView) else calibrate

    def view(self, since_s: float) -> CalibrateView | message.MessageView:
        visitor = self.kiosk.visitor
        if visitor.waits or visitor.reach is None:
            return waiting(self.kiosk)
        reach, (ml, ap) = visitor.reach, visitor.lean
        direction = reach.direction
        done = reach.phase == "done"
        if direction is not None:
            line = "kiosk.by_hand" if visitor.way == "hand" else "flower.as_far"
            instruction = f"lean.{DIRECTIONS[direction]}"
        elif done:
            instruction, line = "done", "flower.whole"
        else:
            quiet = reach.phase == "quiet"
            instruction, line = ("stand", "flower.middle") if quiet else ("centre", "flower.kept")
        return CalibrateView(
            instruction=instruction,
            line=line,
            direction=direction,
            petals=tuple(self._petal(k) for k in range(8)),
            lean_ml=ml,
            lean_ap=ap,
            done=len(reach.found),
            total=len(ORDER),
            staying=reach.staying,
            home=reach.phase == "middle",
        )

    def _petal(self, k: int) -> Petal:
        reach = self.kiosk.visitor.reach
        assert reach is not None
        if reach.phase == "done" and k not in ORDER:
            return Petal("reached", min(1.0, reach.here_s / OPENS_S))
        if k in reach.found:
            return Petal("reached", 1.0)
        now = reach.direction == k
        return Petal("now", min(FULL, reach.furthest)) if now else Petal()


class Result(Screen):
    kind: ClassVar[ModuleType] = kiosk_result
    COUNT: ClassVar[int] = 1

    def view(self, since_s: float) -> kiosk_result.ResultView:
        return kiosk_result.ResultView(
            tuple(self.kiosk.visitor.gathered),
            code_of(self.kiosk.kiosk.url),
            hold=self.choice.hold if self.choice else 0.0,
            since_s=since_s,
        )


def lean_on_flower(place: tuple[float, float], *, mirrored: bool) -> tuple[float, float]:
    """What somebody leans, in shares of the limit, who points there (u). The flower's left and
    right are the body's, on every screen.
    """
    ml, ap = (place[0] - calibrate.X) / calibrate.OUTER, (calibrate.Y - place[1]) / calibrate.OUTER
    far = max(1.0, math.hypot(ml, ap))
    return (-ml if mirrored else ml) / far, ap / far


SIT = message.MessageView("kiosk.sit", "sit_back")
SCREENS: dict[State, Callable[[Kiosk], Screen]] = {
    "invite": Invite,
    "choose": Choose,
    "ready": Ready,
    "board": Board,
    "calibrate": Calibrate,
    "result": Result,
}


def waiting(kiosk: Kiosk) -> message.MessageView:
    """Why nothing goes on, and what to do."""
    visitor = kiosk.visitor
    if visitor.stands_up:
        return SIT
    if visitor.reason == "off_board" and visitor.way == "seated":
        return message.MessageView("step_on.feet", "sit_back")
    if visitor.reason == "off_board":
        return message.MessageView("step_on.on", "step_on_held")
    return message.MessageView("kiosk.wait", "board_waves" if visitor.way != "hand" else "rest")


def first_card(kiosk: Kiosk) -> First:
    """How one begins here: only where standing is allowed by stepping on."""
    if "standing" in kiosk.machine.ways:
        return "step_on"
    return "button" if kiosk.devices.has_stick() else "touch"


@lru_cache(maxsize=1)
def code_of(url: str) -> Code:
    """The QR code of a page, rows of modules; empty for none."""
    if not url:
        return ()
    return tuple(tuple(int(dark) for dark in row) for row in segno.make_qr(url).matrix)
