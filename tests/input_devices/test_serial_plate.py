"""A four-cell plate over a real pseudo-terminal: readings, greetings, damage, unplugging."""

from __future__ import annotations

import math
import random
import time

import pytest
from pseudo_port import HELLO, PseudoPort, sealed

from input_devices import open_device, serial_plate
from input_devices.clock import ManualClock
from input_devices.sample import DeviceError

STANDING = (15_000, 25_000, 15_000, 25_000)  # grams: 80 kg, to the right
EMPTY = (10, -20, 30, 0)
G = 9.80665


@pytest.fixture
def port(tmp_path):
    with PseudoPort(tmp_path) as port:
        yield port.plug_in()


@pytest.fixture
def clock():
    return ManualClock(10.0)


@pytest.fixture
def opened(port, clock):
    """A function that opens the plate in virtual time; all are closed at the end."""
    devices = []

    def open_it(**options):
        options = {"port": str(port.path)} | options
        devices.append(open_device("serial_plate", clock=clock, **options))
        devices[-1].start()
        return devices[-1]

    yield open_it
    for device in devices:
        device.close()


def pass_time(device, clock, seconds=0.01):
    clock.advance(seconds)
    return device.drain()


def greeted(port, device):
    port.send(b"\n" + sealed(HELLO))
    device.drain()
    return device


def test_grams_become_newtons_and_a_centre_of_pressure(port, opened, clock):
    device = greeted(port, opened())
    port.stand(STANDING)
    (sample,) = pass_time(device, clock)
    assert sample.corners_n == pytest.approx([mass * G / 1000 for mass in STANDING])
    assert sample.load_n == pytest.approx(80 * G)
    assert sample.cop_ml == pytest.approx(0.4 / 2 * (50 - 30) / 80)
    assert sample.cop_ap == pytest.approx(0.0)
    assert sample.t == 10.01


def test_the_plate_says_what_it_is(port, opened):
    info = greeted(port, opened()).info
    assert (info.width_m, info.length_m, info.nominal_rate_hz, info.serial) == (
        0.4,
        0.3,
        80.0,
        "A1",
    )


def test_options_count_more_than_the_greeting(port, opened, clock):
    device = greeted(port, opened(width_m=0.5, rate_hz=25, unit="N", max_load_n=1500))
    port.stand((200, 200, 200, 200))
    (sample,) = pass_time(device, clock)
    assert sample.load_n == 800.0
    info = device.info
    assert (info.width_m, info.length_m, info.nominal_rate_hz) == (0.5, 0.3, 25)
    assert info.max_load_n == 1500


def test_without_a_greeting_options_suffice(port, opened, clock):
    device = opened(width_m=0.6, length_m=0.4, unit="kg", rate_hz=25)
    port.send(b"\n0,20,20,10,10\n1,20,20,10,10\n")
    first, second = pass_time(device, clock)
    assert first.load_n == pytest.approx(60 * G)
    assert first.cop_ap == pytest.approx(0.2 * 20 / 60)
    assert (first.seq, second.seq) == (0, 1)


def test_a_plate_that_does_not_say_its_size_is_not_believed(port, opened, clock):
    device = opened(unit="g")
    said = set()
    for _ in range(700):
        port.stand(STANDING)
        assert pass_time(device, clock) == []
        said.add(device.status().message)
    assert any("does not say width_m and length_m" in message for message in said)


def test_a_plate_of_25_lines_a_second_streams_without_gaps(port, opened, clock):
    device = greeted(port, opened(rate_hz=25))
    samples = []
    for _ in range(50):
        port.stand(STANDING)
        samples += pass_time(device, clock, 0.04)
    status = device.status()
    assert len(samples) == 50
    assert (status.state, status.gaps) == ("streaming", 0)
    assert status.rate_hz == pytest.approx(25.0)


def test_stepping_on_and_off(port, opened, clock):
    device = greeted(port, opened())
    port.stand(EMPTY)
    assert not pass_time(device, clock)[0].loaded
    port.stand(STANDING)
    assert pass_time(device, clock)[0].loaded
    port.stand(EMPTY)
    (sample,) = pass_time(device, clock)
    assert math.isnan(sample.cop_ml)


def test_it_is_zeroed(port, opened, clock):
    device = greeted(port, opened())
    device.tare(1.0)
    for _ in range(120):
        port.stand(EMPTY)
        (sample,) = pass_time(device, clock)
    assert device.tares[-1].accepted
    assert sample.corners_n == pytest.approx((0.0, 0.0, 0.0, 0.0), abs=1e-9)


def test_a_refused_zero_is_said(port, opened, clock):
    device = greeted(port, opened())
    device.tare(1.0)
    for _ in range(120):
        port.stand(STANDING)
        pass_time(device, clock)
    assert "step off" in device.status().message


def test_half_lines_are_put_together(port, opened, clock):
    device = greeted(port, opened())
    line = sealed("0,20000,20000,20000,20000")
    for byte in line[:-1]:
        port.send(bytes([byte]))
        assert pass_time(device, clock, 0.001) == []
    port.send(line[-1:])
    assert len(pass_time(device, clock)) == 1


def test_damage_is_counted_said_and_survived(port, opened, clock):
    device = greeted(port, opened())
    for seq in range(50):
        port.stand(STANDING)
        if seq % 10 == 0:
            port.send(b"9,1,2*zz\n" + b"12,1,2,3,4*00\n")
        assert len(pass_time(device, clock)) == 1
    assert (device.lines.counts.garbage, device.lines.counts.checksum) == (5, 5)
    assert "10 of 60 lines damaged" in device.status().message


def test_ten_thousand_random_bytes_make_no_sample_and_no_harm(port, opened, clock):
    device = greeted(port, opened())
    noise = random.Random(5).randbytes(10_000)
    samples = []
    for start in range(0, len(noise), 500):
        port.stand(STANDING)
        port.send(noise[start : start + 500])
        port.send(b"\n")
        samples += pass_time(device, clock)
    assert device.lines.bytes > 10_000
    assert len(samples) == 20
    assert [sample.load_n for sample in samples] == pytest.approx([80 * G] * 20)
    assert device.status().state == "streaming"


def test_the_wrong_baud_rate_is_suspected(port, opened, clock):
    device = opened()
    for _ in range(60):
        port.send(b"\xf0\x81\n")
        pass_time(device, clock, 0.1)
    assert "115200 its baud rate" in device.status().message


def test_a_board_that_restarts_when_opened_is_waited_for(port, opened, clock):
    device = opened()
    for _ in range(40):
        pass_time(device, clock, 0.1)
        assert device.status().state == "ready"
    greeted(port, device)
    port.stand(STANDING)
    assert len(pass_time(device, clock)) == 1


def test_unplugged_it_is_lost_and_back_it_streams_on(port, opened, clock):
    device = greeted(port, opened())
    port.stand(STANDING)
    before = pass_time(device, clock)
    port.unplug()
    assert pass_time(device, clock) == []
    assert device.status().state == "lost"
    for _ in range(100):
        assert pass_time(device, clock) == []
    assert "plug the plate in" in device.status().message
    port.plug_in()
    after = []
    for _ in range(600):
        port.send(sealed(HELLO))
        port.stand(STANDING)
        after += pass_time(device, clock)
    assert device.status().state == "streaming"
    assert [s.seq for s in before + after] == list(range(1 + len(after)))
    assert after[0].t > before[-1].t


def test_silence_is_a_loss(port, opened, clock):
    device = greeted(port, opened())
    port.stand(STANDING)
    pass_time(device, clock)
    for _ in range(12):
        pass_time(device, clock, 0.1)
    assert device.status().state == "lost"
    assert "no data" in device.status().message


def test_threaded_it_streams_and_survives_unplugging(port):
    port.waits = False
    with open_device("serial_plate", port=str(port.path)) as device:
        device.start()
        samples = play_until(device, port, "streaming")
        port.unplug()
        samples += play_until(device, port, "lost")
        port.plug_in()
        samples += play_until(device, port, "streaming")
        samples += device.drain()
    assert [sample.seq for sample in samples] == list(range(len(samples)))
    stamps = [sample.t for sample in samples]
    assert stamps == sorted(stamps)


def play_until(device, port, state):
    samples = []
    for turn in range(5000):
        if turn % 10 == 0:
            port.send(sealed(HELLO))
        port.stand(STANDING)
        samples += device.drain()
        if device.status().state == state:
            return samples
        time.sleep(0.002)
    pytest.fail(f"never {state}: {device.status()}")


class Listed:
    """What the system's list of ports says of one."""

    def __init__(self, device, vid):
        self.device, self.vid = str(device), vid


@pytest.fixture
def on_usb(monkeypatch):
    """Make these the system's ports; pseudo-terminals are in no list of it."""
    list_ports = pytest.importorskip("serial.tools.list_ports")

    def put(*ports):
        monkeypatch.setattr(list_ports, "comports", lambda: list(ports))

    return put


def test_the_port_that_greets_is_found_among_several(tmp_path, port, opened, clock, on_usb):
    (tmp_path / "a").mkdir()
    with PseudoPort(tmp_path / "a") as silent:
        silent.plug_in()
        on_usb(Listed(port.path, 0x2341), Listed(silent.path, 0x1A86), Listed("/dev/ttyS0", None))
        assert serial_plate.usb_ports() == sorted([str(silent.path), str(port.path)])
        device = opened(port="")
        samples = []
        for _ in range(800):
            silent.send(b"AT\r\n")
            port.send(sealed(HELLO))
            port.stand(STANDING)
            samples += pass_time(device, clock)
        assert samples
        assert device.info.serial == "A1"
        assert silent.heard() == b""


def test_without_any_port_it_says_so(opened, on_usb):
    on_usb()
    assert "no microcontroller on USB" in opened(port="").status().message


def test_a_port_that_is_not_there_or_no_port_is_said(opened, tmp_path):
    assert "there is no port" in opened(port=str(tmp_path / "no")).status().message
    (tmp_path / "file").write_text("")
    assert "cannot be opened" in opened(port=str(tmp_path / "file")).status().message


def test_a_port_in_use_is_said(port, opened):
    opened()
    assert "close other programs" in opened().status().message


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ({"unit": "lb"}, "unit='lb' must be one of N, g, kg"),
        ({"width_m": 40}, "width_m=40 must be"),
        ({"length_m": math.nan}, "length_m=nan must be"),
        ({"rate_hz": 0}, "rate_hz=0 must be"),
        ({"max_load_n": -1}, "max_load_n=-1 must be"),
    ],
)
def test_an_odd_option_is_one_line(option, says):
    with pytest.raises(DeviceError, match=says) as error:
        open_device("serial_plate", **option)
    assert "\n" not in str(error.value)
