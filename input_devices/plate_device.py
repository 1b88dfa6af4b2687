"""What plates that anybody may build or connect have in common: their size, zero and warnings.

The serial plate and the force plates of the Lab Streaming Layer stand on this.
"""

from __future__ import annotations

import math
from dataclasses import replace

from input_devices.lean import check_number
from input_devices.reader import ReaderDevice
from input_devices.sample import Clock, DeviceInfo, DeviceStatus
from input_devices.tare import TARE_S, Corners, TareResult
from input_devices.weighing import STANDARD_GRAVITY, STEPS_OFF_N, STEPS_ON_N, Plate

DEFAULT_RATE_HZ = 100.0  # until the plate, or whoever opens it, says another


class PlateDevice(ReaderDevice):
    """A reader whose forces go through a `Plate`. Sizes are metres between the cells, NaN while
    they are not known; `rate_hz` is the nominal rate, 25 as well as 1000."""

    def __init__(
        self,
        name: str,
        *,
        width_m: float | None,
        length_m: float | None,
        max_load_n: float | None,
        rate_hz: float | None,
        clock: Clock | None,
    ) -> None:
        info = DeviceInfo(
            name=name,
            kind="board",
            nominal_rate_hz=_option(name, "rate_hz", rate_hz, 1.0, 5000.0, "a second")
            or DEFAULT_RATE_HZ,
            width_m=_option(name, "width_m", width_m, 0.05, 5.0, "metres") or math.nan,
            length_m=_option(name, "length_m", length_m, 0.05, 5.0, "metres") or math.nan,
            max_load_n=_option(name, "max_load_n", max_load_n, 200.0, 20_000.0, "newtons")
            or math.nan,
        )
        super().__init__(info, clock=clock)
        self._plate = Plate(info.width_m, info.length_m)
        self._describe(info)

    def _describe(self, info: DeviceInfo) -> None:
        """The device as it is now known, for the game and for the sums alike."""
        self.info = info
        self._plate.width_m, self._plate.length_m = info.width_m, info.length_m
        known = math.isfinite(info.max_load_n)
        self._plate.max_load_n = info.max_load_n if known else math.inf

    @property
    def tares(self) -> list[TareResult]:
        """Every zeroing asked for and done so far, refused ones too, oldest first."""
        return list(self._plate.tares)

    @property
    def drift_n(self) -> Corners:
        """How far each corner's zero moved between the first and the last tare (N), or NaN."""
        return self._plate.drift_n

    def tare(self, seconds: float = TARE_S) -> None:
        """Zero the empty plate over the next `seconds`; the outcome is in `tares` and, if refused,
        in the status's message."""
        self._plate.start_tare(seconds)

    def occupied_from(self, on_n: float = STEPS_ON_N, off_n: float = STEPS_OFF_N) -> None:
        """From which load (N) somebody counts as on it, and below which nobody."""
        self._plate.occupied_from(on_n, off_n)

    def status(self) -> DeviceStatus:
        status = super().status()
        notice = self._notice() if status.state == "streaming" and not status.message else ""
        return replace(status, message=f"{self.info.name}: {notice}") if notice else status

    def _notice(self) -> str:
        """What a person should know of a plate that streams; empty if nothing."""
        if self._plate.overloaded:
            limit = f"{self._plate.max_load_n / STANDARD_GRAVITY:.0f} kg"
            return f"more than the {limit} it is made for; step off"
        if self._plate.tares and not self._plate.tares[-1].accepted:
            return self._plate.tares[-1].message
        return ""


def _option(
    who: str, option: str, value: float | None, low: float, high: float, unit: str
) -> float | None:
    return None if value is None else check_number(who, option, value, low, high, unit)
