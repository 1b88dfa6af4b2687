"""The Wii Balance Board (RVL-WBC-01) as a device, over hidapi.

Four cells under a plate, 433 mm by 238 mm apart (Leach 2014), rated for 150 kg, nominally 100
reports a second by Bluetooth, irregular. Samples are stamped as reports arrive. Reports that are
damaged, heard twice, without data, or frozen are not passed on: the state says so within a quarter
of a second, and the board is asked, or brought up again, until it streams. It is found by what it
says it is, not by its name, and after a loss by its serial number.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from input_devices.board_check import StillWatch
from input_devices.plate import LENGTH_M, MAX_LOAD_N, WIDTH_M
from input_devices.reader import ReaderDevice
from input_devices.sample import BoardSample, Clock, DeviceError, DeviceInfo, DeviceStatus
from input_devices.tare import TARE_S, Corners, TareResult
from input_devices.weighing import STANDARD_GRAVITY, STEPS_OFF_N, STEPS_ON_N, Plate
from input_devices.wii_link import Link, NotABoardError, Reading, WiiLink
from input_devices.wii_remedies import not_found, not_permitted
from input_devices.wii_transport import Candidate, Hid, HidLink, candidates, system_hid

RATE_HZ = 100.0
FRONT_BUTTON = 1  # in BoardSample.buttons


class WiiBalanceBoard(ReaderDevice):
    """A Wii Balance Board. `serial` (its Bluetooth address) chooses one of several; `hid` is
    hidapi's module or something of its shape."""

    ARGUMENT = "serial"
    SILENCE_S = 0.2

    def __init__(self, serial: str = "", *, hid: Hid = None, clock: Clock | None = None) -> None:
        info = DeviceInfo(
            name="Wii Balance Board",
            kind="board",
            serial=serial,
            nominal_rate_hz=RATE_HZ,
            width_m=WIDTH_M,
            length_m=LENGTH_M,
            max_load_n=MAX_LOAD_N,
        )
        super().__init__(info, clock=clock)
        self._plate = Plate(info.width_m, info.length_m, info.max_load_n)
        self._watch = StillWatch()
        self._hid = hid
        self._link: Link | None = None
        self.way_of_writing = ""  # that the board answered, tried first when it comes back
        self._standstill = ""

    @classmethod
    def present(cls) -> bool:
        """Whether a board, or a Wii remote that looks like one, is connected."""
        try:
            return bool(candidates(system_hid()))
        except (DeviceError, OSError):
            return False

    @property
    def tares(self) -> list[TareResult]:
        """Every zeroing asked for and done so far, refused ones too, oldest first."""
        return list(self._plate.tares)

    @property
    def drift_n(self) -> Corners:
        """How far each corner's zero moved between the first and the last tare (N), or NaN."""
        return self._plate.drift_n

    def tare(self, seconds: float = TARE_S) -> None:
        """Zero the empty board over the next `seconds`; the outcome is in `tares` and, if refused,
        in the status's message. Nothing happens where the link cannot (its warning says so)."""
        if self._link is None or self._link.CAN_ZERO:
            self._plate.start_tare(seconds)

    def occupied_from(self, on_n: float = STEPS_ON_N, off_n: float = STEPS_OFF_N) -> None:
        """From which load (N) somebody counts as on it, and below which nobody."""
        self._plate.occupied_from(on_n, off_n)

    def status(self) -> DeviceStatus:
        status = super().status()
        if status.state == "streaming" and not status.message:
            return replace(status, message=self._notice())
        return status

    def _notice(self) -> str:
        """What a person should know of a board that streams."""
        if self._plate.overloaded:
            limit = f"{MAX_LOAD_N / STANDARD_GRAVITY:.0f} kg"
            return f"{self.info.name}: more than the {limit} it is made for; step off"
        if self._plate.tares and not self._plate.tares[-1].accepted:
            return f"{self.info.name}: {self._plate.tares[-1].message}"
        warning = self._link.warning if self._link else ""
        return f"{self.info.name}: {warning}" if warning else ""

    def _prepare(self) -> None:
        if self._hid is None:
            self._hid = system_hid()

    def _connect(self) -> None:
        here = candidates(self._hid)
        wanted = [one for one in here if self._is_mine(one)]
        problems = [problem for one in wanted if (problem := self._attempt(one))]
        if self._link is not None:
            return
        if not problems and here and self.info.serial:
            others = ", ".join(one.serial or "one without a serial number" for one in here)
            raise DeviceError(f"no Balance Board {self.info.serial}; there: {others}")
        raise DeviceError("; ".join(filter(None, problems)) or not_found(len(wanted)))

    def _is_mine(self, candidate: Candidate) -> bool:
        serial = self.info.serial.lower()
        return not serial or candidate.serial.lower() in (serial, "")

    def _attempt(self, candidate: Candidate) -> str:
        """Bring this one up unless one is up; empty on success or if it is no board."""
        if self._link is not None:
            return ""
        self._found(f"{self.info.name}: connecting")
        try:
            link = self._open(candidate)
        except NotABoardError:
            return ""
        except (DeviceError, OSError) as problem:
            return f"{self.info.name} {candidate.serial}: {problem}"
        self._link = link  # the watch goes on: what was frozen before may still be
        self.info = replace(self.info, serial=candidate.serial or self.info.serial)
        if isinstance(link, WiiLink):
            self.way_of_writing = link.way.name
            self.info = replace(self.info, calibration=link.calibration.name)
        return ""

    def _open(self, candidate: Candidate) -> Link:
        try:
            hid_link = HidLink(self._hid, candidate.path)
        except OSError:
            return self._without_permission(Path(os.fsdecode(candidate.path)))
        link = WiiLink(hid_link, self.clock, self._stop.is_set, self.way_of_writing)
        try:
            link.bring_up()
        except (DeviceError, OSError):
            link.close()
            raise
        return link

    def _without_permission(self, path: Path) -> Link:
        """The kernel's own node where hidraw's is not permitted, or the remedy."""
        if sys.platform == "linux" and path.exists() and not os.access(path, os.R_OK | os.W_OK):
            from input_devices.wii_evdev import EvdevLink, find_node

            if (node := find_node()) is None:
                raise DeviceError(not_permitted(str(path)))
            return EvdevLink(node)
        raise DeviceError("it cannot be opened; close other programs that use it")

    def _read(self, timeout_s: float) -> Sequence[Reading] | None:
        try:
            return self._link.read(timeout_s) if self._link else None
        except (DeviceError, OSError) as loss:
            name = self.info.name
            raise DeviceError(f"{name}: lost ({loss}); press its front button") from loss

    def _sample(self, t: float, seq: int, raw: Reading) -> BoardSample | None:
        if math.isfinite(raw.battery):
            self._battery = raw.battery
        a, b, c, d = (STANDARD_GRAVITY * kg for kg in raw.corners_kg)
        sample = self._plate.sample(t, seq, (a, b, c, d), FRONT_BUTTON if raw.button else 0)
        self._standstill = self._watch.look(t, raw.counts, self._plate.occupied)
        if self._standstill:
            self._show("lost", f"{self.info.name}: {self._standstill}")
        return None if self._standstill or self._watch.repeated else sample

    def _silent(self) -> None:
        """Keep the connection, which the link itself gives up in time, and say what is wrong."""
        if self._link and not self._link.ALWAYS_SENDS and not self._plate.occupied:
            self._show("ready", f"{self.info.name}: nobody on it")
        elif not self._standstill:
            self._show("lost", f"{self.info.name}: no data; is it still on?")

    def _disconnect(self) -> None:
        link, self._link = self._link, None
        self._standstill = ""
        if link is not None:
            link.close()
