"""The kernel's own view of a board, where hidraw is not permitted: events through a named pipe."""

from __future__ import annotations

import math
import os
import sys

import pytest

if sys.platform != "linux":
    pytest.skip("evdev is Linux's", allow_module_level=True)

from input_devices import wii_evdev
from input_devices.clock import ManualClock
from input_devices.sample import DeviceError
from input_devices.weighing import STANDARD_GRAVITY
from input_devices.wii_balance_board import FRONT_BUTTON, WiiBalanceBoard
from input_devices.wii_evdev import (
    ABS,
    BOTTOM_LEFT,
    BOTTOM_RIGHT,
    BTN_A,
    EVENT,
    KEY,
    SYN,
    SYN_DROPPED,
    SYN_REPORT,
    TOP_LEFT,
    TOP_RIGHT,
    EvdevLink,
    find_node,
)


def event(kind: int, code: int, value: int) -> bytes:
    return EVENT.pack(0, 0, kind, code, value)


def load(top_left: int, top_right: int, bottom_left: int, bottom_right: int) -> bytes:
    """The events of one report, in hundredths of a kilogram."""
    values = {
        TOP_RIGHT: top_right,
        BOTTOM_RIGHT: bottom_right,
        TOP_LEFT: top_left,
        BOTTOM_LEFT: bottom_left,
    }
    return b"".join(event(ABS, axis, value) for axis, value in values.items()) + event(
        SYN, SYN_REPORT, 0
    )


@pytest.fixture
def node(tmp_path):
    """A node and the writing end of what the kernel says there."""
    path = tmp_path / "event7"
    os.mkfifo(path)
    keeper = os.open(path, os.O_RDWR)
    yield path, keeper
    os.close(keeper)


def sysfs_with(tmp_path, **names: str):
    for event_name, name in names.items():
        folder = tmp_path / "sys" / event_name / "device"
        folder.mkdir(parents=True)
        (folder / "name").write_text(name + "\n")
    return tmp_path / "sys"


def test_the_boards_node_is_found_by_the_kernels_name(tmp_path, node):
    sysfs = sysfs_with(tmp_path, event3="Nintendo Wii Remote", event7=wii_evdev.NAME)
    assert find_node(sysfs, tmp_path) == node[0]


def test_no_board_no_node(tmp_path):
    sysfs = sysfs_with(tmp_path, event3="Nintendo Wii Remote", event9=wii_evdev.NAME)
    assert find_node(sysfs, tmp_path) is None  # event9 is named but not there to be read


def test_a_report_is_four_corners_in_kilograms(node):
    path, kernel = node
    link = EvdevLink(path)
    os.write(kernel, load(1500, 499, 1999, 1000))
    (reading,) = link.read(0.0)
    assert reading.corners_kg == (15.0, 4.99, 19.99, 10.0)
    assert not reading.button
    assert math.isnan(reading.battery)
    link.close()


def test_what_did_not_change_keeps_its_value_and_the_button_is_seen(node):
    path, kernel = node
    link = EvdevLink(path)
    os.write(kernel, load(1500, 499, 1999, 1000))
    os.write(kernel, event(ABS, TOP_LEFT, 1600) + event(KEY, BTN_A, 1) + event(SYN, SYN_REPORT, 0))
    first, second = link.read(0.0)
    assert second.corners_kg == (16.0, *first.corners_kg[1:])
    assert second.button
    link.close()


def test_events_after_a_drop_are_not_trusted_until_the_next_report(node):
    path, kernel = node
    link = EvdevLink(path)
    os.write(kernel, load(1500, 500, 2000, 1000))
    os.write(kernel, event(SYN, SYN_DROPPED, 0) + event(ABS, TOP_LEFT, 9999))
    os.write(kernel, event(SYN, SYN_REPORT, 0) + load(1510, 500, 2000, 1000))
    assert [reading.corners_kg[0] for reading in link.read(0.0)] == [15.0, 15.0, 15.1]
    link.close()


def test_silence_is_none(node):
    link = EvdevLink(node[0])
    assert link.read(0.0) is None
    link.close()


class Forbidden:
    """hidapi beside a hidraw node that this user may not open."""

    def __init__(self, path):
        self.path = os.fsencode(path)

    def enumerate(self, vendor_id, product_id):
        return [{"path": self.path, "serial_number": "00:24:44:00:00:01", "product_string": ""}]

    def device(self):
        return self

    def open_path(self, path):
        raise OSError("open failed")


@pytest.fixture
def board(tmp_path, node, monkeypatch):
    """The driver where only the evdev node is permitted, on a virtual clock."""
    hidraw = tmp_path / "hidraw0"
    hidraw.touch()
    allowed = os.access  # root may read everything, so permission is taken away by hand
    monkeypatch.setattr(os, "access", lambda path, mode: path != hidraw and allowed(path, mode))
    monkeypatch.setattr(wii_evdev, "find_node", lambda: node[0])
    device = WiiBalanceBoard(hid=Forbidden(hidraw), clock=ManualClock())
    device.start()
    yield device
    device.close()


def test_the_driver_streams_through_it_and_says_what_it_lacks(board, node):
    for i in range(30):
        os.write(node[1], load(1500 + i, 2000, 1500, 2000) + event(KEY, BTN_A, 1))
        board.clock.advance(0.01)
    samples = board.drain()
    assert len(samples) == 30
    assert samples[-1].load_n == pytest.approx(70.29 * STANDARD_GRAVITY)
    assert samples[-1].buttons == FRONT_BUTTON
    assert "udev-rule" in board.status().message
    board.tare(2.0)
    assert board.tares == []


def test_an_empty_board_that_says_nothing_is_ready_not_lost(board, node):
    os.write(node[1], load(0, 0, 0, 0))
    board.drain()
    board.clock.advance(0.5)
    board.drain()
    assert board.status().state == "ready"
    os.write(node[1], load(1500, 1500, 1500, 1500))
    assert board.drain()
    board.clock.advance(0.5)
    board.drain()
    assert board.status().state == "lost"


def test_a_node_that_is_gone_is_an_os_error(tmp_path):
    with pytest.raises(OSError, match="event9"):
        EvdevLink(tmp_path / "event9")
    assert not issubclass(DeviceError, OSError)
