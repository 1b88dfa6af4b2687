"""The end of three short games: what was gathered in each, and where to learn more.

Nothing is compared and nothing is kept. The clinic's page stands there as a QR code, dark on cream
with its quiet zone, large enough to be read from an arm's length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from game.render.ui_palette import CREAM, INK, TINT_GREEN, TINT_ORANGE, TINT_SKY, TINT_YELLOW
from game.screens import labels, motion, parts

if TYPE_CHECKING:
    from game.render.ui import Ui

BACKDROP = "dim"
DONE = 0
QR_SIDE, QUIET = 15.6, 4  # u; modules of quiet zone on each side
ROW, ROW_GAP = 4.9, 6.1
_TINTS = (TINT_GREEN, TINT_SKY, TINT_YELLOW)
_PICTURES = {"apple": "apple", "gate": "star", "firefly": "firefly", "lantern": "lantern"}

Code = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class ResultView:
    """gathered: what and how many, one for each game. code: the rows of a QR code, 1 dark, without
    its quiet zone; empty for none. since_s: since the screen came.
    """

    gathered: tuple[tuple[str, int], ...]
    code: Code = ()
    hold: float = 0.0
    arrived: float = 1.0
    since_s: float = 60.0


def targets(view: ResultView) -> tuple[parts.Target, ...]:
    """Where the one choice lies in u."""
    return ((43.7, 28.4, 17.0, 5.8),)


def draw(ui: Ui, view: ResultView) -> None:
    """The whole screen. Call between ui.begin and ui.end."""
    ui.part("kiosk result", bool(view.code), lambda: _words(ui, view))
    pops = motion.row_of_pops(view.since_s - motion.CHANGE_S, len(view.gathered))
    ui.part("kiosk gathered", (view.gathered, pops), lambda: _rows(ui, view, pops))
    if view.code:
        ui.part("kiosk code", view.code, lambda: _code(ui, view.code))
    ui.part("kiosk done", (view.hold, view.arrived), lambda: _pill(ui, view))


def _words(ui: Ui, view: ResultView) -> None:
    ui.medallion("cheer", 10.6, 15.4, 14.2, TINT_ORANGE)
    labels.title(ui, ui.say("kiosk.result.title"))
    words = ui.say("kiosk.invite.kept")
    labels.column(ui, words, labels.LEFT, 26.0, 2.2, 24.0, weight="semibold")
    if view.code:
        more = ui.say("kiosk.result.more")
        labels.middle(ui, more, 52.2, 25.4, 2.3, 17.0, align="centre", lines=1)


def _rows(ui: Ui, view: ResultView, pops: Sequence[float]) -> None:
    """One game a row: its thing, and how many."""
    x = 25.0 if view.code else 32.0
    for at, (item, count) in enumerate(view.gathered):
        y = 10.4 + at * ROW_GAP
        if pops[at] <= 0:
            continue
        ui.disc(x, y, ROW / 2 * pops[at], _TINTS[at % len(_TINTS)])
        ui.picture(_PICTURES.get(item, "tick"), x, y, ROW * 0.66, scale=pops[at])
        if count:
            ui.text(ui.words.number(count), x + 4.2, y, 4.4, weight="bold")
        else:
            ui.picture("badge_tick", x + 5.6, y, 3.4)


def _code(ui: Ui, code: Code) -> None:
    """Runs of dark modules as boxes on a cream square."""
    left, top = 52.2 - QR_SIDE / 2, 7.6
    module = QR_SIDE / (len(code) + 2 * QUIET)
    ui.box(left, top, QR_SIDE, QR_SIDE, CREAM, radius=0.6)
    with ui.unmirrored(52.2):
        for row, modules in enumerate(code):
            at = 0
            for dark, run in groupby(modules):
                length = len(list(run))
                if dark:
                    x = left + (QUIET + at) * module
                    y = top + (QUIET + row) * module
                    ui.box(x, y, length * module, module, INK)
                at += length


def _pill(ui: Ui, view: ResultView) -> None:
    option = parts.Option(ui.say("kiosk.result.done"), "tick")
    focus = parts.Focus(view.hold, view.arrived)
    parts.pill(ui, targets(view)[DONE], option, focus, main=True)
