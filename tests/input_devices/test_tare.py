"""Zeroing, occupancy and standstill: the judgements between raw numbers and what a session trusts."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from input_devices.board_check import FROZEN_S, STUCK_S, StillWatch
from input_devices.tare import FEWEST, NAMES, OFFSET_LIMIT_N, SPREAD_LIMIT_N, Tare
from input_devices.weighing import STANDARD_GRAVITY, Plate, centre_of_pressure

WIDTH_M, LENGTH_M = 0.433, 0.238


def measure(rows, seconds=2.0, rate_hz=100.0, begin=0.0):
    """The result of a tare fed with these rows (N), and how many it took."""
    tare = Tare(seconds)
    for i, row in enumerate(rows):
        if (result := tare.add(begin + i / rate_hz, row)) is not None:
            return result
    return None


def trembling(*zero):
    return [tuple(z + 0.3 * math.sin(i + c) for c, z in enumerate(zero)) for i in range(400)]


def test_an_empty_board_is_zeroed_to_its_mean():
    result = measure(trembling(-14.0, 8.0, 0.5, 3.0))
    assert result.accepted
    assert result.message == ""
    assert result.n == 201
    assert result.zero_n == pytest.approx((-14.0, 8.0, 0.5, 3.0), abs=0.02)
    assert max(result.spread_n) < 0.7


def test_a_touch_is_refused_and_the_sensor_named():
    rows = trembling(0, 0, 0, 0)
    rows[120] = (0, 0, SPREAD_LIMIT_N + 1, 0)
    result = measure(rows)
    assert not result.accepted
    assert "bottom left" in result.message


def test_a_load_on_every_corner_is_somebody_standing_there():
    result = measure(trembling(150, 140, 160, 155))
    assert not result.accepted
    assert "step off" in result.message


@pytest.mark.parametrize("off", [OFFSET_LIMIT_N + 1, -OFFSET_LIMIT_N - 1])
def test_one_sensor_far_off_is_worn_out(off):
    result = measure(trembling(0, off, 0, 0))
    assert not result.accepted
    assert "top right" in result.message


def test_a_hole_in_the_stream_starts_the_measurement_anew():
    tare = Tare(2.0)
    for i in range(150):
        assert tare.add(i / 100, (9.0, 9.0, 9.0, 9.0)) is None
    results = [tare.add(3.0 + i / 100, (1.0, 1.0, 1.0, 1.0)) for i in range(202)]
    (result,) = [r for r in results if r is not None][:1]
    assert result.zero_n == pytest.approx((1.0, 1.0, 1.0, 1.0))
    assert result.t == pytest.approx(5.0, abs=0.011)


def test_too_few_readings_are_not_enough_however_long_they_take():
    assert measure([(0.0,) * 4] * (FEWEST - 1), rate_hz=5.0) is None
    assert measure([(0.0,) * 4] * FEWEST, rate_hz=5.0).accepted


@given(
    st.floats(1, 2000),
    st.floats(-WIDTH_M / 2, WIDTH_M / 2),
    st.floats(-LENGTH_M / 2, LENGTH_M / 2),
)
def test_the_centre_of_pressure_is_where_the_load_is(load, ml, ap):
    right, front = 0.5 + ml / WIDTH_M, 0.5 + ap / LENGTH_M
    corners = (
        load * (1 - right) * front,
        load * right * front,
        load * (1 - right) * (1 - front),
        load * right * (1 - front),
    )
    assert centre_of_pressure(corners, WIDTH_M, LENGTH_M) == pytest.approx((ml, ap), abs=1e-9)


@pytest.mark.parametrize("corners", [(0.0,) * 4, (-1.0,) * 4, (math.nan,) * 4])
def test_no_load_has_no_centre(corners):
    assert all(map(math.isnan, centre_of_pressure(corners, WIDTH_M, LENGTH_M)))


def test_the_plate_knows_who_stands_on_it_by_fifteen_and_ten_kilograms():
    plate = Plate(WIDTH_M, LENGTH_M, 1471.0)
    occupied = []
    for kg in (14.9, 15.1, 10.1, 9.9, 14.9, 160.0):
        corner = kg * STANDARD_GRAVITY / 4
        plate.sample(0.0, 0, (corner,) * 4)
        occupied.append(plate.occupied)
    assert occupied == [False, True, True, False, False, True]
    assert plate.overloaded


def test_a_refused_zero_leaves_the_old_one():
    plate = Plate(WIDTH_M, LENGTH_M)
    for seconds, zero in ((0.0, 4.0), (10.0, 200.0)):
        plate.start_tare(1.0)
        for i in range(120):
            plate.sample(seconds + i / 100, i, (zero,) * 4)
    assert [tare.accepted for tare in plate.tares] == [True, False]
    assert plate.sample(20.0, 0, (4.0,) * 4).load_n == pytest.approx(0.0)


# Standstill ----------------------------------------------------------------------------------------


def first_word(counts_at, seconds=3.0, loaded=True):
    """When a watch first speaks about this stream, and what it says."""
    watch = StillWatch()
    for i in range(round(seconds * 100)):
        if word := watch.look(i / 100, counts_at(i), loaded):
            return i / 100, word
    return None


def alive(i):
    return 3000 + i % 7, 4000 + i % 5, 3500 - i % 11, 4200 + i % 3


def test_a_living_board_is_left_alone():
    assert first_word(alive) is None


def test_four_sensors_at_rest_are_frozen_within_a_quarter_second():
    t, word = first_word(lambda i: alive(min(i, 100)))
    assert 1.0 < t <= 1.0 + FROZEN_S + 0.02
    assert "same values" in word


def test_an_empty_board_may_be_still():
    assert first_word(lambda i: (10, 10, 10, 10), loaded=False) is None


@pytest.mark.parametrize(("corner", "name"), list(enumerate(NAMES)))
def test_one_dead_sensor_beside_moving_ones_is_found_within_a_second(corner, name):
    def counts(i):
        sway = round(60 * math.sin(i / 20))
        moving = [3000 + sway, 4000 - 2 * sway, 3500 + 3 * sway, 4200 - 2 * sway]
        moving[corner] = 3333
        return tuple(moving)

    t, word = first_word(counts)
    assert t <= STUCK_S + 0.1
    assert name in word


def test_a_quiet_sensor_beside_quiet_ones_is_not_dead():
    assert first_word(lambda i: (3000, 4000 + i % 2, 3500 + i % 3, 4200)) is None


def test_the_watch_forgets_who_stepped_off():
    watch = StillWatch()
    for i in range(50):
        watch.look(i / 100, (10, 10, 10, 10), loaded=False)
    assert watch.look(0.5, (10, 10, 10, 10), loaded=True) == ""
    assert watch.look(0.51, (10, 10, 10, 10), loaded=True) == ""
    assert watch.repeated
