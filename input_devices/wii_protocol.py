"""The balance board's reports: bytes <-> values, pure. The board (RVL-WBC-01) speaks the HID
reports of the Wii remote over classic Bluetooth; here is their layout and nothing else, so that
driver, emulated board and fuzzer share one truth.

A report is its ID byte and a payload of fixed length; some systems pad what they hand over to 22
bytes, so a report is read by its ID and its tail is ignored. Buttons are the big-endian word after
the ID. Extension bytes hold four unsigned 16-bit big-endian counts, top right, bottom right, top
left, bottom left (top = the edge away from the power button), about 100 counts per kilogram; 0x34
adds temperature (byte 8) and battery (byte 10).

Sources: Linux hid-wiimote, xwiimote's PROTOCOL, WiiBrew's Wii_Balance_Board page, Dolphin's
BalanceBoard.cpp. Where they disagree about the order of the sensors, all but one early post say
this one.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import NamedTuple

REPORT_SIZE = 22  # of the longest report in either direction, ID included
BUTTON_A = 0x0008
NO_COUNT = 0xFFFF  # what a sensor shows when the board has no data
NOT_CARRIED = 0  # temperature and battery of a report that has none

# Payload bytes after the ID, from the HID report descriptor.
OUTPUT_SIZES = {
    0x10: 1, 0x11: 1, 0x12: 2, 0x13: 1, 0x14: 1, 0x15: 1, 0x16: 21, 0x17: 6, 0x18: 21, 0x19: 1,
    0x1A: 1,
}  # fmt: skip
INPUT_SIZES = {
    0x20: 6, 0x21: 21, 0x22: 4, 0x30: 2, 0x31: 5, 0x32: 10, 0x33: 17, 0x34: 21, 0x35: 21, 0x36: 21,
    0x37: 21, 0x3D: 21, 0x3E: 21, 0x3F: 21,
}  # fmt: skip


class ProtocolError(ValueError):
    """Bytes that are no report of the board; the message shows them."""


class Sensors(NamedTuple):
    """0x32 or 0x34: raw counts of the four sensors; temperature and battery bytes as they come."""

    report: int
    buttons: int
    top_right: int
    bottom_right: int
    top_left: int
    bottom_left: int
    temperature: int = NOT_CARRIED
    battery: int = NOT_CARRIED


class Status(NamedTuple):
    """0x20: flags (0x02 = sensors present, high nibble = lamps). Its battery byte says nothing on a
    balance board: every source reads a constant there.
    """

    buttons: int
    flags: int
    battery: int

    @property
    def has_sensors(self) -> bool:
        return bool(self.flags & 0x02)


class Memory(NamedTuple):
    """0x21: 16 bytes read from a register. `size` is what the board claims of them; third-party
    boards always claim 16. error: 0 fine, 7 unreachable, 8 no such address.
    """

    buttons: int
    size: int
    error: int
    address: int  # the low 16 bits
    data: bytes


class Acknowledgement(NamedTuple):
    """0x22: the board took (error 0) or refused an output report."""

    buttons: int
    report: int
    error: int


class Leds(NamedTuple):
    """0x11: high nibble the lamps; a balance board has the first, 0x10."""

    bits: int


class Mode(NamedTuple):
    """0x12: which input report carries the data; flag 0x04 = also when nothing changes."""

    flags: int
    report: int


class StatusRequest(NamedTuple):
    """0x15: the board answers with a status report."""

    flags: int = 0


class Write(NamedTuple):
    """0x16: put 1 to 16 bytes at an address: 32 bits, the top byte flags (0x04 = register)."""

    address: int
    data: bytes


class Read(NamedTuple):
    """0x17: ask for `size` bytes from such an address."""

    address: int
    size: int


class Plain(NamedTuple):
    """Any other report of the descriptor, payload as it is; also 0x32 and 0x34 with a sensor at
    0xFFFF, which is how the board says that it has no data."""

    report: int
    payload: bytes


SensorFields = tuple[int, int, int, int, int, int, int, int]  # as in Sensors
InputReport = Sensors | Status | Memory | Acknowledgement | Plain
OutputReport = Leds | Mode | StatusRequest | Write | Read | Plain

_SHORT = struct.Struct(">BH4H")
_LONG = struct.Struct(">BH4HBxB8x")
_STATUS = struct.Struct(">BHB2xB")
_MEMORY = struct.Struct(">BHBH16s")
_ACKNOWLEDGEMENT = struct.Struct(">BHBB")
_WRITE = struct.Struct(">BIB16s")
_READ = struct.Struct(">BIH")
_unpack_long = _LONG.unpack_from


def decode_input(report: bytes) -> InputReport:
    """What the board said. Bytes after the report's own length are ignored.

    ProtocolError for an unknown ID or a report cut short; nothing else, whatever the bytes.
    """
    try:
        return _INPUT[report[0]](report)
    except (IndexError, KeyError, struct.error):
        raise ProtocolError(_complaint("input", report, INPUT_SIZES)) from None


def unpack_sensors(report: bytes) -> SensorFields | None:
    """The fields of `Sensors` from a 0x34 report, as a bare tuple: the report that comes a hundred
    times a second, at three times the speed, its counts unjudged: one at NO_COUNT means that the
    report has no data. None for anything else, which `decode_input` judges."""
    try:
        fields: SensorFields = _unpack_long(report)
    except struct.error:
        return None
    return fields if fields[0] == 0x34 else None


def decode_output(report: bytes) -> OutputReport:
    """What a host told the board; errors as `decode_input`."""
    try:
        return _OUTPUT[report[0]](report)
    except (IndexError, KeyError, struct.error):
        raise ProtocolError(_complaint("output", report, OUTPUT_SIZES)) from None


def encode_input(report: InputReport) -> bytes:
    """The bytes as the board sends them, unpadded. ProtocolError if a field does not fit."""
    try:
        return _encode_input(report)
    except struct.error as wrong:
        raise ProtocolError(f"{report} does not fit its report: {wrong}") from None


def encode_output(report: OutputReport) -> bytes:
    """The bytes as the board expects them, at their exact length. ProtocolError if a field does not
    fit."""
    try:
        return _encode_output(report)
    except struct.error as wrong:
        raise ProtocolError(f"{report} does not fit its report: {wrong}") from None


def _long(report: bytes) -> Sensors | Plain:
    sensors = Sensors(*_LONG.unpack_from(report))
    return _plain_input(report) if NO_COUNT in sensors[2:6] else sensors


def _short(report: bytes) -> Sensors | Plain:
    sensors = Sensors(*_SHORT.unpack_from(report))
    return _plain_input(report) if NO_COUNT in sensors[2:6] else sensors


def _status(report: bytes) -> Status:
    return Status(*_STATUS.unpack_from(report)[1:])


def _memory(report: bytes) -> Memory:
    _, buttons, size_and_error, address, data = _MEMORY.unpack_from(report)
    return Memory(buttons, (size_and_error >> 4) + 1, size_and_error & 0x0F, address, data)


def _acknowledgement(report: bytes) -> Acknowledgement:
    return Acknowledgement(*_ACKNOWLEDGEMENT.unpack_from(report)[1:])


def _write(report: bytes) -> Write:
    _, address, size, data = _WRITE.unpack_from(report)
    if not 1 <= size <= 16:
        raise struct.error("size")
    return Write(address, data[:size])


def _plain(report: bytes, sizes: dict[int, int]) -> Plain:
    end = sizes[report[0]] + 1
    if len(report) < end:
        raise struct.error("short")
    return Plain(report[0], bytes(report[1:end]))


def _plain_input(report: bytes) -> Plain:
    return _plain(report, INPUT_SIZES)


def _plain_output(report: bytes) -> Plain:
    return _plain(report, OUTPUT_SIZES)


_INPUT: dict[int, Callable[[bytes], InputReport]] = {
    **dict.fromkeys(INPUT_SIZES, _plain_input),
    0x20: _status,
    0x21: _memory,
    0x22: _acknowledgement,
    0x32: _short,
    0x34: _long,
}
_OUTPUT: dict[int, Callable[[bytes], OutputReport]] = {
    **dict.fromkeys(OUTPUT_SIZES, _plain_output),
    0x11: lambda report: Leds(report[1]),
    0x12: lambda report: Mode(report[1], report[2]),
    0x15: lambda report: StatusRequest(report[1]),
    0x16: _write,
    0x17: lambda report: Read(*_READ.unpack_from(report)[1:]),
}


def _encode_input(report: InputReport) -> bytes:
    match report:
        case Sensors(0x34):
            return _LONG.pack(*report)
        case Sensors(0x32):
            return _SHORT.pack(*report[:6])
        case Status(buttons, flags, battery):
            return _STATUS.pack(0x20, buttons, flags, battery)
        case Memory(buttons, size, error, address, data) if 1 <= size <= 16 and error <= 15:
            return _MEMORY.pack(0x21, buttons, (size - 1) << 4 | error, address, data)
        case Acknowledgement(buttons, acknowledged, error):
            return _ACKNOWLEDGEMENT.pack(0x22, buttons, acknowledged, error)
        case Plain(kind, payload) if len(payload) == INPUT_SIZES.get(kind):
            return bytes([kind]) + payload
    raise ProtocolError(f"{report} is no input report")


def _encode_output(report: OutputReport) -> bytes:
    match report:
        case Leds(bits):
            return struct.pack(">BB", 0x11, bits)
        case Mode(flags, kind):
            return struct.pack(">BBB", 0x12, flags, kind)
        case StatusRequest(flags):
            return struct.pack(">BB", 0x15, flags)
        case Write(address, data) if 1 <= len(data) <= 16:
            return _WRITE.pack(0x16, address, len(data), data)
        case Read(address, size):
            return _READ.pack(0x17, address, size)
        case Plain(kind, payload) if len(payload) == OUTPUT_SIZES.get(kind):
            return bytes([kind]) + payload
    raise ProtocolError(f"{report} is no output report")


def _complaint(direction: str, report: bytes, sizes: dict[int, int]) -> str:
    shown = report[:REPORT_SIZE].hex(" ")
    if not report or report[0] not in sizes:
        return f"not an {direction} report of the balance board: {shown or 'no bytes'}"
    return f"{direction} report cut short or malformed ({len(report)} bytes): {shown}"
