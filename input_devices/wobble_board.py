"""A wobble or rocker board that is a joystick: an accelerometer behind a microcontroller, for one.

Such boards report as any USB or Bluetooth joystick, each with axes of its own liking, so axes, this
person's range and the dead zone are options. SDL reads it, as gamepad.py tells: whoever owns the
window pumps its events. What it gives is a lean, as the left stick of a controller.

    open_device("wobble_board", axes="x,-y", range_ml=0.4, range_ap=0.3)

Axes x, y, z, rx, ry, rz are the joystick's first six in SDL's order, each -1..1; x grows to the
right and y towards the player where a maker kept to the HID usage tables, hence "x,-y". Ranges are
the deflection, 0..1, at which this person has reached as far as they should.
"""

from __future__ import annotations

from typing import Any

from input_devices.gamepad import GameController, Sticks, clamp
from input_devices.lean import Lean, check_number, parse_axes
from input_devices.pads import Axes, Pad, PlainPad
from input_devices.sample import Clock, DeviceError

AXES = ("x", "y", "z", "rx", "ry", "rz")
DEAD_ZONE = 0.03  # of the range: a board on a rounded foot rests near its middle, never on it


class RawJoystick(PlainPad):
    """Any joystick with its first six axes as they are, whatever SDL's mappings make of it."""

    def __init__(self, joystick: Any, module: Any) -> None:
        super().__init__(joystick, module)
        self._count_of_axes = min(len(AXES), joystick.get_numaxes())

    def axes(self) -> Axes:
        read = [float(self._joystick.get_axis(axis)) for axis in range(self._count_of_axes)]
        a, b, c, d, e, f = (*read, *(0.0,) * 6)[:6]
        return a, b, c, d, e, f


class WobbleBoard(GameController):
    """A wobble board that is a joystick. The bare argument is part of its name; empty: the first.

    axes: those for right and for forward. range_ml, range_ap: deflection (0..1) that is all the way
    for this person. dead_zone: share of that range which counts as level. `tare` sets level anew.
    """

    def __init__(
        self,
        *,
        model: str = "",
        axes: str = "x,-y",
        range_ml: float = 1.0,
        range_ap: float = 1.0,
        dead_zone: float = DEAD_ZONE,
        clock: Clock | None = None,
    ) -> None:
        who = "wobble_board"
        ranges = (
            check_number(who, "range_ml", range_ml, 0.02, 1.0, "of full deflection"),
            check_number(who, "range_ap", range_ap, 0.02, 1.0, "of full deflection"),
        )
        dead = check_number(who, "dead_zone", dead_zone, 0.0, 0.5, "of the range")
        self._lean = Lean(parse_axes(axes, AXES, who), ranges, dead)
        super().__init__(model=model, clock=clock)

    @classmethod
    def present(cls) -> bool:
        """Never by itself: nothing tells a board that is stood upon from a stick that is held."""
        return False

    def tare(self, seconds: float) -> None:
        """The mean of the next `seconds` becomes level."""
        self._lean.zero(seconds)

    def _open(self, joystick: Any, controller: Any) -> Pad:
        names = []
        for index in range(joystick.get_count()):
            board = RawJoystick(joystick.Joystick(index), joystick)
            if self._model in board.name.lower():
                return board
            names.append(board.name)
        wanted = f" called '{self._model}'" if self._model else ""
        there = f"; there: {', '.join(names)}" if names else ""
        raise DeviceError(f"no wobble board{wanted} found: plug it in{there}")

    def _shaped(self, t: float, axes: Axes) -> tuple[Sticks, tuple[float, float]]:
        values = dict(zip(AXES, map(clamp, axes), strict=True))
        return self._lean.sticks(t, values), (0.0, 0.0)
