"""What a person does at the window: keys, pointer, controller buttons, as a few plain wishes.

The arrows and the pointer lean (through the keyboard device, whose lag makes it human); space, P or
Start asks for a pause; on a screen with choices left, right and Tab move, Enter, A or a click
chooses, Escape or B goes back; a stick moves the focus too. A click is passed on with its place:
what it means is the screen's. A finger that comes down is a click that says so, since screens ask
fingers to hold. F1, Start held, or three fingers call the therapist's panel; what its letters and
the digits mean is the panel's.

Where SDL knows a controller's model, its buttons are the standard ones whatever the make. It
reports each of their presses twice, as the controller's and as that of the joystick inside it; the
latter counts only for a joystick that never spoke as a controller, numbered as most older pads are.
Every controller is heard, plugged in at any time, whether or not the session plays with it: a
therapist's beside a board, say.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pygame

from game.app import fingers
from game.app.fingers import Fingers, Pixel
from game.app.sticks import Sticks
from input_devices.pads import Pad, open_controllers

ARROWS = {
    pygame.K_RIGHT: (1, 0),
    pygame.K_LEFT: (-1, 0),
    pygame.K_UP: (0, 1),
    pygame.K_DOWN: (0, -1),
}
PAUSE_KEYS = (pygame.K_SPACE, pygame.K_p)
CHOOSE_KEYS = (pygame.K_RETURN, pygame.K_KP_ENTER)
DIGITS = {
    **{pygame.K_0 + n: n for n in range(10)},
    **{pygame.K_KP_1 + n - 1: n for n in range(1, 10)},
    pygame.K_KP_0: 0,
    pygame.K_x: 10,
}
STAFF_KEYS = {  # on any layout: plus stands with the equals sign, alone, or on the keypad
    pygame.K_s: "s",
    pygame.K_f: "f",
    pygame.K_n: "n",
    pygame.K_r: "r",
    pygame.K_MINUS: "-",
    pygame.K_KP_MINUS: "-",
    pygame.K_PLUS: "+",
    pygame.K_EQUALS: "+",
    pygame.K_KP_PLUS: "+",
    pygame.K_BACKSPACE: "\b",
    **{key: str(n) for key, n in DIGITS.items() if n < 10},
}
PAD = {  # standard buttons
    pygame.CONTROLLER_BUTTON_A: "choose",
    pygame.CONTROLLER_BUTTON_B: "back",
    pygame.CONTROLLER_BUTTON_Y: "zero",
    pygame.CONTROLLER_BUTTON_START: "pause",
}
PAD_MOVES = {  # across, down
    pygame.CONTROLLER_BUTTON_DPAD_LEFT: (-1, 0),
    pygame.CONTROLLER_BUTTON_DPAD_RIGHT: (1, 0),
    pygame.CONTROLLER_BUTTON_DPAD_UP: (0, -1),
    pygame.CONTROLLER_BUTTON_DPAD_DOWN: (0, 1),
}
STICK = {0: "choose", 1: "back", 7: "pause"}  # those of a joystick that SDL does not know
PRESSES = (
    pygame.KEYDOWN,
    pygame.MOUSEBUTTONDOWN,
    pygame.FINGERDOWN,
    pygame.CONTROLLERBUTTONDOWN,
    pygame.JOYBUTTONDOWN,
)
RELEASED = (pygame.CONTROLLERBUTTONUP, pygame.JOYBUTTONUP)
FROM_CONTROLLERS = (
    pygame.CONTROLLERBUTTONDOWN,
    pygame.CONTROLLERBUTTONUP,
    pygame.CONTROLLERAXISMOTION,
)
MOUSE = (pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP)
POINTERS = (*MOUSE, *fingers.EVENTS)
STAFF_FINGERS = 3
PLUGGED = (pygame.JOYDEVICEADDED, pygame.JOYDEVICEREMOVED)
FULL_LEAN_AT = 0.35  # of the window's height: where the pointer means the whole limit


@dataclass(slots=True)
class Wishes:
    """What was asked for since the last frame. move, down: steps of the focus onwards, as reading
    goes, and downwards. staff: the therapist's panel; typed: its letters and digits, in order.
    touch: it was a finger that clicked. pressed: anything was, or was touched, whatever it means.
    """

    quit: bool = False
    pause: bool = False
    back: bool = False
    choose: bool = False
    move: int = 0
    resized: tuple[int, int] | None = None
    clicked: Pixel | None = None
    hovered: Pixel | None = None
    touch: bool = False
    step_off: bool = False
    digit: int | None = None
    zero: bool = False
    staff: bool = False
    down: int = 0
    typed: str = ""
    pressed: bool = field(default=False, compare=False)


@dataclass(slots=True)
class WindowInputs:
    """Reads the window's events. `lean`: where the pointer points, in shares of the limit, or which
    way the arrows do, of length 1: keys know no distance (`by_keys`).
    """

    size: tuple[int, int]
    lean: tuple[float, float] = (0.0, 0.0)
    touched: bool = False
    by_keys: bool = False
    mirrored: bool = False  # screens are read from right to left
    _held: set[int] = field(default_factory=set)
    _pad_held: set[tuple[int, str]] = field(default_factory=set)  # instance ids, wishes
    _pointer: Pixel | None = None  # where it is, while its button is down
    _fingers: Fingers = field(default_factory=Fingers)
    _sticks: Sticks = field(default_factory=Sticks)
    _controllers: set[int] = field(default_factory=set)  # instance ids
    _opened: list[Pad] = field(default_factory=open_controllers)

    def read(self) -> Wishes:
        wishes = Wishes()
        events = pygame.event.get()
        if any(event.type in PLUGGED for event in events):
            self._opened = open_controllers()
            self._pad_held.clear()
            self._sticks.release()
        self._controllers |= {e.instance_id for e in events if e.type in FROM_CONTROLLERS}
        wishes.pressed = any(event.type in PRESSES for event in events)
        for event in events:
            self._take(event, wishes)
        return wishes

    @property
    def button(self) -> bool:
        """Whether the one button is down: the space bar, or the like on a switch interface."""
        return pygame.K_SPACE in self._held

    @property
    def confirm(self) -> bool:
        """Whether the key that answers in play is down: Enter."""
        return any(key in self._held for key in CHOOSE_KEYS)

    @property
    def start(self) -> bool:
        """Whether Start is down on a controller."""
        return any(wish == "pause" for _, wish in self._pad_held)

    @property
    def stop(self) -> bool:
        """Whether the therapist's key for stopping is down: S."""
        return pygame.K_s in self._held

    @property
    def presses(self) -> bool:
        """Whether what chooses is down: Enter, A, the pointer's button, or a finger."""
        return self.held or self.pressed_at is not None

    @property
    def held(self) -> bool:
        """Whether a key or button that chooses is down: Enter or A."""
        return self.confirm or any(wish == "choose" for _, wish in self._pad_held)

    @property
    def pressed_at(self) -> Pixel | None:
        """Where the pointer's button or a finger is down."""
        return self.finger or self._pointer

    @property
    def finger(self) -> Pixel | None:
        """Where one finger rests."""
        return self._fingers.only

    @property
    def three_fingers(self) -> bool:
        """Whether staff's sign is made on a touch screen."""
        return self._fingers.count >= STAFF_FINGERS

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
        elif event.type in POINTERS:
            self._by_pointer(event, wishes)
        elif event.type == pygame.CONTROLLERAXISMOTION:
            self._step(*self._sticks.take(event), wishes)
        elif event.type in (pygame.CONTROLLERBUTTONDOWN, pygame.CONTROLLERBUTTONUP):
            self._pad_button(PAD, PAD_MOVES, event, wishes)
        elif event.type in (pygame.JOYBUTTONDOWN, pygame.JOYBUTTONUP):
            if event.instance_id not in self._controllers:
                self._pad_button(STICK, {}, event, wishes)
        elif event.type == pygame.WINDOWFOCUSLOST:
            self._held.clear()
            self._pad_held.clear()
            self._sticks.release()
            self._pointer = None
            self._fingers.lift()
            self._lean_by_arrows()

    def _key_down(self, key: int, wishes: Wishes) -> None:
        self._held.add(key)
        wishes.typed += STAFF_KEYS.get(key, "")
        if key in ARROWS:
            self._lean_by_arrows()
            self._step(ARROWS[key][0], -ARROWS[key][1], wishes)
        elif key == pygame.K_TAB:
            wishes.move += 1
        elif key in PAUSE_KEYS:
            wishes.pause = True
        elif key in CHOOSE_KEYS:
            wishes.choose = True
        elif key == pygame.K_ESCAPE:
            wishes.back = True
        elif key == pygame.K_F1:
            wishes.staff = True
        elif key == pygame.K_o:
            wishes.step_off = True
        elif key == pygame.K_t:
            wishes.zero = True
        elif key in DIGITS:
            wishes.digit = DIGITS[key]

    def _step(self, right: int, down: int, wishes: Wishes) -> None:
        wishes.move += -right if self.mirrored else right
        wishes.down += down

    def _lean_by_arrows(self) -> None:
        ml = sum(ARROWS[key][0] for key in self._held if key in ARROWS)
        ap = sum(ARROWS[key][1] for key in self._held if key in ARROWS)
        scale = 0.7071 if ml and ap else 1.0
        self.lean, self.touched, self.by_keys = (ml * scale, ap * scale), True, True

    def _by_pointer(self, event: pygame.event.Event, wishes: Wishes) -> None:
        if event.type in fingers.EVENTS:
            self._touch(event, wishes)
        elif not getattr(event, "touch", False):
            self._mouse(event, wishes)

    def _mouse(self, event: pygame.event.Event, wishes: Wishes) -> None:
        if event.type == pygame.MOUSEMOTION:
            self._pointer = self._pointer and event.pos
            self._point(event.pos, wishes)
        elif event.button == 1:
            down = event.type == pygame.MOUSEBUTTONDOWN
            self._pointer = event.pos if down else None
            wishes.clicked = self._pointer or wishes.clicked

    def _touch(self, event: pygame.event.Event, wishes: Wishes) -> None:
        place = self._fingers.take(event, self.size)
        if place:
            wishes.clicked, wishes.touch = place, True
        if self._fingers.only:
            self._point(self._fingers.only, wishes)
        elif not self._fingers.count:
            self.lean = (0.0, 0.0)  # a finger that was lifted points nowhere

    def _point(self, place: Pixel, wishes: Wishes) -> None:
        wishes.hovered = place
        full = FULL_LEAN_AT * self.size[1]
        ml = (place[0] - self.size[0] / 2) / full
        ap = (self.size[1] / 2 - place[1]) / full
        length = max(1.0, (ml * ml + ap * ap) ** 0.5)
        self.lean, self.touched, self.by_keys = (ml / length, ap / length), True, False

    def _pad_button(
        self,
        meanings: dict[int, str],
        moves: dict[int, tuple[int, int]],
        event: pygame.event.Event,
        wishes: Wishes,
    ) -> None:
        wish = meanings.get(event.button)
        if event.type in RELEASED:
            self._pad_held -= {(event.instance_id, str(wish))}
            return
        self._step(*moves.get(event.button, (0, 0)), wishes)
        if wish:
            setattr(wishes, wish, True)
            self._pad_held.add((event.instance_id, wish))
