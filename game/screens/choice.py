"""Choosing without precision: which choice has the focus, and how far the hold has come. Pure.

Fed once a frame with the seconds that passed and what the person does. Standing upright never
selects and stepping off never selects. A hold starts after 0.15 s, fills in `hold_s`, drains twice
as fast, and goes on from where it is. After a choice nothing fills until everything is let go and,
on the board, the person has stood upright for half a second; a new screen begins like that too.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

START_S = 0.15  # a wobble shows nothing
KEEP_S = 0.5  # away for at most this long, a hold goes on without a new start
UPRIGHT_R, LEAN_R = 0.2, 0.3  # shares of the person's own comfortable reach
SETTLE_S = 0.5
FIRST_MOVE_S, NEXT_MOVE_S = 0.6, 1.2
TAP_S, DEBOUNCE_S = 0.4, 0.3


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the person does in this frame.

    lean_ml, lean_ap: shares of comfortable reach (right, forward positive). standing: both feet
    are on the board. loaded: share of the body weight still on it. button: the one button is down.
    press: the select key, a controller button or a touch on the focused choice is held. move: steps
    of focus asked for (-1, 0, 1). point: the choice that the mouse or finger has just come upon.
    click: chosen outright, by mouse or key.
    """

    lean_ml: float = 0.0
    lean_ap: float = 0.0
    standing: bool = False
    loaded: float = 1.0
    button: bool = False
    press: bool = False
    move: int = 0
    point: int | None = None
    click: bool = False


class Choice:
    """Focus and hold over `count` choices in a row, the first at the left of the screen.

    `focus` is 0..count-1, `hold` 0..1. A locked choice can have the focus but never fills.
    `zones` widens the lean zones, 1.3 for a tremor.
    """

    def __init__(
        self, count: int, focus: int = 0, *, hold_s: float = 2.0, zones: float = 1.0
    ) -> None:
        if count < 1 or not 0 <= focus < count:
            raise ValueError(f"focus {focus} is not one of {count} choices")
        self.count, self.focus, self.hold_s = count, focus, hold_s
        self.hold = 0.0
        self._held_s = 0.0  # of the present press, START_S included
        self._away_s = math.inf
        self._upright_r, self._lean_r = UPRIGHT_R * zones, LEAN_R * zones
        self._waiting = True  # until all is let go
        self._stood = False
        self._upright_s = 0.0
        self._side, self._side_s = 0, 0.0
        self._button_s: float | None = None  # how long the button is down
        self._deaf_s = 0.0  # the button's bounces are not heard
        self._tapped = False

    def step(
        self, dt: float, inputs: Inputs, *, locked: frozenset[int] = frozenset()
    ) -> int | None:
        """Advance by `dt` seconds; returns the choice made in this frame, or None."""
        if self._waiting:
            self._wait(dt, inputs)
            return None
        stepped_off = self._stood and not inputs.standing
        self._stood = inputs.standing
        if stepped_off or (inputs.standing and inputs.loaded < 0.5):
            self._empty()
            return None
        before = self.focus
        self._move(dt, inputs)
        if self.focus != before:
            self._empty()
        if inputs.click and self.focus not in locked:
            return self._choose()
        self._fill(dt, self.focus not in locked and self._presses(inputs))
        return self._choose() if self.hold >= 1.0 else None

    def _wait(self, dt: float, inputs: Inputs) -> None:
        """Nothing changes until all is released and the person stands upright."""
        self._button_s, self._stood = None, inputs.standing
        upright = (
            not inputs.standing or math.hypot(inputs.lean_ml, inputs.lean_ap) < self._upright_r
        )
        free = upright and not (inputs.button or inputs.press or inputs.click)
        self._upright_s = self._upright_s + dt if free else 0.0
        if self._upright_s >= SETTLE_S:
            self._waiting = False
            self._empty()

    def _move(self, dt: float, inputs: Inputs) -> None:
        steps = inputs.move + self._tap(dt, inputs.button) + self._lean_steps(dt, inputs)
        if inputs.point is not None and 0 <= inputs.point < self.count:
            self.focus = inputs.point
        if self._tapped:
            self.focus = (self.focus + steps) % self.count
        else:
            self.focus = min(max(self.focus + steps, 0), self.count - 1)

    def _tap(self, dt: float, down: bool) -> int:
        """One step of focus for each tap of the button, its bounces left out."""
        self._deaf_s = max(0.0, self._deaf_s - dt)
        self._tapped = False
        if down:
            if self._button_s is None and self._deaf_s > 0:
                return 0
            self._button_s = (self._button_s or 0.0) + dt
            return 0
        held, self._button_s = self._button_s, None
        if held is None:
            return 0
        self._deaf_s = DEBOUNCE_S
        self._tapped = held < TAP_S
        return int(self._tapped)

    def _lean_steps(self, dt: float, inputs: Inputs) -> int:
        """One step towards the side leaned to after 0.6 s, and again every 1.2 s."""
        far = inputs.standing and abs(inputs.lean_ml) >= self._lean_r
        sideways = far and abs(inputs.lean_ml) > abs(inputs.lean_ap)
        side = (1 if inputs.lean_ml > 0 else -1) if sideways else 0
        if side != self._side:
            self._side, self._side_s = side, 0.0
        if side == 0:
            return 0
        before, self._side_s = self._side_s, self._side_s + dt
        return side * (_moves(self._side_s) - _moves(before))

    def _presses(self, inputs: Inputs) -> bool:
        """Whether anything holds the focused choice in this frame."""
        forward = (
            inputs.standing
            and inputs.lean_ap >= self._lean_r
            and inputs.lean_ap >= abs(inputs.lean_ml)
        )
        return forward or inputs.press or self._button_s is not None

    def _fill(self, dt: float, pressed: bool) -> None:
        if not pressed:
            self._away_s += dt
            self.hold = max(0.0, self.hold - 2.0 * dt / self.hold_s)
            if self._away_s > KEEP_S or self.hold == 0.0:
                self._held_s = 0.0
            return
        self._away_s = 0.0
        before, self._held_s = self._held_s, self._held_s + dt
        late = max(0.0, self._held_s - START_S) - max(0.0, before - START_S)
        self.hold = min(1.0, self.hold + late / self.hold_s)

    def _choose(self) -> int:
        self.hold = 1.0
        self._waiting, self._upright_s = True, 0.0
        return self.focus

    def _empty(self) -> None:
        self.hold, self._held_s, self._away_s = 0.0, 0.0, math.inf


def _moves(seconds: float) -> int:
    """How many steps of focus a lean of `seconds` to one side has made."""
    if seconds < FIRST_MOVE_S:
        return 0
    return 1 + int((seconds - FIRST_MOVE_S) / NEXT_MOVE_S)
