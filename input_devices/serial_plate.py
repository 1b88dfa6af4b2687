"""A plate on four cells behind a microcontroller that writes lines to a serial port.

For plates that people build, and for others whose numbers a small program can put into our lines
(serial_lines.py; a sketch for the microcontroller is in docs/devices.md). A plate of 25 lines a
second is as welcome as one of 500. Lines are stamped as they arrive whole.

A plate says in its hello line how large it is and what its numbers mean; options say it for one
that does not, or say it better. Without a port, the USB ports of microcontrollers are listened to
in turn until one greets; nothing is ever written, for a port may belong to something else.
"""

from __future__ import annotations

import errno
import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from input_devices.plate_device import PlateDevice
from input_devices.reader import POLL_S
from input_devices.sample import BoardSample, Clock, DeviceError
from input_devices.serial_lines import NEWTONS, Hello, LineParser, Reading

BAUD = 115_200
BOOT_S = 5.0  # opening a port restarts many boards: their loader takes two seconds, the hello one
DAMAGED = 0.01  # the share of damaged lines that is worth a word
PORT_ERRORS: tuple[type[Exception], ...] = (OSError, ValueError)
with suppress(ImportError):  # what opening a port that goes away just then raises; POSIX only
    import termios

    PORT_ERRORS = (*PORT_ERRORS, termios.error)
MAKERS = {
    0x0403: "FTDI", 0x10C4: "Silicon Labs", 0x16C0: "Teensy", 0x1A86: "WCH", 0x2341: "Arduino",
    0x239A: "Adafruit", 0x2A03: "Arduino", 0x2E8A: "Raspberry Pi", 0x303A: "Espressif",
}  # fmt: skip  # USB vendors of microcontrollers and of the serial chips beside them


class SerialPlate(PlateDevice):
    """A four-cell plate on a serial port (the bare argument); without it, the first that greets.

    width_m, length_m between the cells; unit N, g or kg; rate_hz lines a second; max_load_n what
    the plate is rated for: each as the plate says itself where it is not given.
    """

    ARGUMENT = "port"

    def __init__(
        self,
        *,
        port: str = "",
        baud: int = BAUD,
        width_m: float | None = None,
        length_m: float | None = None,
        unit: str = "",
        rate_hz: float | None = None,
        max_load_n: float | None = None,
        clock: Clock | None = None,
    ) -> None:
        super().__init__(
            "serial plate",
            width_m=width_m,
            length_m=length_m,
            max_load_n=max_load_n,
            rate_hz=rate_hz,
            clock=clock,
        )
        if unit and unit not in NEWTONS:
            raise DeviceError(f"serial_plate: unit='{unit}' must be one of {', '.join(NEWTONS)}")
        self._given = self.info
        self._rate_given = rate_hz is not None
        self._unit_given = self._unit = unit
        self._wanted = port
        self._baud = baud
        self._next = 0  # which of the ports to listen to, when none is named
        self._serial: Any = None
        self._port = ""
        self._opened_at = -math.inf
        self._met = False  # it is the port that was named, or has greeted
        self._flowing = False
        self.lines = LineParser()

    def _prepare(self) -> None:
        _pyserial()

    def _connect(self) -> None:
        self._port = self._wanted or self._next_port()
        serial = _pyserial()
        timeout = 0.0 if self.clock.virtual else POLL_S
        try:
            self._serial = serial.Serial(self._port, self._baud, timeout=timeout, exclusive=True)
        except PORT_ERRORS as problem:
            raise DeviceError(_remedy(self._port, problem)) from problem
        self.lines = LineParser()
        self._opened_at = self.clock.now()
        self._met = bool(self._wanted)
        self._flowing = False

    def _next_port(self) -> str:
        """The next port of a microcontroller, so that each gets its time to greet."""
        ports = usb_ports()
        if not ports:
            raise DeviceError(
                "serial_plate: no microcontroller on USB; plug the plate in, or name its port"
            )
        self._next += 1
        return ports[(self._next - 1) % len(ports)]

    def _read(self, timeout_s: float) -> Sequence[Reading | Hello] | None:
        data = self._serial.read(max(1, self._serial.in_waiting))
        return self.lines.feed(data) if data else None

    def _sample(self, t: float, seq: int, raw: Reading | Hello) -> BoardSample | None:
        if isinstance(raw, Hello):
            self._greeted(raw)
            return None
        if not self._met or self._lacking():
            return None
        self._flowing = True
        newtons = NEWTONS[self._unit]
        tl, tr, bl, br = (cell * newtons for cell in raw.cells)
        return self._plate.sample(t, seq, (tl, tr, bl, br), raw.buttons)

    def _greeted(self, hello: Hello) -> None:
        """What was given when the device was opened counts more than what the plate says."""
        given = self._given
        self._unit = self._unit_given or hello.unit
        if not self._met:
            self._met = True
            self._next -= 1  # after a loss, look here first
        self._describe(
            replace(
                given,
                serial=hello.serial,
                width_m=_first(given.width_m, hello.width_m),
                length_m=_first(given.length_m, hello.length_m),
                max_load_n=_first(given.max_load_n, hello.max_load_n),
                nominal_rate_hz=given.nominal_rate_hz
                if self._rate_given
                else _first(hello.rate_hz, given.nominal_rate_hz),
                calibration="its own",
            )
        )

    def _lacking(self) -> str:
        """What still has to be said of the plate before its numbers mean anything."""
        lacks = [
            name
            for name, known in (
                ("width_m", math.isfinite(self.info.width_m)),
                ("length_m", math.isfinite(self.info.length_m)),
                ("unit (N, g or kg)", self._unit in NEWTONS),
            )
            if not known
        ]
        return " and ".join(lacks)

    def _silent(self) -> None:
        """A board that restarts is given its time; then say what was heard instead of readings."""
        waited = self.clock.now() - self._opened_at
        if waited < BOOT_S and not self._flowing:
            return
        raise DeviceError(f"{self.info.name} on {self._port}: {self._complaint()}")

    def _complaint(self) -> str:
        counts = self.lines.counts
        if not self._met:
            return "it has not greeted; if it is a plate, name its port"
        if counts.readings and (lacks := self._lacking()):
            return (
                f"it sends readings but does not say {lacks}; let its hello line say it, or give "
                "it when opening"
            )
        if counts.repeated > 1:
            return "its sequence number stands still; count it up with each line"
        if self.lines.bytes and not counts.readings:
            return f"what it sends are not our lines; is {self._baud} its baud rate?"
        return "no data; is it plugged in and switched on?"

    def _notice(self) -> str:
        counts = self.lines.counts
        damaged = counts.garbage + counts.checksum + counts.missing
        if damaged > DAMAGED * (counts.readings + damaged) and damaged > 1:
            return f"{damaged} of {counts.readings + damaged} lines damaged or lost; see its cable"
        return super()._notice()

    def _disconnect(self) -> None:
        serial, self._serial = self._serial, None
        if serial is not None:
            serial.close()


def usb_ports() -> list[str]:
    """The serial ports that belong to a microcontroller or a USB serial chip, in a stable order."""
    _pyserial()
    from serial.tools import list_ports

    return sorted(port.device for port in list_ports.comports() if port.vid in MAKERS)


def _first(value: float, otherwise: float) -> float:
    return value if math.isfinite(value) else otherwise


def _pyserial() -> Any:
    try:
        import serial
    except ImportError as missing:
        raise DeviceError(
            "serial plates need pyserial: install it with 'pip install pyserial'"
        ) from missing
    return serial


def _remedy(port: str, problem: Exception) -> str:
    """Why this port cannot be opened, and what to do."""
    code = getattr(problem, "errno", None)
    if code == errno.ENOENT or isinstance(problem, FileNotFoundError):
        return f"serial plate: there is no port {port}; plug the plate in, or name another port"
    if code in (errno.EACCES, errno.EPERM):
        return (
            f"serial plate: {port} may not be opened; on Linux join the group that owns it, often "
            "'sudo usermod -aG dialout $USER', then log in again; elsewhere close what uses it"
        )
    return f"serial plate: {port} cannot be opened ({problem}); close other programs that use it"
