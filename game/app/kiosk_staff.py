"""How staff comes in to the kiosk: F1, Start held, or a finger held in the upper corner where lines
end; then the PIN. Nobody watches who tries, so that every further wait is twice the one before.
"""

from __future__ import annotations

from typing import Literal

from game.app.inputs import Wishes
from game.app.kiosk_pin import HashedLock, HashedPin
from game.app.staff_pin import PinEntry
from game.app.theatre import Theatre
from game.screens import pin
from game.screens.parts import target_at
from game.sim import Hud

LONGEST_WAIT_S = 3600.0
START_HOLD_S, CORNER_HOLD_S = 1.0, 3.0
CORNER = (58.0, 0.0, 6.0, 5.0)  # u
NOTHING = Hud("", 0, 0, 0, 0.0)


class StaffDoor:
    """The lock and, while it is tried, the keypad."""

    def __init__(self, theatre: Theatre) -> None:
        self._theatre = theatre
        self._pin: HashedPin | None = None
        self._lock = HashedLock(None, LONGEST_WAIT_S)
        self._entry: PinEntry | None = None
        self._start_s = self._corner_s = 0.0
        self._cornered = False

    def use(self, pin: HashedPin | None) -> None:
        """Open by this PIN from now on; without one there is nothing to come in for."""
        if pin != self._pin:
            self._pin, self._lock = pin, HashedLock(pin, LONGEST_WAIT_S)

    def called(self, dt: float, wishes: Wishes) -> bool:
        """Whether somebody wants in."""
        inputs = self._theatre.inputs
        self._start_s = self._start_s + dt if inputs.start else 0.0
        if wishes.clicked is not None:
            place = self._theatre.ui.place(wishes.clicked)
            self._cornered = target_at((CORNER,), *place) is not None
        self._cornered &= inputs.presses
        self._corner_s = self._corner_s + dt if self._cornered else 0.0
        held = self._start_s >= START_HOLD_S or self._corner_s >= CORNER_HOLD_S
        return self._lock.locks and (wishes.staff or held)

    def open_keypad(self) -> None:
        self._entry = PinEntry(self._lock, mirrored=self._theatre.ui.mirrored)
        self._start_s = self._corner_s = 0.0

    def hear(self, now: float, wishes: Wishes) -> Literal["", "in", "out", "wrong"]:
        """Take what was typed; "wrong" where that made the lock deaf for a while."""
        if self._entry is None:
            return "out"
        waited = self._lock.wait_s(now)
        chosen = self._entry.grid.hear(now, wishes, self._find)
        answer = self._entry.hear(now, wishes, chosen)
        return answer or ("wrong" if self._lock.wait_s(now) > waited else "")

    def draw(self, now: float) -> None:
        """The keypad. Call between ui.begin and ui.end."""
        if self._entry:
            pin.draw(self._theatre.ui, self._entry.view(NOTHING, now))

    def _find(self, pixel: tuple[int, int]) -> int | None:
        return pin.key_at(self._theatre.ui, pixel)
