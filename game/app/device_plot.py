"""A centre of pressure drawn with letters: where it was as dots, where it is as a disc.

A letter of a terminal is about twice as high as wide; Braille patterns have 2 by 4 dots in each, so
dots are about as far apart both ways. Right is right and forward is up, as in sample.py.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = tuple[float, float]
# Bits of the Braille dots, by row from the top and by column (Unicode from 2800).
DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
NOW, NOW_ASCII = "●", "O"


def plot(
    points: Sequence[Point], half: Point, *, rows: int = 13, ascii_only: bool = False
) -> list[str]:
    """Lines of text for points (ml, ap), oldest first, on a plate that reaches `half` (the same
    unit) from its middle to each side. NaN is left out; what is beyond the edge stands on it.
    """
    columns = round(2 * rows * half[0] / half[1])
    cells = [[0] * columns for _ in range(rows)]
    places = [_place(point, half, columns, rows) for point in points if _known(point)]
    for x, y in places:
        cells[y // 4][x // 2] |= DOTS[y % 4][x % 2]
    lines = [[_letter(cell, ascii_only) for cell in row] for row in cells]
    if lines[rows // 2][columns // 2] == " ":
        lines[rows // 2][columns // 2] = "+"
    if points and _known(points[-1]):
        x, y = places[-1]
        lines[y // 4][x // 2] = NOW_ASCII if ascii_only else NOW
    return ["".join(line) for line in lines]


def _place(point: Point, half: Point, columns: int, rows: int) -> tuple[int, int]:
    """Column and row of the dot, from the top left."""
    x = (1 + point[0] / half[0]) / 2 * 2 * columns
    y = (1 - point[1] / half[1]) / 2 * 4 * rows
    return min(max(int(x), 0), 2 * columns - 1), min(max(int(y), 0), 4 * rows - 1)


def _letter(cell: int, ascii_only: bool) -> str:
    if not cell:
        return " "
    return "." if ascii_only else chr(0x2800 + cell)


def _known(point: Point) -> bool:
    return math.isfinite(point[0]) and math.isfinite(point[1])
