"""Is anybody still there? Laid over whatever was shown, with the seconds until it begins anew."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.render.ui_palette import EDGE, PANEL_STAFF, SKY, TRACK_ON_PINE
from game.screens import labels

if TYPE_CHECKING:
    from game.render.ui import Ui

X, Y, W, H = 11.0, 10.0, 42.0, 16.0


@dataclass(frozen=True, slots=True)
class ThereView:
    """Seconds left, of how many."""

    left_s: float
    of_s: float


def draw(ui: Ui, view: ThereView) -> None:
    """The panel. Call between ui.begin and ui.end, after all else."""
    number = math.ceil(view.left_s)
    ui.part("kiosk there", number, lambda: _panel(ui, number))
    ui.arc(X + 8.4, Y + H / 2, 5.0, 0.9, view.left_s / view.of_s, SKY)


def _panel(ui: Ui, number: int) -> None:
    ui.panel(X, Y, W, H, PANEL_STAFF, radius=1.6, edge=EDGE, rim=0.1)
    x, y = X + 8.4, Y + H / 2
    ui.arc(x, y, 5.0, 0.9, 1.0, TRACK_ON_PINE)
    ui.text(ui.words.number(number), x, y, 5.0, weight="bold", align="centre")
    left, room = X + 16.4, W - 18.4
    labels.middle(ui, ui.say("kiosk.there"), left, Y + 5.4, 3.2, room)
    labels.middle(ui, ui.say("kiosk.there.then"), left, Y + 11.6, 2.1, room, weight="semibold")
