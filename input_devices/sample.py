"""What every device delivers, whatever the hardware: stamped samples in SI units.

Axes, stated here once for the whole project: mediolateral (ML) positive to the participant's right,
anteroposterior (AP) positive forward (Scoppa 2013). Metres, newtons, seconds. A board's centre of
pressure is measured from the middle of the board. Time is `time.perf_counter()` seconds, stamped by
the reader thread as the report arrives (or the virtual clock's time when a session is played faster
than real time).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, Protocol, Self, runtime_checkable

State = Literal["searching", "connecting", "ready", "streaming", "lost", "closed"]


class DeviceError(Exception):
    """A device cannot be opened or used. The message says what is wrong, where, and the remedy."""


@dataclass(frozen=True, slots=True)
class BoardSample:
    """One report of a balance board or force plate.

    corners_n are top left, top right, bottom left, bottom right (top = toes), in newtons, NaN where
    the source has no cells. cop_ml, cop_ap (metres) are NaN while unloaded, never 0. load_n is NaN
    where the source does not know the load.
    """

    t: float
    seq: int
    corners_n: tuple[float, float, float, float]
    load_n: float
    cop_ml: float
    cop_ap: float
    buttons: int = 0

    @property
    def loaded(self) -> bool:
        """Whether a centre of pressure could be computed."""
        return math.isfinite(self.cop_ml) and math.isfinite(self.cop_ap)


@dataclass(frozen=True, slots=True)
class ControllerSample:
    """One state of a game controller: sticks (left x, left y, right x, right y) in -1..1, right and
    forward (away from the player) positive; triggers (left, right) in 0..1; buttons as a bit mask.
    """

    t: float
    seq: int
    sticks: tuple[float, float, float, float]
    triggers: tuple[float, float]
    buttons: int = 0


Sample = BoardSample | ControllerSample


@dataclass(frozen=True, slots=True)
class DeviceInfo:
    """What is known of a device before it streams. Metres between the sensors, NaN if unknown."""

    name: str
    kind: Literal["board", "controller"]
    serial: str = ""
    nominal_rate_hz: float = math.nan
    width_m: float = math.nan
    length_m: float = math.nan
    max_load_n: float = math.nan
    calibration: str = ""
    stand_in: bool = False  # nobody stands on it: keys, a simulation, a recording
    finite: bool = False  # it ends by itself: a recording


@dataclass(frozen=True, slots=True)
class DeviceStatus:
    """How a device is now. battery is 0..1 or NaN; message is one line a person can act on."""

    state: State
    rate_hz: float = math.nan
    gaps: int = 0
    battery: float = math.nan
    message: str = ""


class Clock(Protocol):
    """Seconds that never go back. `wait_until` may return early; callers look again."""

    virtual: bool

    def now(self) -> float: ...

    def wait_until(self, t: float) -> None: ...


@runtime_checkable
class Device(Protocol):
    """What the game sees of any input. A context manager: leaving it closes the device."""

    info: DeviceInfo

    def start(self) -> None:
        """Begin to deliver. DeviceError if it cannot be opened at all."""

    def drain(self) -> list[Sample]:
        """All that arrived since the last call, oldest first; never blocks."""

    def status(self) -> DeviceStatus: ...

    def tare(self, seconds: float) -> None:
        """Take the mean of the next `seconds` as zero, where the device weighs; else nothing."""

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc: object) -> None: ...
