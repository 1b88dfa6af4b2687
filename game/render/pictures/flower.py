"""The petals of the calibration's flower, upright, base below; who draws them turns them.

A petal that was reached has another form than one that fills: it is wider, its tip is notched, and
its heart is pale, so that the two are told apart without colour.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from game.render.pictures.pen import Pen, Point, circle, curve, evenly
from game.render.ui_palette import CREAM, INK, ORANGE, PETAL_HEART, PINE, PURPLE, YELLOW, faded

BASE, TIP = 97.0, 3.0  # where a petal begins and ends, in the box of 100


def _outline(*halves: tuple[Point, Point, Point, Point]) -> list[Point]:
    """The left side in Bezier curves from base to tip, and its mirror image back."""
    left = [point for half in halves for point in curve(*half, steps=24)]
    return left + [(100 - x, y) for x, y in reversed(left)]


BUD = _outline(
    ((50, BASE), (41, 83), (27, 62), (27, 39)), ((27, 39), (27, 17), (38, TIP), (50, TIP))
)
OPEN = _outline(
    ((50, BASE), (44, 84), (21, 62), (21, 36)),
    ((21, 36), (21, 14), (31, TIP), (40, TIP)),
    ((40, TIP), (45.5, TIP), (49.5, 7), (50, 13)),
)
HEART = _outline(((50, 82), (46, 72), (37, 60), (37, 43)), ((37, 43), (37, 29), (43, 24), (50, 24)))


def _petal_empty(pen: Pen) -> None:
    pen.shape(BUD, faded(PINE, 0.62))
    for x, y in evenly(BUD, 38):
        pen.disc(x, y, 1.6, CREAM)


def _petal_now(pen: Pen) -> None:
    """What is to be filled: dark, with the yellow rim of what is asked for."""
    pen.soft_shape(BUD, 4.6, PINE)
    pen.soft_shape(BUD, 3.0, YELLOW)
    pen.soft_shape([_inwards(at, 0.955) for at in BUD], 0.0, INK)


def _petal_fill(pen: Pen) -> None:
    pen.soft_shape([_inwards(at, 0.955) for at in BUD], 0.2, ORANGE)


def _petal_reached(pen: Pen) -> None:
    pen.soft_shape(OPEN, 2.6, CREAM)
    pen.shape(OPEN, PURPLE)
    pen.shape(HEART, PETAL_HEART)
    pen.stroke([(50, 76), (50, 38)], 3.0, INK)
    pen.stroke([(43.5, 47), (50, 57), (56.5, 47)], 3.0, INK)


def _inwards(at: Point, share: float) -> Point:
    return 50 + (at[0] - 50) * (share - 0.04), 50 + (at[1] - 50) * share


def _flower(pen: Pen) -> None:
    """The whole flower, small: progress."""
    for turn in range(8):
        angle = turn * math.pi / 4
        tip, side = _around(angle, 46), 11.5
        middle = _around(angle, 31)
        across = (math.cos(angle) * side, math.sin(angle) * side)
        left = (middle[0] - across[0], middle[1] - across[1])
        right = (middle[0] + across[0], middle[1] + across[1])
        petal = [*curve((50, 50), left, left, tip, 12), *curve(tip, right, right, (50, 50), 12)]
        pen.soft_shape(petal, 1.6, CREAM)
        pen.shape(petal, PURPLE)
    pen.disc(50, 50, 13, CREAM)
    pen.disc(50, 50, 11.5, YELLOW)


def _around(angle: float, radius: float) -> Point:
    return 50 + radius * math.sin(angle), 50 - radius * math.cos(angle)


def _home_dotted(pen: Pen) -> None:
    """The middle to come back to."""
    for x, y in circle(50, 50, 44, 0, 2 * math.pi, 18)[:-1]:
        pen.disc(x, y, 3.4, faded(INK, 0.55))


FLOWER: dict[str, Callable[[Pen], None]] = {
    "petal_empty": _petal_empty,
    "petal_now": _petal_now,
    "petal_fill": _petal_fill,
    "petal_reached": _petal_reached,
    "flower": _flower,
    "home_dotted": _home_dotted,
}
