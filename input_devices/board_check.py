"""Watches a stream of raw sensor counts for sensors that no longer measure.

Nobody stands so still that four sensors of 10 g resolution repeat themselves: a loaded board whose
counts are all alike for a fifth of a second has frozen, and a sensor that keeps one value while the
others move has died. An empty board may well be that still, so it is not judged.
"""

from __future__ import annotations

from dataclasses import dataclass

from input_devices.tare import NAMES

FROZEN_S = 0.18
STUCK_S = 0.8
MOVED = 20  # counts, about 0.2 kg: how far the others together have to move beside a stuck sensor

Counts = tuple[int, int, int, int]  # top left, top right, bottom left, bottom right


@dataclass(slots=True)
class _Sensor:
    """One sensor's value, since when, and between what the sum of the others moved meanwhile."""

    value: int
    since: float
    lowest: int
    highest: int

    def look(self, t: float, value: int, others: int) -> None:
        if value != self.value:
            self.value, self.since, self.lowest, self.highest = value, t, others, others
        self.lowest = min(self.lowest, others)
        self.highest = max(self.highest, others)

    def stuck(self, t: float) -> bool:
        return t - self.since >= STUCK_S and self.highest - self.lowest >= MOVED


class StillWatch:
    """Feed it every report; it answers with what stands still, or nothing. `repeated` tells whether
    the report brought nothing new: the same counts again, under a load, are no new measurement."""

    def __init__(self) -> None:
        self.repeated = False
        self._sensors: list[_Sensor] = []

    def look(self, t: float, counts: Counts, loaded: bool) -> str:
        """One report at t (s); `loaded` says whether someone stands on the board. One line if all
        sensors, or one of them, stand still, otherwise empty."""
        total = sum(counts)
        if not loaded or not self._sensors:
            self._sensors = [_Sensor(count, t, total - count, total - count) for count in counts]
            self.repeated = False
            return ""
        self.repeated = all(
            sensor.value == count for sensor, count in zip(self._sensors, counts, strict=True)
        )
        for sensor, count in zip(self._sensors, counts, strict=True):
            sensor.look(t, count, total - count)
        if all(t - sensor.since >= FROZEN_S for sensor in self._sensors):
            return "the board repeats the same values; if this stays, take its batteries out and in"
        for name, sensor in zip(NAMES, self._sensors, strict=True):
            if sensor.stuck(t):
                return f"the {name} sensor no longer moves with the others; use another board"
        return ""
