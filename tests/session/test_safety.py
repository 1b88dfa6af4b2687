"""What stops play, and what does not."""

import math

import pytest

from game.session.safety import OFF_N, ON_N, STALE_S, Safety
from input_devices.sample import BoardSample

NAN4 = (math.nan,) * 4


def _sample(t, load=700.0, ml=0.001, ap=0.002):
    return BoardSample(t, round(t * 100), NAN4, load, ml + t * 1e-4, ap)


def _fed(safety, until=1.0, **values):
    for i in range(round(until * 100) + 1):
        safety.see(_sample(i / 100, **values))
    return safety


def test_all_is_well_while_samples_come_and_change():
    assert _fed(Safety()).reason(1.0, "streaming") is None


def test_silence_pauses_within_a_quarter_of_a_second():
    safety = _fed(Safety())
    assert safety.reason(1.0 + STALE_S - 0.01, "streaming") is None
    assert safety.reason(1.0 + STALE_S + 0.01, "streaming") == "stale"
    assert STALE_S + 1 / 120 < 0.25


def test_nothing_at_all_yet_is_stale():
    assert Safety().reason(0.0, "streaming") == "stale"


@pytest.mark.parametrize("state", ["lost", "searching", "connecting"])
def test_a_device_that_is_away_pauses_at_once(state):
    assert _fed(Safety()).reason(1.0, state) == "device_lost"


def test_stepping_off_pauses_at_the_first_sample_without_load():
    safety = _fed(Safety())
    safety.see(BoardSample(1.01, 101, NAN4, 0.0, math.nan, math.nan))
    assert safety.reason(1.01, "streaming") == "off_board"


def test_a_weight_between_the_thresholds_keeps_what_was():
    between = (OFF_N + ON_N) / 2
    safety = _fed(Safety())
    safety.see(_sample(1.01, load=between))
    assert safety.reason(1.01, "streaming") is None
    safety.see(_sample(1.02, load=OFF_N - 1))
    safety.see(_sample(1.03, load=between))
    assert safety.reason(1.03, "streaming") == "off_board"
    safety.see(_sample(1.04, load=ON_N))
    assert safety.reason(1.04, "streaming") is None


def test_a_device_without_load_is_judged_by_its_centre_of_pressure():
    assert _fed(Safety(), load=math.nan).reason(1.0, "streaming") is None


def test_overload_is_against_the_device_s_own_limit():
    assert _fed(Safety(max_load_n=1471.0), load=1471.0).reason(1.0, "streaming") is None
    assert _fed(Safety(max_load_n=1471.0), load=1471.1).reason(1.0, "streaming") == "overload"
    assert _fed(Safety(), load=9000.0).reason(1.0, "streaming") is None


def test_values_that_never_change_are_a_hung_sensor_after_a_second():
    safety = _fed(Safety())
    for i in range(101, 301):
        safety.see(BoardSample(i / 100, i, NAN4, 700.0, 0.0011, 0.002))
        if i < 200:
            assert safety.reason(i / 100, "streaming") is None
    assert safety.reason(3.0, "streaming") == "frozen"
    safety.see(_sample(3.01))
    assert safety.reason(3.01, "streaming") is None
