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
from game.app.scenery import Scenery, costs_for
from game.app.staff_lock import PinLock
from game.app.suited import hearing_of, look_of, style_of
from game.app.terminal import say
from game.app.tidy import Tidy
from game.levels import get_level
from game.render.scenes.setting import USUAL
from game.render.window import close_window, open_window
from game.screens import choice
from game.screens.parts import Target, target_at
from game.session.settings import Display
from game.sound.settings import Hearing
from game.sound.speakers import Speakers
from game.words import ENGLISH, Words
from input_devices.sample import Clock

if TYPE_CHECKING:
    from game.render.tiered import Tiered

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
    """A context manager: the window, and all that was made on its graphics card, go with it.
    keeps: whether what the tiers cost here is kept for the next start.
    """

    def __init__(
        self,
        title: str,
        *,
        tier: str = "auto",
        keeps: bool = True,
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

        self.scenery = Scenery(self.window, costs_for(self.window, tier, keeps=keeps))
        self.calm = self.covered = True  # no rep is on; a screen lies over the place
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
        self.setting = USUAL  # how places look today
        self.look = look_of(Display())
        self.taps = False  # whether a finger chooses by a tap, without a hold
        self._scene = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        for thing in (self.scenery, self.ui, self.backdrop):
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

    def renderer(self, scene: str) -> Tiered:
        """The picture of a place; the one before is given back."""
        self._scene, size = scene, self.inputs.size  # the window may have changed since it opened
        style = self.ui.style
        return self.scenery.place(
            scene,
            self.look,
            size,
            plain=self.plain,
            seated=self.seated,
            setting=replace(self.setting, still=style.reduced, strong=style.strong),
        )

    def catch_still(self) -> None:
        """The place as it lies there, once, for the ground behind a screen."""
        level = get_level(STILL_LEVEL)
        world = level.rules(difficulty=0.0, caps=(0.9,) * 8, seed=0).world
        self.renderer(self._scene or level.scene).draw(world, world, 1.0, 0.0)
        self.backdrop.capture()

    def play(self, act: Act, clock: Clock) -> None:
        """Frame after frame until the act leaves."""
        last = clock.now()
        with Tidy() as tidy:
            while not act.leaves:
                now = clock.now()
                act.frame(min(now - last, LONGEST_FRAME_S), now)
                self.end_frame(now, clock)
                tidy.see(now, calm=self.calm, covered=self.covered)
                last = now
                clock.wait_until(now + FRAME_S)

    def end_frame(self, began: float, clock: Clock) -> None:
        """Show what was drawn, and take note of how long that took, the wait for the screen left
        out.
        """
        from OpenGL import GL

        GL.glFinish()
        self.scenery.see((clock.now() - began) * 1e3, began, calm=self.calm)
        pygame.display.flip()

    def read(self) -> Wishes:
        """What was wished for since the last frame; a new size has been taken already."""
        wishes = self.inputs.read()
        if wishes.resized:
            for thing in (self.scenery, self.ui, self.backdrop):
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
            loaded=control.load_kept if control and real else 1.0,
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
