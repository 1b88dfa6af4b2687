"""Our samples and events on the Lab Streaming Layer, for whatever records or watches there.

    with LabOutlet(board.info) as lab:
        lab.push_sample(sample)
        lab.push_marker("target reached")

Two streams: the name itself, of type Force, with the four corners and the load (N), the centre of
pressure (m, NaN while nobody stands) and the buttons; and the name with "Markers", of type Markers,
with one word or line at a time. Both bear LSL's time of this machine, of the moment that the sample
itself bears. The rate is declared irregular, since samples are stamped as they arrive: a receiver
must not straighten them. Whoever can reach this machine can listen; nothing is sent before somebody
does. docs/devices.md tells how to keep it on this machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from input_devices.clock import SystemClock
from input_devices.lab_stream import lsl
from input_devices.sample import BoardSample, Clock, DeviceInfo, Sample

LABELS = ("tl", "tr", "bl", "br", "load", "cop_ml", "cop_ap", "buttons")
UNITS = ("N", "N", "N", "N", "N", "m", "m", "bits")
TYPES = ("Force",) * 5 + ("Position",) * 2 + ("Mask",)
TRIES = 5
IDLE_S = 0.1


class LabOutlet:
    """The two streams of one board, from now until `close`. DeviceError where LSL is missing."""

    def __init__(
        self, info: DeviceInfo, *, name: str = "Surefoot", clock: Clock | None = None
    ) -> None:
        pylsl = lsl()
        self._clock: Clock = clock or SystemClock()
        self._to_lsl = _offset(pylsl, self._clock)
        ident = f"{name}-{info.serial or info.name}"
        irregular = pylsl.IRREGULAR_RATE
        samples = pylsl.StreamInfo(name, "Force", len(LABELS), irregular, "double64", ident)
        samples.set_channel_labels(list(LABELS))
        samples.set_channel_units(list(UNITS))
        samples.set_channel_types(list(TYPES))
        _describe(samples.desc().append_child("plate"), info)
        markers = pylsl.StreamInfo(
            f"{name}Markers", "Markers", 1, irregular, "string", f"{ident}-markers"
        )
        self._samples: Any = pylsl.StreamOutlet(samples)
        self._markers: Any = pylsl.StreamOutlet(markers)

    def push_sample(self, sample: BoardSample) -> None:
        """Pass on one sample, at its own time. Nothing happens once closed."""
        if self._samples is not None:
            values = (
                *sample.corners_n, sample.load_n, sample.cop_ml, sample.cop_ap, sample.buttons,
            )  # fmt: skip
            self._samples.push_sample(values, sample.t + self._to_lsl)

    def push_samples(self, samples: Iterable[Sample]) -> None:
        """Pass on those of a board."""
        for sample in samples:
            if isinstance(sample, BoardSample):
                self.push_sample(sample)

    def push_marker(self, text: str, t: float | None = None) -> None:
        """Pass on what happened at t (s on the device's clock), or now."""
        if self._markers is not None:
            at = self._clock.now() if t is None else t
            self._markers.push_sample([text], at + self._to_lsl)

    def close(self) -> None:
        """Take both streams back, once what was pushed is on its way; twice is harmless."""
        let_go(self._samples, self._markers)
        self._samples = self._markers = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def let_go(*outlets: Any) -> None:
    """Wait, where somebody listens, until these outlets are idle. liblsl crashes now and then when
    an outlet goes away while it still hands a sample to a listener (sccn/liblsl, 218).
    """
    if any(outlet is not None and outlet.have_consumers() for outlet in outlets):
        clock = SystemClock()  # liblsl's threads live in real time
        clock.wait_until(clock.now() + IDLE_S)


def _offset(pylsl: Any, clock: Clock) -> float:
    """What turns our clock's time into LSL's (s): by the quickest of a few looks at both."""
    looks = []
    for _ in range(TRIES):
        before, theirs, after = clock.now(), float(pylsl.local_clock()), clock.now()
        looks.append((after - before, theirs - (before + after) / 2))
    return min(looks)[1]


def _describe(plate: Any, info: DeviceInfo) -> None:
    """What a receiver needs to know of the plate, among it what lab_stream.py reads."""
    plate.append_child_value("device", info.name)
    plate.append_child_value("width_m", f"{info.width_m:g}")
    plate.append_child_value("length_m", f"{info.length_m:g}")
    plate.append_child_value("rate_hz", f"{info.nominal_rate_hz:g}")
    plate.append_child_value("axes", "ML right, AP forward, from the middle between the cells")
