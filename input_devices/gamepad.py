"""Game controllers through SDL: two sticks, triggers, buttons, plugging at any time, rumble.

Only the thread that owns the window may let SDL look at the hardware (its events arrive there on
Windows and macOS), and pygame offers no other way. So the work is shared: whoever owns the window
pumps its events each frame, as it does anyway, which refreshes SDL's picture of the controller and
sees it come and go; the reader thread reads that picture at a steady rate, which SDL locks and
allows. A program without a window calls `pump()` instead. Close the device before pygame quits.

Where SDL knows the model, sticks and buttons have their standard places; buttons then bear the bits
of BUTTONS. Any other joystick (a wobble board, for one) gives its first four axes and its buttons
in its own order.
"""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, Protocol

from input_devices.paced import PacedDevice
from input_devices.sample import Clock, ControllerSample, DeviceError, DeviceInfo

RATE_HZ = 125.0
DEAD_ZONE = 0.12  # of the stick's radius; worn sticks rest up to a tenth off the middle
TRIGGER_DEAD_ZONE = 0.03
FULL = 32767.0
BUTTONS = (
    "a", "b", "x", "y", "back", "guide", "start", "left stick", "right stick",
    "left shoulder", "right shoulder", "up", "down", "left", "right",
)  # fmt: skip

Sticks = tuple[float, float, float, float]
Axes = tuple[float, float, float, float, float, float]


def clamp(value: float, low: float = -1.0, high: float = 1.0) -> float:
    """Drivers report a little beyond full scale (-1.00003)."""
    return max(low, min(high, value))


def dead_zone(x: float, y: float, radius: float = DEAD_ZONE) -> tuple[float, float]:
    """A stick's place with its noise about the middle removed, by distance and not axis by axis, so
    that directions stay true; from the rim of the dead zone it grows from 0 to 1.
    """
    distance = math.hypot(x, y)
    if distance <= radius:
        return 0.0, 0.0
    scale = min(1.0, (distance - radius) / (1 - radius)) / distance
    return clamp(x * scale), clamp(y * scale)


class Pad(Protocol):
    """One opened controller. Axes as SDL has them: right and down positive."""

    name: str

    def attached(self) -> bool: ...
    def axes(self) -> Axes: ...
    def buttons(self) -> int: ...
    def rumble(self, low: float, high: float, milliseconds: int) -> bool: ...
    def close(self) -> None: ...


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

    def rumble(self, low: float, high: float, milliseconds: int) -> bool:
        return bool(self._controller.rumble(low, high, milliseconds))

    def close(self) -> None:
        self._controller.quit()


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

    def rumble(self, low: float, high: float, milliseconds: int) -> bool:
        return bool(self._joystick.rumble(low, high, milliseconds))

    def close(self) -> None:
        self._joystick.quit()


class GameController(PacedDevice):
    """A game controller. `model` (also the bare argument) is part of the name of the one wanted,
    where several are plugged in; empty takes the first.
    """

    ARGUMENT = "model"

    def __init__(self, *, model: str = "", clock: Clock | None = None) -> None:
        info = DeviceInfo(name="game controller", kind="controller", nominal_rate_hz=RATE_HZ)
        super().__init__(info, clock=clock)
        self._model = model.lower()
        self._pad: Pad | None = None

    @classmethod
    def present(cls) -> bool:
        """Whether a controller is plugged in, as far as SDL has looked."""
        try:
            joystick, _ = _backend()
            return bool(joystick.get_count())
        except (DeviceError, RuntimeError):
            return False

    def pump(self) -> None:
        """For a program without a window of its own: let SDL look, from the main thread, often."""
        import pygame

        if not pygame.display.get_init():
            pygame.display.init()
        pygame.event.pump()

    def rumble(self, low: float, high: float, seconds: float) -> bool:
        """Shake with the slow and the fast motor (0..1) for this long; False if it cannot, or is
        not there. From any thread.
        """
        pad = self._pad
        if pad is None or not all(map(math.isfinite, (low, high, seconds))):
            return False
        try:
            return pad.rumble(
                clamp(low, 0.0), clamp(high, 0.0), round(1000 * clamp(seconds, 0.0, 5.0))
            )
        except RuntimeError:  # pygame.error: it was closed or unplugged this very moment
            return False

    def _prepare(self) -> None:
        _backend()

    def _connect(self) -> None:
        joystick, controller = _modules()
        try:
            self._pad = self._open(joystick, controller)
        except RuntimeError as problem:
            raise DeviceError(f"the game controller cannot be opened: {problem}") from problem
        self.info = replace(self.info, name=self._pad.name or "game controller")
        super()._connect()

    def _open(self, joystick: Any, controller: Any) -> Pad:
        for index in range(joystick.get_count()):
            pad: Pad
            if controller.is_controller(index):
                pad = KnownPad(controller.Controller(index))
            else:
                pad = PlainPad(joystick.Joystick(index), joystick)
            if self._model in pad.name.lower():
                return pad
        wanted = f" called '{self._model}'" if self._model else ""
        raise DeviceError(f"no game controller{wanted} found: plug one in or switch it on")

    def _read(self, timeout_s: float) -> Sequence[float] | None:
        """A stick is read as it is now: moments that a stalled thread missed are not made up."""
        newest = math.floor((self.clock.now() - self._origin) * RATE_HZ)
        self._index = max(self._index, newest)
        return super()._read(timeout_s)

    def _produce(self, t: float, seq: int) -> ControllerSample | None:
        pad = self._pad
        if pad is None:
            return None
        try:
            if not pad.attached():
                raise DeviceError(
                    f"{self.info.name} is unplugged or switched off: connect it again"
                )
            axes, buttons = pad.axes(), pad.buttons()
        except RuntimeError as problem:
            raise DeviceError(f"{self.info.name}: {problem}") from problem
        sticks, triggers = self._shaped(t, axes)
        return ControllerSample(t, seq, sticks, triggers, buttons)

    def _shaped(self, t: float, axes: Axes) -> tuple[Sticks, tuple[float, float]]:
        """Sticks and triggers of raw axes read at t (s); other kinds of joystick override it."""
        return _sticks(axes[:4]), _triggers(axes[4:])

    def _disconnect(self) -> None:
        pad, self._pad = self._pad, None
        if pad is not None:
            with suppress(RuntimeError):  # pygame.error: SDL was shut down before the device
                pad.close()


def _sticks(axes: Sticks) -> Sticks:
    """Forward is positive for us, down for SDL; a middle of -0.0 would only confuse."""
    left_x, left_y = dead_zone(clamp(axes[0]), clamp(axes[1]))
    right_x, right_y = dead_zone(clamp(axes[2]), clamp(axes[3]))
    return left_x, 0.0 - left_y, right_x, 0.0 - right_y


def _triggers(axes: tuple[float, float]) -> tuple[float, float]:
    left, right = (clamp(axis, 0.0) if axis > TRIGGER_DEAD_ZONE else 0.0 for axis in axes)
    return left, right


def _modules() -> tuple[Any, Any]:
    """pygame's joystick and controller modules."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    try:
        import pygame.joystick
        from pygame._sdl2 import controller
    except ImportError as missing:
        raise DeviceError(
            "game controllers need pygame-ce: install it with 'pip install pygame-ce'"
        ) from missing
    return pygame.joystick, controller


def _backend() -> tuple[Any, Any]:
    """The modules, ready for use; only ever made ready by the thread that starts the device."""
    joystick, controller = _modules()
    if not joystick.get_init():
        joystick.init()
    if not controller.get_init():
        controller.init()
    return joystick, controller
