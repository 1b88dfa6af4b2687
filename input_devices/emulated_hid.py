"""Emulated boards behind the face of the hidapi module, so that the driver for real boards runs on
them unchanged: `enumerate()` and `device()` with `open_path`, `read`, `write`, `close`.

Time comes from the clock; with a virtual one hours of streaming and faults pass in moments and the
same way each time. What hidapi does is kept: a queue of 64 reports that loses the oldest, `[]` on a
time-out, OSError when the link is lost, -1 from a write that failed, and on Windows reports padded
to 22 bytes, writes that are silently ignored, and losses that only a write notices.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from input_devices.emulated_faults import Damage, Fault
from input_devices.emulated_wii import EmulatedWii
from input_devices.sample import Clock
from input_devices.wii_protocol import REPORT_SIZE, Mode
from input_devices.wii_transport import PRODUCTS, VENDOR, Way

RATE_HZ = 100.0
QUEUE = 64
ANSWER_S = 0.004  # from a command to its answer over Bluetooth
KEPT = 20_000  # reports remembered of what passed in each direction


class EmulatedRadio:
    """One board and the link to it: streams by the clock, suffers its faults, keeps a record.

    `received` holds what the host wrote and `sent` every data report before any fault, each with
    its time. `inject` adds a fault. `cut_after` is the number of bytes, both ways together, after
    which the link breaks in mid-report for `away_s`.
    """

    def __init__(
        self,
        clock: Clock,
        board: EmulatedWii | None = None,
        *,
        serial: str = "00:24:44:00:00:01",
        name: str = "Nintendo RVL-WBC-01",
        windows: bool = False,
        ignored_writes: frozenset[str] = frozenset(),
    ) -> None:
        self.clock = clock
        self.board = board or EmulatedWii()
        self.serial = serial
        self.name = name
        self.windows = windows
        self.ignored_writes = ignored_writes  # of "plain", "exact", "control"
        self.damage = Damage()
        self.received: deque[tuple[float, bytes]] = deque(maxlen=KEPT)
        self.sent: deque[tuple[float, bytes]] = deque(maxlen=KEPT)
        self.cut_after = math.inf
        self.away_s = 1.0
        self.losses = 0
        self.arrived = clock.now()  # when the report last taken came
        self._born = clock.now()
        self._ticks = 0
        self._away = False
        self._queue: deque[tuple[float, bytes]] = deque()
        self._modes_done: set[Fault] = set()

    def inject(self, fault: Fault) -> None:
        """Let this happen too; its time counts from when this radio was made."""
        self.damage.faults.append(fault)

    @property
    def age(self) -> float:
        """Seconds since this radio was made."""
        return self.clock.now() - self._born

    @property
    def present(self) -> bool:
        self.advance()
        return not self._away

    def advance(self) -> None:
        """Bring the board to now: every report that fell due, every fault on its way."""
        while self._born + self._tick_age() <= self.clock.now():
            self._tick(self._tick_age())
            self._ticks += 1

    def next_event(self) -> float:
        """When (on the clock) something can next be read or happen."""
        tick = self._born + self._tick_age()
        return min(tick, self._queue[0][0]) if self._queue else tick

    def take(self) -> bytes | None:
        """The oldest report that has arrived, or None."""
        self.advance()
        if self._queue and self._queue[0][0] <= self.clock.now():
            self.arrived, report = self._queue.popleft()
            return self._pass(report)
        return None

    def write(self, data: bytes) -> bool:
        """Hand an output report to the board. False if the link is gone."""
        self.advance()
        whole = self._pass(data)
        if self._away or len(whole) < len(data):
            return False
        self.received.append((self.clock.now(), data))
        for answer in self.board.receive(data):
            self._arrive(self.clock.now() + ANSWER_S, answer)
        return True

    def forget_queue(self) -> None:
        self._queue.clear()

    def _tick_age(self) -> float:
        return (self._ticks + 1) / RATE_HZ

    def _tick(self, age: float) -> None:
        lost = self.damage.active("unplug", age)
        if lost and not self._away:
            self._break(self.board.report(age), int(lost.amount), age)
        if lost:
            return
        self._away = False
        self._mode_faults(age)
        if (report := self.board.report(age)) is None:
            return
        self.sent.append((self._born + age, report))
        for late, damaged in self.damage.passed(age, report):
            self._arrive(self._born + age + late, damaged)

    def _mode_faults(self, age: float) -> None:
        for fault in self.damage.faults:
            if fault.kind == "mode" and fault.at <= age and fault not in self._modes_done:
                self._modes_done.add(fault)
                self._arrive(self._born + age, self.board.status())
                self.board.mode = Mode(0, 0x30)

    def _break(self, under_way: bytes | None, kept: int, age: float) -> None:
        if under_way and kept:
            self._arrive(self._born + age, under_way[:kept])
        self._away = True
        self.losses += 1
        self.board.power_on()

    def _arrive(self, when: float, report: bytes) -> None:
        latest = self._queue[-1][0] if self._queue else when
        self._queue.append((max(when, latest), report))
        arrived = sum(1 for at, _ in self._queue if at <= self.clock.now())
        if arrived >= QUEUE:
            self._queue.popleft()

    def _pass(self, data: bytes) -> bytes:
        """What of these bytes still crosses before the link is cut."""
        if len(data) <= self.cut_after:
            self.cut_after -= len(data)
            return data
        crossed, self.cut_after = data[: int(self.cut_after)], math.inf
        self.inject(Fault("unplug", self.age, self.away_s))
        self._break(None, 0, self.age)
        return crossed


class EmulatedHid:
    """Looks like the hidapi module, for these radios."""

    def __init__(self, *radios: EmulatedRadio) -> None:
        self.radios = {f"/emulated/{i}".encode(): radio for i, radio in enumerate(radios)}

    def enumerate(self, vendor_id: int = 0, product_id: int = 0) -> list[dict[str, Any]]:
        if vendor_id not in (0, VENDOR) or product_id not in (0, PRODUCTS[0]):
            return []
        return [
            {
                "path": path,
                "vendor_id": VENDOR,
                "product_id": PRODUCTS[0],
                "serial_number": radio.serial,
                "product_string": radio.name,
            }
            for path, radio in self.radios.items()
            if radio.present or radio.windows  # Windows keeps listing a board that has gone
        ]

    def device(self) -> EmulatedHandle:
        return EmulatedHandle(self)

    def extra_ways(self, path: bytes) -> list[Callable[[], Way]]:
        """The other two ways to write on Windows: exact length, and by control transfer."""
        radio = self.radios[path]
        return [partial(_way, radio, name) for name in ("exact", "control") if radio.windows]


def _way(radio: EmulatedRadio, name: str) -> Way:
    return Way(name, lambda data: name in radio.ignored_writes or radio.write(data))


class EmulatedHandle:
    """Looks like `hid.device()`."""

    def __init__(self, hid: EmulatedHid) -> None:
        self._hid = hid
        self._radio: EmulatedRadio | None = None
        self._losses = 0
        self._blocks = True

    def set_nonblocking(self, nonblocking: int) -> None:
        self._blocks = not nonblocking

    def open_path(self, path: bytes) -> None:
        radio = self._hid.radios.get(path)
        if radio is None or not (radio.present or radio.windows):
            raise OSError("open failed")
        radio.forget_queue()
        self._radio, self._losses = radio, radio.losses

    def write(self, data: bytes) -> int:
        radio = self._opened()
        if radio.windows and "plain" in radio.ignored_writes and radio.present:
            return REPORT_SIZE
        if self._lost(radio) or not radio.write(bytes(data)):
            return -1
        return REPORT_SIZE if radio.windows else len(data)

    def read(self, max_length: int, timeout_ms: int = 0) -> list[int]:
        """As hidapi: `[]` after the time-out; without one it waits for ever, unless told not to."""
        radio = self._opened()
        clock = radio.clock
        wait_s = timeout_ms / 1000 if timeout_ms or not self._blocks else math.inf
        deadline = clock.now() + wait_s
        while (report := radio.take()) is None:
            if self._lost(radio) and not radio.windows:
                raise OSError("read error")
            if clock.now() >= deadline:
                return []
            clock.wait_until(min(deadline, radio.next_event()))
        padded = report.ljust(REPORT_SIZE, b"\0") if radio.windows else report
        return list(padded[:max_length])

    def close(self) -> None:
        self._radio = None

    def error(self) -> str:
        return "Success"

    def _opened(self) -> EmulatedRadio:
        if self._radio is None:
            raise ValueError("not open")
        return self._radio

    def _lost(self, radio: EmulatedRadio) -> bool:
        return not radio.present or radio.losses != self._losses
