"""Screen 13: the waiting room's. Over the living world either the call to try it in three pictures,
or a caption that says what it is for; all words lie on pine panels.

What staff has to know (a settings file that is wrong) stands small at the foot. A black picture and
a dimmed one are the same panel over all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from game.render.ui_palette import (
    CREAM,
    EDGE,
    PANEL_LIVE,
    PINE,
    TINT_GREEN,
    TINT_ORANGE,
    TINT_SKY,
    Colour,
    faded,
)
from game.screens import labels, parts

if TYPE_CHECKING:
    from game.render.ui import Ui

BLACK: Colour = (0.0, 0.0, 0.0, 1.0)
X, Y, W, H, PITCH = 3.0, 13.6, 18.0, 20.2, 20.0
MEDALLION, LABEL, BADGE = 13.4, 2.15, 3.9
STAFF_LINE = 1.3
FAR = 200.0
APPLE = 2  # the card whose hand holds one

First = Literal["button", "touch", "step_on"]
_FIRST = {"button": "controller", "touch": "play", "step_on": "step_on_held"}


@dataclass(frozen=True, slots=True)
class AttractView:
    """first: how one begins. caption: the number of the words to read, or None for the three
    pictures. opacity of words and panels, 0..1. problem: one line for staff, or empty.
    """

    first: First = "button"
    caption: int | None = None
    opacity: float = 1.0
    problem: str = ""


def draw(ui: Ui, view: AttractView) -> None:
    """All but the world. Begins and ends its own flushes, since only the words fade."""
    ui.begin(view.opacity)
    if view.caption is None:
        ui.part("attract call", view.first, lambda: _call(ui, view))
    else:
        ui.part("attract caption", view.caption, lambda: _caption(ui, view.caption or 0))
    ui.end()
    if view.problem:
        ui.begin()
        ui.part("attract problem", view.problem, lambda: _problem(ui, view.problem))
        ui.end()


def shade(ui: Ui, dark: float) -> None:
    """The whole picture made darker, 0..1: black at 1."""
    if dark <= 0:
        return
    ui.begin()
    ui.panel(-FAR, -FAR, 2 * FAR + 64, 2 * FAR, faded(BLACK, min(1.0, dark)), radius=0.0)
    ui.end()


def cards(ui: Ui, first: First) -> tuple[tuple[str, str, Colour], ...]:
    """Picture, words and tint of the three steps."""
    return (
        (_FIRST[first], ui.say(f"kiosk.card.{first}"), TINT_SKY),
        ("lean.right", ui.say("kiosk.card.lean"), TINT_ORANGE),
        ("reach", ui.say("kiosk.card.pick"), TINT_GREEN),
    )


def apple(ui: Ui, x: float, y: float, size: float) -> None:
    """What the hand of the third picture reaches for; about the middle of its medallion."""
    with ui.unmirrored(x):
        ui.picture("apple", x + size * 0.26, y - size * 0.02, size * 0.36)


def onward(ui: Ui, x: float, y: float) -> None:
    """From one picture to the next."""
    for ink, thick in ((PINE, 0.8), (CREAM, 0.36)):
        for side in (-0.75, 0.75):
            ui.line(x + 0.4, y, x - 0.4, y + side, thick, ink)


def _call(ui: Ui, view: AttractView) -> None:
    words = ui.say("kiosk.try")
    width = max(17.6, ui.measure(words, 4.2, "bold") + 7.0)
    ui.pill(X, 2.2, width, 7.0, PANEL_LIVE, edge=EDGE, rim=0.1)
    ui.text(words, X + width / 2, 5.7, 4.2, weight="bold", align="centre")
    for at, (picture, label, tint) in enumerate(cards(ui, view.first)):
        left = X + at * PITCH
        ui.panel(left, Y, W, H, PANEL_LIVE, radius=1.6, edge=EDGE, rim=0.1)
        ui.medallion(picture, left + W / 2, Y + 1.0 + MEDALLION / 2, MEDALLION, tint)
        labels.middle(ui, label, left + W / 2, Y + 17.0, LABEL, W - 1.4, align="centre")
        if at == APPLE:
            apple(ui, left + W / 2, Y + 1.0 + MEDALLION / 2, MEDALLION)
        if at:
            onward(ui, left - (PITCH - W) / 2, Y + H / 2 - 1.0)
    for at in range(3):
        x, y = X + at * PITCH, Y + 1.1
        ui.disc(x, y, BADGE / 2, PINE, edge=CREAM, rim=0.3)
        ui.text(ui.words.number(at + 1), x, y, 2.2, weight="bold", align="centre")


def _caption(ui: Ui, caption: int) -> None:
    words = ui.say(f"kiosk.caption.{caption}")
    size, lines = parts.fit(ui, words, 3.4, 50.0, 1)
    width = ui.measure(lines[0], size, "bold") + 5.0
    ui.pill(32 - width / 2, 27.4, width, 6.2, PANEL_LIVE, edge=EDGE, rim=0.1)
    ui.text(lines[0], 32.0, 30.5, size, weight="bold", align="centre")


def _problem(ui: Ui, problem: str) -> None:
    """At the foot, in as many lines as it takes."""
    lines = parts.wrap(ui, problem, STAFF_LINE, 60.0, "medium")[:3]
    height = len(lines) * STAFF_LINE * 1.25 + 0.6
    ui.panel(1.0, 35.6 - height, 62.0, height, PANEL_LIVE, radius=0.4)
    for at, line in enumerate(lines):
        y = 35.6 - height + 0.95 + at * STAFF_LINE * 1.25
        ui.text(line, 2.0, y, STAFF_LINE, weight="medium")
