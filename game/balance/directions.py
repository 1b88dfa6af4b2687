"""The eight directions of lean, clockwise from forward, and the unit vector of each.

ML positive to the participant's right, AP positive forward; an angle is measured clockwise from
forward, so that direction k lies at k * 45 degrees.
"""

from __future__ import annotations

import math
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
