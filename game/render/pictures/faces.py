"""Eleven faces from none (0) to most (10), of pain, dizziness or effort.

One tint for all: mouth and brows carry the meaning. Every number has its own blend. 0 and 2 differ
in form, an open laugh and a closed smile; then come a level mouth, a frown, a deep frown under
steep brows, and a cry with the eyes shut.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from game.render.pictures.pen import Pen, Point, curve
from game.render.ui_palette import CREAM, INK, TINT_YELLOW

MOST = 10


def _between(value: int, *stops: tuple[float, float]) -> float:
    """A feature's measure at `value`, straight between the given (value, measure)."""
    for (a, low), (b, high) in pairwise(stops):
        if value <= b:
            return low + (high - low) * (value - a) / (b - a)
    return stops[-1][1]


def _face(pen: Pen, value: int) -> None:
    pen.disc(50, 50, 50, INK)
    pen.disc(50, 50, 45.5, TINT_YELLOW)
    _brows(pen, value)
    _eyes(pen, value)
    _mouth(pen, value)


def _brows(pen: Pen, value: int) -> None:
    """None while all is well; then their inner ends rise, and at the end they press down."""
    if value < 4:
        return
    inner = _between(value, (4, 27.0), (8, 22.0), (9, 28.0), (10, 35.0))
    outer = _between(value, (4, 29.5), (8, 34.0), (9, 30.0), (10, 25.0))
    for side in (-1, 1):
        pen.stroke([(50 + side * 11, inner), (50 + side * 29, outer)], 5.5, INK)


def _eyes(pen: Pen, value: int) -> None:
    for side in (-1, 1):
        x = 50 + side * 18
        if value >= 9:  # pressed shut
            pen.stroke([(x + side * 8, 37.5), (x - side * 7, 44), (x + side * 8, 50.5)], 5.5, INK)
        else:
            pen.disc(x, 43, 5.6, INK)


def _mouth(pen: Pen, value: int) -> None:
    if value <= 1:
        _open_smile(pen, _between(value, (0, 1.0), (1, 0.6)))
    elif value >= 9:
        _cry(pen, _between(value, (9, 0.7), (10, 1.0)))
    else:
        ends = _between(value, (2, 60.0), (4, 66.0), (6, 71.0), (8, 76.0))
        pull = _between(value, (2, 79.0), (4, 66.0), (6, 60.0), (8, 50.0))
        half = _between(value, (2, 21.0), (4, 17.0), (6, 17.0), (8, 21.0))
        pen.stroke(curve((50 - half, ends), (42, pull), (58, pull), (50 + half, ends)), 6, INK)


def _open_smile(pen: Pen, wide: float) -> None:
    """A mouth that laughs, its teeth showing."""
    left, right, deep = 50 - 26 * wide**0.5, 50 + 26 * wide**0.5, 58 + 38 * wide
    lips: list[Point] = curve((left, 58), (left + 7, deep), (right - 7, deep), (right, 58))
    pen.soft_shape(lips, 3, INK)
    pen.stroke([(left + 6, 61), (right - 6, 61)], 5, CREAM)


def _cry(pen: Pen, wide: float) -> None:
    half, top = 19 * wide, 76 - 19 * wide
    pen.soft_shape(curve((50 - half, 79), (40, top - 6), (60, top - 6), (50 + half, 79)), 3.5, INK)


FACES: dict[str, Callable[[Pen], None]] = {
    f"face.{value}": partial(_face, value=value) for value in range(MOST + 1)
}
