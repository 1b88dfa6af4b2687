"""What is on a river: the raft underfoot, the poles of a gate, leaves that drift by, and birds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from game.render.meshes.builder import Mesh, mix
from game.render.palette import ramp_of, rgb

LOG_M, LOGS = 0.122, 8  # radius; the logs lie side by side
RAFT_HALF_M = (1.04, 1.30)  # across, along
LEFT_FLAG, RIGHT_FLAG = "D55E00", "56B4E9"
POLE_M = 1.3
WING_M = 0.12


def raft(darkness: Callable[[np.ndarray], np.ndarray]) -> Mesh:
    """Logs under two crossbars, tops at y = 0; darkness(r) shades them toward the middle, so that
    marks read on them.
    """
    mesh = Mesh()
    woods = ramp_of("9A7350 AC845B 8C6748 B58E62 A37B55 957050 AE8660 9E774F")
    ends = np.array([0.0, 0.07, -0.05, 0.05, -0.06, 0.04, -0.02, 0.05])
    for k, (wood, more) in enumerate(zip(woods, ends, strict=True)):
        x = (k - (LOGS - 1) / 2) * LOG_M * 2.12
        z = np.array([1.14, 0.9, 0.6, 0.3, 0.0, -0.3, -0.62, -0.98, -1.26]) + more
        path = np.stack([0 * z + x, 0 * z - LOG_M, z], 1)
        shade = darkness(np.hypot(x, z))
        colours = mix(wood * np.linspace(0.94, 1.08, len(z))[:, None], rgb("0D121F"), shade)
        mesh.tube(path, LOG_M * (1 + 0.05 * np.sin(k * 2.1 + z)), colours, 7)
        for end in (0, -1):
            _log_end(mesh, path[end], float(np.sign(path[end][2])), wood)
    for z in (-1.02, 0.99):
        path = np.array([(-1.10, 0.025, z), (0, 0.03, z), (1.10, 0.025, z)])
        mesh.tube(path, (0.052, 0.056, 0.052), rgb("7C5B40"), 6)
        for k in range(LOGS):
            at = ((k - (LOGS - 1) / 2) * LOG_M * 2.12, 0.018, z)
            mesh.box(at, (0.026, 0.072, 0.066), rgb("BFAE84"), rgb("E2D2A8"))
    return mesh


def _log_end(mesh: Mesh, at: np.ndarray, way: float, wood: np.ndarray) -> None:
    """The sawn face of a log, paler than its bark."""
    a = np.linspace(0, 2 * np.pi, 8)
    z = at[2] + way * LOG_M * 0.72
    rim = np.stack([at[0] + 0.8 * LOG_M * np.cos(a), at[1] + 0.8 * LOG_M * np.sin(a), 0 * a + z], 1)
    middle = np.array([at[0], at[1], z + way * 0.004])
    corners = np.stack([rim[:-1], rim[1:], np.broadcast_to(middle, (7, 3))], 1)
    colours = np.stack(
        [np.broadcast_to(wood * 1.12, (7, 3))] * 2 + [np.tile(wood * 0.8, (7, 1))], 1
    )
    mesh.add(
        corners.reshape(-1, 3), np.array([0, 0.2, way]), np.clip(colours, 0, 0.9).reshape(-1, 3)
    )


def gate_pole(flag: str, out: float) -> Mesh:
    """A pole on a float with a flag that flutters to one side (out -1 or 1), foot at y = 0."""
    colour = rgb(flag)
    mesh = Mesh()
    pole = ramp_of("6B4F3A 8A6A4C B89A72 F1E6CE")
    path = np.array([(0, share * POLE_M, 0) for share in (0, 0.35, 0.74, 1)])
    mesh.tube(path, (0.052, 0.048, 0.043, 0.038), pole, 6)
    buoy = [(0, -0.10, 0, 0.20, 0.20), (0, 0.05, 0, 0.25, 0.25), (0, 0.10, 0, 0.25, 0.25)]
    buoy += [(0, 0.18, 0, 0.16, 0.16), (0, 0.20, 0, 0.001, 0.001)]
    tones = np.array([colour * 0.5, colour * 0.9, rgb("F1E6CE"), rgb("F1E6CE"), rgb("D8CDBC")])
    mesh.loft(buoy, tones, 10)
    mesh.ellipsoid(
        (0, POLE_M + 0.05, 0),
        (0.075, 0.075, 0.075),
        rgb("E9DDBE"),
        rgb("FFF6DC"),
        6,
        4,
        (0, 0.25, 0),
    )
    s = np.linspace(0, 1, 6)
    tall = 0.21 * (1 - s) + 0.015
    along = np.stack([out * (0.05 + 0.62 * s), POLE_M - 0.24 - 0.04 * s, 0 * s], 1)
    up = np.stack([0 * s, tall, 0 * s], 1)
    flutter = np.stack([0.085 * s, np.full(6, 0.22), np.full(6, 0.5)], 1)
    sheet = np.stack([along - up, along + up])
    return mesh.grid(
        sheet,
        np.stack([colour * 0.82, np.clip(colour * 1.12, 0, 0.95)])[:, None],
        normals=np.array([0, 0.15, 1.0]),
        extras=flutter[None],
    )


def drifting_leaf() -> Mesh:
    """A fallen leaf that lies on the water, 1 m long before it is made small."""
    outline = np.array([(0, 0.02, 0.5), (0.22, 0.05, 0.1), (0, 0.0, -0.5), (-0.22, 0.05, 0.1)])
    return Mesh().add(
        outline[[0, 1, 2, 0, 2, 3]], np.array([0, 1, 0]), rgb("D9A441"), (0, 0.05, 0.6)
    )


def bird() -> Mesh:
    """A gliding bird of 1 m span, its wings in flutter so that they beat."""
    dark, light = rgb("46525F"), rgb("8A949C")
    mesh = Mesh()
    for side in (-1, 1):
        arm, hand = (0.26 * side, 0.11, -0.06), (0.54 * side, 0.06, 0.08)
        wing = np.array([(0.02 * side, 0, -0.12), arm, (0.02 * side, 0.01, 0.12)])
        tip = np.array([arm, hand, (0.03 * side, 0.01, 0.12)])
        beat = np.array([(0, 0, 0), (0.6, 0, 0), (0, 0, 0), (0.6, 0, 0), (1.6, 0, 0), (0, 0, 0)])
        points = np.concatenate([wing, tip])
        mesh.add(
            points,
            np.array([0, 1, 0]),
            mix(light, dark, np.abs(points[:, 0]) * 1.6),
            beat * [WING_M, 1, 1],
        )
    body = np.array(
        [(0, 0.02, -0.22), (0.05, 0, 0), (-0.05, 0, 0), (0, 0, 0.24), (0.05, 0, 0), (-0.05, 0, 0)]
    )
    return mesh.add(body, np.array([0, 1, 0]), light)
