"""Target, lean and hold are told apart by people without red, green or blue cones, in every place.

The measure is Delta E (CIE 1976) as such an eye sees it, where 2.3 is just noticeable side by side.
A mark's body is the quarter of the pixels that it changes most. A mark stands out when half of its
body differs from the same pixels without it by STANDS_OUT: the target and the lean from the place
behind, the hold from the open ring that it fills, where yellow on white is least for who lacks blue
cones; a bead at its end and its own shape say the same. Lean and target, and lean and hold, are
told apart when the colours of their bodies differ by APART.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from colour_blindness import KINDS, apart, lab

from game.render.scenes import SCENES
from game.render.window import DisplayError, close_window, open_window
from game.screens import in_game
from game.screens.gallery import PLAY, read_frame
from game.sim.types import Entity, Goal, Hud, World

SIZE = (640, 360)
NOTICEABLE = 2.3
STANDS_OUT = {"target": 20.0, "lean": 20.0, "hold": 10.0}
APART = 30.0
HALF_HELD = World(  # to the right and forward, with the weight on its way beside the feet
    0,
    (
        Entity("fruit", (0.44, 0, -0.44), 0.18, "hold", 0.5, 1),
        Entity("you", (0.2, 0, -0.3), 0, "on"),
    ),
    Goal("lean", 0.44, 0.44, 0.18, 1),
    Hud(hold=0.5),
)
HUD = replace(PLAY, instruction="hold", lean_ml=0.3, hold=0.5)
WITHOUT = {"target": {"goal_radius": 0.0}, "lean": {"lean_shown": False}, "hold": {"hold": 0.0}}

Row = tuple[float, ...]
Draw = Callable[..., np.ndarray]


@pytest.fixture(scope="module", params=SCENES)
def draw(request: pytest.FixtureRequest) -> Iterator[Draw]:
    """Draws a place with these of its marks alone, and with a HUD over them if one is given."""
    try:
        window = open_window(SIZE, offscreen=True)
    except DisplayError as error:
        pytest.skip(f"no OpenGL off-screen here: {error}")
    from game.render.renderer import Renderer
    from game.render.ui import Ui

    renderer, ui = Renderer(window, request.param, "low"), Ui(window.size, window.glsl)
    draw_rows = renderer._marks.draw

    @cache
    def draw(*marks: str, hud: in_game.InGameView | None = None) -> np.ndarray:
        renderer._marks.draw = lambda rows: draw_rows(
            [row for name, row in named(rows) if name in marks]
        )
        for t in (4.0, 4.5, 5.0, 5.5):  # until all has appeared
            renderer.draw(HALF_HELD, HALF_HELD, 1.0, t)
        if hud:
            ui.begin()
            in_game.draw(ui, hud)
            ui.end()
        return read_frame(SIZE).copy()

    yield draw
    renderer.release()
    ui.release()
    close_window()


def named(rows: list[Row]) -> list[tuple[str, Row]]:
    """The rows of HALF_HELD with what they are of; the weight comes last, its rim before its dot."""
    from game.render import markers

    *others, rim, dot = rows
    upright = [row for row in others if row[-1] == markers.UPRIGHT]
    rims, track, arc, bead = (row for row in others if row[-1] == markers.GROUND)
    of = [("ring", rims), ("ring", track), ("arc", arc), ("bead", bead), ("rim", rim), ("dot", dot)]
    return [("target", row) for row in upright] + of


def body(without: np.ndarray, with_it: np.ndarray) -> np.ndarray:
    """The quarter of the changed pixels that changed most, as flags."""
    change = apart(without, with_it)
    assert (change > NOTICEABLE).sum() > 50, "nothing to be seen"
    return change >= np.quantile(change[change > NOTICEABLE], 0.75)


def least_apart(pairs: dict[str, tuple[np.ndarray, np.ndarray]]) -> dict[tuple[str, str], float]:
    """How far each mark's body is from the same pixels without it, for each kind of eye."""
    found = {}
    for mark, (without, with_it) in pairs.items():
        at = body(without, with_it)
        for kind in KINDS:
            found[mark, kind] = float(np.median(apart(without[at], with_it[at], kind)))
    return found


def test_each_mark_of_the_world_stands_out(draw: Draw) -> None:
    bare, ring = draw(), draw("ring")
    pairs = {
        "target": (bare, draw("target")),
        "lean": (ring, draw("ring", "rim", "dot")),
        "hold": (ring, draw("ring", "arc", "bead")),
    }
    for (mark, kind), seen in least_apart(pairs).items():
        assert seen >= STANDS_OUT[mark], f"{mark}, {kind}: {seen:.1f}"


def test_the_lean_has_another_colour_than_target_and_hold(draw: Draw) -> None:
    bodies = {mark: draw(mark)[body(draw(), draw(mark))] for mark in ("target", "arc", "dot")}
    for kind in KINDS:
        colours = {mark: np.median(lab(pixels, kind), 0) for mark, pixels in bodies.items()}
        for other in ("target", "arc"):
            assert np.linalg.norm(colours["dot"] - colours[other]) >= APART, (other, kind)


def test_zone_lean_and_hold_of_the_marker_stand_out(draw: Draw) -> None:
    whole = draw(hud=HUD)
    pairs = {mark: (draw(hud=replace(HUD, **less)), whole) for mark, less in WITHOUT.items()}
    for (mark, kind), seen in least_apart(pairs).items():
        assert seen >= STANDS_OUT[mark], f"{mark}, {kind}: {seen:.1f}"


def test_the_measure_sees_what_each_eye_sees() -> None:
    """A red and a green are near without green cones, a blue and a teal without blue ones."""
    red, green = np.array([200, 80, 60], np.uint8), np.array([115, 135, 60], np.uint8)
    blue, teal = np.array([70, 130, 200], np.uint8), np.array([50, 140, 130], np.uint8)
    assert apart(red, green) > 60
    assert apart(red, green, "deuteranopia") < 15
    assert apart(blue, teal) > 45
    assert apart(blue, teal, "tritanopia") < 15
    grey = np.array([128, 128, 128], np.uint8)
    assert all(apart(grey, grey + np.uint8(1), kind) < 1 for kind in KINDS)
    assert lab(np.array([255, 255, 255], np.uint8)) == pytest.approx([100, 0, 0], abs=0.1)
