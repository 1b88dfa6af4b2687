"""Words over the living world, 7 to 1 against the least favourable pixel behind them, in every place.

Each place is drawn in play at its hardest, with the person leaning; the HUD lies over it on either
side. What is behind a word is read from a frame without the words.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from drawing import brightness

from game.levels import find_levels
from game.render.scenes import SCENES
from game.render.ui_palette import luminance
from game.render.ui_style import Style
from game.render.window import DisplayError, close_window, open_window
from game.screens import in_game, pause
from game.screens.gallery import VIEWS, read_frame
from game.screens.in_game import InGameView
from game.screens.pause import PauseView
from game.sim import STEP_HZ, Intent

SIZE = (1280, 720)
LEAST = 7.0
MOMENTS_S = (9.0,)
HUDS = [view for view in VIEWS.values() if isinstance(view, InGameView) and not view.dark]
PAUSE = next(view for view in VIEWS.values() if isinstance(view, PauseView))
STYLES = {"normal": Style(), "high": Style(strong=True)}


@pytest.fixture(scope="module")
def window():
    try:
        yield open_window(SIZE, offscreen=True)
    except DisplayError as error:
        pytest.skip(f"no OpenGL here: {error}")
    close_window()


def worlds(scene: str):
    """What play has come to at some moments of a level of the place, at its hardest: (world, s)."""
    levels = find_levels()
    level = next((one for one in levels.values() if one.scene == scene), levels["orchard-1"])
    rules = level.rules(difficulty=1.0, caps=(0.9,) * 8, seed=3)
    for step in range(1, round(max(MOMENTS_S) * STEP_HZ) + 1):
        rules.step(Intent(lean_ml=0.6 * np.sin(step / 200), lean_ap=0.3, on_board=True))
        if step / STEP_HZ in MOMENTS_S:
            yield rules.world, step / STEP_HZ


def weakest(ui, draw, show) -> tuple[float, str]:
    """The least contrast of a word that `show` draws over what `draw` draws, and the word."""
    behind, words = [], []
    for ui.wordless in (True, False):
        draw()
        ui.begin()
        show()
        ui.end()
        behind.append(read_frame(SIZE))
        words = ui.lines
    assert words
    ratios = []
    for text, (left, top, right, bottom), ink in words:
        spot = np.s_[max(0, int(top)) : int(bottom) + 1, max(0, int(left)) : int(right) + 1]
        light = luminance(ui.style.shade(ink))
        bare, written = (brightness(frame[spot]) for frame in behind)
        worst = bare.max() if light > 0.5 else bare.min()
        ratios.append(((max(light, worst) + 0.05) / (min(light, worst) + 0.05), text))
        assert np.abs(written - bare).max() > 0.1, f"{text} cannot be seen"
    return min(ratios)


@pytest.mark.parametrize("style", ["normal", pytest.param("high", marks=pytest.mark.slow)])
@pytest.mark.parametrize("scene", list(SCENES))
def test_words_of_play_are_read_in_every_place(window, toolkit, scene: str, style: str) -> None:
    from game.render.backdrop import Backdrop
    from game.render.renderer import Renderer

    renderer, backdrop = Renderer(window, scene, "low"), Backdrop(SIZE, window.glsl)
    ui = toolkit(SIZE, window.glsl)
    ui.style = STYLES[style]
    backdrop.strong = ui.style.strong
    found = []
    for world, t in worlds(scene):
        renderer.draw(world, world, 1.0, t)
        place = (read_frame(SIZE) / 255).astype(np.float32)
        for hud, side in ((hud, side) for hud in HUDS for side in ("left", "right")):
            view = replace(hud, side=side)
            found.append(
                weakest(
                    ui,
                    lambda: backdrop.show(place),  # noqa: B023
                    lambda: in_game.draw(ui, view),  # noqa: B023
                )
            )
        backdrop.show(place)
        backdrop.capture()
        found.append(weakest(ui, lambda: backdrop.draw("dim"), lambda: pause.draw(ui, PAUSE)))
    for thing in (ui, backdrop, renderer):
        thing.release()
    least, word = min(found)
    print(f"{scene}, {style}: {least:.1f} at the least ({word})")
    assert least >= LEAST, f"{word}: {least:.2f}"
