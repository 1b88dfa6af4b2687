"""Recordings as CSV: every oddity is survived and named, or refused in one line with a remedy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from input_devices.recording_csv import Recording, parse_csv
from input_devices.sample import DeviceError

HEADER = "t_s,cop_ml_mm,cop_ap_mm,load_n"


def parse(*rows, header=HEADER, unit=None):
    return parse_csv("\n".join([header, *rows]).encode(), "walk.csv", unit)


def refusal(data, unit=None):
    with pytest.raises(DeviceError) as refused:
        parse_csv(data if isinstance(data, bytes) else data.encode(), "walk.csv", unit)
    message = str(refused.value)
    assert message.startswith("walk.csv")
    assert "\n" not in message
    return message


def test_values_become_metres_and_newtons():
    recording = parse("0,10,-20,700", "0.01,12.5,-21,701")
    np.testing.assert_allclose(recording.t_s, [0, 0.01])
    np.testing.assert_allclose(recording.cop_ml, [0.010, 0.0125])
    np.testing.assert_allclose(recording.cop_ap, [-0.020, -0.021])
    np.testing.assert_allclose(recording.load_n, [700, 701])
    assert np.isnan(recording.corners_n).all()
    assert recording.buttons.tolist() == [0, 0]
    assert recording.problems == ()
    assert recording.rate_hz == pytest.approx(100)


def test_the_columns_of_our_own_sessions():
    header = "t_s,cop_ml_mm,cop_ap_mm,load_n,tl_n,tr_n,bl_n,br_n,buttons"
    recording = parse("0,1,2,10,1,2,3,4,1", "1,nan,nan,0.4,0.1,0.1,0.1,0.1,0", header=header)
    assert recording.corners_n.tolist() == [[1, 2, 3, 4], [0.1, 0.1, 0.1, 0.1]]
    assert recording.buttons.tolist() == [1, 0]
    assert np.isnan(recording.cop_ml[1])
    assert recording.problems == ()


def test_order_of_columns_and_others_beside_them_do_not_matter():
    recording = parse("3,x,2,1,0", header='cop_ap_mm,remark,"cop_ml_mm",t_s,')
    assert (recording.t_s[0], recording.cop_ml[0], recording.cop_ap[0]) == (1, 0.002, 0.003)
    assert math.isnan(recording.load_n[0])


@pytest.mark.parametrize(
    ("header", "unit", "metres"),
    [
        ("t_s,cop_ml_cm,cop_ap_cm", None, 0.02),
        ("t_s,cop_ml_m,cop_ap_m", None, 2.0),
        ("t_s,cop_ml,cop_ap", "cm", 0.02),
        ("t_s,cop_ml,cop_ap", "mm", 0.002),
        ("t_s,cop_ml_mm,cop_ap_mm", "mm", 0.002),
    ],
)
def test_units(header, unit, metres):
    recording = parse("0,2,2", header=header, unit=unit)
    assert recording.cop_ml[0] == recording.cop_ap[0] == pytest.approx(metres)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (HEADER, "no usable row"),
        ("t_s,cop_ml_mm\n0,1", "'cop_ap_mm' is missing"),
        ("time,cop_ml_mm,cop_ap_mm\n0,1,2", "'t_s' is missing"),
        ("t_s,cop_ml,cop_ap\n0,1,2", "has no unit"),
        ("t_s,t_s,cop_ml_mm,cop_ap_mm\n0,0,1,2", "there twice"),
        (f"{HEADER}\n0,1,2,3\n1,1,two,3", "row 3: 'two' is not a number"),
        (f"{HEADER}\n0,1,1_0,3", "row 2: '1_0' is not a number"),
        (f"{HEADER}\n0,1,2,3,4", "row 2: has 5 cells where the header has 4"),
        ("t_s,cop_ml_mm,cop_ap_mm\n0,01,1,5,2,5", "separate cells with semicolons"),
        (HEADER.encode("utf-16"), "UTF-16"),
        (f"{HEADER}\n0,1,2,3 # für\n".encode("latin-1"), "row 2: is not UTF-8"),
        (b"\x89PNG\r\n\x1a\n", "UTF-8"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_place_and_remedy(data, said):
    assert said in refusal(data)


def test_a_unit_that_contradicts_the_columns_is_refused():
    assert "not in cm" in refusal(f"{HEADER}\n0,1,2,3", unit="cm")


def test_excel_in_german_is_understood():
    text = "\ufefft_s;cop_ml_mm;cop_ap_mm;load_n\r\n0,00;1,5;-2,5;700,25\r\n0,01;1,6;-2,4;\r\n"
    recording = parse_csv(text.encode(), "walk.csv")
    np.testing.assert_allclose(recording.cop_ml, [0.0015, 0.0016])
    assert recording.load_n[0] == 700.25
    assert np.isnan(recording.load_n[1])


def test_tabs_separate_too():
    assert parse("0\t1\t2\t3", header=HEADER.replace(",", "\t")).cop_ap[0] == 0.002


def test_rows_out_of_time_are_skipped_and_named():
    recording = parse(
        "0,1,1,7", "0.1,2,2,7", "0.1,3,3,7", "0.05,4,4,7", "inf,5,5,7", ",6,6,7", "0.2,7,7,7"
    )
    np.testing.assert_allclose(recording.t_s, [0, 0.1, 0.2])
    np.testing.assert_allclose(recording.cop_ml, [0.001, 0.002, 0.007])
    assert recording.problems == (
        "row 4: the same time as the row before, skipped",
        "row 5: the time goes backwards, skipped",
        "rows 6, 7: the time is not a finite number, skipped",
    )


def test_a_jump_ahead_is_kept_and_named():
    recording = parse("0,1,1,7", "100,1,1,7")
    assert recording.duration_s == 100
    assert recording.problems == ("row 3: the time jumps ahead by more than a minute, kept",)


def test_a_jump_of_hours_is_refused_at_its_row():
    rows = [f"{i / 100},1,1,700" for i in range(200)]
    message = refusal("\n".join([HEADER, *rows, "1e9,1,1,700", "1e9,1,1,700"]))
    assert "row 202: the time jumps ahead by 2.78e+05 hours" in message and "seconds" in message


def test_many_jumps_that_make_more_than_a_day_are_refused():
    rows = [f"{3000 * (i // 20) + i / 100},1,1,700" for i in range(20 * 40)]
    assert "lasts 33 hours" in refusal("\n".join([HEADER, *rows]))


def test_milliseconds_are_recognised():
    message = refusal("\n".join([HEADER, *(f"{10 * i},1,1,700" for i in range(200))]))
    assert "0.1 rows a second" in message and "are these milliseconds?" in message


@pytest.mark.filterwarnings("error")
def test_absurd_values_are_kept_from_the_arithmetic_and_named():
    rows = [f"{i / 100},{i % 7},{i % 5},700" for i in range(200)]
    rows[3], rows[4], rows[5] = "0.03,1e200,1,700", "0.04,1,-1e300,700", "0.05,1,1,1e200"
    recording = parse(*rows)
    assert np.flatnonzero(np.isnan(recording.cop_ml)).tolist() == [3, 4]
    assert np.flatnonzero(np.isnan(recording.load_n)).tolist() == [5]
    assert recording.problems == (
        "rows 5, 6: a centre of pressure beyond 5 m, taken as unloaded",
        "row 7: a load beyond 100 kN, taken as unknown",
    )
    assert math.isnan(parse("0,1,1,7", "1e-320,1,1,7").rate_hz)


def test_millimetres_called_metres_are_recognised():
    header = "t_s,cop_ml_m,cop_ap_m"
    rows = [f"{i / 100},12.5,{-8 - i % 3}" for i in range(50)]
    assert "check the unit in the header" in refusal("\n".join([header, *rows]))
    rows = [f"{i / 100},1.2,{i % 3}" for i in range(50)]
    [note] = parse(*rows, header=header).problems
    assert "ML 1.2 m, AP 1 m: check the unit" in note


def test_odd_values_become_unloaded_samples_and_are_named():
    recording = parse("0,inf,1,700", "1,1,1,-inf", "2,1,,700", "3,1,1,-50", "4,1,1,700")
    assert np.isfinite(recording.cop_ml).tolist() == [False, True, False, False, True]
    assert (np.isfinite(recording.cop_ml) == np.isfinite(recording.cop_ap)).all()
    assert np.isnan(recording.load_n[1])
    assert recording.load_n[3] == -50
    assert recording.problems == (
        "rows 2, 3: an infinite value, taken as unknown",
        "row 4: half a centre of pressure, taken as unloaded",
        "row 5: a negative load, taken as unloaded",
    )


def test_an_empty_board_a_little_below_zero_is_no_problem():
    assert parse("0,nan,nan,-3.5").problems == ()
    assert parse("0,nan,nan,-300").problems != ()


def test_a_last_row_cut_short_by_a_crash_is_skipped_and_named():
    recording = parse("0,1,2,3", "1,1")
    assert len(recording.t_s) == 1
    assert recording.problems == ("row 3: cut short, skipped",)


def test_many_rows_of_one_kind_make_one_line():
    recording = parse(*[f"{i / 10},1,1,-90" for i in range(50)])
    assert recording.problems == ("rows 2, 3, 4 and 47 more: a negative load, taken as unloaded",)


def test_the_quiet_centre_is_the_median_of_the_first_loaded_seconds():
    rows = [f"{i / 10},nan,nan,0" for i in range(10)]
    rows += [f"{1 + i / 10},{i},{-i},700" for i in range(21)]
    rows += [f"{4 + i / 10},400,400,700" for i in range(30)]
    ml, ap = parse(*rows).quiet_centre(2.0)
    assert (ml, ap) == pytest.approx((0.010, -0.010))


def test_there_is_no_quiet_centre_of_an_empty_board():
    assert all(map(math.isnan, parse("0,nan,nan,0").quiet_centre()))


def hold(recording):
    """What every Recording promises."""
    n = len(recording.t_s)
    assert n > 0
    assert np.isfinite(recording.t_s).all()
    assert (np.diff(recording.t_s) > 0).all()
    assert not np.isinf(recording.cop_ml).any()
    assert (np.isnan(recording.cop_ml) == np.isnan(recording.cop_ap)).all()
    assert not np.isinf(recording.load_n).any()
    assert recording.corners_n.shape == (n, 4)
    assert recording.buttons.shape == (n,)
    assert all("\n" not in problem and "row" in problem for problem in recording.problems)


def survives(data):
    try:
        recording = parse_csv(data, "any.csv")
    except DeviceError as refused:
        assert "\n" not in str(refused)
    else:
        assert isinstance(recording, Recording)
        hold(recording)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_recording_or_one_refusal(data):
    survives(data)


CELL = st.one_of(
    st.floats().map(str),
    st.integers(-3, 3).map(str),
    st.sampled_from(["", "nan", "-inf", "1e999", "0x1", "１", "\x00", '"2"', "1,5", "-"]),
)
ROW = st.lists(CELL, min_size=0, max_size=10)


@given(
    st.sampled_from(
        [
            HEADER,
            "t_s,cop_ml_mm,cop_ap_mm,load_n,tl_n,tr_n,bl_n,br_n,buttons",
            "t_s,cop_ml_m,cop_ap_m",
        ]
    ),
    st.lists(ROW, max_size=8),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
@example(HEADER, [["0", "1e308", "1e308", "1"], ["1e-320", "1", "1", "1"]], ",", "\n")
def test_any_table_of_odd_cells_is_a_recording_or_one_refusal(header, rows, separator, end):
    lines = [header.replace(",", separator), *(separator.join(row) for row in rows)]
    survives(end.join(lines).encode())
