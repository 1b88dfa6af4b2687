"""The mountain path: land that fits onto itself, stones that come underfoot, feet that step."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from settled import picture, staged

from game.level_types.uneven_walk_path import SPACING_M
from game.levels import find_levels
from game.render import markers
from game.render.palette import DAWN
from game.render.scenes import load, mountain, mountain_ridge
from game.render.scenes.mountain_ridge import LENGTH_M, NEAR_M
from game.render.scenes.setting import Setting
from game.render.skeleton import ANKLE, FOOT_L, FOOT_R
from game.render.tiers import TIERS
from game.render.ui_dimming import luminance
from game.render.visuals import Stage, stones
from game.sim import Intent
from game.sim.types import Entity, Goal, Hud, World

SCENE = "mountain"
RIGHT_X = 0.16


def stone(ident: int, state: str, ahead: float, side: int = 1, surface="stones", up=(0.0, 0.0)):
    """A stone so many stones ahead, with its tilt."""
    at = (side * RIGHT_X, 0.0, -SPACING_M * ahead)
    tilt = Entity("tilt", (up[0], 0.0, -up[1]), 0.0, surface, 0.0, ident)
    return Entity("stone", at, 0.18, state, 0.0, ident), tilt


def balance(ml: float, ap: float = 0.0, state: str = "ask", progress: float = 0.0) -> Entity:
    return Entity("balance", (ml, 0, -ap), 0.15, state, progress)


def load_on(share: float) -> Entity:
    return Entity("foot", (0, 0, 0), 0.0, "double", share)


def world(*things: Entity, lean: tuple[float, float] = (0.0, 0.0), step: int = 0) -> World:
    you = Entity("you", (lean[0], 0, -lean[1]), 0, "on")
    return World(step, (you, *things), Goal(), Hud())


def asked(side: int = 1, load: float = 0.5, **tilt) -> World:
    """On a stone for the other foot, with one to step on."""
    things = (*stone(0, "passed", 0, -side), *stone(1, "goal", 1, side, **tilt))
    return world(*things, balance(0.5 * side), load_on(load), lean=((load - 0.5) * side, 0))


def stood(side: int = 1, **tilt) -> World:
    """On a stone, the one before it gone by."""
    things = (*stone(0, "passed", -1, -side), *stone(1, "stance", 0, side, **tilt))
    return world(*things, balance(0.5 * side), load_on(0.5 + 0.5 * side), lean=(0.5 * side, 0))


def foot_at(renderer, what: World, side: int) -> np.ndarray:
    """Where an ankle is in the world."""
    stage = staged(renderer, what)
    bones = renderer._pose(stage)[(FOOT_L, FOOT_R)[side]]
    assert stage.carriage
    bones = stage.carriage.matrix() @ bones
    return bones[:3, :3] @ ANKLE[side] + bones[:3, 3]


def slabs(stage: Stage) -> list[tuple[float, ...]]:
    kinds = (*stones.KINDS, stones.ROOT, stones.PLATE)
    return [row for kind in kinds for row in stage.things.get(kind, [])]


def test_the_land_fits_onto_itself() -> None:
    x = np.linspace(-60, 60, 121)
    ends = (mountain_ridge.height(x, np.full(121, z)) for z in (NEAR_M, NEAR_M - LENGTH_M))
    assert np.allclose(*ends, atol=1e-6)
    assert np.allclose(mountain_ridge.trail(3.0), mountain_ridge.trail(3.0 - LENGTH_M))
    v = load("mountain", "low").rolling.vertices
    assert v[:, 2].max() <= NEAR_M + 3 and v[:, 2].min() > NEAR_M - LENGTH_M - 8


def test_the_path_is_level_across_and_the_valley_lies_below_on_both_sides() -> None:
    z = np.linspace(0, -LENGTH_M, 200)
    middle = mountain_ridge.middle(z)
    path = mountain_ridge.height(middle, z)
    for aside in (-0.8, 0.8):
        assert np.abs(mountain_ridge.height(middle + aside, z) - path).max() < 0.08
    for aside in (-30, 30):
        assert (mountain_ridge.height(middle + aside, z) < path - 8).all()


def test_nothing_stands_where_one_walks() -> None:
    """No tree, rock or post comes into the way of the figure or of the eye."""
    v = load("mountain", "low").rolling.vertices
    aside = np.abs(v[:, 0] - mountain_ridge.middle(v[:, 2]))
    above = v[:, 1] - mountain_ridge.crest(v[:, 2])
    assert not ((aside < 0.85) & (above > 0.25)).any()


def test_the_land_keeps_step_with_the_stones(renderer) -> None:
    """Walking one stone on takes the land along by the same way, along the path."""
    before, after = (
        staged(renderer, world(*stone(4, "stance", ahead), load_on(0.5))) for ahead in (1.0, 0.0)
    )
    gone = after.moved[2] - before.moved[2]
    assert gone == pytest.approx(SPACING_M * stones.GROWN)
    assert after.moved[0] == pytest.approx(-mountain_ridge.trail(-after.moved[2])[0])


def test_a_stone_comes_to_lie_under_its_load(renderer) -> None:
    for side in (-1, 1):
        rows = slabs(staged(renderer, stood(side, up=(0.0, 0.2))))
        near = min(rows, key=lambda row: abs(row[2]))
        assert near[0] == pytest.approx(0.5 * side * markers.LIMIT_M, abs=0.01)


@pytest.mark.parametrize("up", [(0.3, 0.0), (-0.3, 0.0), (0.0, 0.3), (0.0, -0.3)])
def test_a_stone_is_higher_where_one_has_to_lean(renderer, up: tuple[float, float]) -> None:
    from game.render.visuals.stage import Carriage

    stage = staged(renderer, asked(up=up))
    row = min(slabs(stage), key=lambda row: abs(row[2] + SPACING_M * stones.GROWN))
    turn = Carriage((0, 0, 0), row[8], row[9]).matrix()[:3, :3]
    uphill = turn @ np.array([up[0], 0.0, -up[1]])
    assert uphill[1] > 0.04


@pytest.mark.parametrize("side", [-1, 1])
@pytest.mark.parametrize("up", [(0.0, 0.0), (0.3, 0.0), (0.0, -0.3)])
def test_the_stone_to_step_on_is_marked_clear_of_the_panels(
    renderer, clear_of_panels, side: int, up: tuple[float, float]
) -> None:
    marks = staged(renderer, asked(side, up=up)).marks
    diamonds = [row for row in marks if row[-1] == markers.DIAMOND]
    rings = [row for row in marks if row[-1] == markers.GROUND and row[2] < -0.8]
    assert len(diamonds) == len(rings) == 1
    for row, radius in ((diamonds[0], 16), (rings[0], 45)):
        x, y = mountain.CAMERA.to_frame(np.array(row[:3]))
        assert clear_of_panels(x, y, radius)
        assert np.sign(x - 640) == side


def test_the_foot_that_steps_is_lifted_and_set_down_on_its_stone(renderer) -> None:
    for side, sign in ((0, -1), (1, 1)):
        held = foot_at(renderer, asked(sign, load=0.5 - 0.5 * sign), side)
        assert held[1] > ANKLE[side, 1] + 0.12 and held[2] < -0.4
        down = foot_at(renderer, stood(sign, up=(0.0, 0.2)), side)
        assert down[0] == pytest.approx(0.5 * sign * markers.LIMIT_M, abs=0.03)
        assert down[1] == pytest.approx(ANKLE[side, 1], abs=0.03)
        free = foot_at(renderer, stood(sign), 1 - side)
        assert free[1] > ANKLE[side, 1] + 0.06


def test_a_wobble_puts_the_arms_out(renderer) -> None:
    calm, wobbling = (
        staged(renderer, world(*stone(1, "stance", 0), balance(0.5, 0, state), load_on(0.9)))
        for state in ("steady", "wobble")
    )
    assert wobbling.posture.steady > calm.posture.steady + 0.3


@pytest.mark.parametrize("whence", [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)])
def test_a_gust_blows_from_where_it_is_said_to_come(renderer, whence) -> None:
    def blown(state: str, progress: float) -> Stage:
        gust = Entity("gust", (whence[0], 0.0, -whence[1]), 0.0, state, progress)
        return staged(renderer, world(*stone(1, "stance", 0), load_on(0.9), gust))

    coming, blowing = blown("coming", 1.0), blown("blowing", 0.5)
    assert np.allclose(blowing.wind, (-whence[0], whence[1]), atol=0.05)
    assert 0.1 < np.hypot(*coming.wind) < np.hypot(*blowing.wind)
    assert len(coming.things["windy leaf"]) > 5


def test_a_gust_moves_scarf_and_grass(renderer) -> None:
    still = picture(renderer, stood())
    gust = Entity("gust", (1.0, 0.0, 0.0), 0.0, "blowing", 0.5)
    blown = replace(stood(), entities=(*stood().entities, gust))
    changed = np.abs(picture(renderer, blown) - still).max(-1) > 20
    assert changed[120:220, 330:400].sum() > 60, "the scarf"
    assert changed[200:360, :200].sum() > 60, "grass and leaves"


@pytest.mark.parametrize("state", ["next", "goal", "stance", "passed"])
@pytest.mark.parametrize("surface", ["stones", "roots"])
def test_every_state_of_a_stone_is_seen(renderer, state: str, surface: str) -> None:
    ahead = {"next": 2, "goal": 1, "stance": 0, "passed": -0.2}[state]
    plain = picture(renderer, world(load_on(0.5)))
    image = picture(renderer, world(*stone(3, state, ahead, surface=surface), load_on(0.5)))
    assert (np.abs(image - plain).max(-1) > 14).sum() > 150


def test_the_spacing_and_levels_are_those_of_the_task() -> None:
    assert stones.SPACING_M == SPACING_M
    walks = [level for level in find_levels().values() if level.type == "uneven_walk"]
    assert walks and all(level.scene == "mountain" for level in walks)


def walk() -> list[World]:
    """Six seconds of somebody who leans to where they are asked, in a level with wind."""
    rules = find_levels()["windy-ridge"].rules(difficulty=0.6, caps=(1.0,) * 8, seed=3)
    ml = ap = 0.0
    worlds = []
    for k in range(1200):
        goal = rules.world.goal
        ml, ap = ml + 0.015 * (goal.lean_ml - ml), ap + 0.015 * (goal.lean_ap - ap)
        rules.step(Intent(ml, ap, True, min(1.0, max(0.0, 0.5 + 1.1 * ml))))
        if k >= 480 and k % 2 == 0:
            worlds.append(rules.world)
    return worlds


def test_a_walk_is_calm(renderer) -> None:
    """At 60 Hz the light as a whole never jumps, nor does a large part of the picture."""
    means, jumps, last = [], [], None
    for what in walk():
        renderer.draw(what, what, 1.0, what.t)
        grey = renderer.pixels()[::2, ::2].mean(-1)
        means.append(grey.mean())
        if last is not None:
            jumps.append((np.abs(grey - last) > 40).mean())
        last = grey
    assert np.abs(np.diff(means)).max() < 0.8  # of 255
    assert max(jumps) < 0.035


def test_the_same_moment_is_the_same_picture(renderer) -> None:
    renderer.draw(stood(), stood(), 1.0, 5.0)
    first = renderer.pixels()
    renderer.draw(asked(), asked(), 1.0, 65.0)
    renderer.draw(stood(), stood(), 1.0, 5.0)
    assert np.array_equal(renderer.pixels(), first)


def test_the_shade_of_dawn_is_cool() -> None:
    red, green, blue = DAWN.in_shadow()
    assert red < green < blue < 1


def test_the_low_tier_stays_affordable() -> None:
    assert mountain.build(TIERS["low"]).rolling.triangles < 13000


def test_high_contrast_mutes_stones_so_that_rings_stand_out_of_them(renderer) -> None:
    """What is asked for is the ring: 4.5 to 1 against the brightest of a stone."""
    from game.render.renderer import Renderer

    strong = Renderer(renderer.window, SCENE, "low", setting=Setting(strong=True))
    strong._marks.draw = lambda rows: None
    there = world(*stone(1, "stance", 0.0), *stone(2, "goal", 1.0, -1))
    bare, stones_ = (luminance(picture(strong, one) / 255) for one in (world(), there))
    strong.release()
    stone_ = stones_[np.abs(stones_ - bare) > 0.01]
    ring = luminance(np.array(markers.GOAL, np.float32))
    assert len(stone_) > 500 and (ring + 0.05) / (np.quantile(stone_, 0.99) + 0.05) >= 4.5
