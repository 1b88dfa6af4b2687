"""Every screen in every language: no word is cut, leaves its box or stands in another's way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from drawing import Sheet, View, crowded

from game.app.overlay import GATHERED
from game.render.ui_style import LETTERS, Style
from game.screens.gallery import FINISHED, PLAY, SCREENS, STEPPED_OFF, VIEWS
from game.screens.gallery_visit import in_words
from game.screens.today import PLACES, Step, TodayView
from game.words import LANGUAGES, MESSAGES, Words

SIZES = {"720p": (1280, 720), "2160p": (3840, 2160)}
IN_PLAY = ("lean.", "stance.", "surface.", "eyes.", "dual.", "firefly.", "step.", "walk.", "shift.",
           "side_gain.")  # fmt: skip
ALONE = ("hold", "centre", "stand", "rest", "reach", "step", "still", "follow", "done", "ready")
INSTRUCTIONS = [key for key in MESSAGES if key in ALONE or key.startswith(IN_PLAY)]
PROMPTS = [key for key in MESSAGES if key.startswith("prompt.")]


def more() -> dict[str, View]:
    """What the gallery shows one of: every instruction, every thing that is gathered, every place."""
    views: dict[str, View] = {}
    for key in INSTRUCTIONS:
        views[f"08 {key}"] = replace(PLAY, instruction=key)
        views[f"07 {key}"] = replace(VIEWS["07-countdown"], instruction=key)
    views |= {f"08 {key}": replace(PLAY, prompt=key) for key in PROMPTS}
    for item in {"apple", "flower", *GATHERED.values()}:
        views[f"09 {item}"] = replace(STEPPED_OFF, item=item)
    for item in {"apple", *GATHERED.values()}:
        for n in (0, 1, 2, 3, 11, 99):
            views[f"11 {item} {n}"] = replace(FINISHED, picked=n, item=item)
    for day in range(7):
        views[f"12 {day}"] = replace(VIEWS["12-goodbye"], weekday=day)
    for place in PLACES:
        views[f"02 {place}"] = TodayView(tuple(Step(place, 12) for _ in range(5)))
    return views


def troubles(ui: object, views: Iterable[tuple[str, View]]) -> list[str]:
    """What is wrong with these, each with the name of its view."""
    found = []
    for name, view in views:
        said = listen(ui)
        ui.begin()
        SCREENS[type(view)].draw(ui, in_words(view, ui.words))
        found += [f"{name}: {problem}" for problem in crowded(ui)]
        drawn = " ".join(line for line, _, _ in ui.lines).split()
        found += [f"{name}: {word} is cut" for word in said if word not in drawn]
    return found


def listen(ui: object) -> list[str]:
    """Every word that the screens ask for from now on, to see whether it is drawn."""
    said: list[str] = []

    def say(key: str, /, **values: int | str) -> str:
        words = ui.words.say(key, **values)
        said.extend(words.split())
        return words

    ui.say = say
    return said


@pytest.fixture
def sparing(toolkit: type) -> type:
    """The same toolkit, that knows where pictures lie and does not draw them."""

    class Sparing(toolkit):  # type: ignore[misc]
        def picture(self, name: str, x: float, y: float, size: float, **more: object) -> None:
            if self.style.shows(name):
                self._see(name, x, y, 0.4 * size)

    return Sparing


@pytest.mark.parametrize("letters", list(LETTERS))
@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_word_has_its_room_in_every_language(
    sparing: type, glsl: str, sheet: Sheet, language: str, letters: str
) -> None:
    """The waiting room knows nobody, and nobody's letters."""
    sheet(SIZES["720p"])
    ui = sparing(SIZES["720p"], glsl, Words(language))
    ui.style = Style(letters=LETTERS[letters])
    views = {name: view for name, view in VIEWS.items() if letters == "normal" or name[:2] != "13"}
    found = troubles(ui, (views | more()).items())
    ui.release()
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "language",
    ["de", *(pytest.param(one, marks=pytest.mark.slow) for one in LANGUAGES if one != "de")],
)
def test_words_have_their_room_on_large_screens_too(
    sparing: type, glsl: str, sheet: Sheet, language: str
) -> None:
    """In letters of every size."""
    sheet(SIZES["2160p"])
    ui = sparing(SIZES["2160p"], glsl, Words(language))
    found = []
    for letters, times in LETTERS.items():
        ui.style = Style(letters=times)
        seen = {n: view for n, view in VIEWS.items() if times == 1.0 or n[:2] != "13"}
        found += [f"{letters} {problem}" for problem in troubles(ui, seen.items())]
    ui.release()
    assert not found, "\n".join(found)
