"""What lies beyond the orchard: hill ribbons, the twin peaks, clouds and shafts of light.

All of it is unlit: colours are final and carry alpha. Soft edges come from rows of alpha 0, so
they need no anti-aliasing. Distances in metres, directions in degrees (0 ahead, positive right).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.render.meshes.builder import Mesh, mix, unit
from game.render.meshes.noise import layered_noise, smoothstep
from game.render.palette import Palette

_FLAT = np.array([0.0, 0.0, 1.0])


def _rows(
    points: Sequence[np.ndarray],
    colours: Sequence[np.ndarray],
    alphas: Sequence[np.ndarray | float],
) -> Mesh:
    """A ribbon from rows of points (k, 3), colours and alphas."""
    k = len(points[0])
    rgba = [
        np.concatenate(
            [np.broadcast_to(c, (k, 3)), np.broadcast_to(np.reshape(a, (-1, 1)), (k, 1))], 1
        )
        for c, a in zip(colours, alphas, strict=True)
    ]
    return Mesh().grid(np.stack(points), np.stack(rgba), normals=_FLAT)


def hills(
    light: Palette,
    distance: float,
    base: float,
    height: float,
    seed: int,
    colour: np.ndarray,
    mist: np.ndarray,
    *,
    folds: float = 3.0,
    columns: int = 48,
    span: float = 58,
) -> Mesh:
    """One layer of hills: mist at the foot, its own colour at the crest, warmer toward the sun."""
    a = np.radians(np.linspace(-span, span, columns))
    n = layered_noise(np.degrees(a) / 30 * folds + seed * 7.3, np.full(columns, seed * 3.1), 4)
    crest = base + height * (np.clip(n, 0, 1.5) - 0.15)
    d = np.stack([np.sin(a), 0 * a, -np.cos(a)], -1)
    warm = 0.5 * np.maximum((d * unit(light.to_sun * [1, 0, 1])).sum(-1), 0) ** 10
    top = mix(colour, np.clip(light.glow * 0.5 + colour * 0.7, 0, 1), warm)
    foot = mix(mist, np.clip(light.glow * 0.35 + mist * 0.75, 0, 1), warm * 0.7)

    def ring(y: np.ndarray) -> np.ndarray:
        return d * distance + np.stack([0 * a, y, 0 * a], -1)

    heights = [
        0 * a + base - height * 0.55,
        base + (crest - base) * 0.45 - height * 0.05,
        crest,
        crest + distance * 0.002,
    ]
    return _rows([ring(y) for y in heights], [foot, mix(foot, top, 0.58), top, top], [1, 1, 1, 0])


def mist_bank(
    distance: float, top: float, colour: np.ndarray, *, alpha: float = 1.0, span: float = 62
) -> Mesh:
    """Mist that lies over the far ground, thinning upward to nothing at y = top (m)."""
    a = np.radians(np.linspace(-span, span, 25))
    d = np.stack([np.sin(a), 0 * a, -np.cos(a)], -1) * distance
    heights, alphas = (-8.0, 0.0, top * 0.35, top), (alpha, alpha, alpha * 0.55, 0.0)
    return _rows([d + np.array([0, y, 0]) for y in heights], [colour] * 4, alphas)


def twin_peaks(
    light: Palette,
    azimuth: float,
    distance: float,
    half_width: float,
    height: float,
    base: float,
    rock: np.ndarray,
    snow: np.ndarray,
    haze: np.ndarray,
    fog: float = 0.34,
) -> Mesh:
    """The Sisters, left taller: flat facets with baked side light, fading into haze at the foot."""
    u, v = np.meshgrid(np.linspace(-1, 1, 30), np.linspace(0, 1, 8))

    def cone(centre: float, tall: float, wide: float) -> np.ndarray:
        return tall * np.clip(1 - np.abs(u - centre) / wide, 0, 1) ** 1.08

    outline = np.maximum.reduce(
        [
            cone(-0.22, 1.0, 0.50),
            cone(0.30, 0.74, 0.40),
            cone(-0.66, 0.34, 0.36),
            cone(0.72, 0.34, 0.34),
        ]
    )
    rough = layered_noise(u * 5 + 3, v * 4 + 6, 4) - 0.5
    up = outline * np.sin(v * np.pi / 2) ** 0.9 + rough * outline * (
        0.24 * np.sin(v * np.pi) + 0.05
    )
    back = (v - 1) * 0.45 * (0.25 + outline) + rough * 0.16 * (1 - v)
    a = np.radians(azimuth)
    right, ahead = np.array([np.cos(a), 0, np.sin(a)]), np.array([np.sin(a), 0, -np.cos(a)])
    p = (
        ahead * distance
        + right * (u * half_width)[..., None]
        + ahead * (back * half_width * 0.9)[..., None]
    )
    p[..., 1] += up * height + base
    t = Mesh().grid(p, np.ones(3), normals=_FLAT).vertices[:, :3].astype(float).reshape(-1, 3, 3)
    n = unit(np.cross(t[:, 1] - t[:, 0], t[:, 2] - t[:, 0]))
    n = np.where((n * -ahead).sum(-1, keepdims=True) < 0, -n, n)
    side = unit(right * np.sign(light.to_sun[0]) * 0.85 + np.array([0, 0.35, 0]) - ahead * 0.30)
    lit = np.clip((n * side).sum(-1) * 1.25, 0, 1)[:, None]
    share = (t[:, :, 1].mean(1) - base) / height
    snowy = smoothstep(
        0.44, 0.56, share + 0.16 * (n[:, 1] - 0.45) + 0.07 * np.sin(np.arange(len(share)) * 1.7)
    )
    colour = mix(rock, snow, snowy) * (light.ambient_up * 0.72 + light.sun * lit * 1.35)
    colour = mix(colour, haze, np.clip(fog + 0.45 * (1 - share) ** 1.6, 0, 1))
    return Mesh().add(t.reshape(-1, 3), _FLAT, np.repeat(colour, 3, 0))


def cloud(
    light: Palette,
    azimuth: float,
    elevation: float,
    width: float,
    height: float,
    seed: int,
    colour: np.ndarray,
    under: np.ndarray,
    alpha: float,
    columns: int = 24,
    distance: float = 350,
) -> Mesh:
    """A long soft cloud whose crest is the union of nine arcs; width and height in degrees."""
    rng = np.random.RandomState(seed)
    u = np.linspace(-1, 1, columns)
    crest = 0.10 * (1 - u**2)
    for _ in range(9):
        c = rng.uniform(-0.72, 0.72)
        r = rng.uniform(0.16, 0.40) * (1 - 0.55 * abs(c))
        tall = (0.30 + 0.5 * (1 - abs(c))) * rng.uniform(0.4, 1)
        crest = np.maximum(crest, tall * np.sqrt(np.clip(1 - ((u - c) / r) ** 2, 0, 1)))
    crest *= 1 - np.abs(u) ** 4
    a = np.radians(azimuth + u * width / 2)
    d = np.stack([np.sin(a), 0 * u, -np.cos(a)], -1)
    foot, scale = np.tan(np.radians(elevation)), np.tan(np.radians(height))

    def ring(t: np.ndarray) -> np.ndarray:
        return (d + np.stack([0 * u, foot + scale * t, 0 * u], -1)) * distance

    warm = np.maximum((unit(ring(crest)) * light.to_sun).sum(-1), 0) ** 6 * 0.8
    top = mix(colour, np.clip(light.glow * 0.6 + 0.45, 0, 1), warm)
    edge = (1 - np.abs(u) ** 3) * alpha
    heights = [-0.16 * (1 - u**2) - 0.05, 0 * u, crest * 0.5, crest * 0.93, crest + 0.055]
    return _rows(
        [ring(t) for t in heights],
        [under, under, mix(under, top, 0.45), top, top],
        [0 * edge, 0.55 * edge, 0.9 * edge, edge, 0 * edge],
    )


def clouds(
    light: Palette, rows: Sequence[Sequence[float]], colour: np.ndarray, under: np.ndarray
) -> Mesh:
    """Clouds that drift, each a row of azimuth, elevation, width, height, seed and alpha."""
    mesh = Mesh()
    for azimuth, elevation, width, high, seed, alpha in rows:
        mesh.place(cloud(light, azimuth, elevation, width, high, int(seed), colour, under, alpha))
    mesh.vertices[:, 10] = 1.0
    return mesh


def light_shaft(
    top: Sequence[float], foot: Sequence[float], width: float, colour: np.ndarray, alpha: float
) -> Mesh:
    """A feathered strip of light from sky to ground; it adds, so its alpha is its strength."""
    t = np.linspace(0, 1, 6)
    c = np.asarray(top, float) * (1 - t[:, None]) + np.asarray(foot, float) * t[:, None]
    wide = (width * (0.6 + 0.7 * t))[:, None] * np.array([1, 0.2, 0])
    strength = np.sin(np.pi * np.clip(t * 0.9 + 0.05, 0, 1)) ** 0.8 * alpha
    return _rows(
        [c - wide, c - wide * 0.45, c, c + wide * 0.45, c + wide],
        [colour] * 5,
        [0 * strength, 0.45 * strength, strength, 0.45 * strength, 0 * strength],
    )
