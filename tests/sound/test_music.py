"""The bed of music: never the same twice, the same when asked twice, soft, low, and without a seam."""

import numpy as np
import pytest
from scipy import signal

from game.sim import Goal, Hud, World
from game.sound.bed import effort_of
from game.sound.music import PLACES, compose
from game.sound.voices import RATE

NEAR = 0.5  # seconds about a seam


@pytest.fixture(scope="module")
def pieces():
    asked = [("orchard", 1), ("orchard", 2), ("night", 1), ("somewhere", 1)]
    return {key: compose(*key) for key in asked}


def loudness(wave):
    """LUFS of it all, by the K weighting of ITU-R BS.1770 (the gates left out: nothing is silent)."""
    shelf = (
        [1.53512485958697, -2.69169618940638, 1.19839281085285],
        [1, -1.69065929318241, 0.73248077421585],
    )
    high = ([1.0, -2.0, 1.0], [1, -1.99004745483398, 0.99007225036621])
    heard = signal.resample_poly(wave, 160, 147, axis=0)  # its filters are for 48 kHz
    for b, a in (shelf, high):
        heard = signal.lfilter(b, a, heard, axis=0)
    return -0.691 + 10 * np.log10((heard**2).mean(0).sum())


def envelope(wave, seconds):
    n = round(seconds * RATE)
    return np.sqrt((wave[: len(wave) // n * n].reshape(-1, n, 2) ** 2).mean((1, 2)))


def test_the_same_visit_sounds_the_same_and_another_does_not(pieces):
    again = compose("orchard", 1)
    assert (again.calm == pieces["orchard", 1].calm).all()
    one, other = pieces["orchard", 1].calm.mean(1), pieces["orchard", 2].calm.mean(1)
    n = min(len(one), len(other))
    alike = np.corrcoef(
        envelope(np.stack((one[:n],) * 2, 1), 0.1), envelope(np.stack((other[:n],) * 2, 1), 0.1)
    )
    assert abs(alike[0, 1]) < 0.6
    assert abs(np.corrcoef(one[:n], other[:n])[0, 1]) < 0.2


def test_every_place_has_a_key_a_pace_or_a_mode_of_its_own():
    assert len({(place.key, place.beat_s, place.mode.home) for place in PLACES.values()}) == len(
        PLACES
    )


def test_music_is_low_soft_and_stays_below_the_full_scale(pieces):
    for piece in pieces.values():
        for stem in (piece.calm, piece.effort):
            power = np.abs(np.fft.rfft(stem.mean(1))) ** 2
            hz = np.fft.rfftfreq(len(stem), 1 / RATE)
            assert power[hz < 2000].sum() > 0.99 * power.sum()
            assert power[hz < 80].sum() < 0.02 * power.sum()
        assert np.abs(piece.calm).max() + np.abs(piece.effort).max() < 1.0


def test_nothing_in_it_is_suddenly_loud(pieces):
    for piece in pieces.values():
        for stem in (piece.calm, piece.effort):
            loud = envelope(stem, 0.4)
            assert 20 * np.log10(loud.max() / np.sqrt((loud**2).mean())) < 7
            onsets = envelope(stem, 0.02)
            assert (onsets[1:] / onsets[:-1]).max() < 2.5


def test_calm_and_effort_are_of_one_piece_and_about_as_loud_as_each_other(pieces):
    for piece in pieces.values():
        assert len(piece.calm) == len(piece.effort)
        calm, effort = loudness(piece.calm), loudness(piece.effort)
        assert -28 < calm < -18 and abs(calm - effort) < 4


def test_its_end_leads_into_its_beginning(pieces):
    """About the seam it is as smooth as anywhere else: no step, and no more of what a click has."""
    near = round(NEAR * RATE)
    for piece in pieces.values():
        for stem in (piece.calm, piece.effort):
            step = np.abs(np.diff(stem, axis=0)).max()
            assert np.abs(stem[0] - stem[-1]).max() <= step
            seam = np.concatenate((stem[-near:], stem[:near])).mean(1)
            sharp = np.abs(np.diff(seam, 3))
            usual = np.abs(np.diff(stem.mean(1), 3)).max()
            assert sharp[near - 8 : near + 8].max() <= usual


def test_effort_is_leaning_and_holding_and_calm_is_rest():
    def world(kind, ml=0.5, hold=0.0):
        return World(1, (), Goal(kind, ml, 0.0, 0.15, 2), Hud(hold=hold))

    assert effort_of(world("centre"), (0.6, 0.0)) == 0
    assert effort_of(world("still"), (0.0, 0.0)) == 0
    far, near = effort_of(world("lean"), (0.6, 0.0)), effort_of(world("lean"), (0.1, 0.0))
    assert far == 1 and 0 < near < far
    assert effort_of(world("lean", hold=0.3), (0.1, 0.0)) > near
