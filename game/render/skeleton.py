"""How the player stands and leans: joints in, one matrix a bone out.

The lean is the inverted pendulum of quiet stance: everything turns about the ankles, the hips a
little less than the shoulders, while both feet stay planted, the knees give, the head rights itself
and the free arms float out against the lean. A Posture adds to that: feet that step, arms held out,
a load in both hands, a seat. Metres, y up, facing -z; angles in radians.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

FOOT_L, SHIN_L, SHIN_R, THIGH_L, THIGH_R, HIPS, CHEST, HEAD, UPPER_L, UPPER_R, FORE_L, FORE_R = (
    range(12)
)
FOOT_R = 12
BONES = 13

ANKLE_Y = 0.08
LATERAL_PER_LEAN, FORWARD_PER_LEAN, LARGEST = math.radians(16), math.radians(13), math.radians(14)
HIP_SHARE, HEAD_RIGHTING = 0.82, 0.65
SEAT_M, SEATED_FEET_M = 0.46, -0.42
TOES = 1.6  # rad a foot points down for each metre that it is lifted
BREATH_S = 4.5

_SIDES = np.array([-1.0, 1.0])


def _pair(x: float, y: float, z: float) -> np.ndarray:
    """A joint on the left and its mirror on the right, (2, 3)."""
    return np.array([(-x, y, z), (x, y, z)])


ANKLE, KNEE, HIP = _pair(0.125, 0.07, 0.0), _pair(0.115, 0.47, -0.02), _pair(0.09, 0.90, 0.0)
SHOULDER, ELBOW, HAND = _pair(0.205, 1.345, 0.0), _pair(0.275, 1.10, 0.02), _pair(0.29, 0.86, -0.04)

# Limbs from their root: legs (left, right), then arms (left, right).
_ROOT, _JOINT, _END = (np.concatenate(p) for p in ((HIP, SHOULDER), (KNEE, ELBOW), (ANKLE, HAND)))
_UPPER = np.linalg.norm(_JOINT - _ROOT, axis=1)
_LOWER = np.linalg.norm(_END - _JOINT, axis=1)
_REST_FROM = np.concatenate([_ROOT, _JOINT])
_REST_DIRECTION = np.concatenate(
    [(_JOINT - _ROOT) / _UPPER[:, None], (_END - _JOINT) / _LOWER[:, None]]
)
_SEGMENT_BONES = np.array([THIGH_L, THIGH_R, UPPER_L, UPPER_R, SHIN_L, SHIN_R, FORE_L, FORE_R])
_POLES = np.array([(-0.12, 0, -1.0), (0.12, 0, -1.0), (-0.7, -0.5, 0.5), (0.7, -0.5, 0.5)])
CARRYING = _pair(0.20, 1.02, -0.30)
ARM_M = float(_UPPER[2] + _LOWER[2])


@dataclass(frozen=True, slots=True)
class Reach:
    """Where each hand wants to be: points (2, 3) in the world, and how much it wants it, 0..1."""

    points: np.ndarray
    weights: tuple[float, float] = (0.0, 0.0)


RELAXED = Reach(HAND)


@dataclass(frozen=True, slots=True)
class Posture:
    """What the body does beside leaning; the shares 0..1 may be part of the way.

    feet: how far (m) left and right foot are from where they stand at rest. load_right: the share
    of weight on the right foot, over which the hips then are. steady: arms out to both sides, knees
    soft. carry: both hands in front, holding something. seated: on a seat SEAT_M high at x = z = 0,
    from where only the trunk leans.
    """

    feet: tuple[tuple[float, float, float], tuple[float, float, float]] = ((0, 0, 0), (0, 0, 0))
    load_right: float = 0.5
    steady: float = 0.0
    carry: float = 0.0
    seated: float = 0.0


STANDING = Posture()


def pose(
    lean_ml: float,
    lean_ap: float,
    reach: Reach = RELAXED,
    head_turn: float = 0.0,
    t: float = 0.0,
    posture: Posture = STANDING,
) -> np.ndarray:
    """Bone matrices (13, 4, 4) at a lean in limit units; head_turn positive to the right."""
    side = max(-LARGEST, min(LARGEST, lean_ml * LATERAL_PER_LEAN))
    front = max(-LARGEST, min(LARGEST, lean_ap * FORWARD_PER_LEAN))
    breath = math.sin(t * 2 * math.pi / BREATH_S)
    bones = np.tile(np.eye(4), (BONES, 1, 1))
    stands = 1 - posture.seated
    hips = _about((0, ANKLE_Y, 0), tilt(side * HIP_SHARE * stands, front * 0.75 * stands))
    feet = np.array(posture.feet, float)
    feet[:, 2] += SEATED_FEET_M * posture.seated
    hips[:3, 3] += _shift(feet, posture)
    ankles = ANKLE + feet
    hip_joints = HIP @ hips[:3, :3].T + hips[:3, 3]
    stretch = np.linalg.norm(hip_joints - ankles, axis=1).max()
    hips[1, 3] -= 0.008 + max(0.0, stretch - 0.828)
    chest = _carried(hips, (0, 1.02, 0), tilt(side, front))
    chest[1, 3] += 0.004 * breath
    chest[:3, 0] *= 1 + 0.008 * breath
    chest[:3, 2] *= 1 + 0.020 * breath
    righted = 1 - HEAD_RIGHTING
    head = _carried(chest, (0, 1.48, 0), tilt(side * righted, front * righted) @ _yaw(-head_turn))
    bones[HIPS], bones[CHEST], bones[HEAD] = hips, chest, head
    bones[[FOOT_L, FOOT_R]] = [_about(ANKLE[k], tilt(0, TOES * feet[k, 1])) for k in (0, 1)]
    bones[[FOOT_L, FOOT_R], :3, 3] += feet
    roots = np.concatenate(
        [HIP @ hips[:3, :3].T + hips[:3, 3], SHOULDER @ chest[:3, :3].T + chest[:3, 3]]
    )
    hands = _hands(roots[2:], lean_ml, lean_ap, reach, breath, posture.steady)
    hands += posture.carry * (CARRYING @ chest[:3, :3].T + chest[:3, 3] - hands)
    ends = np.concatenate([ankles, hands])
    joints, ends = bend(roots, ends)
    _segments(bones, roots, joints, ends)
    return bones


def _shift(feet: np.ndarray, posture: Posture) -> np.ndarray:
    """How far (3,) the hips move: over the loaded foot, lower with soft knees, onto the seat."""
    shares = np.array([1 - posture.load_right, posture.load_right])
    shift = shares @ feet * (1 - posture.seated)
    shift[0] += 0.18 * (posture.load_right - 0.5)
    shift[1] += 0.05 * abs(posture.load_right - 0.5) - 0.035 * posture.steady
    shift[1] += (SEAT_M - HIP[0, 1] + 0.08) * posture.seated
    return shift


def _hands(
    shoulders: np.ndarray,
    lean_ml: float,
    lean_ap: float,
    reach: Reach,
    breath: float,
    steady: float,
) -> np.ndarray:
    """Hands hang, float out against the lean, and go to what they reach for; (2, 3)."""
    ml, ap = max(-1.2, min(1.2, lean_ml)), max(-1.2, min(1.2, lean_ap))
    against = np.maximum(-_SIDES * ml, 0)
    along = np.maximum(_SIDES * ml, 0)
    angle = 0.20 + 0.85 * against + 0.30 * along + 0.22 * abs(ap) + 0.012 * breath
    angle = angle + steady * (1.05 + 0.35 * against - 0.25 * along - angle)
    length = 0.485 - 0.03 * against
    fore = -0.05 - 0.05 * against + np.where(ap > 0, 0.14 * ap, 0.30 * ap)
    out = np.stack([_SIDES * np.sin(angle), -np.cos(angle), np.zeros(2)], 1) * length[:, None]
    out[:, 2] = fore
    aim = reach.points - shoulders
    far = np.sqrt((aim * aim).sum(1, keepdims=True))
    weight = np.array(reach.weights)[:, None]
    way = out * (1 - weight) + aim / far * length[:, None] * weight  # the arm swings, not shrinks
    way /= np.sqrt((way * way).sum(1, keepdims=True))
    full = np.minimum(far, 0.97 * ARM_M)
    return shoulders + way * (length[:, None] * (1 - weight) + full * weight)


def bend(roots: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Knees and elbows of four limbs by the law of cosines; far ends come as near as they can."""
    line = ends - roots
    length = np.sqrt((line * line).sum(1))
    full = (_UPPER + _LOWER) * 0.9995
    reach = np.clip(length, 0.12, full)
    along = line / np.maximum(length, 1e-6)[:, None]
    near = (_UPPER**2 - _LOWER**2 + reach**2) / (2 * reach)
    aside = np.sqrt(np.maximum(_UPPER**2 - near**2, 0))
    pole = _POLES - along * (_POLES * along).sum(1)[:, None]
    pole /= np.sqrt((pole * pole).sum(1))[:, None]
    return roots + along * near[:, None] + pole * aside[:, None], roots + along * reach[:, None]


def _segments(bones: np.ndarray, roots: np.ndarray, joints: np.ndarray, ends: np.ndarray) -> None:
    """Fill the eight limb bones: the smallest turn from how each lay at rest, then its place."""
    start = np.concatenate([roots, joints])
    way = np.concatenate([joints - roots, ends - joints])
    way /= np.sqrt((way * way).sum(1))[:, None]
    (ax, ay, az), (bx, by, bz) = _REST_DIRECTION.T, way.T
    kx, ky, kz = ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx
    c = np.maximum(ax * bx + ay * by + az * bz, -0.999)
    h = 1 / (1 + c)
    turn = np.empty((8, 3, 3))
    turn[:, 0, 0], turn[:, 0, 1], turn[:, 0, 2] = (
        c + kx * kx * h,
        kx * ky * h - kz,
        kx * kz * h + ky,
    )
    turn[:, 1, 0], turn[:, 1, 1], turn[:, 1, 2] = (
        kx * ky * h + kz,
        c + ky * ky * h,
        ky * kz * h - kx,
    )
    turn[:, 2, 0], turn[:, 2, 1], turn[:, 2, 2] = (
        kx * kz * h - ky,
        ky * kz * h + kx,
        c + kz * kz * h,
    )
    bones[_SEGMENT_BONES, :3, :3] = turn
    bones[_SEGMENT_BONES, :3, 3] = start - (turn @ _REST_FROM[:, :, None])[:, :, 0]


def tilt(side: float, front: float) -> np.ndarray:
    """Rotation (3, 3): top to the right by `side`, then forward (-z) by `front`."""
    cs, ss, cf, sf = math.cos(side), math.sin(side), math.cos(front), math.sin(front)
    return np.array([(cs, ss, 0.0), (-ss * cf, cs * cf, sf), (ss * sf, -cs * sf, cf)])


def _yaw(angle: float) -> np.ndarray:
    c, s = math.cos(angle), math.sin(angle)
    return np.array([(c, 0.0, s), (0.0, 1.0, 0.0), (-s, 0.0, c)])


def _about(pivot: tuple[float, float, float], turn: np.ndarray) -> np.ndarray:
    m = np.eye(4)
    m[:3, :3] = turn
    m[:3, 3] = pivot - turn @ pivot
    return m


def _carried(parent: np.ndarray, pivot: tuple[float, float, float], turn: np.ndarray) -> np.ndarray:
    """A bone with its own turn whose pivot stays where its parent carries it."""
    m = np.eye(4)
    m[:3, :3] = turn
    m[:3, 3] = parent[:3, :3] @ pivot + parent[:3, 3] - turn @ pivot
    return m
