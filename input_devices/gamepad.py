"""Game controllers through SDL: two sticks, triggers, buttons, plugging at any time, rumble.

Only the thread that owns the window may let SDL look at the hardware (its events arrive there on
Windows and macOS), and pygame offers no other way. So the work is shared: whoever owns the window
pumps its events each frame, as it does anyway, which refreshes SDL's picture of the controller and
sees it come and go; the reader thread reads that picture at a steady rate, which SDL locks and
allows. A program without a window calls `pump()` instead. Close the device before pygame quits.

What SDL gives, and where: pads.py.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from input_devices.paced import PacedDevice
from input_devices.pads import Axes, Pad, backend, modules, pad_at
from input_devices.sample import Clock, ControllerSample, DeviceError, DeviceInfo

RATE_HZ = 125.0
BATTERY_EVERY = 1250  # samples: ten seconds
DEAD_ZONE = 0.12  # of the stick's radius; worn sticks rest up to a tenth off the middle
TRIGGER_DEAD_ZONE = 0.03

Sticks = tuple[float, float, float, float]


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
            joystick, _ = backend()
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
        backend()

    def _connect(self) -> None:
        joystick, controller = modules()
        try:
            self._pad = self._open(joystick, controller)
            self._battery = self._pad.battery()
        except RuntimeError as problem:
            raise DeviceError(f"the game controller cannot be opened: {problem}") from problem
        self.info = replace(self.info, name=self._pad.name or "game controller")
        super()._connect()

    def _open(self, joystick: Any, controller: Any) -> Pad:
        for index in range(joystick.get_count()):
            pad = pad_at(index, joystick, controller)
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
            if seq % BATTERY_EVERY == 0:
                self._battery = pad.battery()
        except RuntimeError as problem:
            raise DeviceError(f"{self.info.name}: {problem}") from problem
        sticks, triggers = self._shaped(t, axes)
        return ControllerSample(t, seq, sticks, triggers, buttons)

    def _shaped(self, t: float, axes: Axes) -> tuple[Sticks, tuple[float, float]]:
        """Sticks and triggers of raw axes read at t (s); other kinds of joystick override it."""
        return _sticks(axes[:4]), _triggers(axes[4:])

    def _disconnect(self) -> None:
        self._pad = None


def _sticks(axes: Sticks) -> Sticks:
    """Forward is positive for us, down for SDL; a middle of -0.0 would only confuse."""
    left_x, left_y = dead_zone(clamp(axes[0]), clamp(axes[1]))
    right_x, right_y = dead_zone(clamp(axes[2]), clamp(axes[3]))
    return left_x, 0.0 - left_y, right_x, 0.0 - right_y


def _triggers(axes: tuple[float, float]) -> tuple[float, float]:
    left, right = (clamp(axis, 0.0) if axis > TRIGGER_DEAD_ZONE else 0.0 for axis in axes)
    return left, right
