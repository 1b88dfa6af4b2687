"""Soles from above and what belongs to them: the outline of a shoe print, empty, loaded or dotted.

A right sole in the box of 100: toes up, heel down, the big toe at the left (the inside). The left
one is its mirror image.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from game.render.pictures.pen import Pen, Point, curve, evenly
from game.render.ui_palette import BLUE, CREAM, INK, faded

TOP, BOTTOM = 3.0, 97.0  # toes and heel, in the box of 100
RIM = 2.6

_RIGHT = (
    curve((48, TOP), (62, TOP), (77, 16), (77, 34), 24)
    + curve((77, 34), (77, 50), (68, 56), (68, 74), 24)
    + curve((68, 74), (68, 90), (62, BOTTOM), (52, BOTTOM), 24)
    + curve((52, BOTTOM), (41, BOTTOM), (35, 90), (35, 76), 24)
    + curve((35, 76), (36, 58), (25, 52), (25, 32), 24)
    + curve((25, 32), (25, 14), (35, TOP), (48, TOP), 24)
)


def outline(side: str) -> list[Point]:
    """The sole of "left" or "right" as a closed line."""
    return _RIGHT if side == "right" else [(100 - x, y) for x, y in _RIGHT]


def across(side: str, y: float) -> tuple[float, float]:
    """Where the sole begins and ends at the height y, TOP < y < BOTTOM."""
    shape = outline(side)
    cuts = [
        a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1])
        for a, b in pairwise([*shape, shape[0]])
        if min(a[1], b[1]) <= y < max(a[1], b[1])
    ]
    return min(cuts), max(cuts)


def _sole(pen: Pen, side: str) -> None:
    pen.soft_shape(outline(side), RIM, INK)
    pen.shape(outline(side), CREAM)


def _sole_load(pen: Pen, side: str) -> None:
    """What is cut from its top to fill a sole from the heel."""
    pen.soft_shape(outline(side), RIM, INK)
    pen.shape(outline(side), BLUE)


def _sole_dotted(pen: Pen, side: str) -> None:
    """Where a foot goes."""
    pen.shape(outline(side), faded(CREAM, 0.35))
    for x, y in evenly(outline(side), 34):
        pen.disc(x, y, 2.2, INK)


FEET: dict[str, Callable[[Pen], None]] = {
    f"{name}_{side}": partial(draw, side=side)
    for side in ("left", "right")
    for name, draw in (("sole", _sole), ("sole_load", _sole_load), ("sole_dotted", _sole_dotted))
}
