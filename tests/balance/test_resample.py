"""Evening out a stream: even ones untouched, gaps never filled, each sample weighted by its time."""

import numpy as np
import pytest

from game.balance.resample import LONGEST_BRIDGE_S, evened, swarii


def jittered(seconds=20.0, seed=2):
    steps = np.random.default_rng(seed).uniform(0.006, 0.026, round(seconds * 62))
    return np.cumsum(steps)


def test_an_even_stream_is_as_it_was():
    t = np.arange(300) / 50
    series = evened(t, np.sin(t), np.cos(t))
    assert series.rate_hz == pytest.approx(50)
    assert not series.averaged
    assert np.array_equal(series.ml, np.sin(t))


def test_a_constant_stays_and_a_slow_wave_keeps_its_shape():
    t = jittered()
    series = evened(t, np.full(t.size, 0.02), 0.01 * np.sin(t))
    assert series.averaged
    assert series.rate_hz == 100
    assert series.ml == pytest.approx(0.02)
    assert series.ap == pytest.approx(0.01 * np.sin(series.t), abs=0.0003)


def test_each_sample_weighs_the_time_it_stands_for():
    t = np.array([0.00, 0.01, 0.02, 0.08, 0.10])
    values = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
    series = swarii(t, values, values, rate_hz=20.0, window_s=0.10)
    # within 0.00..0.10 they stand for 5, 10, 35, 40 and 10 ms
    expected = (5 * 1 + 10 * 2 + 35 * 3 + 40 * 4 + 10 * 5) / 100
    assert series.ml[1] == pytest.approx(expected)


def test_a_gap_is_listed_and_left_empty():
    t = np.concatenate((np.arange(100), np.arange(150, 250), np.arange(253, 300))) / 100
    series = evened(t, np.ones(t.size), np.ones(t.size))
    assert series.gaps == (pytest.approx((0.99, 1.50)),)
    assert series.missing_s == pytest.approx(0.51)
    empty = np.isnan(series.ml)
    assert np.all(empty == ((series.t > 0.9901) & (series.t < 1.4999)))
    assert series.ml[~empty] == pytest.approx(1.0)


def test_values_never_leak_across_a_gap():
    t = np.concatenate((np.arange(50), 50 + 100 * LONGEST_BRIDGE_S + np.arange(50))) / 100
    values = np.where(np.arange(100) < 50, 0.0, 1.0)
    series = evened(t, values, values)
    known = series.ml[np.isfinite(series.ml)]
    assert set(np.round(known, 12)) == {0.0, 1.0}


def test_the_longest_stretch_is_whole():
    t = np.concatenate((np.arange(100), np.arange(150, 450))) / 100
    stretch = evened(t, t, t).longest_stretch()
    assert stretch.t[0] == pytest.approx(1.5)
    assert stretch.ml.size == 300
    assert np.isfinite(stretch.ml).all()


def test_samples_of_one_timestamp_count_as_their_mean():
    t = np.array([0.0, 0.01, 0.01, 0.02, 0.03])
    values = np.array([1.0, 0.0, 2.0, 1.0, 1.0])
    assert evened(t, values, values).ml == pytest.approx(1.0)


def test_time_running_backwards_is_refused():
    with pytest.raises(ValueError, match=r"runs backwards at 0\.01 s"):
        evened([0.0, 0.02, 0.01], [0, 0, 0], [0, 0, 0])


def test_arrays_of_different_length_are_refused():
    with pytest.raises(ValueError, match="shapes"):
        evened([0.0, 0.01], [0.0], [0.0, 0.0])
