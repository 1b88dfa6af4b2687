"""Options of devices as they are written on a command line: name:argument?key=value&key=value."""

from __future__ import annotations

import re

import pytest

from input_devices import device_name, open_device, parse_device
from input_devices.sample import DeviceError


def test_options_on_the_command_line_are_what_the_constructor_asks_for():
    assert parse_device("simulated?rate_hz=50&seed=3") == (
        "simulated",
        {"rate_hz": 50.0, "seed": 3},
    )
    assert parse_device("lab_stream:x?invert=yes&width_m=.4&axes=-y,x") == (
        "lab_stream", {"stream": "x", "invert": True, "width_m": 0.4, "axes": "-y,x"},
    )  # fmt: skip
    assert open_device("simulated:young?rate_hz=50").info.nominal_rate_hz == 50


@pytest.mark.parametrize(
    "text", ["simulated", "simulated:3", "simulated?seed=3", " simulated:?seed=3"]
)
def test_the_name_is_what_stands_before_all_that(text):
    assert device_name(text) == "simulated"


def test_a_question_mark_in_a_path_is_no_option():
    assert parse_device("recorded:what?.csv") == ("recorded", {"path": "what?.csv"})
    assert parse_device("recorded:what?.csv?speed=2") == (
        "recorded", {"path": "what?.csv", "speed": 2.0},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("simulated?colour=red", "no option 'colour': it knows profile"),
        ("simulated?rate_hz=fast", "rate_hz=fast: must be a number"),
        ("simulated?rate_hz=nan", "rate_hz=nan: must be a number"),
        ("serial_plate?baud=9.6", "baud=9.6: must be a whole number"),
        ("simulated?seed=-1", "seed=-1: must be a whole number, 0 or more"),
        ("lab_stream:x?invert=maybe", "invert=maybe: must be true or false"),
        ("emulated_board?radio=1", "radio: can only be given from Python"),
        ("recorded:a?path=b", "'path' is given twice"),
        ("keyboard?a=1", "no option 'a': it has none"),
    ],
)
def test_a_wrong_option_on_the_command_line_is_one_line(text, said):
    with pytest.raises(DeviceError, match=re.escape(said)) as refused:
        parse_device(text)
    assert "\n" not in str(refused.value)
