"""The body in other postures: feet where they were put, limbs whole, hips over the weight."""

from __future__ import annotations

import numpy as np
import pytest

from game.render import skeleton
from game.render.skeleton import Posture, pose, step_ahead

AHEAD = (0.05, 0.10, -0.60)
POSTURES = {
    "standing": Posture(),
    "steadying": Posture(steady=1.0),
    "carrying": Posture(carry=1.0),
    "seated": Posture(seated=1.0),
    "sitting down": Posture(seated=0.5),
    **{f"right step {share}": step_ahead(1, share, AHEAD) for share in (0.1, 0.5, 0.8, 1.0)},
    **{f"left step {share}": step_ahead(0, share, AHEAD) for share in (0.3, 0.6, 0.9)},
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
def test_a_step_lifts_one_foot_and_puts_it_down_where_it_was_meant(foot: int) -> None:
    bone = (skeleton.FOOT_L, skeleton.FOOT_R)
    side = 1 if foot else -1
    to = (0.05 * side, *AHEAD[1:])
    heights, hips = [], []
    for share in np.linspace(0, 1, 21):
        bones = pose(0, 0, posture=step_ahead(foot, float(share), to))
        heights.append(at(bones, bone[foot], skeleton.ANKLE[foot])[1])
        standing = at(bones, bone[1 - foot], skeleton.ANKLE[1 - foot])
        assert np.allclose(standing, skeleton.ANKLE[1 - foot])
        hips.append(bones[skeleton.HIPS][0, 3])
    assert max(heights) > heights[-1] + 0.03
    assert np.allclose(at(bones, bone[foot], skeleton.ANKLE[foot]), skeleton.ANKLE[foot] + to)
    assert side * hips[8] < -0.05, "the hips go over the foot that stands"
    assert hips[-1] == pytest.approx(to[0] / 2, abs=0.01), "and then between the feet"


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
