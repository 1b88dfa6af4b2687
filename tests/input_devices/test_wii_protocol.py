"""The board's bytes: every report there and back, and nothing but a named error for any others."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from input_devices import wii_protocol as wii
from input_devices.wii_calibration import Calibration, battery_level
from input_devices.wii_protocol import ProtocolError

BYTE = st.integers(0, 0xFF)
WORD = st.integers(0, 0xFFFF)
COUNT = st.integers(0, 0xFFFE)
NONE = st.just(wii.NOT_CARRIED)

# The dump of one real board: registers 0x20..0x3F and 0x60..0x61.
BLOCK = bytes.fromhex(
    "10690000 07C33CF8048C296B 0ED243840B3A3069 15E94A1011EF376E 5E40E9B6".replace(" ", "")
)
REFERENCE = bytes([0x1A, 0x01])


def plain(sizes: dict[int, int], *others: int) -> st.SearchStrategy[wii.Plain]:
    kinds = st.sampled_from(sorted(set(sizes) - set(others)))
    return kinds.flatmap(
        lambda kind: st.builds(
            wii.Plain, st.just(kind), st.binary(min_size=sizes[kind], max_size=sizes[kind])
        )
    )


INPUTS = st.one_of(
    st.builds(wii.Sensors, st.just(0x34), WORD, COUNT, COUNT, COUNT, COUNT, BYTE, BYTE),
    st.builds(wii.Sensors, st.just(0x32), WORD, COUNT, COUNT, COUNT, COUNT, NONE, NONE),
    st.builds(wii.Status, WORD, BYTE, BYTE),
    st.builds(
        wii.Memory,
        WORD,
        st.integers(1, 16),
        st.integers(0, 15),
        WORD,
        st.binary(min_size=16, max_size=16),
    ),
    st.builds(wii.Acknowledgement, WORD, BYTE, BYTE),
    plain(wii.INPUT_SIZES, 0x20, 0x21, 0x22, 0x32, 0x34),
)
OUTPUTS = st.one_of(
    st.builds(wii.Leds, BYTE),
    st.builds(wii.Mode, BYTE, BYTE),
    st.builds(wii.StatusRequest, BYTE),
    st.builds(wii.Write, st.integers(0, 0xFFFFFFFF), st.binary(min_size=1, max_size=16)),
    st.builds(wii.Read, st.integers(0, 0xFFFFFFFF), WORD),
    plain(wii.OUTPUT_SIZES, 0x11, 0x12, 0x15, 0x16, 0x17),
)


@given(INPUTS, st.binary(max_size=12))
def test_an_input_report_comes_back_whole_and_its_padding_is_ignored(report, padding):
    sent = wii.encode_input(report)
    assert len(sent) == wii.INPUT_SIZES[sent[0]] + 1
    assert wii.decode_input(sent + padding) == report


@given(OUTPUTS)
def test_an_output_report_comes_back_whole(report):
    sent = wii.encode_output(report)
    assert len(sent) == wii.OUTPUT_SIZES[sent[0]] + 1
    assert wii.decode_output(sent) == report


@given(INPUTS, st.data())
def test_an_input_report_cut_short_is_refused(report, data):
    sent = wii.encode_input(report)
    cut = data.draw(st.integers(0, len(sent) - 1))
    with pytest.raises(ProtocolError):
        wii.decode_input(sent[:cut])


@given(st.binary(max_size=40))
def test_any_bytes_give_values_or_the_one_named_error(received):
    for decode in (wii.decode_input, wii.decode_output):
        try:
            report = decode(received)
        except ProtocolError as refused:
            assert "report" in str(refused)
        else:
            assert isinstance(report, tuple)


@given(INPUTS, st.binary(max_size=4))
def test_the_fast_way_gives_the_same_fields_or_leaves_it_to_the_other(report, padding):
    fields = wii.unpack_sensors(wii.encode_input(report) + padding)
    assert fields == (report if isinstance(report, wii.Sensors) and report.report == 0x34 else None)


@given(st.binary(max_size=40), st.binary(max_size=4))
def test_any_calibration_bytes_give_kilograms_or_the_one_named_error(block, reference):
    try:
        calibration = Calibration.parse(block, reference)
    except ProtocolError as refused:
        assert "calibration" in str(refused)
    else:
        sensors = wii.Sensors(0x34, 0, 0, 65535, 1000, 20000, 30, 0x80)
        assert all(math.isfinite(kg) for kg in calibration.kilograms(sensors))


def test_the_commands_are_the_bytes_the_sources_agree_on():
    as_hex = {
        "11 10": wii.Leds(0x10),
        "12 04 34": wii.Mode(0x04, 0x34),
        "15 00": wii.StatusRequest(),
        "16 04 a4 00 f0 01 55" + " 00" * 15: wii.Write(0x04A400F0, b"\x55"),
        "17 04 a4 00 20 00 20": wii.Read(0x04A40020, 32),
    }
    assert {wii.encode_output(report).hex(" ") for report in as_hex.values()} == set(as_hex)


def test_sensors_stand_where_the_layout_says():
    report = bytes.fromhex("34 0008 0001 0002 0003 0004 1a 00 82" + "00" * 8)
    assert wii.decode_input(report) == wii.Sensors(0x34, wii.BUTTON_A, 1, 2, 3, 4, 26, 0x82)


def test_a_payload_of_ff_is_no_data():
    for kind in (0x32, 0x34):
        report = bytes([kind]) + b"\xff" * wii.INPUT_SIZES[kind]
        assert isinstance(wii.decode_input(report), wii.Plain)
        assert isinstance(wii.decode_input(report[:3] + b"\x01" * 2 + report[5:]), wii.Plain)


@pytest.mark.parametrize(
    "wrong", [wii.Write(0x04A400F0, b""), wii.Plain(0x99, b""), wii.Mode(0, 999)]
)
def test_what_does_not_fit_a_report_is_refused(wrong):
    with pytest.raises(ProtocolError, match="report"):
        wii.encode_output(wrong)


def test_the_real_boards_calibration_fits_its_checksum():
    calibration = Calibration.parse(BLOCK, REFERENCE)
    assert calibration.checksum_fits
    assert calibration.at_0 == (0x07C3, 0x3CF8, 0x048C, 0x296B)
    assert calibration.at_34 == (0x15E9, 0x4A10, 0x11EF, 0x376E)
    assert calibration.blocks() == (BLOCK, REFERENCE)


def test_one_changed_byte_breaks_the_checksum_and_still_weighs():
    changed = Calibration.parse(BLOCK[:4] + b"\x06" + BLOCK[5:], REFERENCE)
    assert not changed.checksum_fits


def test_counts_that_do_not_rise_are_refused():
    with pytest.raises(ProtocolError, match="rise"):
        Calibration.parse(bytes(32), REFERENCE)


def at_reference(counts: tuple[int, int, int, int], temperature: int = 26) -> wii.Sensors:
    return wii.Sensors(0x34, 0, *counts, temperature, 0x82)


def test_the_calibrated_points_weigh_what_they_say():
    calibration = Calibration.parse(BLOCK, REFERENCE)
    for counts, expected in [
        (calibration.at_0, 0.0),
        (calibration.at_17, 17.0),
        (calibration.at_34, 34.0),
    ]:
        assert calibration.kilograms(at_reference(counts)) == pytest.approx((expected,) * 4)


def test_both_ends_are_extrapolated_and_negatives_kept():
    calibration = Calibration((0, 0, 1000, 0), (1700,) * 4, (3500,) * 4, 26)
    light = calibration.kilograms(at_reference((0, 0, 860, 0)))
    heavy = calibration.kilograms(at_reference((5300, 0, 1000, 0)))
    assert light[0] == pytest.approx(-3.4)  # top left: 140 counts under its zero at 17/700 kg each
    assert heavy[1] == pytest.approx(51.0)  # top right: as far above 34 kg as that is above 17


def test_a_warmer_board_is_corrected_and_an_unknown_temperature_is_not():
    calibration = Calibration.parse(BLOCK, REFERENCE)
    warm = calibration.kilograms(at_reference(calibration.at_17, temperature=36))
    assert warm == pytest.approx((17.0 * 0.993,) * 4)
    short = wii.Sensors(0x32, 0, *calibration.at_17)
    assert calibration.kilograms(short) == pytest.approx((17.0,) * 4)


@given(st.tuples(*[st.floats(-5, 100)] * 4))
def test_counts_and_kilograms_are_inverse_within_half_a_count(corners):
    calibration = Calibration.parse(BLOCK, REFERENCE)
    back = calibration.kilograms(at_reference(calibration.counts(corners)))
    assert back == pytest.approx(corners, abs=0.006)


@pytest.mark.parametrize(
    ("byte", "level"), [(0xFF, 1.0), (0x82, 1.0), (0x81, 0.75), (0x78, 0.5), (0x6A, 0.25), (1, 0.0)]
)
def test_the_battery_shows_the_bars_the_console_shows(byte, level):
    assert battery_level(byte) == level


def test_a_battery_that_is_not_sent_is_not_a_number():
    assert math.isnan(battery_level(wii.NOT_CARRIED))
