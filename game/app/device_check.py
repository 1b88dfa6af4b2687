"""`surefoot devices check`: a guided minute on a board, and whether the board is fit for use.

A person is told what to do, task by task, and each task waits until they do it. A made-up board
(simulated, emulated, keyboard) moves by itself, so that the whole can be tried without one.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from game.app.devices import listen, open_named, start
from game.app.errors import CommandError, Missing, WrongInput
from game.app.headless import Aimable, Leavable
from game.app.terminal import say
from input_devices.clock import SystemClock
from input_devices.emulated_board import EmulatedBoard
from input_devices.emulated_wii import Load
from input_devices.plate import corners
from input_devices.sample import BoardSample, Clock, Device, DeviceInfo
from input_devices.tare import TARE_S

if TYPE_CHECKING:
    from game.app.device_measures import Check

WAIT_S = 60.0  # for the person to do what a task asks
SETTLE_S = 2.5  # from then until it is measured
STAND_IN_KG = 70.0


@dataclass(frozen=True, slots=True)
class Task:
    """What a person does, whether they then stand on the board, for how long (s) it is measured,
    and where a made-up person leans (m)."""

    name: str
    words: str
    loaded: bool
    seconds: float
    lean: tuple[float, float] = (0.0, 0.0)


TASKS = (
    Task("empty", "Leave the board empty and still", False, 4.0),
    Task("stand", "Step on, feet evenly to both sides, and stand still", True, 15.0),
    Task("right", "Lean to the right and hold", True, 5.0, (0.08, 0.0)),
    Task("left", "Lean to the left and hold", True, 5.0, (-0.08, 0.0)),
    Task("forward", "Lean forward and hold", True, 5.0, (0.0, 0.05)),
    Task("back", "Lean back a little and hold", True, 5.0, (0.0, -0.04)),
    Task("off", "Step off", False, 4.0),
)


@dataclass(frozen=True, slots=True)
class Report:
    """How a board did. tare: why it could not be zeroed, or empty."""

    info: DeviceInfo
    battery: float
    tare: str
    checks: list[Check]

    @property
    def fit(self) -> bool:
        return not self.tare and all(check.ok for check in self.checks)

    def as_dict(self) -> dict[str, object]:
        """For JSON: what is not known is null."""
        return {
            "device": self.info.name,
            "serial": self.info.serial,
            "battery": self.battery if math.isfinite(self.battery) else None,
            "tare": self.tare or "done",
            "checks": [asdict(check) for check in self.checks],
            "fit": self.fit,
        }


def check(text: str, clock: Clock | None = None) -> Report:
    """Guide a person, or let a made-up one move, through TASKS; the verdict on the board.

    WrongInput for what is no board, Missing if it delivers nothing, CommandError if nobody does
    what a task asks.
    """
    from game.app.device_measures import judge

    clock = clock or SystemClock()
    with open_named(text, clock) as device:
        if device.info.kind != "board" or device.info.finite:
            raise WrongInput(f"{text}: only a board can be checked; see `surefoot devices`")
        start(device)
        act = _stand_in(device)
        minute = {}
        for number, task in enumerate(TASKS, 1):
            say(f"{number}/{len(TASKS)}  {task.words} ({task.seconds:g} s)")
            if act:
                act(task)
            _wait_until_done(device, clock, task)
            if task.name == "empty":
                device.tare(TARE_S)
            minute[task.name] = _measure(device, clock, task.seconds)
        return Report(
            device.info,
            device.status().battery,
            _refused_tare(device),
            judge(minute, device.info),
        )


def print_report(report: Report, *, as_json: bool = False) -> int:
    """Print it for people or as JSON; the exit code: 0 if the board is fit for use, else 1."""
    if as_json:
        print(json.dumps(report.as_dict(), indent=1, ensure_ascii=False))
    else:
        _print_table(report)
    return 0 if report.fit else 1


def _wait_until_done(device: Device, clock: Clock, task: Task) -> None:
    """Until a person stands on the board, or not, as the task asks, and has settled."""
    since: float | None = None
    heard = False
    for samples in listen(device, clock, WAIT_S):
        heard = heard or bool(samples)
        if samples and _occupied(samples[-1]) == task.loaded:
            since = clock.now() if since is None else since
            if clock.now() - since >= SETTLE_S:
                return
        elif samples:
            since = None
    if not heard:
        raise Missing(device.status().message or f"{device.info.name}: no data")
    seen = "nobody steps on it" if task.loaded else "something stands on it"
    raise CommandError(f"{device.info.name}: {seen} for {WAIT_S:g} s; the check was given up")


def _measure(device: Device, clock: Clock, seconds: float) -> list[BoardSample]:
    begun = clock.now()
    kept: list[BoardSample] = []
    for samples in listen(device, clock, seconds):
        kept += [s for s in samples if isinstance(s, BoardSample) and s.t >= begun]
    return kept


def _occupied(sample: object) -> bool:
    return isinstance(sample, BoardSample) and sample.loaded


def _refused_tare(device: Device) -> str:
    """Why the board would not be zeroed, where it can say."""
    tares = getattr(device, "tares", [])
    return "" if not tares or tares[-1].accepted else str(tares[-1].message)


def _stand_in(device: Device) -> Callable[[Task], None] | None:
    """Who does what a task asks on a board that is made up; None where a person has to."""
    if isinstance(device, EmulatedBoard):
        board = device.radio.board
        return lambda task: setattr(board, "load", _load(task))
    if isinstance(device, Aimable) and isinstance(device, Leavable):
        return lambda task: _move(device, device, task)
    return None


def _move(body: Aimable, feet: Leavable, task: Task) -> None:
    (feet.step_on if task.loaded else feet.step_off)()
    body.aim(*task.lean)


def _load(task: Task) -> Load:
    """What stands on an emulated board (kg per corner): nobody, or someone who sways a little."""
    if not task.loaded:
        return lambda t: (0.0, 0.0, 0.0, 0.0)
    ml, ap = task.lean
    return lambda t: corners(
        STAND_IN_KG, ml + 0.004 * math.sin(1.9 * t), ap + 0.006 * math.sin(1.3 * t)
    )


def _print_table(report: Report) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("", "quality", "value", "limit", box=None, pad_edge=False)
    for one in report.checks:
        value = "not measured" if one.value is None else f"{one.value:.4g} {one.unit}"
        mark = Text("ok", "green") if one.ok else Text("poor", "bold red")
        table.add_row(mark, one.name, value, one.limit)
    console = Console()
    console.print(table)
    poor = [one for one in report.checks if not one.ok]
    for one in poor:
        console.print(Text(f"{one.name}: {one.remedy}"), soft_wrap=True)
    if report.tare:
        console.print(Text(report.tare), soft_wrap=True)
    verdict = "fit for use" if report.fit else "not fit for use as it is"
    console.print(Text(f"\n{report.info.name} {report.info.serial}: {verdict}", "bold"))
