"""The body in other postures: feet where they were put, limbs whole, hips over the weight."""

from __future__ import annotations

import numpy as np
import pytest

from game.render import skeleton
from game.render.skeleton import Posture, pose

DOWN, LIFTED, AHEAD = (0.0, 0.0, 0.0), (0.02, 0.24, -0.30), (0.05, 0.10, -0.60)
POSTURES = {
    "standing": Posture(),
    "steadying": Posture(steady=1.0),
    "carrying": Posture(carry=1.0),
    "seated": Posture(seated=1.0),
    "sitting down": Posture(seated=0.5),
    "right foot lifted": Posture((DOWN, LIFTED), load_right=0.0, steady=0.5),
    "right foot ahead": Posture((DOWN, AHEAD), load_right=0.5),
    "left foot lifted": Posture((LIFTED, DOWN), load_right=1.0, steady=0.5),
    "left foot ahead": Posture((AHEAD, DOWN), load_right=0.3),
}


def at(bones: np.ndarray, bone: int, point: np.ndarray) -> np.ndarray:
    return bones[bone][:3, :3] @ point + bones[bone][:3, 3]


@pytest.mark.parametrize("name", POSTURES)
@pytest.mark.parametrize("lean", [(0.0, 0.0), (0.7, -0.3), (-0.6, 0.5)])
def test_limbs_hold_together(name: str, lean: tuple[float, float]) -> None:
    bones = pose(*lean, t=0.7, posture=POSTURES[name])
    assert np.isfinite(bones).all()
    for side in (0, 1):
        shin, thigh = (skeleton.SHIN_L, skeleton.THIGH_L) if side == 0 else (2, 4)
        foot = (skeleton.FOOT_L, skeleton.FOOT_R)[side]
        ankle, knee, hip = skeleton.ANKLE[side], skeleton.KNEE[side], skeleton.HIP[side]
        assert np.allclose(at(bones, shin, ankle), at(bones, foot, ankle), atol=0.03)
        assert np.allclose(at(bones, shin, knee), at(bones, thigh, knee), atol=1e-6)
        assert np.allclose(at(bones, thigh, hip), at(bones, skeleton.HIPS, hip), atol=1e-6)


@pytest.mark.parametrize("foot", [0, 1])
def test_a_foot_is_where_it_was_put_and_the_hips_are_over_the_load(foot: int) -> None:
    bone, side = (skeleton.FOOT_L, skeleton.FOOT_R), 1 if foot else -1

    def stepping(to: tuple[float, float, float], load: float) -> np.ndarray:
        to = (to[0] * side, *to[1:])
        feet = (DOWN, to) if foot else (to, DOWN)
        bones = pose(0, 0, posture=Posture(feet, load if foot else 1 - load))
        ankle = at(bones, bone[foot], skeleton.ANKLE[foot])
        assert np.allclose(ankle, skeleton.ANKLE[foot] + to)
        standing = at(bones, bone[1 - foot], skeleton.ANKLE[1 - foot])
        assert np.allclose(standing, skeleton.ANKLE[1 - foot])
        return bones[skeleton.HIPS][:3, 3]

    assert side * stepping(LIFTED, 0.0)[0] < -0.05, "the hips go over the foot that stands"
    between = AHEAD[0] / 2 * side
    assert stepping(AHEAD, 0.5)[0] == pytest.approx(between, abs=0.01), "and then between the feet"


def test_seated_the_hips_are_low_and_the_trunk_alone_leans() -> None:
    upright, leaning = (pose(lean, 0, posture=Posture(seated=1.0)) for lean in (0.0, 0.8))
    hip = skeleton.HIP.mean(0)
    assert at(upright, skeleton.HIPS, hip)[1] == pytest.approx(skeleton.SEAT_M + 0.08, abs=0.03)
    assert np.allclose(at(upright, skeleton.HIPS, hip), at(leaning, skeleton.HIPS, hip), atol=1e-6)
    head = np.array([0, 1.6, 0])
    assert at(leaning, skeleton.HEAD, head)[0] > at(upright, skeleton.HEAD, head)[0] + 0.05


def test_hands_go_out_to_steady_and_in_front_to_carry() -> None:
    def hands(posture: Posture) -> np.ndarray:
        bones = pose(0, 0, posture=posture)
        return np.array(
            [at(bones, b, skeleton.HAND[k]) for k, b in enumerate((skeleton.FORE_L, 11))]
        )

    relaxed, steady, carry = (
        hands(POSTURES[name]) for name in ("standing", "steadying", "carrying")
    )
    assert np.ptp(steady[:, 0]) > np.ptp(relaxed[:, 0]) + 0.3
    assert (steady[:, 1] > relaxed[:, 1] + 0.1).all()
    assert (carry[:, 2] < relaxed[:, 2] - 0.15).all()
