"""One column for who sees only one side of what is before them: where things stand in it.

The frame is then as wide as the column (game.render.ui_style.COLUMN) and stands at that side. What
stood side by side stands one below the other. Choices are stairs: each begins a little further on
than the one above it, so that who leans to a side comes to what stands further on that side.
"""

from __future__ import annotations

from collections.abc import Sequence

from game.screens.parts import Target

LEFT, RIGHT = 3.0, 37.0  # of what stands in the column; its other edge is no edge of the screen
WIDE = RIGHT - LEFT
MEDALLION = 10.0
GAP, STEP, FOOT, EDGE = 1.75, 3.0, 34.2, 36.0  # of choices; their shadow needs the rest


def stairs(places: Sequence[Target], *, most: float = WIDE, gap: float = GAP) -> tuple[Target, ...]:
    """Choices, each as high as it was, from the foot of the column upwards; at most so wide."""
    count = len(places)
    step = min(STEP, 8.0 / max(1, count - 1))
    w = min(most, EDGE - LEFT - step * (count - 1))
    first = EDGE - w - step * (count - 1)
    y, stood = FOOT + gap, []
    for at in range(count - 1, -1, -1):
        h = places[at][3]
        y -= h + gap
        stood.append((first + at * step, y, w, h))
    return tuple(reversed(stood))


def rows(count: int, top: float, bottom: float, gap: float) -> tuple[tuple[float, float], ...]:
    """So many rows between two heights, as (y, height)."""
    h = (bottom - top - gap * (count - 1)) / count
    return tuple((top + at * (h + gap), h) for at in range(count))
