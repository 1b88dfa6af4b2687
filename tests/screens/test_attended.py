"""All words and choices in one column, for who sees one side only: at that side, whole, and where
they are pressed.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import test_languages_drawn
from drawing import SIZE, Sheet
from test_languages_drawn import SIZES, more, troubles

from game.render.ui_style import COLUMN, LETTERS, Style
from game.screens.gallery import SCREENS, VIEWS
from game.screens.parts import target_at
from game.words import LANGUAGES, Words

sparing = test_languages_drawn.sparing
SEEN = {  # the waiting room knows nobody, and staff's panel is nobody's
    name: view for name, view in VIEWS.items() if not name.startswith(("13", "14"))
}
CHOOSING = {
    name: view
    for name, view in SEEN.items()
    if hasattr(SCREENS[type(view)], "targets") and SCREENS[type(view)].targets(view)
}
SIDES = ("left", "right")


@pytest.mark.parametrize("letters", list(LETTERS))
@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_word_has_its_room_in_the_column(
    sparing: type, glsl: str, sheet: Sheet, language: str, letters: str
) -> None:
    """At either side; which one makes no difference to what has room."""
    sheet(SIZES["720p"])
    ui = sparing(SIZES["720p"], glsl, Words(language))
    found = []
    for side, views in (("left", SEEN | more()), ("right", SEEN)):
        ui.style = Style(letters=LETTERS[letters], column=side)
        found += [f"{side} {problem}" for problem in troubles(ui, views.items())]
    ui.release()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("letters", ["normal", "larger"])
@pytest.mark.parametrize("language", list(LANGUAGES))
def test_words_have_their_room_in_the_column_of_large_screens_too(
    sparing: type, glsl: str, sheet: Sheet, language: str, letters: str
) -> None:
    sheet(SIZES["2160p"])
    ui = sparing(SIZES["2160p"], glsl, Words(language))
    ui.style = Style(letters=LETTERS[letters], column="right")
    found = troubles(ui, SEEN.items())
    ui.release()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("side", SIDES)
def test_nothing_is_drawn_beside_the_column(
    toolkit: type, glsl: str, sheet: Sheet, side: str, language: str
) -> None:
    """Not a pixel of any screen, but for the anchor that calls the other side to mind."""
    from OpenGL import GL

    read = sheet(SIZE)
    ui = toolkit(SIZE, glsl, Words(language))
    ui.style = Style(column=side)
    wide = round(COLUMN * ui.u)
    for name, view in SEEN.items():
        if "weak" in name:
            continue
        GL.glClear(GL.GL_COLOR_BUFFER_BIT)
        ui.begin()
        SCREENS[type(view)].draw(ui, view)
        ui.end()
        drawn = read()[..., 3] > 0
        beside = drawn[:, wide:] if side == "left" else drawn[:, :-wide]
        assert drawn.any() and not beside.any(), name
    ui.release()


@pytest.mark.parametrize("name", CHOOSING)
def test_choices_are_large_apart_and_pressed_where_they_are_drawn(
    toolkit: type, glsl: str, sheet: Sheet, name: str
) -> None:
    """Each one further on than the one above it."""
    view = CHOOSING[name]
    sheet(SIZE)
    for language, side in (("en", "right"), ("ar", "left")):
        ui = toolkit(SIZE, glsl, Words(language))
        ui.style = Style(column=side)
        places = SCREENS[type(view)].targets(view, column=True)
        assert all(w >= 14 and h >= 4.6 for _, _, w, h in places)
        for (x, y, _, h), (after, below, *_) in pairwise(places):
            assert below - (y + h) >= 0.99 and after > x
        ui.begin()
        SCREENS[type(view)].draw(ui, view)
        for at, (x, y, w, h) in enumerate(places):
            across = sorted((ui._across(x), ui._across(x + w)))
            box = (ui.u * across[0], ui.u * y, ui.u * across[1], ui.u * (y + h))
            assert any(np.allclose(box, panel, atol=0.05) for panel in ui.panels)
            middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
            assert target_at(places, *ui.place(middle)) == at
        ui.release()


def test_a_part_can_stand_elsewhere_and_smaller(toolkit: type, glsl: str, sheet: Sheet) -> None:
    """Also where reading runs right to left, and what keeps its left and right within it."""
    for language in ("en", "ar"):
        ui = toolkit(SIZE, glsl, Words(language))
        ui.begin()
        with ui.moved(10.0, 4.0, 0.5):
            ui.panel(2.0, 6.0, 8.0, 4.0, (1, 1, 1, 1), radius=0.0)
            with ui.unmirrored(6.0):
                ui.panel(2.0, 6.0, 2.0, 4.0, (1, 1, 1, 1), radius=0.0)
                assert ui.place((0.0, 0.0))[1] == pytest.approx(-8.0)
        whole, part = (tuple(value / 20 for value in panel) for panel in ui.panels)
        start = 11.0 if language == "en" else 64 - 15.0
        assert whole == pytest.approx((start, 7.0, start + 4.0, 9.0))
        assert part == pytest.approx((start, 7.0, start + 1.0, 9.0))
        ui.release()
