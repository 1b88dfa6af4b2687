"""Shade on the ground, computed once from the trees' lobes: soft far from its cause, and dappled.

The sun has a width here, so the edge of a shadow softens with the height of what casts it, and no
stair-steps can show. What stands still shares this map; the player's shadow is drawn live.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.render.meshes.noise import layered_noise, smoothstep

SUN_HALF_WIDTH = 0.045  # rad: wider than the real sun (0.0047), as soft as haze makes it
NEVER = 1e-3


@dataclass(frozen=True)
class ShadeMap:
    """Shares of shade 0..1, (px, px), over the ground square with corner (x, z) and `side` m."""

    shares: np.ndarray
    x: float
    z: float
    side: float

    def at(self, x: np.ndarray, z: np.ndarray) -> np.ndarray:
        """Shade at points on the ground; 0 outside the map."""
        px = len(self.shares)
        i = ((np.asarray(z) - self.z) / self.side * px).astype(int)
        j = ((np.asarray(x) - self.x) / self.side * px).astype(int)
        inside = (i >= 0) & (i < px) & (j >= 0) & (j < px)
        return np.where(inside, self.shares[np.clip(i, 0, px - 1), np.clip(j, 0, px - 1)], 0.0)


def cast(
    balls: np.ndarray,
    to_sun: np.ndarray,
    *,
    x: float,
    z: float,
    side: float,
    px: int,
    dapple: float = 0.5,
) -> ShadeMap:
    """The shade that balls (n, 4: x, y, z, radius) throw on flat ground.

    A point's ray to the sun passes a ball at distance d; it is dark where d is under the radius,
    with an edge as wide as the ball is far times the sun's width.
    """
    light = np.ones((px, px))
    step = side / px
    for bx, by, bz, r in balls:
        far = max(by, 0.0) / to_sun[1]
        soft = 0.03 + far * SUN_HALF_WIDTH
        cx, cz = bx - to_sun[0] * far, bz - to_sun[2] * far
        half_x, half_z = (r + soft) * 1.4, (r + soft) / to_sun[1]
        j = np.arange(
            max(int((cx - half_x * 1.6 - x) / step), 0),
            min(int((cx + half_x * 1.6 - x) / step) + 1, px),
        )
        i = np.arange(
            max(int((cz - half_z - z) / step), 0), min(int((cz + half_z - z) / step) + 1, px)
        )
        if not len(i) or not len(j):
            continue
        gx, gz = x + (j + 0.5) * step - bx, (z + (i + 0.5) * step - bz)[:, None]
        along = gx * to_sun[0] - by * to_sun[1] + gz * to_sun[2]
        d = np.sqrt(np.maximum(gx**2 + by**2 + gz**2 - along**2, 0))
        light[np.ix_(i, j)] *= 1 - smoothstep(r + soft, max(r - soft, NEVER), d)
    return ShadeMap(_dappled(1 - light, x, z, step, dapple), x, z, side)


def _dappled(shade: np.ndarray, x: float, z: float, step: float, amount: float) -> np.ndarray:
    """Flecks of sun where leaves let it through, and a fade to light at the map's border."""
    px = len(shade)
    u = np.abs(np.linspace(-1, 1, px))
    border = smoothstep(1.0, 0.9, np.maximum(u[:, None], u[None]))
    if amount == 0:
        return shade * border
    gx, gz = np.meshgrid(x + np.arange(px) * step, z + np.arange(px) * step)
    flecks = smoothstep(0.40, 0.62, layered_noise(gx * 4.6 + 7, gz * 3.2 + 2, 2))
    return shade * (1 - amount * flecks) * border
