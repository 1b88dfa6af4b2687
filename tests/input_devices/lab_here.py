"""The Lab Streaming Layer kept to this machine, and a plate that streams on it."""

from __future__ import annotations

import itertools
import os
from pathlib import Path
from typing import Any, Self

import pytest

from input_devices.lab_outlet import let_go

os.environ["LSLAPICFG"] = str(Path(__file__).with_name("lsl_api.cfg"))  # read when first used

NUMBERS = itertools.count()


def lsl() -> Any:
    """pylsl, or a skip with the reason."""
    try:
        import pylsl
    except (ImportError, RuntimeError) as missing:
        pytest.skip(f"no Lab Streaming Layer here: {missing}")
    return pylsl


class LabPlate:
    """A force plate of another program: a real outlet under a name that nobody else has."""

    def __init__(
        self,
        labels: tuple[str, ...] = ("tl", "tr", "bl", "br"),
        units: tuple[str, ...] = (),
        *,
        count: int = 0,
        rate_hz: float = 100.0,
        name: str = "",
        size: tuple[float, float] | None = (0.4, 0.3),
    ) -> None:
        pylsl = lsl()
        self.name = name or f"plate-{os.getpid()}-{next(NUMBERS)}"
        self._info = pylsl.StreamInfo(
            self.name, "Force", len(labels) or count, rate_hz, "double64", f"id-{self.name}"
        )
        if labels:
            self._info.set_channel_labels(list(labels))
        if units:
            self._info.set_channel_units(list(units))
        if size is not None:
            plate = self._info.desc().append_child("plate")
            plate.append_child_value("width_m", str(size[0]))
            plate.append_child_value("length_m", str(size[1]))
        self._outlet: Any = None
        self.plug_in()

    def plug_in(self) -> Self:
        self._outlet = lsl().StreamOutlet(self._info)
        return self

    def unplug(self) -> None:
        let_go(self._outlet)
        self._outlet = None

    def push(self, *values: float, stamp: float = 0.0) -> None:
        """One sample, taken at `stamp` (LSL's time; 0: now)."""
        if self._outlet is not None:
            self._outlet.push_sample(values, stamp)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.unplug()


def arrived(device: Any, seconds: float = 5.0) -> None:
    """Wait until something lies ready in the device's inlet: the network has no virtual time."""
    import time

    until = time.perf_counter() + seconds
    while device._inlet is not None and not device._inlet.samples_available():
        if time.perf_counter() > until:
            pytest.fail("nothing arrived")
        time.sleep(0.0005)
