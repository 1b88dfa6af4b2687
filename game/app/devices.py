"""What `surefoot devices` says: every kind of device, and whether one is here."""

from __future__ import annotations

from dataclasses import dataclass

from input_devices import DEVICES, connected, device_class

ALWAYS = ("recorded", "simulated")


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One line of the list."""

    name: str
    here: str
    about: str


def list_devices() -> list[DeviceRow]:
    """A row for each of DEVICES, in the order of automatic choice."""
    here = connected()
    return [_row(name, name in here or name in ALWAYS) for name in DEVICES]


def choose_devices() -> tuple[str, ...]:
    """What play uses when nothing was asked for: a board and, beside it, a controller if there is
    one; else a controller; else the keyboard."""
    here = [name for name in connected() if name not in ALWAYS]
    first = here[0] if here else "keyboard"
    if first in ("controller", "keyboard") or "controller" not in here:
        return (first,)
    return first, "controller"


def _row(name: str, here: bool) -> DeviceRow:
    kind = device_class(name)
    argument = f":{kind.ARGUMENT.upper()}" if kind.ARGUMENT else ""
    about = (kind.__doc__ or "").strip().splitlines()[0]
    return DeviceRow(name + argument, "yes" if here else "no", about)
