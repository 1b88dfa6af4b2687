"""The way to a board's bytes through hidapi, with what differs between systems kept in this file.

hidapi's Python module is called `hidraw` on Linux (its `hid` goes through libusb there, which sees
no Bluetooth) and `hid` elsewhere. A write on Linux and macOS sends the exact length. On Windows
hidapi pads every write to 22 bytes, which some stacks accept and others ignore without a word, so
there are further ways to try (wii_windows); which one works shows only by an answer.

Whatever looks like the module (`enumerate`, `device`) can be used instead: the emulated boards do.
"""

from __future__ import annotations

import importlib
import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from input_devices.sample import DeviceError
from input_devices.wii_protocol import REPORT_SIZE

VENDOR = 0x057E
PRODUCTS = (0x0306, 0x0330)  # shared with the Wii remotes: only the extension ID tells a board

Hid = Any  # the hidapi module, or something of its shape


def nothing() -> None:
    """What a way of writing without resources does when closed."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to write: `write` is false if the link is gone; true does not mean it was heard."""

    name: str
    write: Callable[[bytes], bool]
    close: Callable[[], None] = nothing


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be a board: a Wii remote has the same vendor and product."""

    path: bytes
    serial: str
    name: str


def system_hid() -> Hid:
    """hidapi's module for this system. DeviceError if it is not installed."""
    for name in ("hidraw", "hid") if sys.platform == "linux" else ("hid",):
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    raise DeviceError("the balance board needs hidapi: pip install hidapi")


def candidates(hid: Hid) -> list[Candidate]:
    """What could be a board now, those named so first, each once."""
    found: dict[bytes, Candidate] = {}
    for product in PRODUCTS:
        for entry in hid.enumerate(VENDOR, product):
            serial, name = entry.get("serial_number") or "", entry.get("product_string") or ""
            found.setdefault(entry["path"], Candidate(entry["path"], serial, name))
    return sorted(found.values(), key=lambda candidate: "WBC" not in candidate.name)


class HidLink:
    """An open board: whole reports in, whole reports out. OSError when it cannot be opened."""

    def __init__(self, hid: Hid, path: bytes) -> None:
        self._path = path
        self._hid = hid
        self._device = hid.device()
        self._device.open_path(path)
        self._device.set_nonblocking(1)
        self._open: list[Way] = []

    def read(self, timeout_s: float) -> bytes:
        """One report, or no bytes if none came in time. OSError once the link is lost."""
        timeout_ms = math.ceil(timeout_s * 1000)
        return bytes(self._device.read(REPORT_SIZE, timeout_ms) or b"")

    def ways(self) -> Iterator[Way]:
        """The ways to write, the usual one first, each opened when it is its turn. They close with
        the link."""
        yield self._opened(Way("plain", lambda data: self._device.write(data) >= 0))
        extra = getattr(self._hid, "extra_ways", None) or _windows_ways()
        for opener in extra(self._path):
            try:
                yield self._opened(opener())
            except OSError:
                continue

    def close(self) -> None:
        """Let go; the board stays connected to the computer."""
        for way in self._open:
            way.close()
        self._open.clear()
        self._device.close()

    def _opened(self, way: Way) -> Way:
        self._open.append(way)
        return way


def _windows_ways() -> Callable[[bytes], list[Callable[[], Way]]]:
    if sys.platform != "win32":
        return lambda path: []
    from input_devices import wii_windows

    return wii_windows.ways
