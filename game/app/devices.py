"""What `surefoot devices` says: every kind of device, whether one is here, and what keeps it away.

Also how the commands about devices open one and listen to it.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from game.app.errors import Missing, WrongInput
from game.app.people import profile_names, with_person
from input_devices import DEVICES, device_class, device_name, open_device, parse_device
from input_devices.clock import SystemClock
from input_devices.sample import Clock, Device, DeviceError, DeviceStatus, Sample

MADE_UP = ("emulated_board", "keyboard", "recorded", "simulated")  # nothing has to be plugged in
UNSEEN = ("serial_plate", "lab_stream", "phone_osc", "wobble_board")  # nothing tells they are here
LOOK_S = 0.8  # how long the devices that are here may take to say how they are
TURN_S = 0.1


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One line of the list. here: yes, no, always, or "ask for it" where
    that cannot be told; problem: why it cannot be used as it is and
    what to do, or empty."""

    name: str
    here: str
    battery: str
    about: str
    problem: str


def list_devices() -> list[DeviceRow]:
    """A row for each of DEVICES, in the order of automatic choice; within two seconds, and whatever
    a driver does."""
    problems: dict[str, str] = {}
    here = [name for name in DEVICES if name not in MADE_UP and _is_here(name, problems)]
    states = _look(here, problems)
    return [
        DeviceRow(
            _with_argument(name),
            _presence(name, name in here),
            _percent(states[name].battery) if name in states else "",
            _about(name),
            problems.get(name, ""),
        )
        for name in DEVICES
    ]


def print_devices() -> None:
    """The list as a table, and under it what to do, unbroken so that it can be copied."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    rows = list_devices()
    table = Table("device", "here", "battery", "what it is", box=None, pad_edge=False)
    for row in rows:
        table.add_row(row.name, row.here, row.battery, Text(row.about))
    console = Console()
    console.print(table)
    console.print(Text(f"\nsimulated:PROFILE is {', '.join(profile_names())}"), soft_wrap=True)
    for row in rows:
        if row.problem:
            console.print(Text(f"\n{row.name}:\n  {row.problem}"), soft_wrap=True)


def choose_devices() -> tuple[str, ...]:
    """What play uses when nothing was asked for: a board and, beside it, a controller if there is
    one; else a controller; else the keyboard."""
    here = [name for name in DEVICES if name not in MADE_UP and _is_here(name, {})]
    first = here[0] if here else "keyboard"
    if first in ("controller", "keyboard") or "controller" not in here:
        return (first,)
    return first, "controller"


def open_named(text: str, clock: Clock) -> Device:
    """The device "name" or "name:argument", not yet started; WrongInput if it is no such thing."""
    try:
        name, options = parse_device(text)
        return open_device(name, clock=clock, **with_person(name, options))
    except DeviceError as error:
        raise WrongInput(str(error)) from None


def start(device: Device) -> None:
    """Begin to deliver; Missing if this can never work here."""
    if hasattr(device, "pump"):  # it listens to SDL's events, for which no window is needed here
        os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    try:
        device.start()
    except DeviceError as error:
        raise Missing(str(error)) from None


def listen(device: Device, clock: Clock, seconds: float = math.inf) -> Iterator[list[Sample]]:
    """Ten times a second what has arrived, until the time is over or a finite device has ended."""
    pump = getattr(device, "pump", None)
    end = clock.now() + seconds
    while (now := clock.now()) < end:
        clock.wait_until(min(now + TURN_S, end))
        if pump:
            pump()
        ended = device.status().state == "closed"
        yield device.drain()
        if ended:
            return


def _is_here(name: str, problems: dict[str, str]) -> bool:
    try:
        return device_class(name).present()
    except Exception as problem:  # one broken driver must not hide the other devices
        problems[name] = f"its driver fails: {problem!r}"
        return False


def _look(names: list[str], problems: dict[str, str]) -> dict[str, DeviceStatus]:
    """How those that are here are, each asked itself, all at the same time."""
    clock = SystemClock()
    end = clock.now() + LOOK_S
    with ExitStack() as stack:
        opened: dict[str, Device] = {}
        for name in names:
            try:
                opened[name] = stack.enter_context(open_device(name, clock=clock))
                start(opened[name])
            except (DeviceError, Missing) as problem:
                problems[name] = str(problem)
        while clock.now() < end and not all(map(_has_spoken, opened.values())):
            clock.wait_until(clock.now() + TURN_S / 5)
        states = {name: device.status() for name, device in opened.items()}
    problems.update({name: state.message for name, state in states.items() if state.message})
    return states


def _has_spoken(device: Device) -> bool:
    status = device.status()
    return status.state == "streaming" or (status.state == "searching" and bool(status.message))


def is_real_board(asked: str) -> bool:
    """Whether a device, as it was asked for, is one that a person stands on."""
    return device_name(asked) not in (*MADE_UP, "controller")


def _presence(name: str, here: bool) -> str:
    if name in MADE_UP:
        return "always"
    return "yes" if here else "ask for it" if name in UNSEEN else "no"


def _percent(battery: float) -> str:
    return f"{battery:.0%}" if math.isfinite(battery) else ""


def _with_argument(name: str) -> str:
    argument = device_class(name).ARGUMENT
    return f"{name}:{argument.upper()}" if argument else name


def _about(name: str) -> str:
    """The first sentence of what the device says of itself, without its mark-up."""
    text = " ".join((device_class(name).__doc__ or "").split()).replace("`", "")
    return text.partition(". ")[0].rstrip(".")
