"""The orchard's plan: targets that can be seen, marks that can be read, a body that holds together."""

from __future__ import annotations

import numpy as np
import pytest

from game.render import markers, skeleton
from game.render.light import bake, sky
from game.render.meshes.builder import Mesh, icosphere
from game.render.meshes.shade import cast
from game.render.palette import MORNING
from game.render.scenes import orchard
from game.render.scenes.scene import Scene
from game.render.tiers import TIERS


@pytest.fixture(scope="module")
def scene() -> Scene:
    return orchard.build(TIERS["low"])


@pytest.mark.parametrize("direction", range(8))
def test_each_target_is_clear_of_the_panels(scene: Scene, clear_of_panels, direction: int) -> None:
    x, y = scene.camera.to_frame(scene.slots[direction])
    assert clear_of_panels(x, y, markers.TARGET_PX)


@pytest.mark.parametrize(
    "lean", [(0.8, 0), (-0.8, 0), (0, 0.9), (0, -0.9), (0.6, 0.6), (-1.5, -1.5)]
)
def test_feet_stay_and_limbs_hold_together_at_any_lean(lean: tuple[float, float]) -> None:
    bones = skeleton.pose(*lean, t=1.3)

    def at(bone: int, point: np.ndarray) -> np.ndarray:
        return bones[bone][:3, :3] @ point + bones[bone][:3, 3]

    for side, (shin, thigh) in enumerate(
        ((skeleton.SHIN_L, skeleton.THIGH_L), (skeleton.SHIN_R, skeleton.THIGH_R))
    ):
        assert np.allclose(at(shin, skeleton.ANKLE[side]), skeleton.ANKLE[side], atol=0.012)
        assert np.allclose(at(shin, skeleton.KNEE[side]), at(thigh, skeleton.KNEE[side]), atol=1e-6)
        assert np.allclose(
            at(thigh, skeleton.HIP[side]), at(skeleton.HIPS, skeleton.HIP[side]), atol=1e-6
        )
    head = at(skeleton.HEAD, np.array([0, 1.6, 0]))
    assert head[0] * lean[0] >= 0 and -head[2] * lean[1] >= 0
    turn = bones[:, :3, :3] @ bones[:, :3, :3].transpose(0, 2, 1)
    assert np.abs(turn - np.eye(3)).max() < 0.06, "no bone is squashed, breath apart"


def test_a_reaching_hand_goes_to_the_fruit(scene: Scene) -> None:
    gaps, ways = [], []
    for weight in (0.0, 0.5, 1.0):
        reach = skeleton.Reach(np.array([skeleton.HAND[0], scene.slots[2]]), (0.0, weight))
        bones = skeleton.pose(0.6, 0, reach)
        hand = bones[skeleton.FORE_R][:3, :3] @ skeleton.HAND[1] + bones[skeleton.FORE_R][:3, 3]
        chest = bones[skeleton.CHEST]
        shoulder = chest[:3, :3] @ skeleton.SHOULDER[1] + chest[:3, 3]
        wanted, way = scene.slots[2] - shoulder, hand - shoulder
        gaps.append(np.linalg.norm(hand - scene.slots[2]))
        ways.append(wanted @ way / np.linalg.norm(wanted) / np.linalg.norm(way))
    assert gaps[0] > gaps[1] > gaps[2]
    assert ways[2] > 0.999, "the arm points at the fruit"


def test_shade_falls_away_from_the_sun_and_softens() -> None:
    low, high = np.array([[0, 0.6, 0, 0.3]]), np.array([[0, 2.4, 0, 0.3]])
    maps = [cast(b, MORNING.to_sun, x=-8, z=-8, side=16, px=256, dapple=0) for b in (low, high)]
    for ball, shade in zip((low, high), maps, strict=True):
        i, j = (np.indices(shade.shares.shape) * shade.shares).sum((1, 2)) / shade.shares.sum()
        x, z = shade.x + (j + 0.5) / 16, shade.z + (i + 0.5) / 16
        away = ball[0, 1] / MORNING.to_sun[1]
        assert np.allclose([x, z], [-MORNING.to_sun[0] * away, -MORNING.to_sun[2] * away], atol=0.2)
    soft = [((m.shares > 0.05) & (m.shares < 0.9 * m.shares.max())).sum() for m in maps]
    assert soft[1] > soft[0]


def test_shade_is_cool_never_grey() -> None:
    red, green, blue = MORNING.in_shadow()
    assert red < green < blue < 1


def test_haze_takes_distant_things() -> None:
    ball = Mesh().add(icosphere(0), None, np.array([0.2, 0.4, 0.2])).vertices
    far = ball.copy()
    far[:, 2] -= 300
    near_light, far_light = (bake(v, MORNING, (0, 1, 4))[:, 3:6] for v in (ball, far))
    haze = sky(MORNING, np.array([[0, 0.02, -1.0]]))[0]
    assert np.abs(far_light - haze).max() < np.abs(near_light - haze).max() / 3


def test_the_low_tier_stays_affordable(scene: Scene) -> None:
    """A software renderer draws it sixty times a second."""
    assert scene.solid.triangles + scene.ground_near.triangles + scene.ground_far.triangles < 16000
