"""Screen 14, before it opens: a keypad for the PIN of staff, where one was set.

It stands where the therapist's panel stands, beside what the participant goes on seeing. The digits
themselves are never shown, only how many there are. They lie as on every telephone, 1 2 3 from left
to right, in every language.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.render.ui_palette import CREAM, EDGE, INK, PANEL_STAFF
from game.screens import labels, parts, therapist

if TYPE_CHECKING:
    from game.render.ui import Ui

BACKDROP = "dim"
KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "erase", "0", "close")
PICTURES = {"erase": "minus", "close": "person"}
COLUMNS = 3
W, H, GAP_X, GAP_Y, TOP = 11.0, 4.6, 0.9, 0.9, 12.2
PLACES: tuple[parts.Target, ...] = tuple(
    (therapist.LEFT + at % COLUMNS * (W + GAP_X), TOP + at // COLUMNS * (H + GAP_Y), W, H)
    for at in range(len(KEYS))
)
MIDDLE = (therapist.LEFT + therapist.RIGHT) / 2


@dataclass(frozen=True, slots=True)
class PinView:
    """How many digits were given, and the focus on a key. wait_s: until the next try may be made.
    word: the key of what to say instead of the title.
    """

    done: int
    tried: int | None
    total: int
    digits: int = 0
    focus: int = 0
    wait_s: float = 0.0
    word: str = "pin.title"
    arrived: float = 1.0
    paused: bool = True


def targets(view: PinView) -> tuple[parts.Target, ...]:
    """The twelve keys in u, row by row, of a keypad that is never mirrored; they never move."""
    return PLACES


def key_at(ui: Ui, pixel: tuple[float, float]) -> int | None:
    """Which key lies at a pixel of the window; None beside them."""
    with therapist.beside(ui), ui.unmirrored(MIDDLE):
        return parts.target_at(PLACES, *ui.place(pixel))


def draw(ui: Ui, view: PinView) -> None:
    """The whole screen. Call between ui.begin and ui.end."""
    therapist.patient(ui, view)
    wait = math.ceil(view.wait_s)
    with therapist.beside(ui):
        ui.part("pin head", (view.digits, wait, view.word), lambda: _head(ui, view, wait))
        with ui.unmirrored(MIDDLE):
            ui.part("pin keys", (view.focus, view.arrived), lambda: _keys(ui, view))


def _head(ui: Ui, view: PinView, wait: int) -> None:
    x, y, w, h = therapist.PANEL
    ui.panel(x, y, w, h, PANEL_STAFF, radius=1.6, edge=EDGE, rim=0.1)
    words = ui.say("pin.wait", n=wait) if wait else ui.say(view.word)
    labels.middle(ui, words, therapist.LEFT, 4.4, 2.6, therapist.RIGHT - therapist.LEFT, lines=1)
    for at in range(view.digits):
        ui.disc(therapist.LEFT + 1.0 + 2.6 * at, 8.6, 0.8, CREAM)


def _keys(ui: Ui, view: PinView) -> None:
    for at, (key, target) in enumerate(zip(KEYS, targets(view), strict=True)):
        focus = parts.Focus(0.0, view.arrived) if at == view.focus else None
        if key in PICTURES:
            option = parts.Option(ui.say(f"pin.{key}"), PICTURES[key])
            therapist.button(ui, target, option, "", focus)
        else:
            therapist.surface(ui, target, focus)
            x, y, w, h = target
            ink = INK if focus else CREAM
            digit = ui.words.number(int(key))
            ui.text(digit, x + w / 2, y + h / 2, 2.4, weight="bold", ink=ink, align="centre")
