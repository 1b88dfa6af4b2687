"""The reader for streams that are generated: simulated, replayed, or sampled from a state.

The driver says when the next sample is due and makes it for that time. With a real clock the reader
thread waits for the moment; with a virtual one `drain()` makes all that are due, by the same code.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from input_devices.reader import ReaderDevice, StreamEnded
from input_devices.sample import Clock, DeviceInfo, Sample

EARLY_S = 1e-7  # sums of the same times in another order differ by rounding: this near is due


class PacedDevice(ReaderDevice):
    """A device whose samples are generated: at each due time `_produce(t, seq)` is asked for one.

    Due times lie on a grid of `info.nominal_rate_hz` from the first connection; a driver with times
    of its own overrides `_due`. Samples bear their due time, not the moment the thread woke.
    """

    def __init__(self, info: DeviceInfo, *, clock: Clock | None = None) -> None:
        super().__init__(info, clock=clock)
        self._origin = math.nan  # clock time of index 0
        self._index = 0

    def _silent(self) -> None:
        """There is nothing to connect to again: only say so, until samples come back."""
        self._show("lost", f"{self.info.name}: no data for {self.SILENCE_S:g} s")

    def _produce(self, t: float, seq: int) -> Sample | None:
        """The sample for time t (s), or None where there is none; called once for each due time."""
        return None

    def _due(self) -> float | None:
        """When the sample `self._index` is due (s on the device's clock), None when all were."""
        return self._origin + self._index / self.info.nominal_rate_hz

    def _connect(self) -> None:
        """Call this from an override. After a loss, times that passed meanwhile are not made up."""
        now = self.clock.now()
        if math.isnan(self._origin):
            self._origin = now
        while (due := self._due()) is not None and due < now:
            self._index += 1

    def _read(self, timeout_s: float) -> Sequence[float] | None:
        due = self._due()
        if due is None:
            raise StreamEnded(f"{self.info.name}: the stream has ended")
        now = self.clock.now()
        if due > now + EARLY_S:
            self.clock.wait_until(min(due, now + timeout_s))
            if self.clock.now() + EARLY_S < due:
                return None
        self._index += 1
        return [due]

    def _stamp(self, raw: float) -> float:
        return raw

    def _sample(self, t: float, seq: int, raw: float) -> Sample | None:
        return self._produce(t, seq)
