"""Pictograms of what can be done or asked: ink strokes that read at the size of a pill's medallion.

Those with `_cream` at the end stand on the dimmed world itself instead of on a medallion.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

from game.render.pictures.pen import Pen, circle, curve
from game.render.ui_palette import CREAM, GREEN, INK, ORANGE, TRACK_ON_PINE, YELLOW, Colour


def _clock(pen: Pen, ink: Colour) -> None:
    pen.stroke(circle(50, 50, 40, 0, 2 * math.pi, 48), 9, ink)
    pen.stroke([(50, 26), (50, 52), (67, 62)], 9, ink)


def _minus(pen: Pen) -> None:
    pen.stroke([(20, 50), (80, 50)], 13, INK)


def _plus(pen: Pen) -> None:
    _minus(pen)
    pen.stroke([(50, 20), (50, 80)], 13, INK)


def _question(pen: Pen) -> None:
    hook = curve((28, 33), (28, 8), (72, 8), (72, 34)) + curve(
        (72, 34), (72, 48), (50, 50), (50, 64)
    )
    pen.stroke(hook, 12, INK)
    pen.disc(50, 86, 8, INK)


def _play(pen: Pen) -> None:
    pen.soft_shape([(32, 22), (76, 50), (32, 78)], 6, INK)


def _stop(pen: Pen) -> None:
    pen.soft_shape([(28, 28), (72, 28), (72, 72), (28, 72)], 6, INK)


def _next_step(pen: Pen) -> None:
    pen.soft_shape([(22, 24), (60, 50), (22, 76)], 6, INK)
    pen.stroke([(80, 22), (80, 78)], 11, INK)


def _aim(pen: Pen) -> None:
    """Finding the limits anew: a ring with a middle."""
    pen.stroke(circle(50, 50, 30, 0, 2 * math.pi, 40), 8.5, INK)
    pen.disc(50, 50, 8, INK)
    for x, y in ((0, -1), (1, 0), (0, 1), (-1, 0)):
        pen.stroke([(50 + 30 * x, 50 + 30 * y), (50 + 43 * x, 50 + 43 * y)], 8.5, INK)


def _unlock(pen: Pen) -> None:
    shackle = circle(50, 34, 17, math.pi, 2 * math.pi)
    pen.stroke([(33, 46), (33, 34), *shackle, (67, 38)], 9, INK)
    pen.soft_shape([(24, 58), (76, 58), (76, 84), (24, 84)], 6, INK)
    pen.disc(50, 71, 6, CREAM)


def _lean_hint(pen: Pen) -> None:
    """Two chevrons over the board: lean to choose."""
    for side in (-1, 1):
        tip, back = 50 + side * 40, 50 + side * 16
        pen.stroke([(back, 14), (tip, 37), (back, 60)], 11, YELLOW)
    pen.stroke([(10, 86), (90, 86)], 15, CREAM)


def _hold_hint(pen: Pen) -> None:
    """A ring that is nearly full: hold to select."""
    pen.stroke(circle(50, 50, 38, 0, 2 * math.pi, 48), 15, TRACK_ON_PINE)
    pen.stroke(circle(50, 50, 38, -math.pi / 2, 1.12 * math.pi, 40), 15, ORANGE)


def _badge_dotted(pen: Pen) -> None:
    """Not yet confirmed."""
    pen.disc(50, 50, 50, INK)
    for x, y in circle(50, 50, 36, 0, 2 * math.pi, 15)[:-1]:
        pen.disc(x, y, 4.2, CREAM)


def _badge_tick(pen: Pen) -> None:
    """Confirmed, done, ready."""
    pen.disc(50, 50, 50, INK)
    pen.disc(50, 50, 42, GREEN)
    pen.stroke([(26, 54), (42, 69), (75, 31)], 11, INK)


SIGNS: dict[str, Callable[[Pen], None]] = {
    "clock": partial(_clock, ink=INK),
    "clock_cream": partial(_clock, ink=CREAM),
    "minus": _minus,
    "plus": _plus,
    "question": _question,
    "play": _play,
    "stop": _stop,
    "next_step": _next_step,
    "aim": _aim,
    "unlock": _unlock,
    "lean_hint": _lean_hint,
    "hold_hint": _hold_hint,
    "badge_dotted": _badge_dotted,
    "badge_tick": _badge_tick,
}
