"""From what a tilting thing reports to a lean: which axes, where upright is, how far is full.

For devices that are a controller to the game: wobble boards and phones. Two of the device's axes,
in its own unit, become mediolateral (+ right) and anteroposterior (+ forward) lean in -1..1, where
1 is this person's own range on that axis.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from input_devices.gamepad import clamp, dead_zone
from input_devices.sample import DeviceError

FEWEST_TO_ZERO = 5  # readings

Sticks = tuple[float, float, float, float]
Signed = tuple[str, float]  # an axis, and 1 or -1


def parse_axes(text: str, names: tuple[str, ...], who: str) -> tuple[Signed, Signed]:
    """ "x,-y" -> (("x", 1.0), ("y", -1.0)): the axes of ML and AP, of `names`; else DeviceError."""
    parts = [part.strip().lower() for part in text.split(",")]
    found = [re.fullmatch(r"([+-]?)([a-z]+)", part) for part in parts]
    axes = [(match[2], -1.0 if match[1] == "-" else 1.0) for match in found if match]
    if len(parts) != 2 or len(axes) != 2 or {axis for axis, _ in axes} - set(names):
        raise DeviceError(
            f"{who}: axes='{text}' must be two of {', '.join(names)}, for right and for forward, "
            "with a minus where the device counts the other way, such as 'x,-y'"
        )
    if axes[0][0] == axes[1][0]:
        raise DeviceError(f"{who}: axes='{text}' names one axis twice; right and forward need two")
    return axes[0], axes[1]


def check_number(
    who: str, option: str, value: float | str, low: float, high: float, unit: str
) -> float:
    """The value if it lies in low..high, otherwise DeviceError; text that says a number is one."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not low <= number <= high:
        raise DeviceError(f"{who}: {option}={value} must be {low:g} to {high:g} {unit}".rstrip())
    return number


class Lean:
    """Scales two axes to a lean. `ranges` are this person's reach (ML, AP) in the device's unit;
    `dead` is the radius about upright, as a share of the range, that counts as upright."""

    def __init__(
        self, axes: tuple[Signed, Signed], ranges: tuple[float, float], dead: float = 0.0
    ) -> None:
        self._axes = axes
        self._ranges = ranges
        self._dead = dead
        self._upright = (0.0, 0.0)
        self._zeroing: _Zeroing | None = None

    def zero(self, seconds: float) -> None:
        """The mean of the next `seconds` of readings becomes upright."""
        self._zeroing = _Zeroing(seconds)

    def sticks(self, t: float, values: Mapping[str, float]) -> Sticks:
        """The lean of one reading at t (s), as a controller's left stick; the right one rests."""
        (name_ml, sign_ml), (name_ap, sign_ap) = self._axes
        ml, ap = sign_ml * values[name_ml], sign_ap * values[name_ap]
        zeroing = self._zeroing
        if zeroing is not None and (upright := zeroing.add(t, ml, ap)) is not None:
            self._upright, self._zeroing = upright, None
        ml, ap = ml - self._upright[0], ap - self._upright[1]
        lean = clamp(ml / self._ranges[0]), clamp(ap / self._ranges[1])
        x, y = dead_zone(*lean, self._dead)
        return x + 0.0, y + 0.0, 0.0, 0.0  # a middle of -0.0 would only confuse


class _Zeroing:
    """Collects readings for a time that begins with the first of them."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._begun = math.nan
        self._ml: list[float] = []
        self._ap: list[float] = []

    def add(self, t: float, ml: float, ap: float) -> tuple[float, float] | None:
        """The mean, once the time is over and there are enough readings."""
        if not self._ml:
            self._begun = t
        self._ml.append(ml)
        self._ap.append(ap)
        if len(self._ml) < FEWEST_TO_ZERO or t - self._begun < self._seconds:
            return None
        return sum(self._ml) / len(self._ml), sum(self._ap) / len(self._ap)
