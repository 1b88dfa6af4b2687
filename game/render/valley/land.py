"""The valley's land: six places about a river, between woods and the Sisters.

About 120 m wide and 90 m deep, far smaller than a valley and its things larger than life, so that
all of it can be seen at once. x to the right, y up, -z away from the viewer; metres. The river runs
out of the lake and toward the viewer; a path joins the places.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from game.render.meshes.builder import Mesh, mix, ramp, unit
from game.render.meshes.noise import layered_noise, smoothstep
from game.render.meshes.terrain import Ground, sheet
from game.render.palette import ramp_of, rgb

WATER_M = -0.35
LAKE = (36.0, -25.0, 15.5, 8.5)  # middle x, z and half axes
PLACES: dict[str, tuple[float, float]] = {
    "orchard": (-31.0, 3.0),
    "river": (1.0, 0.0),
    "lakeside": (36.0, -25.0),
    "cabin": (-1.0, -26.0),
    "mountain": (-36.0, -30.0),
    "night": (33.0, 3.0),
}
ARRIVALS: dict[str, tuple[float, float]] = {  # on the path, where one comes to a place
    "orchard": (-27.5, 7.0),
    "river": (-7.5, 2.4),
    "lakeside": (15.5, -24.8),
    "cabin": (-2.2, -20.8),
    "mountain": (-31.0, -23.3),
    "night": (24.0, 5.8),
}
COURSE = np.array([(24, -24), (16, -17.5), (8, -12.5), (3.5, -6), (1, 0), (-3, 6), (-9, 12),
                   (-13, 20), (-14, 34)], float)  # fmt: skip
PATHS = (
    np.array([(-44, 14), (-36, 9), (-27, 6.5), (-17, 5), (-8, 2.5), (-3.4, 0.4)], float),
    np.array([(4.4, -0.6), (13, 2.5), (22, 5.5), (31, 6.0), (40, 8), (50, 13)], float),
    np.array([(-17, 5), (-15, -4), (-10, -13), (-3, -20.5), (6, -23), (13, -24.5),
              (18.8, -25)], float),
    np.array([(-10, -13), (-20, -18), (-29, -22.5), (-37, -24), (-33, -29.5), (-40, -33),
              (-36, -38.5)], float),
)  # fmt: skip
GREEN = ramp_of("6A9A5E 8CB266 B2C470 DACB86")
MEADOW_BY_NIGHT = ramp_of("4C7A86 5E9090 7CA69A 9CBCA4")
SAND, EARTH, ROCK, SNOW = rgb("DCC79A"), rgb("D6BA86"), rgb("A0979C"), rgb("F6F1EE")


def along(course: np.ndarray, count: int) -> np.ndarray:
    """`count` points on a smooth way through places (k, 2)."""
    p = np.concatenate([[2 * course[0] - course[1]], course, [2 * course[-1] - course[-2]]])
    s = np.linspace(0, len(course) - 1, count)
    i = np.minimum(s.astype(int), len(course) - 2)
    t = (s - i)[:, None]
    a, b, c, d = p[i], p[i + 1], p[i + 2], p[i + 3]
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )


RIVER = along(COURSE, 34)


def off_line(line: np.ndarray, x: np.ndarray, z: np.ndarray) -> np.ndarray:
    """How far (m) places are from a line of points (k, 2)."""
    p = np.stack(np.broadcast_arrays(np.asarray(x, float), np.asarray(z, float)), -1)
    best = np.full(p.shape[:-1], np.inf)
    for a, b in pairwise(line):
        way = b - a
        share = np.clip(((p - a) @ way) / (way @ way), 0, 1)
        best = np.minimum(best, np.linalg.norm(p - a - share[..., None] * way, axis=-1))
    return best


def onto_land(x: np.ndarray | float, z: np.ndarray | float) -> np.ndarray:
    """How far (m) a place is from the water's edge, positive on land."""
    x, z = np.asarray(x, float), np.asarray(z, float)
    cx, cz, rx, rz = LAKE
    ripple = 1 + 0.10 * (layered_noise(x * 0.16 + 2, z * 0.16 + 8, 2) - 0.5) * 2
    lake = (np.hypot((x - cx) / rx, (z - cz) / rz) - ripple) * (rx + rz) / 2
    wide = 2.3 + 0.5 * np.sin(0.35 * z)
    return np.minimum(lake, off_line(RIVER, x, z) - wide)


def height(x: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Flat where the places are, rising to woods at the sides and to mountains behind."""
    x, z = np.asarray(x, float), np.asarray(z, float)
    d = onto_land(x, z)
    broad = layered_noise(x * 0.05 + 3, z * 0.05 + 9, 3) - 0.5
    bed = -1.5 + 1.75 * smoothstep(-2.2, 1.0, d)
    roll = 2.2 * broad * smoothstep(1.0, 9.0, d)
    sides = 0.012 * np.maximum(np.abs(x) - 44, 0) ** 1.55
    back = 7.0 * smoothstep(-36, -62, z) * (0.7 + broad)
    hill = 8.5 * np.exp(-(((x + 38) / 13) ** 2) - ((z + 36) / 9.5) ** 2)
    knoll = 1.6 * np.exp(-(((x + 1) / 11) ** 2) - ((z + 28) / 8) ** 2)
    return bed + roll + (sides + back + hill + knoll) * smoothstep(0.5, 6.0, d)


@dataclass(frozen=True)
class Valley(Ground):
    """Meadows with fields in them, a blue clearing, rock where it is steep, sand by the water.

    snow: 0 none .. 1 down to the floor of the valley.
    """

    snow: float = 0.0

    def colour(self, x: np.ndarray, z: np.ndarray) -> np.ndarray:
        x, z = np.asarray(x, float), np.asarray(z, float)
        y, d = self.height(x, z), onto_land(x, z)
        drift = (
            layered_noise(x * 0.13 + 5, z * 0.16, 3) * 0.9
            + layered_noise(x * 0.04 + 1, z * 0.05 + 4, 2) * 0.7
        )
        colour = ramp(GREEN, drift - 0.32 + 0.25 * smoothstep(-40, 20, z))
        clearing = np.hypot((x - 33) / 14.5, (z - 4.0) / 9.5) + 0.5 * (drift - 0.75)
        night = ramp(MEADOW_BY_NIGHT, drift - 0.1)
        colour = mix(colour, night, smoothstep(1.2, 0.5, clearing) * 0.85)
        colour = mix(colour, ROCK, smoothstep(5.0, 9.5, y) * 0.75)
        for tx, tz in self.trees:
            colour = colour * (1 - 0.3 * np.exp(-((x - tx) ** 2 + (z - tz) ** 2) / 3.0))[..., None]
        bank = smoothstep(1.5, 0.25, d)
        colour = mix(colour, SAND, bank * 0.85)
        meadow = layered_noise(x * 1.1 + 3, z * 1.3, 2) - 0.5
        colour = colour * (1 + 0.10 * meadow * smoothstep(0.5, 2.5, d))[..., None]
        white = self.snow * smoothstep(
            0.30, 0.62, layered_noise(x * 0.11 + 9, z * 0.11, 3) + 0.07 * y
        )
        return mix(colour, SNOW, white * (1 - 0.8 * bank))


def ground(feet: np.ndarray, snow: float = 0.0) -> Valley:
    """The ground with the dark at the feet (n, 2) of its trees."""
    return Valley(height, lambda z: 0 * z + 999.0, GREEN, EARTH, feet, snow)


def terrain(land: Valley, rows: int, columns: int) -> Mesh:
    """The whole sheet; its rows are closer where they are seen larger."""
    s = np.linspace(0, 1, rows)
    z = 33 - 64 * s - 54 * s**4
    u = np.linspace(-1, 1, columns)
    half = 42 + 0.62 * (33 - z)
    mesh = sheet(land, u * half[:, None], z[:, None] + 0 * u)
    y = mesh.vertices[:, 1].reshape(-1, 3)
    return mesh.split(y.max(1) > WATER_M - 0.25)[0]


def water() -> Mesh:
    """The sheet in which river and lake lie, greener where it is shallow."""
    x, z = np.meshgrid(np.linspace(-22, 58, 41), np.linspace(34, -38, 37))
    d = onto_land(x, z)
    tint = mix(np.full((*d.shape, 3), 1.0), rgb("9CC4B4") * 1.25, smoothstep(-3.2, 0.0, d) * 0.75)
    foam = smoothstep(-0.9, 0.0, d) * 0.8
    colours = np.concatenate([tint, foam[..., None]], -1)
    sheet_of = np.stack([x, 0 * x + WATER_M, z], -1)
    mesh = Mesh().grid(sheet_of, colours, normals=np.array([0, 1.0, 0]))
    near = onto_land(mesh.vertices[:, 0], mesh.vertices[:, 2]).reshape(-1, 3).min(1)
    return mesh.split(near < 0.8)[0]


def paths(land: Valley) -> Mesh:
    """Ribbons of trodden earth that fade into the ground at both sides."""
    mesh = Mesh()
    for way in PATHS:
        line = along(way, 10 * len(way))
        run = unit(np.gradient(line, axis=0))
        across = np.stack([-run[:, 1], run[:, 0]], 1)
        rows, tones = [], []
        for off, share in ((-1.15, 0.0), (-0.6, 0.9), (0.6, 0.9), (1.15, 0.0)):
            at = line + across * off
            y = land.height(at[:, 0], at[:, 1]) + 0.07
            rows.append(np.stack([at[:, 0], y, at[:, 1]], 1))
            here = land.colour(at[:, 0], at[:, 1])
            tones.append(mix(here, mix(EARTH, here, 0.25 + 0.5 * land.snow), share))
        mesh.grid(np.stack(rows[::-1]), np.stack(tones[::-1]), normals=np.array([0, 1.0, 0]))
    return mesh


def peaks(snow_line: float) -> Mesh:
    """The Sisters and the ridges beside them, in flat facets; snow above `snow_line` (m)."""
    x, z = np.meshgrid(np.linspace(-86, 86, 66), np.linspace(-50, -84, 17))
    jag = layered_noise(x * 0.11 + 3, z * 0.13 + 6, 4) - 0.5
    y = height(x, z) - 0.6
    for px, pz, tall, wide in ((-12, -69, 18.0, 21.0), (13, -71, 13.5, 16.0), (-44, -70, 9.5, 22),
                               (44, -72, 9.0, 22), (-76, -68, 8.0, 20),
                               (74, -70, 7.5, 20)):  # fmt: skip
        far = np.hypot(x - px, (z - pz) * 1.05) + 4.0 * jag
        y = np.maximum(y, y + tall * np.clip(1 - far / wide, 0, 1) ** 1.15)
    y = y + 5.0 * jag * smoothstep(5, 16, y)
    x = x + 1.4 * jag
    points = np.stack([x, y, z], -1)
    t = Mesh().grid(points, np.ones(3)).vertices[:, :3].astype(float).reshape(-1, 3, 3)
    t = t[t[:, :, 1].max(1) > height(t[:, :, 0].mean(1), t[:, :, 2].mean(1)) + 0.2]
    middle = t.mean(1)
    face = unit(np.cross(t[:, 1] - t[:, 0], t[:, 2] - t[:, 0]))
    noise = layered_noise(middle[:, 0] * 0.3, middle[:, 2] * 0.3, 2) - 0.5
    snowy = smoothstep(-1.0, 2.0, middle[:, 1] - snow_line + 5 * noise + 3 * (face[:, 1] - 0.6))
    low = mix(rgb("8AA07C"), rgb("A3A3BC"), smoothstep(4, 11, middle[:, 1]))
    colour = mix(low, SNOW, snowy)
    return Mesh().add(t.reshape(-1, 3), None, np.repeat(colour, 3, 0))
