"""Screen 12: goodbye. When the next visit is, what to do now, and nothing that counts or measures.

A visit that ended early because something hurt or turned ends as kindly: saying so was right.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.render.ui_palette import (
    CREAM,
    EDGE,
    INK,
    PANEL_DIM,
    PINE,
    TINT_GREEN,
    TINT_SKY,
    TINT_YELLOW,
    VERMILLION,
    Colour,
)
from game.screens import attended, labels, parts

if TYPE_CHECKING:
    from game.render.ui import Ui

BACKDROP = "dim"
STRIP: parts.Target = (3.0, 25.6, 58.0, 8.2)
SHEET: parts.Target = (4.5, 5.3, 17.8, 17.0)
MEDALLION_X, MEDALLION_Y, MEDALLION = 13.4, 13.6, 18.4
TEXT, TEXT_W = 27.5, 33.5
COLUMN_STRIP: parts.Target = (3.0, 25.6, 34.0, 8.2)
COLUMN_TEXT, COLUMN_TEXT_W = 14.6, 22.4
IN_COLUMN = (0.45, 1.5, 0.56)  # how the calendar is moved, and how large it is


@dataclass(frozen=True, slots=True)
class GoodbyeView:
    """The next visit, if one is known: day of the month, weekday (0 Monday), time of day as read.

    early: the visit ended because of pain or dizziness, and somebody should be called. seated: the
    person gets up instead of stepping off. hold as for every choice: held, the screen closes.
    """

    day: int | None = None
    weekday: int | None = None
    time: str = ""
    early: bool = False
    seated: bool = False
    hold: float = 0.0


def targets(view: GoodbyeView, *, column: bool = False) -> tuple[parts.Target, ...]:
    """The strip: holding it closes the screen."""
    return (COLUMN_STRIP,) if column else (STRIP,)


def draw(ui: Ui, view: GoodbyeView) -> None:
    """The whole screen. Call between ui.begin and ui.end."""
    if view.early:
        ui.part("goodbye early", None, lambda: _early(ui))
    elif view.day is None or view.weekday is None:
        ui.part("goodbye soon", None, lambda: _soon(ui))
    else:
        ui.part("goodbye next", (view.day, view.weekday, view.time), lambda: _next(ui, view))
    ui.part("goodbye strip", (view.seated, view.hold), lambda: _strip(ui, view))


def _next(ui: Ui, view: GoodbyeView) -> None:
    with ui.moved(*IN_COLUMN) if ui.column else nullcontext():
        _calendar(ui, "" if view.day is None else ui.words.number(view.day))
    text, room = _text(ui)
    y = _lines(ui, "goodbye.well_done", f"goodbye.see_you.{view.weekday}")
    if view.time:
        ui.picture("clock_cream", text + 1.9, y, 3.6)
        labels.line(ui, ui.words.figures(view.time), text + 5.0, y, 3.6, room - 5.0, most=4.0)


def _soon(ui: Ui) -> None:
    _medallion(ui, "cabin", TINT_YELLOW)
    _lines(ui, "goodbye.well_done", "goodbye.see_you")


def _early(ui: Ui) -> None:
    _medallion(ui, "rest", TINT_SKY)
    text, room = _text(ui)
    y = _lines(ui, "goodbye.early", "goodbye.early.title")
    ui.medallion("helper", text + 2.3, y, 4.6, TINT_GREEN)
    if ui.column:
        labels.block(ui, ui.say("goodbye.early.then"), text + 5.9, y, 2.8, room - 5.9, 6.4)
        return
    labels.middle(ui, ui.say("goodbye.early.then"), text + 5.9, y, 3.2, room - 5.9, lines=1)


def _text(ui: Ui) -> tuple[float, float]:
    """Where words begin, and how wide they may be."""
    return (COLUMN_TEXT, COLUMN_TEXT_W) if ui.column else (TEXT, TEXT_W)


def _medallion(ui: Ui, picture: str, tint: Colour) -> None:
    if ui.column:
        ui.medallion(picture, 8.0, 9.1, attended.MEDALLION, tint)
    else:
        ui.medallion(picture, MEDALLION_X, MEDALLION_Y, MEDALLION, tint)


def _lines(ui: Ui, first: str, second: str) -> float:
    """What was, then what comes; returns where a third line stands."""
    text, room = _text(ui)
    if ui.column:
        labels.block(ui, ui.say(first), text, 5.4, 2.6, room, 5.4, weight="semibold")
        labels.block(ui, ui.say(second), text, 12.8, 3.9, room, 8.4)
        return 20.4
    labels.middle(ui, ui.say(first), text, 6.2, 2.8, room, lines=1, weight="semibold")
    return max(17.4, labels.column(ui, ui.say(second), text, 11.2, 4.1, room, most=4.5))


def _calendar(ui: Ui, day: str) -> None:
    """A sheet with the day, hung on two pins."""
    x, y, w, h = SHEET
    ui.box(x, y, w, h, PINE, radius=2.2)
    ui.box(x + 1, y + 1, w - 2, 4.0, VERMILLION, radius=1.2)
    ui.box(x + 1, y + 5.8, w - 2, h - 6.8, CREAM, radius=1.2)
    for pin in (x + 4.9, x + w - 4.9):
        ui.pill(pin - 0.7, y - 1.6, 1.4, 4.4, CREAM)
    ui.text(day, x + w / 2, y + 10.9, 8.4, weight="bold", ink=INK, align="centre")


def _strip(ui: Ui, view: GoodbyeView) -> None:
    x, y, w, h = targets(view, column=ui.column)[0]
    ui.panel(x, y, w, h, PANEL_DIM, radius=1.6, edge=EDGE, rim=0.1)
    middle = y + h / 2
    picture = "stand_up" if view.seated else "step_off"
    held = view.hold > 0
    ui.medallion(picture, x + 4.3, middle, 7.0 * (0.78 if held else 1.0), TINT_SKY)
    if held:
        parts.hold_ring(ui, x + 4.3, middle, 7.0, view.hold)
    words = ui.say("goodbye.up" if view.seated else "goodbye.off")
    if ui.column:
        labels.block(ui, words, x + 9.5, middle, 3.0, w - 11.0, 6.6)
        return
    labels.middle(ui, words, x + 9.5, middle, 3.0, w - 11.5, most=3.1 * ui.usual_leading)
