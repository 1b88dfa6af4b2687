"""Linux: the board through the kernel's evdev node, which every logged-in user may read, where its
hidraw node is not permitted. Second best: hundredths of a kilogram, never below zero (so it cannot
be zeroed), no temperature, no true battery, and nothing while nothing changes.

The node is called "Nintendo Wii Remote Balance Board"; ABS_HAT0X, HAT0Y, HAT1X, HAT1Y are top
right, bottom right, top left, bottom left; BTN_A is the front button. Source: Linux
hid-wiimote-modules.
"""

from __future__ import annotations

import os
import select
import struct
import sys
from pathlib import Path

from input_devices.wii_link import Reading

assert sys.platform == "linux", "evdev is Linux's"
import fcntl  # noqa: E402  not elsewhere

NAME = "Nintendo Wii Remote Balance Board"
SYSFS = Path("/sys/class/input")
NODES = Path("/dev/input")

EVENT = struct.Struct("@llHHi")  # struct input_event: time (s, us), type, code, value
SYN, KEY, ABS = 0x00, 0x01, 0x03
SYN_REPORT, SYN_DROPPED = 0, 3
BTN_A = 0x130
TOP_RIGHT, BOTTOM_RIGHT, TOP_LEFT, BOTTOM_LEFT = 0x10, 0x11, 0x12, 0x13  # ABS_HAT0X..HAT1Y
AXES = (TOP_LEFT, TOP_RIGHT, BOTTOM_LEFT, BOTTOM_RIGHT)


def find_node(sysfs: Path = SYSFS, nodes: Path = NODES) -> Path | None:
    """The event node of a connected board that this user may read, or None."""
    for name in sorted(sysfs.glob("event*/device/name")):
        try:
            if name.read_text().strip() != NAME:
                continue
        except OSError:  # unplugged while we looked
            continue
        node = nodes / name.parts[-3]
        if os.access(node, os.R_OK):
            return node
    return None


class EvdevLink:
    """An open event node, read like a WiiLink. OSError if it cannot be opened or has gone."""

    ALWAYS_SENDS = False
    CAN_ZERO = False

    def __init__(self, node: Path) -> None:
        self.warning = "read through the kernel: cannot be zeroed; `surefoot udev-rule` helps"
        self._file = os.open(node, os.O_RDONLY | os.O_NONBLOCK)
        self._axes = dict.fromkeys(AXES, 0)
        self._button = False
        self._dropped = False
        self._refresh()

    def read(self, timeout_s: float) -> list[Reading] | None:
        """The readings that arrived within the time, None for silence."""
        if not select.select([self._file], [], [], timeout_s)[0]:
            return None
        received = os.read(self._file, 64 * EVENT.size)
        if not received:
            raise OSError("the board has gone")
        whole = len(received) - len(received) % EVENT.size
        events = EVENT.iter_unpack(received[:whole])
        return [reading for event in events if (reading := self._take(*event[2:]))]

    def close(self) -> None:
        os.close(self._file)

    def _take(self, kind: int, code: int, value: int) -> Reading | None:
        if kind == SYN and code == SYN_DROPPED:
            self._dropped = True
        elif kind == SYN and code == SYN_REPORT:
            if self._dropped:  # the kernel lost events: what it holds now is the truth
                self._dropped = False
                self._refresh()
            return self._reading()
        elif kind == ABS and code in self._axes and not self._dropped:
            self._axes[code] = value
        elif kind == KEY and code == BTN_A:
            self._button = bool(value)
        return None

    def _reading(self) -> Reading:
        a, b, c, d = (self._axes[axis] for axis in AXES)
        return Reading((a / 100, b / 100, c / 100, d / 100), (a, b, c, d), self._button)

    def _refresh(self) -> None:
        """The kernel's present value of each axis (EVIOCGABS); only a real node answers."""
        for axis in AXES:
            state = bytearray(24)
            try:
                fcntl.ioctl(self._file, 0x80184540 + axis, state)
            except OSError:
                return
            self._axes[axis] = struct.unpack_from("i", state)[0]
