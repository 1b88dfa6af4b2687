"""`surefoot devices watch`: what a device delivers, live, as numbers and a picture or as JSON.

On a terminal the picture is renewed ten times a second; elsewhere a line a second is printed. With
`--jsonl` every sample is one JSON object on standard output, in the names of samples.csv.
"""

from __future__ import annotations

import json
import math
import sys
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

from game.app.device_plot import Point, plot
from game.app.devices import listen, open_named, start
from game.app.errors import Missing, WrongInput
from game.app.terminal import say
from input_devices.clock import SystemClock
from input_devices.sample import BoardSample, Clock, Device, DeviceStatus, Sample
from input_devices.weighing import STANDARD_GRAVITY

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

TRAIL_S = 3.0
LINE_S = 1.0
UNKNOWN_PLATE_M = (0.25, 0.15)  # half of a plate that does not state its size


@dataclass(slots=True)
class Watched:
    """What has been seen of one device; its first sample came at `begun` (s on its clock)."""

    device: Device
    begun: float = math.nan
    count: int = 0
    newest: Sample | None = None
    trail: deque[tuple[float, Point]] = field(default_factory=deque)

    def see(self, samples: list[Sample]) -> None:
        if samples and not self.count:
            self.begun = samples[0].t
        for sample in samples:
            self.trail.append((sample.t, _point(sample)))
            self.newest = sample
        self.count += len(samples)
        while self.trail and self.trail[-1][0] - self.trail[0][0] > TRAIL_S:
            self.trail.popleft()


def watch(
    text: str,
    seconds: float | None = None,
    *,
    jsonl: bool = False,
    clock: Clock | None = None,
    console: Console | None = None,
) -> None:
    """Show the device until `seconds` are over or Ctrl-C. Missing if it never delivered anything.

    clock and console are the machine's own unless given.
    """
    if seconds is not None and not 0 < seconds <= 86_400:
        raise WrongInput(f"--seconds {seconds:g}: above 0, at most 86400")
    clock = clock or SystemClock()
    with open_named(text, clock) as device:
        start(device)
        watched = Watched(device)
        limit = math.inf if seconds is None else seconds
        with suppress(KeyboardInterrupt):
            if jsonl:
                _print_json(watched, clock, limit, sys.stdout)
            else:
                _show(watched, clock, limit, console)
            if not watched.count:
                raise Missing(device.status().message or f"{text}: no data in {limit:g} s")


def as_json(sample: Sample, begun: float) -> str:
    """One sample as a JSON object; t_s counts from `begun`, and what is not known is null."""
    row: dict[str, object] = {"t_s": round(sample.t - begun, 6), "seq": sample.seq}
    if isinstance(sample, BoardSample):
        corners = zip(("tl_n", "tr_n", "bl_n", "br_n"), sample.corners_n, strict=True)
        row |= {"cop_ml_mm": _rounded(1000 * sample.cop_ml)}
        row |= {"cop_ap_mm": _rounded(1000 * sample.cop_ap), "load_n": _rounded(sample.load_n)}
        row |= {name: _rounded(value) for name, value in corners}
    else:
        row |= {"sticks": sample.sticks, "triggers": sample.triggers}
    return json.dumps(row | {"buttons": sample.buttons})


def _print_json(watched: Watched, clock: Clock, seconds: float, out: TextIO) -> None:
    said = ""
    for samples in listen(watched.device, clock, seconds):
        watched.see(samples)
        for sample in samples:
            print(as_json(sample, watched.begun), file=out)
        out.flush()
        status = watched.device.status()
        if (now := f"{status.state} {status.message}".strip()) != said:
            say(now)
            said = now


def _show(watched: Watched, clock: Clock, seconds: float, console: Console | None) -> None:
    from rich.console import Console
    from rich.live import Live

    console = console or Console()
    if not console.is_terminal:
        _print_lines(watched, clock, seconds, console)
        return
    with Live(console=console, auto_refresh=False) as live:
        for samples in listen(watched.device, clock, seconds):
            watched.see(samples)
            live.update(_view(watched, console), refresh=True)


def _print_lines(watched: Watched, clock: Clock, seconds: float, console: Console) -> None:
    due = clock.now()
    for samples in listen(watched.device, clock, seconds):
        watched.see(samples)
        if clock.now() >= due:
            due += LINE_S
            values = [f"{name} {value}" for name, value in _numbers(watched) if value]
            console.print("  ".join(values), soft_wrap=True, highlight=False, markup=False)


def _view(watched: Watched, console: Console) -> RenderableType:
    from rich.panel import Panel
    from rich.table import Table
    from rich.text import Text

    numbers = Table(box=None, show_header=False, pad_edge=False)
    numbers.add_column(style="dim")
    numbers.add_column(min_width=24)
    for name, value in _numbers(watched):
        numbers.add_row(name, Text(value))
    points = [point for _, point in watched.trail]
    ascii_only = console.options.ascii_only
    drawn = plot(points, _half(watched.device), ascii_only=ascii_only)
    view = Table.grid(padding=(0, 2))
    view.add_row(
        Panel("\n".join(drawn), title=watched.device.info.name, expand=False, padding=0), numbers
    )
    return view


def _numbers(watched: Watched) -> list[tuple[str, str]]:
    """Names and values as they are shown; a value that is not known is empty."""
    status = watched.device.status()
    sample = watched.newest
    t = f"{sample.t - watched.begun:.1f} s" if sample else ""
    rows = [("t", t), ("state", status.state), *_health(status)]
    if isinstance(sample, BoardSample):
        kg = sample.load_n / STANDARD_GRAVITY
        rows += [
            ("load", f"{kg:.1f} kg ({sample.load_n:.0f} N)" if math.isfinite(kg) else ""),
            ("CoP", _millimetres(sample)),
        ]
    elif sample:
        rows.append(("sticks", " ".join(f"{value:+.2f}" for value in sample.sticks)))
        rows.append(("triggers", " ".join(f"{value:.2f}" for value in sample.triggers)))
    pressed = f"{sample.buttons:b}" if sample and sample.buttons else ""
    return [*rows, ("buttons", pressed), ("", status.message)]


def _health(status: DeviceStatus) -> list[tuple[str, str]]:
    rate, battery = status.rate_hz, status.battery
    return [
        ("rate", f"{rate:.1f} Hz" if math.isfinite(rate) else ""),
        ("gaps", str(status.gaps)),
        ("battery", f"{battery:.0%}" if math.isfinite(battery) else ""),
    ]


def _millimetres(sample: BoardSample) -> str:
    if not sample.loaded:
        return "nobody on it"
    return f"{1000 * sample.cop_ml:+.1f} right, {1000 * sample.cop_ap:+.1f} forward (mm)"


def _point(sample: Sample) -> Point:
    if isinstance(sample, BoardSample):
        return sample.cop_ml, sample.cop_ap
    return sample.sticks[0], sample.sticks[1]


def _half(device: Device) -> Point:
    """From the middle of the picture to its sides, in the unit of the points."""
    if device.info.kind == "controller":
        return 1.0, 1.0
    width, length = device.info.width_m, device.info.length_m
    return (width / 2, length / 2) if width > 0 and length > 0 else UNKNOWN_PLATE_M


def _rounded(value: float) -> float | None:
    return round(value, 3) if math.isfinite(value) else None
