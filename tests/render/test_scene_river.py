"""The river: land that fits onto itself, gates that say where to lean, a raft that follows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from settled import picture

from game.render import markers
from game.render.palette import MIDDAY, rgb
from game.render.scenes import load, river, river_banks
from game.render.scenes.river_banks import LENGTH_M, NEAR_M, WATER_M
from game.render.tiers import TIERS
from game.render.visuals import Stage, gates
from game.sim.types import Entity, Goal, Hud, World

SCENE = "river"
ORANGE, BLUE = (rgb(code) * 255 for code in ("D55E00", "56B4E9"))


def world(*things: Entity, lean: tuple[float, float] = (0.0, 0.0), step: int = 0) -> World:
    you = Entity("you", (lean[0], 0, -lean[1]), 0, "on")
    return World(step, (*things, you), Goal("lean", *lean, 0.2), Hud())


def gate(ml: float, ap: float = 0.0, state: str = "goal", ident: int = 1, progress: float = 0.0):
    return Entity("gate", (ml, 0, -ap), 0.2, state, progress, ident)


def across(image: np.ndarray, colour: np.ndarray) -> float:
    """Mean column, in shares of the picture, of what has this colour and its brightness."""
    bright = image / np.maximum(image.sum(2, keepdims=True), 1)
    near = np.abs(bright - colour / colour.sum()).sum(2) < 0.09
    columns = np.nonzero(near[40:200] & (image[40:200].max(2) > 110))[1]
    assert len(columns) > 15
    return float(np.median(columns)) / image.shape[1]


def test_the_land_fits_onto_itself() -> None:
    x = np.linspace(-40, 40, 81)
    for f in (river_banks.height, river_banks.from_bank):
        ends = (f(x, np.full(81, z)) for z in (NEAR_M, NEAR_M - LENGTH_M))
        assert np.allclose(*ends, atol=1e-6)
    v = load("river", "low").rolling.vertices
    assert v[:, 2].max() <= NEAR_M + 1e-3 and v[:, 2].min() > NEAR_M - LENGTH_M - 8


def test_the_raft_has_water_wherever_it_comes() -> None:
    z = np.linspace(0, -LENGTH_M, 400)
    for aside in (-gates.RIVER_M - 1.1, 0.0, gates.RIVER_M + 1.1):
        assert (river_banks.height(river_banks.middle(z) + aside, z) < WATER_M).all()


def test_meadows_lie_above_the_water() -> None:
    z = np.linspace(0, -LENGTH_M, 200)
    for side in (-1, 1):
        on_land = river_banks.middle(z) + side * (river_banks.half_width(z) + 3)
        assert (river_banks.height(on_land, z) > WATER_M + 0.2).all()


@pytest.mark.parametrize("ml", [-0.6, 0.6])
def test_a_gate_stands_on_the_side_to_lean_to(renderer, ml: float) -> None:
    image = picture(renderer, world(gate(ml)))
    left, right = across(image, ORANGE), across(image, BLUE)
    assert left < right, "the orange flag is on the left of the blue one"
    assert np.sign((left + right) / 2 - 0.5) == np.sign(ml)


@pytest.mark.parametrize("state", ["next", "goal", "hold", "passed", "missed"])
@pytest.mark.parametrize("lean", [(0.6, 0.0), (-0.6, 0.0), (0.0, 0.6), (0.0, -0.6), (0.4, -0.4)])
def test_every_gate_and_state_is_seen(renderer, state: str, lean: tuple[float, float]) -> None:
    plain = picture(renderer, world())
    image = picture(renderer, world(gate(*lean, state, progress=0.3)))
    assert (np.abs(image - plain).max(-1) > 14).sum() > 120


def test_the_point_to_follow_is_on_the_raft(renderer) -> None:
    plain = picture(renderer, world())
    for ml in (-0.5, 0.5):
        beat = Entity("beat", (ml, 0, 0), 0, "", 0.5)
        changed = np.abs(picture(renderer, world(beat)) - plain).max(-1) > 40
        assert np.sign(np.nonzero(changed)[1].mean() - 320) == np.sign(ml)


def show_gates(renderer, *things: Entity, lean: tuple[float, float] = (0.0, 0.0)) -> Stage:
    """A settled stage with the gates among these things on it."""
    renderer._presence.begin(5.0)
    stage = Stage(renderer.scene, renderer._presence, 5.0)
    stage.world = world(*things, lean=lean)
    for thing in things:
        if thing.kind == "gate":
            gates.gate(stage, thing)
    return stage


def places(renderer, *things: Entity) -> list[tuple[float, ...]]:
    """Where the left poles of the gates are put, nearest first."""
    return sorted(show_gates(renderer, *things).things["left pole"], key=lambda row: -row[2])


def rings(stage: Stage) -> list[np.ndarray]:
    """Where on a 1280x720 picture the rings stand upright."""
    upright = [row for row in stage.marks if row[-1] == markers.UPRIGHT]
    return [stage.scene.camera.to_frame(np.array(row[:3])) for row in upright]


@pytest.mark.parametrize("direction", range(8))
@pytest.mark.parametrize("reach", [0.3, 0.9])
def test_rings_are_clear_of_the_panels(
    renderer, clear_of_panels, direction: int, reach: float
) -> None:
    ml, ap = (reach * f(direction * np.pi / 4) for f in (np.sin, np.cos))
    (ring,) = rings(show_gates(renderer, gate(ml, ap)))
    assert clear_of_panels(*ring, markers.TARGET_PX)


@pytest.mark.parametrize("share", [-0.9, 0.0, 0.9])
@pytest.mark.parametrize("progress", [0.0, 0.5, 0.9])
def test_rings_of_a_slalom_are_clear_of_the_panels(
    renderer, clear_of_panels, share: float, progress: float
) -> None:
    raft = Entity("raft", (0.4 * share, 0, 0), 0)
    for ring in rings(show_gates(renderer, raft, gate(share, progress=progress))):
        assert clear_of_panels(*ring, markers.TARGET_PX)


def test_slalom_gates_come_down_the_river(renderer) -> None:
    raft = Entity("raft", (0.0, 0, 0), 0)
    depth = [
        [row[2] for row in places(renderer, raft, gate(0.8, progress=p), gate(-0.8, 0, "next", 2))]
        for p in (0.1, 0.5, 0.9)
    ]
    assert np.all(np.diff(depth, axis=0) > 0.5), "nearer as the way grows shorter"
    for near, far in depth:
        assert near - far == pytest.approx(gates.GATE_M)


def test_a_raft_in_the_gate_goes_through_its_middle(renderer) -> None:
    raft = Entity("raft", (0.8, 0, 0), 0)
    pole = places(renderer, raft, gate(0.8, progress=0.98))[0]
    assert pole[0] < -1.1, "the left pole is beside the raft"


def test_the_land_keeps_step_with_slalom_gates(renderer) -> None:
    raft = Entity("raft", (0.0, 0, 0), 0)
    stage = Stage(renderer.scene, renderer._presence, 0.0)
    gone = []
    for k in range(120):
        renderer._presence.begin(100 + k / 30)
        stage.world = world(raft, gate(0.8, ident=1 + k // 60, progress=(k % 60) / 60))
        gone.append(river._gone(stage))
    assert np.all(np.diff(gone) >= 0)
    assert gone[-1] - gone[59] == pytest.approx(gates.GATE_M, rel=0.15)


def test_the_raft_tips_to_the_side_of_the_lean(renderer) -> None:
    level, tipped = (picture(renderer, world(lean=(ml, 0)), frames=8) for ml in (0.0, 0.9))
    wood = [np.abs(image[280:310] - image[295, 320]).sum(2) < 60 for image in (level, tipped)]
    assert (wood[0] != wood[1]).sum() > 100


def voyage() -> Iterator[World]:
    """Two gates of a slalom, a second and a half apart."""
    for k in range(150):
        number, share, lean = 1 + k // 90, (k % 90) / 90, 0.5 * float(np.sin(k / 60))
        side = 0.6 if number % 2 else -0.6
        things = [
            Entity("raft", (0.6 * float(np.sin(k / 60)), 0, 0), 0),
            gate(side, 0, "goal", number, share),
            gate(-side, 0, "next", number + 1),
        ]
        if number > 1 and share < 0.4:
            things[2] = gate(-side, 0, "passed", number - 1, share / 0.4)
        yield world(*things, lean=(lean, 0.0), step=2 * k)


def test_a_voyage_is_calm(renderer) -> None:
    """At 60 Hz the light as a whole never jumps, nor does a large part of the picture."""
    means, jumps, last = [], [], None
    for k, what in enumerate(voyage()):
        renderer.draw(what, what, 1.0, 50 + k / 60)
        grey = renderer.pixels()[::2, ::2].mean(-1)
        means.append(grey.mean())
        if last is not None:
            jumps.append((np.abs(grey - last) > 40).mean())
        last = grey
    assert np.abs(np.diff(means)).max() < 0.8  # of 255
    assert max(jumps) < 0.03


def test_the_water_flows_and_the_same_moment_is_the_same_picture(renderer) -> None:
    first = picture(renderer, world(), 5.0, frames=1)
    later = picture(renderer, world(), 65.0, frames=1)
    assert np.array_equal(picture(renderer, world(), 5.0, frames=1), first)
    water = np.abs(later - first)[200:300, 20:160].max(-1)
    assert (water > 4).mean() > 0.2


def test_the_shade_of_midday_is_cool() -> None:
    red, green, blue = MIDDAY.in_shadow()
    assert red < green < blue < 1


def test_the_low_tier_stays_affordable() -> None:
    scene = river.build(TIERS["low"])
    assert scene.water
    assert scene.rolling.triangles + scene.water.mesh.triangles < 16000


def test_the_ring_on_the_raft_shows_the_lean_of_a_slalom_gate(renderer) -> None:
    """Half of the river asked for is half of the lean that the outermost gate asks for."""
    raft = Entity("raft", (0.1, 0, 0), 0)
    for share, lean in ((0.5, 0.3), (-1.0, -0.6)):
        stage = show_gates(renderer, raft, gate(share), lean=(lean, 0.0))
        ground = [row for row in stage.marks if row[-1] == markers.GROUND]
        assert ground[0][0] == pytest.approx(lean * markers.LIMIT_M)
