"""Screen 9: play waits. The picture says why and what to do; the words say what is kept.

No timer runs and nothing warns: any reason, a lost board included, reads as a calm moment.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from game.render.ui_palette import TINT_GREY, TINT_SKY, Colour
from game.screens import attended, labels, parts

if TYPE_CHECKING:
    from game.render.ui import Ui

Reason = Literal["off_board", "asked", "device_lost", "stale", "overload", "sway"]

BACKDROP = "dim"
FINISH, GO_ON = 0, 1  # the order of focus
CALL_AFTER_S, STAFF_AFTER_S = 10.0, 60.0
TEXT, TEXT_W = 28.5, 32.3
MOST_TITLE = 7.4  # how far apart lines of larger letters would stand
BESIDE = 14.4  # where words begin in a column, beside the picture
_BOARD_AWAY: tuple[Reason, ...] = ("device_lost", "stale")


@dataclass(frozen=True, slots=True)
class PauseView:
    """Why play waits, what is kept (done of total), and how far the way back is.

    ready 0..1: how long both feet have stood steady; from 1 the main pill is open. focus and hold
    as game.screens.choice gives them; waited_s seconds since the pause began; arrived 0..1 as
    game.screens.motion gives it for a focus that moved. item: what is being gathered.
    """

    reason: Reason
    done: int
    total: int
    ready: float
    focus: int
    hold: float
    waited_s: float
    tried: int | None = None
    arrived: float = 1.0
    item: str = "apple"


@dataclass(frozen=True, slots=True)
class _Face:
    picture: str
    title: str
    line: str
    main: str
    tint: Colour = TINT_SKY


_FACES: dict[Reason, _Face] = {
    "off_board": _Face("step_on", "pause.title", "", "pause.step_on"),
    "asked": _Face("stand", "pause.title", "", "pause.go_on"),
    "device_lost": _Face("board_waves", "pause.moment", "", "pause.go_on"),
    "stale": _Face("board_waves", "pause.moment", "", "pause.go_on"),
    "overload": _Face("two_people", "pause.one_person", "", "pause.step_on"),
    "sway": _Face("with_frame", "pause.steady", "", "pause.go_on"),
}


def title_of(view: PauseView) -> str:
    """The key of the first line: why play stands still."""
    return _FACES[view.reason].title


def line_of(view: PauseView) -> str:
    """The key of the second line: whom to call once a wait is long, else what is kept."""
    if view.waited_s >= CALL_AFTER_S and view.reason in (*_BOARD_AWAY, "overload"):
        return "pause.call"
    return f"pause.kept.{view.item}" if view.done > 0 else "pause.kept.start"


def draw(ui: Ui, view: PauseView) -> None:
    """The whole screen. Call between ui.begin and ui.end."""
    staff = view.waited_s >= STAFF_AFTER_S
    ui.part("pause words", (view.reason, line_of(view), staff), lambda: _words(ui, view, staff))
    ui.part("pause beads", (view.done, view.tried, view.total), lambda: _progress(ui, view))
    state = (view.reason, view.focus, view.hold, view.ready, view.arrived)
    ui.part("pause pills", state, lambda: _pills(ui, view))


def _words(ui: Ui, view: PauseView, staff: bool) -> None:
    face = _FACES[view.reason]
    kept = ui.say(line_of(view))
    if ui.column:
        ui.medallion(face.picture, 7.8, 6.9, 9.6, face.tint)
        room = attended.RIGHT - BESIDE
        title = ui.say(title_of(view))
        y, h = (9.4, 5.6) if staff else (7.4, 8.6)
        labels.block(ui, title, BESIDE, y, 4.0, room, h)
        labels.line(ui, kept, labels.LEFT, 13.7, 2.6, attended.WIDE, weight="semibold", most=2.6)
        if staff:
            ui.medallion("helper", attended.RIGHT - 2.1, 4.1, 4.2, TINT_GREY)
        return
    most = MOST_TITLE / ui.leading
    ui.medallion(face.picture, 14.2, 14.8, 22.4, face.tint)
    labels.line(ui, ui.say(title_of(view)), TEXT, 7.6, 5.0, 28.0 if staff else TEXT_W, most=most)
    labels.line(ui, kept, TEXT, 12.95, 3.2, TEXT_W, weight="semibold", most=3.8)
    if staff:
        ui.medallion("helper", 58.9, 4.1, 4.2, TINT_GREY)


def _progress(ui: Ui, view: PauseView) -> None:
    if view.total <= 0:
        return
    tried = view.done if view.tried is None else view.tried
    x, y, under = (labels.LEFT, 16.9, 19.5) if ui.column else (TEXT, 18.45, 22.95)
    if view.total > 10:
        parts.bar(ui, x, y, 28.3, 2.2, view.done / view.total)
    else:
        pitch = min(3.66, (32.5 - 2.9) / max(1, view.total - 1))
        parts.beads(ui, x, y, 2.9, pitch, view.done, tried, view.total)
    most = 2.2 if ui.column else math.inf
    labels.line(ui, ui.words.count(view.done, view.total), x, under, 2.5, TEXT_W, most=most)


def targets(view: PauseView, *, column: bool = False) -> tuple[parts.Target, ...]:
    """Where the choices lie in u, in the order of focus; they never move."""
    w = 29.1 if view.reason in ("off_board", "overload") else 20.0
    places = (3.0, 28.9, 20.0, 5.0), (60.7 - w, 28.4, w, 5.8)
    return attended.stairs(places) if column else places


def _pills(ui: Ui, view: PauseView) -> None:
    finish = parts.Option(ui.say("pause.finish"), "house")
    main = ui.say(_FACES[view.reason].main)
    go_on = parts.Option(main, "arrow", locked=view.ready < 1, ready=view.ready)
    focus = parts.Focus(view.hold, view.arrived)
    on = view.focus == GO_ON
    places = targets(view, column=ui.column)
    parts.pill(ui, places[FINISH], finish, None if on else focus)
    parts.pill(ui, places[GO_ON], go_on, focus if on else None, main=True)
