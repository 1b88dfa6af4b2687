"""What stands in a quiet lake: the round deck underfoot, lanterns on posts, reeds' heads, a boat.

Metres, y up; wood in the colours of dusk comes from the light, not from here.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from game.render.meshes.builder import Mesh, mix
from game.render.meshes.tree import smooth_path
from game.render.palette import HAIRLINE, ramp_of, rgb

DECK_M, PLANK_M = 1.12, 0.16  # radius; across a plank, with its gap
_WOODS = ramp_of("B08A66 C09A72 A67F5C BA936C AD8560 C79F78 A98360")
_POST = ramp_of("5E4636 7C5E48 A07C5E")
_UP = np.array([0.0, 1.0, 0.0])


def deck(darkness: Callable[[np.ndarray], np.ndarray]) -> Mesh:
    """Round, of planks that lie across, its top at y = 0; darkness(r) shades it for the marks."""
    mesh = Mesh()
    edges = np.arange(-DECK_M, DECK_M + 1e-6, PLANK_M)
    for k, (far, near) in enumerate(pairwise(edges)):
        z = np.array([far + 0.008, near - 0.008])
        half = np.sqrt(np.maximum((DECK_M - 0.03) ** 2 - z**2, 0.001))
        _plank(mesh, z, half, 9, _WOODS[(k * 5) % len(_WOODS)], darkness)
    r = DECK_M
    dark, mid, light = rgb("3E2F2A"), rgb("7C5E48"), rgb("B8906A")
    rings = [(0, -0.11, 0, r - 0.01, r - 0.01), (0, -0.03, 0, r, r), (0, -0.004, 0, r, r)]
    rings += [(0, 0.004, 0, r - 0.015, r - 0.015), (0, -0.008, 0, r - 0.05, r - 0.05)]
    mesh.loft(rings, np.array([dark, mid, light, light, dark]), 32)
    under = [(0, -0.010, 0, r - 0.05, r - 0.05), (0, -0.012, 0, 0.001, 0.001)]
    return mesh.loft(under, np.array([dark, dark]) * 0.7, 20)


def piles(foot: float) -> Mesh:
    """What the deck stands on, from y = foot up."""
    mesh = Mesh()
    for a in np.arange(7) * 2 * np.pi / 7 + 0.2:
        x, z = (DECK_M - 0.16) * np.sin(a), (DECK_M - 0.16) * np.cos(a)
        path = np.array([(x, foot, z), (x, -0.02, z)])
        mesh.tube(path, (0.075, 0.07), _POST[:2] * 0.8, 7, closed=False)
    return mesh


def walkway(length: float) -> Mesh:
    """Planks from the deck back to the land behind the eye."""
    mesh = Mesh()

    def lit(r: np.ndarray) -> np.ndarray:
        return 0 * r

    z = DECK_M * 0.86
    k = 0
    while z < length:
        at = np.array([z + 0.008, z + PLANK_M * 1.2 - 0.008])
        half = np.full(2, 0.66 + 0.02 * np.sin(k * 2.1))
        _plank(mesh, at, half, 2, _WOODS[(k * 3 + 1) % len(_WOODS)] * 0.94, lit, y=-0.05)
        z, k = z + PLANK_M * 1.2, k + 1
    for side in (-0.5, 0.5):
        mesh.box((side, -0.12, length / 2 + 0.6), (0.05, 0.05, length / 2), rgb("4A382F"))
    return mesh


def _plank(
    mesh: Mesh,
    z: np.ndarray,
    half: np.ndarray,
    columns: int,
    wood: np.ndarray,
    darkness: Callable[[np.ndarray], np.ndarray],
    y: float = 0.0,
) -> None:
    """One plank between the depths z (2,), so wide to each side at either."""
    x = half[:, None] * np.linspace(-1, 1, columns)
    zz = np.broadcast_to(z[:, None], (2, columns))
    shade = darkness(np.hypot(x, zz))
    grain = 1 + 0.05 * np.sin(x * 7 + z[0] * 31)
    colours = mix(wood * grain[..., None], np.array(HAIRLINE), shade)
    mesh.grid(np.stack([x, 0 * x + y, zz], -1), colours, normals=_UP)


def post(foot: float, top: float, radius: float = 0.037) -> Mesh:
    """A round post from y = foot to top, with a flat head to stand something on."""
    path = np.array([(0, foot, 0), (0, (foot + top) / 2, 0), (0, top, 0)])
    mesh = Mesh().tube(path, np.array([1.1, 1.0, 0.92]) * radius, _POST, 7)
    head = [(0, top - 0.02, 0, radius * 1.7, radius * 1.7), (0, top, 0, radius * 1.7, radius * 1.7)]
    head += [(0, top, 0, 0.001, 0.001)]
    return mesh.loft(head, ramp_of("6A4F3C A07C5E A07C5E"), 8)


def crook(foot: tuple[float, float, float], hook: np.ndarray) -> Mesh:
    """A bowed pole from the water up to a hook (m), from which a lantern hangs by its ring."""
    x, y, z = foot
    top = hook + np.array([0.0, 0.12, 0.0])
    bend = [np.array(foot), np.array((x * 0.98, y + 0.62 * (top[1] - y), z))]
    bend += [np.array((x * 0.72, top[1] - 0.10, (z + top[2]) / 2)), top]
    path = smooth_path(np.array(bend), 14)
    mesh = Mesh().tube(path, np.linspace(0.05, 0.022, 14), np.linspace(0.8, 1.15, 14)[:, None]
                       * rgb("7C5E48"), 7)  # fmt: skip
    return mesh.tube(np.array([top, hook]), (0.008, 0.008), rgb("3A3033"), 4, closed=False)


def lantern() -> Mesh:
    """A lantern 2 m high round the origin, for its size to make small; its panes glow.

    Pale panes between dark bars, so that it is a lantern in grey too; its glow says if it burns.
    """
    iron, edge = rgb("322B33"), rgb("5A4A4A")
    low, high = rgb("FFB054"), rgb("FFE9AE")
    mesh = Mesh().loft(
        [(0, -1.0, 0, 0.62, 0.62), (0, -0.82, 0, 0.66, 0.66), (0, -0.76, 0, 0.50, 0.50)],
        np.array([iron, edge, iron]),
        7,
    )
    panes = [(0, -0.78, 0, 0.46, 0.46), (0, -0.2, 0, 0.52, 0.52), (0, 0.36, 0, 0.50, 0.50)]
    mesh.loft(panes, np.array([low, high, low]), 7, (0, 1, 0))
    for k in range(4):
        a = (k + 0.5) * np.pi / 2
        x, z = 0.53 * np.cos(a), 0.53 * np.sin(a)
        bar = np.array([(x * 0.92, -0.8, z * 0.92), (x, 0.4, z)])
        mesh.tube(bar, (0.05, 0.05), edge, 4, closed=False)
    roof = [(0, 0.34, 0, 0.74, 0.74), (0, 0.44, 0, 0.70, 0.70), (0, 0.82, 0, 0.20, 0.20)]
    roof += [(0, 0.94, 0, 0.14, 0.14), (0, 1.0, 0, 0.001, 0.001)]
    return mesh.loft(roof, np.array([iron, edge, edge * 1.1, iron, iron]), 7)


def cattails(seed: int, count: int = 4) -> Mesh:
    """A few bulrushes: bare stems with brown heads, from y = 0."""
    rng = np.random.RandomState(seed)
    mesh = Mesh()
    for _ in range(count):
        x, z = rng.uniform(-0.22, 0.22, 2)
        tall, lean = rng.uniform(0.95, 1.5), rng.uniform(-0.1, 0.1)
        sway = np.array([0, tall * 0.05, tall * 0.06])
        stem = np.array([(x, 0, z), (x + lean * 0.4, tall * 0.6, z), (x + lean, tall, z)])
        extras = np.stack([sway, 0 * sway, 0 * sway + 0.4], 1)[:, None]
        mesh.tube(stem, (0.011, 0.010, 0.008), rgb("5C5E52"), 4, closed=False, extras=extras)
        head = np.array([stem[2] - [0, 0.02, 0], stem[2] + [lean * 0.1, 0.19, 0]])
        mesh.tube(head, (0.030, 0.027), rgb("6E4A38"), 5, extras=(tall * 0.06, 0, 0.2))
    return mesh


def boat() -> Mesh:
    """A rowing boat, bow toward -z, its waterline at y = 0; 2.6 m long."""
    s = np.linspace(-1, 1, 11)
    wide = 0.44 * (1 - np.abs(s) ** 2.6) * (1 - 0.12 * s)
    rise = 0.16 * np.abs(s) ** 3

    def strake(out: float, y: float, side: int) -> np.ndarray:
        return np.stack([side * wide * out, y + rise * (y > -0.1), -1.3 * s], 1)

    heights = ((1.08, 0.27), (1.0, 0.12), (0.62, -0.10))
    tones = ramp_of("E2CDA6 56748C 33475E")
    skin = [strake(out, y, -1) for out, y in heights] + [strake(o, y, 1) for o, y in heights[::-1]]
    mesh = Mesh().grid(np.stack(skin), np.concatenate([tones, tones[::-1]])[:, None])
    inner = [strake(o, y, side) * [0.94, 1, 0.96] for side in (1, -1)
             for o, y in (heights[:2] if side > 0 else heights[1::-1])]  # fmt: skip
    inside = Mesh().grid(np.stack(inner[:2]), ramp_of("B08A66 7A5F4C")[:, None])
    inside.grid(np.stack(inner[2:]), ramp_of("7A5F4C B08A66")[:, None])
    floor = np.stack([inner[1], inner[2]])
    inside.grid(floor, rgb("5E4A40"), normals=_UP)
    for z in (-0.55, 0.35):
        inside.box((0, 0.17, z), (0.38, 0.018, 0.10), rgb("A9825E"), rgb("C9A27A"))
    return mesh.place(inside)
