"""Hardware to timestamped samples. Needs numpy and the backend of the device opened, not the game.

    with open_device("simulated", seed=7) as board:
        board.start()
        samples = board.drain()

To add a device: write one file with one class on `reader.ReaderDevice` (`paced.PacedDevice` if its
samples are generated), whose constructor takes `clock=None` and the device's options by keyword and
whose backend is imported inside the function that opens it; add its row to DEVICES; add to
tests/test_devices.py how the test makes one ready. The order is that of auto-detection.
"""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import Any

from input_devices.reader import ReaderDevice
from input_devices.sample import Clock, Device, DeviceError

DEVICES = {
    "wii_balance_board": "input_devices.wii_balance_board:WiiBalanceBoard",
    "serial_plate": "input_devices.serial_plate:SerialPlate",
    "lab_stream": "input_devices.lab_stream:LabStream",
    "controller": "input_devices.gamepad:GameController",
    "wobble_board": "input_devices.wobble_board:WobbleBoard",
    "phone_osc": "input_devices.phone_osc:PhoneTilt",
    "emulated_board": "input_devices.emulated_board:EmulatedBoard",
    "keyboard": "input_devices.keyboard:KeyboardBoard",
    "recorded": "input_devices.recorded:RecordedBoard",
    "simulated": "input_devices.simulated:SimulatedBoard",
}


def device_class(name: str) -> type[ReaderDevice]:
    """The class behind a row of DEVICES; DeviceError for a name that is not there."""
    if name not in DEVICES:
        raise DeviceError(
            f"there is no device '{name}': choose one of {', '.join(sorted(DEVICES))}"
        )
    module, _, attribute = DEVICES[name].partition(":")
    found: type[ReaderDevice] = getattr(import_module(module), attribute)
    return found


def device_options(name: str) -> list[str]:
    """The names of the options that `open_device(name, ...)` takes."""
    parameters = inspect.signature(device_class(name)).parameters
    return [option for option in parameters if option != "clock"]


def parse_device(text: str) -> tuple[str, dict[str, str]]:
    """ "recorded:PATH" -> ("recorded", {"path": "PATH"}): name and options for open_device.

    DeviceError for an unknown name, or an argument where the device takes none.
    """
    name, _, argument = text.strip().partition(":")
    option = device_class(name).ARGUMENT
    if not argument:
        return name, {}
    if not option:
        raise DeviceError(f"'{text}': {name} takes nothing after a colon; write just '{name}'")
    return name, {option: argument}


def open_device(name: str, *, clock: Clock | None = None, **options: Any) -> Device:
    """The device "name" or "name:argument", not yet started. DeviceError in one line."""
    name, argument = parse_device(name)
    options = argument | options
    known = device_options(name)
    for option in options:
        if option not in known:
            offer = f"it knows {', '.join(known)}" if known else "it has none"
            raise DeviceError(f"{name} has no option '{option}': {offer}")
    factory: Any = device_class(name)
    try:
        inspect.signature(factory).bind(clock=clock, **options)
    except TypeError as missing:
        raise DeviceError(f"{name}: {missing}; write it as '{name}:...'") from missing
    device: Device = factory(clock=clock, **options)
    return device


def connected() -> list[str]:
    """The devices that are there now, best first: boards, then controllers, then the keyboard."""
    return [name for name in DEVICES if device_class(name).present()]
