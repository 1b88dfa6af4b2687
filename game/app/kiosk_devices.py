"""What a kiosk is played with: keys, touch and sticks always, and a board where there is one.

They come and go for months: each device looks for its hardware by itself, and all are drained in
every frame, so that nothing old is ever taken for news. Who sits has light feet on the board, and
who stands up there is heard at once. Newtons, metres, seconds on the devices' clock.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Protocol, runtime_checkable

from game.app.control import Control
from game.app.opening import TARE_S
from game.app.people import with_person
from game.balance.limits import Limits, theoretical_limits
from game.kiosk.machine import Way
from game.session.safety import OFF_N, ON_N, G, Reason
from game.sim import Event, Intent
from input_devices import open_device, parse_device
from input_devices.sample import BoardSample, Clock, Device, DeviceError, Sample

AUTO, NONE = "auto", "none"
BOARD = "wii_balance_board"  # what `auto` looks for; other boards have to be named
FEET_ON_N, FEET_OFF_N = 4 * G, 2.5 * G  # of who sits
SEATED_MOST_N = 40 * G  # more than the feet of anybody who sits
HERE = ("ready", "streaming")
EMPTY_S, ZERO_EVERY_S = 4.0, 1800.0


@runtime_checkable
class Occupied(Protocol):
    """A board that can be told from which load on somebody is on it."""

    def occupied_from(self, on_n: float, off_n: float) -> None: ...


class Forgetful:
    """Keeps nothing of a trial but the newest load."""

    def __init__(self) -> None:
        self.load_n = math.nan

    def samples(self, samples: Sequence[Sample], start: float) -> None:
        self.see(list(samples))

    def see(self, samples: list[Sample]) -> None:
        """The newest load of a board; what it does not know is not known."""
        for sample in reversed(samples):
            if isinstance(sample, BoardSample):
                self.load_n = sample.load_n
                return

    def step(self, step: int, t_s: float, intent: Intent) -> None:
        """Nothing is kept."""

    def event(self, event: Event, t_s: float) -> None:
        """Nothing is kept."""


class Devices:
    """A context manager. asked: as the settings have it. `problem`: why there is no board."""

    def __init__(self, asked: str, clock: Clock) -> None:
        self.asked, self.clock, self.problem = asked, clock, ""
        self.keeper = Forgetful()
        self.keyboard = open_device("keyboard", clock=clock)
        self.sticks = open_device("controller", clock=clock)
        self.board = self._open_board(asked)
        self._all = [self.keyboard, self.sticks, *([self.board] if self.board else [])]
        for device in list(self._all):
            self._start(device)
        self._empty_s, self._zeroed_at = 0.0, -math.inf
        self.way: Way = "hand"
        self.control = self.use("hand")

    def __enter__(self) -> Devices:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all of them."""
        for device in self._all:
            device.close()

    # -- who plays with what --------------------------------------------------------------------

    def of(self, way: Way) -> list[Device]:
        """The devices that somebody plays with."""
        first = self.keyboard if way == "hand" or self.board is None else self.board
        return [first, self.sticks]

    def ways(self) -> tuple[Way, ...]:
        """How one could play now."""
        here = self.board is not None and self.board.status().state in HERE
        return ("hand", "seated", "standing") if here else ("hand",)

    def use(self, way: Way, limits: Limits | None = None) -> Control:
        """Look at the devices in this way from now on."""
        self.way = way
        self.control = Control(self.of(way), limits or theoretical_limits(), self.keeper.see)
        self.set_up(self.control, way)
        if isinstance(self.board, Occupied):
            feet = (FEET_ON_N, FEET_OFF_N) if way == "seated" else (ON_N, OFF_N)
            self.board.occupied_from(*feet)
        return self.control

    @staticmethod
    def set_up(control: Control, way: Way) -> None:
        """What weighs as somebody who sits. By hand nobody can fall: where the machine is too busy
        to ask the keys, play waits for nothing.
        """
        safety = control.safety
        if way == "hand":
            safety.stale_s = math.inf
        elif way == "seated":
            safety.on_n, safety.off_n = FEET_ON_N, FEET_OFF_N
            safety.max_load_n = SEATED_MOST_N

    def has_stick(self) -> bool:
        """Whether a controller is here."""
        return self.sticks.status().state in HERE

    # -- every frame ----------------------------------------------------------------------------

    def take(self, now: float, *, playing: bool) -> None:
        """Take what came. playing: a game drains the devices of its way by itself."""
        if not playing:
            self.control.take(now)
        used = self.of(self.way)
        for device in self._all:
            if device not in used:
                samples = device.drain()
                if device is self.board:
                    self.keeper.see(samples)
        if self.board is not None and self.board.status().state not in HERE:
            self.keeper.load_n = math.nan

    def reason(self, now: float) -> Reason | None:
        """Why nobody can play with these now."""
        return self.control.reason(now)

    def rest(self, dt: float, now: float) -> None:
        """While nobody is there: zero the board now and then, once it is empty."""
        empty = self.keeper.load_n < FEET_OFF_N
        self._empty_s = self._empty_s + dt if empty else 0.0
        if self.board and self._empty_s >= EMPTY_S and now - self._zeroed_at >= ZERO_EVERY_S:
            self._zeroed_at = now
            self.board.tare(TARE_S)

    def told(self) -> dict[str, str]:
        """How each is, for who looks after the kiosk."""
        return {device.info.name: device.status().state for device in self._all}

    # -- opening --------------------------------------------------------------------------------

    def _open_board(self, asked: str) -> Device | None:
        if asked == NONE:
            return None
        try:
            name, options = parse_device(BOARD if asked == AUTO else asked)
            more: dict[str, Any] = with_person(name, options)
            device = open_device(name, clock=self.clock, **more)
        except DeviceError as error:
            self.problem = str(error)
            return None
        if device.info.kind != "board" or device.info.finite:
            self.problem = f"device: '{asked}' is no board that a visitor could stand on"
            return None
        return device

    def _start(self, device: Device) -> None:
        try:
            device.start()
        except DeviceError as error:
            self.problem = str(error)
            self._all.remove(device)
            device.close()
            if device is self.board:
                self.board = None
