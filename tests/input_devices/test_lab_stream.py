"""Force plates and our own samples over the real Lab Streaming Layer, on this machine alone."""

from __future__ import annotations

import math
import os
import time
from itertools import pairwise

import pytest
from lab_here import LabPlate, arrived, lsl

from input_devices import connected, open_device
from input_devices.clock import ManualClock, SystemClock
from input_devices.lab_outlet import LABELS, LabOutlet
from input_devices.sample import BoardSample, DeviceError, DeviceInfo

pytestmark = pytest.mark.slow  # finding streams takes seconds; the contract test opens one always

WRENCH = ("Fx", "Fy", "Fz", "Mx", "My", "Mz")


@pytest.fixture(autouse=True)
def layer():
    lsl()


@pytest.fixture
def clock():
    return ManualClock(10.0)


@pytest.fixture
def opened(clock):
    """A function that opens a stream in virtual time; all are closed at the end."""
    devices = []

    def open_it(plate, **options):
        devices.append(open_device("lab_stream", stream=plate.name, clock=clock, **options))
        devices[-1].start()
        return devices[-1]

    yield open_it
    for device in devices:
        device.close()


def after(device, clock, seconds=0.01):
    arrived(device)
    clock.advance(seconds)
    return device.drain()


def test_four_cells_are_read_with_the_size_the_stream_tells(opened, clock):
    with LabPlate(units=("kg",) * 4) as plate:
        device = opened(plate)
        plate.push(15.0, 25.0, 15.0, 25.0)
        (sample,) = after(device, clock)
    assert sample.load_n == pytest.approx(80 * 9.80665)
    assert sample.cop_ml == pytest.approx(0.2 * 20 / 80)
    assert sample.cop_ap == pytest.approx(0.0)
    assert sample.t == 10.01
    info = device.info
    assert (info.width_m, info.length_m, info.nominal_rate_hz) == (0.4, 0.3, 100.0)
    assert info.serial == f"id-{plate.name}"


def test_forces_and_moments_are_read_without_inventing_cells(opened, clock):
    with LabPlate(WRENCH, ("N", "N", "N", "Nmm", "Nmm", "Nmm"), size=None) as plate:
        device = opened(plate)
        plate.push(5.0, 5.0, 700.0, 35_000.0, -70_000.0, 900.0)
        (sample,) = after(device, clock)
    assert (sample.cop_ml, sample.cop_ap) == pytest.approx((0.1, 0.05))
    assert sample.load_n == pytest.approx(700.0)
    assert all(map(math.isnan, sample.corners_n))


def test_options_say_what_the_stream_does_not(opened, clock):
    with LabPlate((), count=8, rate_hz=25, size=None) as plate:
        device = opened(plate, channels="_,_,fz,mx,my", moment_unit="Nmm", axes="-y,x", invert=True)
        plate.push(0, 0, -700.0, -35_000.0, 70_000.0, 0, 0, 0)
        (sample,) = after(device, clock)
    assert (sample.cop_ml, sample.cop_ap) == pytest.approx((-0.05, 0.1))
    assert device.info.nominal_rate_hz == 25.0


def test_a_plate_without_cells_can_be_zeroed(opened, clock):
    with LabPlate(WRENCH, size=None) as plate:
        device = opened(plate)
        device.tare(0.5)
        for _ in range(60):
            plate.push(0.0, 0.0, 20.0, 3.0, -2.0, 0.0)
            after(device, clock)
        assert device.tares[-1].accepted
        plate.push(0.0, 0.0, 720.0, 38.0, -72.0, 0.0)
        (sample,) = after(device, clock)
    assert sample.load_n == pytest.approx(700.0)
    assert (sample.cop_ml, sample.cop_ap) == pytest.approx((0.1, 0.05))


def test_an_upside_down_load_is_said(opened, clock):
    with LabPlate(WRENCH, size=None) as plate:
        device = opened(plate)
        plate.push(0.0, 0.0, -700.0, 0.0, 0.0, 0.0)
        (sample,) = after(device, clock)
    assert not sample.loaded
    assert "invert=True" in device.status().message


def test_a_sample_that_is_not_all_numbers_is_left_out(opened, clock):
    with LabPlate() as plate:
        device = opened(plate)
        plate.push(math.nan, 1.0, 1.0, 1.0)
        plate.push(200.0, 200.0, 200.0, 200.0)
        samples = after(device, clock)
        while not samples:
            samples = after(device, clock)
    assert [sample.load_n for sample in samples] == [800.0]


@pytest.mark.parametrize(
    ("plate", "says"),
    [
        ({"size": None}, "give width_m and length_m"),
        ({"labels": ("a", "b", "c"), "size": None}, "channels='tl,tr,bl,br'"),
        ({"units": ("volts",) * 4}, "'volts'; if that is wrong, give force_unit"),
    ],
)
def test_what_cannot_be_understood_is_said(opened, plate, says):
    with LabPlate(**plate) as sender:
        status = opened(sender).status()
    assert status.state == "searching"
    assert says in status.message
    assert sender.name in status.message


def test_two_streams_of_one_name_are_not_guessed_between(opened):
    with LabPlate() as plate, LabPlate(name=plate.name):
        assert "several" in opened(plate).status().message


def test_a_stream_that_is_not_there_is_waited_for(opened, clock):
    plate = LabPlate()
    plate.unplug()
    device = opened(plate)
    assert "start what sends it" in device.status().message
    with plate.plug_in():
        while device.status().state == "searching":
            clock.advance(0.5)
            device.drain()
        plate.push(200.0, 200.0, 200.0, 200.0)
        assert len(after(device, clock)) == 1


def test_source_stamps_keep_the_spacing_of_what_arrives_at_once():
    clock = SystemClock()
    with (
        LabPlate() as plate,
        open_device("lab_stream", stream=plate.name, stamps="source", clock=clock) as device,
    ):
        device.start()
        while device.status().state != "ready":
            time.sleep(0.01)
        begin = lsl().local_clock() - 0.2
        for i in range(20):
            plate.push(200.0, 200.0, 200.0, 200.0, stamp=begin + i / 100)
        samples = []
        for _ in range(2000):
            samples += device.drain()
            if len(samples) == 20:
                break
            time.sleep(0.002)
        now = clock.now()
    stamps = [sample.t for sample in samples]
    steps = [b - a for a, b in pairwise(stamps)]
    assert steps == pytest.approx([0.01] * 19, abs=1e-3)
    assert stamps[-1] <= now


def test_threaded_it_streams_is_lost_with_its_sender_and_returns():
    with LabPlate() as plate, open_device("lab_stream", stream=plate.name) as device:
        device.start()
        samples = play_until(device, plate, "streaming")
        plate.unplug()
        samples += play_until(device, plate, "lost")
        plate.plug_in()
        samples += play_until(device, plate, "streaming")
        samples += device.drain()
    assert [sample.seq for sample in samples] == list(range(len(samples)))
    stamps = [sample.t for sample in samples]
    assert stamps == sorted(stamps)


def play_until(device, plate, state):
    samples = []
    for _ in range(5000):
        plate.push(200.0, 200.0, 200.0, 200.0)
        samples += device.drain()
        if device.status().state == state:
            return samples
        time.sleep(0.005)
    pytest.fail(f"never {state}: {device.status()}")


INFO = DeviceInfo("Test board", "board", "B1", 100.0, 0.433, 0.238)
SAMPLE = BoardSample(10.5, 3, (100.0, 200.0, 150.0, 250.0), 700.0, 0.0619, -0.0238, 5)


def named(words):
    return f"Surefoot-{words}-{os.getpid()}"


def inlet_of(name):
    pylsl = lsl()
    (info,) = pylsl.resolve_byprop("name", name, 1, 5.0)
    inlet = pylsl.StreamInlet(info)
    inlet.open_stream(5.0)
    return inlet


def test_our_samples_arrive_with_labels_units_and_their_own_time(clock):
    name = named("samples")
    with LabOutlet(INFO, name=name, clock=clock) as outlet:
        now = lsl().local_clock()
        inlet = inlet_of(name)
        outlet.push_sample(SAMPLE)
        values, stamp = inlet.pull_sample(5.0)
        described = inlet.info(5.0)
    assert values == [100.0, 200.0, 150.0, 250.0, 700.0, 0.0619, -0.0238, 5.0]
    assert stamp == pytest.approx(now + 0.5, abs=0.1)
    assert described.get_channel_labels() == list(LABELS)
    assert described.get_channel_units()[:7] == ["N"] * 5 + ["m"] * 2
    assert described.type() == "Force"


def test_markers_arrive_in_order_with_their_time(clock):
    name = named("words")
    with LabOutlet(INFO, name=name, clock=clock) as outlet:
        inlet = inlet_of(f"{name}Markers")
        outlet.push_marker("trial begins")
        outlet.push_marker("target reached: links ✓", 12.0)
        (first, at), (second, later) = inlet.pull_sample(5.0), inlet.pull_sample(5.0)
    assert (first, second) == (["trial begins"], ["target reached: links ✓"])
    assert later - at == pytest.approx(2.0, abs=1e-6)


def test_what_we_send_we_can_read(opened, clock):
    name = named("both")
    with LabOutlet(INFO, name=name, clock=clock) as outlet:
        device = open_device("lab_stream", stream=name, clock=clock)
        with device:
            device.start()
            outlet.push_sample(SAMPLE)
            (sample,) = after(device, clock)
    assert sample.corners_n == SAMPLE.corners_n
    assert sample.load_n == 700.0
    assert device.info.width_m == 0.433
    assert device.info.nominal_rate_hz == 100.0


def test_a_closed_outlet_is_silent_and_gone(clock):
    name = named("gone")
    outlet = LabOutlet(INFO, name=name, clock=clock)
    outlet.close()
    outlet.close()
    outlet.push_sample(SAMPLE)
    outlet.push_marker("nobody hears")
    assert lsl().resolve_byprop("name", name, 1, 0.5) == []


def test_it_is_never_chosen_by_itself():
    assert "lab_stream" not in connected()


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ({"stream": ""}, "must be a stream's name or type"),
        ({"stamps": "mine"}, "arrival or source"),
        ({"axes": "x"}, "two of x, y"),
        ({"force_unit": "lb"}, "in 'lb'"),
        ({"origin_z_m": 40}, "origin_z_m=40 must be"),
    ],
)
def test_an_odd_option_is_one_line(option, says):
    with pytest.raises(DeviceError, match=says) as error:
        open_device("lab_stream", **({"stream": "plate"} | option))
    assert "\n" not in str(error.value)
