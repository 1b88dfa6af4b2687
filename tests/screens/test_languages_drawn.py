"""Every screen in every language: no word is cut, leaves its box or stands in another's way."""

from __future__ import annotations

import pytest
from drawing import Sheet, crowded

from game.render.ui_style import LETTERS, Style
from game.screens.gallery import SCREENS, VIEWS
from game.words import LANGUAGES, Words

SIZES = [(1280, 720), (3840, 2160)]


@pytest.mark.parametrize("letters", list(LETTERS))
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[1]}p")
@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_word_has_its_room_in_every_language(
    toolkit: type, glsl: str, sheet: Sheet, language: str, size: tuple[int, int], letters: str
) -> None:
    sheet(size)
    ui = toolkit(size, glsl, Words(language))
    ui.style = Style(letters=LETTERS[letters])
    found = []
    for name, view in VIEWS.items():
        if name.startswith("13") and letters != "normal":
            continue  # the waiting room knows nobody, and nobody's letters
        said = listen(ui)
        ui.begin()
        SCREENS[type(view)].draw(ui, view)
        found += [f"{name}: {problem}" for problem in crowded(ui)]
        drawn = " ".join(line for line, _, _ in ui.lines).split()
        found += [f"{name}: {word} is cut" for word in said if word not in drawn]
    ui.release()
    assert not found, "\n".join(found)


def listen(ui: object) -> list[str]:
    """Every word that the screens ask for from now on, to see whether it is drawn."""
    said: list[str] = []

    def say(key: str, /, **values: int | str) -> str:
        words = ui.words.say(key, **values)
        said.extend(words.split())
        return words

    ui.say = say
    return said
