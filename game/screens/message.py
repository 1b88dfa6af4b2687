"""A calm screen of one picture and two lines, for a wait that the participant cannot end alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.render.ui_palette import TINT_SKY
from game.screens import attended, labels, parts

if TYPE_CHECKING:
    from game.render.ui import Ui

BACKDROP = "dim"


@dataclass(frozen=True, slots=True)
class MessageView:
    """A word key whose `.then` line says what to do or what is kept, and a picture."""

    key: str
    picture: str = "board_waves"


def draw(ui: Ui, view: MessageView) -> None:
    """The whole screen. Call between ui.begin and ui.end."""
    ui.part("message", view, lambda: _message(ui, view))


def _message(ui: Ui, view: MessageView) -> None:
    title, then = ui.say(view.key), ui.say(f"{view.key}.then")
    if ui.column:
        ui.medallion(view.picture, 19.0, 9.0, attended.MEDALLION, TINT_SKY)
        labels.block(ui, title, labels.LEFT, 20.0, 4.6, attended.WIDE, 9.6)
        labels.block(ui, then, labels.LEFT, 29.0, 3.2, attended.WIDE, 7.0, weight="semibold")
        return
    ui.medallion(view.picture, 14.2, 18.0, 22.4, TINT_SKY)
    size, lines = parts.fit(ui, title, 5.0, 32.5, 2)
    top = 16.0 - (len(lines) - 1) * size * ui.leading / 2
    for at, line in enumerate(lines):
        ui.text(line, 28.5, top + at * size * ui.leading, size, weight="bold")
    size_then, broken = parts.fit(ui, then, 3.2, 32.5, 1, "semibold")
    below = (len(lines) - 1) * size * ui.leading + 5.2 * ui.style.letters
    ui.text(broken[0], 28.5, top + below, size_then)
