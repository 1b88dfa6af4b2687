"""The one vertex every solid shares, and the few shapes everything is made of.

A vertex is 13 floats: position (m), normal, colour with alpha (display space, 0..1), and the
extras sway (m at the tip in full wind), glow (0..1 emissive) and leaf (0..1 translucent).
Triangles are kept unindexed while building; `indexed` welds equal vertices at the end.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

FLOATS = 13
Point = Sequence[float] | np.ndarray
Extras = Point


def unit(v: np.ndarray) -> np.ndarray:
    """v scaled to length 1 along its last axis; zero stays zero."""
    v = np.asarray(v, float)
    return v / np.maximum(np.linalg.norm(v, axis=-1, keepdims=True), 1e-9)


def mix(a: np.ndarray, b: np.ndarray, t: np.ndarray | float) -> np.ndarray:
    """Colours a to b by t, where t may have one axis fewer than the colours."""
    t = np.asarray(t, float)
    t = t[..., None] if t.ndim else t
    return np.asarray(a, float) * (1 - t) + np.asarray(b, float) * t


def ramp(colours: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Colour at u (0..1) along a ramp (k, 3)."""
    u = np.clip(np.asarray(u, float), 0, 1) * (len(colours) - 1)
    i = np.minimum(u.astype(int), len(colours) - 2)
    return mix(colours[i], colours[i + 1], u - i)


def turn_y(angle: float) -> np.ndarray:
    """Rotation (3, 3) about the vertical, radians, counter-clockwise seen from above."""
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])


def icosphere(level: int) -> np.ndarray:
    """Triangles (n, 3, 3) of the unit sphere; n = 20 * 4**level."""
    g = (1 + 5**0.5) / 2
    v = [
        (-1, g, 0),
        (1, g, 0),
        (-1, -g, 0),
        (1, -g, 0),
        (0, -1, g),
        (0, 1, g),
        (0, -1, -g),
        (0, 1, -g),
        (g, 0, -1),
        (g, 0, 1),
        (-g, 0, -1),
        (-g, 0, 1),
    ]
    f = [
        (0, 11, 5),
        (0, 5, 1),
        (0, 1, 7),
        (0, 7, 10),
        (0, 10, 11),
        (1, 5, 9),
        (5, 11, 4),
        (11, 10, 2),
        (10, 7, 6),
        (7, 1, 8),
        (3, 9, 4),
        (3, 4, 2),
        (3, 2, 6),
        (3, 6, 8),
        (3, 8, 9),
        (4, 9, 5),
        (2, 4, 11),
        (6, 2, 10),
        (8, 6, 7),
        (9, 8, 1),
    ]
    t = unit(np.array(v, float))[np.array(f)]
    for _ in range(level):
        a, b, c = t[:, 0], t[:, 1], t[:, 2]
        ab, bc, ca = unit(a + b), unit(b + c), unit(c + a)
        t = np.concatenate(
            [np.stack(q, 1) for q in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))]
        )
    return t


def weld(vertices: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Equal rows (to 0.1 mm) become one: rows (n, w) float32 and indices uint32, as seen."""
    rows = np.ascontiguousarray(np.round(vertices, 4), np.float32)
    keys = rows.view(np.dtype((np.void, rows.shape[1] * 4))).ravel()
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return rows[first[order]], rank[inverse.ravel()].astype(np.uint32)


def mirrored(rows: np.ndarray, level: float) -> np.ndarray:
    """Of triangles (rows with x, y, z first) those above y = level, turned over to below it."""
    corners = rows.reshape(-1, 3, rows.shape[1])
    above = corners[(corners[..., 1] > level).any(1)].reshape(-1, rows.shape[1]).copy()
    above[:, 1] = 2 * level - np.maximum(above[:, 1], level)
    return above


class Mesh:
    """A growing heap of triangles. Every method adds to it and returns it."""

    def __init__(self) -> None:
        self._parts: list[np.ndarray] = []

    @property
    def vertices(self) -> np.ndarray:
        """All vertices (3 * triangles, 13), float32."""
        if not self._parts:
            return np.zeros((0, FLOATS), np.float32)
        self._parts = [np.concatenate(self._parts)]
        return self._parts[0]

    @property
    def triangles(self) -> int:
        return len(self.vertices) // 3

    def indexed(self) -> tuple[np.ndarray, np.ndarray]:
        """Welded vertices (n, 13) float32 and indices uint32, in the order they were built."""
        return weld(self.vertices)

    def add(
        self,
        points: np.ndarray,
        normals: np.ndarray | None,
        colours: np.ndarray,
        extras: Extras = (0, 0, 0),
    ) -> Mesh:
        """Triangles from points (3k, 3); normals None means flat faces; the rest broadcasts."""
        p = np.asarray(points, float).reshape(-1, 3)
        if normals is None:
            q = p.reshape(-1, 3, 3)
            normals = np.repeat(unit(np.cross(q[:, 1] - q[:, 0], q[:, 2] - q[:, 0])), 3, 0)
        c = np.atleast_2d(np.asarray(colours, float))
        if c.shape[1] == 3:
            c = np.concatenate([c, np.ones((len(c), 1))], 1)
        rows = [
            np.broadcast_to(np.asarray(a, float).reshape(-1, w), (len(p), w))
            for a, w in ((p, 3), (normals, 3), (c, 4), (extras, 3))
        ]
        self._parts.append(np.concatenate(rows, 1).astype(np.float32))
        return self

    def grid(
        self,
        points: np.ndarray,
        colours: np.ndarray,
        *,
        normals: np.ndarray | None = None,
        extras: Extras = (0, 0, 0),
        around: bool = False,
    ) -> Mesh:
        """A sheet of points (rows, columns, 3). around: the last column is the first again."""
        p = np.asarray(points, float)
        shape = p.shape[:2]
        n = _grid_normals(p, around) if normals is None else normals
        c = np.asarray(colours, float)
        c = np.broadcast_to(c, (*shape, c.shape[-1]))
        e = np.broadcast_to(np.asarray(extras, float), (*shape, 3))
        corners = [_quads(a) for a in (p, np.broadcast_to(n, p.shape), c, e)]
        t = corners[0].reshape(-1, 3, 3)
        size = np.linalg.norm(np.cross(t[:, 1] - t[:, 0], t[:, 2] - t[:, 0]), axis=-1)
        keep = np.repeat(size > 1e-10, 3)
        return self.add(*(a[keep] for a in corners))

    def loft(
        self,
        rings: Sequence[tuple[float, float, float, float, float]],
        colours: np.ndarray,
        sides: int = 10,
        extras: Extras = (0, 0, 0),
    ) -> Mesh:
        """A skin over horizontal rings (x, y, z, radius x, radius z), bottom to top."""
        a = np.linspace(0, -2 * np.pi, sides + 1)
        r = np.array(rings, float)
        p = np.stack(
            [
                r[:, :1] + r[:, 3:4] * np.cos(a),
                r[:, 1:2] + 0 * a,
                r[:, 2:3] + r[:, 4:5] * np.sin(a),
            ],
            -1,
        )
        c = np.broadcast_to(np.asarray(colours, float), (len(r), 3))
        return self.grid(p, c[:, None], extras=extras, around=True)

    def tube(
        self,
        path: np.ndarray,
        radii: Point,
        colours: np.ndarray,
        sides: int = 7,
        *,
        closed: bool = True,
        extras: Extras = (0, 0, 0),
    ) -> Mesh:
        """A round tube along a path (k, 3), a radius at each point; closed adds ends."""
        p, r = np.asarray(path, float), np.asarray(radii, float)
        c = np.broadcast_to(np.asarray(colours, float), (len(p), 3))
        along = unit(np.gradient(p, axis=0))
        across = np.array([0, 0, 1.0]) if abs(along[0][2]) < 0.9 else np.array([1.0, 0, 0])
        u = unit(np.cross(along, across))
        w = np.cross(u, along)
        a = np.linspace(0, -2 * np.pi, sides + 1)
        spokes = u[:, None] * np.cos(a)[None, :, None] + w[:, None] * np.sin(a)[None, :, None]
        if closed:
            p = np.concatenate(
                [[p[0] - along[0] * r[0] * 0.7], p, [p[-1] + along[-1] * r[-1] * 0.7]]
            )
            spokes = np.concatenate([spokes[:1], spokes, spokes[-1:]])
            r = np.concatenate([[0.001], r, [0.001]])
            c = np.concatenate([c[:1], c, c[-1:]])
        n = spokes.copy()
        if closed:
            n[0], n[-1] = -along[0], along[-1]
        return self.grid(
            p[:, None] + r[:, None, None] * spokes, c[:, None], normals=n, extras=extras
        )

    def ellipsoid(
        self,
        centre: Point,
        radii: Point,
        low: np.ndarray,
        high: np.ndarray,
        sides: int = 8,
        rows: int = 6,
        extras: Extras = (0, 0, 0),
        *,
        bottom: float = -1.0,
    ) -> Mesh:
        """An ellipsoid coloured low to high, cut below `bottom` (-1 whole, 0 half)."""
        tilt = np.linspace(np.arccos(np.clip(bottom, -1, 1)), 0, rows + 1)
        a = np.linspace(0, -2 * np.pi, sides + 1)
        d = np.stack(
            [
                np.sin(tilt)[:, None] * np.cos(a),
                np.cos(tilt)[:, None] + 0 * a,
                np.sin(tilt)[:, None] * np.sin(a),
            ],
            -1,
        )
        r = np.asarray(radii, float)
        colour = mix(np.asarray(low, float), np.asarray(high, float), (d[..., 1] + 1) / 2)
        return self.grid(
            np.asarray(centre, float) + d * r, colour, normals=unit(d / r), extras=extras
        )

    def box(
        self,
        centre: Point,
        half: Point,
        colour: np.ndarray,
        top: np.ndarray | None = None,
        yaw: float = 0.0,
    ) -> Mesh:
        """A box; top colours its upper corners."""
        signs = np.array([[i, j, k] for i in (-1, 1) for j in (-1, 1) for k in (-1, 1)], float)
        v = (signs * np.asarray(half, float)) @ turn_y(yaw).T + np.asarray(centre, float)
        c = np.where(signs[:, 1:2] > 0, colour if top is None else top, colour)
        for a, b, d, e in (
            (0, 1, 3, 2),
            (4, 6, 7, 5),
            (0, 4, 5, 1),
            (2, 3, 7, 6),
            (0, 2, 6, 4),
            (1, 5, 7, 3),
        ):
            self.add(v[[a, b, d, a, d, e]], None, c[[a, b, d, a, d, e]])
        return self

    def place(
        self,
        other: Mesh,
        at: Point = (0, 0, 0),
        *,
        scale: float = 1.0,
        yaw: float = 0.0,
        tint: Point = (1, 1, 1),
    ) -> Mesh:
        """Add a copy of another mesh, turned, scaled, moved and tinted."""
        rows = other.vertices.copy()
        turn = turn_y(yaw)
        rows[:, :3] = rows[:, :3] @ turn.T * scale + np.asarray(at, float)
        rows[:, 3:6] = rows[:, 3:6] @ turn.T
        rows[:, 6:9] *= np.asarray(tint, float)
        rows[:, 10] *= scale
        self._parts.append(rows.astype(np.float32))
        return self

    def split(self, inside: np.ndarray) -> tuple[Mesh, Mesh]:
        """Two meshes by a mask over triangles (n,): those inside, and the others."""
        rows = self.vertices.reshape(-1, 3, FLOATS)
        parts = Mesh(), Mesh()
        for mesh, chosen in zip(parts, (rows[inside], rows[~inside]), strict=True):
            mesh._parts = [chosen.reshape(-1, FLOATS)]
        return parts

    def seen_from(self, *eyes: Point) -> Mesh:
        """Only the triangles that face an eye: the far side of a closed shape is hidden."""
        p = self.vertices[:, :3].astype(float).reshape(-1, 3, 3)
        face = np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0])
        views = [((np.asarray(eye, float) - p.mean(1)) * face).sum(-1) > 0 for eye in eyes]
        return self.split(np.any(views, 0))[0]

    def turned_to(self, *eyes: Point, slack: float) -> Mesh:
        """Only the triangles whose normals turn from an eye by less than `slack` (a cosine).

        For leaves, which have two sides but lie on the far or near half of a crown.
        """
        rows = self.vertices.astype(float)
        p, n = (rows[:, k : k + 3].reshape(-1, 3, 3).mean(1) for k in (0, 3))
        views = [(unit(np.asarray(eye, float) - p) * n).sum(-1) > -slack for eye in eyes]
        return self.split(np.any(views, 0))[0]


def _quads(a: np.ndarray) -> np.ndarray:
    """Rows of corners (6 per quad) of a sheet (rows, columns, width)."""
    p, q, r, s = a[:-1, :-1], a[:-1, 1:], a[1:, 1:], a[1:, :-1]
    return np.stack((p, q, r, p, r, s), 2).reshape(-1, a.shape[-1])


def _grid_normals(p: np.ndarray, around: bool) -> np.ndarray:
    if around:
        du = np.gradient(np.concatenate([p[:, -2:-1], p, p[:, 1:2]], 1), axis=1)[:, 1:-1]
    else:
        du = np.gradient(p, axis=1)
    n = np.cross(du, np.gradient(p, axis=0))
    for j in np.flatnonzero((np.linalg.norm(n, axis=-1) < 1e-9).any(1)):  # a ring shrunk to a point
        n[j] = unit(n[1 if j == 0 else j - 1].mean(0))
    return unit(n)
