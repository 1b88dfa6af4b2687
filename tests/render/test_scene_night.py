"""The night meadow: the firefly that is asked for is told from all else, and nothing flickers."""

from __future__ import annotations

import numpy as np
import pytest
from settled import picture, staged

from game.render import markers
from game.render.palette import NIGHT
from game.render.scenes import night
from game.render.tiers import TIERS
from game.render.visuals import fireflies, show
from game.render.visuals.stage import Stage
from game.sim.types import Entity, Goal, Hud, World

SCENE = "night"
STARS = [(-0.6, -0.3), (0.2, 0.7), (0.7, 0.4)]


def world(
    ml: float = 0.5,
    ap: float = 0.0,
    state: str = "goal",
    progress: float = 0.0,
    *,
    stars: bool = False,
    hud: Hud | None = None,
) -> World:
    things = [Entity("star", (x, 0, z), 0.15, "idle", 0, k) for k, (x, z) in enumerate(STARS)]
    firefly = Entity("firefly", (ml, 0, -ap), 0.2, state, progress)
    you = Entity("you", (0.1, 0, 0), 0, "on")
    entities = (*(things if stars else ()), firefly, you)
    return World(0, entities, Goal("lean", ml, ap, 0.2), hud or Hud("follow"))


def rings(stage: Stage) -> list[tuple[float, ...]]:
    return [row for row in stage.marks if row[-1] == markers.UPRIGHT]


@pytest.mark.parametrize("ap", [-1.0, -0.4, 0.0, 0.6, 1.0])
@pytest.mark.parametrize("ml", [-1.0, -0.5, 0.0, 0.3, 1.0])
def test_a_firefly_is_clear_of_the_panels_wherever_it_flies(
    renderer, clear_of_panels, ml: float, ap: float
) -> None:
    (ring,) = rings(staged(renderer, world(ml, ap)))
    x, y = renderer.scene.camera.to_frame(np.array(ring[:3]))
    assert clear_of_panels(x, y, markers.TARGET_PX)


def test_it_hovers_to_the_side_of_its_lean_before_the_player_and_above_the_ground(renderer) -> None:
    def place(ml: float, ap: float) -> np.ndarray:
        stage = staged(renderer, world(ml, ap))
        return fireflies.hovering(stage, stage.world.entities[0])

    assert place(-0.5, 0)[0] < place(0, 0)[0] < place(0.5, 0)[0]
    assert place(0, 0.8)[2] < place(0, 0)[2] < place(0, -0.8)[2]
    for ap in (-1.0, 0.0, 1.0):
        at = place(0.0, ap)
        assert at[2] > 0.3 and at[1] > renderer.scene.floor + 0.1


def test_its_light_is_the_brightest_of_all(renderer) -> None:
    image = picture(renderer, world(0.5, 0.0, stars=True))
    warm = image[..., 0] - image[..., 2]
    row, column = np.unravel_index(warm.argmax(), warm.shape)
    stage = staged(renderer, world(0.5, 0.0))
    at = renderer.scene.camera.to_frame(fireflies.hovering(stage, stage.world.entities[0])) / 2
    assert np.hypot(column - at[0], row - at[1]) < 30


def test_among_stars_no_ring_tells_it_until_it_is_found_or_time_grows_short(renderer) -> None:
    def count(state: str, left: float, instruction: str = "firefly.find") -> int:
        hud = Hud(instruction, time_left=left)
        return len(rings(staged(renderer, world(0.5, 0.2, state, 0.3, stars=True, hud=hud))))

    assert count("goal", 0.9) == 0
    assert count("goal", 0.2) == 1
    assert count("hold", 0.9) == 1
    assert count("goal", 0.9, "follow") == 1, "the one to follow is always marked"


def test_a_firefly_and_a_star_differ_in_grey(renderer) -> None:
    """By shape: the light of a star is gone a little way off, a firefly has a halo."""
    plain = picture(renderer, world(-0.9, -0.9, "missed", 1.0))
    firefly = picture(renderer, world(0.6, 0.0)).mean(-1) - plain.mean(-1)
    things = (Entity("star", (0.6, 0, 0), 0.15, "idle"),)
    star = picture(renderer, World(0, things, Goal(), Hud())).mean(-1) - plain.mean(-1)
    assert (firefly[200:260, 400:480] > 40).sum() > 4 * (star[200:260, 400:480] > 40).sum()


def test_one_that_eyes_follow_is_dark_until_it_lights_up(renderer) -> None:
    hud = Hud("firefly.press", time_left=1.0)
    dark, lit = (staged(renderer, world(0.4, 0, s, hud=hud)) for s in ("idle", "goal"))
    light = [sum(sum(row[-3:]) for row in stage.glows) for stage in (dark, lit)]
    assert light[1] > light[0] + 1.0


def test_the_trail_lies_where_it_came_from(renderer) -> None:
    for k in range(40):
        renderer._presence.begin(30 + k / 30)
        stage = Stage(renderer.scene, renderer._presence, 30 + k / 30)
        show(stage, world(-0.6 + 0.03 * k, 0.0))
    at = fireflies.hovering(stage, stage.world.entities[0])
    dots = np.array([row[:3] for row in stage.glows[-fireflies.TRAIL :]])
    assert np.all(np.diff(dots[:, 0]) < 0) and dots[0, 0] < at[0]


def test_what_was_met_comes_to_rest_in_the_tree(renderer) -> None:
    few, many = (staged(renderer, world(0.5, 0.0, hud=Hud("follow", done=n))) for n in (2, 6))
    new = np.array([row[:3] for row in many.glows if row not in few.glows])
    x, _, z = renderer.scene.camera.eye + np.zeros(3)
    tree = night.HEROES[0]
    assert len(new) == 8, "a light and its halo for each"
    assert np.all(np.hypot(new[:, 0] - tree[1], new[:, 2] - tree[2]) < 3.0)
    assert np.all(new[:, 1] > 1.0) and x == 0 and z > 0


def test_the_pursuit_is_calm(renderer) -> None:
    """At 30 Hz the light as a whole never jumps, whatever lights up or goes."""
    means = []
    for k in range(150):
        state, progress = "goal", 0.0
        if 60 <= k < 78:
            state, progress = "caught", (k - 60) / 18
        a = k / 30
        what = world(0.6 * np.sin(a), 0.4 * np.cos(1.3 * a), state, progress, stars=k > 90)
        if 78 <= k < 90:  # it is gone
            what = World(0, what.entities[-1:], Goal("centre"), Hud("follow", done=1))
        renderer.draw(what, what, 1.0, 60 + k / 30)
        means.append(renderer.pixels()[::2, ::2].mean())
    assert np.abs(np.diff(means)).max() < 0.8  # of 255


def test_the_shade_of_night_is_cool() -> None:
    red, green, blue = NIGHT.in_shadow()
    assert max(red, green) < blue < 1


def test_no_tall_grass_stands_where_fireflies_hover() -> None:
    for z in (-5.0, -2.0, 0.5):
        assert not night._calm(0.5, z) and not night._calm(-1.5, z)
        assert night._calm(6.0, z)


def test_the_low_tier_stays_affordable() -> None:
    scene = night.build(TIERS["low"])
    drawn = (scene.solid, scene.ground_near, scene.ground_far, scene.veil)
    assert sum(mesh.triangles for mesh in drawn) < 16000
