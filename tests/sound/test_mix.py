"""What comes out of the loudspeakers: as loud as it is to be, without clicks, or nothing at all."""

import math

import numpy as np
import pygame
import pytest
from tape import recording

from game.sim import Entity, Event, Goal, Hud, World
from game.sound.settings import Hearing
from game.sound.speakers import Speakers
from game.sound.voices import RATE

FRAME_S = 1 / 60
DARK = Entity("darkness", (0.0, 0.0, 0.0), 0.0, "eyes_closed")
REACHING = World(1, (), Goal("lean", 0.5, 0.0, 0.15, 2), Hud())
BLIND = World(1, (DARK,), Goal("lean", 0.5, 0.0, 0.15, 2), Hud())
RESTING = World(1, (), Goal("centre", 0.0, 0.0, 0.2, 2), Hud())


def listen(speakers, tape, world, seconds, lean=(0.0, 0.0), *, each=lambda frame: None):
    """What sounds while the world stays like this."""
    heard = []
    for frame in range(round(seconds / FRAME_S)):
        each(frame)
        speakers.follow(world, lean, FRAME_S)
        heard.append(tape.read(FRAME_S))
    return np.concatenate(heard)


def level_db(air):
    """Root mean square, in decibels below the full scale."""
    return 20 * math.log10(math.sqrt((air**2).mean()) + 1e-9)


def click_db(air):
    """The loudest moment above 6 kHz, where nothing of ours sounds, in decibels."""
    n = 256
    blocks = air.mean(1)[: len(air) // n * n].reshape(-1, n) * np.hanning(n)
    spectrum = np.abs(np.fft.rfft(blocks, axis=1)) / (n / 4)
    high = spectrum[:, np.fft.rfftfreq(n, 1 / RATE) > 6000]
    return 20 * math.log10(high.max() + 1e-9)


@pytest.fixture
def heard(tmp_path):
    with recording(tmp_path) as (speakers, tape):
        yield speakers, tape


def with_music(speakers):
    speakers.prepare("orchard", 1)
    speakers.ready()
    return speakers


def test_music_comes_in_slowly_stays_under_the_cues_and_goes_slowly(heard):
    speakers, tape = with_music(heard[0]), heard[1]
    first = listen(speakers, tape, RESTING, 0.25)
    music = listen(speakers, tape, RESTING, 4.0)[-2 * RATE :]
    assert level_db(first) < level_db(music) - 10
    assert -48 < level_db(music) < -30
    speakers.play("done")
    with_cue = listen(speakers, tape, RESTING, 0.4)
    assert level_db(with_cue) > level_db(music) + 10
    gone = listen(speakers, tape, None, 3.0)[-RATE // 4 :]
    assert level_db(gone) < -100


def test_music_gives_way_to_speech_and_comes_back(heard):
    tape = heard[1]
    bed = with_music(heard[0])._parts.bed

    def music(seconds, *, speech):
        air = []
        for _ in range(round(seconds / FRAME_S)):
            bed.follow(0.0, 0.5, FRAME_S, speech=speech)
            air.append(tape.read(FRAME_S))
        return level_db(np.concatenate(air)[-RATE:])

    usual = music(5.0, speech=False)
    assert music(2.0, speech=True) < usual - 7
    assert music(4.0, speech=False) > usual - 3


def test_effort_brings_more_to_the_music_over_seconds(heard):
    speakers, tape = with_music(heard[0]), heard[1]
    calm = listen(speakers, tape, RESTING, 8.0)[-4 * RATE :]
    first = listen(speakers, tape, REACHING, 1.0, (0.5, 0.0))
    effort = listen(speakers, tape, REACHING, 8.0, (0.5, 0.0))[-4 * RATE :]
    steps = 20 * np.log10(np.sqrt((np.diff(effort, axis=0) ** 2).mean(0)).max())
    before = 20 * np.log10(np.sqrt((np.diff(calm, axis=0) ** 2).mean(0)).max())
    assert abs(level_db(first) - level_db(calm)) < 6
    assert level_db(effort) > level_db(calm) - 1 or steps > before


def test_all_at_once_is_not_too_loud(tmp_path):
    with recording(tmp_path, Hearing(volume=1.0, music=1.0)) as (speakers, tape):
        with_music(speakers)

        def everything(frame):
            for name in ("near", "hold.3", "done") if frame % 30 == 20 else ():
                speakers.play(name, 1.0)

        air = listen(speakers, tape, REACHING, 6.0, (0.6, 0.0), each=everything)
    assert np.abs(air).max() < 1.0


def test_a_hold_in_play_and_one_on_a_screen_do_not_repeat_each_others_notes(heard):
    speakers, tape = heard
    loud = []
    for frame in range(120):
        held = World(1, (), REACHING.goal, Hud(hold=min(0.3, frame / 100)))
        speakers.follow(held, (0.5, 0.0), FRAME_S)
        speakers.hold(0.0)
        loud.append(np.abs(tape.read(FRAME_S)).max())
    assert max(loud[:30]) > 0.1  # one note
    assert max(loud[60:]) < 0.02  # and no more


def test_the_voice_that_leads_moves_without_clicks(heard):
    speakers, tape = heard
    air = []
    for frame in range(300):
        lean = (0.6 * math.sin(frame / 20), 0.6 * math.cos(frame / 33))
        speakers.follow(BLIND, lean, FRAME_S)
        air.append(tape.read(FRAME_S))
    air = np.concatenate(air)[RATE // 2 :]
    assert level_db(air) > -30
    assert click_db(air) < -50


def test_no_music_plays_while_eyes_are_closed(heard):
    speakers, tape = with_music(heard[0]), heard[1]
    listen(speakers, tape, RESTING, 3.0)
    led = listen(speakers, tape, BLIND, 4.0)[-RATE:]
    power = np.abs(np.fft.rfft(led.sum(1) * np.hanning(RATE))) ** 2
    assert power[:150].sum() < 1e-3 * power.sum()  # the music has its bass there, the voice nothing


def test_one_ear_hears_what_both_do(tmp_path):
    with recording(tmp_path, Hearing(mono=True)) as (speakers, tape):
        speakers.play("go.left", -1.0)
        air = listen(speakers, tape, BLIND, 1.0)
    assert pygame.mixer.get_init() is None
    assert (air[:, 0] == air[:, 1]).all() and level_db(air) > -40


def test_the_card_is_pulled_out_and_play_goes_on(heard):
    speakers, tape = with_music(heard[0]), heard[1]
    listen(speakers, tape, RESTING, 0.5)
    tape.tear()
    for _ in range(120):
        speakers.hear([Event(1, "rep", {"success": True})])
        speakers.follow(REACHING, (0.2, 0.0), FRAME_S)


def test_the_mixer_ends_and_one_line_says_so():
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SDL_AUDIODRIVER", "dummy")
        speakers = with_music(Speakers())
        assert speakers.problem == ""
        pygame.mixer.quit()
        speakers.hear([Event(1, "rep", {"success": True})])
        speakers.follow(BLIND, (0.2, 0.0), FRAME_S)
        speakers.tell(("stand",))
    assert speakers.problem.startswith("no sound: ") and "\n" not in speakers.problem
    speakers.close()


def test_without_a_sound_card_play_is_silent_and_says_why(monkeypatch):
    monkeypatch.setenv("SDL_AUDIODRIVER", "there-is-no-such")
    speakers = with_music(Speakers())
    assert speakers.problem.startswith("no sound: ")
    speakers.hear([Event(1, "finished")])
    speakers.follow(BLIND, (0.0, 0.0))
    speakers.tell(("stand",))
    speakers.close()


def test_loudness_may_change_without_making_anything_anew(heard):
    speakers, tape = heard
    loud = listen(speakers, tape, BLIND, 1.0)[-RATE // 2 :]
    speakers.use(Hearing(volume=0.35))
    soft = listen(speakers, tape, BLIND, 1.0)[-RATE // 2 :]
    assert level_db(loud) - level_db(soft) == pytest.approx(6, abs=0.7)
