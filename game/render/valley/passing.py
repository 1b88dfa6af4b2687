"""What is in the valley for one visit only, and what moves in it: a balloon, geese, a hare."""

from __future__ import annotations

import math

import numpy as np

from game.render.gifts import alive
from game.render.meshes.builder import Mesh, mix
from game.render.meshes.person import Look
from game.render.meshes.rafting import bird
from game.render.palette import rgb
from game.render.visuals.stage import Stage


def walker(look: Look) -> Mesh:
    """Who is here today, small: the coat, scarf and hat that are worn in every place."""
    coat, hat = rgb(look.coat), rgb(look.hat)
    light = np.minimum(coat * 1.25, 1.0)
    mesh = Mesh()
    for x in (-0.12, 0.12):
        mesh.tube(np.array([(x, 0, 0), (x, 0.7, 0)]), (0.09, 0.1), rgb("37415A"), 5)
    mesh.loft([(0, 0.55, 0, 0.34, 0.28), (0, 1.0, 0, 0.26, 0.2), (0, 1.38, 0, 0.29, 0.2),
               (0, 1.52, 0, 0.1, 0.1)], np.stack([coat * 0.8, coat, light, light]), 9)  # fmt: skip
    for side in (-1, 1):
        arm = np.array([(side * 0.27, 1.36, 0), (side * 0.42, 0.9, 0.04)])
        mesh.tube(arm, (0.1, 0.08), np.stack([light, coat]), 6)
    mesh.loft([(0, 1.42, 0, 0.19, 0.17), (0, 1.54, 0, 0.16, 0.15)], rgb("F3E7CF"), 8, (0, 0.25, 0))
    mesh.ellipsoid((0, 1.66, 0), (0.14, 0.16, 0.14), rgb(look.skin), rgb("6B5A50"), 7, 5)
    brim = [(0, 1.74, 0, 0.34, 0.34), (0, 1.77, 0, 0.33, 0.33), (0, 1.79, 0, 0.17, 0.17),
            (0, 1.93, 0, 0.15, 0.15), (0, 1.95, 0, 0.001, 0.001)]  # fmt: skip
    return mesh.loft(brim, np.outer((0.8, 1.0, 1.0, 1.05, 1.05), hat), 11)


def balloon() -> Mesh:
    """A balloon with a basket, 3 m high round the origin."""
    a = np.linspace(0, -2 * np.pi, 17)
    rings = ((-1.0, 0.16), (-0.55, 0.52), (0.0, 0.9), (0.6, 1.05), (1.15, 0.86), (1.5, 0.42),
             (1.6, 0.01))  # fmt: skip
    points = np.stack([np.stack([r * np.cos(a), 0 * a + y, r * np.sin(a)], 1) for y, r in rings])
    stripes = np.where((np.arange(17) // 2 % 2 == 0)[:, None], rgb("E9C46A"), rgb("6FA8C4"))
    mesh = Mesh().grid(points, stripes[None], around=True)
    for x, z in ((-0.15, -0.15), (0.15, -0.15), (-0.15, 0.15), (0.15, 0.15)):
        mesh.tube(np.array([(x, -1.5, z), (x, -0.95, z)]), (0.02, 0.02), rgb("6A5148"), 4)
    return mesh.box((0, -1.62, 0), (0.2, 0.16, 0.2), rgb("8B6444"), rgb("C39A6E"))


def kite() -> Mesh:
    """A kite with a tail, 1 m to each side."""
    tones = [rgb("D9694A"), rgb("F2C94C")]
    mesh = Mesh()
    for k, (p, q) in enumerate((((-0.8, 0.25), (0, 1.0)), ((0, 1.0), (0.8, 0.25)),
                                ((0.8, 0.25), (0, -1.0)), ((0, -1.0), (-0.8, 0.25)))):  # fmt: skip
        face = np.array([(0, 0.25, 0.1), (*q, 0), (*p, 0)])
        mesh.add(face, np.array([0, 0.3, 1.0]), tones[k % 2], (0, 0.15, 0.3))
    tail = np.array([(0, -1.0, 0), (0.25, -1.7, 0), (-0.1, -2.3, 0), (0.2, -3.0, 0)])
    return mesh.tube(tail, np.full(4, 0.05), rgb("FFF6E6"), 4)


def butterfly() -> Mesh:
    """Two wings that flap, 1 m wide."""
    mesh = Mesh()
    for side in (-1, 1):
        outline = np.array([(0, 0, 0), (side * 0.5, 0.12, -0.42), (side * 0.62, 0.1, -0.02),
                            (0, 0, 0), (side * 0.62, 0.1, -0.02),
                            (side * 0.4, 0.08, 0.34)])  # fmt: skip
        tone = mix(rgb("F4F0FF"), rgb("8FB6F0"), np.array([0, 0.7, 0.3, 0, 0.3, 0.6]))
        mesh.add(outline, np.array([0, 1.0, 0.2]), tone, np.array([[0.3, 0.25, 0.5]] * 6))
    return mesh


SURPRISES = {
    "butterflies": butterfly,
    "balloon": balloon,
    "hare": alive.hare,
    "kite": kite,
    "geese": bird,
    "fox": alive.fox,
}


def live(stage: Stage, surprise: str) -> None:
    """Move what is there today; slow, and never over what is to be chosen."""
    t = stage.t
    if surprise == "balloon":
        x = -46 + (9.0 + 0.35 * t) % 92
        stage.put("balloon", (x, 15 + 0.5 * math.sin(t * 0.5), -36), 3.4)
    elif surprise == "kite":
        stage.put("kite", (12 + 1.2 * math.sin(t * 0.4), 11 + 0.7 * math.sin(t * 0.7), -9.0), 1.8,
                  side=0.25 * math.sin(t * 0.5) - 0.2)  # fmt: skip
    elif surprise == "geese":
        for k in range(7):
            out, back = (k + 1) // 2 * (-1) ** k, (k + 1) // 2
            x = -50 + (22 + 1.4 * t) % 110 - 2.6 * back
            stage.put("geese", (x, 16 - 0.1 * back, -30 + 2.2 * out), 3.0, turn=-1.2,
                      phase=t * 3 + k)  # fmt: skip
    elif surprise == "butterflies":
        for k in range(6):
            a = t * (0.35 + 0.05 * k) + 2.1 * k
            at = (-17 + 5.0 * k + 2.0 * math.cos(a), 1.8 + 0.8 * math.sin(1.7 * a), 9 + math.sin(a))
            stage.put("butterflies", at, 1.5, turn=a, phase=t * 7 + k)
    elif surprise:
        stage.put(surprise, (-13.5, 0.6, -3.0) if surprise == "fox" else (14.5, 0.6, -3.4), 2.6,
                  turn=0.3 * math.sin(t * 0.2))  # fmt: skip
