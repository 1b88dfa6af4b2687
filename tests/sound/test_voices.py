"""Every sound is soft at both ends, low enough for old ears, and never too loud."""

import numpy as np
import pytest

from game.sound.cues import CUES
from game.sound.speakers import LOWER
from game.sound.voices import RATE, hertz, steady

LOUDEST_HZ = 1100.0


def below(wave, hz):
    """The share of the power that lies below."""
    power = np.abs(np.fft.rfft(wave)) ** 2
    return power[np.fft.rfftfreq(len(wave), 1 / RATE) < hz].sum() / power.sum()


@pytest.mark.parametrize("name", CUES)
def test_a_cue_begins_and_ends_softly_and_is_never_too_loud(name):
    wave = CUES[name](0)
    assert wave.dtype == np.float32
    assert 0.1 < np.abs(wave).max() <= 1.0
    assert abs(wave[0]) < 0.01 and abs(wave[-1]) < 0.01
    assert len(wave) < 4 * RATE


@pytest.mark.parametrize("name", CUES)
def test_most_of_a_cue_is_low_enough_for_old_ears(name):
    assert below(CUES[name](0), LOUDEST_HZ) > 0.6


@pytest.mark.parametrize("name", CUES)
def test_lower_tones_are_lower(name):
    usual, lower = CUES[name](0), CUES[name](LOWER)
    assert below(lower, 700) >= below(usual, 700) - 1e-3
    assert below(lower, 2000) > 0.97


@pytest.mark.parametrize("pulse_hz", [0, 3, 9])
def test_the_voice_goes_round_without_a_seam(pulse_hz):
    for key in (52, 61, 76):
        wave = steady(key, pulse_hz, 1.0)
        assert abs(wave[0] - wave[-1]) <= 1.01 * np.abs(np.diff(wave)).max()


def test_a_swell_goes_from_all_of_the_voice_to_nothing_as_often_as_asked():
    wave = steady(64, 3, 1.0)
    loud = np.abs(wave).reshape(-1, 441).max(1)
    assert (np.diff(np.sign(loud - loud.mean())) > 0).sum() == 3
    assert loud.min() < 0.02 * loud.max()


def test_keys_are_those_of_a_piano():
    assert hertz(69) == 440.0
    assert hertz(57) == pytest.approx(220.0)
