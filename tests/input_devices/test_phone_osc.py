"""A phone's tilt: OSC from an independent writer of it, any bytes whatever, and a real socket."""

from __future__ import annotations

import contextlib
import math
import socket
import struct
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from input_devices import connected, open_device
from input_devices.clock import ManualClock
from input_devices.osc import DEEPEST, Message, OscError, parse_packet
from input_devices.phone_osc import BURST, LARGEST, vector_tilt
from input_devices.sample import DeviceError

builder = pytest.importorskip("pythonosc.osc_message_builder", reason="needs python-osc")
bundles = pytest.importorskip("pythonosc.osc_bundle_builder", reason="needs python-osc")


def message(address, *arguments):
    """As python-osc writes it."""
    made = builder.OscMessageBuilder(address=address)
    for argument in arguments:
        made.add_arg(argument)
    return made.build()


def bundle(*contents):
    made = bundles.OscBundleBuilder(bundles.IMMEDIATELY)
    for content in contents:
        made.add_content(content)
    return made.build()


def gravity(right_deg=0.0, forward_deg=0.0, size=-1.0):
    """Gravity on a phone that lies screen up, whose right edge and top dip by so many degrees."""
    x, y = math.tan(math.radians(right_deg)), math.tan(math.radians(forward_deg))
    length = math.hypot(x, y, 1.0)
    return -size * x / length, -size * y / length, size / length


class Phone:
    """Sends to a device from a socket of its own."""

    def __init__(self, device, host="127.0.0.1"):
        self.device = device
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((host, 0))

    def send(self, data):
        self.socket.sendto(getattr(data, "dgram", data), self.device.listens_on)

    def tilt(self, right_deg=0.0, forward_deg=0.0):
        self.send(message("/gyrosc/gravity", *gravity(right_deg, forward_deg)))


@pytest.fixture
def clock():
    return ManualClock(10.0)


@pytest.fixture
def opened(clock):
    """A function that opens a phone on a free port in virtual time, and gives it and a sender."""
    with contextlib.ExitStack() as stack:

        def open_it(**options):
            device = stack.enter_context(open_device("phone_osc", port=0, clock=clock, **options))
            device.start()
            phone = Phone(device)
            stack.callback(phone.socket.close)
            return device, phone

        yield open_it


def after(device, clock, seconds=0.02):
    clock.advance(seconds)
    return device.drain()


def lean(device, clock):
    return after(device, clock)[-1].sticks[:2]


def test_numbers_of_every_kind_are_read():
    made = builder.OscMessageBuilder(address="/a/b")
    for value, kind in [(7, "i"), (0.5, "f"), (2**40, "h"), (0.1, "d"), ("word", "s")]:
        made.add_arg(value, kind)
    for value, kind in [(b"12345", "b"), (True, "T"), (None, "N"), (3, "i")]:
        made.add_arg(value, kind)
    (read,) = parse_packet(made.build().dgram)
    assert read == Message("/a/b", (7.0, 0.5, float(2**40), 0.1, 3.0))


def test_arrays_and_bundles_are_read_in_order():
    nested = message("/x", 1.0, [2.0, 3.0], 4.0)
    read = parse_packet(bundle(message("/a", 1), bundle(nested), message("/b", 2)).dgram)
    assert read == [
        Message("/a", (1.0,)),
        Message("/x", (1.0, 2.0, 3.0, 4.0)),
        Message("/b", (2.0,)),
    ]


def test_an_address_alone_is_a_message():
    assert parse_packet(b"/a\0\0") == [Message("/a", ())]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x",
        b"/a",
        b"/abc",
        b"a\0\0\0,\0\0\0",
        b"/a\0\0f\0\0\0\0\0\0\0",
        b"/a\0\0,f\0\0\0\0\0",
        b"/a\0\0,f\0\0\0\0\0\0\0\0\0\0",
        b"/a\0\0,q\0\0",
        b"/a\0\0,b\0\0\xff\xff\xff\xff",
        b"/a\0\0,b\0\0\0\0\0\x09abc\0",
        b"/\xff\0\0,\0\0\0",
        b"#bundle\0",
        b"#bundle\0" + bytes(8) + b"\0\0\0\x08/a\0\0",
        b"#bundle\0" + bytes(8) + bytes(4),
        b"#bundle\0" + bytes(8) + b"\xff\xff\xff\xfc",
    ],
)
def test_what_is_no_packet_is_refused(data):
    with pytest.raises(OscError):
        parse_packet(data)


def test_bundles_within_bundles_have_an_end():
    packet = message("/a", 1).dgram
    for depth in range(60):
        packet = b"#bundle\0" + bytes(8) + struct.pack(">i", len(packet)) + packet
        if depth + 1 <= DEEPEST:
            assert parse_packet(packet) == [Message("/a", (1.0,))]
        else:
            with pytest.raises(OscError, match="deeper"):
                parse_packet(packet)


texts = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=20)
arguments = st.lists(
    st.integers(-(2**31), 2**31 - 1) | st.floats(width=32) | st.booleans() | texts, max_size=8
)


@given(texts, arguments)
def test_what_another_program_writes_is_read(name, values):
    (read,) = parse_packet(message(f"/{name}", *values).dgram)
    numbers = [float(v) for v in values if type(v) in (int, float)]
    assert read.address == f"/{name}"
    assert repr(list(read.numbers)) == repr(numbers)


@given(
    st.binary(max_size=200)
    | st.binary(max_size=120).map(lambda rest: b"#bundle\0" + bytes(8) + rest)
    | st.binary(max_size=120).map(lambda rest: b"/gravity\0\0\0\0," + rest)
)
def test_any_bytes_are_messages_or_one_error(data):
    with contextlib.suppress(OscError):
        for read in parse_packet(data):
            assert read.address.startswith("/")
            assert all(type(number) is float for number in read.numbers)


@pytest.mark.parametrize("size", [-1.0, 9.81])
def test_the_side_that_sinks_is_positive_whichever_way_gravity_is_counted(size):
    tilt = vector_tilt(gravity(10.0, -5.0, size), "z")
    assert (tilt["x"], tilt["y"]) == pytest.approx((10.0, -5.0))


def test_on_the_chest_leaning_forward_dips_the_screen():
    forward, right = math.radians(8.0), math.radians(4.0)
    tilt = vector_tilt((0.0, -math.cos(forward), math.sin(forward)), "y")
    assert tilt["z"] == pytest.approx(8.0)
    tilt = vector_tilt((-math.sin(right), -math.cos(right), 0.0), "y")
    assert -tilt["x"] == pytest.approx(4.0)  # the phone's right is the wearer's left


def test_weightless_or_two_numbers_are_no_tilt():
    assert vector_tilt((0.0, 0.0, 0.0), "z") is None
    assert vector_tilt((0.0, 1.0), "z") is None


def test_degrees_become_lean_by_this_persons_range(opened, clock):
    device, phone = opened(range_ml=20, range_ap=10)
    phone.tilt(10.0, 0.0)
    assert lean(device, clock) == pytest.approx((0.5, 0.0), abs=1e-6)
    phone.tilt(0.0, 5.0)
    assert lean(device, clock) == pytest.approx((0.0, 0.5), abs=1e-6)
    phone.tilt(-40.0, 0.0)
    assert lean(device, clock) == (-1.0, 0.0)


@pytest.mark.parametrize(
    ("options", "address", "numbers"),
    [
        ({}, "/accxyz", gravity(6.0, 3.0)),
        ({}, "/4F-12/gravity", gravity(6.0, 3.0)),
        ({}, "/accelerometer", gravity(6.0, 3.0, 9.81)),
        ({}, "/tilt", (6.0, 3.0)),
        ({"axes": "y,x"}, "/tilt", (3.0, 6.0, 170.0)),
        ({"axes": "-x,-y"}, "/gravity", gravity(-6.0, -3.0)),
        (
            {"address": "/imu", "kind": "radians"},
            "/imu",
            (math.radians(6.0), math.radians(3.0)),
        ),
        ({"address": "/imu", "kind": "vector"}, "/imu", gravity(6.0, 3.0)),
    ],
)
def test_messages_of_many_apps_are_understood(opened, clock, options, address, numbers):
    device, phone = opened(range_ml=30, range_ap=30, **options)
    phone.send(message(address, *map(float, numbers)))
    assert lean(device, clock) == pytest.approx((0.2, 0.1), abs=1e-6)


def test_one_message_of_many_is_heeded(opened, clock):
    device, phone = opened()
    for _ in range(5):
        phone.send(
            bundle(
                message("/gyrosc/gravity", *gravity(5.0, 0.0)),
                message("/accxyz", *gravity(-9.0, 9.0)),
                message("/gyrosc/button", 1.0),
            )
        )
    samples = after(device, clock)
    assert len(samples) == 5
    assert all(sample.sticks[0] > 0.3 for sample in samples)


def test_tare_sets_upright(opened, clock):
    device, phone = opened(range_ml=10)
    device.tare(0.2)
    for _ in range(20):
        phone.tilt(7.0, -3.0)
        after(device, clock)
    phone.tilt(7.0, -3.0)
    assert lean(device, clock) == pytest.approx((0.0, 0.0), abs=1e-6)
    phone.tilt(12.0, -3.0)
    assert lean(device, clock)[0] == pytest.approx(0.5, abs=0.02)


def test_a_second_sender_is_not_mixed_in(opened, clock):
    device, phone = opened()
    phone.tilt(5.0)
    assert len(after(device, clock)) == 1
    try:
        other = Phone(device, "127.0.0.2")
    except OSError:
        pytest.skip("this system's loopback has one address")
    with other.socket:
        other.tilt(-5.0)
        assert after(device, clock) == []
        assert device.counts.others == 1
        after(device, clock, 1.5)
        other.tilt(-5.0)
        assert lean(device, clock)[0] < 0.0


def test_large_datagrams_are_thrown_away(opened, clock):
    device, phone = opened()
    phone.send(bundle(*[message("/gravity", *gravity(5.0))] * 40))
    assert after(device, clock) == []
    assert device.counts.large == 1
    phone.send(b"/gravity\0\0\0\0" + bytes(LARGEST))
    phone.tilt(5.0)
    assert len(after(device, clock)) == 1
    assert device.counts.large == 2


def test_a_flood_is_cut_and_the_stream_goes_on(opened, clock):
    device, phone = opened()
    for _ in range(150):
        phone.tilt(5.0)
    assert len(device.drain()) == BURST
    assert device.counts.many == 100
    phone.tilt(5.0)
    assert len(after(device, clock)) == 1


def test_nonsense_is_counted_and_survived(opened, clock):
    device, phone = opened()
    for junk in (b"", b"hello", b"/gravity\0\0\0\0,fff", bytes(100)):
        phone.send(junk)
    nan, inf = math.nan, math.inf
    for numbers in [(nan, 0.0, -1.0), (inf, 0.0, 0.0), (0.0, 0.0, 0.0), (1.0,), ()]:
        phone.send(message("/gravity", *numbers))
    assert after(device, clock) == []
    assert device.counts.malformed == 4
    phone.tilt(5.0)
    assert len(after(device, clock)) == 1
    assert device.status().state == "streaming"


def test_silence_is_lost_and_the_next_message_streams(opened, clock):
    device, phone = opened()
    after(device, clock, 1.5)
    assert device.status().state == "ready"
    assert "let an app send" in device.status().message
    phone.tilt(5.0)
    assert after(device, clock)
    after(device, clock, 1.5)
    assert device.status().state == "lost"
    assert "is it awake?" in device.status().message
    phone.tilt(5.0)
    assert len(after(device, clock)) == 1
    assert device.status().state == "streaming"


def test_it_is_bound_to_this_machine_unless_told_otherwise(opened):
    device, _ = opened()
    assert device.listens_on[0] == "127.0.0.1"
    device, _ = opened(host="0.0.0.0")
    assert device.listens_on[0] == "0.0.0.0"


def test_the_bare_argument_is_an_address_with_or_without_a_port(clock):
    with open_device("phone_osc:127.0.0.1:0", clock=clock) as device:
        device.start()
        assert device.listens_on[1] > 0
    with open_device("phone_osc:0.0.0.0", clock=clock) as device:
        assert device.listens_on == ("0.0.0.0", 9000)


def test_a_taken_port_is_said_and_free_again_it_listens(opened, clock):
    device, _ = opened()
    host, port = device.listens_on
    with open_device("phone_osc", host=host, port=port, clock=clock) as second:
        second.start()
        assert second.status().state == "searching"
        assert "whatever else listens there" in second.status().message
        device.close()
        clock.advance(1.0)
        second.drain()
        assert second.status().state == "ready"


def test_it_is_never_chosen_by_itself():
    assert "phone_osc" not in connected()


def test_threaded_it_streams_over_the_socket():
    with open_device("phone_osc", port=0) as device:
        device.start()
        samples = []
        while device.listens_on[1] == 0:
            time.sleep(0.001)
        phone = Phone(device)
        with phone.socket:
            for turn in range(5000):
                phone.tilt(turn % 10, 0.0)
                time.sleep(0.002)
                samples += device.drain()
                if len(samples) >= 50:
                    break
    assert [sample.seq for sample in samples[:50]] == list(range(50))
    stamps = [sample.t for sample in samples]
    assert stamps == sorted(stamps)


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ({"axes": "x,w"}, "two of x, y, z"),
        ({"range_ml": 90}, "range_ml=90 must be"),
        ({"port": 70_000}, "port=70000 must be"),
        ({"host": "127.0.0.1:nine"}, "port=nine must be"),
        ({"kind": "quaternion"}, "must be one of vector, degrees, radians"),
        ({"address": "/imu"}, "must be one of vector, degrees, radians"),
    ],
)
def test_an_odd_option_is_one_line(option, says):
    with pytest.raises(DeviceError, match=says) as error:
        open_device("phone_osc", **option)
    assert "\n" not in str(error.value)
