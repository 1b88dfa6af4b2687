"""Screen 5: step on and stand evenly. Two soles fill with the load that each foot bears.

The title is the hint itself. A double chevron points where weight should go and is gone once the
share lies in the person's own range. Where nothing can be read nothing is guessed: soles are dotted
and no number stands under them. Left and right are the body's own and never mirrored. What is in
the way, a board that is away or too much weight on it, is said as calmly as on the pause screen.
"""

from __future__ import annotations

import math
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from game.render.pictures.feet import BOTTOM, TOP, across
from game.render.pictures.pen import circle, evenly
from game.render.ui_palette import (
    CREAM,
    EDGE,
    GREEN,
    INK,
    PANEL_DIM,
    PINE,
    SAND,
    SAND_LINE,
    SKY,
    TINT_GREY,
    TINT_ORANGE,
    TINT_SKY,
    TRACK_ON_PINE,
    VERMILLION,
    Colour,
)
from game.screens import attended, labels, parts

if TYPE_CHECKING:
    from game.render.ui import Ui

Load = Literal["nobody", "unread", "even", "to_left", "to_right"]
Trouble = Literal["away", "too_much"]

BACKDROP = "dim"
BOARD: parts.Target = (3.0, 7.5, 38.0, 25.0)
EDGE_W, RIM_IN = 0.8, 0.9
MIDDLE = BOARD[0] + BOARD[2] / 2
SOLE_OUT, SOLE_Y, SOLE = 9.15, 17.85, 15.4  # from the middle; the box of a sole's picture
NUMERAL_Y, NUMERAL = 28.5, 3.6
PICTURE_X, PICTURE_Y, PICTURE = 52.4, 15.3, 15.4
STATUS: parts.Target = (43.4, 28.0, 17.6, 4.9)
COLUMN_STATUS: parts.Target = (12.4, 29.3, 17.6, 4.9)
COLUMN_BOARD = (0.72, 1.15, 0.75)  # of a column: how the board is moved, and how large it is
BATTERY_BARS = 4


@dataclass(frozen=True, slots=True)
class StepOnView:
    """The board and who stands on it.

    zeroing: the board is reading its zero, so nobody must touch it. on: somebody bears on it. left:
    share of the load on the left foot, 0..1; None where it cannot be told. even: the range of
    `left` that counts as even. staying 0..1: of the time that an even stance takes. battery: bars
    0..4, None where the board does not say. turn 0..1: of the waiting ring's turn (still where
    motion is reduced). trouble: the board is not heard, or bears more than it is made for; calls:
    that has lasted, so that somebody should come.
    """

    zeroing: bool = False
    on: bool = False
    left: float | None = None
    even: tuple[float, float] = (0.45, 0.55)
    staying: float = 0.0
    battery: int | None = None
    seated: bool = False
    turn: float = 0.0
    trouble: Trouble | None = None
    calls: bool = False


@dataclass(frozen=True, slots=True)
class _Face:
    title: str
    picture: str
    then: str
    tint: Colour = TINT_ORANGE


_FACES: dict[Load, _Face] = {
    "nobody": _Face("step_on.on", "step_on_held", "step_on.on.then", TINT_SKY),
    "unread": _Face("step_on.unread", "stand", "step_on.unread.then"),
    "even": _Face("step_on.even", "stand", "step_on.even.then"),
    "to_left": _Face("step_on.left", "lean.left", "step_on.uneven.then"),
    "to_right": _Face("step_on.right", "lean.right", "step_on.uneven.then"),
}
_ZEROING = _Face("step_on.empty", "board", "step_on.empty.then", TINT_GREY)
_SEATED = _Face("step_on.feet", "sit_back", "step_on.feet.then", TINT_SKY)
_TROUBLE: dict[Trouble, _Face] = {
    "away": _Face("pause.moment", "board_waves", "pause.kept.start", TINT_SKY),
    "too_much": _Face("pause.one_person", "two_people", "step_on.off", TINT_SKY),
}
_CALL = "pause.call"


def load_of(view: StepOnView) -> Load:
    """Where the weight is to go."""
    if not view.on or view.zeroing or view.trouble:
        return "nobody"
    if view.left is None:
        return "unread"
    low, high = view.even
    return "to_right" if view.left > high else "to_left" if view.left < low else "even"


def lines_of(view: StepOnView) -> tuple[str, str]:
    """The keys of the two lines: what to do, and what then."""
    face = _face_of(view)
    return face.title, face.then


def targets(view: StepOnView, *, column: bool = False) -> tuple[parts.Target, ...]:
    """The status pill, which staff press to go on; it never has the focus."""
    return (COLUMN_STATUS,) if column else (STATUS,)


def _face_of(view: StepOnView) -> _Face:
    if view.trouble:
        face = _TROUBLE[view.trouble]
        return replace(face, then=_CALL) if view.calls else face
    if view.zeroing:
        return _ZEROING
    load = load_of(view)
    return _SEATED if view.seated and load == "nobody" else _FACES[load]


def draw(ui: Ui, view: StepOnView) -> None:
    """The whole screen. Call between ui.begin and ui.end."""
    load, face = load_of(view), _face_of(view)
    waits = view.zeroing or view.trouble is not None
    ring = load == "even"
    state = (face.title, face.then, view.seated, ring)
    with _on_board(ui):
        ui.part("step on board", None, lambda: _board(ui))
    ui.part("step on words", state, lambda: _words(ui, face, view.seated, ring))
    if ring:
        parts.hold_ring(ui, *_picture(ui), view.staying)
    with _on_board(ui), ui.unmirrored(MIDDLE):
        _feet(ui, view, load)
    battery = None if waits else view.battery
    ui.part("step on status", (waits, battery), lambda: _status(ui, waits, battery))
    if waits:
        _waiting(ui, view.turn)


def _on_board(ui: Ui) -> AbstractContextManager[None]:
    """Draw where the board lies."""
    return ui.moved(*COLUMN_BOARD) if ui.column else nullcontext()


def _picture(ui: Ui) -> tuple[float, float, float]:
    """Where the medallion stands: x, y, and how wide it is."""
    return (7.2, 30.2, 7.6) if ui.column else (PICTURE_X, PICTURE_Y, PICTURE)


def _board(ui: Ui) -> None:
    x, y, w, h = BOARD
    ui.panel(x, y, w, h, PINE, radius=4.4)
    ui.panel(x + EDGE_W, y + EDGE_W, w - 2 * EDGE_W, h - 2 * EDGE_W, SAND, radius=3.6)
    into = EDGE_W + RIM_IN
    corner = 2.7
    left, right = x + into + corner, x + w - into - corner
    top, bottom = y + into + corner, y + h - into - corner
    rim = [
        point
        for at, (cx, cy) in enumerate(((left, top), (right, top), (right, bottom), (left, bottom)))
        for point in circle(cx, cy, corner, math.pi * (1 + at / 2), math.pi * (1.5 + at / 2))
    ]
    middle = [(MIDDLE, y + 2.9 + at * 0.8) for at in range(25)]
    for px, py in (*evenly(rim, 146), *middle):
        ui.disc(px, py, 0.13, SAND_LINE)


def _words(ui: Ui, face: _Face, seated: bool, ring: bool) -> None:
    labels.title(ui, ui.say(face.title))
    stands = face.picture == "stand" or face.picture.startswith("lean.")
    picture = "sit_back" if seated and stands else face.picture
    x, y, size = _picture(ui)
    ui.medallion(picture, x, y, size * (0.82 if ring else 1.0), face.tint)
    if ui.column:
        left = COLUMN_STATUS[0]
        labels.line(ui, ui.say(face.then), left, 27.35, 2.1, attended.RIGHT - left, most=2.1)
        return
    labels.middle(ui, ui.say(face.then), PICTURE_X, 25.1, 2.5, 17.0, lines=1, align="centre")


def _feet(ui: Ui, view: StepOnView, load: Load) -> None:
    if load in ("nobody", "unread") or view.left is None:
        for side, x in (("left", MIDDLE - SOLE_OUT), ("right", MIDDLE + SOLE_OUT)):
            ui.picture(f"sole_dotted_{side}", x, SOLE_Y, SOLE)
        return
    percent = round(100 * view.left)
    _sole(ui, "left", MIDDLE - SOLE_OUT, view.left, percent)
    _sole(ui, "right", MIDDLE + SOLE_OUT, 1 - view.left, 100 - percent)
    if load != "even":
        _chevrons(ui, -1 if load == "to_left" else 1)


def _sole(ui: Ui, side: str, x: float, share: float, percent: int) -> None:
    """Filled from the heel by the share of the load; a line marks how far."""
    share = min(max(share, 0.0), 1.0)
    level = BOTTOM - (BOTTOM - TOP) * share
    ui.picture(f"sole_{side}", x, SOLE_Y, SOLE)
    if share > 0:
        ui.picture(f"sole_load_{side}", x, SOLE_Y, SOLE, cut=level / 100 if share < 1 else 0.0)
    if 0.01 < share < 0.99:
        start, end = (x + (at - 50) / 100 * SOLE for at in across(side, level))
        y = SOLE_Y + (level - 50) / 100 * SOLE
        ui.line(start, y, end, y, 0.4, INK)
    words = ui.say("percent", n=percent)
    labels.line(ui, words, x, NUMERAL_Y, NUMERAL, 14.0, ink=INK, align="centre")


def _chevrons(ui: Ui, side: int) -> None:
    """Two, side by side between the soles, pointing to the right (+1) or left (-1)."""
    for at in (-1.15, 1.15):
        tip = MIDDLE + side * 1.15 + at
        for dy in (-2.3, 2.3):
            ui.line(tip, SOLE_Y, tip - side * 2.3, SOLE_Y + dy, 1.1, VERMILLION)


def _status(ui: Ui, waits: bool, battery: int | None) -> None:
    x, y, w, h = _status_pill(ui)
    ui.pill(x, y, w, h, PANEL_DIM, edge=EDGE, rim=0.1)
    if not waits:
        ui.disc(x + 2.6, y + h / 2, 1.5, GREEN)
        ui.picture("tick", x + 2.6, y + h / 2, 2.2)
    room = w - 6.0 - (4.4 if battery is not None else 0.0)
    key = "step_on.moment" if waits else "step_on.ready"
    labels.middle(
        ui, ui.say(key), x + 4.8, y + h / 2, 2.0, room, weight="semibold", least=1.6, most=2.3
    )
    if battery is not None:
        _battery(ui, x + w - 5.2, y + h / 2, battery)


def _status_pill(ui: Ui) -> parts.Target:
    return COLUMN_STATUS if ui.column else STATUS


def _waiting(ui: Ui, turn: float) -> None:
    """A ring on which three beads go round, the first the largest."""
    left, top, _, h = _status_pill(ui)
    x, y = left + 2.6, top + h / 2
    ui.ring(x, y, 1.5, 0.4, TRACK_ON_PINE)
    for at, size in enumerate((0.42, 0.34, 0.26)):
        angle = 2 * math.pi * turn - 0.62 * at
        ui.disc(x + 1.3 * math.sin(angle), y - 1.3 * math.cos(angle), size, SKY)


def _battery(ui: Ui, x: float, y: float, bars: int) -> None:
    w, h, gap = 3.3, 1.9, 0.3
    ui.box(x, y - h / 2, w, h, PINE, radius=0.4, edge=CREAM, rim=0.2)
    ui.box(x + w, y - 0.4, 0.3, 0.8, CREAM, radius=0.15)
    wide = (w - 0.8 - (BATTERY_BARS - 1) * gap) / BATTERY_BARS
    for at in range(min(bars, BATTERY_BARS)):
        ui.box(x + 0.4 + at * (wide + gap), y - 0.55, wide, 1.1, CREAM, radius=0.1)
