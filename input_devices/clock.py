"""Two clocks of one shape: the machine's, and one that a faster-than-life session moves by hand."""

from __future__ import annotations

import time


class SystemClock:
    """The machine's monotonic clock."""

    virtual = False

    def now(self) -> float:
        return time.perf_counter()

    def wait_until(self, t: float) -> None:
        if (left := t - time.perf_counter()) > 0:
            time.sleep(left)


class ManualClock:
    """A clock that stands still until told: the whole session then runs as fast as it can compute,
    and twice with the same result. Waiting moves it, so that code written for real time works.
    """

    virtual = True

    def __init__(self, start: float = 0.0) -> None:
        self._now = start

    def now(self) -> float:
        return self._now

    def wait_until(self, t: float) -> None:
        self._now = max(self._now, t)

    def advance(self, seconds: float) -> None:
        self._now += seconds
