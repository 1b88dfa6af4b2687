"""The driver, byte for byte, on emulated boards: bringing up, weighing, staying connected."""

from __future__ import annotations

import math
import time

import pytest
from wii_play import messages_until, radio_of, standing_on, start, turn

from input_devices.clock import ManualClock, SystemClock
from input_devices.emulated_board import EmulatedBoard
from input_devices.emulated_faults import Fault
from input_devices.emulated_hid import EmulatedRadio
from input_devices.emulated_wii import CALIBRATION, Quirk, swaying
from input_devices.weighing import STANDARD_GRAVITY
from input_devices.wii_balance_board import FRONT_BUTTON
from input_devices.wii_calibration import Calibration

FIRST, SECOND = "00:24:44:00:00:0A", "00:24:44:00:00:0B"


# Bringing up ---------------------------------------------------------------------------------------


def test_the_bring_up_is_the_conversation_the_sources_describe():
    run = start()
    run.play(1.0)
    assert [sent.hex(" ").removesuffix(" 00" * 15) for _, sent in run.radio.received] == [
        "15 00",
        "16 04 a4 00 f0 01 55",
        "16 04 a4 00 fb 01 00",
        "17 04 a4 00 fa 00 06",
        "17 04 a4 00 20 00 20",
        "17 04 a4 00 60 00 02",
        "11 10",
        "12 04 34",
    ]
    run.board.close()
    assert run.radio.board.leds == 0


def test_the_information_is_the_boards_own():
    run = start()
    run.play(0.1)
    info = run.board.info
    assert (info.serial, info.calibration) == (run.radio.serial, CALIBRATION.name)
    assert (info.width_m, info.length_m, info.nominal_rate_hz) == (0.433, 0.238, 100.0)


@pytest.mark.parametrize(
    "quirks",
    [
        ("no_acknowledgement",),
        ("claims_16",),
        ("always_34",),
        ("always_32",),
        ("no_acknowledgement", "claims_16", "always_34"),
    ],
)
def test_third_party_boards_stream_as_well(quirks: tuple[Quirk, ...]):
    run = start(quirks=quirks)
    assert len(run.play(2.0)) > 140
    run.hold_to_the_rules()


def test_a_wrong_checksum_is_said_and_weighs():
    clock = ManualClock()
    worn = Calibration(CALIBRATION.at_0, CALIBRATION.at_17, CALIBRATION.at_34, 26, checksum=1)
    device = EmulatedBoard(radio=radio_of(clock, calibration=worn), clock=clock)
    device.start()
    assert len(turn(device, clock, 1.0)) > 80
    assert "known weight" in device.status().message


def test_a_calibration_that_does_not_rise_is_no_board_to_trust():
    clock = ManualClock()
    blank = Calibration((0,) * 4, (1,) * 4, (2,) * 4)
    radio = radio_of(clock, calibration=blank)
    radio.board.registers[0x20:0x40] = bytes(32)
    radio.board.power_on = lambda: None
    device = EmulatedBoard(radio=radio, clock=clock)
    device.start()
    assert turn(device, clock, 0.5) == []
    assert "does not rise" in device.status().message


# Weighing ------------------------------------------------------------------------------------------


def test_corners_are_newtons_and_the_centre_of_pressure_metres():
    clock = ManualClock()
    device = EmulatedBoard(radio=radio_of(clock, standing_on(10, 20, 15, 25)), clock=clock)
    device.start()
    sample = turn(device, clock, 0.5)[-1]
    expected = [kg * STANDARD_GRAVITY for kg in (10, 20, 15, 25)]
    assert sample.corners_n == pytest.approx(expected, abs=0.3)
    assert sample.load_n == pytest.approx(70 * STANDARD_GRAVITY, abs=0.6)
    assert sample.cop_ml == pytest.approx(0.2165 * (45 - 25) / 70, abs=2e-4)
    assert sample.cop_ap == pytest.approx(0.119 * (30 - 40) / 70, abs=2e-4)


def test_stepping_on_and_off_has_a_hysteresis_and_an_empty_board_no_centre():
    clock = ManualClock()
    radio = radio_of(clock)
    device = EmulatedBoard(radio=radio, clock=clock)
    device.start()
    loaded = []
    for total in (0, 12, 16, 12, 8, 12):
        radio.board.load = standing_on(*[total / 4] * 4)
        loaded.append(turn(device, clock, 0.3)[-1].loaded)
    assert loaded == [False, False, True, True, False, False]


def test_a_warm_board_weighs_the_same():
    clock = ManualClock()
    radio = radio_of(clock, standing_on(10, 20, 15, 25))
    radio.board.temperature = 36
    device = EmulatedBoard(radio=radio, clock=clock)
    device.start()
    assert turn(device, clock, 0.5)[-1].load_n == pytest.approx(70 * STANDARD_GRAVITY, abs=0.6)


def test_the_front_button_and_the_battery_are_passed_on():
    clock = ManualClock()
    radio = radio_of(clock)
    device = EmulatedBoard(radio=radio, clock=clock)
    device.start()
    assert {sample.buttons for sample in turn(device, clock, 0.3)} == {0}
    radio.board.buttons, radio.board.battery = 0x0008, 0x79
    assert turn(device, clock, 0.3)[-1].buttons == FRONT_BUTTON
    assert device.status().battery == 0.5


def test_overload_is_said_against_the_boards_own_limit():
    clock = ManualClock()
    radio = radio_of(clock, standing_on(38, 38, 38, 38))
    device = EmulatedBoard(radio=radio, clock=clock)
    device.start()
    turn(device, clock, 0.3)
    assert "150 kg" in device.status().message
    radio.board.load = standing_on(36, 36, 36, 36)
    turn(device, clock, 0.3)
    assert device.status().message == ""


def test_zeroing_takes_out_what_an_empty_board_shows():
    clock = ManualClock()
    rest = (-1.5, 0.8, 0.3, -0.4)
    radio = radio_of(clock, standing_on(0, 0, 0, 0), rest_kg=rest)
    device = EmulatedBoard(radio=radio, clock=clock)
    device.start()
    device.tare(2.0)
    turn(device, clock, 2.3)
    assert device.tares[-1].accepted
    sample = turn(device, clock, 0.1)[-1]
    assert sample.corners_n == pytest.approx((0.0,) * 4, abs=0.4)
    radio.board.load = standing_on(15, 15, 15, 15)
    assert turn(device, clock, 0.5)[-1].load_n == pytest.approx(60 * STANDARD_GRAVITY, abs=0.8)


def test_drift_is_the_zero_at_the_end_against_the_start():
    clock = ManualClock()
    radio = radio_of(clock, standing_on(0, 0, 0, 0))
    device = EmulatedBoard(radio=radio, clock=clock)
    device.start()
    device.tare(2.0)
    turn(device, clock, 2.3)
    assert all(map(math.isnan, device.drift_n))
    radio.board.rest_kg = (0.2, 0.0, 0.0, -0.1)
    device.tare(2.0)
    turn(device, clock, 2.3)
    drift = [newtons / STANDARD_GRAVITY for newtons in device.drift_n]
    assert drift == pytest.approx((0.2, 0.0, 0.0, -0.1), abs=0.02)


def test_zeroing_with_someone_on_it_is_refused_and_changes_nothing():
    clock = ManualClock()
    radio = radio_of(clock, swaying(70.0))
    device = EmulatedBoard(radio=radio, clock=clock)
    device.start()
    device.tare(2.0)
    turn(device, clock, 2.3)
    assert not device.tares[-1].accepted
    assert "not zeroed" in device.status().message
    assert turn(device, clock, 0.1)[-1].load_n == pytest.approx(70 * STANDARD_GRAVITY, abs=1.0)


# Staying -------------------------------------------------------------------------------------------


def test_the_mode_is_asked_for_again_after_a_status_report_and_after_silence():
    run = start(Fault("mode", 1.0), Fault("silence", 2.0, 2.2))
    run.play(5.0)
    modes = [t for t, sent in run.radio.received if sent == b"\x12\x04\x34"]
    assert any(1.0 <= t <= 1.03 for t in modes)
    silent = [t for t in modes if 2.0 < t < 4.2]
    assert silent[0] == pytest.approx(2.5, abs=0.02)
    assert silent[1] == pytest.approx(3.0, abs=0.04)
    run.hold_to_the_rules()


def test_closing_while_connecting_does_not_hang():
    clock = SystemClock()
    radio = radio_of(clock)
    radio.inject(Fault("silence", 0.0, 600.0))
    device = EmulatedBoard(radio=radio, clock=clock)
    device.start()
    while device.status().state != "connecting":
        time.sleep(0.001)
    device.close()
    assert device.status().state == "closed"


def test_in_real_time_a_thread_loses_the_board_and_finds_it_again():
    clock = SystemClock()
    device = EmulatedBoard("unplug@0.5+0.4", weight_kg=60.0, empty_s=0.0, clock=clock)
    seen: list[str] = []
    messages = set()
    with device:
        device.start()
        samples = []
        while len(seen) < 1000 and not (seen.count("lost") and seen[-1] == "streaming"):
            time.sleep(0.01)
            samples += device.drain()
            status = device.status()
            seen.append(status.state)
            messages.add(status.message)
    assert "streaming" in seen[: seen.index("lost")]
    assert any("front button" in message for message in messages)
    assert seen[-1] == "streaming"
    assert [sample.seq for sample in samples] == list(range(len(samples)))
    assert samples == sorted(samples, key=lambda sample: sample.t)


# Windows -------------------------------------------------------------------------------------------


def windows(clock, *ignored: str) -> EmulatedRadio:
    return radio_of(clock, radio_options={"windows": True, "ignored_writes": frozenset(ignored)})


@pytest.mark.parametrize(
    ("ignored", "kept"), [((), "plain"), (("plain",), "exact"), (("plain", "exact"), "control")]
)
def test_the_way_of_writing_that_is_answered_is_kept(ignored, kept):
    clock = ManualClock()
    radio = windows(clock, *ignored)
    device = EmulatedBoard(radio=radio, clock=clock)
    device.start()
    assert turn(device, clock, 1.0)
    assert device.way_of_writing == kept


def test_the_way_is_remembered_when_the_board_comes_back():
    clock = ManualClock()
    radio = windows(clock, "plain")
    device = EmulatedBoard(radio=radio, clock=clock)
    device.start()
    turn(device, clock, 0.5)
    radio.inject(Fault("unplug", radio.age, 1.0))
    turn(device, clock, 1.5)
    radio.ignored_writes = frozenset()  # plain would work now, and is not tried first
    assert turn(device, clock, 6.0)
    assert device.way_of_writing == "exact"


def test_a_board_that_hears_no_way_of_writing_is_said_to_be_silent():
    clock = ManualClock()
    device = EmulatedBoard(radio=windows(clock, "plain", "exact", "control"), clock=clock)
    device.start()
    assert any("does not answer" in message for message in messages_until(device, clock, 1.0))


def test_on_windows_a_write_finds_the_loss_that_reads_do_not():
    clock = ManualClock()
    radio = windows(clock)
    radio.inject(Fault("unplug", 1.0, 2.0))
    device = EmulatedBoard(radio=radio, clock=clock)
    device.start()
    turn(device, clock, 1.25)
    assert device.status().state == "lost"
    assert any("write" in message for message in messages_until(device, clock, 0.5))
    assert turn(device, clock, 8.0)
    assert device.status().state == "streaming"
