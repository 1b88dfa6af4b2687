"""Land that moves past in turns: where it is shown, when it is drawn whole, and what that costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from settled import picture
from test_renderer import SIZE, world

from game.render.window import Window, close_window, open_window

if TYPE_CHECKING:
    from game.render.turns import Moment

FRAME_S = 1 / 60


@pytest.fixture(scope="module")
def window() -> Iterator[Window]:
    yield open_window(SIZE, offscreen=True)
    close_window()


class Land:
    """Turns of a land that is one colour: red says in centimetres how far it has come."""

    def __init__(self, *, flows: bool, turns: int) -> None:
        from game.render.gl import Framebuffer
        from game.render.turns import Turns

        self.target = Framebuffer((4, 4), copied=True)
        self.turns = Turns((4, 4), turns, lambda into, t: into.bind(), self._draw, flows=flows)
        self.drawn: list[int] = []
        self.now = 0.0

    def _draw(self, moment: Moment, turn: int) -> None:
        from OpenGL import GL

        GL.glClearColor(moment.moved[2] / 2.55, 0, 0, 1)
        GL.glClear(GL.GL_COLOR_BUFFER_BIT)
        self.drawn.append(turn)

    def frame(self, gone: float, seconds: float = FRAME_S) -> float:
        """How far (m) the land that is shown has come, in the frame in which it came so far."""
        from OpenGL import GL

        from game.render.turns import Moment

        self.now += seconds
        self.drawn.clear()
        self.turns.copy_to(self.target, self.now, Moment(self.now, moved=(0.0, 0.0, gone)))
        self.target.bind()
        shown = GL.glReadPixels(0, 0, 1, 1, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE)
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, 0)
        return bytes(shown)[0] / 100

    def release(self) -> None:
        self.turns.release()
        self.target.release()


@pytest.fixture
def make_land(window: Window) -> Iterator[Callable[..., Land]]:
    made: list[Land] = []

    def make(*, flows: bool, turns: int = 3) -> Land:
        made.append(Land(flows=flows, turns=turns))
        return made[-1]

    yield make
    for land in made:
        land.release()


@pytest.mark.parametrize("turns", [2, 3])
@pytest.mark.parametrize("flows", [False, True])
def test_land_that_comes_steadily_is_a_frame_from_where_it_is(
    make_land: Callable[..., Land], flows: bool, turns: int
) -> None:
    """Each part of it takes its turn, and what is shown was drawn for when it is shown."""
    land = make_land(flows=flows, turns=turns)
    assert land.frame(0.0) == 0.0
    assert land.drawn == list(range(turns))
    off, drawn = [], []
    for k in range(1, 70):
        off.append(land.frame(0.03 * k) - 0.03 * k)
        drawn.append(list(land.drawn))
    assert np.abs(off[6:]).max() < 0.035
    assert abs(np.mean(off[6:])) < 0.005
    assert drawn[6 + turns :] == drawn[6:-turns]
    assert sorted(drawn[6 : 6 + turns]) == [[turn] for turn in range(turns)]


def test_land_that_stands_is_drawn_no_more_but_water_is(make_land: Callable[..., Land]) -> None:
    for flows in (False, True):
        land = make_land(flows=flows)
        for _ in range(8):
            assert land.frame(1.0) == 1.0
        assert bool(land.drawn) is flows


def test_land_that_stops_at_once_is_not_shown_where_it_would_have_come(
    make_land: Callable[..., Land],
) -> None:
    land = make_land(flows=False)
    gone = [min(0.03 * k, 0.6) for k in range(60)]
    off = [abs(land.frame(z) - z) for z in gone]
    assert max(off) <= 0.046  # and half a centimetre of red
    assert off[-1] < 0.006


@pytest.mark.parametrize("seconds", [0.0, -1.0, 3.0])
def test_another_time_gets_a_picture_of_its_own(
    make_land: Callable[..., Land], seconds: float
) -> None:
    land = make_land(flows=True)
    for k in range(5):
        land.frame(0.01 * k)
    assert land.frame(2.0, seconds) == 2.0
    assert land.drawn == [0, 1, 2]


@pytest.mark.parametrize("tier", ["very_low", "low"])
@pytest.mark.parametrize("scene", ["river", "mountain"])
def test_a_single_picture_is_whole(
    window: Window, monkeypatch: pytest.MonkeyPatch, scene: str, tier: str
) -> None:
    """It is what is seen where nothing is drawn in turns, but for what is drawn over the wake."""
    from game.render.renderer import Renderer
    from game.render.tiers import TIERS

    images = []
    for turns in (TIERS[tier].turns, 1):
        monkeypatch.setitem(TIERS, tier, replace(TIERS[tier], turns=turns))
        made = Renderer(window, scene, tier)
        images.append([picture(made, world((lean, 0.1)), t) for lean, t in ((0, 5.0), (0.6, 47.0))])
        images[-1].append(picture(made, world((-0.4, 0.1)), 47.0))
        made.release()
    for one, other in zip(*images, strict=True):
        far = np.abs(one - other).max(2)
        assert far.mean() < 0.2
        assert (far > 24).mean() < 0.001


@pytest.mark.parametrize("tier", ["very_low", "low"])
@pytest.mark.parametrize("scene", ["river", "mountain"])
def test_in_play_land_lies_where_it_would_lie_drawn_anew(
    window: Window, scene: str, tier: str
) -> None:
    """Frame by frame, beside a renderer that sees each of them alone."""
    from game.render.renderer import Renderer

    lean = world((0.2, 0.1))
    playing, alone = (Renderer(window, scene, tier) for _ in range(2))
    for k in range(7):
        later, t = replace(lean, step=2 * k), 5.0 + k * FRAME_S
        one = picture(playing, later, t, frames=1)
        other = picture(alone, later, t)
        assert (np.abs(one - other).max(2) > 24).mean() < 0.02
    playing.release()
    alone.release()
