"""A real SDL joystick without hardware: SDL's own virtual one, on the SDL that pygame has loaded.

Python's ctypes is needed because pygame does not offer SDL_JoystickAttachVirtualEx. Rumble that ends
by itself is only tried without a reader thread: the end comes from inside SDL's update, which holds
its joystick lock while the Python callback waits for Python's.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import pygame
import pytest

RUMBLE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_uint16, ctypes.c_uint16)
GAME_CONTROLLER = 1


class Description(ctypes.Structure):
    """SDL_VirtualJoystickDesc of SDL 2.24 and later."""

    _fields_ = (
        ("version", ctypes.c_uint16), ("type", ctypes.c_uint16), ("axes", ctypes.c_uint16),
        ("buttons", ctypes.c_uint16), ("hats", ctypes.c_uint16), ("vendor", ctypes.c_uint16),
        ("product", ctypes.c_uint16), ("padding", ctypes.c_uint16),
        ("button_mask", ctypes.c_uint32), ("axis_mask", ctypes.c_uint32),
        ("name", ctypes.c_char_p), ("userdata", ctypes.c_void_p), ("update", ctypes.c_void_p),
        ("set_player", ctypes.c_void_p), ("rumble", RUMBLE), ("rumble_triggers", ctypes.c_void_p),
        ("set_led", ctypes.c_void_p), ("send_effect", ctypes.c_void_p),
    )  # fmt: skip


def loaded_sdl() -> ctypes.CDLL:
    """The SDL inside pygame's wheel; skips where pygame uses another."""
    home = Path(pygame.__file__).parent
    places = (
        *home.parent.glob("pygame_ce.libs/libSDL2-2*"),
        *home.glob("SDL2.dll"),
        *home.glob(".dylibs/libSDL2-2*"),
    )
    if not places:
        pytest.skip("pygame does not bring its own SDL here, so no virtual joystick can be made")
    sdl = ctypes.CDLL(str(places[0]))
    sdl.SDL_JoystickFromInstanceID.restype = ctypes.c_void_p
    return sdl


@contextmanager
def sdl_joysticks() -> Iterator[None]:
    """SDL's events and joysticks are up, and unfocused windows hear them."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SDL_JOYSTICK_ALLOW_BACKGROUND_EVENTS", "1")
        had_display = pygame.display.get_init()
        if not had_display:
            environment.setenv("SDL_VIDEODRIVER", "dummy")
            pygame.display.init()
        pygame.joystick.init()
        try:
            yield
        finally:
            from pygame._sdl2 import controller

            controller.quit()
            pygame.joystick.quit()
            if not had_display:
                pygame.display.quit()


class VirtualPad:
    """One virtual controller (or, with known=False, a joystick that SDL has no mapping for)."""

    def __init__(self, name: str = "Virtual pad", *, known: bool = True) -> None:
        self.shakes: list[tuple[int, int]] = []
        self._sdl = loaded_sdl()
        self._callback = RUMBLE(self._shaken)
        self._description = Description(
            version=1, type=GAME_CONTROLLER if known else 0, axes=6 if known else 2,
            buttons=15 if known else 3, vendor=0x1234 if known else 0, name=name.encode(),
            button_mask=0x7FFF if known else 0, axis_mask=0x3F if known else 0,
            rumble=self._callback,
        )  # fmt: skip
        self._index = -1

    def _shaken(self, _userdata: int, low: int, high: int) -> int:
        self.shakes.append((low, high))
        return 0

    def plug_in(self) -> Self:
        self._index = self._sdl.SDL_JoystickAttachVirtualEx(ctypes.byref(self._description))
        assert self._index >= 0
        pygame.event.pump()
        return self

    def unplug(self) -> None:
        assert self._sdl.SDL_JoystickDetachVirtual(self._index) == 0
        pygame.event.pump()
        self._index = -1

    def axis(self, axis: int, value: int) -> None:
        """-32768..32767; seen by SDL at the next pump."""
        self._sdl.SDL_JoystickSetVirtualAxis(self._pointer(), axis, ctypes.c_int16(value))

    def button(self, button: int, down: bool) -> None:
        self._sdl.SDL_JoystickSetVirtualButton(self._pointer(), button, int(down))

    def _pointer(self) -> ctypes.c_void_p:
        ident = self._sdl.SDL_JoystickGetDeviceInstanceID(self._index)
        return ctypes.c_void_p(self._sdl.SDL_JoystickFromInstanceID(ident))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        if self._index >= 0:
            self.unplug()
