"""A force plate on the Lab Streaming Layer: what any program offers there by name or type.

    open_device("lab_stream", stream="ForcePlate", moment_unit="Nmm", axes="-y,x")

Four cells or forces and moments, by the stream's own labels and units or as options say
(lab_channels.py). Samples are stamped as they arrive, like those of every device. Senders that send
many samples at once need stamps="source": the time each was taken, by the sender's clock with LSL's
correction for its offset to ours (measured by LSL over the network, good to about 0.2 ms on a quiet
one), never later than the arrival and never going back.

liblsl finds streams by multicast in the local network. What it may hear and tell is set in its own
lsl_api.cfg; docs/devices.md has one that keeps it on this machine.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from input_devices.lab_channels import SIDE_M, Layout, channel_names, factor, finite, layout
from input_devices.lean import check_number, parse_axes
from input_devices.plate_device import PlateDevice
from input_devices.sample import BoardSample, Clock, DeviceError
from input_devices.weighing import STEPS_ON_N

RESOLVE_S = 0.5  # spent looking for a second stream of that name, LSL's own least
OPEN_S = 3.0
BUFFER_S = 10
NO_CELLS = (math.nan,) * 4

Raw = tuple[Sequence[float], float]  # channel values, LSL time at the sender (s)


class LabStream(PlateDevice):
    """A force plate on the Lab Streaming Layer. The bare argument is the stream's name or type.

    channels: what they are, if the labels do not say; force_unit, moment_unit, if its units do not.
    width_m, length_m: between four cells. axes: those of the plate that point right and forward;
    origin_z_m: height of the moments' origin; invert: Fz is negative under a load.
    """

    ARGUMENT = "stream"

    def __init__(
        self,
        *,
        stream: str,
        channels: str = "",
        force_unit: str = "",
        moment_unit: str = "",
        axes: str = "x,y",
        origin_z_m: float = 0.0,
        invert: bool = False,
        width_m: float | None = None,
        length_m: float | None = None,
        rate_hz: float | None = None,
        max_load_n: float | None = None,
        stamps: str = "arrival",
        clock: Clock | None = None,
    ) -> None:
        who = "lab_stream"
        super().__init__(
            "lab stream",
            width_m=width_m,
            length_m=length_m,
            max_load_n=max_load_n,
            rate_hz=rate_hz,
            clock=clock,
        )
        if stamps not in ("arrival", "source"):
            raise DeviceError(f"{who}: stamps='{stamps}' must be arrival or source")
        if not stream or ("'" in stream and '"' in stream):
            raise DeviceError(f"{who}: stream={stream!r} must be a stream's name or type")
        self._given = replace(self.info, name=f"lab stream '{stream}'")
        self.info = self._given
        self._rate_given = rate_hz is not None
        self._stream = stream
        self._channels = channels
        self._force_unit, self._moment_unit = force_unit, moment_unit
        factor("fz", force_unit)
        factor("mx", moment_unit)
        self._axes = parse_axes(axes, ("x", "y"), who)
        self._origin_z_m = check_number(who, "origin_z_m", origin_z_m, -0.5, 0.5, "metres")
        self._invert = invert
        self._from_source = stamps == "source"
        self._inlet: Any = None
        self._layout: Layout | None = None
        self._to_ours = 0.0  # what turns LSL's local time into this device's clock (s)
        self._latest = -math.inf
        self._under = 0.0  # the last load (N)

    def _prepare(self) -> None:
        lsl()

    def _connect(self) -> None:
        pylsl = lsl()
        found = pylsl.resolve_bypred(_predicate(self._stream), 2, RESOLVE_S)
        if len(found) != 1:
            names = ", ".join(f"'{info.name()}' on {info.hostname()}" for info in found)
            raise DeviceError(
                f"{self.info.name}: "
                + (f"several: {names}; name one" if found else "not there; start what sends it")
            )
        self._found(f"{self.info.name}: opening")
        try:
            self._inlet = pylsl.StreamInlet(found[0], max_buflen=BUFFER_S, recover=False)
            self._understand(self._inlet.info(OPEN_S))
            self._inlet.open_stream(OPEN_S)
            if self._from_source:
                self._inlet.time_correction(OPEN_S)
        except RuntimeError as problem:
            raise DeviceError(f"{self.info.name}: cannot be opened: {problem}") from problem
        self._to_ours = self.clock.now() - float(pylsl.local_clock())

    def _understand(self, stream: Any) -> None:
        """What the stream's description says, where options do not say it."""
        count = stream.channel_count()
        if stream.channel_format() == lsl().cf_string:
            raise DeviceError(f"{self.info.name}: it carries words, not forces")
        try:
            names = channel_names(count, _listed(stream.get_channel_labels()), self._channels)
            told = _listed(stream.get_channel_units()) + [""] * count
            units = [
                (self._moment_unit if name.startswith("m") else self._force_unit) or unit
                for name, unit in zip(names, told, strict=False)
            ]
            found = layout(names, units, self._axes, self._origin_z_m, self._invert)
        except DeviceError as unclear:
            raise DeviceError(f"{self.info.name}: {unclear}") from None
        self._layout = found
        self._measure(stream, found)

    def _measure(self, stream: Any, found: Layout) -> None:
        """Size and rate, which a stream of ours tells in its description."""
        plate = stream.desc().child("plate")
        given = self._given
        width_m, length_m = given.width_m, given.length_m
        if math.isnan(width_m):
            width_m = _number(plate.child_value("width_m"))
        if math.isnan(length_m):
            length_m = _number(plate.child_value("length_m"))
        if found.cells and not (width_m > 0 and length_m > 0):
            raise DeviceError(
                f"{self.info.name}: it does not say how far apart its cells are; give width_m and "
                "length_m"
            )
        rate = stream.nominal_srate() or _number(plate.child_value("rate_hz"))
        known = not self._rate_given and rate > 0
        self._describe(
            replace(
                given,
                serial=stream.source_id(),
                width_m=width_m,
                length_m=length_m,
                nominal_rate_hz=rate if known else given.nominal_rate_hz,
                calibration="its own",
            )
        )
        if not found.cells:
            self._plate.width_m = self._plate.length_m = SIDE_M

    def _read(self, timeout_s: float) -> Sequence[Raw] | None:
        try:
            first, stamp = self._inlet.pull_sample(timeout_s)
            if first is None:
                return None
            more, stamps = self._inlet.pull_chunk(0.0)
        except RuntimeError as loss:
            raise DeviceError(f"{self.info.name}: its sender is gone: {loss}") from loss
        return [(first, stamp), *zip(more, stamps, strict=True)]

    def _stamp(self, raw: Raw) -> float:
        now = self.clock.now()
        if not self._from_source:
            return now
        try:
            correction = float(self._inlet.time_correction(OPEN_S))
        except RuntimeError as loss:
            raise DeviceError(f"{self.info.name}: its sender is gone: {loss}") from loss
        taken = raw[1] + correction + self._to_ours
        self._latest = max(self._latest, min(now, taken))
        return self._latest

    def _sample(self, t: float, seq: int, raw: Raw) -> BoardSample | None:
        values, found = raw[0], self._layout
        if found is None or not finite(values):
            return None
        sample = self._plate.sample(t, seq, found.corners(values))
        self._under = sample.load_n
        return sample if found.cells else replace(sample, corners_n=NO_CELLS)

    def _notice(self) -> str:
        if self._under < -STEPS_ON_N and not self._invert:
            return f"it shows {self._under:.0f} N; if that is a person, open it with invert=True"
        return super()._notice()

    def _disconnect(self) -> None:
        inlet, self._inlet = self._inlet, None
        if inlet is not None:
            inlet.close_stream()


def lsl() -> Any:
    """pylsl with the library it needs; DeviceError with the remedy where one is missing."""
    try:
        import pylsl
    except ImportError as missing:
        raise DeviceError(
            "the Lab Streaming Layer needs pylsl: install it with 'pip install pylsl'"
        ) from missing
    except RuntimeError as missing:
        raise DeviceError(
            "pylsl finds no liblsl on this machine: install it from "
            "https://github.com/sccn/liblsl/releases and set PYLSL_LIB to its path"
        ) from missing
    return pylsl


def _predicate(stream: str) -> str:
    """Streams of this name or this type, as liblsl asks for them (XPath)."""
    quote = '"' if "'" in stream else "'"
    return f"name={quote}{stream}{quote} or type={quote}{stream}{quote}"


def _listed(values: Sequence[str | None] | None) -> list[str]:
    return [value or "" for value in values or ()]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan
