"""The light of assets/shaders/light.glsl for what stands still: worked out once, kept in colours.

Software renderers pay for every vertex of every frame; a scene with a still eye need not. The two
must agree: tests draw the same thing both ways.
"""

from __future__ import annotations

import numpy as np

from game.render.meshes.builder import Point, mix, unit
from game.render.palette import Palette

SWAY = 6  # where a baked row says how far it sways


def sky(light: Palette, d: np.ndarray) -> np.ndarray:
    """Colour of the sky in directions d (n, 3), unit vectors."""
    h = np.maximum(d[:, 1], 0)
    a = np.clip(h / light.haze_height, 0, 1)
    a = a * (2 - a)
    b = np.clip((h - light.haze_height * 0.5) / 0.55, 0, 1)
    c = mix(mix(light.horizon, light.sky_mid, a), light.sky_top, b * b * (3 - 2 * b))
    s = np.maximum(np.stack([d[:, 0], h, d[:, 2]], 1) @ light.to_sun, 0)
    below = light.horizon if light.nadir is None else light.nadir
    c = mix(c, below, np.clip(-d[:, 1] * 5, 0, 1))
    wide, middle, narrow = light.glow_lobes
    glow = wide * s**8 * (1 - 0.6 * a) + middle * s**64 + narrow * s**256
    return c + light.glow * glow[:, None]


def bake(vertices: np.ndarray, light: Palette, eye: Point, *, haze: bool = True) -> np.ndarray:
    """Rows of position, lit colour and sway (n, 7) float32 from a solid's vertices (n, 13).

    haze False leaves it to the shader, for land that moves past.
    """
    v = vertices.astype(float)
    p, n, colour, sway, glow, leaf = v[:, :3], v[:, 3:6], v[:, 6:9], v[:, 10:11], v[:, 11], v[:, 12]
    view = p - np.asarray(eye, float)
    far = np.linalg.norm(view, axis=1)
    view /= far[:, None]
    facing, against = n @ light.to_sun, np.maximum(view @ light.to_sun, 0)
    wrap = 0.2 + 0.65 * leaf
    lit = np.clip((facing + wrap) / (1 + wrap), 0, 1)
    lit += leaf * against**2 * 0.55 * (0.4 + 0.6 * np.clip(n[:, 1] * 0.5 + 0.6, 0, 1))
    edge = 1 - np.clip(-(n * view).sum(1), 0, 1)
    rim = edge**3 * np.clip(facing * 1.2 + 0.5, 0, 1) * (0.25 + 0.75 * against) * (1 - 0.5 * leaf)
    ambient = mix(mix(light.ambient_down, light.ambient_up, n[:, 1] * 0.5 + 0.5), np.ones(3), glow)
    fog = _fog(light, p[:, 1], far) * (1 - 0.6 * glow) if haze else 0 * far
    air = sky(light, unit(np.stack([view[:, 0], np.abs(view[:, 1]) * 0.25 + 0.02, view[:, 2]], 1)))
    sunlit = colour * light.sun * lit[:, None] + light.rim * rim[:, None]
    out = mix(colour * ambient, air, fog) + sunlit * ((1 - glow) * (1 - fog))[:, None]
    return np.concatenate([p, out, sway], 1).astype(np.float32)


def _fog(light: Palette, y: np.ndarray, far: np.ndarray) -> np.ndarray:
    """Share of a thing's colour that the air takes: by distance, and in a valley by mist."""
    start, reach, most = light.fog
    fog = (1 - np.exp(-((np.maximum(far - start, 0) / reach) ** 1.5))) * most
    if light.mist is None:
        return fog
    strength, top, thinning, begins = light.mist
    mist = strength * np.exp(-np.maximum(y - top, 0) * thinning)
    return 1 - (1 - fog) * (1 - mist * np.clip((far - begins) / 30, 0, 1))
