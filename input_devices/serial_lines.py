"""The line format of serial plates, from bytes to readings; it knows no port.

    # surefoot-plate width_mm=433 length_mm=238 unit=g rate_hz=80 serial=A1*7D
    1207,17342,17518,16990,17201*0F

ASCII lines, each ended by a line feed. A reading is a sequence number (0 to 65535, then 0 again)
and the four cells: top left, top right, bottom left, bottom right, top being under the toes; then,
if there are buttons, their bit mask. After an asterisk may stand the checksum: the XOR of all bytes
before the asterisk, as two hexadecimal digits. The hello line, sent at the start and every second
or so, tells what the plate is; whatever else begins with # is a comment. More in docs/devices.md.

A wire carries anything: halves of lines after a plug was pulled, noise, another program's text. The
parser takes any bytes, gives whole readings only, and counts the rest.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import reduce
from operator import xor

from input_devices.tare import Corners

HELLO = b"# surefoot-plate"
LONGEST = 200  # bytes of a line
SEQUENCE = 65_536
JUMP = 1000  # a larger step of the sequence number is a plate that started anew
SEALED = re.compile(rb"(.*)\*([0-9A-Fa-f]{2})", re.DOTALL)
CELL = rb"([+-]?\d{1,8}(?:\.\d{1,6})?)"
READING = re.compile(rb"(\d{1,5})," + rb",".join([CELL] * 4) + rb"(?:,(\d{1,5}))?")
NEWTONS = {"N": 1.0, "g": 9.80665e-3, "kg": 9.80665}  # in one of the unit; standard gravity
SIZE_MM = (50.0, 5000.0)


@dataclass(frozen=True, slots=True)
class Reading:
    """One line: the cells in the plate's own unit."""

    seq: int
    cells: Corners
    buttons: int = 0


@dataclass(frozen=True, slots=True)
class Hello:
    """What a plate says of itself: metres between the cells, its unit, lines a second, what it is
    rated for; NaN and empty where it does not say."""

    width_m: float = math.nan
    length_m: float = math.nan
    unit: str = ""
    rate_hz: float = math.nan
    max_load_n: float = math.nan
    serial: str = ""


@dataclass(slots=True)
class Counts:
    """Whole readings; lines that are none; wrong checksums; numbers left out; lines come twice."""

    readings: int = 0
    garbage: int = 0
    checksum: int = 0
    missing: int = 0
    repeated: int = 0


def checksum(line: bytes) -> int:
    """The XOR of all bytes (those before the asterisk)."""
    return reduce(xor, line, 0)


class LineParser:
    """Feed it bytes as they come; it gives readings and hellos. One parser for one connection."""

    def __init__(self) -> None:
        self.counts = Counts()
        self.bytes = 0
        self._rest = b""
        self._skip = True  # the first line may have begun before we listened
        self._sealed = False  # a plate that sends checksums sends them always
        self._last: int | None = None

    def feed(self, data: bytes) -> list[Reading | Hello]:
        """What is whole in these bytes and those before, oldest first."""
        self.bytes += len(data)
        *lines, self._rest = (self._rest + data).split(b"\n")
        found = [item for line in lines if (item := self._line(line)) is not None]
        if len(self._rest) > LONGEST:
            self._rest = b""
            self.counts.garbage += not self._skip
            self._skip = True
        return found

    def _line(self, line: bytes) -> Reading | Hello | None:
        if self._skip:
            self._skip = False
            return None
        line = line.strip()
        seal = SEALED.fullmatch(line)
        if seal and checksum(seal[1]) != int(seal[2], 16):
            self.counts.checksum += 1
            return None
        text = seal[1] if seal else line
        if text.startswith(b"#") or not text:
            return _hello(text) if seal or not self._sealed else None
        reading = _reading(text) if seal or not self._sealed else None
        if reading is None:
            self.counts.garbage += 1
            return None
        self._sealed = self._sealed or seal is not None
        return self._in_turn(reading)

    def _in_turn(self, reading: Reading) -> Reading | None:
        """Counts the numbers left out; a line that came twice is passed on once."""
        last, self._last = self._last, reading.seq
        step = 1 if last is None else (reading.seq - last) % SEQUENCE
        if step == 0:
            self.counts.repeated += 1
            return None
        if step <= JUMP:
            self.counts.missing += step - 1
        self.counts.readings += 1
        return reading


def _reading(text: bytes) -> Reading | None:
    match = READING.fullmatch(text)
    if match is None or int(match[1]) >= SEQUENCE:
        return None
    cells = float(match[2]), float(match[3]), float(match[4]), float(match[5])
    return Reading(int(match[1]), cells, int(match[6] or 0))


def _hello(text: bytes) -> Hello | None:
    """The plate's own words, or None for any other comment, and for nonsense in them."""
    if not text.startswith(HELLO):
        return None
    words = text[len(HELLO) :].decode("ascii", "replace").split()
    said = dict(word.split("=", 1) for word in words if "=" in word)
    unit = said.get("unit", "")
    return Hello(
        width_m=_number(said, "width_mm", *SIZE_MM) / 1000,
        length_m=_number(said, "length_mm", *SIZE_MM) / 1000,
        unit=unit if unit in NEWTONS else "",
        rate_hz=_number(said, "rate_hz", 1.0, 2000.0),
        max_load_n=_number(said, "max_kg", 20.0, 2000.0) * NEWTONS["kg"],
        serial=said.get("serial", "")[:40],
    )


def _number(said: dict[str, str], key: str, low: float, high: float) -> float:
    """A plain number in low..high, otherwise NaN."""
    text = said.get(key, "")
    value = float(text) if re.fullmatch(r"[0-9]{1,7}(\.[0-9]{1,6})?", text) else math.nan
    return value if low <= value <= high else math.nan
