"""The keypad on which staff give their PIN, as it is while it is shown."""

from __future__ import annotations

from typing import Literal

from game.app.inputs import Wishes
from game.app.staff_grid import Grid
from game.app.staff_lock import PinLock
from game.screens import motion, pin
from game.sim import Hud


class PinEntry:
    """The keypad while it is shown. The last digit tries the lock by itself. mirrored: the screen
    around it is.
    """

    def __init__(self, lock: PinLock, *, mirrored: bool = False) -> None:
        self._lock = lock
        self._digits, self._wrong = "", False
        self.grid = Grid(len(pin.KEYS), pin.COLUMNS, backwards=mirrored)

    def hear(self, now: float, wishes: Wishes, chosen: int | None) -> Literal["", "in", "out"]:
        """Take what was typed, and the key that was chosen; whether staff is in, or out again."""
        key = "" if chosen is None else pin.KEYS[chosen]
        if wishes.back or wishes.staff or key == "close":
            return "out"
        for typed in wishes.typed + ("\b" if key == "erase" else key):
            if typed == "\b":
                self._digits = self._digits[:-1]
            elif typed.isdigit() and self._lock.wait_s(now) == 0 and self._take(typed, now):
                return "in"
        return ""

    def _take(self, digit: str, now: float) -> bool:
        self._digits, self._wrong = self._digits + digit, False
        if len(self._digits) < self._lock.length:
            return False
        tried, self._digits = self._digits, ""
        self._wrong = not self._lock.opens(tried, now)
        return not self._wrong

    def view(self, hud: Hud, now: float) -> pin.PinView:
        """How the keypad looks now."""
        return pin.PinView(
            done=hud.done,
            tried=hud.tried,
            total=hud.total,
            digits=len(self._digits),
            focus=self.grid.focus,
            wait_s=self._lock.wait_s(now),
            word="pin.again" if self._wrong else "pin.title",
            arrived=motion.focus_share(now - self.grid.moved_at),
        )
