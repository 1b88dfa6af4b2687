"""What a person does at the window: keys, pointer, controller buttons, as a few plain wishes.

The arrows and the pointer lean (through the keyboard device, whose lag makes it human); space, a
click on the pause pill or Start pauses; on a screen with choices the same keys move and choose.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pygame

ARROWS = {
    pygame.K_RIGHT: (1, 0),
    pygame.K_LEFT: (-1, 0),
    pygame.K_UP: (0, 1),
    pygame.K_DOWN: (0, -1),
}
PAUSE_KEYS = (pygame.K_SPACE, pygame.K_p)
CHOOSE_KEYS = (pygame.K_RETURN, pygame.K_KP_ENTER)
PAD_CHOOSE, PAD_BACK, PAD_START = 0, 1, 7
FULL_LEAN_AT = 0.35  # of the window's height: where the pointer means the whole limit


@dataclass(slots=True)
class Wishes:
    """What was asked for since the last frame."""

    quit: bool = False
    pause: bool = False
    back: bool = False
    choose: bool = False
    move: int = 0
    resized: tuple[int, int] | None = None
    clicked: tuple[int, int] | None = None
    hovered: tuple[int, int] | None = None
    step_off: bool = False


@dataclass(slots=True)
class WindowInputs:
    """Reads the window's events. `lean`: where the pointer points, in shares of the limit, or which
    way the arrows do, of length 1: keys know no distance (`by_keys`).
    """

    size: tuple[int, int]
    lean: tuple[float, float] = (0.0, 0.0)
    touched: bool = False
    by_keys: bool = False
    _held: set[int] = field(default_factory=set)

    def read(self) -> Wishes:
        wishes = Wishes()
        for event in pygame.event.get():
            self._take(event, wishes)
        return wishes

    @property
    def button(self) -> bool:
        """Whether the one button is down: the space bar, or the like on a switch interface."""
        return pygame.K_SPACE in self._held

    def _take(self, event: pygame.event.Event, wishes: Wishes) -> None:
        if event.type == pygame.QUIT:
            wishes.quit = True
        elif event.type == pygame.VIDEORESIZE:
            self.size = wishes.resized = (event.w, event.h)
        elif event.type == pygame.KEYDOWN:
            self._key_down(event.key, wishes)
        elif event.type == pygame.KEYUP:
            self._held.discard(event.key)
            if event.key in ARROWS:
                self._lean_by_arrows()
        elif event.type == pygame.MOUSEMOTION:
            self._point(event.pos, wishes)
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            wishes.clicked = event.pos
        elif event.type == pygame.JOYBUTTONDOWN:
            wishes.choose |= event.button == PAD_CHOOSE
            wishes.back |= event.button == PAD_BACK
            wishes.pause |= event.button == PAD_START
        elif event.type == pygame.WINDOWFOCUSLOST:
            self._held.clear()
            self._lean_by_arrows()

    def _key_down(self, key: int, wishes: Wishes) -> None:
        self._held.add(key)
        if key in ARROWS:
            self._lean_by_arrows()
            wishes.move += ARROWS[key][0]
        elif key == pygame.K_TAB:
            wishes.move += 1
        elif key in PAUSE_KEYS:
            wishes.pause = True
        elif key in CHOOSE_KEYS:
            wishes.choose = True
        elif key == pygame.K_ESCAPE:
            wishes.back = True
        elif key == pygame.K_o:
            wishes.step_off = True

    def _lean_by_arrows(self) -> None:
        ml = sum(ARROWS[key][0] for key in self._held if key in ARROWS)
        ap = sum(ARROWS[key][1] for key in self._held if key in ARROWS)
        scale = 0.7071 if ml and ap else 1.0
        self.lean, self.touched, self.by_keys = (ml * scale, ap * scale), True, True

    def _point(self, place: tuple[int, int], wishes: Wishes) -> None:
        wishes.hovered = place
        full = FULL_LEAN_AT * self.size[1]
        ml = (place[0] - self.size[0] / 2) / full
        ap = (self.size[1] / 2 - place[1]) / full
        length = max(1.0, (ml * ml + ap * ap) ** 0.5)
        self.lean, self.touched, self.by_keys = (ml / length, ap / length), True, False
