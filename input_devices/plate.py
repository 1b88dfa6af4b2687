"""The plate and the person of devices that have neither: the keyboard and the simulated board.

A centre of pressure and a load become four corners that agree with them exactly, so that whatever
reads corners sees the same person as what reads the CoP. The plate is a Wii Balance Board's, 433 x
238 mm between the sensors (Leach 2014). Metres, newtons, seconds; axes as in sample.py.
"""

from __future__ import annotations

import math
import threading
from typing import Generic, TypeVar

from input_devices.sample import BoardSample, DeviceError

WIDTH_M, LENGTH_M = 0.433, 0.238
MAX_LOAD_N = 1471.0  # 150 kg, what the real board is rated for
NOMINAL_LOAD_N = 700.0

T = TypeVar("T")
Point = tuple[float, float]


def corners(load_n: float, ml: float, ap: float) -> tuple[float, float, float, float]:
    """TL, TR, BL, BR (N) of a load whose centre of pressure is (ml, ap) metres; they sum to it."""
    right, front = 0.5 + ml / WIDTH_M, 0.5 + ap / LENGTH_M
    left, back = 1 - right, 1 - front
    return (
        load_n * left * front,
        load_n * right * front,
        load_n * left * back,
        load_n * right * back,
    )


def on_plate(ml: float, ap: float) -> Point:
    """The nearest point between the sensors: nobody can press beyond them."""
    half_ml, half_ap = WIDTH_M / 2, LENGTH_M / 2
    return max(-half_ml, min(half_ml, ml)), max(-half_ap, min(half_ap, ap))


def aimed_at(ml: float, ap: float) -> Point:
    """An asked-for point (metres), held on the plate; DeviceError if it is not two numbers."""
    if not (math.isfinite(ml) and math.isfinite(ap)):
        raise DeviceError(
            f"aim({ml}, {ap}): both must be finite numbers, in metres from the middle"
        )
    return on_plate(ml, ap)


def standing(t: float, seq: int, load_n: float, point: Point, buttons: int = 0) -> BoardSample:
    """A person of load_n newtons whose centre of pressure is at `point` (ml, ap), metres."""
    ml, ap = on_plate(*point)
    return BoardSample(t, seq, corners(load_n, ml, ap), load_n, ml, ap, buttons)


def stepped_off(t: float, seq: int, buttons: int = 0) -> BoardSample:
    """An empty plate: no load, hence no centre of pressure."""
    return BoardSample(t, seq, (0.0, 0.0, 0.0, 0.0), 0.0, math.nan, math.nan, buttons)


class Timeline(Generic[T]):
    """A value that one thread sets and another reads as it was at a given time.

    Samples may be made a little after the time they bear; what is asked for must not act on those
    that were due before it was asked. Reads go forward in time.
    """

    def __init__(self, value: T) -> None:
        self._value = value
        self._waiting: list[tuple[float, T]] = []
        self._lock = threading.Lock()

    def set(self, t: float, value: T) -> None:
        """The value from time t (s) on; whatever was set for t or later is replaced."""
        with self._lock:
            self._waiting = [entry for entry in self._waiting if entry[0] < t]
            self._waiting.append((t, value))

    def at(self, t: float) -> T:
        """The value at time t (s)."""
        with self._lock:
            while self._waiting and self._waiting[0][0] <= t:
                self._value = self._waiting.pop(0)[1]
            return self._value
