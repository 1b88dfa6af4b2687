"""The map behind a screen is the same whether it was foreseen or not, and never another one."""

from __future__ import annotations

import numpy as np
import pytest

from game.app.theatre import Theatre
from game.app.visit_valley import ValleyGround
from game.render.valley.view import Standing, ValleyView
from game.render.window import DisplayError
from game.screens.gallery import read_frame

SIZE = (320, 180)
TODAY = ValleyView((Standing("willow", 0, 3), Standing("bench", 0, 1)), here="orchard")
OTHER = ValleyView((Standing("bridge", 0, 1),), closed=("night",))


@pytest.fixture(scope="module")
def theatre():
    try:
        with Theatre("test", tier="low", offscreen=True, size=SIZE) as opened:
            yield opened
    except DisplayError as error:
        pytest.skip(f"no OpenGL off-screen here: {error}")


def shown(theatre: Theatre, view: ValleyView, foreseen: ValleyView | None = None) -> np.ndarray:
    ground = ValleyGround(theatre)
    if foreseen:
        ground.foresee(foreseen)
    ground.draw(view, 1.0)
    picture = read_frame(SIZE).copy()
    ground.leave()
    return picture


def test_what_was_foreseen_is_what_is_shown(theatre) -> None:
    plain = shown(theatre, TODAY)
    assert plain.std() > 10
    assert np.array_equal(shown(theatre, TODAY, foreseen=TODAY), plain)
    assert np.array_equal(shown(theatre, TODAY, foreseen=OTHER), plain), "something else came"
