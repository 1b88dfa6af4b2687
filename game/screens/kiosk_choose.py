"""How to play: by hand, seated with the feet on the board, or standing where that is allowed.

Whatever comes first is the safest, and has the focus.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from game.render.ui_palette import (
    CREAM,
    EDGE,
    INK,
    PANEL_DIM,
    TINT_GREEN,
    TINT_ORANGE,
    TINT_SKY,
    Colour,
)
from game.screens import labels, parts

if TYPE_CHECKING:
    from game.render.ui import Ui

BACKDROP = "dim"
W, H, Y, GAP, CORNER = 17.0, 21.0, 8.6, 2.5, 1.6
MEDALLION, FOCUSED = 12.0, 13.6
GROWN = 0.4
_PICTURES: dict[str, tuple[str, Colour]] = {
    "hand": ("controller", TINT_ORANGE),
    "seated": ("sit_back", TINT_GREEN),
    "standing": ("with_frame", TINT_SKY),
}


@dataclass(frozen=True, slots=True)
class ChooseView:
    """ways: 1 to 3 of "hand", "seated", "standing"; focus, hold and arrived as for every choice.
    leans: whether leaning on the board chooses too.
    """

    ways: tuple[str, ...]
    focus: int = 0
    hold: float = 0.0
    arrived: float = 1.0
    leans: bool = True


def targets(view: ChooseView) -> tuple[parts.Target, ...]:
    """Where the tiles lie in u, in the order of focus, centred."""
    count = len(view.ways)
    left = 32 - (count * W + (count - 1) * GAP) / 2
    return tuple((left + at * (W + GAP), Y, W, H) for at in range(count))


def draw(ui: Ui, view: ChooseView) -> None:
    """The whole screen. Call between ui.begin and ui.end."""
    ui.part("kiosk choose", view.leans, lambda: _words(ui, view.leans))
    for at, (way, target) in enumerate(zip(view.ways, targets(view), strict=True)):
        if at != view.focus:
            ui.part(f"kiosk way {at}", (way, target), partial(_resting, ui, way, target))
    focus = min(view.focus, len(view.ways) - 1)
    _focused(ui, view, view.ways[focus], targets(view)[focus])


def _words(ui: Ui, leans: bool) -> None:
    labels.title(ui, ui.say("kiosk.choose.title"))
    if leans:
        labels.hints(ui, labels.LEFT, 33.1, 34.0)


def _resting(ui: Ui, way: str, target: parts.Target) -> None:
    x, y, w, h = target
    ui.box(x, y, w, h, PANEL_DIM, radius=CORNER, edge=EDGE, rim=0.1)
    picture, tint = _PICTURES[way]
    ui.medallion(picture, x + w / 2, y + 8.0, MEDALLION, tint)
    _name(ui, way, target, CREAM)


def _focused(ui: Ui, view: ChooseView, way: str, target: parts.Target) -> None:
    x, y, w, h = target
    grow = GROWN * view.arrived
    parts.focus_frame(
        ui, x - grow, y - grow, w + 2 * grow, h + 2 * grow, CORNER + grow, view.arrived
    )
    picture, tint = ("tick", TINT_GREEN) if view.hold >= 1 else _PICTURES[way]
    ui.medallion(picture, x + w / 2, y + 8.0, FOCUSED * 0.82, tint)
    parts.hold_ring(ui, x + w / 2, y + 8.0, FOCUSED, view.hold)
    _name(ui, way, target, INK)


def _name(ui: Ui, way: str, target: parts.Target, ink: Colour) -> None:
    x, y, w, h = target
    words = ui.say(f"kiosk.choose.{way}")
    labels.middle(ui, words, x + w / 2, y + h - 3.4, 2.8, w - 1.6, ink=ink, align="centre")
