"""The land that moves past: a stretch of it, each triangle of which comes again as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from game.render.drawables import WHOLE, Part
from game.render.light import SWAY, bake
from game.render.scenes.scene import Scene
from game.render.seen import Selection, seen
from game.render.solids import BAKED, BAKED_FIELDS
from game.render.tiers import Tier
from game.render.turns import Moment

_NAMES, _FIELDS = (*BAKED, "a_anchor"), (*BAKED_FIELDS, (3, 1, 28))
_ANCHOR_STEP_M = 2.0
_LOOK_STEP_M = 2.0  # what is seen is looked up once in so many metres of the way
_SPECK = 8  # pixels below which blades of grass are left out where no wind moves them
_BLADE_M = 0.06  # what sways as far as that is grass
_LEAST_ROWS = 360  # pixels, where the window has as many: half of it says enough
_NEAR_M = 22.0  # from where land goes; what is nearer than that is always drawn


class Rolling(Part):
    """Land that moves past. Every triangle comes again as a whole, `length` m farther away."""

    def __init__(self, scene: Scene, tier: Tier, glsl: str) -> None:
        super().__init__(scene, tier)
        self._glsl, self._shape = glsl, 0.0
        self._land: Selection | None = None
        if scene.rolling.triangles:
            stages = ("light", "rolling", "still_vert"), ("muted", "grade", "still_frag")
            self._program = self.compile("rolling", glsl, *stages, _NAMES, "ROLLING")
            rows = _anchored(scene)
            if not tier.wind:
                rows[:, SWAY] = 0
            self._land = Selection(self, rows, _FIELDS)

    def draw(self, at: Moment, share: Sequence[float] = WHOLE) -> None:
        """share: from where to where in its triangles."""
        if self._land:
            self._program.use()
            self._program.set({"u_t": at.t, "u_wind": at.wind, "u_moved": at.moved})
            self._land.draw(int(at.moved[2] // _LOOK_STEP_M), share)

    def resize(self, size: tuple[int, int]) -> None:
        super().resize(size)
        if not self._land:
            return
        self._program.set({"u_roll": (self.scene.near, self.scene.length)})
        shape = size[0] / size[1]
        if self.tier.keeps and abs(shape - self._shape) > 0.01:
            share = min(1.0, max(0.5, _LEAST_ROWS / size[1]))
            looked = round(size[0] * share), round(size[1] * share)
            pixels, grass = _seen(self.scene, looked, self._glsl)
            self._land.choose(pixels >= np.where(grass & (not self.tier.wind), _SPECK, 1))
            self._shape = shape


@lru_cache(maxsize=2)
def _seen(scene: Scene, size: tuple[int, int], glsl: str) -> tuple[np.ndarray, np.ndarray]:
    """How many pixels of each triangle are seen at most round each step of the way (steps, n), and
    whether it is grass (n,).
    """
    rows = _anchored(scene)
    way = np.arange(0, scene.length, _LOOK_STEP_M)
    moments = [_moment(scene, gone, (at % 3) - 1) for at, gone in enumerate(way)]
    there = seen(scene, size, glsl, rows, (_NAMES, _FIELDS), moments, rolling=True)
    ahead = (scene.near - rows[::3, -1] - way[:, None]) % scene.length
    most = np.max([np.roll(there, by, 0) for by in (1, 0, -1, -2)], 0)
    most[ahead < _NEAR_M] = _SPECK
    return most, np.max(rows[:, SWAY].reshape(-1, 3), 1) > _BLADE_M


def _moment(scene: Scene, gone: float, aside: int) -> dict[str, object]:
    """Where the land lies after `gone` m of the way, at one of its sides or in its middle."""
    x, y = scene.trail(-gone)
    return {
        "u_moved": (-x + aside * scene.aside, -y, float(gone)),
        "u_t": 0.0,
        "u_wind": (0.0, 0.0),
    }


def anchors(vertices: np.ndarray) -> np.ndarray:
    """For each vertex (n, >= 3) the depth z (m) that decides when its triangle comes again."""
    nearest = vertices[:, 2].reshape(-1, 3).max(1)
    return np.repeat(np.ceil(nearest / _ANCHOR_STEP_M) * _ANCHOR_STEP_M, 3).astype(np.float32)


def _anchored(scene: Scene) -> np.ndarray:
    """Rows (n, 8) lit as from behind and above, as where the land fills most of the view."""
    vertices = scene.rolling.vertices
    behind = vertices[:, :3] * [0.6, 0, 1] + [0, 5.0, 11.0]
    baked = bake(vertices, scene.palette, behind, haze=False)
    return np.concatenate([baked, anchors(vertices)[:, None]], 1)
