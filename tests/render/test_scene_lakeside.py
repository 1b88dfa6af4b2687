"""The lakeside: still water is a mirror, lanterns stay lit, and a picture for a test stands still."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from settled import picture, staged

from game.render import markers
from game.render.palette import DUSK
from game.render.scenes import lake_shore, lakeside
from game.render.scenes.lake_shore import WATER_M
from game.render.tiers import TIERS
from game.render.visuals import show
from game.render.visuals.stage import Stage
from game.sim.types import Entity, Goal, Hud, World

SCENE = "lakeside"
DIRECTIONS = [(np.sin(a), np.cos(a)) for a in np.arange(8) * np.pi / 4]
OPEN_WATER = slice(150, 190), slice(260, 285)


def stance(still: float = 0.5, state: str = "live", left: float = 1.0, done: int = 0) -> World:
    water = Entity("water", (0, 0, 0), 0, state, still)
    return World(0, (water,), Goal("still"), Hud("still", done, 3, done, left))


def lantern(k: int, state: str, progress: float) -> Entity:
    ml, ap = DIRECTIONS[k]
    return Entity("lantern", (ml, 0, -ap), 0.1, state, progress, k)


def leaning(*things: Entity, hold: float = 0.0) -> World:
    you = Entity("you", (0.3, 0, 0), 0, "on")
    return World(0, (*things, you), Goal("lean", 0.3, 0, 0.1, 2), Hud("hold", hold=hold))


def lit(stage: Stage, direction: int) -> float:
    """How much the lantern in a direction burns: 1 less its dimming."""
    rows = np.array(stage.things["lantern"])
    off = np.linalg.norm(rows[:, :3] - stage.scene.slots[direction], axis=1)
    assert off.min() < 0.02, "there is a lantern"
    return 1 - float(rows[off.argmin(), -1])


@pytest.mark.parametrize("direction", range(8))
def test_each_lantern_is_clear_of_the_panels(renderer, clear_of_panels, direction: int) -> None:
    x, y = renderer.scene.camera.to_frame(renderer.scene.slots[direction])
    assert clear_of_panels(x, y, markers.TARGET_PX)


def test_the_stiller_the_more_the_lake_is_a_mirror(renderer) -> None:
    """Waves go, and the far bank is seen again: fewer edges, and more of what stands above."""
    rough, calm = (picture(renderer, stance(still))[OPEN_WATER].mean(-1) for still in (0.0, 1.0))
    above = picture(renderer, stance(1.0))[105:145, 260:285].mean((1, 2))[::-1]
    waves = [np.abs(np.diff(image, 2, axis=0)).mean() for image in (rough, calm)]
    assert waves[1] < 0.6 * waves[0]
    near = [np.corrcoef(image.mean(1), above)[0, 1] for image in (rough, calm)]
    assert near[1] > near[0]


def test_the_water_follows_the_stillness_slowly(renderer) -> None:
    renderer.draw(stance(0.0), stance(0.0), 1.0, 20.0)
    seen = []
    for k in range(90):
        stage = Stage(renderer.scene, renderer._presence, 20 + k / 30)
        renderer._presence.begin(20 + k / 30)
        show(stage, stance(1.0))
        seen.append(stage.stillness)
    assert np.all(np.diff(seen) >= 0) and np.diff(seen).max() < 0.03
    assert seen[-1] > 0.8


def test_a_still_picture_answers_nothing_and_moves_nothing(renderer) -> None:
    first = picture(renderer, stance(1.0, "picture"), 5.0)
    later = stance(1.0, "picture", left=0.3, done=2)
    assert np.array_equal(picture(renderer, later, 47.3), first)


def test_with_eyes_closed_the_water_answers_nothing(renderer) -> None:
    images = [picture(renderer, stance(still, "eyes_closed")) for still in (0.0, 1.0)]
    assert np.array_equal(*images)


def test_an_arc_round_the_feet_shows_the_time_stood(renderer) -> None:
    shares = []
    for left in (1.0, 0.75, 0.25):
        stage = staged(renderer, stance(left=left))
        arcs = [row for row in stage.marks if row[-1] == markers.GROUND]
        shares.append(max((row[15] for row in arcs if row[15] < 1), default=0.0))
    assert shares == pytest.approx([0.0, 0.25, 0.75])


def test_a_lantern_burns_as_brightly_as_it_was_held_and_stays_lit(renderer) -> None:
    stage = staged(renderer, leaning(lantern(1, "reached", 0.9), lantern(2, "goal", 0.5)))
    assert lit(stage, 1) > lit(stage, 2) > lit(stage, 3) + 0.2
    asked = [row for row in stage.marks if row[-1] == markers.UPRIGHT]
    assert len(asked) == 1, "only the one that calls has a ring"
    assert np.allclose(asked[0][:3], stage.scene.slots[2])


def test_a_mirrored_lantern_is_where_the_lean_is(renderer) -> None:
    entity = replace(lantern(2, "goal", 0.8), position=(-1.0, 0, 0))
    stage = staged(renderer, leaning(entity))
    assert lit(stage, 6) > lit(stage, 2) + 0.3


def test_the_ring_closes_with_the_hold_and_not_with_the_brightness(renderer) -> None:
    for hold in (0.0, 0.6):
        stage = staged(renderer, leaning(lantern(2, "hold", 0.95), hold=hold))
        arcs = [row for row in stage.marks if row[-1] == markers.GROUND and 0 < row[15] < 1]
        assert [row[15] for row in arcs] == pytest.approx([hold] if hold else [])


def test_each_stance_lights_a_lantern(renderer) -> None:
    burning = [
        sum(lit(staged(renderer, stance(done=n)), k) > 0.5 for k in lakeside.IN_SIGHT)
        for n in range(4)
    ]
    assert burning == [0, 1, 2, 3]


def test_there_is_water_round_the_deck_and_land_beside_it() -> None:
    a = np.linspace(0, 2 * np.pi, 60)
    round_deck = lake_shore.height(1.9 * np.sin(a), 1.9 * np.cos(a))
    assert (round_deck < WATER_M).all()
    for side in (-1, 1):
        assert lake_shore.height(np.array(side * 9.0), np.array(-4.0)) > WATER_M + 0.2


def test_nothing_of_what_the_lake_shows_again_hangs_below_it() -> None:
    scene = lakeside.build(TIERS["low"])
    assert scene.reflected_veil.vertices[:, 1].min() >= WATER_M - 1e-6
    assert scene.water and scene.water.mirrors


def test_the_shade_of_dusk_is_cool() -> None:
    red, green, blue = DUSK.in_shadow()
    assert red < green < blue < 1


def test_the_low_tier_stays_affordable() -> None:
    scene = lakeside.build(TIERS["low"])
    assert scene.water
    drawn = (scene.solid, scene.reflected, scene.reflected_veil, scene.veil, scene.water.mesh)
    assert sum(mesh.triangles for mesh in drawn) < 17000
