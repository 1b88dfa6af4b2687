"""Zeroing a plate: what its empty sensors show for two seconds becomes their zero, unless they show
that it is not empty, not still, or not sound. Cells creep over months: old boards rest a kilogram
and more off, so a plate is zeroed before each session, in software only.
"""

from __future__ import annotations

from dataclasses import dataclass

Corners = tuple[float, float, float, float]  # top left, top right, bottom left, bottom right (N)

TARE_S = 2.0
SPREAD_LIMIT_N = 5.0  # largest minus smallest of one sensor: half a kilogram, someone touches it
OFFSET_LIMIT_N = 50.0  # of one sensor: five kilograms, something stands on it or it is worn out
GAP_S = 0.25  # a longer hole in the stream starts the measurement anew
FEWEST = 20  # readings
NAMES = ("top left", "top right", "bottom left", "bottom right")


@dataclass(frozen=True, slots=True)
class TareResult:
    """Mean and largest-minus-smallest of each empty sensor (N) over n readings ending at t, whether
    they will do as zero, and otherwise why not and what to do."""

    t: float
    zero_n: Corners
    spread_n: Corners
    n: int
    accepted: bool
    message: str


class Tare:
    """Collects the forces of a plate that should be empty."""

    def __init__(self, seconds: float = TARE_S) -> None:
        self.seconds = seconds
        self._begun = self._last = 0.0
        self._rows: list[Corners] = []

    def add(self, t: float, raw_n: Corners) -> TareResult | None:
        """One reading at t (s); the result once they span the time and are enough."""
        if not self._rows or t - self._last > GAP_S:
            self._rows, self._begun = [], t
        self._rows.append(raw_n)
        self._last = t
        if t - self._begun < self.seconds or len(self._rows) < FEWEST:
            return None
        return self._judge()

    def _judge(self) -> TareResult:
        columns = list(zip(*self._rows, strict=True))
        zero = [sum(column) / len(column) for column in columns]
        spread = [max(column) - min(column) for column in columns]
        message = _objection(zero, spread)
        return TareResult(
            self._last,
            (zero[0], zero[1], zero[2], zero[3]),
            (spread[0], spread[1], spread[2], spread[3]),
            len(self._rows),
            not message,
            message,
        )


def _objection(zero: list[float], spread: list[float]) -> str:
    """Why these readings are no zero, in one line; empty if they are."""
    shaken = max(range(4), key=spread.__getitem__)
    if spread[shaken] > SPREAD_LIMIT_N:
        return (
            f"not zeroed: {NAMES[shaken]} moved by {spread[shaken]:.0f} N; "
            "leave the board empty and still, and zero it again"
        )
    if min(zero) > OFFSET_LIMIT_N / 5 and sum(zero) > 2 * OFFSET_LIMIT_N:
        return f"not zeroed: {sum(zero):.0f} N stand on the board; step off and zero it again"
    worst = max(range(4), key=lambda corner: abs(zero[corner]))
    if abs(zero[worst]) > OFFSET_LIMIT_N:
        return (
            f"not zeroed: {NAMES[worst]} shows {zero[worst]:.0f} N; is the board empty and on "
            "flat, hard ground? If so this sensor is worn out: use another board"
        )
    return ""
