"""The spoken prompts: there is one for every line in every language, and it says what is written."""

from pathlib import Path

import numpy as np
import pygame
import pytest
from tape import recording

from game.screens.spoken import NAMES, text_of
from game.sound.settings import Hearing
from game.sound.speech import AGAIN_S, SETTLES_S, files, title_of
from game.words import LANGUAGES, Words

FRAME_S = 1 / 60
MOST_BYTES = 3_000_000


def speak(speakers, tape, lines, seconds):
    """What sounds while these lines stand there."""
    speakers.ready()
    heard = []
    for _ in range(round(seconds / FRAME_S)):
        speakers.tell(lines, FRAME_S)
        heard.append(tape.read(FRAME_S))
    return np.concatenate(heard)


def loud(air):
    return float(np.sqrt((air**2).mean()))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_line_can_be_spoken_and_says_what_is_written(code):
    found, words = files(code), Words(code)
    assert set(found) == set(NAMES)
    wrong = [name for name in NAMES if title_of(found[name]) != text_of(words, name)]
    assert wrong == [], "other words stand there now: python tools/speech.py"


def test_every_arabic_word_has_its_vowels(monkeypatch):
    monkeypatch.syspath_prepend(Path(__file__).parents[2] / "tools")
    from arabic_vowels import unknown, vowelled

    texts = [text_of(Words("ar"), name) for name in NAMES]
    assert [word for text in texts for word in unknown(text)] == []
    assert vowelled("مِل إلى اليمين") == "مِلْ إِلَى اليَمِين"


def test_all_of_it_is_small():
    assert sum(path.stat().st_size for code in LANGUAGES for path in files(code).values()) < (
        MOST_BYTES
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_line_is_short_as_loud_as_the_others_and_begins_at_once(code, monkeypatch):
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    pygame.mixer.init(24000, -16, 1)
    try:
        for name in NAMES[::7]:
            wave = pygame.sndarray.array(pygame.mixer.Sound(files(code)[name])) / 32768
            assert 0.3 < len(wave) / 24000 < 6.0
            assert 0.3 < np.abs(wave).max() < 1.0
            sounds = np.flatnonzero(np.abs(wave) > 0.02)
            assert sounds[0] < 0.15 * 24000
    finally:
        pygame.mixer.quit()


def test_a_line_is_spoken_once_when_it_has_stood_for_a_moment(tmp_path):
    with recording(tmp_path) as (speakers, tape):
        assert loud(speak(speakers, tape, ("stand",), 0.7 * SETTLES_S)) == 0
        assert loud(speak(speakers, tape, ("stand",), 1.0)) > 0.01
        speak(speakers, tape, ("stand",), 1.5)
        assert loud(speak(speakers, tape, ("stand",), 2.0)) == 0


def test_a_line_that_wavers_is_not_spoken_again_at_once(tmp_path):
    with recording(tmp_path) as (speakers, tape):
        speak(speakers, tape, ("step_on.left",), 3.0)
        speak(speakers, tape, (), 0.1)
        assert loud(speak(speakers, tape, ("step_on.left",), AGAIN_S - 3.5)) == 0
        speak(speakers, tape, (), 1.0)
        assert loud(speak(speakers, tape, ("step_on.left",), 2.0)) > 0.01


def test_a_new_line_takes_the_place_of_the_one_before_and_a_count_is_at_once(tmp_path):
    with recording(tmp_path) as (speakers, tape):
        speak(speakers, tape, ("message.no_device", "message.no_device.then"), 0.6)
        assert loud(speak(speakers, tape, ("count-3",), 0.25)) > 0.01
        speak(speakers, tape, ("count-3",), 2.0)
        assert loud(speak(speakers, tape, ("count-3",), 2.0)) == 0


def test_who_wants_no_speech_or_another_language_gets_it(tmp_path):
    with recording(tmp_path, Hearing(speech=False)) as (speakers, tape):
        assert loud(speak(speakers, tape, ("stand",), 1.5)) == 0
        speakers.use(Hearing(language="de"))
        german = speak(speakers, tape, ("still",), 2.5)
        speakers.use(Hearing(language="es"))
        speak(speakers, tape, (), 0.5)
        spanish = speak(speakers, tape, ("centre",), 2.5)
    assert loud(german) > 0.01 and loud(spanish) > 0.01
