"""Screen 10: a rest. A disc breathes, 4 s in and 6 s out; an arc and a numeral say what is left.

At 0:00 nothing starts by itself. Going on is locked until the least rest has passed.
"""

from __future__ import annotations

import math
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.render.ui_palette import CREAM, INK, SKY, TINT_SKY, TRACK, faded
from game.screens import attended, labels, parts

if TYPE_CHECKING:
    from game.render.ui import Ui

BACKDROP = "dim"
IN_S, OUT_S = 4.0, 6.0
X, Y = 19.4, 18.0
SMALL, LARGE, OUTER = 8.5, 12.5, 12.8  # radii: breathed out, breathed in, and the still disc
ARC, ARC_W = 13.7, 0.65
WORDS = 3.2
COLUMN, COLUMN_W = 40.7, 20.3
IN_COLUMN = (-0.6, 2.4, 0.75)  # of a column: how the disc is moved, and how large it is


@dataclass(frozen=True, slots=True)
class RestView:
    """How long a rest still is and how long it was to be, in seconds, and since when it runs.

    ready 0..1: of the least rest; from 1 Go on is open. hold and arrived as for every choice; Go on
    is the only one. reduced: dots count the breath instead of the disc. seated: the person sits.
    """

    left_s: float
    total_s: float
    since_s: float
    ready: float = 1.0
    hold: float = 0.0
    arrived: float = 1.0
    reduced: bool = False
    seated: bool = False


def breath(since_s: float) -> tuple[bool, float]:
    """Whether to breathe in, and how far this breath has come 0..1, after so many seconds."""
    at = since_s % (IN_S + OUT_S)
    return (True, at / IN_S) if at < IN_S else (False, (at - IN_S) / OUT_S)


def radius(since_s: float) -> float:
    """Of the breathing disc in u: a half sine up, a longer one down."""
    inwards, share = breath(since_s)
    full = (1 - math.cos(math.pi * share)) / 2
    return SMALL + (LARGE - SMALL) * (full if inwards else 1 - full)


def targets(view: RestView, *, column: bool = False) -> tuple[parts.Target, ...]:
    """Go on, in u."""
    places = ((40.5, 28.4, 20.2, 5.8),)
    return attended.stairs(places, most=24.0) if column else places


def draw(ui: Ui, view: RestView) -> None:
    """The whole screen. Call between ui.begin and ui.end."""
    with ui.moved(*IN_COLUMN) if ui.column else nullcontext():
        _disc(ui, view)
    time = ui.words.clock(view.left_s)
    ui.part("rest words", (time, view.seated), lambda: _words(ui, time, view.seated))
    pill = (view.ready, view.hold, view.arrived)
    ui.part("rest pill", pill, lambda: _pill(ui, view))


def _disc(ui: Ui, view: RestView) -> None:
    inwards, share = breath(view.since_s)
    ui.ring(X, Y, ARC + ARC_W / 2, ARC_W, TRACK)
    if view.total_s > 0 and view.left_s > 0:
        ui.arc(X, Y, ARC, ARC_W, view.left_s / view.total_s, CREAM)
    ui.disc(X, Y, OUTER, faded(SKY, 0.16))
    if view.reduced:
        ui.disc(X, Y, SMALL + 1, TINT_SKY)
        _dots(ui, inwards, share)
    else:
        now = radius(view.since_s)
        ui.disc(X, Y, (now + OUTER) / 2, faded(SKY, 0.30))
        ui.disc(X, Y, now, TINT_SKY)
    words = ui.say("rest.in" if inwards else "rest.out")
    y = Y - 1.0 if view.reduced else Y
    labels.middle(ui, words, X, y, WORDS, 13.0, ink=INK, align="centre")


def _dots(ui: Ui, inwards: bool, share: float) -> None:
    """One dot a second, filling as the breath goes on."""
    count = round(IN_S if inwards else OUT_S)
    for at in range(count):
        x = X + (at - (count - 1) / 2) * 1.75
        passed = at < int(share * count + 1e-9) + 1
        ui.disc(x, Y + 4.6, 0.62, INK if passed else TINT_SKY, edge=INK, rim=0.16)


def _words(ui: Ui, time: str, seated: bool) -> None:
    sit = ui.say("rest.seated" if seated else "rest.sit")
    if ui.column:
        x, room = 26.0, attended.RIGHT - 26.0
        labels.line(ui, ui.say("rest.title"), x, 5.5, 3.2, room)
        labels.line(ui, time, x, 10.2, 5.0, room)
        ui.medallion("rest", x + room / 2, 17.2, 7.4, TINT_SKY)
        labels.block(ui, sit, x + room / 2, 24.2, 2.2, room, 5.6, weight="semibold", align="centre")
        return
    labels.column(ui, ui.say("rest.title"), COLUMN, 5.9, 3.2, COLUMN_W, lines=1)
    labels.line(ui, time, COLUMN, 11.1, 6.0, COLUMN_W, most=7.2)
    ui.medallion("rest", COLUMN + 4.3, 20.7, 9.0, TINT_SKY)
    labels.middle(ui, sit, 50.6, 20.7, 2.5, 10.4, weight="semibold")


def _pill(ui: Ui, view: RestView) -> None:
    go_on = parts.Option(ui.say("rest.go_on"), "arrow", locked=view.ready < 1, ready=view.ready)
    parts.pill(
        ui,
        targets(view, column=ui.column)[0],
        go_on,
        parts.Focus(view.hold, view.arrived),
        main=True,
    )
