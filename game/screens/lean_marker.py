"""Shows the lean and where it should go: across for left and right, upright for forward and back,
round for the diagonals.

The scale is the person's own: the end of the track is 1, the limit in that direction. Right is
right and up is forward in every language; this part is never mirrored.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from game.render.ui_palette import CREAM, INK, ORANGE, PANEL_LIVE, YELLOW, faded

if TYPE_CHECKING:
    from game.render.ui import Ui
    from game.screens.in_game import InGameView

Form = Literal["across", "upright", "round", "none"]
Place = tuple[float, float]

ACROSS = (32.0, 31.85, 12.8)  # centre x, y and the length of 1 in u
UPRIGHT = (4.45, 25.0, 7.0)
ROUND = (8.7, 27.3, 5.2)
DOT, DOT_ROUND = 1.22, 0.95
HOME = 0.26  # the ring that marks the middle of the round form


def form_of(view: InGameView) -> Form:
    """The form asked for, or the one that shows the goal's direction most plainly."""
    if view.marker != "auto":
        return view.marker
    across, upright = abs(view.goal_ml), abs(view.goal_ap)
    if upright <= 0.35 * across or (across == 0 and upright == 0):
        return "across"
    return "upright" if across <= 0.35 * upright else "round"


def draw(ui: Ui, view: InGameView) -> None:
    """Track, target zone, trail and the dot that leans."""
    form = form_of(view)
    if form == "none":
        return
    x, y, unit = {"across": ACROSS, "upright": UPRIGHT, "round": ROUND}[form]
    side = ui.style.column or view.side
    if form == "across":
        x = ui.width / 2
    elif side == "right" or (side == "start" and ui.mirrored):
        x = ui.width - x
    goal = (view.goal_ml, view.goal_ap, view.goal_radius)
    state = (form, x, goal, view.item)
    ui.part("hud marker", state, lambda: _ground(ui, form, x, y, unit, goal, view.item))
    ml = 0.0 if form == "upright" else _held(view.lean_ml)
    ap = 0.0 if form == "across" else _held(view.lean_ap)
    far = math.hypot(ml, ap)
    if form == "round" and far > 1:
        ml, ap = ml / far, ap / far
    dot = DOT_ROUND if form == "round" else DOT
    _leaning(ui, (x, y), (x + ml * unit, y - ap * unit), dot, view.hold)


def _held(lean: float) -> float:
    return min(1.04, max(-1.04, lean))


def _ground(
    ui: Ui, form: Form, x: float, y: float, unit: float, goal: tuple[float, float, float], item: str
) -> None:
    """What stays while the dot moves: panel, track and target zone."""
    if form == "across":
        ui.panel(x - 15, y - 2.25, 30, 4.5, PANEL_LIVE, radius=2.25)
        ui.line(x - unit + 0.2, y, x + unit - 0.2, y, 0.42, CREAM)
        ui.line(x, y - 0.95, x, y + 0.95, 0.36, CREAM)
    elif form == "upright":
        ui.panel(x - 2.25, y - 9, 4.5, 18, PANEL_LIVE, radius=2.25)
        ui.line(x, y - unit + 0.2, x, y + unit - 0.2, 0.42, CREAM)
        ui.line(x - 0.95, y, x + 0.95, y, 0.36, CREAM)
    else:
        r = unit + 1.3
        ui.panel(x - r, y - r, 2 * r, 2 * r, PANEL_LIVE, radius=r)
        ui.ring(x, y, unit, 0.18, faded(CREAM, 0.55))
        _spokes(ui, x, y, unit)
        ui.disc(x, y, HOME * unit, INK, edge=CREAM, rim=0.18)
    if goal[2] > 0:
        _zone(ui, form, x, y, unit, goal, item)


def _spokes(ui: Ui, x: float, y: float, unit: float) -> None:
    for turn in range(4):
        dx, dy = math.cos(turn * math.pi / 4) * unit, math.sin(turn * math.pi / 4) * unit
        ui.line(x - dx, y - dy, x + dx, y + dy, 0.14, faded(CREAM, 0.38))


def _zone(
    ui: Ui, form: Form, x: float, y: float, unit: float, goal: tuple[float, float, float], item: str
) -> None:
    ml, ap, radius = goal
    cx = x + (0 if form == "upright" else ml * unit)
    cy = y - (0 if form == "across" else ap * unit)
    if form == "round":
        r = max(1.7, radius * unit)
        ui.disc(cx, cy, r, INK, edge=YELLOW, rim=0.3)
    else:
        half = max(1.75, radius * unit)
        w, h = (2 * half, 2.85) if form == "across" else (2.85, 2 * half)
        ui.pill(cx - w / 2, cy - h / 2, w, h, INK, edge=YELLOW, rim=0.3)
    if math.hypot(ml, ap) > 0.05:
        ui.picture(item, cx, cy, 1.7)


def _leaning(ui: Ui, start: Place, end: Place, dot: float, hold: float) -> None:
    """The trail from upright, and the dot; while held in the zone it wears the zone's ring."""
    (x, y), (px, py) = start, end
    leans = math.hypot(px - x, py - y) > 0.3
    if leans:
        ui.line(x, y, px, py, dot * 0.54, ORANGE)
    if hold > 0:
        ui.disc(px, py, dot * 1.74, INK, edge=YELLOW, rim=dot * 0.22)
        ui.arc(px, py, dot * 1.25, dot * 0.3, hold, ORANGE)
    else:
        ui.disc(px, py, dot * 1.28, INK)
    ui.disc(px, py, dot, CREAM)
    if leans:
        ui.picture("chevron", px, py, dot * 1.23, turn=math.atan2(py - y, px - x))
    else:
        ui.disc(px, py, dot * 0.3, INK)
