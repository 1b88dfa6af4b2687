"""The valley from above: at the start of a visit a look at it, at its end a choice of two to leave.

The map itself is drawn behind (game.render.valley); here are the words over it, on panels of their
own, and the two cards with what may be left. The card in focus stands in the light on the map too.
Once one was chosen it is looked at for a while, with a way on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from game.render.ui_palette import CREAM, EDGE, INK, PANEL_LIVE, TINT_GREEN, TINT_SKY, TINT_YELLOW
from game.screens import attended, labels, parts

if TYPE_CHECKING:
    from game.render.ui import Ui

TITLE_AT = (3.0, 1.9)
TITLE_W, VISIT_W = 38.0, 14.0  # of their words at most
HIGH = 1.3  # panels of one line, of its height
CARDS: tuple[parts.Target, ...] = ((3.0, 26.2, 26.5, 8.0), (34.5, 26.2, 26.5, 8.0))
NEXT: parts.Target = (44.0, 28.4, 17.0, 5.8)
LINE: parts.Target = (3.0, 28.9, 26.0, 5.0)
COLUMN_LINE: parts.Target = (3.0, 21.6, 26.0, 5.0)
CORNER, MEDALLION, WORDS, MOST = 1.8, 7.0, 2.6, 3.4


@dataclass(frozen=True, slots=True)
class ValleyScreenView:
    """title: a word key. visit: the number of this one. offers: the two kinds to choose from, until
    one was chosen. minutes: played today, shown as the longest (an own best) where `best` says so;
    None leaves it out. milestone: whether the visit's number is a round one. waits: whether there
    is anything to choose at all. focus, hold and arrived as for every choice.
    """

    title: str
    visit: int
    offers: tuple[str, ...] = ()
    minutes: int | None = None
    best: bool = False
    milestone: bool = False
    waits: bool = True
    focus: int = 0
    hold: float = 0.0
    arrived: float = 1.0


def targets(view: ValleyScreenView, *, column: bool = False) -> tuple[parts.Target, ...]:
    """Where the choices lie in u, in the order of focus: the two cards, or the way on."""
    if not view.waits:
        return ()
    places = CARDS if view.offers else (NEXT,)
    return attended.stairs(places, most=29.0 if view.offers else 20.0) if column else places


def draw(ui: Ui, view: ValleyScreenView) -> None:
    """The whole screen, over the map. Call between ui.begin and ui.end."""
    ui.part("valley title", (view.title, view.visit, view.milestone), lambda: _title(ui, view))
    if view.offers:
        for at, kind in enumerate(view.offers):
            on = at == view.focus
            state = (kind, on, view.hold if on else 0.0, view.arrived if on else 1.0)
            ui.part(f"valley card {at}", state, partial(_card, ui, view, at, on))
        return
    ui.part("valley best", (view.minutes, view.best), lambda: _best(ui, view))
    if view.waits:
        option = parts.Option(ui.say("valley.next"), "arrow")
        focus = parts.Focus(view.hold, view.arrived)
        parts.pill(ui, targets(view, column=ui.column)[0], option, focus, main=True)


def _title(ui: Ui, view: ValleyScreenView) -> None:
    x, y = TITLE_AT
    words, visit = ui.say(view.title), ui.say("valley.visit", n=view.visit)
    room = attended.WIDE - 3.2 if ui.column else TITLE_W
    size, _ = parts.fit(ui, words, labels.TITLE, room, most=labels.MOST_TITLE)
    small, _ = parts.fit(ui, visit, 2.5, VISIT_W, most=3.2)
    h = HIGH * size * ui.leading
    width = ui.measure(words, size, "bold") + 3.2
    ui.panel(x, y, width, h, PANEL_LIVE, radius=h / 2, edge=EDGE, rim=0.1)
    ui.text(words, x + 1.6, y + h / 2, size, weight="bold")
    badge = 4.4 if view.milestone else 0.0
    width = ui.measure(visit, small, "bold") + 3.0 + badge
    x, y = (x, y + h + 0.8) if ui.column else (labels.RIGHT - width, y)
    ui.panel(x, y, width, h, PANEL_LIVE, radius=h / 2, edge=EDGE, rim=0.1)
    if view.milestone:
        ui.medallion("medal", x + h / 2, y + h / 2, 3.9, TINT_SKY)
    ui.text(visit, x + badge + 1.5, y + h / 2, small, weight="bold")


def _card(ui: Ui, view: ValleyScreenView, at: int, on: bool) -> None:
    """One of the two: its picture in a medallion with the ring of the hold, and its name."""
    x, y, w, h = targets(view, column=ui.column)[at]
    kind = view.offers[at]
    cx, cy = x + 0.7 + MEDALLION / 2, y + h / 2
    if on:
        parts.focus_frame(ui, x, y, w, h, CORNER, view.arrived)
    else:
        ui.panel(x, y, w, h, PANEL_LIVE, radius=CORNER, edge=EDGE, rim=0.1)
    chosen = on and view.hold >= 1
    picture, tint = ("tick", TINT_GREEN) if chosen else (f"gift.{kind}", TINT_YELLOW)
    ui.medallion(picture, cx, cy, MEDALLION * (0.84 if on else 1.0), tint)
    if on:
        parts.hold_ring(ui, cx, cy, MEDALLION, view.hold)
    left = x + MEDALLION + 1.9
    ink = INK if on else CREAM
    name = ui.say(f"gift.{kind}")
    labels.middle(ui, name, left, cy, WORDS, x + w - 0.8 - left, ink=ink, most=MOST / ui.leading)


def _best(ui: Ui, view: ValleyScreenView) -> None:
    """The longest visit: this one, or one before."""
    if view.minutes is None:
        return
    x, y, w, h = COLUMN_LINE if ui.column else LINE
    ui.panel(x, y, w, h, PANEL_LIVE, radius=h / 2, edge=EDGE, rim=0.1)
    ui.medallion("medal" if view.best else "heart", x + h / 2, y + h / 2, 4.0, TINT_SKY)
    words = ui.say("valley.new_best" if view.best else "valley.best", n=view.minutes)
    labels.line(ui, words, x + h + 0.4, y + h / 2, 2.3, w - h - 1.6, most=2.8)
