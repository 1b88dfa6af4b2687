"""Against burn-in: where the picture stands now, a few pixels from its place, moving by one at a
time. Pure.

The offsets walk a square of REACH pixels to each side row by row and back again, so that no edge of
a panel stays on the same pixels for longer than a few minutes.
"""

from __future__ import annotations

from typing import Final

REACH: Final = 3
EVERY_S: Final = 90.0
_SIDE: Final = 2 * REACH + 1


def offset(seconds: float) -> tuple[int, int]:
    """Pixels to the right and down, so many seconds after the start; neighbours are one apart."""
    there = _SIDE * _SIDE - 1
    at = int(seconds // EVERY_S + there // 2) % (2 * there)
    at = min(at, 2 * there - at)
    row, column = divmod(at, _SIDE)
    return (column if row % 2 == 0 else _SIDE - 1 - column) - REACH, row - REACH
