"""The anchor on the weak side: a bar at that edge of the screen to which the eye can come back.

It stands there throughout play, and is lit, with chevrons towards its edge, while the way to go is
to that side. Left and right are the body's own, so it is never mirrored; nothing of it blinks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from game.render.ui_palette import CREAM, INK, PINE, YELLOW

if TYPE_CHECKING:
    from game.render.ui import Ui

WeakSide = Literal["left", "right"]

EDGE_X, TOP, W, H = 0.35, 17.2, 2.4, 11.0
RIM, LIT_RIM = 0.28, 0.22
CHEVRONS, PITCH, WING = 3, 2.6, 0.4
TOWARDS = 0.05  # of the limit: from where a goal counts as being on a side


def calls(side: WeakSide, goal_ml: float, goal_radius: float) -> bool:
    """Whether there is a goal, and it lies on this side."""
    return goal_radius > 0 and goal_ml * (1 if side == "right" else -1) > TOWARDS


def draw(ui: Ui, side: WeakSide, *, lit: bool) -> None:
    """Within ui.unmirrored, between ui.begin and ui.end."""
    ui.part("hud weak side", (side, lit), lambda: _bar(ui, side, lit))


def _bar(ui: Ui, side: WeakSide, lit: bool) -> None:
    x = EDGE_X if side == "left" else 64 - EDGE_X - W
    ui.box(x, TOP, W, H, PINE, radius=W / 2, edge=CREAM, rim=RIM)
    if not lit:
        return
    into = RIM + LIT_RIM
    ui.box(x + into, TOP + into, W - 2 * into, H - 2 * into, YELLOW, radius=W / 2 - into)
    way = 1 if side == "right" else -1
    for at in range(CHEVRONS):
        tip = x + W / 2 + way * WING
        y = TOP + H / 2 + (at - (CHEVRONS - 1) / 2) * PITCH
        for dy in (-2 * WING, 2 * WING):
            ui.line(tip, y, tip - way * 2 * WING, y + dy, 0.36, INK)
