"""Screen 7: the world comes back while a numeral counts down to the first action.

Stepping off, a button or a click cancels; nothing here is chosen, so there is no focus.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.render.ui_palette import CREAM, EDGE, ORANGE, PANEL_DIM, PINE, TRACK, faded
from game.screens import motion
from game.screens.parts import boxed, lifted, picture_of, tint_of, widest

if TYPE_CHECKING:
    from game.render.ui import Ui

BACKDROP = "countdown"
CY, RADIUS = 13.5, 11.3
ARC = 1.15
ROOM, LARGE_ROOM, COLUMN_ROOM, ACTION_H = 27.0, 44.0, 20.0, 5.8  # of the words of the first action


@dataclass(frozen=True, slots=True)
class CountdownView:
    """The numeral, how much of its second is left (1 to 0), and the first action's word key.

    reduced: the numeral changes at once.
    """

    number: int
    share: float
    instruction: str
    reduced: bool = False


def draw(ui: Ui, view: CountdownView) -> None:
    """Disc, arc, numeral and the first action. Call between ui.begin and ui.end."""
    middle = ui.width / 2
    ui.part("countdown disc", None, lambda: _disc(ui, middle))
    ink = faded(CREAM, motion.numeral(view.share, reduced=view.reduced))
    numeral = ui.words.number(view.number)
    ui.text(numeral, middle, CY - 0.1, 16.6, weight="bold", ink=ink, align="centre")
    if view.share > 0:
        ui.arc(middle, CY, RADIUS - 0.55 - ARC / 2, ARC, view.share, ORANGE)
    ui.part("countdown action", view.instruction, lambda: _action(ui, view.instruction))


def _disc(ui: Ui, x: float) -> None:
    ui.disc(x, CY, RADIUS, faded(PINE, 0.82))
    ui.ring(x, CY, RADIUS - 0.55, ARC, TRACK)


def _action(ui: Ui, instruction: str) -> None:
    words, large = ui.say(instruction), ui.style.letters > 1
    room = COLUMN_ROOM if ui.column else LARGE_ROOM if large else ROOM
    size, lines = boxed(ui, words, 3.5, room, ACTION_H * ui.usual_leading / ui.leading, nearly=1.0)
    width = widest(ui, lines, size, "bold")
    w = max(27.6 if width > 10 else 22.0, width + 12.8)
    x, y, h = ui.width / 2 - w / 2, 26.2, 7.6
    ui.pill(x, y, w, h, PANEL_DIM, edge=EDGE, rim=0.1)
    picture = picture_of(instruction)
    ui.medallion(picture, x + h / 2, y + h / 2, 6.7, tint_of(instruction))
    left = x + 8.55 if ui.style.shows(picture) else (ui.width - width) / 2
    for at, line in enumerate(lines):
        down = (at - (len(lines) - 1) / 2) * size * ui.leading - lifted(ui, size, len(lines))
        ui.text(line, left, y + h / 2 + down, size, weight="bold")
