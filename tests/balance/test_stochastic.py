"""Diffusion and entropy on processes whose values are known."""

import math

import numpy as np
import pytest

from game.balance.stochastic import LONG_S, SHORT_S, diffusion, entropy_stride, sample_entropy


def test_a_random_walk_diffuses_with_h_one_half():
    steps = np.random.default_rng(11).normal(0.0, 0.1, (60_000, 2))
    found = diffusion(np.cumsum(steps, axis=0), 100.0, SHORT_S)
    assert found.coefficient == pytest.approx(2 * 0.1**2 * 100 / 2, rel=0.05)
    assert found.exponent == pytest.approx(0.5, abs=0.02)


def test_a_steady_drift_has_h_one():
    line = np.arange(3000.0)[:, None]
    assert diffusion(line, 100.0, LONG_S).exponent == pytest.approx(1.0)


def test_too_short_or_unmoved_is_nan():
    assert math.isnan(diffusion(np.arange(1999.0)[:, None], 100.0, LONG_S).coefficient)
    assert math.isnan(diffusion(np.zeros((3000, 2)), 100.0, SHORT_S).exponent)


def test_entropy_of_white_noise_is_the_textbook_value():
    values = np.random.default_rng(12).normal(size=3000)
    assert sample_entropy(values) == pytest.approx(-math.log(math.erf(0.1)), rel=0.05)


def test_entropy_counts_as_the_definition_says():
    values = np.random.default_rng(13).integers(0, 4, 80).astype(float)
    radius = 0.2 * values.std()

    def pairs(length):
        starts = range(len(values) - 2)
        return sum(
            max(abs(values[i + k] - values[j + k]) for k in range(length)) <= radius
            for i in starts
            for j in starts
            if j > i
        )

    assert sample_entropy(values) == pytest.approx(-math.log(pairs(3) / pairs(2)))


def test_entropy_of_nothing_is_nan():
    assert math.isnan(sample_entropy(np.zeros(100)))
    assert math.isnan(sample_entropy(np.array([1.0, 2.0, 3.0])))


@pytest.mark.parametrize(("rate", "stride"), [(100.0, 5), (50.0, 2), (25.0, 1), (1000.0, 50)])
def test_entropy_is_taken_near_20_hz(rate, stride):
    assert entropy_stride(rate) == stride
