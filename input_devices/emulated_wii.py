"""The inside of an emulated balance board: its registers and what it answers, byte for byte.

It behaves like the most awkward board the sources describe: it says nothing of its sensors before
it is initialised, stops streaming after every status report, and forgets everything when it loses
power. Quirks make it one of the third-party boards. Layouts and sources: wii_protocol and
wii_calibration.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable
from typing import Literal

from input_devices.plate import corners
from input_devices.wii_calibration import TEMPERATURE_PER_DEGREE, Calibration, Corners
from input_devices.wii_link import BOARD_ID, REGISTERS
from input_devices.wii_protocol import (
    INPUT_SIZES,
    Acknowledgement,
    InputReport,
    Leds,
    Memory,
    Mode,
    Plain,
    ProtocolError,
    Read,
    Sensors,
    Status,
    StatusRequest,
    Write,
    decode_output,
    encode_input,
)

OTHER_ID = bytes.fromhex("0000a4200000")  # of another extension, a nunchuk
UNREACHABLE, NO_ADDRESS = 7, 8

Quirk = Literal["no_acknowledgement", "claims_16", "always_34", "always_32"]
Load = Callable[[float], Corners]

# A calibration like one board's in the field: no two sensors alike, its checksum right.
CALIBRATION = Calibration(
    (1987, 15608, 1164, 10603), (3794, 17284, 2874, 12393), (5609, 18960, 4591, 14190),
    26, 0x5E40E9B6, b"\x10\x69",
)  # fmt: skip


def swaying(load_kg: float = 70.0, empty_s: float = 0.0) -> Load:
    """Nobody for `empty_s`, then someone who stands and sways by a centimetre or so."""

    def load(t: float) -> Corners:
        if t < empty_s:
            return 0.0, 0.0, 0.0, 0.0
        ml = 0.006 * math.sin(1.9 * t) + 0.003 * math.sin(5.3 * t)
        ap = 0.009 * math.sin(1.3 * t) + 0.004 * math.sin(3.7 * t)
        return corners(load_kg, ml, ap)

    return load


class EmulatedWii:
    """One board. `load(t)` tells what stands on it (kg per corner, top left first); `rest_kg` is
    what its sensors show when empty, `noise_kg` their noise (standard deviation). Temperature,
    battery and buttons are the bytes it reports and may be changed while it runs.
    """

    def __init__(
        self,
        load: Load | None = None,
        *,
        calibration: Calibration = CALIBRATION,
        extension: bytes = BOARD_ID,
        quirks: Iterable[Quirk] = (),
        rest_kg: Corners = (0.0, 0.0, 0.0, 0.0),
        noise_kg: float = 0.02,
        seed: int = 1,
    ) -> None:
        self.load = load or swaying()
        self.calibration = calibration
        self.extension = extension
        self.quirks = frozenset(quirks)
        self.rest_kg = rest_kg
        self.noise_kg = noise_kg
        self.temperature = 26
        self.battery = 0x84
        self.buttons = 0
        self._random = random.Random(seed)
        self.power_on()

    def power_on(self) -> None:
        """As after switching on: no mode, no lamp, sensors not initialised."""
        self.leds = 0
        self.mode = Mode(0, 0x30)
        self.registers = bytearray(256)
        block, reference = self.calibration.blocks()
        self.registers[0x20:0x40] = block
        self.registers[0x60:0x62] = reference
        self.registers[0xFA:0x100] = self.extension.ljust(6, b"\xff")
        self._last = b""

    @property
    def initialised(self) -> bool:
        return self.registers[0xF0] == 0x55 and self.registers[0xFB] == 0

    def receive(self, output: bytes) -> list[bytes]:
        """What the board answers to an output report; bytes it does not know it ignores."""
        try:
            command = decode_output(output)
        except ProtocolError:
            return []
        match command:
            case Leds(bits):
                self.leds = bits & 0x10
            case Mode():
                self.mode = command
            case StatusRequest():
                return [self.status()]
            case Write(address, data):
                return self._write(address, data)
            case Read(address, size):
                return list(self._read(address, size))
        return []

    def status(self) -> bytes:
        """A status report; sending it stops the stream until a mode is set again."""
        self.mode = Mode(0, 0x30)
        flags = self.leds | (0x02 if self.extension else 0)
        return encode_input(Status(self.buttons, flags, 0xC6))

    def report(self, t: float) -> bytes | None:
        """The report due at time t (s), or None in a mode without continuous data."""
        kind = self._kind()
        if kind not in (0x32, 0x34):
            sent = encode_input(
                Plain(kind, self.buttons.to_bytes(2, "big").ljust(INPUT_SIZES[kind], b"\0"))
            )
        else:
            sent = encode_input(self._sensors(t, kind))
        changed, self._last = sent != self._last, sent
        return sent if changed or self.mode.flags & 0x04 else None

    def _kind(self) -> int:
        if "always_34" in self.quirks and self.initialised:
            return 0x34
        if "always_32" in self.quirks and self.mode.report == 0x34:
            return 0x32
        return self.mode.report if self.mode.report in INPUT_SIZES else 0x30

    def _sensors(self, t: float, kind: int) -> InputReport:
        if not (self.extension and self.initialised):
            return Plain(kind, self.buttons.to_bytes(2, "big").ljust(INPUT_SIZES[kind], b"\xff"))
        warmer = self.temperature - self.calibration.reference_temperature
        share = 1.0 - TEMPERATURE_PER_DEGREE * warmer
        carried = zip(self.load(t), self.rest_kg, strict=True)
        noisy = [
            (kg + rest + self._random.gauss(0.0, self.noise_kg)) / share for kg, rest in carried
        ]
        counts = self.calibration.counts((noisy[0], noisy[1], noisy[2], noisy[3]))
        if kind == 0x32:
            return Sensors(kind, self.buttons, *counts)
        return Sensors(kind, self.buttons, *counts, self.temperature, self.battery)

    def _write(self, address: int, data: bytes) -> list[bytes]:
        at = (address - REGISTERS) & 0xFFFFFFFF
        error = UNREACHABLE if not self.extension else NO_ADDRESS if at + len(data) > 256 else 0
        if not error:
            self.registers[at : at + len(data)] = data
        if "no_acknowledgement" in self.quirks:
            return []
        return [encode_input(Acknowledgement(self.buttons, 0x16, error))]

    def _read(self, address: int, size: int) -> Iterable[bytes]:
        at = (address - REGISTERS) & 0xFFFFFFFF
        if at + size > 256 or not (self.extension and self.initialised):
            error = NO_ADDRESS if at + size > 256 else UNREACHABLE
            yield encode_input(Memory(self.buttons, 16, error, address & 0xFFFF, bytes(16)))
            return
        for start in range(at, at + size, 16):
            data = bytes(self.registers[start : min(start + 16, at + size)])
            claimed = 16 if "claims_16" in self.quirks else len(data)
            yield encode_input(Memory(self.buttons, claimed, 0, start, data.ljust(16, b"\0")))
