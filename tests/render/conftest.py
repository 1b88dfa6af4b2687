"""Shared by the tests of scenes: one drawn, and where panels lie that no target may hide behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from game.render.window import DisplayError, close_window, open_window

U = 720 / 36  # the screen guide's unit, in pixels of a 1280x720 picture
PANEL = (2.2 * U, 2 * U, 28.4 * U, 15.4 * U)
MIRRORED = (1280 - PANEL[2], PANEL[1], 1280 - PANEL[0], PANEL[3])
LEAN_BAR = (17 * U, 29.6 * U, 47 * U, 34.1 * U)


def _overlaps(box: tuple[float, float, float, float], x: float, y: float, radius: float) -> bool:
    near = np.clip([x, y], box[:2], box[2:])
    return float(np.hypot(*(near - [x, y]))) < radius


@pytest.fixture
def clear_of_panels() -> Callable[[float, float, float], bool]:
    """Whether a disc at (x, y) of a 1280x720 picture is clear of all panels and well inside."""

    def clear(x: float, y: float, radius: float) -> bool:
        hidden = any(_overlaps(box, x, y, radius) for box in (PANEL, MIRRORED, LEAN_BAR))
        return not hidden and x - radius >= 0.15 * 1280 and x + radius <= 0.85 * 1280

    return clear


@pytest.fixture(scope="module")
def renderer(request: pytest.FixtureRequest) -> Iterator[object]:
    """The place that the module names SCENE, on the low tier, in a picture of 640x360."""
    try:
        window = open_window((640, 360), offscreen=True)
    except DisplayError as error:
        pytest.skip(f"no OpenGL off-screen here: {error}")
    from game.render.renderer import Renderer

    made = Renderer(window, request.module.SCENE, "low")
    yield made
    made.release()
    close_window()
