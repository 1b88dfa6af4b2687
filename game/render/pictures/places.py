"""Pictograms of the steps of a visit: where it leads, and what is done there."""

from __future__ import annotations

import math
from collections.abc import Callable

from game.render.pictures.pen import Pen, Point, circle, curve
from game.render.pictures.people import ARM, HEAD, LEG, TORSO
from game.render.pictures.things import apple_tree
from game.render.ui_palette import (
    BARK,
    BLUE,
    CREAM,
    GREEN,
    INK,
    ORANGE,
    SKY,
    VERMILLION,
    WOOD,
    YELLOW,
)


def wave(left: float, right: float, y: float, high: float = 3.0, long: float = 26.0) -> list[Point]:
    """Points along a gentle wave."""
    steps = range(int(right - left) + 1)
    return [(left + x, y + high * math.sin(2 * math.pi * x / long)) for x in steps]


def _warm_up(pen: Pen) -> None:
    """Arms up and moving."""
    for leg in ([(45, 62), (43, 76), (42, 92)], [(55, 62), (57, 76), (58, 92)]):
        pen.stroke(leg, LEG, INK)
    pen.stroke([(50, 44), (50, 58)], TORSO, ORANGE)
    for side in (-1, 1):
        pen.stroke([(50 + side * 9, 41), (50 + side * 21, 30), (50 + side * 24, 11)], ARM, INK)
        pen.stroke([(50 + side * 37, 22), (50 + side * 42, 34)], 6, VERMILLION)
    pen.disc(50, 23, HEAD, INK)


def _orchard(pen: Pen) -> None:
    """Two apple trees on their meadow."""
    pen.stroke(curve((8, 86), (34, 78), (66, 78), (92, 86)), 8, GREEN)
    apple_tree(pen, 69, 46, 0.66)
    apple_tree(pen, 32, 50, 0.8)


def _river(pen: Pen) -> None:
    """Somebody paddling a boat."""
    pen.stroke([(45, 40), (45, 58)], 19, ORANGE)
    pen.disc(45, 17, HEAD, INK)
    pen.stroke([(80, 26), (50, 70)], 6.5, INK)
    pen.stroke([(41, 36), (52, 46), (66, 46)], ARM, INK)
    pen.stroke([(40, 38), (36, 52), (55, 61)], ARM, INK)
    hull = curve((4, 62), (10, 84), (26, 84), (40, 84)) + curve(
        (60, 84), (74, 84), (90, 84), (96, 62)
    )
    pen.shape([*hull, (70, 67), (30, 67)], VERMILLION)
    pen.stroke(wave(6, 94, 92), 6.5, BLUE)


def _mountain(pen: Pen) -> None:
    pen.shape([(44, 84), (69, 36), (96, 84)], SKY)
    pen.soft_shape([(8, 82), (40, 18), (74, 82)], 3, BLUE)
    pen.shape([(40, 12), (56, 44), (48, 40), (40, 47), (32, 40), (24, 44)], CREAM)
    pen.stroke([(6, 88), (94, 88)], 7, INK)


def _lake(pen: Pen) -> None:
    """The sun low over still water."""
    pen.shape([*circle(50, 52, 25, math.pi, 2 * math.pi)], ORANGE)
    for x, y in ((-1, -0.05), (-0.72, -0.72), (0, -1), (0.72, -0.72), (1, -0.05)):
        pen.stroke([(50 + 34 * x, 49 + 34 * y), (50 + 43 * x, 49 + 43 * y)], 6, ORANGE)
    for y, half in ((58, 44), (72, 35), (86, 22)):
        pen.stroke(wave(50 - half, 50 + half, y, 2.2), 7.5, BLUE)


def _night(pen: Pen) -> None:
    """Fireflies over the dark meadow."""
    pen.disc(50, 50, 47, INK)
    for x, y, size in ((32, 32, 6.5), (66, 24, 5), (72, 52, 7.5), (46, 58, 4.5)):
        pen.disc(x, y, size * 1.9, BARK)
        pen.disc(x, y, size, YELLOW)
    for x, high in ((22, 16), (34, 22), (50, 18), (64, 24), (78, 15)):
        pen.stroke([(x, 86 if 30 < x < 70 else 78), (x + 3, 86 - high)], 5, GREEN)


def _cabin(pen: Pen) -> None:
    """A log cabin between firs, smoke from its chimney: the end of the way."""
    pen.stroke(curve((70, 20), (62, 14), (78, 10), (70, 2)), 5, INK)
    pen.shape([(64, 22), (76, 22), (76, 44), (64, 34)], VERMILLION)
    pen.soft_shape([(22, 48), (50, 28), (78, 48), (78, 88), (22, 88)], 2, WOOD)
    for y in (62, 75):
        pen.stroke([(22, y), (78, y)], 4, BARK)
    pen.soft_shape([(42, 62), (58, 62), (58, 88), (42, 88)], 2, INK)
    pen.disc(54, 76, 2.4, YELLOW)
    pen.stroke([(10, 54), (50, 24), (90, 54)], 9, INK)
    pen.stroke([(8, 92), (92, 92)], 6, GREEN)


PLACES: dict[str, Callable[[Pen], None]] = {
    "warm_up": _warm_up,
    "orchard": _orchard,
    "river": _river,
    "mountain": _mountain,
    "lake": _lake,
    "night": _night,
    "cabin": _cabin,
}
