"""One vocabulary of marks everywhere: a full disc is you, gaps a target, a closed arc is time.

Each function returns rows for the mark shader: one row is one band between two radii (shares of the
mark's half extent). Ground marks lie in the x-z plane with their top to the far side; upright marks
face the eye and keep their size on screen. Sizes in metres, or in pixels of a 1280x720 picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from game.render.camera import Camera
from game.render.meshes.builder import Mesh
from game.render.palette import GOAL, HAIRLINE, WHITE, YOU

FLOATS = 21
LIMIT_M = 0.80
DOT_M, RIM_M = 0.135, 0.178
TRACK_M, RIMS_M = 0.036, 0.024  # of a goal's ring: half its track, and each rim
TARGET_PX = 43.0
LEAST_PX = 40.0  # how high the weight is seen at least: more than 1/20 of the picture
BREATH_S, GAPS_TURN_S = 3.2, 36.0
GROUND, UPRIGHT, DIAMOND, CHEVRON = 0.0, 1.0, 2.0, 3.0

Row = tuple[float, ...]
Point = Sequence[float] | np.ndarray


def _row(
    at: Point,
    right: Point,
    up: Point,
    colour: tuple[float, float, float],
    alpha: float,
    band: tuple[float, float],
    *,
    share: float = 1.0,
    gap: float = 0.0,
    hairline: float = 0.0,
    halo: float = 0.0,
    turn: float = 0.0,
    kind: float = GROUND,
) -> Row:
    return (*at, *right, *up, *colour, alpha, *band, share, gap, hairline, halo, turn, kind)


def _flat(
    at: Point,
    extent: float,
    colour: tuple[float, float, float],
    alpha: float,
    band: tuple[float, float],
    *,
    share: float = 1.0,
    gap: float = 0.0,
    hairline: float = 0.0,
    halo: float = 0.0,
    deep: float = 1.0,
) -> Row:
    """A mark on the ground, `extent` m to each side, `deep` times as much fore and aft; band in
    metres.
    """
    inner, outer = band[0] / extent, band[1] / extent
    return _row(
        at,
        (extent, 0, 0),
        (0, 0, -extent * deep),
        colour,
        alpha,
        (inner, outer),
        share=share,
        gap=gap,
        hairline=hairline,
        halo=halo,
    )


def _upright(
    camera: Camera,
    at: Point,
    extent_px: float,
    colour: tuple[float, float, float],
    alpha: float,
    band_px: tuple[float, float],
    *,
    gap: float = 0.0,
    hairline: float = 0.0,
    halo: float = 0.0,
    turn: float = 0.0,
    kind: float = UPRIGHT,
) -> Row:
    extent = camera.metres(extent_px, at[2])
    inner, outer = band_px[0] / extent_px, band_px[1] / extent_px
    return _row(
        at,
        (extent, 0, 0),
        (0, extent, 0),
        colour,
        alpha,
        (inner, outer),
        gap=gap,
        hairline=hairline,
        halo=halo,
        turn=turn,
        kind=kind,
    )


def ground_darkness(r: np.ndarray) -> np.ndarray:
    """How dark (0..1) the ground is r m from the player's middle, so that marks read on it."""
    return 0.40 * np.clip(1 - (np.asarray(r) / 1.08) ** 2, 0, 1) ** 1.5


def limit_ring(camera: Camera, floor: float, sides: int = 56) -> Mesh:
    """A thin full circle of even width on screen: this person's own limits of stability.

    It never changes, so it is part of the scene.
    """
    a = np.linspace(0, 2 * np.pi, sides + 1)
    out = np.stack([np.sin(a), 0 * a, -np.cos(a)], 1)
    middle = out * LIMIT_M + [0, floor + 0.008, 0]
    step = camera.to_frame(middle + out * 0.01) - camera.to_frame(middle)
    along = np.gradient(camera.to_frame(middle), axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    metres = 0.01 / np.abs(step[:, 0] * along[:, 1] - step[:, 1] * along[:, 0])  # per pixel across
    rows = (
        (-5.4, HAIRLINE, 0.0),
        (-3.4, HAIRLINE, 0.42),
        (-2.5, WHITE, 0.9),
        (2.5, WHITE, 0.9),
        (3.4, HAIRLINE, 0.42),
        (5.4, HAIRLINE, 0.0),
    )
    points = np.stack([middle + out * (px * metres)[:, None] for px, _, _ in rows])
    colours = np.array([(*colour, alpha) for _, colour, alpha in rows])
    up = np.array([0, 1, 0])
    return Mesh().grid(points, colours[:, None], normals=up, extras=(0, 0, 1))


def play_area(
    at: Point, ground: tuple[float, float, float], line: tuple[float, float, float]
) -> list[Row]:
    """A disc out to the limit with a line round it: the only ground of a plain picture."""
    extent = LIMIT_M * 1.1
    return [
        _flat(at, extent, ground, 1.0, (-1, LIMIT_M)),
        _flat(at, extent, line, 1.0, (LIMIT_M - 0.012, LIMIT_M + 0.012)),
    ]


@lru_cache(maxsize=16)
def deepened(camera: Camera, floor: float) -> float:
    """How many times as long fore and aft as across the weight has to lie there, so that it is
    LEAST_PX high where the ground is seen at a slant.
    """
    near, far = camera.to_frame(np.array([[0, floor, RIM_M], [0, floor, -RIM_M]]))
    return max(1.0, LEAST_PX / float(near[1] - far[1]))


def you(at: Point, on: float, deep: float = 1.0) -> list[Row]:
    """Where the weight is: a blue disc with a white rim; only a faint ring while off the board."""
    extent = RIM_M * 1.3
    return [
        _flat(at, extent, WHITE, 0.35 + 0.65 * on, (-1, RIM_M), hairline=0.55, deep=deep),
        _flat(at, extent, YOU, on, (-1, DOT_M), deep=deep),
    ]


def goal_radius(tolerance: float) -> float:
    """Radius (m) of a goal's ring: the dot is all inside just when the lean is in tolerance."""
    return min(0.5, max(0.25, tolerance * LIMIT_M + DOT_M + 0.05))


def goal_ring(
    at: Point, tolerance: float, shown: float, hold: float, fade: float = 0.0, deep: float = 1.0
) -> list[Row]:
    """The open ring to lean into, a dark track between white rims, so that it shows on any ground;
    the light arc grows in it clockwise from the far side while it is held.

    shown 0..1 while it appears; fade 0..1 while it widens and goes. deep: of the dot; the ring is
    longer fore and aft by as much as the dot is, so that it says the same in every direction.
    """
    usual = goal_radius(tolerance)
    deep = 1 + (deep - 1) * DOT_M / usual
    radius = usual * (0.8 + 0.2 * shown) * (1 + 0.25 * fade)
    alpha = shown * (1 - fade)
    extent, band = radius * 1.42, (radius - TRACK_M, radius + TRACK_M)
    rims = (radius - TRACK_M - RIMS_M, radius + TRACK_M + RIMS_M)
    rows = [
        _flat(at, extent, WHITE, alpha * 0.95, rims, hairline=0.6, deep=deep),
        _flat(at, extent, HAIRLINE, alpha * 0.85, band, deep=deep),
    ]
    if hold > 0:
        angle = hold * 2 * math.pi
        bead = (at[0] + math.sin(angle) * radius, at[1], at[2] - math.cos(angle) * radius * deep)
        rows += [
            _flat(at, extent, GOAL, alpha, band, share=hold, halo=0.22 * hold, deep=deep),
            _flat(bead, 0.09, WHITE, alpha, (-1, 0.052), hairline=0.5, deep=deep),
        ]
    return rows


def stance_ring(at: Point, shown: float, share: float) -> list[Row]:
    """Time that is stood: an arc round the feet that closes clockwise, on a dark track."""
    radius = LIMIT_M - 0.14
    band = (radius - 0.06, radius + 0.06)
    angle = share * 2 * math.pi
    bead = (at[0] + math.sin(angle) * radius, at[1], at[2] - math.cos(angle) * radius)
    return [
        _flat(at, radius * 1.3, HAIRLINE, shown * 0.45, band),
        _flat(at, radius * 1.3, GOAL, shown, band, share=max(share, 1e-3), hairline=0.6, halo=0.1),
        _flat(bead, 0.11, WHITE, shown, (-1, 0.07), hairline=0.5),
    ]


def stone_ring(at: Point, radius: float, shown: float, *, lit: bool = True) -> list[Row]:
    """Four arcs that lie on a thing to step on; thin and white where it is not its turn."""
    wide = 0.080 if lit else 0.035
    band = (radius - wide, radius)
    if not lit:
        return [_flat(at, radius * 1.2, WHITE, shown, band, gap=0.22, hairline=0.4)]
    return [_flat(at, radius * 1.4, GOAL, shown, band, gap=0.17, hairline=0.62, halo=0.30)]


def carried(rows: list[Row], carry: np.ndarray) -> list[Row]:
    """Marks on what lies elsewhere and tilted: its world from carried, (4, 4)."""
    moved = []
    for row in rows:
        plane = np.reshape(row[:9], (3, 3)) @ carry[:3, :3].T
        plane[0] += carry[:3, 3]
        moved.append((*plane.ravel(), *row[9:]))
    return moved


def target_ring(
    camera: Camera, at: Point, shown: float, t: float, *, lit: float = 1.0, fade: float = 0.0
) -> list[Row]:
    """Four arcs and a soft halo round a thing to reach; lit dims it, fade widens and hides it."""
    breath = 1 + 0.03 * math.sin(t * 2 * math.pi / BREATH_S)
    r = TARGET_PX * (0.8 + 0.2 * shown) * breath * (1 + 0.25 * fade)
    alpha = shown * (1 - fade) * (0.45 + 0.55 * lit)
    return [
        _upright(
            camera,
            at,
            r * 1.5,
            GOAL,
            alpha,
            (r - 7, r),
            gap=0.17,
            hairline=0.85,
            halo=0.34 * lit,
            turn=t / GAPS_TURN_S,
        )
    ]


def next_ring(camera: Camera, at: Point, shown: float) -> list[Row]:
    """The one after this: the same four arcs, thin and white, with no halo."""
    r = TARGET_PX * 0.72
    return [_upright(camera, at, r * 1.3, WHITE, 0.6 * shown, (r - 4, r), gap=0.22, hairline=0.4)]


def pace(at: Point, shown: float, deep: float = 1.0) -> list[Row]:
    """The point to follow on the ground: the bead of the arc, alone, and as large as the dot."""
    size = RIM_M
    rows = [_flat(at, 1.5 * size, GOAL, 0.9 * shown, (0.72 * size, size), hairline=0.5, deep=deep)]
    return [*rows, _flat(at, 1.5 * size, WHITE, shown, (-1, 0.5 * size), hairline=0.5, deep=deep)]


def way(start: Point, end: Point, t: float, shown: float, count: int = 4) -> list[Row]:
    """Chevrons on ground or water from here to there, which brighten in turn, 2 s a round."""
    first, last = np.asarray(start, float), np.asarray(end, float)
    ahead = (last - first) / max(float(np.hypot(*(last - first)[[0, 2]])), 1e-6)
    up, right = ahead * 0.62, np.array([-ahead[2], 0.0, ahead[0]]) * 0.46
    rows = []
    for k in range(count):
        s = (k + 0.6) / count
        lit = 0.5 + 0.5 * math.cos((t / 2.0 - s) * 2 * math.pi)
        alpha = shown * (0.55 + 0.40 * lit)
        at = first + (last - first) * s
        rows.append(_row(at, right, up, GOAL, alpha, (-0.17, 0.17), hairline=0.4, kind=CHEVRON))
    return rows


def pip(camera: Camera, at: Point, shown: float, t: float) -> list[Row]:
    """An upright diamond over a target that something hides; it floats a little."""
    above = (
        at[0],
        at[1] + camera.metres(58, at[2]) + 0.04 * math.sin(t * 2 * math.pi / 2.8),
        at[2],
    )
    return [_upright(camera, above, 22, GOAL, shown, (-1, 16), hairline=0.6, kind=DIAMOND)]
