"""Bringing a board up and keeping its data flowing: the conversation, without thread or samples.

Order of the bring-up: status request (it must claim sensors), initialise the extension unencrypted,
check its ID, read the calibration, lamp on, ask for report 0x34 continuously, wait for the first.
Third-party boards may not acknowledge writes and misstate the size of what they send, so neither is
relied on. After any status report, and after half a second without data, the mode is asked for
again: the Linux driver, or another program, may have changed it. Nothing is ever written to the
calibration.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple, Protocol, TypeVar

from input_devices.sample import Clock, DeviceError
from input_devices.wii_calibration import Calibration, Corners, battery_level
from input_devices.wii_protocol import (
    BUTTON_A,
    NO_COUNT,
    Acknowledgement,
    InputReport,
    Leds,
    Memory,
    Mode,
    OutputReport,
    ProtocolError,
    Read,
    Sensors,
    Status,
    StatusRequest,
    Write,
    decode_input,
    encode_output,
    unpack_sensors,
)
from input_devices.wii_transport import HidLink, Way

REGISTERS = 0x04A40000
BOARD_ID = bytes.fromhex("0000a4200402")
LAMP, NO_LAMP = Leds(0x10), Leds(0x00)
STREAM = Mode(0x04, 0x34)

TRIES = 3
ANSWER_S = 0.3
ACKNOWLEDGE_S = 0.2
FIRST_DATA_S = 0.5
QUIET_S = 0.5  # without data: ask for it again
GIVE_UP_S = 3.0  # without data: bring the board up anew
DUPLICATE_S = 0.005  # the same bytes again so soon are the same report, heard twice
SLICE_S = 0.02  # the longest single wait, so that silence is noticed in time

Found = TypeVar("Found", bound=InputReport)


class NotABoardError(DeviceError):
    """A Wii device that is something else."""


class Link(Protocol):
    """What the driver needs of a board that streams, whichever way it is reached."""

    ALWAYS_SENDS: bool  # also while nothing changes
    CAN_ZERO: bool
    warning: str

    def read(self, timeout_s: float) -> list[Reading] | None: ...

    def close(self) -> None: ...


class Reading(NamedTuple):
    """One data report: load of each corner (kg) and raw counts, both top left, top right, bottom
    left, bottom right; whether the front button is down; battery 0..1 or NaN."""

    corners_kg: Corners
    counts: tuple[int, int, int, int]
    button: bool
    battery: float = math.nan


class WiiLink:
    """One board over an open link. `stopped` is asked during waits, to leave early; `preferred` is
    the way of writing that worked before."""

    ALWAYS_SENDS = True
    CAN_ZERO = True

    def __init__(
        self,
        link: HidLink,
        clock: Clock,
        stopped: Callable[[], bool] = lambda: False,
        preferred: str = "",
    ) -> None:
        self.calibration: Calibration
        self.way = Way(preferred, lambda data: False)
        self.warning = ""
        self._link = link
        self._clock = clock
        self._stopped = stopped
        self._last = b""
        self._last_at = self._heard = self._asked = -math.inf

    def bring_up(self) -> None:
        """From connected to streaming. NotABoardError, DeviceError or OSError if it does not."""
        if not self._first_answer().has_sensors:
            raise NotABoardError("it has no board sensors")
        self._initialise()
        if self._register(0xFA, 6) != BOARD_ID:
            raise NotABoardError("its extension is not a balance board")
        self.calibration = self._read_calibration()
        self._send(LAMP)
        for _ in range(TRIES):
            self._ask_for_data()
            if self._wait(Sensors, FIRST_DATA_S) is not None:
                self._heard = self._clock.now()
                return
        raise DeviceError("it sends no data; take its batteries out for a moment")

    def read(self, timeout_s: float) -> list[Reading] | None:
        """What arrived within the time: one reading, none (another report), or None for silence.
        OSError or DeviceError when the board has to be brought up anew."""
        report = self._link.read(min(timeout_s, SLICE_S))
        now = self._clock.now()
        reading = self._understood(report, now) if report else None
        if reading is None:
            self._keep_alive(now)
            return [] if report else None
        self._heard = now
        return [reading]

    def close(self) -> None:
        """Lamp off and let go, also of a board that has gone."""
        self.way.write(encode_output(NO_LAMP))
        self._link.close()

    def _understood(self, report: bytes, now: float) -> Reading | None:
        twice = report == self._last and now - self._last_at < DUPLICATE_S
        self._last, self._last_at = report, now
        if twice:
            return None
        sensors = unpack_sensors(report) or self._rarer(report)
        if sensors is None:
            return None
        _, buttons, top_right, bottom_right, top_left, bottom_left, _, battery = sensors
        counts = top_left, top_right, bottom_left, bottom_right
        if NO_COUNT in counts:
            return None
        kilograms = self.calibration.kilograms(sensors)
        return Reading(kilograms, counts, bool(buttons & BUTTON_A), battery_level(battery))

    def _rarer(self, report: bytes) -> Sensors | None:
        """Any report but the usual one: the short data report, a status to answer, or noise."""
        try:
            decoded = decode_input(report)
        except ProtocolError:
            return None
        if isinstance(decoded, Status):
            self._ask_for_data()
        return decoded if isinstance(decoded, Sensors) else None

    def _keep_alive(self, now: float) -> None:
        if now - self._heard > GIVE_UP_S:
            raise DeviceError(f"no data for {GIVE_UP_S:g} s")
        if now - max(self._heard, self._asked) > QUIET_S:
            self._ask_for_data()

    def _ask_for_data(self) -> None:
        self._asked = self._clock.now()
        self._send(STREAM)

    def _first_answer(self) -> Status:
        """Ask for the status in each way of writing until one is answered; that one is kept."""
        ways = sorted(self._link.ways(), key=lambda way: way.name != self.way.name)
        request = encode_output(StatusRequest())
        for _ in range(TRIES):
            for self.way in ways:
                if self.way.write(request) and (status := self._wait(Status, ANSWER_S)):
                    return status
        raise DeviceError("it does not answer; press its front button")

    def _initialise(self) -> None:
        for address, value in ((0xF0, b"\x55"), (0xFB, b"\x00")):
            self._send(Write(REGISTERS + address, value))
            self._wait(Acknowledgement, ACKNOWLEDGE_S)

    def _register(self, address: int, size: int) -> bytes:
        for _ in range(TRIES):
            self._send(Read(REGISTERS + address, size))
            data = b""
            while len(data) < size:
                part = self._wait(Memory, ANSWER_S)
                if part is None or part.error or part.address != address + len(data):
                    break
                data += part.data[: size - len(data)]
            else:
                return data
        raise DeviceError(f"its register 0x{address:02X} cannot be read")

    def _read_calibration(self) -> Calibration:
        for attempt in range(TRIES):
            try:
                calibration = Calibration.parse(self._register(0x20, 32), self._register(0x60, 2))
            except ProtocolError as problem:
                if attempt == TRIES - 1:
                    raise DeviceError(f"{problem}; use another board") from problem
                continue
            if calibration.checksum_fits:
                return calibration
        self.warning = "its calibration fails its checksum; check it with a known weight"
        return calibration

    def _wait(self, kind: type[Found], timeout_s: float) -> Found | None:
        """The next report of this kind, letting others pass; None if it does not come in time."""
        deadline = self._clock.now() + timeout_s
        while (left := deadline - self._clock.now()) > 0:
            if self._stopped():
                raise DeviceError("stopped while connecting")
            try:
                report = self._link.read(min(left, SLICE_S))
                decoded = decode_input(report) if report else None
            except ProtocolError:
                continue
            if isinstance(decoded, kind):
                return decoded
        return None

    def _send(self, report: OutputReport) -> None:
        if not self.way.write(encode_output(report)):
            raise OSError("a write to it failed")
