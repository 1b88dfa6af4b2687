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
import math
import re
from collections.abc import Callable
from importlib import import_module
from typing import Any, get_args

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


def device_name(text: str) -> str:
    """The name in "name:argument?options", whether or not there is such a device."""
    return re.split("[:?]", text.strip(), maxsplit=1)[0]


def parse_device(text: str) -> tuple[str, dict[str, Any]]:
    """ "recorded:PATH?speed=2" -> ("recorded", {"path": "PATH", "speed": 2.0}), for open_device.

    Options are those after the first "?" behind which all is key=value&key=value; any other "?"
    belongs to the argument. DeviceError for an unknown name or option, a value of the wrong kind,
    or an argument where the device takes none.
    """
    bare, given = text.strip(), ""
    if found := _OPTIONS.fullmatch(bare):
        bare, given = found.groups()
    name, _, argument = bare.partition(":")
    option = device_class(name).ARGUMENT
    if argument and not option:
        raise DeviceError(f"'{text}': {name} takes nothing after a colon; write just '{name}'")
    options: dict[str, Any] = {option: argument} if argument else {}
    for pair in filter(None, given.split("&")):
        key, _, value = pair.partition("=")
        if key in options:
            raise DeviceError(f"{name}: '{key}' is given twice; keep one")
        options[key] = _coerced(name, key, value)
    return name, options


def _coerced(name: str, key: str, value: str) -> Any:
    """The value of an option as its constructor's annotation asks for it."""
    _check_known(name, key)
    annotation = inspect.signature(device_class(name), eval_str=True).parameters[key].annotation
    kinds = get_args(annotation) or (annotation,)
    for kind, (read, wanted) in _READERS.items():
        if kind in kinds:
            try:
                return read(value.strip())
            except ValueError:
                raise DeviceError(f"{name}: {key}={value}: must be {wanted}") from None
    raise DeviceError(f"{name}: {key}: can only be given from Python")


def _whole(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,18}", value):
        raise ValueError(value)
    return int(value)


def _finite(value: str) -> float:
    number = float(value)
    if "_" in value or not math.isfinite(number):
        raise ValueError(value)
    return number


def _truth(value: str) -> bool:
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if value.lower() not in words:
        raise ValueError(value)
    return words[value.lower()]


_OPTIONS = re.compile(r"(.*?)\?([a-z_]+=[^&]*(?:&[a-z_]+=[^&]*)*)", re.DOTALL)
_READERS: dict[type, tuple[Callable[[str], Any], str]] = {
    bool: (_truth, "true or false"),
    int: (_whole, "a whole number, 0 or more"),
    float: (_finite, "a number"),
    str: (str, "text"),
}


def open_device(name: str, *, clock: Clock | None = None, **options: Any) -> Device:
    """The device "name:argument?key=value", not yet started; argument and options may be left out,
    and options given here count more. DeviceError in one line.
    """
    name, written = parse_device(name)
    options = written | options
    for option in options:
        _check_known(name, option)
    factory: Any = device_class(name)
    try:
        inspect.signature(factory).bind(clock=clock, **options)
    except TypeError as missing:
        raise DeviceError(f"{name}: {missing}; write it as '{name}:...'") from missing
    device: Device = factory(clock=clock, **options)
    return device


def _check_known(name: str, option: str) -> None:
    if option not in (known := device_options(name)):
        offer = f"it knows {', '.join(known)}" if known else "it has none"
        raise DeviceError(f"{name} has no option '{option}': {offer}")


def connected() -> list[str]:
    """The devices that are there now, best first: boards, then controllers, then the keyboard."""
    return [name for name in DEVICES if device_class(name).present()]
