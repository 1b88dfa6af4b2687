"""Opens the devices that were asked for, and waits until they speak."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from game.app.errors import Missing, WrongInput
from game.app.people import with_person
from game.app.request import PlayRequest
from input_devices import device_options, open_device, parse_device
from input_devices.lab_outlet import LabOutlet
from input_devices.lab_stream import lsl
from input_devices.sample import Clock, Device, DeviceError

TARE_S = 2.0
PATIENCE_S = 10.0
LOOK_AGAIN_S = 0.05


def open_devices(request: PlayRequest, clock: Clock, stack: ExitStack) -> list[Device]:
    """All that were asked for, opened, the board first; they close with the stack."""
    asked = (request.device, *request.more_devices)
    for text in asked:
        if asked.count(text) > 1:
            raise WrongInput(f"--device {text}: asked for twice; once is enough")
    devices = [stack.enter_context(open_asked(request, text, clock)) for text in asked]
    boards = [text for text, one in zip(asked, devices, strict=True) if one.info.kind == "board"]
    if len(boards) > 1:
        raise WrongInput(
            f"--device {' and '.join(boards)}: a person stands on one; choose one of them"
        )
    return sorted(devices, key=lambda one: one.info.kind != "board")


def open_asked(request: PlayRequest, text: str, clock: Clock) -> Device:
    """One device as it was asked for, not yet started; one line says why it cannot be opened."""
    name, options = _asked_device(text)
    if request.fast and name not in ("recorded", "simulated"):
        raise WrongInput(f"--fast: '{name}' lives in real time; use recorded:FILE or simulated")
    if name == "simulated" and "seed" in device_options(name):
        options.setdefault("seed", request.seed)
    try:
        return open_device(name, clock=clock, **with_person(name, options))
    except DeviceError as error:
        raise (WrongInput if name == "recorded" else Missing)(str(error)) from None


def _asked_device(text: str) -> tuple[str, dict[str, Any]]:
    try:
        return parse_device(text)
    except DeviceError as error:
        raise WrongInput(f"--device {text}: {error}") from None


def wake(devices: list[Device], clock: Clock, say: Callable[[str], None]) -> None:
    """Start what people stand on or hold, zero what weighs, and wait until it speaks.

    Missing, with what the device says of itself, when it stays silent for PATIENCE_S. Stand-ins
    start with the trial, so that none of what they do is lost.
    """
    for device in devices:
        if device.info.stand_in:
            continue
        try:
            device.start()
        except DeviceError as error:
            raise Missing(str(error)) from None
        device.tare(TARE_S)  # refused, and said so, where someone stands there already
        _wait_for(device, clock, say)


def _wait_for(device: Device, clock: Clock, say: Callable[[str], None]) -> None:
    began, told = clock.now(), ""
    while device.status().state not in ("ready", "streaming"):
        pump(device)
        device.drain()
        message = device.status().message
        if clock.now() - began > PATIENCE_S:
            raise Missing(message or f"{device.info.name}: not there; connect it and try again")
        if message and message != told:
            say(message)
            told = message
        clock.wait_until(clock.now() + LOOK_AGAIN_S)


def check_lab(request: PlayRequest) -> None:
    """Whether what is asked for of the Lab Streaming Layer can be had, before anything opens."""
    if request.lsl and request.fast:
        raise WrongInput("--lsl: who listens there lives in real time: leave out --fast")
    if request.lsl:
        try:
            lsl()
        except DeviceError as error:
            raise Missing(f"--lsl: {error}") from None


def open_lab(
    request: PlayRequest, device: Device, clock: Clock, stack: ExitStack
) -> LabOutlet | None:
    """Our streams for other programs, if they were asked for; they end with the stack."""
    return stack.enter_context(LabOutlet(device.info, clock=clock)) if request.lsl else None


def pump(device: Device) -> None:
    """Let a controller be heard where no window hears it."""
    if hear := getattr(device, "pump", None):
        hear()
