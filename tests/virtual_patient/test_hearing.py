"""The ears of who plays with closed eyes: pitch, side, swelling and quiet, as well as they need be."""

import numpy as np
import pytest

from game.virtual_patient.hearing import Ear, Listener

RATE = 44100
FRAME_S = 1 / 60


def hertz(key):
    return 440 * 2 ** ((key - 69) / 12)


def tone(key, seconds=1.0, left=0.3, right=0.3, swell_hz=0):
    t = np.arange(round(seconds * RATE)) / RATE
    loud = 0.5 + 0.5 * np.cos(2 * np.pi * swell_hz * t)
    wave = np.sin(2 * np.pi * hertz(key) * t) * loud
    return np.stack((left * wave, right * wave), 1)


def heard(air, middle=None):
    ear = Ear(RATE)
    ear.take(air)
    return ear.tone(middle)


@pytest.mark.parametrize("key", [53, 57.5, 64, 71.25])
def test_pitch_is_heard_to_a_tenth_of_a_half_tone(key):
    assert heard(tone(key)).key == pytest.approx(key, abs=0.1)


@pytest.mark.parametrize("side_db", [-20, -3, 0, 6])
def test_the_side_is_heard_in_decibels(side_db):
    air = tone(64, right=0.2 * 10 ** (side_db / 20), left=0.2)
    assert heard(air).side_db == pytest.approx(side_db, abs=0.2)


def test_quiet_is_nothing_and_so_is_too_little():
    assert heard(tone(64, left=1e-3, right=1e-3)) is None
    assert heard(tone(64, seconds=0.05)) is None


@pytest.mark.parametrize(("swell_hz", "side"), [(0, 0), (3, -1), (9, 1)])
def test_slow_swells_are_to_the_left_and_quick_ones_to_the_right(swell_hz, side):
    swell = heard(tone(64, swell_hz=swell_hz)).swell
    assert np.sign(swell) == side and (side == 0 or abs(swell) > 0.2)


def test_the_low_note_is_heard_beside_the_voice():
    both = tone(64) + tone(48)
    assert heard(both, middle=64).low > 0.5 > heard(tone(64), middle=64).low
    assert heard(both, middle=64).key == pytest.approx(64, abs=0.1)


def after(air, *, seconds, seed=3, one_ear=False, still_s=3.0):
    """Where a listener leans who first heard the middle for a while."""
    person = Listener(seed, RATE, one_ear=one_ear)
    whole = np.concatenate((tone(64, still_s), air))
    n = round(FRAME_S * RATE)
    for at in range(round((still_s + seconds) / FRAME_S)):
        person.hear(whole[at * n : (at + 1) * n], FRAME_S)
    return person


def test_they_learn_the_middle_before_they_lean():
    person = after(tone(64, 0.1), seconds=0.0, still_s=1.0)
    assert person.middle is None and person.lean == (0.0, 0.0)
    assert after(tone(64, 0.1), seconds=0.0).middle.key == pytest.approx(64, abs=0.1)


@pytest.mark.parametrize(
    ("air", "ml", "ap"),
    [
        (tone(64, 2.0, left=0.05), 1, 0),
        (tone(64, 2.0, right=0.05), -1, 0),
        (tone(72, 2.0), 0, 1),
        (tone(56, 2.0), 0, -1),
    ],
    ids=["right", "left", "forward", "back"],
)
def test_they_go_to_where_the_voice_comes_from(air, ml, ap):
    lean = after(air, seconds=2.0).lean
    assert lean[0] * ml + lean[1] * ap > 0.3
    assert abs(lean[0] * ap) + abs(lean[1] * ml) < 0.25


def test_with_one_ear_the_swelling_leads():
    assert after(tone(64, 3.0, swell_hz=9), seconds=3.0, one_ear=True).lean[0] > 0.2
    assert after(tone(64, 3.0, swell_hz=3), seconds=3.0, one_ear=True).lean[0] < -0.2
    assert abs(after(tone(64, 3.0, left=0.05), seconds=3.0, one_ear=True).lean[0]) < 0.1


def test_what_is_heard_works_a_fifth_of_a_second_later_and_silence_lets_them_upright():
    loud = tone(64, 2.0, left=0.01)
    assert abs(after(loud, seconds=0.15).lean[0]) < 0.02
    there = after(loud, seconds=1.5)
    far = there.lean[0]
    for _ in range(90):
        there.hear(np.zeros((735, 2)), FRAME_S)
    assert far > 0.3 and abs(there.lean[0]) < 0.5 * far


def test_the_same_seed_hears_the_same():
    air = tone(67, 1.0, left=0.1)
    assert after(air, seconds=1.0).lean == after(air, seconds=1.0).lean
    assert after(air, seconds=1.0).lean != after(air, seconds=1.0, seed=4).lean
