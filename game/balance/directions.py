"""The eight directions of lean, clockwise from forward, and the unit vector of each.

ML positive to the participant's right, AP positive forward; an angle is measured clockwise from
forward, so that direction k lies at k * 45 degrees.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

DIRECTIONS: Final = (
    "forward",
    "forward_right",
    "right",
    "back_right",
    "back",
    "back_left",
    "left",
    "forward_left",
)
STEP_RAD: Final = math.pi / 4

_HALF: Final = math.sqrt(0.5)
UNIT: Final[tuple[tuple[float, float], ...]] = (
    (0.0, 1.0),
    (_HALF, _HALF),
    (1.0, 0.0),
    (_HALF, -_HALF),
    (0.0, -1.0),
    (-_HALF, -_HALF),
    (-1.0, 0.0),
    (-_HALF, _HALF),
)
"""(ml, ap) of each direction; exact on the axes, where cos and sin would leave 6e-17."""


def nearest_direction(ml: float, ap: float) -> int:
    """The direction 0..7 nearest to the vector (ml, ap); forward for the zero vector."""
    return round(math.atan2(ml, ap) / STEP_RAD) % 8


def octagon_share(corners: Sequence[float], ml: float, ap: float) -> float:
    """How far out (ml, ap) lies: 1 on the octagon with its corners at these distances in the eight
    directions, 0 in the middle, infinite towards a corner at 0. Along a direction it is the plain
    share; in between never more generous than the larger neighbour. No angle is needed.
    """
    side = 2 if ml >= 0 else 6
    front = 0 if ap >= 0 else 4
    across, along = abs(ml), abs(ap)
    diagonal = {(2, 0): 1, (2, 4): 3, (6, 4): 5, (6, 0): 7}[side, front]
    axis, more, less = (side, across, along) if across >= along else (front, along, across)
    return _share(more - less, corners[axis]) + _share(less / _HALF, corners[diagonal])


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else math.inf if part > 0 else 0.0
