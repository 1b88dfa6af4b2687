"""What screens say aloud: it can be spoken, it stands there in writing, and it is not said too often."""

from dataclasses import replace

import pytest

from game.levels import find_levels
from game.screens.countdown import CountdownView
from game.screens.gallery import PLAY, SCREENS, VIEWS
from game.screens.in_game import InGameView
from game.screens.results import ResultsView
from game.screens.spoken import NAMES, InPlay, lines_of, numbered, text_of
from game.sim import STEP_HZ, Intent
from game.words import LANGUAGES, Words

SIZE = (320, 180)
LOOKS_S = 40
SPEAKING = {name: view for name, view in VIEWS.items() if lines_of(view)}


def test_most_screens_say_something_and_the_therapists_say_nothing():
    kinds = {type(view).__name__ for view in SPEAKING.values()}
    assert {"WhoView", "TodayView", "QuestionView", "PrepareView", "StepOnView", "RestView"} < kinds
    assert {"GoodbyeView", "CountdownView", "PauseView", "CalibrateView", "MessageView"} < kinds
    assert not {"TherapistView", "PinView", "InGameView"} & kinds


@pytest.mark.parametrize("view", SPEAKING.values(), ids=SPEAKING)
def test_what_is_said_can_be_spoken_and_stands_there(view, toolkit, glsl, sheet, monkeypatch):
    lines = lines_of(view)
    assert set(lines) <= set(NAMES)
    if isinstance(view, ResultsView):
        return  # praise; what was gathered stands there, with its number
    sheet(SIZE)
    ui, said = toolkit(SIZE, glsl), []
    say, number = ui.say, ui.words.number
    monkeypatch.setattr(
        ui, "say", lambda key, **values: said.append(say(key, **values)) or said[-1]
    )
    monkeypatch.setattr(ui.words, "number", lambda n: said.append(number(n)) or said[-1])
    ui.begin()
    SCREENS[type(view)].draw(ui, view)
    ui.release()
    written = {words.replace("\n", " ") for words in said}
    assert {text_of(Words(), name) for name in lines} <= written


@pytest.mark.parametrize("level", find_levels().values(), ids=lambda level: level.id)
def test_every_instruction_of_play_can_be_spoken(level):
    rules, told = level.rules(difficulty=0.3, caps=(0.9,) * 8, seed=1), set()
    for _ in range(LOOKS_S * STEP_HZ):
        rules.step(Intent())
        told.add(rules.world.hud.instruction)
    assert told - {""} <= set(NAMES)


def test_in_play_an_instruction_is_told_once_but_that_eyes_may_open_each_time():
    play, heard = InPlay(), []
    for told in ("lean.left", "hold", "centre", "lean.left", "eyes.open", "hold", "eyes.open"):
        view = replace(PLAY, instruction=told)
        heard += [play.lines_of(view), play.lines_of(view)]
    assert heard[::2] == heard[1::2], "it stands while the instruction does"
    once = [lines[0] for lines in heard[::2] if lines]
    assert once == ["lean.left", "hold", "centre", "eyes.open", "eyes.open"]
    assert isinstance(view, InGameView)


def test_a_countdown_says_what_comes_and_then_counts():
    lines = [lines_of(CountdownView(number, 0.5, "lean.left")) for number in (5, 4, 3, 2, 1)]
    assert lines[0] == lines[1] == ("lean.left",)
    assert lines[2:] == [(numbered("count", number),) for number in (3, 2, 1)]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_line_has_words_in_one_line(code):
    texts = [text_of(Words(code), name) for name in NAMES]
    assert all(texts) and not any("\n" in text or "{" in text for text in texts)
