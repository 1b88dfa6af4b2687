"""What somebody sees who woke the kiosk: what there is to try, and that nothing of them is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.screens import labels, parts
from game.screens.kiosk_attract import APPLE, First, apple, cards, onward

if TYPE_CHECKING:
    from game.render.ui import Ui

BACKDROP = "dim"
LATER, START = 0, 1  # the order of focus
MEDALLION, MEDALLION_Y, LABEL_Y = 12.6, 14.2, 23.0


@dataclass(frozen=True, slots=True)
class InviteView:
    """focus, hold and arrived as for every choice."""

    first: First = "button"
    focus: int = START
    hold: float = 0.0
    arrived: float = 1.0


def targets(view: InviteView) -> tuple[parts.Target, ...]:
    """Where the choices lie in u, in the order of focus; they never move."""
    return (3.0, 28.9, 17.0, 5.0), (43.7, 28.4, 17.0, 5.8)


def draw(ui: Ui, view: InviteView) -> None:
    """The whole screen. Call between ui.begin and ui.end."""
    ui.part("kiosk invite", view.first, lambda: _words(ui, view))
    pills = (view.focus, view.hold, view.arrived)
    ui.part("kiosk invite pills", pills, lambda: _pills(ui, view))


def _words(ui: Ui, view: InviteView) -> None:
    labels.title(ui, ui.say("kiosk.invite.title"))
    for at, (picture, words, tint) in enumerate(cards(ui, view.first)):
        x = 12.0 + at * 20.0
        ui.medallion(picture, x, MEDALLION_Y, MEDALLION, tint)
        labels.column(ui, words, x, LABEL_Y, 2.5, 19.0, align="centre")
        if at == APPLE:
            apple(ui, x, MEDALLION_Y, MEDALLION)
        if at:
            onward(ui, x - 10.0, MEDALLION_Y)
    words = ui.say("kiosk.invite.kept")
    labels.middle(
        ui, words, 31.8, 31.4, 1.75, 22.6, lines=1, weight="semibold", align="centre", least=1.5
    )


def _pills(ui: Ui, view: InviteView) -> None:
    focus, places = parts.Focus(view.hold, view.arrived), targets(view)
    on = view.focus == START
    no = parts.Option(ui.say("kiosk.later"), "arrow_back")
    parts.pill(ui, places[LATER], no, None if on else focus)
    yes = parts.Option(ui.say("kiosk.start"), "play")
    parts.pill(ui, places[START], yes, focus if on else None, main=True)
