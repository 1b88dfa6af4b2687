"""The waiting room's screens and the valley's in every state, for the gallery and for the tests."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from game.screens import (
    kiosk_attract,
    kiosk_choose,
    kiosk_invite,
    kiosk_result,
    kiosk_there,
    valley,
)
from game.screens.kiosk_attract import AttractView
from game.screens.kiosk_choose import ChooseView
from game.screens.kiosk_invite import InviteView
from game.screens.kiosk_result import ResultView
from game.screens.kiosk_there import ThereView
from game.screens.valley import ValleyScreenView

View = AttractView | ChooseView | InviteView | ResultView | ThereView | ValleyScreenView

CHEQUERS = tuple(tuple((row + at) % 2 for at in range(25)) for row in range(25))
TRIED = ResultView((("apple", 5), ("gate", 4), ("firefly", 3)), CHEQUERS, hold=0.4)
LEAVING = ValleyScreenView("valley.choose", 7, ("rowing_boat", "bird_house"), hold=0.5)
LEFT = ValleyScreenView("valley.stays", 20, minutes=18, best=True, milestone=True)

VIEWS: dict[str, View] = {
    "13-kiosk": AttractView(),
    "13-kiosk-touch": AttractView("touch"),
    "13-kiosk-step-on": AttractView("step_on"),
    **{f"13-kiosk-caption-{at}": AttractView(caption=at) for at in range(5)},
    "13-kiosk-invite": InviteView(hold=0.3),
    "13-kiosk-invite-later": InviteView("step_on", kiosk_invite.LATER),
    "13-kiosk-choose": ChooseView(("hand", "seated", "standing"), 1, 0.4),
    "13-kiosk-choose-one": ChooseView(("hand",)),
    "13-kiosk-result": TRIED,
    "13-kiosk-result-plain": replace(TRIED, code=(), hold=0.0),
    "13-kiosk-there": ThereView(8.3, 10.0),
    "15-valley": ValleyScreenView("valley.title", 7, minutes=12),
    "15-valley-choose": LEAVING,
    "15-valley-choose-other": replace(LEAVING, offers=("stepping_stones", "moon_flowers"), focus=1),
    "15-valley-left": LEFT,
    "15-valley-new-place": replace(LEFT, title="valley.new_place", waits=False, milestone=False),
}

SCREENS: dict[type, ModuleType] = {
    AttractView: kiosk_attract,
    ChooseView: kiosk_choose,
    InviteView: kiosk_invite,
    ResultView: kiosk_result,
    ThereView: kiosk_there,
    ValleyScreenView: valley,
}
