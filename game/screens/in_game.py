"""Screen 8: what stands over the moving world: the instruction, the beads, the lean marker.

All words lie on pine panels; the whole covers at most 24 % of the frame, at the side that the
therapist set. Parts that seldom change are kept laid out, so that a frame costs little.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from game.render.ui_palette import (
    CLEAR,
    CREAM,
    EDGE,
    INK,
    PANEL_LIVE,
    PINE,
    SKY,
    TRACK_ON_PINE,
)
from game.screens import lean_marker, parts, weak_side
from game.screens.lean_marker import Form

if TYPE_CHECKING:
    from game.render.ui import Ui

PANEL_W, PANEL_H, MARGIN, TOP = 26.2, 13.4, 2.2, 2.0
MEDALLION = 7.15
MOST_BEADS = 10
COUNT, MOST_COUNT = 2.1, 2.7
TEXT_LEFT, TEXT_W, TEXT_H = 11.0, 14.2, 9.0
PROMPT_X, PROMPT_H, PROMPT_SIZE = 37.5, 6.4, 4.0
HINT_H, HINT, BESIDE = 3.75, 1.7, 0.6
HINT_ROUND = 5.25  # of a hint's pill, around its words
WIDER = 12.0  # by how much the panel is wider where letters are twice as large
UNDER = TOP + PANEL_H + BESIDE  # where the hint stands in a column, and where it and a
# prompt begin there: beside the marker
HINT_OF: dict[Form, float] = {"across": 2.2, "none": 2.2, "round": 2.2, "upright": 7.6}
PROMPT_OF: dict[Form, float] = {**HINT_OF, "round": 16.0}
FAR = 200.0  # beyond every edge

Side = Literal["start", "left", "right"]


@dataclass(frozen=True, slots=True)
class InGameView:
    """All that the HUD shows.

    instruction and pause_hint (empty: none) are word keys; time_left and hold 0..1; lean and goal
    in shares of the limits (ML + right, AP + forward), goal_radius 0 for no goal. marker says how
    the lean is shown: a level with goals in several directions sets it once, so that it stays put.
    bead_pop 0..1 enlarges the newest bead. prompt: the word key, or the number, of a second task.
    dark: nothing of the world is to be seen. side: of the HUD, start being where reading starts.
    weak: the side that an anchor stands on.
    """

    instruction: str
    time_left: float
    done: int
    tried: int
    total: int
    lean_ml: float
    lean_ap: float
    goal_ml: float
    goal_ap: float
    goal_radius: float
    hold: float
    side: Side = "start"
    pause_hint: str = "hint.step_off"
    marker: lean_marker.Form | Literal["auto"] = "auto"
    item: str = "apple"
    bead_pop: float = 0.0
    lean_shown: bool = True
    prompt: str = ""
    dark: bool = False
    weak: weak_side.WeakSide | None = None


def prepare(ui: Ui, views: Iterable[InGameView] = ()) -> None:
    """Make every picture that play may show, and the words of these views, so that no frame of play
    waits for one.
    """
    for view in views:
        ui.begin()  # and never an end: nothing of it is shown
        draw(ui, view)
    for name in (
        "lean.forward",
        "lean.forward_right",
        "lean.right",
        "lean.back_right",
        "lean.back",
        "lean.back_left",
        "lean.left",
        "lean.forward_left",
        "hold",
        "centre",
        "stand",
        "rest",
    ):
        ui.prepare(name, MEDALLION)


def draw(ui: Ui, view: InGameView) -> None:
    """The whole HUD. Call between ui.begin and ui.end."""
    if view.dark:
        ui.panel(-FAR, -FAR, 2 * FAR, 2 * FAR, PINE, radius=0.0)
    side = "start" if ui.column else side_of(view.side, mirrored=ui.mirrored)
    left = MARGIN if side == "start" else 64 - MARGIN - _wide(ui)
    ui.part("hud panel", (left, view.instruction), lambda: _panel(ui, left, view.instruction))
    if view.time_left > 0:
        ui.arc(left + 5.3, TOP + 5.25, 4.1, 0.72, view.time_left, SKY)
    state = (left, view.done, view.tried, view.total, view.bead_pop)
    ui.part("hud beads", state, lambda: _beads(ui, left, view))
    at = (side, lean_marker.form_of(view))
    if view.pause_hint:
        ui.part("hud hint", (at, view.pause_hint), lambda: _hint(ui, *at, view.pause_hint))
    if view.prompt:
        shown = (at, view.prompt)
        ui.part("hud prompt", shown, lambda: _prompt(ui, *at, view.prompt, view.pause_hint))
    with ui.unmirrored():
        if view.lean_shown:
            lean_marker.draw(ui, view)
    if view.weak:  # it belongs to the world, whose edge it marks
        lit = weak_side.calls(view.weak, view.goal_ml, view.goal_radius)
        with ui.whole(), ui.unmirrored():
            weak_side.draw(ui, view.weak, lit=lit)


def side_of(side: Side, *, mirrored: bool) -> Literal["start", "end"]:
    """Where that is on a screen that may be mirrored: left and right are the body's."""
    return "start" if side in ("start", "right" if mirrored else "left") else "end"


def _wide(ui: Ui) -> float:
    """How wide the panel is: wider for letters that are larger."""
    return PANEL_W + WIDER * (ui.style.letters - 1)


def _panel(ui: Ui, left: float, instruction: str) -> None:
    ui.panel(left, TOP, _wide(ui), PANEL_H, PANEL_LIVE, radius=1.6, edge=EDGE, rim=0.1)
    x, y = left + 5.3, TOP + 5.25
    ui.arc(x, y, 4.1, 0.72, 1.0, TRACK_ON_PINE)
    picture, tint = parts.picture_of(instruction), parts.tint_of(instruction)
    if ui.style.shows(picture):
        r = MEDALLION / 2 + 0.15
        ui.panel(x - r, y - r, 2 * r, 2 * r, tint, radius=r, edge=INK, rim=0.15)
        ui.medallion(picture, x, y, MEDALLION, CLEAR)
    room = TEXT_W + _wide(ui) - PANEL_W
    size, lines = parts.boxed(ui, ui.say(instruction), 3.5, room, TEXT_H, nearly=1.0)
    step = size * ui.leading
    for at, line in enumerate(lines):
        ui.text(line, left + TEXT_LEFT, y + (at - (len(lines) - 1) / 2) * step, size, weight="bold")


def _beads(ui: Ui, left: float, view: InGameView) -> None:
    y = TOP + 11.35
    words = ui.words.count(view.done, view.total)
    letters = min(COUNT * ui.style.letters, MOST_COUNT)
    room = _wide(ui) - 2.0 - 0.75 - ui.measure(words, letters, "bold")
    if view.total > MOST_BEADS:
        parts.bar(ui, left + 1.05, y, room, 1.5, view.done / view.total)
        ui.text(words, left + _wide(ui) - 1.0, y, letters, weight="bold", align="end")
        return
    pitch = min(2.18, (room - 1.45) / max(1, view.total - 1))
    size = min(1.75, pitch * 0.86)
    parts.beads(ui, left + 1.05, y, size, pitch, view.done, view.tried, view.total, view.bead_pop)
    end = left + 1.05 + (view.total - 1) * pitch + size
    ui.text(words, end + 0.75, y, letters, weight="bold")


def _prompt(ui: Ui, side: str, form: Form, prompt: str, hint: str) -> None:
    """A second task's word, large, between the panel and the hint, or below that where both are
    long: never over the person.
    """
    words = ui.words.number(int(prompt)) if prompt.isdigit() else ui.say(prompt)
    w = max(PROMPT_H, ui.measure(words, PROMPT_SIZE, "bold") + 3.0)
    from_panel = max(PROMPT_X, MARGIN + _wide(ui) + BESIDE + w / 2)
    below = from_panel + w / 2 + BESIDE > 64 - MARGIN - _hint_width(ui, hint)
    x = from_panel if side == "start" else 64 - from_panel
    y = TOP + HINT_H + BESIDE if below else TOP
    if ui.column:
        x, y = PROMPT_OF[form] + w / 2, UNDER + HINT_H + BESIDE
    ui.panel(x - w / 2, y, w, PROMPT_H, PANEL_LIVE, radius=1.6, edge=EDGE, rim=0.1)
    ui.text(words, x, y + PROMPT_H / 2, PROMPT_SIZE, weight="bold", align="centre")


def _hint_size(ui: Ui, hint: str) -> float:
    room = 64 - 2 * MARGIN - _wide(ui) - BESIDE - HINT_ROUND
    room = ui.width - PROMPT_OF["round"] - HINT_ROUND if ui.column else room
    return parts.fit(ui, ui.say(hint), HINT, room, weight="semibold", least=HINT, most=2.3)[0]


def _hint_width(ui: Ui, hint: str) -> float:
    return HINT_ROUND + ui.measure(ui.say(hint), _hint_size(ui, hint))


def _hint(ui: Ui, side: str, form: Form, hint: str) -> None:
    words = ui.say(hint)
    w = _hint_width(ui, hint)
    x = 64 - MARGIN - w if side == "start" else MARGIN
    x, y = (HINT_OF[form], UNDER) if ui.column else (x, TOP)
    ui.panel(x, y, w, HINT_H, PANEL_LIVE, radius=HINT_H / 2, edge=EDGE, rim=0.1)
    for at in (0.28, 0.98):
        ui.line(x + 1.6 + at, y + 1.3, x + 1.6 + at, y + 2.45, 0.42, CREAM)
    ui.text(words, x + 3.65, y + HINT_H / 2, _hint_size(ui, hint))
