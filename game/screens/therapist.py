"""Screen 14: the therapist's quick panel, beside what the participant goes on seeing.

Opening it pauses the game. Never reached by leaning or the one button. It says why the level is as
it is and what comes next, and nothing of diagnoses. Stop asks for a longer hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

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
    faded,
)
from game.screens import labels, parts

if TYPE_CHECKING:
    from game.render.ui import Ui

BACKDROP = "dim"
PANEL: parts.Target = (25.2, 1.6, 37.2, 32.8)
LEFT, RIGHT = 26.4, 61.2
BUTTON_W, BUTTON_H, GAP_X, GAP_Y, TOP = 16.95, 3.9, 0.9, 0.8, 6.2
MOST_BEADS = 8  # in the participant's column
STOP_HOLD_S = 1.5
LIVE_GAP = 1.1
KEY = 1.2  # letters of the name of a key

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
ELSEWHERE = -23.6  # by how much it stands further on beside a column at that side
PLACES: tuple[parts.Target, ...] = tuple(
    (LEFT + at % 2 * (BUTTON_W + GAP_X), TOP + at // 2 * (BUTTON_H + GAP_Y), BUTTON_W, BUTTON_H)
    for at in range(len(BUTTONS))
)


class Patient(Protocol):
    """What staff's panels leave to the participant: where play is, and how far."""

    @property
    def paused(self) -> bool: ...
    @property
    def done(self) -> int: ...
    @property
    def tried(self) -> int | None: ...
    @property
    def total(self) -> int: ...


@dataclass(frozen=True, slots=True)
class TherapistView:
    """The running attempt as staff see it.

    place: a word key of where play is; left_s: None where nothing says how long it lasts. level
    1..levels; why: two lines, what was seen and what comes next. load_left: share on the left foot,
    None where it cannot be told; sway in mm/s; battery 0..4, None where the board does not say.
    paused: False once play is to go on as soon as the person stands quietly. hold 0..1 is of the
    focused button (Stop takes STOP_HOLD_S), arrived as for every choice. locked: names of buttons
    that do nothing here.
    """

    initials: str
    picture: str
    place: str
    left_s: float | None
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
    locked: frozenset[str] = frozenset()


def targets(view: TherapistView) -> tuple[parts.Target, ...]:
    """The eight buttons in u, row by row; they never move."""
    return PLACES


def draw(ui: Ui, view: TherapistView) -> None:
    """The whole screen. Call between ui.begin and ui.end."""
    patient(ui, view)
    with beside(ui):
        _panel(ui, view)


@contextmanager
def beside(ui: Ui) -> Iterator[None]:
    """Draw what is staff's, beside the participant's part of the screen, or ask where it lies."""
    taken = ui.column and (ui.style.column == "right") != ui.mirrored
    with ui.for_staff(), ui.moved(ELSEWHERE if taken else 0.0, 0.0):
        yield


def button_at(ui: Ui, pixel: tuple[float, float]) -> int | None:
    """Which button lies at a pixel of the window; None beside them."""
    with beside(ui):
        return parts.target_at(PLACES, *ui.place(pixel))


def _panel(ui: Ui, view: TherapistView) -> None:
    left = "" if view.left_s is None else ui.words.clock(view.left_s)
    head = (view.initials, view.picture, view.place, left)
    ui.part("staff head", head, lambda: _head(ui, view, left))
    state = (view.focus, view.hold, view.arrived, view.paused, view.frozen, view.locked)
    ui.part("staff buttons", state, lambda: _buttons(ui, view))
    level = (view.level, view.levels, view.why, view.frozen)
    ui.part("staff level", level, lambda: _level(ui, view))
    live = (view.load_left, view.sway_mm_s, view.battery)
    ui.part("staff live", live, lambda: _live(ui, view))


def patient(ui: Ui, view: Patient) -> None:
    """What the participant goes on seeing, beside the panel."""
    state = (view.paused, view.done, view.tried, view.total)
    ui.part("staff patient", state, lambda: _patient(ui, view))


def _patient(ui: Ui, view: Patient) -> None:
    _sign(ui, "pause_ink" if view.paused else "stand", 10.0, 11.6, 14.0, TINT_GREY)
    words = ui.say("pause.title" if view.paused else "stand")
    labels.column(ui, words, labels.LEFT, 22.8, 4.4, 20.0, lines=1)
    tried = view.done if view.tried is None else view.tried
    if view.total > MOST_BEADS:
        parts.bar(ui, labels.LEFT, 27.9, 18.3, 1.8, view.done / view.total)
    elif view.total > 0:
        parts.beads(ui, labels.LEFT, 27.9, 1.9, 2.35, view.done, tried, view.total)
    if view.total > 0:
        ui.text(ui.words.count(view.done, view.total), labels.LEFT, 31.3, 2.4, weight="bold")


def _sign(ui: Ui, picture: str, x: float, y: float, size: float, tint: Colour) -> None:
    """A medallion with much air about its sign."""
    if ui.style.shows(picture):
        ui.disc(x, y, size / 2, tint)
        ui.picture(picture, x, y, size * 0.62)


def _head(ui: Ui, view: TherapistView, left: str) -> None:
    x, y, w, h = PANEL
    ui.panel(x, y, w, h, PANEL_STAFF, radius=1.6, edge=EDGE, rim=0.1)
    ui.medallion(view.picture, LEFT + 1.4, 4.0, 2.8, view.tint)
    width = 0.0
    if left:
        words = ui.say("therapist.left", clock=left)
        width = ui.measure(words, 1.8, "medium")
        ui.text(words, RIGHT, 3.8, 1.8, weight="medium", align="end")
    name = ui.say("therapist.who", initials=view.initials, place=ui.say(view.place))
    room = RIGHT - LEFT - width - 4.6
    labels.middle(ui, name, LEFT + 3.5, 3.8, 2.0, room, lines=1, least=1.4)


def _buttons(ui: Ui, view: TherapistView) -> None:
    for at, (name, picture, key) in enumerate(BUTTONS):
        if name == "resume" and not view.paused:
            option = parts.Option(ui.say("therapist.pause"), "pause_ink")
        elif name == "freeze" and view.frozen:
            option = parts.Option(ui.say("therapist.unfreeze"), "unlock")
        else:
            option = parts.Option(ui.say(f"therapist.{name}"), picture)
        if name in view.locked:
            option = replace(option, locked=True, tint=faded(TINT_GREY, 0.55))
        focus = parts.Focus(view.hold, view.arrived) if at == view.focus else None
        button(ui, PLACES[at], option, ui.say("key.space") if key == "Space" else key, focus)


def button(
    ui: Ui, target: parts.Target, option: parts.Option, key: str, focus: parts.Focus | None
) -> None:
    """One of staff's buttons, with its key at the end; one that is locked steps back."""
    x, y, w, h = target
    surface(ui, target, focus, VERMILLION if option.picture == "stop" else STAFF_BUTTON)
    cx, cy = x + 2.05, y + h / 2
    held = focus is not None and focus.hold > 0
    tint = TINT_ORANGE if focus else option.tint
    _sign(ui, option.picture, cx, cy, 2.9 * (0.75 if held else 1.0), tint)
    if focus and held:
        parts.hold_ring(ui, cx, cy, 2.9, focus.hold)
    ink = INK if focus else SOFT if option.locked else CREAM
    if option.locked:
        _sign(ui, "lock", x + w - 1.5, cy, 2.0, TINT_GREY)
    else:
        ui.text(key, x + w - 0.65, cy, KEY, weight="medium", ink=ink, align="end")
    room = w - 4.15 - 1.3 - ui.measure(key, KEY, "medium")
    labels.middle(ui, option.label, x + 4.15, cy, 1.65, room, weight="semibold", ink=ink, least=1.4)


def surface(
    ui: Ui, target: parts.Target, focus: parts.Focus | None, edge: Colour = STAFF_BUTTON
) -> None:
    """A button without words; with the focus the one cream surface, its ring thin enough for the
    gaps between buttons.
    """
    x, y, w, h = target
    if focus is None:
        ui.box(x, y, w, h, STAFF_BUTTON, radius=0.75, edge=edge, rim=0.12)
        return
    for out, ink in ((0.18 + 0.24 * focus.arrived, YELLOW), (0.18, PINE), (0.0, CREAM)):
        ui.box(x - out, y - out, w + 2 * out, h + 2 * out, ink, radius=0.75 + out)


def _level(ui: Ui, view: TherapistView) -> None:
    y = 26.1
    words = ui.say("therapist.level", n=view.level, of=view.levels)
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
        load = ui.say("therapist.load.unread")
    else:
        left = round(100 * view.load_left)
        load = ui.say("therapist.load", left=left, right=100 - left)
    words = [load]
    if view.sway_mm_s is not None:
        words.append(ui.say("therapist.sway", n=round(view.sway_mm_s)))
    if view.battery is not None:
        key = "therapist.battery" if view.battery > 1 else "therapist.battery.new"
        words.append(ui.say(key, n=view.battery))
    gaps = LIVE_GAP * (len(words) - 1)
    size, _ = parts.fit(ui, " ".join(words), 1.5, RIGHT - LEFT - gaps, weight="medium", least=1.0)
    x = LEFT
    for part in words:
        ui.text(part, x, 32.75, size, weight="medium", ink=SOFT)
        x += ui.measure(part, size, "medium") + LIVE_GAP
