"""A number with its name and unit: numbers never travel without them.

Names are the field's, in snake case; units are UCUM ("mm", "mm/s", "mm2", "Hz", "%", "1").
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One result.

    value is NaN where it could not be computed. n: how many observations it rests on (samples of a
    recording, repetitions of a movement), 0 with NaN. how: preprocessing and windows, in words.
    """

    name: str
    value: float
    unit: str
    n: int
    how: str = ""

    @property
    def key(self) -> str:
        """The name with its unit, for a flat table: "mean_velocity_mm_s"."""
        unit = {"1": "", "%": "percent"}.get(self.unit, self.unit.lower().replace("/", "_"))
        return f"{self.name}_{unit}".rstrip("_")


def measure(name: str, value: float, unit: str, n: int, how: str = "") -> Measure:
    """A Measure in plain Python numbers; n becomes 0 where the value is not finite."""
    value = float(value)
    if not math.isfinite(value):
        return Measure(name, math.nan, unit, 0, how)
    return Measure(name, value, unit, int(n), how)
