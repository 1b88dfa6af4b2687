"""The animals that come back. Each stands on y = 0 about the origin, seen from its side; metres.

They are shapes of a few round parts in soft colours, told apart by outline: no faces.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.render.meshes.builder import Mesh
from game.render.palette import rgb


@dataclass(frozen=True)
class Beast:
    """A four-legged one that looks to the right. length, height (of the back), metres."""

    coat: np.ndarray
    belly: np.ndarray
    legs: np.ndarray
    length: float
    height: float
    thick: float
    leg: float
    neck: tuple[float, float]
    head: float
    ear: float = 0.1
    tail: tuple[float, float] = (-0.12, 0.02)


def beast(mesh: Mesh, one: Beast, x: float = 0.0, z: float = 0.0, way: int = 1) -> np.ndarray:
    """Add one at (x, z) looking to the right (way 1) or left (-1); returns where its head is."""
    half, body = one.length / 2, one.height - one.thick
    mesh.ellipsoid((x, body, z), (half, one.thick, one.thick * 0.85), one.belly, one.coat, 9, 6)
    for fore in (-0.62, 0.62):
        for side in (-0.5, 0.5):
            at = np.array([x + way * fore * half, 0.0, z + side * one.thick])
            path = np.array([at, at + np.array([0, body, 0])])
            mesh.tube(path, (one.leg, one.leg * 1.4), one.legs, 5)
    root = np.array([x + way * half * 0.72, body + one.thick * 0.3, z])
    head = root + np.array([way * one.neck[0], one.neck[1], 0])
    mesh.tube(
        np.array([root, head]), (one.thick * 0.62, one.head * 0.8), np.array([one.coat, one.coat]),
        6,
    )  # fmt: skip
    muzzle = head + np.array([way * one.head * 0.5, 0, 0])
    size = (one.head * 1.35, one.head * 0.85, one.head * 0.8)
    mesh.ellipsoid(muzzle, size, one.belly, one.coat, 7, 5)
    if one.ear:
        for side in (-1, 1):
            ear = head + np.array([-way * one.head * 0.4, one.head * 0.4, side * one.head * 0.5])
            tip = ear + np.array([-way * one.ear * 0.4, one.ear, side * one.ear * 0.4])
            mesh.tube(np.array([ear, tip]), (one.ear * 0.32, one.ear * 0.08), one.coat * 0.85, 4)
    back = np.array([x - way * half * 0.9, body + one.thick * 0.35, z])
    tip = back + np.array([way * one.tail[0], one.tail[1], 0])
    mesh.tube(np.array([back, tip]), (one.thick * 0.28, one.thick * 0.12), one.coat * 0.95, 5)
    return head


def bird(
    mesh: Mesh,
    at: tuple[float, float, float],
    size: float,
    body: np.ndarray,
    wing: np.ndarray,
    bill: np.ndarray,
    *,
    neck: float = 0.5,
    way: int = 1,
    legs: float = 0.0,
) -> None:
    """A bird that swims, or stands on legs; size: half its body, neck: in sizes; metres."""
    x, y, z = at
    y += legs
    mesh.ellipsoid((x, y, z), (size, size * 0.55, size * 0.6), body * 0.85, body, 8, 5)
    mesh.ellipsoid(
        (x - way * size * 0.25, y + size * 0.2, z), (size * 0.75, size * 0.38, size * 0.66),
        wing * 0.85, wing, 7, 4,
    )  # fmt: skip
    tail = np.array([(x - way * size * 0.7, y + size * 0.2, z), (x - way * size * 1.35,
                     y + size * 0.42, z)])  # fmt: skip
    mesh.tube(tail, (size * 0.26, size * 0.08), wing, 5)
    root = np.array([x + way * size * 0.7, y + size * 0.25, z])
    head = root + np.array([way * size * 0.28, size * (0.35 + neck), 0])
    bend = (root + head) / 2 + [way * size * 0.2 * min(neck, 1.0), 0, 0]
    mesh.tube(np.array([root, bend, head]), (size * 0.28, size * 0.2, size * 0.18), body, 6)
    mesh.ellipsoid(head, (size * 0.29, size * 0.26, size * 0.24), body, body, 7, 5)
    tip = head + np.array([way * size * 0.75, -size * 0.06, 0])
    mesh.tube(
        np.array([head + np.array([way * size * 0.2, 0, 0]), tip]),
        (size * 0.12, size * 0.04),
        bill,
        5,
    )
    for side in (-0.25, 0.25) if legs else ():
        foot = np.array([x, y - legs, z + side * size])
        mesh.tube(
            np.array([foot, foot + np.array([0, legs, 0])]), (size * 0.08, size * 0.08), bill, 4
        )


def sheep() -> Mesh:
    """Two woolly ones, one of them grazing."""
    wool, dark = rgb("F6EFE0"), rgb("5A4A46")
    one = Beast(wool, wool * 0.82, dark, 1.15, 0.95, 0.38, 0.06, (0.28, 0.16), 0.17, 0.14,
                (-0.1, -0.05))  # fmt: skip
    mesh = Mesh()
    rng = np.random.RandomState(3)
    for x, z, way in ((-0.5, -0.35, 1), (0.75, 0.5, -1)):
        head = beast(mesh, one, x, z, way)
        mesh.ellipsoid(
            head + np.array([way * 0.1, -0.01, 0]), (0.2, 0.14, 0.13), dark * 0.9, dark, 6, 4
        )
        for _ in range(7):
            at = (x + rng.uniform(-0.42, 0.42), 0.62 + rng.uniform(-0.05, 0.22),
                  z + rng.uniform(-0.2, 0.26))  # fmt: skip
            mesh.ellipsoid(at, (0.22, 0.19, 0.2), wool * 0.86, wool, 6, 4)
    return mesh


def goats() -> Mesh:
    coat, dark = rgb("CBB8A0"), rgb("6A5546")
    one = Beast(coat, coat * 0.8, dark, 1.05, 0.95, 0.27, 0.05, (0.26, 0.34), 0.13, 0.12,
                (-0.1, 0.12))  # fmt: skip
    mesh = Mesh()
    for x, z, way in ((-0.5, -0.3, -1), (0.55, 0.35, 1)):
        head = beast(mesh, one, x, z, way)
        for side in (-0.06, 0.06):
            bow = np.array([(0, 0.08, side), (-way * 0.14, 0.34, side * 1.6),
                            (-way * 0.3, 0.36, side * 2)])  # fmt: skip
            horn = head + bow
            mesh.tube(horn, (0.05, 0.04, 0.015), dark, 5)
    return mesh


def deer() -> Mesh:
    """A hind and a stag that look up."""
    coat = rgb("B9825A")
    one = Beast(coat, rgb("E6CDA8"), coat * 0.72, 1.35, 1.25, 0.29, 0.055, (0.36, 0.62), 0.15,
                0.2, (-0.14, 0.1))  # fmt: skip
    mesh = Mesh()
    beast(mesh, one, 0.75, 0.5, -1)
    head = beast(mesh, one, -0.5, -0.3, 1)
    for side in (-1, 1):
        root = head + np.array([-0.04, 0.1, side * 0.07])
        tip = root + np.array([-0.22, 0.62, side * 0.32])
        mesh.tube(np.array([root, (root + tip) / 2 + [-0.1, 0, side * 0.08], tip]),
                  (0.045, 0.04, 0.02), rgb("E0C9A0"), 5)  # fmt: skip
        for share in (0.4, 0.72):
            at = root + (tip - root) * share
            point = np.array([at, at + np.array([0.2, 0.2, 0])])
            mesh.tube(point, (0.035, 0.012), rgb("E0C9A0"), 4)
    return mesh


def dog() -> Mesh:
    coat = rgb("8A5E3E")
    one = Beast(coat, rgb("E9D9BE"), rgb("E9D9BE"), 0.85, 0.66, 0.2, 0.05, (0.2, 0.26), 0.14, 0.16,
                (-0.26, 0.26))  # fmt: skip
    mesh = Mesh()
    beast(mesh, one)
    return mesh


def fox() -> Mesh:
    coat = rgb("C8703C")
    one = Beast(coat, rgb("F2E3CC"), rgb("4A342C"), 0.8, 0.52, 0.16, 0.04, (0.2, 0.18), 0.12, 0.17,
                (-0.5, 0.0))  # fmt: skip
    mesh = Mesh()
    beast(mesh, one)
    return mesh.ellipsoid((-0.78, 0.42, 0), (0.34, 0.12, 0.12), coat * 0.9, rgb("F2E3CC"), 7, 5)


def hare() -> Mesh:
    coat = rgb("B49A7C")
    one = Beast(coat, rgb("E8DCC4"), coat * 0.9, 0.5, 0.42, 0.16, 0.05, (0.12, 0.14), 0.1, 0.0,
                (-0.06, 0.06))  # fmt: skip
    mesh = Mesh()
    head = beast(mesh, one)
    for side in (-0.05, 0.05):
        ear = np.array(
            [head + np.array([-0.02, 0.06, side]), head + np.array([-0.12, 0.34, side * 1.8])]
        )
        mesh.tube(ear, (0.045, 0.03), coat, 5)
    return mesh


def hens() -> Mesh:
    """Three hens that look for grain."""
    mesh = Mesh()
    rows = ((-0.5, 0.1, 1, "F4EDE0"), (0.35, -0.35, -1, "A8623E"), (0.45, 0.5, 1, "E0B070"))
    for x, z, way, tone in rows:
        body = rgb(tone)
        bird(mesh, (x, 0.16, z), 0.26, body, body * 0.9, rgb("E8A53C"), way=way, legs=0.14)
        comb = (x + way * 0.27, 0.66, z)
        mesh.ellipsoid(comb, (0.09, 0.08, 0.03), rgb("B84636"), rgb("D8604A"), 6, 4)
    return mesh


def ducks() -> Mesh:
    """A pair with three young ones behind."""
    mesh = Mesh()
    bird(mesh, (0.7, 0.12, -0.1), 0.34, rgb("E9E2D2"), rgb("9C8A76"), rgb("E8A53C"))
    mesh.ellipsoid((1.03, 0.5, -0.1), (0.12, 0.11, 0.1), rgb("2F6A54"), rgb("3F8A6A"), 7, 5)
    bird(mesh, (-0.2, 0.1, 0.35), 0.3, rgb("A98A66"), rgb("8A6C4E"), rgb("D8953C"))
    for k in range(3):
        at = (-0.75 - 0.42 * k, 0.06, 0.3 - 0.16 * k)
        bird(mesh, at, 0.15, rgb("F0D680"), rgb("E0BE60"), rgb("D8953C"), neck=0.3)
    return mesh


def swans() -> Mesh:
    mesh = Mesh()
    white = rgb("FBF7EE")
    bird(mesh, (0.6, 0.2, -0.2), 0.52, white, white, rgb("E08A3C"), neck=1.35)
    bird(mesh, (-0.75, 0.2, 0.4), 0.48, white, white, rgb("E08A3C"), neck=1.2, way=-1)
    return mesh


def heron() -> Mesh:
    """Grey, on long legs, as tall as a child."""
    mesh = Mesh()
    grey = rgb("A9B6C2")
    bird(mesh, (0, 0.0, 0), 0.34, rgb("E8ECEC"), grey, rgb("E0A84A"), neck=1.7, legs=0.85)
    return mesh


def owl() -> Mesh:
    """On a stump, with tufts; its two pale discs are plumage."""
    coat, pale = rgb("8A6A50"), rgb("E9D8B6")
    mesh = Mesh().tube(np.array([(0, 0, 0), (0, 0.75, 0)]), (0.3, 0.24), rgb("6A5148"), 8)
    mesh.ellipsoid((0, 1.12, 0), (0.34, 0.44, 0.3), coat * 0.8, coat, 9, 6)
    mesh.ellipsoid((0, 1.02, 0.16), (0.22, 0.3, 0.18), pale * 0.85, pale, 7, 5)
    for side in (-1, 1):
        mesh.ellipsoid((side * 0.13, 1.36, 0.2), (0.13, 0.13, 0.08), pale, rgb("FFF2D4"), 8, 5)
        mesh.ellipsoid((side * 0.13, 1.36, 0.28), (0.05, 0.05, 0.03), coat * 0.3, coat * 0.3, 6, 4)
        tuft = np.array([(side * 0.2, 1.46, 0), (side * 0.3, 1.72, 0)])
        mesh.tube(tuft, (0.09, 0.02), coat, 5)
        mesh.ellipsoid((side * 0.33, 1.08, -0.02), (0.1, 0.32, 0.2), coat * 0.6, coat * 0.9, 6, 5)
    return mesh


def eagle() -> Mesh:
    """High on a crag with its wings half open."""
    mesh = Mesh()
    for y, r in ((0.25, 0.75), (0.8, 0.5), (1.25, 0.34)):
        mesh.ellipsoid((0.1 * y, y, 0), (r, 0.42, r * 0.9), rgb("7E767C"), rgb("B8AEAA"), 6, 4)
    dark, pale = rgb("5A4436"), rgb("F2E6CE")
    mesh.ellipsoid((0.1, 1.95, 0), (0.24, 0.42, 0.24), dark * 0.8, dark, 8, 5)
    mesh.ellipsoid((0.12, 2.42, 0.03), (0.16, 0.17, 0.16), pale * 0.9, pale, 7, 5)
    mesh.tube(np.array([(0.2, 2.4, 0.1), (0.38, 2.34, 0.14)]), (0.06, 0.02), rgb("E8B04A"), 5)
    for side in (-1, 1):
        outline = np.array([(0.2, 2.2, 0), (1.0, 2.75, -0.1), (1.35, 2.3, -0.1), (1.0, 1.95, 0),
                            (0.6, 1.75, 0), (0.2, 1.7, 0)])  # fmt: skip
        outline[:, 0] = 0.1 + side * outline[:, 0]
        hub = outline.mean(0) + np.array([0, 0, 0.12])
        rim = np.concatenate([outline, outline[:1]])
        rows = np.stack([np.broadcast_to(hub, rim.shape), rim][::side])
        tones = np.array([dark * 1.35, dark * 0.85])[::side]
        mesh.grid(rows, tones[:, None], normals=np.array([0, 0.4, 1.0]))
    return mesh
