"""The second zeroing: how far a board's zero moved while somebody played on it.

A plate is zeroed before play (opening.py). When play is over and the person has stepped off, it is
zeroed once more, for a shorter time, and what lies between the two is kept with the session. Nobody
is made to wait for it: if nobody steps off while the results are shown, it is not known.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable

from game.app.control import Control
from input_devices.sample import Clock, Device
from input_devices.tare import Corners, TareResult

SETTLE_S = 0.5  # the board is empty for so long before: a foot may still be on its way
READING_S = 1.0
AGAIN_S = 3.0  # after a reading that was refused, or never came to an end
LEAVING_S = 5.0  # for stepping off where no results are shown
TURN_S = 1 / 60


@runtime_checkable
class Weighing(Protocol):
    """A device that weighs, and so can be zeroed."""

    @property
    def tares(self) -> list[TareResult]: ...

    @property
    def drift_n(self) -> Corners: ...

    def tare(self, seconds: float) -> None: ...


class LastZero:
    """Zeroes a board that was zeroed before, once it is empty: call `look` while nobody plays."""

    def __init__(self, device: Device, control: Control) -> None:
        self._board = device if isinstance(device, Weighing) else None
        self._control = control
        self._begin_at = math.nan  # when the next reading begins; NaN while the board is not empty
        self._had: int | None = None  # zeroings accepted before the first reading

    @property
    def done(self) -> bool:
        """Whether it has been read, or never can be."""
        if self._board is None or not self._board.tares:
            return True
        return self._had is not None and self._accepted(self._board) > self._had

    @property
    def empty(self) -> bool:
        """Whether nobody stood on the board when it was last looked at."""
        return not math.isnan(self._begin_at)

    def look(self, now: float) -> None:
        """Begin the reading when it is time, on the samples' clock."""
        if self.done or self._board is None:
            return
        if self._control.reason(now) != "off_board":
            self._begin_at = math.nan
        elif not self.empty:
            self._begin_at = now + SETTLE_S
        elif now >= self._begin_at:
            if self._had is None:
                self._had = self._accepted(self._board)
            self._begin_at = now + AGAIN_S
            self._board.tare(READING_S)

    def wait(self, clock: Clock, patience_s: float, say: Callable[[str], None]) -> None:
        """Let the person step off within `patience_s`, and a reading of the empty board end."""
        if self.done:
            return
        if patience_s:
            say("step off the board: its zero is read once more")
        patience_ends = clock.now() + patience_s
        while not self.done and clock.now() < patience_ends + SETTLE_S + AGAIN_S:
            self._control.take(clock.now())
            self.look(clock.now())
            if not self.empty and clock.now() >= patience_ends:
                return
            clock.wait_until(clock.now() + TURN_S)

    @staticmethod
    def _accepted(board: Weighing) -> int:
        return sum(tare.accepted for tare in board.tares)


def farewell(device: Device | None) -> dict[str, Any]:
    """What a device that weighs knows in the end: each zeroing, and how far the zero moved between
    the first and the last that were accepted (N), null before there are two.
    """
    if not isinstance(device, Weighing):
        return {}
    drift = device.drift_n
    return {
        "zeroed": [{"accepted": t.accepted, "zero_n": list(t.zero_n)} for t in device.tares],
        "zero_drift_n": list(drift) if all(map(math.isfinite, drift)) else None,
    }
