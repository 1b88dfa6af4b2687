"""From a balance board's counts to kilograms: the calibration stored in the board, read and never
written (a board whose calibration is overwritten cannot be repaired), pure.

Registers (0x04A400xx): 0x20 two bytes, two zeros; 0x24, 0x2C, 0x34 the counts at 0, 17 and 34 kg,
four unsigned 16-bit big-endian each, top right, bottom right, top left, bottom left; 0x3C a CRC-32
over 0x24..0x3B, 0x20..0x21, 0x60..0x61; 0x60 the reference temperature and a constant. Between the
three points the sensors are piecewise linear; the two slopes differ by less than 1 %, so both ends
are extrapolated (a leg carries more than 34 kg) and negative values are kept: a sensor that rests
at -1.5 kg and is clipped at 0 would hide the first load. Sources as in wii_protocol.
"""

from __future__ import annotations

import math
import struct
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from input_devices.wii_protocol import NOT_CARRIED, ProtocolError, SensorFields

TEMPERATURE_PER_DEGREE = 0.0007  # load over-reads by this share a degree above the reference
BATTERY_BARS = (0x6A, 0x78, 0x7D, 0x82)  # from here one, two, three, four bars

Counts = tuple[int, int, int, int]  # top right, bottom right, top left, bottom left
Corners = tuple[float, float, float, float]  # top left, top right, bottom left, bottom right

_POINTS = struct.Struct(">4H")


@dataclass(frozen=True)
class Calibration:
    """One board's calibration as stored: counts at 0, 17 and 34 kg for each sensor."""

    at_0: Counts
    at_17: Counts
    at_34: Counts
    reference_temperature: int = NOT_CARRIED
    checksum: int = 0
    head: bytes = bytes(2)  # 0x20..0x21
    constant: int = 1  # 0x61

    @classmethod
    def parse(cls, block: bytes, reference: bytes) -> Self:
        """From 32 bytes at 0x20 and 2 at 0x60. ProtocolError if they are not a calibration: too
        short, or counts that do not rise with the load. A wrong checksum is let pass (some boards
        have one and weigh well): ask `checksum_fits`.
        """
        if len(block) < 32 or len(reference) < 2:
            raise ProtocolError(
                f"calibration cut short: {len(block)} and {len(reference)} bytes, not 32 and 2"
            )
        at_0, at_17, at_34 = (_POINTS.unpack_from(block, at) for at in (4, 12, 20))
        if not all(
            low < middle < high for low, middle, high in zip(at_0, at_17, at_34, strict=True)
        ):
            raise ProtocolError(f"calibration does not rise with the load: {block[:32].hex(' ')}")
        (checksum,) = struct.unpack_from(">I", block, 28)
        return cls(at_0, at_17, at_34, reference[0], checksum, bytes(block[:2]), reference[1])

    def blocks(self) -> tuple[bytes, bytes]:
        """The 32 bytes at 0x20 and 2 at 0x60, as an emulated board stores them."""
        points = b"".join(_POINTS.pack(*row) for row in (self.at_0, self.at_17, self.at_34))
        block = self.head + bytes(2) + points + struct.pack(">I", self.checksum)
        return block, bytes([self.reference_temperature, self.constant])

    def computed_checksum(self) -> int:
        """The CRC-32 the board should have stored."""
        block, reference = self.blocks()
        return zlib.crc32(block[4:28] + block[:2] + reference)

    @property
    def checksum_fits(self) -> bool:
        return self.checksum == self.computed_checksum()

    @property
    def name(self) -> str:
        """Tells one board's calibration from another's in a recording."""
        return f"crc32 {self.computed_checksum():08x}"

    def kilograms(self, sensors: SensorFields) -> Corners:
        """Load of each corner (kg): top left, top right, bottom left, bottom right. Temperature
        is corrected where both the board and the report state one."""
        _, _, top_right, bottom_right, top_left, bottom_left, temperature, _ = sensors
        lines = self._lines
        share = 1.0
        if NOT_CARRIED not in (temperature, self.reference_temperature):
            share -= TEMPERATURE_PER_DEGREE * (temperature - self.reference_temperature)
        return (
            _weigh(top_left, lines[2]) * share,
            _weigh(top_right, lines[0]) * share,
            _weigh(bottom_left, lines[3]) * share,
            _weigh(bottom_right, lines[1]) * share,
        )

    def counts(self, corners_kg: Corners) -> Counts:
        """The counts the board would send for these loads, the inverse of `kilograms` at the
        reference temperature, within what 16 bits hold."""
        top_left, top_right, bottom_left, bottom_right = corners_kg
        sent = [
            _clip(middle + (kg - 17.0) / (below if kg < 17.0 else above))
            for kg, (middle, below, above) in zip(
                (top_right, bottom_right, top_left, bottom_left), self._lines, strict=True
            )
        ]
        return sent[0], sent[1], sent[2], sent[3]

    @cached_property
    def _lines(self) -> tuple[tuple[int, float, float], ...]:
        """For each sensor the count at 17 kg and the kilograms per count below and above it."""
        return tuple(
            (middle, 17.0 / (middle - low), 17.0 / (high - middle))
            for low, middle, high in zip(self.at_0, self.at_17, self.at_34, strict=True)
        )


def battery_level(battery: int) -> float:
    """Share of a full battery, 0 to 1 in quarters, from extension byte 10; NaN if not carried."""
    if battery == NOT_CARRIED:
        return math.nan
    return sum(battery >= bar for bar in BATTERY_BARS) / len(BATTERY_BARS)


def _weigh(count: int, line: tuple[int, float, float]) -> float:
    middle, below, above = line
    return (count - middle) * (below if count < middle else above) + 17.0


def _clip(count: float) -> int:
    return max(0, min(0xFFFE, round(count)))
