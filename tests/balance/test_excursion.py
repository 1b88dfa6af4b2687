"""Summaries over reaches, rhythmic weight shift, and symmetry of load."""

import math

import numpy as np
import pytest

from game.balance.excursion import (
    by_direction,
    mean_of,
    rhythmic_weight_shift,
    side_difference,
    symmetry_index,
)
from game.balance.measure import Measure


def reach(percent):
    return [Measure("maximum_excursion", percent, "%", 0 if math.isnan(percent) else 1)]


def test_means_leave_out_what_is_unknown_and_count_the_rest():
    (mean,) = mean_of([reach(60.0), reach(math.nan), reach(80.0)])
    assert (mean.value, mean.n) == (70.0, 2)
    (unknown,) = mean_of([reach(math.nan)])
    assert math.isnan(unknown.value)
    assert unknown.n == 0


def test_directions_weigh_alike_however_often_they_were_done():
    summary = by_direction([(2, reach(80.0)), (6, reach(40.0)), (2, reach(90.0)), (2, reach(70.0))])
    assert list(summary) == ["right", "left", "all"]
    assert summary["right"][0].value == 80
    assert summary["all"][0].value == 60
    assert side_difference(summary).value == 40
    assert side_difference(summary).unit == "%"


def test_a_side_never_reached_for_has_no_difference():
    assert math.isnan(side_difference(by_direction([(2, reach(80.0))])).value)


def test_a_weight_shift_of_known_speed():
    t = np.arange(3000) / 100
    swing = 0.05 * np.sin(2 * np.pi * 0.5 * t)
    found = rhythmic_weight_shift(t, swing, 0.2 * swing, (1.0, 0.0))
    assert found[0].value == pytest.approx(4 * 50 * 0.5, rel=0.01)
    assert found[1].value == pytest.approx(80, abs=0.5)


@pytest.mark.parametrize("n", [0, 1, 2, 50])
def test_a_weight_shift_too_short_is_nan(n):
    t = np.arange(n) / 100
    assert all(m.n == 0 for m in rhythmic_weight_shift(t, t, t, (1.0, 0.0)))


def test_symmetry():
    assert symmetry_index([300.0, 300.0], [300.0, 300.0]).value == 0
    assert symmetry_index(200.0, 400.0).value == pytest.approx(100 * 200 / 300)
    assert symmetry_index(0.0, 500.0).value == 200
    assert symmetry_index([300.0, math.nan], [100.0, 9.0]).n == 1
    assert math.isnan(symmetry_index([0.0], [0.0]).value)
    with pytest.raises(ValueError, match="differ in shape"):
        symmetry_index([1.0], [1.0, 2.0])
