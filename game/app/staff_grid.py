"""The focus over staff's buttons, which stand in columns: never by leaning, nor by the one button.

Arrows, Tab and the D-pad walk, from the last on to the first again; the pointer comes upon; Enter,
A and a click choose.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from game.app.inputs import Wishes

Find = Callable[[tuple[int, int]], int | None]


class Grid:
    """`focus` is one of `count` buttons; `moved_at` when it came there. backwards: they run from
    left to right on a screen that is read from right to left, as the keys of a telephone do.
    """

    def __init__(self, count: int, columns: int, *, backwards: bool = False) -> None:
        self._count, self._columns = count, columns
        self._onwards = -1 if backwards else 1
        self.focus, self.moved_at = 0, -math.inf

    def hear(self, now: float, wishes: Wishes, find: Find) -> int | None:
        """The button that was chosen, if one was. find: which button a pixel lies on."""
        walked = self._onwards * wishes.move + self._columns * wishes.down
        self.go((self.focus + walked) % self._count, now)
        for pixel in (wishes.hovered, wishes.clicked):
            at = None if pixel is None else find(pixel)
            if at is not None:
                self.go(at, now)
                if pixel is wishes.clicked:
                    return at
        return self.focus if wishes.choose else None

    def go(self, focus: int, now: float) -> None:
        """Put the focus on a button."""
        if focus != self.focus:
            self.focus, self.moved_at = focus, now
