"""What goes wrong with a radio board, on demand: each fault at its time, for its duration."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from input_devices.sample import DeviceError

Kind = Literal[
    "silence",  # reports are lost
    "freeze",  # reports come, all alike
    "stuck",  # the first sensor keeps its value, the others live
    "jitter",  # reports come up to `amount` seconds late, in order
    "backlog",  # reports are held back and come all at once
    "truncate",  # reports lose their end; `amount` bytes stay, a different number each if 0
    "duplicate",  # reports come twice, or `amount` times
    "all_ff",  # reports without data
    "mode",  # another program asks for the status and sets a mode without data
    "unplug",  # the link is gone; `amount` bytes of the report under way still come
]
KINDS: tuple[Kind, ...] = (
    "silence", "freeze", "stuck", "jitter", "backlog", "truncate", "duplicate", "all_ff", "mode",
    "unplug",
)  # fmt: skip

Delivery = tuple[float, bytes]  # how late (s), what


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `at` counts in seconds from when the emulated board was made."""

    kind: Kind
    at: float
    seconds: float = 1.0
    amount: float = 0.0

    @property
    def end(self) -> float:
        return self.at + self.seconds

    def covers(self, t: float) -> bool:
        return self.at <= t < self.end


class Damage:
    """Applies faults to the reports that pass, one after the other."""

    def __init__(self, seed: int = 1) -> None:
        self.faults: list[Fault] = []
        self._random = random.Random(seed)
        self._held = b""

    def active(self, kind: Kind, t: float) -> Fault | None:
        """The fault of this kind that covers time t, if any."""
        return next((f for f in self.faults if f.kind == kind and f.covers(t)), None)

    def passed(self, t: float, report: bytes) -> list[Delivery]:
        """What becomes of the data report due at t."""
        arrivals: list[Delivery] = [(0.0, report)]
        whole = True
        for fault in self.faults:
            if fault.covers(t):
                arrivals = [
                    late for arrival in arrivals for late in self._suffer(fault, t, arrival)
                ]
                whole = whole and fault.kind not in ("freeze", "stuck")
        if whole or not self._held:
            self._held = report
        return arrivals

    def _suffer(self, fault: Fault, t: float, arrival: Delivery) -> list[Delivery]:
        late, report = arrival
        held = self._held or report
        kept = int(fault.amount) or self._random.randrange(max(1, len(report)))
        outcome: dict[str, list[Delivery]] = {
            "silence": [],
            "freeze": [(late, held)],
            "stuck": [(late, report[:3] + held[3:5] + report[5:])],
            "jitter": [(late + self._random.uniform(0.0, fault.amount or 0.04), report)],
            "backlog": [(late + fault.end - t, report)],
            "truncate": [(late, report[:kept])],
            "duplicate": [arrival] * (int(fault.amount) or 2),
            "all_ff": [(late, report[:3] + b"\xff" * (len(report) - 3))],
        }
        return outcome.get(fault.kind, [arrival])


def parse_faults(text: str) -> list[Fault]:
    """ "silence@10,unplug@20+5": a kind, when (s), and for how long (s, 1 if unsaid), by commas.

    DeviceError with the wrong part for anything else.
    """
    return [_parse(part.strip()) for part in text.split(",") if part.strip()]


def _parse(part: str) -> Fault:
    name, _, times = part.partition("@")
    at, _, seconds = times.partition("+")
    kind = next((kind for kind in KINDS if kind == name), None)
    try:
        if kind is None:
            raise ValueError
        return Fault(kind, float(at), float(seconds or 1.0))
    except ValueError:
        raise DeviceError(
            f"'{part}' is no fault: write KIND@SECONDS or KIND@SECONDS+DURATION with one of "
            f"{', '.join(KINDS)}"
        ) from None
