"""Pictures of what visits leave: the very things of the valley, painted far to near."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial

import numpy as np

from game.render.gifts import GIFTS as KINDS
from game.render.gifts import mesh_of
from game.render.light import bake
from game.render.meshes.builder import unit
from game.render.palette import MORNING, toward
from game.render.pictures.pen import Pen

_EYE = unit(np.array([0.22, 0.50, 1.0]))
_SUN = toward(-140, 42)  # from behind the viewer's left shoulder: on the sides that are seen
ROOM = 92.0  # of the box that a thing takes
LONGEST_M = 0.45
_SEAM = 0.35  # each face overlaps its neighbours by so much: no gaps between them


@cache
def _faces(kind: str) -> tuple[np.ndarray, np.ndarray]:
    """Corners (n, 3, 2) in the box of 100 x 100 and colours (n, 3), far to near."""
    rows = _fine(mesh_of(kind).vertices.astype(float))
    corners = rows[:, :3].reshape(-1, 3, 3)
    right = unit(np.cross([0, 1.0, 0], _EYE))
    axes = np.stack([right, np.cross(_EYE, right), _EYE], 1)
    seen = corners @ axes
    flat = seen[..., :2] * [1, -1]
    low, high = flat.min((0, 1)), flat.max((0, 1))
    size = ROOM / (high - low).max()
    flat = (flat - (low + high) / 2) * size + 50
    middle = flat.mean(1, keepdims=True)
    flat = middle + (flat - middle) * (1 + _SEAM / np.maximum(_reach(flat - middle), _SEAM))
    light = _lit(rows)
    order = np.argsort(seen[..., 2].mean(1))
    facing = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]) @ _EYE
    leafy = rows[:, 12].reshape(-1, 3).max(1) > 0.3  # has no back
    order = order[(facing > 0)[order] | leafy[order]]
    return flat[order], light[order]


def _fine(rows: np.ndarray) -> np.ndarray:
    """Triangles (rows of vertices) cut until none is long, so that each sorts by its own place."""
    done = []
    while len(rows):
        t = rows.reshape(-1, 3, rows.shape[1])
        edge = np.linalg.norm(t[..., :3] - np.roll(t[..., :3], -1, 1), axis=-1).max(1)
        done.append(t[edge <= LONGEST_M])
        a, b, c = t[edge > LONGEST_M].transpose(1, 0, 2)
        ab, bc, ca = (a + b) / 2, (b + c) / 2, (c + a) / 2
        parts = ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))
        rows = np.concatenate([np.stack(part, 1) for part in parts]).reshape(-1, rows.shape[1])
    return np.concatenate(done).reshape(-1, rows.shape[1])


def _reach(around: np.ndarray) -> np.ndarray:
    return np.linalg.norm(around, axis=-1, keepdims=True).mean(1, keepdims=True)


def _lit(vertices: np.ndarray) -> np.ndarray:
    """One colour for each face (n, 3), as in the valley, with the sun at our back."""
    light = replace(MORNING, to_sun=_SUN, sun=MORNING.sun * 0.9)
    baked = bake(vertices, light, _EYE * 9.0, haze=False)[:, 3:6].reshape(-1, 3, 3).mean(1)
    return np.clip(baked, 0, 1)


def _paint(kind: str, pen: Pen) -> None:
    for points, (red, green, blue) in zip(*_faces(kind), strict=True):
        ink = (float(red), float(green), float(blue), 1.0)
        pen.shape([(float(x), float(y)) for x, y in points], ink)


GIFTS: dict[str, Callable[[Pen], None]] = {f"gift.{kind}": partial(_paint, kind) for kind in KINDS}
