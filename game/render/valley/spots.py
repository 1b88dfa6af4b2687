"""Where in the valley each thing stands: the first of its kind at a chosen spot, further ones near.

Further spots are found once, by the same walk for everybody: outward from the first in a golden
spiral, to where the ground is right (in the water, on land, at the shore, across the river) and
nothing stands yet.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from game.render.gifts import GIFTS
from game.render.valley.land import LAKE, PATHS, RIVER, off_line, onto_land

GOLDEN_ANGLE = 2.39996
MOST = 4  # of a kind that find a spot; what comes after stands with the last
ROOM_M = 4.3  # between two things
GROWN_AFTER = 8  # visits until what was planted is as large as it gets
GROWS = frozenset({"apple_tree", "willow", "poplars", "pines"})

HOME: dict[str, tuple[float, float, float]] = {  # x, z (m) and turn (rad)
    "apple_tree": (-22.5, 0.6, 0.3),
    "bench": (-31.5, 5.4, 0.25),
    "beehive": (-42.0, 1.0, 0.3),
    "flower_bed": (-23.0, 8.8, 0.0),
    "bird_house": (-35.6, 1.4, 0.35),
    "sheep": (-38.8, 5.6, 0.1),
    "swing": (-28.6, 0.2, 0.2),
    "willow": (8.2, -5.4, 0.5),
    "bridge": (0.8, -0.1, 0.12),
    "ducks": (3.1, -4.9, 1.0),
    "stepping_stones": (-6.2, 9.2, 0.6),
    "heron": (-4.6, 4.4, 0.2),
    "watermill": (-2.6, -6.2, 0.1),
    "poplars": (9.4, 6.2, 0.0),
    "lantern": (18.6, -27.8, 0.0),
    "rowing_boat": (25.6, -25.4, 0.1),
    "swans": (37.5, -20.6, 0.0),
    "lilies": (46.0, -24.4, 0.2),
    "jetty": (29.6, -31.4, 0.12),
    "sailing_boat": (34.8, -26.6, 0.1),
    "boathouse": (43.6, -31.4, -0.35),
    "garden": (-8.8, -27.0, 0.15),
    "well": (9.6, -27.4, 0.3),
    "sunflowers": (-3.0, -29.4, 0.1),
    "hens": (1.2, -25.4, 0.0),
    "woodpile": (10.2, -32.0, -0.2),
    "dog": (5.6, -26.2, -0.4),
    "rose_arch": (-7.6, -21.4, 0.2),
    "pines": (-47.5, -30.0, 0.0),
    "signpost": (-25.6, -23.4, 0.1),
    "cairn": (-36.2, -40.4, 0.0),
    "goats": (-43.5, -25.4, 0.0),
    "bell": (-29.6, -32.4, 0.15),
    "hut": (-44.4, -36.2, 0.35),
    "eagle": (-27.6, -38.6, -0.2),
    "fireflies": (26.6, -0.6, 0.0),
    "owl": (39.6, -2.0, -0.2),
    "tent": (33.2, 1.2, -0.3),
    "campfire": (29.4, 3.0, 0.0),
    "deer": (42.4, 3.0, -0.1),
    "moon_flowers": (34.6, 9.0, 0.0),
    "telescope": (22.6, 1.8, 0.4),
}
AFLOAT = frozenset({"ducks", "swans", "lilies", "rowing_boat", "sailing_boat"})
ACROSS = frozenset({"bridge", "stepping_stones"})
SHORE = frozenset({"jetty", "boathouse", "watermill", "heron", "lantern"})


def spot_of(kind: str, nth: int) -> tuple[float, float, float]:
    """Where the nth of a kind stands, from 0: x, z (m) and its turn (rad)."""
    return _round(min(nth, MOST - 1))[kind]


def size_of(kind: str, age: int) -> float:
    """How large a thing is drawn that came `age` visits ago: what was planted grows."""
    grown = min(1.0, 0.5 + 0.5 * age / GROWN_AFTER) if kind in GROWS else 1.0
    return 1.2 * GIFTS[kind].on_map * grown


@cache
def _round(nth: int) -> dict[str, tuple[float, float, float]]:
    """The spots of the nth of each kind."""
    if nth == 0:
        return HOME
    taken = [(x, z) for before in range(nth) for x, z, _ in _round(before).values()]
    spots = {}
    for kind, (x, z, turn) in HOME.items():
        at = _near(kind, x, z, np.array(taken))
        taken.append(at)
        spots[kind] = (*at, turn + 0.5 * (-1) ** nth)
    return spots


def _near(kind: str, x: float, z: float, taken: np.ndarray) -> tuple[float, float]:
    """The first free spot of a spiral about (x, z), else the one with the most room."""
    step = np.arange(1, 400)
    a, r = step * GOLDEN_ANGLE, 1.15 * step**0.5
    xs, zs = x + 1.3 * r * np.cos(a), z + 0.8 * r * np.sin(a)
    apart = np.hypot(xs[:, None] - taken[:, 0], zs[:, None] - taken[:, 1]).min(1)
    suits = _suits(kind, xs, zs)
    free = np.flatnonzero(suits & (apart > ROOM_M))
    found = int(free[0]) if len(free) else int(np.argmax(np.where(suits, apart, 0.0)))
    return float(xs[found]), float(zs[found])


def _suits(kind: str, x: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Where the ground is right for a kind, and no path is in the way."""
    dry, inside = onto_land(x, z), (np.abs(x) < 50) & (z > -41) & (z < 11)
    if kind in AFLOAT:
        return inside & (dry < -1.9)
    if kind in ACROSS:
        in_lake = np.hypot((x - LAKE[0]) / LAKE[2], (z - LAKE[1]) / LAKE[3]) < 1.3
        return inside & ~in_lake & (off_line(RIVER, x, z) < 0.5)
    low, high = (0.1, 2.2) if kind in SHORE else (2.4, 99.0)
    way = np.min([off_line(path, x, z) for path in PATHS], 0)
    return inside & (dry > low) & (dry < high) & (way > 2.0)
