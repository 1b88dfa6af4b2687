"""Every sound is soft at both ends, low enough for old ears, and never too loud."""

import numpy as np
import pytest

from game.sound.cues import CUES
from game.sound.voices import RATE, bed, hertz, steady

LOUDEST_HZ = 1100.0


@pytest.mark.parametrize("name", CUES)
def test_a_cue_begins_and_ends_softly_and_is_never_too_loud(name):
    wave = CUES[name]()
    assert wave.dtype == np.float32
    assert 0.1 < np.abs(wave).max() <= 1.0
    assert abs(wave[0]) < 0.01 and abs(wave[-1]) < 0.01
    assert len(wave) < 4 * RATE


@pytest.mark.parametrize("name", CUES)
def test_most_of_a_cue_is_low_enough_for_old_ears(name):
    wave = CUES[name]()
    power = np.abs(np.fft.rfft(wave)) ** 2
    below = power[np.fft.rfftfreq(len(wave), 1 / RATE) < LOUDEST_HZ].sum()
    assert below / power.sum() > 0.6


def test_the_guide_s_voice_and_the_bed_go_round_without_a_seam():
    for wave in (steady(60), steady(73), bed(8.0)):
        step = np.abs(np.diff(wave)).max()
        assert abs(wave[0] - wave[-1]) <= 2 * step


def test_keys_are_those_of_a_piano():
    assert hertz(69) == 440.0
    assert hertz(57) == pytest.approx(220.0)
