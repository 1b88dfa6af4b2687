"""Screen 14: the therapist's quick panel, beside what the participant goes on seeing.

Opening it pauses the game. Never reached by leaning or the one button. It says why the level is as
it is and what comes next, and nothing of diagnoses. Stop asks for a longer hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.render.ui_palette import (
    CREAM,
    EDGE,
    INK,
    ORANGE,
    PANEL_STAFF,
    PINE,
    SOFT,
    STAFF_BUTTON,
    TINT_GREY,
    TINT_ORANGE,
    TINT_SKY,
    VERMILLION,
    YELLOW,
    Colour,
)
from game.screens import labels, parts
from game.screens.words import clock, count, say

if TYPE_CHECKING:
    from game.render.ui import Ui

BACKDROP = "dim"
PANEL: parts.Target = (25.2, 1.6, 37.2, 32.8)
LEFT, RIGHT = 26.4, 61.2
BUTTON_W, BUTTON_H, GAP_X, GAP_Y, TOP = 16.95, 3.9, 0.9, 0.8, 6.2
MOST_BEADS = 8  # in the participant's column
STOP_HOLD_S = 1.5
LIVE_GAP = 1.1

# in the order of focus: its name, its picture, its key
BUTTONS = (
    ("resume", "play", "Space"),
    ("stop", "stop", "S"),
    ("easier", "minus", "–"),
    ("harder", "plus", "+"),
    ("freeze", "lock", "F"),
    ("next", "next_step", "N"),
    ("limits", "aim", "R"),
    ("patient", "person", "Esc"),
)


@dataclass(frozen=True, slots=True)
class TherapistView:
    """The running attempt as staff see it.

    place: a word key of where play is. level 1..levels; why: two lines, what was seen and what
    comes next. load_left: share on the left foot, None where it cannot be told; sway in mm/s;
    battery 0..4, None where the board does not say. hold 0..1 is of the focused button (Stop takes
    STOP_HOLD_S), arrived as for every choice.
    """

    initials: str
    picture: str
    place: str
    left_s: float
    done: int
    total: int
    level: int
    why: tuple[str, str]
    tint: Colour = TINT_SKY
    tried: int | None = None
    levels: int = 10
    load_left: float | None = None
    sway_mm_s: float | None = None
    battery: int | None = None
    paused: bool = True
    frozen: bool = False
    focus: int = 0
    hold: float = 0.0
    arrived: float = 1.0


def targets(view: TherapistView) -> tuple[parts.Target, ...]:
    """The eight buttons in u, row by row; they never move."""
    return tuple(
        (
            LEFT + (at % 2) * (BUTTON_W + GAP_X),
            TOP + (at // 2) * (BUTTON_H + GAP_Y),
            BUTTON_W,
            BUTTON_H,
        )
        for at in range(len(BUTTONS))
    )


def draw(ui: Ui, view: TherapistView) -> None:
    """The whole screen. Call between ui.begin and ui.end."""
    ui.part("staff patient", (view.paused, view.done, view.tried, view.total),
            lambda: _patient(ui, view))  # fmt: skip
    head = (view.initials, view.picture, view.place, clock(view.left_s))
    ui.part("staff head", head, lambda: _head(ui, view))
    state = (view.focus, view.hold, view.arrived, view.paused, view.frozen)
    ui.part("staff buttons", state, lambda: _buttons(ui, view))
    level = (view.level, view.levels, view.why, view.frozen)
    ui.part("staff level", level, lambda: _level(ui, view))
    live = (view.load_left, view.sway_mm_s, view.battery)
    ui.part("staff live", live, lambda: _live(ui, view))


def _patient(ui: Ui, view: TherapistView) -> None:
    """What the participant goes on seeing."""
    _sign(ui, "pause_ink" if view.paused else "play", 10.0, 11.6, 14.0, TINT_GREY)
    words = say("pause.title" if view.paused else "therapist.running")
    labels.column(ui, words, labels.LEFT, 22.8, 4.4, 20.0, lines=1)
    tried = view.done if view.tried is None else view.tried
    if view.total > MOST_BEADS:
        parts.bar(ui, labels.LEFT, 27.9, 18.3, 1.8, view.done / view.total)
    elif view.total > 0:
        parts.beads(ui, labels.LEFT, 27.9, 1.9, 2.35, view.done, tried, view.total)
    if view.total > 0:
        ui.text(count(view.done, view.total), labels.LEFT, 31.3, 2.4, weight="bold")


def _sign(ui: Ui, picture: str, x: float, y: float, size: float, tint: Colour) -> None:
    """A medallion with much air about its sign."""
    ui.disc(x, y, size / 2, tint)
    ui.picture(picture, x, y, size * 0.62)


def _head(ui: Ui, view: TherapistView) -> None:
    x, y, w, h = PANEL
    ui.panel(x, y, w, h, PANEL_STAFF, radius=1.6, edge=EDGE, rim=0.1)
    ui.medallion(view.picture, LEFT + 1.4, 4.0, 2.8, view.tint)
    left = say("therapist.left", clock=clock(view.left_s))
    width = ui.measure(left, 1.8, "medium")
    ui.text(left, RIGHT, 3.8, 1.8, weight="medium", align="end")
    name = f"{view.initials} · {say(view.place)}"
    room = RIGHT - LEFT - width - 4.6
    labels.middle(ui, name, LEFT + 3.5, 3.8, 2.0, room, lines=1, least=1.4)


def _buttons(ui: Ui, view: TherapistView) -> None:
    for at, (button, target) in enumerate(zip(BUTTONS, targets(view), strict=True)):
        name, picture, key = button
        if name == "resume" and not view.paused:
            option = parts.Option(say("therapist.pause"), "pause_ink")
        elif name == "freeze" and view.frozen:
            option = parts.Option(say("therapist.unfreeze"), "unlock")
        else:
            option = parts.Option(say(f"therapist.{name}"), picture)
        focus = parts.Focus(view.hold, view.arrived) if at == view.focus else None
        _button(ui, target, option, key, focus)


def _button(
    ui: Ui, target: parts.Target, option: parts.Option, key: str, focus: parts.Focus | None
) -> None:
    x, y, w, h = target
    if focus:
        _staff_focus(ui, target, focus.arrived)
    else:
        edge = VERMILLION if option.picture == "stop" else STAFF_BUTTON
        ui.box(x, y, w, h, STAFF_BUTTON, radius=0.75, edge=edge, rim=0.12)
    cx, cy = x + 2.05, y + h / 2
    held = focus is not None and focus.hold > 0
    tint = TINT_ORANGE if focus else TINT_GREY
    _sign(ui, option.picture, cx, cy, 2.9 * (0.75 if held else 1.0), tint)
    if focus and held:
        parts.hold_ring(ui, cx, cy, 2.9, focus.hold)
    ink = INK if focus else CREAM
    ui.text(key, x + w - 0.65, cy, 1.4, weight="medium", ink=ink, align="end")
    room = w - 4.15 - 1.3 - ui.measure(key, 1.4, "medium")
    labels.middle(ui, option.label, x + 4.15, cy, 1.65, room, weight="semibold", ink=ink, least=1.4)


def _staff_focus(ui: Ui, target: parts.Target, arrived: float) -> None:
    """The one cream surface, its ring thin enough for the gaps between buttons."""
    x, y, w, h = target
    for out, ink in ((0.18 + 0.24 * arrived, YELLOW), (0.18, PINE), (0.0, CREAM)):
        ui.box(x - out, y - out, w + 2 * out, h + 2 * out, ink, radius=0.75 + out)


def _level(ui: Ui, view: TherapistView) -> None:
    y = 26.1
    words = say("therapist.level", n=view.level, of=view.levels)
    ui.text(words, LEFT, y, 1.65, weight="semibold")
    pitch = min(2.0, 20.0 / view.levels)
    for at in range(view.levels):
        x = RIGHT - (view.levels - at) * pitch + 0.25
        on = at < view.level
        ui.box(
            x, y - 0.75, pitch - 0.25, 1.5, ORANGE if on else STAFF_BUTTON, radius=0.25,
            edge=ORANGE if on else SOFT, rim=0.1,
        )  # fmt: skip
    if view.frozen:
        _sign(ui, "lock", RIGHT - view.levels * pitch - 1.6, y, 2.2, TINT_GREY)
    for at, line in enumerate(view.why):
        labels.middle(
            ui, line, LEFT, 28.7 + at * 1.9, 1.5, RIGHT - LEFT, lines=1, weight="medium", least=1.0
        )


def _live(ui: Ui, view: TherapistView) -> None:
    """Load, sway and battery in one row, rounded: a number changes at most twice a second."""
    if view.load_left is None:
        load = say("therapist.load.unread")
    else:
        left = round(100 * view.load_left)
        load = say("therapist.load", left=left, right=100 - left)
    words = [load]
    if view.sway_mm_s is not None:
        words.append(say("therapist.sway", n=round(view.sway_mm_s)))
    if view.battery is not None:
        key = "therapist.battery" if view.battery > 1 else "therapist.battery.new"
        words.append(say(key, n=view.battery))
    gaps = LIVE_GAP * (len(words) - 1)
    size, _ = parts.fit(ui, " ".join(words), 1.5, RIGHT - LEFT - gaps, weight="medium", least=1.0)
    x = LEFT
    for part in words:
        ui.text(part, x, 32.75, size, weight="medium", ink=SOFT)
        x += ui.measure(part, size, "medium") + LIVE_GAP
