"""The player from behind: an adult in a long coat, straw hat and scarf, 1.78 m to the hat.

Built in the rest pose of `skeleton`; each vertex names two bones and the share of the second.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from game.render import skeleton as bone
from game.render.meshes.builder import Mesh, mix, weld
from game.render.meshes.noise import smoothstep
from game.render.palette import rgb

FLOATS = 16
Share = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True, slots=True)
class Look:
    """What the participant chose to wear: hex colours in display space."""

    coat: str = "B4492E"
    skin: str = "C68E6A"
    hat: str = "E3BE7C"


def person(look: Look) -> tuple[np.ndarray, np.ndarray]:
    """Vertices (n, 16): those of a solid and three for the bones; and indices."""
    coat, skin, hat = rgb(look.coat), rgb(look.skin), rgb(look.hat)
    parts = [*_legs(), *_coat(coat), *_arms(coat, skin), *_head(skin, hat), *_scarf(), *_satchel()]
    return weld(np.concatenate(parts))


def _bound(
    mesh: Mesh, first: int, second: int | None = None, share: Share | None = None
) -> np.ndarray:
    """A part's vertices with its bones."""
    rows = mesh.vertices
    weight = np.zeros(len(rows)) if share is None else share(rows[:, :3])
    ids = np.full((len(rows), 2), (first, first if second is None else second), float)
    return np.concatenate([rows, ids, weight[:, None]], 1).astype(np.float32)


def _above_knee(p: np.ndarray) -> np.ndarray:
    return smoothstep(bone.KNEE[0, 1] - 0.07, bone.KNEE[0, 1] + 0.07, p[:, 1])


def _legs() -> list[np.ndarray]:
    boot, cloth = rgb("3B2B28"), rgb("37415A")
    parts = []
    for side, (boots, shin, thigh) in enumerate(
        (
            (bone.FOOT_L, bone.SHIN_L, bone.THIGH_L),
            (bone.FOOT_R, bone.SHIN_R, bone.THIGH_R),
        )
    ):
        ankle, knee, hip = bone.ANKLE[side], bone.KNEE[side], bone.HIP[side]
        foot = Mesh().ellipsoid(
            np.add(ankle, (0, 0, -0.045)),
            (0.060, 0.072, 0.135),
            boot * 0.8,
            boot * 1.35,
            9,
            5,
            bottom=-0.6,
        )
        foot.tube(np.array([ankle, np.add(ankle, (0, 0.11, 0))]), (0.062, 0.068), boot * 1.2, 9)
        path = np.array(
            [
                np.add(ankle, (0, 0.08, 0)),
                ankle * 0.45 + knee * 0.55,
                knee,
                knee * 0.5 + hip * 0.5,
                hip,
            ]
        )
        leg = Mesh().tube(
            path,
            (0.064, 0.072, 0.074, 0.088, 0.100),
            np.linspace(0.78, 1.05, 5)[:, None] * cloth,
            9,
        )
        parts += [_bound(foot, boots), _bound(leg, shin, thigh, _above_knee)]
    return parts


def _coat(coat: np.ndarray) -> list[np.ndarray]:
    light = np.clip(coat * 1.14 + 0.06, 0, 0.9)
    rings = [
        (0, 0.605, 0, 0.235, 0.190),
        (0, 0.60, 0, 0.252, 0.207),
        (0, 0.63, 0, 0.256, 0.210),
        (0, 0.70, 0, 0.246, 0.200),
        (0, 0.82, 0, 0.220, 0.174),
        (0, 0.98, 0, 0.184, 0.145),
        (0, 1.10, 0, 0.192, 0.148),
        (0, 1.24, 0, 0.212, 0.152),
        (0, 1.335, 0, 0.213, 0.142),
        (0, 1.395, 0, 0.172, 0.122),
        (0, 1.44, 0, 0.110, 0.092),
        (0, 1.47, 0, 0.075, 0.075),
    ]
    tones = [coat * k for k in (0.34, 0.52, 0.58, 0.70, 0.82, 0.90)] + [
        mix(coat, light, k) for k in (0.15, 0.5, 0.8, 1, 1, 1)
    ]
    body = Mesh().loft(rings, np.array(tones), 12)
    belt = [
        (0, 0.985, 0, 0.188, 0.150),
        (0, 1.0, 0, 0.194, 0.155),
        (0, 1.03, 0, 0.194, 0.155),
        (0, 1.045, 0, 0.190, 0.152),
    ]
    leather = Mesh().loft(belt, rgb("5B3F33"), 12)

    def upper(p: np.ndarray) -> np.ndarray:
        return smoothstep(0.90, 1.22, p[:, 1])

    vent = Mesh().grid(
        np.array(
            [
                [(-0.006, 0.60, 0.212), (0.006, 0.60, 0.212)],
                [(-0.004, 0.93, 0.168), (0.004, 0.93, 0.168)],
            ]
        ),
        coat * 0.34,
    )
    return [_bound(m, bone.HIPS, bone.CHEST, upper) for m in (body, leather, vent)]


def _arms(coat: np.ndarray, skin: np.ndarray) -> list[np.ndarray]:
    light = np.clip(coat * 1.14 + 0.06, 0, 0.9)
    parts = []
    for side, (upper, fore) in enumerate(
        ((bone.UPPER_L, bone.FORE_L), (bone.UPPER_R, bone.FORE_R))
    ):
        shoulder, elbow, hand = bone.SHOULDER[side], bone.ELBOW[side], bone.HAND[side]
        wrist = elbow + (hand - elbow) * 0.84
        path = np.array(
            [
                shoulder - (elbow - shoulder) * 0.10,
                shoulder,
                (shoulder + elbow) / 2,
                elbow,
                (elbow + wrist) / 2,
                wrist,
            ]
        )
        tones = np.array(
            [light, light, mix(coat, light, 0.6), mix(coat, light, 0.3), coat * 0.88, coat * 0.74]
        )
        sleeve = Mesh().tube(path, (0.064, 0.078, 0.070, 0.062, 0.060, 0.058), tones, 8)
        palm = Mesh().ellipsoid(hand, (0.040, 0.055, 0.042), skin * 0.88, skin, 7, 5)
        # Measured along the arm, so that the elbow bends over a hand's breadth.
        axis = (hand - shoulder) / np.linalg.norm(hand - shoulder)
        at = float((elbow - shoulder) @ axis)

        def past(
            p: np.ndarray, s: np.ndarray = shoulder, a: np.ndarray = axis, e: float = at
        ) -> np.ndarray:
            return smoothstep(e - 0.06, e + 0.06, (p - s) @ a)

        parts += [_bound(sleeve, upper, fore, past), _bound(palm, fore)]
    return parts


def _head(skin: np.ndarray, hat: np.ndarray) -> list[np.ndarray]:
    hair, band = rgb("6B5A50"), rgb("7A3B2E")
    neck = Mesh().tube(
        np.array([(0, 1.43, 0), (0, 1.54, -0.01)]), (0.057, 0.052), skin * 0.85, 8, closed=False
    )
    head = Mesh().ellipsoid((0, 1.605, -0.012), (0.093, 0.122, 0.108), skin * 0.85, skin, 10, 6)
    head.ellipsoid((0, 1.612, 0.012), (0.101, 0.118, 0.108), hair * 0.62, hair, 10, 5, bottom=-0.62)
    brim = [
        (0, 1.642, 0.01, 0.10, 0.11),
        (0, 1.636, 0.01, 0.222, 0.232),
        (0, 1.642, 0.01, 0.228, 0.238),
        (0, 1.656, 0.008, 0.21, 0.22),
        (0, 1.672, 0.004, 0.125, 0.138),
        (0, 1.676, 0, 0.112, 0.126),
    ]
    straw = [hat * k for k in (0.45, 0.50, 0.74, 0.95, 1.0, 1.0)]
    head.loft(brim, np.array(straw), 18)
    head.loft([(0, 1.674, 0, 0.111, 0.125), (0, 1.706, 0, 0.107, 0.120)], band, 14)
    crown = [
        (0, 1.704, 0, 0.106, 0.119),
        (0, 1.745, -0.004, 0.099, 0.112),
        (0, 1.770, -0.004, 0.080, 0.092),
        (0, 1.780, -0.004, 0.001, 0.001),
    ]
    head.loft(crown, np.array([hat * 0.92, hat, hat * 1.04, hat * 1.06]), 14)
    return [
        _bound(neck, bone.CHEST, bone.HEAD, lambda p: smoothstep(1.46, 1.53, p[:, 1])),
        _bound(head, bone.HEAD),
    ]


def _scarf() -> list[np.ndarray]:
    wool = rgb("F3E7CF")
    collar = Mesh().loft(
        [
            (0, 1.395, 0, 0.130, 0.115),
            (0, 1.425, 0, 0.146, 0.134),
            (0, 1.47, 0, 0.130, 0.120),
            (0, 1.505, 0, 0.092, 0.088),
        ],
        np.array([wool * k for k in (0.68, 0.9, 1, 0.85)]),
        12,
        (0, 0.20, 0.4),
    )
    s = np.linspace(0, 1, 12)
    middle = np.stack([0.05 + 0.44 * s, 1.435 - 0.16 * s - 0.16 * s * s, 0.135 + 0.05 * s], -1)
    half = np.stack([0.012 * s, 0.045 + 0.022 * s, 0.02 + 0 * s], -1)
    extras = np.stack([0.045 * s**1.3, np.full(12, 0.24), np.full(12, 0.8)], -1)
    ribbon = Mesh().grid(
        np.stack([middle - half, middle + half]),
        mix(wool * 0.86, wool, s)[None],
        extras=extras[None],
    )
    tail = Mesh().grid(
        np.stack([middle[:7] - half[:7], middle[:7] + half[:7]]) * [0.62, 1, 1]
        + [-0.02, -0.035, 0.008],
        (wool * 0.80),
        extras=extras[None, :7],
    )
    return [_bound(collar, bone.CHEST), _bound(tail, bone.CHEST), _bound(ribbon, bone.CHEST)]


def _satchel() -> list[np.ndarray]:
    leather = rgb("5B3F33")
    bag = Mesh().box(
        (-0.225, 0.86, 0.10), (0.035, 0.090, 0.082), leather * 0.8, leather * 1.15, yaw=0.25
    )
    bag.box((-0.236, 0.905, 0.105), (0.037, 0.048, 0.086), leather * 0.95, leather * 1.3, yaw=0.25)
    path = np.array(
        [
            (-0.215, 0.94, 0.12),
            (-0.13, 1.08, 0.158),
            (-0.02, 1.22, 0.166),
            (0.08, 1.33, 0.150),
            (0.15, 1.405, 0.07),
        ]
    )
    wide = np.array([0.020, 0.012, 0])
    strap = Mesh().grid(np.stack([path - wide, path + wide]), leather * 1.05)
    return [
        _bound(bag, bone.HIPS),
        _bound(strap, bone.HIPS, bone.CHEST, lambda p: smoothstep(0.90, 1.22, p[:, 1])),
    ]
