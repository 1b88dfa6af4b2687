"""What stands in the yard of a cabin: the house of logs, a woodpile, a rack for wood.

Each stands on y = 0 about the origin and faces the viewer (+z). Metres.
"""

from __future__ import annotations

import numpy as np

from game.render.meshes.builder import Mesh, mix, unit
from game.render.palette import ramp_of, rgb

HALF_M, DEEP_M, WALL_M, RIDGE_M = 2.05, 1.7, 1.95, 3.25
WINDOW = (1.22, 1.08, DEEP_M + 0.16)
CHIMNEY = (1.25, 4.0, -0.3)
LOGS = ramp_of("8A5B3C 9C6A45 7C5238 A8754E")
FIREWOOD = ramp_of("7B5A46 8E6A52 6B4E3E")
PALE, ROOF, ROOF_LIT, GLASS = rgb("E9D6B0"), rgb("7A4A44"), rgb("B06A52"), rgb("FFE6A0")


def cabin() -> Mesh:
    """A house of round logs under a low roof, with a lit window, a door and a porch."""
    mesh = Mesh()
    w, d = HALF_M, DEEP_M
    mesh.box((0, 0.03, d + 0.75), (w + 0.3, 0.05, 0.62), rgb("9A7352"), rgb("C39A6E"))
    for k in range(7):
        y = 0.14 + 0.27 * k
        front = np.array([(-w - 0.24, y, d), (w + 0.24, y, d)])
        mesh.tube(front, (0.14, 0.14), LOGS[k % 4], 7)
        for side in (-1, 1):
            wall = np.array([(side * w, y + 0.13, -d), (side * w, y + 0.13, d + 0.24)])
            mesh.tube(wall, (0.14, 0.14), LOGS[(k + 2 + side) % 4], 7)
    gable = np.array([(-w, WALL_M, d), (w, WALL_M, d), (0, RIDGE_M, d)])
    mesh.add(gable, None, np.array([LOGS[2] * 0.85, LOGS[2] * 0.85, LOGS[1]]))
    _roof(mesh)
    mesh.box((CHIMNEY[0], 3.2, CHIMNEY[2]), (0.30, 0.70, 0.30), rgb("8C7F78"), rgb("B5A79A"))
    mesh.box((CHIMNEY[0], 3.92, CHIMNEY[2]), (0.36, 0.07, 0.36), rgb("6F645F"))
    _window(mesh)
    mesh.box((0.05, 0.90, d + 0.14), (0.46, 0.88, 0.05), PALE)
    mesh.box((0.05, 0.86, d + 0.18), (0.38, 0.82, 0.05), rgb("3F6A6E"), rgb("5C8C8A"))
    return mesh.ellipsoid(
        (0.32, 0.86, d + 0.25), (0.04, 0.04, 0.04), rgb("C89A50"), rgb("F0C878"), 6, 4
    )


def _roof(mesh: Mesh) -> None:
    """Four rows of shingles on each side, and pale boards along the gable."""
    out, front, back = HALF_M + 0.55, DEEP_M + 0.5, -DEEP_M - 0.4
    for side in (-1, 1):
        eave = np.array([side * out, WALL_M - 0.36, 0.0])
        ridge = np.array([0.0, RIDGE_M + 0.12, 0.0])
        normal = unit(np.array([side * 1.7, 2.6, 0.0]))
        for k in range(4):
            low, high = (eave + (ridge - eave) * s for s in (k / 4, (k + 1) / 4 + 0.03))
            low = low + normal * 0.06
            depth = np.array([(0.0, 0.0, front), (0.0, 0.0, back)])[:, None]
            tone = mix(ROOF, ROOF_LIT, 0.18 * k + 0.15 * (k % 2))
            shades = np.array([tone * 0.85, tone * 1.12])
            mesh.grid(np.stack([low, high]) + depth, shades[None], normals=normal)
            under = np.stack([low, high])[::-1] - normal * 0.08
            mesh.grid(under + depth, ROOF * 0.5, normals=-normal)
        board = np.stack([eave, ridge]) + np.array([0.0, 0.0, front])
        mesh.tube(board, (0.075, 0.075), PALE * 0.9, 4)


def _window(mesh: Mesh) -> None:
    """Warm light behind four panes, and a box of flowers; a round one under the ridge."""
    x, y, z = WINDOW
    half = np.array([0.38, 0.36, 0.04])
    mesh.box((x, y, z - 0.05), (half[0] + 0.09, half[1] + 0.09, half[2]), PALE)
    pane = np.array([(-1, -1), (1, -1), (1, 1), (-1, -1), (1, 1), (-1, 1)], float) * half[:2]
    points = np.stack([pane[:, 0] + x, pane[:, 1] + y, np.full(6, z)], 1)
    glow = np.where(pane[:, 1:] > 0, GLASS, rgb("FFC768"))
    mesh.add(points, np.array([0, 0, 1]), glow, (0, 0.95, 0))
    for bar in ((0.022, half[1], 0.012), (half[0], 0.022, 0.012)):
        mesh.box((x, y, z + 0.02), bar, PALE)
    mesh.box((x, y - 0.52, z + 0.06), (0.43, 0.08, 0.10), LOGS[0])
    for k, colour in enumerate(("D9694A", "F0D9C8", "E39A4A") * 2 + ("D9694A",)):
        at = (x - 0.36 + 0.12 * k, y - 0.40, z + 0.08)
        mesh.ellipsoid(at, (0.07, 0.075, 0.07), rgb("4E6B45"), rgb(colour), 5, 3)
    high = WALL_M + 0.55
    rim = ((0.24, PALE, 0.0, 0.01), (0.17, GLASS, 0.95, 0.03))
    a = np.linspace(0, 2 * np.pi, 11)
    for radius, tone, lit, before in rim:
        ring = np.stack([radius * np.cos(a), high + radius * np.sin(a), 0 * a + DEEP_M + before], 1)
        hub = np.broadcast_to(np.array([0.0, high, DEEP_M + before]), ring.shape)
        mesh.grid(np.stack([ring, hub]), tone, normals=np.array([0, 0, 1]), extras=(0, lit, 0))


def log(mesh: Mesh, at: np.ndarray, half: float, radius: float, bark: np.ndarray) -> None:
    """A sawn log along x, pale at its ends."""
    a = np.linspace(0, -2 * np.pi, 8)
    rim = np.stack([0 * a, np.cos(a), np.sin(a)], 1) * radius
    ends = np.array([(-half, 0.0, 0.0), (half, 0.0, 0.0)]) + at
    rows = ends[:, None] + rim
    mesh.grid(rows, bark * np.array([0.95, 1.05])[:, None, None], around=True)
    for end, way in zip(ends, (-1.0, 1.0), strict=True):
        face = np.stack([end + rim, np.broadcast_to(end, rim.shape)])
        tones = ramp_of("C99A66 F0D3A0")[:, None]
        mesh.grid(face[:: -int(way)], tones[:: -int(way)], normals=np.array([way, 0.25, 0.2]))


def woodpile(rows: int = 4) -> Mesh:
    """Logs stacked so that each row lies in the hollows of the one below."""
    mesh = Mesh()
    for row in range(rows):
        for k in range(rows + 2 - row):
            z = (k - (rows + 1 - row) / 2) * 0.20
            log(mesh, np.array([0.0, 0.10 + 0.165 * row, z]), 0.42, 0.098, FIREWOOD[(row + k) % 3])
    return mesh


def rack() -> Mesh:
    """A small roofed rack, half full of logs."""
    mesh = Mesh()
    wood = rgb("8B6444")
    for x in (-0.62, 0.62):
        for z in (-0.22, 0.22):
            post = np.array([(x, -0.05, z), (x, 1.06, z)])
            mesh.tube(post, (0.045, 0.04), wood * np.array([[0.7], [1.1]]), 5)
        mesh.tube(np.array([(x, 0.14, -0.3), (x, 0.14, 0.3)]), (0.035, 0.035), wood, 5)
    for z in (-0.2, 0.2):
        mesh.tube(np.array([(-0.7, 0.17, z), (0.7, 0.17, z)]), (0.035, 0.035), wood, 5)
    mesh.box((0, 1.09, 0), (0.80, 0.03, 0.38), ROOF, ROOF_LIT)
    for k in range(3):
        log(mesh, np.array([0.0, 0.29, 0.19 * (k - 1)]), 0.52, 0.092, FIREWOOD[k])
    for k in range(2):
        log(mesh, np.array([0.02, 0.455, 0.19 * k - 0.10]), 0.50, 0.090, FIREWOOD[k + 1])
    return mesh
