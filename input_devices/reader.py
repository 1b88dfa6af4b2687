"""What every device shares: reader thread, arrival stamps, queue, and the way back after loss.

A driver overrides `_connect`, `_read`, `_sample` and `_disconnect`, all of which run in the reader
thread, one at a time; everything else is here. A sample is stamped with `clock.now()` the moment
its reading arrives: boards have no clock of their own, and a stamp taken later, once a frame,
spoils every velocity. Streams that are generated, not received: paced.py.

With a clock that is virtual there is no thread: `drain()` takes the very same turns until nothing
is due, so a session runs as fast as it can compute and twice with the same result.
"""

from __future__ import annotations

import math
import threading
from collections import deque
from collections.abc import Sequence
from typing import Any, Self

from input_devices.clock import SystemClock
from input_devices.sample import Clock, DeviceError, DeviceInfo, DeviceStatus, Sample, State

QUEUE_S = 600.0  # a consumer away for longer than ten minutes loses the oldest, counted
POLL_S = 0.05  # the longest a turn waits, hence how soon the thread notices close()
BACK_OFF_S = (0.25, 0.5, 1.0, 2.0, 4.0)  # pauses between attempts to connect, the last repeated
GAP_PERIODS = 3.0  # an interval longer than this many nominal periods is a gap
MOST_HZ = 10_000.0  # no queue is laid out for more, whatever a file says
CLOSE_S = 5.0  # the longest close() waits for a driver that hangs
RATE_SAMPLES = 200  # the measured rate is over this many samples, two seconds of a board


class StreamEnded(Exception):
    """Raised by `_read` of a finite device when there is no more; its message is the status's."""


class ReaderDevice:
    """The base of every device. Subclasses give `info`, override the hooks and ship in DEVICES.

    ARGUMENT names the option that the bare argument of "name:argument" fills; empty for none.
    SILENCE_S is how long a connected device may deliver nothing before it counts as lost.
    """

    ARGUMENT = ""
    SILENCE_S = 1.0

    def __init__(self, info: DeviceInfo, *, clock: Clock | None = None) -> None:
        self.info = info
        self.clock: Clock = clock or SystemClock()
        self._battery = math.nan  # 0..1; drivers that know it set it
        self._lock = threading.Lock()
        rate = min(MOST_HZ, info.nominal_rate_hz) if info.nominal_rate_hz > 0 else 100.0
        self._queue: deque[Sample] = deque(maxlen=max(1, round(QUEUE_S * rate)))
        self._stamps: deque[float] = deque(maxlen=RATE_SAMPLES)
        self._dropped = self._gaps = self._seq = self._attempts = 0
        self._state: State = "searching"
        self._message = "not started"
        self._connected = False
        self._heard = -math.inf  # when the last sample arrived, or the connection was made
        self._retry_at = -math.inf
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._started = False

    # What a driver overrides ---------------------------------------------------------------------

    @classmethod
    def present(cls) -> bool:
        """Whether such hardware is plugged in or paired now; quick, and never raises."""
        return False

    def _prepare(self) -> None:
        """In the caller's thread, once, at start: DeviceError if this can never work here."""

    def _connect(self) -> None:
        """Find the device and make it stream. DeviceError or OSError if it is not there (yet)."""

    def _read(self, timeout_s: float) -> Sequence[Any] | None:
        """Raw readings that arrived, oldest first, or None after at most `timeout_s` without any.

        DeviceError or OSError when the device is gone; StreamEnded when it is finite and over.
        """
        raise StreamEnded("this device delivers nothing")

    def _sample(self, t: float, seq: int, raw: Any) -> Sample | None:
        """A raw reading as a sample, or None where it carries none (a status report, an answer)."""
        return None

    def _disconnect(self) -> None:
        """Let go of the hardware, whole, half opened or not open at all."""

    def _stamp(self, raw: Any) -> float:
        """When a reading arrived: now, in every device that receives."""
        return self.clock.now()

    def _silent(self) -> None:
        """Nothing came for SILENCE_S. By default the connection is given up and made anew."""
        raise DeviceError(
            f"{self.info.name}: no data for {self.SILENCE_S:g} s; looking for it again"
        )

    def _found(self, message: str = "") -> None:
        """For `_connect`: the hardware is there and is being made ready."""
        self._show("lost" if self._state == "lost" else "connecting", message)

    # What the game calls -------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to deliver; twice is harmless. DeviceError if it can never work or was closed."""
        if self._stop.is_set():
            raise DeviceError(
                f"{self.info.name}: it was closed; open the device anew to use it again"
            )
        if self._started:
            return
        self._prepare()
        self._started = True
        self._show("searching", "")
        if self.clock.virtual:
            self._turn(0.0)
            return
        self._thread = threading.Thread(
            target=self._run, name=f"{self.info.name} reader", daemon=True
        )
        self._thread.start()

    def drain(self) -> list[Sample]:
        """All samples since the last call, each once, oldest first; never blocks."""
        if self.clock.virtual and self._started:
            while not self._stop.is_set() and self._turn(0.0):
                pass
        with self._lock:
            samples = list(self._queue)
            self._queue.clear()
        return samples

    def status(self) -> DeviceStatus:
        with self._lock:
            rate = math.nan
            if self._state == "streaming" and len(self._stamps) > 1:
                span = self._stamps[-1] - self._stamps[0]
                rate = (len(self._stamps) - 1) / span if span > 0 else math.nan
            message = self._message
            if self._dropped:
                message = f"{message}; {self._dropped} samples dropped: nobody drained".lstrip("; ")
            return DeviceStatus(self._state, rate, self._gaps, self._battery, message)

    def tare(self, seconds: float) -> None:
        """Devices that weigh override this; the others have nothing to zero."""

    def close(self) -> None:
        """Stop and let go, from any state, as often as wanted. What arrived can be drained."""
        self._stop.set()
        thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(timeout=CLOSE_S)
        elif thread is None:
            self._leave()
        stuck = thread is not None and thread.is_alive()
        self._show("closed", "its driver did not answer and is left behind" if stuck else "")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    # The turns -----------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                self._turn(POLL_S)
        finally:
            self._leave()

    def _turn(self, timeout_s: float) -> bool:
        """One attempt to connect, or one read. True if it is worth taking another turn at once."""
        try:
            return self._listen(timeout_s) if self._connected else self._reach(timeout_s)
        except StreamEnded as end:
            self._end(str(end))
        except (DeviceError, OSError) as loss:
            self._lose(loss)
        except Exception as bug:
            self._end(f"{self.info.name}: stopped by an error of its driver: {bug!r}")
            raise
        return False

    def _reach(self, timeout_s: float) -> bool:
        now = self.clock.now()
        if now < self._retry_at:
            self.clock.wait_until(min(self._retry_at, now + timeout_s))
            return False
        self._connect()
        self._connected = True
        self._heard = self.clock.now()
        if self._state != "lost":  # after a loss the next sample, not the connection, ends it
            self._show("ready", "")
        return True

    def _listen(self, timeout_s: float) -> bool:
        readings = self._read(timeout_s)
        t = self.clock.now()
        for raw in readings or ():
            t = self._stamp(raw)
            sample = self._sample(t, self._seq, raw)
            if sample is not None:
                self._deliver(t, sample)
        if t - self._heard > self.SILENCE_S:
            self._silent()
        return readings is not None

    def _deliver(self, t: float, sample: Sample) -> None:
        with self._lock:
            if self._state == "closed":  # a driver that hung came back after close()
                return
            if self._stamps and t - self._stamps[-1] > GAP_PERIODS / self._nominal_hz():
                self._gaps += 1
            if self._state != "streaming":
                self._state, self._message, self._attempts = "streaming", "", 0
                self._stamps.clear()  # the measured rate starts afresh after a loss
            if len(self._queue) == self._queue.maxlen:
                self._dropped += 1
            self._queue.append(sample)
            self._stamps.append(t)
            self._seq += 1
            self._heard = t

    def _nominal_hz(self) -> float:
        rate = self.info.nominal_rate_hz
        return rate if math.isfinite(rate) and rate > 0 else 30.0

    def _lose(self, loss: Exception) -> None:
        lost = self._connected or self._state == "lost"
        self._leave()
        pause = BACK_OFF_S[min(self._attempts, len(BACK_OFF_S) - 1)]
        self._attempts += 1
        self._retry_at = self.clock.now() + pause
        self._show(
            "lost" if lost else "searching", str(loss) or f"{self.info.name}: connection lost"
        )

    def _end(self, message: str) -> None:
        self._stop.set()
        self._leave()
        self._show("closed", message)

    def _leave(self) -> None:
        self._connected = False
        try:
            self._disconnect()
        except (DeviceError, OSError) as problem:  # it is gone anyway; say so and go on
            self._show(self._state, f"{self.info.name}: while letting go: {problem}")

    def _show(self, state: State, message: str) -> None:
        with self._lock:
            if self._state != "closed":  # from which nothing leads back
                self._state, self._message = state, message
