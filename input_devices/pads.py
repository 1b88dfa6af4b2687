"""SDL's joysticks and controllers as they are, before anything is made of their values.

Where SDL knows the model, sticks and buttons have their standard places; buttons then bear the bits
of BUTTONS. Any other joystick (a wobble board, for one) gives its first four axes and its buttons
in its own order.

Presses reach a window only from controllers that somebody has opened, also those with which nobody
plays, such as a therapist's beside a board: `open_controllers` is for the window's owner.
"""

from __future__ import annotations

import math
import os
from typing import Any, Protocol

from input_devices.sample import DeviceError
from input_devices.wii_transport import PRODUCTS, VENDOR

FULL = 32767.0
# SDL tells in four steps how full a battery is; each stands for its upper end (SDL_joystick.h).
BATTERY = {"empty": 0.05, "low": 0.20, "medium": 0.70, "full": 1.0}
BUTTONS = (
    "a", "b", "x", "y", "back", "guide", "start", "left stick", "right stick",
    "left shoulder", "right shoulder", "up", "down", "left", "right",
)  # fmt: skip
BALANCE_BOARDS = ",".join(f"{VENDOR:#06x}/{product:#06x}" for product in PRODUCTS)

Axes = tuple[float, float, float, float, float, float]


def battery_share(level: str) -> float:
    """0..1 for SDL's word; NaN where it does not know, or where a wire feeds it."""
    return BATTERY.get(level, math.nan)


class Pad(Protocol):
    """One opened controller. Axes as SDL has them: right and down positive. pygame gives whoever
    opens it the very same object, so nobody closes it: it is let go of by being forgotten.
    """

    name: str

    def attached(self) -> bool: ...
    def axes(self) -> Axes: ...
    def buttons(self) -> int: ...
    def battery(self) -> float: ...
    def rumble(self, low: float, high: float, milliseconds: int) -> bool: ...


class KnownPad:
    """A controller that SDL has a mapping for."""

    def __init__(self, controller: Any) -> None:
        self._controller = controller
        self.name = str(controller.name)

    def attached(self) -> bool:
        return bool(self._controller.attached())

    def axes(self) -> Axes:
        a, b, c, d, e, f = (self._controller.get_axis(axis) / FULL for axis in range(6))
        return a, b, c, d, e, f

    def buttons(self) -> int:
        return sum(1 << bit for bit in range(len(BUTTONS)) if self._controller.get_button(bit))

    def battery(self) -> float:
        return battery_share(self._controller.as_joystick().get_power_level())

    def rumble(self, low: float, high: float, milliseconds: int) -> bool:
        return bool(self._controller.rumble(low, high, milliseconds))


class PlainPad:
    """Any other joystick: axes 0 to 3 are the sticks, there are no triggers.

    pygame cannot say whether one is still there; a change in how many there are makes us look.
    """

    def __init__(self, joystick: Any, module: Any) -> None:
        self._joystick = joystick
        self._module = module
        self._count = module.get_count()
        self._axes = min(4, joystick.get_numaxes())
        self._buttons = min(31, joystick.get_numbuttons())
        self.name = str(joystick.get_name())

    def attached(self) -> bool:
        count = self._module.get_count()
        if count != self._count:
            here = [self._module.Joystick(i).get_instance_id() for i in range(count)]
            if self._joystick.get_instance_id() not in here:
                return False
            self._count = count
        return True

    def axes(self) -> Axes:
        read = [float(self._joystick.get_axis(axis)) for axis in range(self._axes)]
        a, b, c, d = (*read, 0.0, 0.0, 0.0, 0.0)[:4]
        return a, b, c, d, 0.0, 0.0

    def buttons(self) -> int:
        return sum(1 << bit for bit in range(self._buttons) if self._joystick.get_button(bit))

    def battery(self) -> float:
        return battery_share(self._joystick.get_power_level())

    def rumble(self, low: float, high: float, milliseconds: int) -> bool:
        return bool(self._joystick.rumble(low, high, milliseconds))


def pad_at(index: int, joystick: Any, controller: Any) -> Pad:
    """What SDL has at this place, opened."""
    if controller.is_controller(index):
        return KnownPad(controller.Controller(index))
    return PlainPad(joystick.Joystick(index), joystick)


def open_controllers() -> list[Pad]:
    """Every controller that is plugged in, so that the window's events tell of its buttons for as
    long as the list is kept; empty where SDL has none. For the thread that owns the window, again
    after each that comes or goes.
    """
    try:
        joystick, controller = backend()
        return [pad_at(index, joystick, controller) for index in range(joystick.get_count())]
    except (DeviceError, RuntimeError):  # pygame.error: one went this moment, and SDL will say so
        return []


def modules() -> tuple[Any, Any]:
    """pygame's joystick and controller modules. Linux calls a balance board a joystick: opening it
    there would change what it sends to its own driver, so SDL is told to leave it alone.
    """
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    os.environ.setdefault("SDL_JOYSTICK_BLACKLIST_DEVICES", BALANCE_BOARDS)
    try:
        import pygame.joystick
        from pygame._sdl2 import controller
    except ImportError as missing:
        raise DeviceError(
            "game controllers need pygame-ce: install it with 'pip install pygame-ce'"
        ) from missing
    return pygame.joystick, controller


def backend() -> tuple[Any, Any]:
    """The modules, ready for use; only ever made ready by the thread that starts the device."""
    joystick, controller = modules()
    if not joystick.get_init():
        joystick.init()
    if not controller.get_init():
        controller.init()
    return joystick, controller
