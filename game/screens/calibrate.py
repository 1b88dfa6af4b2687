"""Screen 6: grow the flower. A petal fills as far as the person leans, and opens when it is kept.

Any distance counts: every kept petal opens whole. The dot is the lean, on the scale of the
textbook's limit, since the person's own is only being found; the way out is drawn a little longer
near the middle, so that a small lean shows too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from game.balance.directions import UNIT
from game.render.pictures.flower import BASE, TIP
from game.render.ui_palette import (
    CREAM,
    INK,
    ORANGE,
    PINE,
    POLLEN,
    SHADOW,
    YELLOW,
)
from game.screens import attended, labels, parts

if TYPE_CHECKING:
    from game.render.ui import Ui

BACKDROP = "dim"
X, Y = 43.5, 19.2  # the middle of the flower
OUTER, INNER = 12.5, 2.7  # where petals end and begin
DISC, HOME = 3.05, 1.62
DOT, DOT_RIM = 1.2, 0.72
DOT_OUT = 11.1  # how far the dot goes: its rim then reaches the petal's tip
CHEVRON = 14.35
BOX = 100 * (OUTER - INNER) / (BASE - TIP)  # of a petal's picture
MEDALLION = 15.0
COLUMN_W = 28.0

IN_COLUMN = (-9.7, 11.93, 0.66)  # of a column: how the flower is moved, and how large it is
COLUMN_X = 11.2  # where its words begin

State = Literal["empty", "now", "reached"]


@dataclass(frozen=True, slots=True)
class Petal:
    """share 0..1: of "now" how far it is filled, of "reached" how far it has opened."""

    state: State = "empty"
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class CalibrateView:
    """What the person is asked and how the flower stands.

    instruction and line are word keys. direction 0..7 clockwise from forward, None while the person
    stands in the middle. petals: one for each direction. lean and trail (oldest first) in shares of
    the textbook's limit, ML + right, AP + forward. staying 0..1: of the time that keeps a petal, or
    of quiet stance. home: the middle is where to go.
    """

    instruction: str
    line: str
    direction: int | None
    petals: tuple[Petal, ...]
    lean_ml: float = 0.0
    lean_ap: float = 0.0
    trail: tuple[tuple[float, float], ...] = ()
    done: int = 0
    total: int = 8
    staying: float = 0.0
    home: bool = False


def prepare(ui: Ui) -> None:
    """Make every picture now, so that no frame waits for one."""
    for name in ("petal_empty", "petal_now", "petal_fill", "petal_reached"):
        ui.prepare(name, BOX / 0.85)


def radius_of(share: float) -> float:
    """How far from the flower's middle a lean is drawn, u: 1.6 times as far near the middle."""
    share = min(max(share, 0.0), 1.0)
    return OUTER * share * (1.6 - 0.6 * share)


def place_of(ml: float, ap: float) -> tuple[float, float]:
    """Where a lean is drawn, in u."""
    share = math.hypot(ml, ap)
    far = radius_of(share) * DOT_OUT / OUTER / share if share else 0.0
    return X + ml * far, Y - ap * far


def draw(ui: Ui, view: CalibrateView) -> None:
    """The whole screen. Call between ui.begin and ui.end."""
    with _flower(ui):
        ui.part("flower petals", (view.petals, view.direction), lambda: _petals(ui, view))
    waits = view.direction is None and view.staying > 0
    ui.part("flower words", (view.instruction, view.line, waits), lambda: _words(ui, view, waits))
    ui.part("flower progress", (view.done, view.total), lambda: _progress(ui, view))
    if waits:
        x, y, size = _picture(ui)
        parts.hold_ring(ui, x, y, size, view.staying)
    with _flower(ui):
        ui.part("flower heart", view.home, lambda: _heart(ui, view.home))
        _lean(ui, view)


@contextmanager
def _flower(ui: Ui) -> Iterator[None]:
    """Where the flower stands, with the left and right of the body."""
    dx, dy, scale = IN_COLUMN if ui.column else (0.0, 0.0, 1.0)
    with ui.moved(dx, dy, scale), ui.unmirrored(X):
        yield


def _picture(ui: Ui) -> tuple[float, float, float]:
    """Where the medallion stands: x, y, and how wide it is."""
    if ui.column:
        return 6.4, 10.6, 6.8
    return (8.6, 12.9, 11.2) if ui.style.letters > 1 else (10.5, 15.5, MEDALLION)


def _words(ui: Ui, view: CalibrateView, waits: bool) -> None:
    labels.title(ui, ui.say("flower.title"), 12.0 if ui.column else 22.0)
    tint = parts.tint_of(view.instruction)
    x, y, size = _picture(ui)
    ui.medallion(parts.picture_of(view.instruction), x, y, size * (0.82 if waits else 1.0), tint)
    leans = view.instruction.startswith("lean.")
    words = ui.say(f"flower.{view.instruction}" if leans else view.instruction)
    if ui.column:
        room = attended.RIGHT - COLUMN_X
        labels.block(ui, words, COLUMN_X, 9.2, 2.8, room, 4.2)
        line = ui.say(view.line)
        labels.line(ui, line, COLUMN_X, 13.0, 2.1, room, weight="semibold", most=2.2)
        return
    large = ui.style.letters > 1
    y, h = (23.0, 7.4) if large else (27.0, 5.6)
    labels.block(ui, words, 3.0, y, 3.2, COLUMN_W, h)
    line, y, h = ui.say(view.line), 30.3 if large else 32.0, 5.4 if large else 2.6
    labels.block(ui, line, 3.0, y, 2.3, COLUMN_W, h, weight="semibold")


def _progress(ui: Ui, view: CalibrateView) -> None:
    words, right = ui.words.count(view.done, view.total), labels.right(ui)
    width = labels.line(ui, words, right, labels.TITLE_Y, 2.5, 12.0, align="end", most=3.0)
    ui.picture("flower", right - width - 2.5, 4.1, 3.6)


def _petals(ui: Ui, view: CalibrateView) -> None:
    ui.box(X - 9, Y - 9, 18, 18, SHADOW, radius=9, soft=6)
    for k, petal in enumerate(view.petals):
        if petal.state == "empty":
            _petal(ui, k, "petal_empty")
    for k, petal in enumerate(view.petals):
        if petal.state == "reached":
            _petal(ui, k, "petal_reached", scale=petal.share)
    for k, petal in enumerate(view.petals):
        if petal.state == "now":
            _petal(ui, k, "petal_now")
            _fill(ui, k, petal.share)
    if view.direction is not None:
        _chevron(ui, view.direction)


def _petal(ui: Ui, k: int, name: str, *, scale: float = 1.0, cut: float = 0.0) -> None:
    """Scaled, it grows out of the middle: its base stays where it is."""
    far = INNER + (OUTER - INNER) / 2 * scale
    x, y = X + UNIT[k][0] * far, Y - UNIT[k][1] * far
    ui.picture(name, x, y, BOX, scale=scale, turn=k * math.pi / 4, cut=cut)


def _fill(ui: Ui, k: int, share: float) -> None:
    """Orange from the middle to the dot's far edge, all of it at the textbook's limit."""
    edge = radius_of(share) * DOT_OUT / OUTER + (DOT + DOT_RIM) * min(1.0, 8 * share)
    full = (edge - INNER) / (OUTER - INNER)
    if full > 0:
        _petal(ui, k, "petal_fill", cut=(BASE - (BASE - TIP) * min(full, 1.0)) / 100)


def _chevron(ui: Ui, k: int) -> None:
    """Outside the petal, which way to lean."""
    ml, ap = UNIT[k]
    tip = (X + ml * (CHEVRON + 0.6), Y - ap * (CHEVRON + 0.6))
    for ink, thick in ((PINE, 1.1), (YELLOW, 0.62)):
        for side in (1, -1):
            wing = (tip[0] - 1.15 * (ml + side * ap), tip[1] + 1.15 * (ap - side * ml))
            ui.line(*tip, *wing, thick, ink)


def _heart(ui: Ui, home: bool) -> None:
    if home:
        ui.disc(X, Y, DISC + 0.75, YELLOW, edge=PINE, rim=0.3)
    ui.disc(X, Y, DISC, POLLEN, edge=INK, rim=0.4)
    ui.picture("home_dotted", X, Y, 2 * HOME / 0.88)


def _lean(ui: Ui, view: CalibrateView) -> None:
    """The dot, where it came from, and how much longer to stay."""
    x, y = place_of(view.lean_ml, view.lean_ap)
    for at, (ml, ap) in enumerate(view.trail):
        px, py = place_of(ml, ap)
        if math.hypot(px - x, py - y) > DOT + DOT_RIM:
            size = 0.16 + 0.14 * (at + 1) / len(view.trail)
            ui.disc(px, py, size + 0.12, CREAM, edge=INK, rim=0.12)
    ui.disc(x, y, DOT + DOT_RIM, INK)
    ui.disc(x, y, DOT, CREAM)
    ui.disc(x, y, DOT * 0.38, INK)
    if view.direction is not None and view.staying > 0:
        ui.arc(x, y, DOT + DOT_RIM / 2, DOT_RIM * 0.66, view.staying, ORANGE)
