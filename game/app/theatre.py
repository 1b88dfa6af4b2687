"""The one window of a visit, in which its screens and games come one after the other.

It holds what is made on the graphics card once: the drawing kit of the screens, the world behind
them, and the renderer of the place that is played in. An act reads the person's wishes and draws
each frame; `play` runs it until it says that it is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, Self

import pygame

from game.app.control import Control
from game.app.inputs import WindowInputs, Wishes
from game.app.request import PlayRequest
from game.app.staff_lock import PinLock
from game.app.suited import hearing_of, look_of, style_of
from game.app.terminal import say
from game.levels import get_level
from game.render.window import Window, close_window, open_window
from game.screens import choice
from game.screens.parts import Target, target_at
from game.session.settings import Display
from game.sound.settings import Hearing
from game.sound.speakers import Speakers
from game.words import ENGLISH, Words
from input_devices.sample import Clock

if TYPE_CHECKING:
    from game.render.renderer import Renderer

SIZE = (1280, 720)
LONGEST_FRAME_S = 0.1
FRAME_S = 1 / 60
WINDOW_CLOSED = "the window was closed"
STILL_LEVEL = "orchard-1"  # whose place lies behind a screen before anything was played


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where a click fell in this frame, and where the pointer's button or a finger is down, in u.
    finger: it is a finger, which holds what it chooses.
    """

    clicked: tuple[float, float] | None = None
    held: tuple[float, float] | None = None
    finger: bool = False


class Act(Protocol):
    """What goes on in the window for a while."""

    def frame(self, dt: float, now: float) -> None:
        """One frame, without the flip."""

    @property
    def leaves(self) -> bool:
        """Whether this was its last frame."""


class Theatre:
    """A context manager: the window, and all that was made on its graphics card, go with it."""

    def __init__(
        self,
        title: str,
        *,
        tier: str = "auto",
        fullscreen: bool = False,
        offscreen: bool = False,
        size: tuple[int, int] = SIZE,
        volume: float | None = None,
        pin: str = "",
        language: str = ENGLISH,
    ) -> None:
        self.lock = PinLock(pin)  # of the therapist's panel; a wait outlasts the game it began in
        self.window = open_window(size, offscreen=offscreen, fullscreen=fullscreen, title=title)
        # OpenGL may be imported only now that there is a context.
        from game.render.backdrop import Backdrop
        from game.render.ui import Ui

        self.tier = tier_for(self.window) if tier == "auto" else tier
        self.inputs = WindowInputs(self.window.size)
        self.ui = Ui(self.window.size, self.window.glsl, Words(language))
        self.inputs.mirrored = self.ui.mirrored
        self.backdrop = Backdrop(self.window.size, self.window.glsl)
        self._volume = 0.0 if offscreen else volume  # whatever the person's own is
        self.sound = Speakers(self._hearing(Display()))
        if self.sound.problem:
            say(f"{self.sound.problem}; play goes on in silence")
        self.plain = False  # whether places are left out of their pictures
        self.seated = False  # whether the figure sits in them
        self.look = look_of(Display())
        self.taps = False  # whether a finger chooses by a tap, without a hold
        self._scene = ""
        self._drawn: tuple[object, ...] = ()  # what the renderer was made for
        self._renderer: Renderer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        for thing in (self._renderer, self.ui, self.backdrop):
            if thing:
                thing.release()
        self.sound.close()
        close_window()

    def suit(self, display: Display, *, seated: bool = False) -> None:
        """Show everything from now on as this person is to see it."""
        self.plain, self.seated, self.look = display.plain, seated, look_of(display)
        self.taps = display.touch == "tap"
        self.sound.use(self._hearing(display))
        self.ui.style = style_of(display)
        self.backdrop.strong = self.ui.style.strong

    def _hearing(self, display: Display) -> Hearing:
        """What is to be heard: as loud as was asked for, and spoken as it is written."""
        hearing = replace(hearing_of(display), language=self.ui.words.code)
        return hearing if self._volume is None else replace(hearing, volume=self._volume)

    def renderer(self, scene: str) -> Renderer:
        """The picture of a place; the one before is given back."""
        from game.render.plain import PlainRenderer
        from game.render.renderer import Renderer

        drawn = (self.plain, self.seated, self.look)
        if self._renderer is None or scene != self._scene or drawn != self._drawn:
            if self._renderer:
                self._renderer.release()
            kind = PlainRenderer if self.plain else Renderer
            self._renderer = kind(self.window, scene, self.tier, self.look, seated=self.seated)
            self._renderer.resize(self.inputs.size)  # the window may have changed since it opened
            self._scene, self._drawn = scene, drawn
        return self._renderer

    def catch_still(self) -> None:
        """The place as it lies there, once, for the ground behind a screen."""
        level = get_level(STILL_LEVEL)
        world = level.rules(difficulty=0.0, caps=(0.9,) * 8, seed=0).world
        self.renderer(self._scene or level.scene).draw(world, world, 1.0, 0.0)
        self.backdrop.capture()

    def play(self, act: Act, clock: Clock) -> None:
        """Frame after frame until the act leaves."""
        last = clock.now()
        while not act.leaves:
            now = clock.now()
            act.frame(min(now - last, LONGEST_FRAME_S), now)
            pygame.display.flip()
            last = now
            clock.wait_until(now + FRAME_S)

    def read(self) -> Wishes:
        """What was wished for since the last frame; a new size has been taken already."""
        wishes = self.inputs.read()
        if wishes.resized:
            for thing in (self._renderer, self.ui, self.backdrop):
                if thing:
                    thing.resize(wishes.resized)
        return wishes

    def chooser(
        self,
        control: Control | None,
        wishes: Wishes,
        targets: Sequence[Target],
        *,
        holds: bool = False,
    ) -> choice.Inputs:
        """The wishes as choosing understands them: to the right is onwards, as reading goes. Only
        real boards choose by leaning: with arrows, leaning and moving the focus would be one key.
        A finger holds what it chooses, unless taps are enough; holds: so does everything else.
        """
        real = control is not None and control.board_is_real
        lean = control.lean if control and real else (0.0, 0.0)
        inputs = self.inputs
        pressed = inputs.pressed_at if holds else inputs.finger
        pointed, clicked, held = (
            None if pixel is None else target_at(targets, *self.ui.place(pixel))
            for pixel in (wishes.hovered, wishes.clicked, pressed)
        )
        outright = not holds and (self.taps or not wishes.touch)
        return choice.Inputs(
            lean_ml=-lean[0] if self.ui.mirrored else lean[0],
            lean_ap=lean[1],
            standing=bool(control and real and control.safety.on_board),
            button=inputs.button,
            press=held is not None or (holds and inputs.held),
            move=wishes.move,
            point=next((at for at in (clicked, held, pointed) if at is not None), None),
            click=(wishes.choose and not holds) or (clicked is not None and outright),
        )

    def pointer(self, wishes: Wishes) -> Pointer:
        """What pointer and fingers do, in u."""
        clicked, held = (
            None if pixel is None else self.ui.place(pixel)
            for pixel in (wishes.clicked, self.inputs.pressed_at)
        )
        finger = self.inputs.finger is not None and not self.taps
        return Pointer(clicked, held, finger=finger)

    def sound_choice(self, before: int, choice: choice.Choice, chosen: int | None) -> None:
        """A tick where the focus moved, notes that rise with a hold, three for what was chosen."""
        self.sound.hold(choice.hold)
        if chosen is not None:
            self.sound.play("chosen")
        elif choice.focus != before:
            self.sound.play("tick")


def theatre_for(
    request: PlayRequest, title: str, display: Display, *, seated: bool = False
) -> Theatre:
    """The window as it was asked for; display: what counts where nothing was asked for."""
    theatre = Theatre(
        title,
        tier=request.tier,
        fullscreen=request.fullscreen,
        volume=request.volume,
        pin=request.pin,
        language=request.language or display.language,
    )
    theatre.suit(display, seated=seated)
    return theatre


def tier_for(window: Window) -> str:
    """How rich a picture this machine is asked for: software rendering draws the low tier well."""
    return "low" if window.software else "high"
