"""The window of the kiosk: reads what visitors do, and draws where the kiosk is.

An act of the theatre. What only answers "are you still there?" chooses nothing.
"""

from __future__ import annotations

from dataclasses import replace

from game.app.aiming import asked_lean
from game.app.headless import is_aimable
from game.app.inputs import Wishes
from game.app.kiosk_picture import Picture
from game.app.kiosk_run import Kiosk
from game.app.kiosk_screens import SCREENS, Screen, lean_on_flower
from game.app.kiosk_staff import StaffDoor
from game.app.pace import BETWEEN_REPS
from game.app.theatre import Theatre
from game.kiosk.machine import RESET_S, WARN_S
from game.kiosk.pixel_shift import offset
from game.screens import kiosk_attract, kiosk_there, motion
from game.sim import Goal
from game.words import Words

NOWHERE = Goal()


class KioskStage:
    """The act. Language and sound follow the visitor and the hour. locked: closing the window means
    nothing.
    """

    def __init__(self, kiosk: Kiosk, theatre: Theatre, *, locked: bool = True) -> None:
        self.locked, self._closed = locked, False
        self.kiosk, self.theatre, self.ui = kiosk, theatre, theatre.ui
        self.picture, self.door = Picture(kiosk, theatre), StaffDoor(theatre)
        theatre.taps = True  # nobody is told how to hold
        self.screen: Screen | None = None
        self._state: tuple[str, int] = ("", 0)
        self._entered_at = 0.0
        self._shift = (0, 0)
        self._pointed: tuple[int, int] | None = None

    @property
    def leaves(self) -> bool:
        return self.kiosk.over or self._closed

    def frame(self, dt: float, now: float) -> None:
        """One frame, without the flip."""
        wishes = self.theatre.read()
        self._closed |= wishes.quit and not self.locked
        warned = self.kiosk.machine.warns
        self._aim(wishes)
        self.kiosk.advance(dt, now, pressed=wishes.pressed)
        self._suit(now, wishes)
        self._enter(now)
        if not warned:
            self._hear(dt, now, wishes)
            self._enter(now)
        taster = self.kiosk.visitor.taster
        self.theatre.calm = taster is None or taster.trial.after.goal.kind in BETWEEN_REPS
        self._draw(dt, now)

    # -- what is there now ----------------------------------------------------------------------

    def _enter(self, now: float) -> None:
        """Follow the kiosk to where it is."""
        machine = self.kiosk.machine
        state = (machine.state, machine.taster)
        if state == self._state:
            return
        if self._state[0] == "attract":
            self.picture.draw_show()
        if self._state[0] in ("attract", "taster"):
            self.picture.leave()
        self.screen = SCREENS[machine.state](self.kiosk) if machine.state in SCREENS else None
        if machine.state == "staff":
            self.door.open_keypad()
        if machine.state == "invite":
            self._be_heard()
        self._state, self._entered_at = state, now

    def _suit(self, now: float, wishes: Wishes) -> None:
        """Lock, language and place on the screen, as they are set."""
        station = self.kiosk.settings.station
        self.door.use(self.kiosk.settings.pin)
        languages = station.languages
        wanted = languages[self.kiosk.moment.language % len(languages)]
        if wanted != self.ui.words.code:
            self.ui.speak(Words(wanted))
            self.theatre.inputs.mirrored = self.ui.mirrored
        shift = offset(now) if station.kiosk.pixel_shift else (0, 0)
        if shift != self._shift or wishes.resized:
            self._shift = shift
            self.ui.shift(*shift)

    def _be_heard(self) -> None:
        """As loud as this hour allows; nothing is spoken to who never asked for it."""
        sound, volume = self.theatre.sound, self.kiosk.volume
        if sound.hearing.volume != volume or sound.hearing.speech:
            sound.use(replace(sound.hearing, volume=volume, speech=False))

    # -- what is done ---------------------------------------------------------------------------

    def _hear(self, dt: float, now: float, wishes: Wishes) -> None:
        if self.kiosk.machine.state == "staff":
            answer = self.door.hear(now, wishes)
            if answer == "wrong":
                self.kiosk.note_wrong_pins()
            elif answer:
                self.kiosk.say(answer)
        elif self.door.called(dt, wishes):
            self.kiosk.say("staff")
        elif wishes.back:
            self.kiosk.say("back")
        elif self.screen:
            self._choose(self.screen, dt, now, wishes)

    def _choose(self, screen: Screen, dt: float, now: float, wishes: Wishes) -> None:
        if screen.choice is None:
            return
        view = screen.view(now - self._entered_at)
        stands = self.kiosk.machine.rules.standing
        board = self.kiosk.devices.control if stands else None
        targets = screen.targets(view)
        heard = self.theatre.chooser(board, wishes, targets, holds=screen.HOLDS)
        before = screen.choice.focus
        chosen = screen.choice.step(dt, heard)
        self.theatre.sound_choice(before, screen.choice, chosen)
        if chosen is not None:
            screen.chose(chosen)

    def _aim(self, wishes: Wishes) -> None:
        """Keys and pointer lean only where leaning is asked for."""
        kiosk, inputs = self.kiosk, self.theatre.inputs
        keyboard, taster = kiosk.devices.keyboard, kiosk.visitor.taster
        if not is_aimable(keyboard):
            return
        control = taster.trial.control if taster else kiosk.devices.control
        leans = kiosk.machine.state in ("calibrate", "taster") and inputs.touched
        keyboard.aim(*control.limits.cop(*(self._asked(wishes) if leans else (0.0, 0.0))))
        control.pressed = inputs.confirm and taster is not None

    def _asked(self, wishes: Wishes) -> tuple[float, float]:
        """The lean that keys, pointer or finger ask for; on the flower they are laid on a petal."""
        inputs, taster = self.theatre.inputs, self.kiosk.visitor.taster
        self._pointed = wishes.hovered or self._pointed
        lean = asked_lean(inputs, taster.trial.after.goal if taster else NOWHERE)
        if taster or inputs.by_keys or lean == (0.0, 0.0) or self._pointed is None:
            return lean
        return lean_on_flower(self.ui.place(self._pointed), mirrored=self.ui.mirrored)

    # -- what is shown --------------------------------------------------------------------------

    def _draw(self, dt: float, now: float) -> None:
        machine, since = self.kiosk.machine, now - self._entered_at
        if machine.state in ("dark", "closed"):
            kiosk_attract.shade(self.ui, 1.0)
            return
        if machine.state == "attract":
            self.picture.draw_attract(since)
        elif machine.state == "taster":
            self.picture.draw_game(dt, now)
        else:
            self._draw_screen(since, now)
        if machine.warns:
            self.ui.begin()
            view = kiosk_there.ThereView(machine.left_s, RESET_S - WARN_S)
            kiosk_there.draw(self.ui, view)
            self.ui.end()
        kiosk_attract.shade(self.ui, 1.0 - self.kiosk.brightness)

    def _draw_screen(self, since: float, now: float) -> None:
        entrance = motion.entrance(since)
        self.theatre.backdrop.draw("dim")
        self.ui.begin(entrance.opacity, entrance.rise)
        if self.screen:
            view = self.screen.view(since)
            self.screen.module(view).draw(self.ui, view)
        else:
            self.door.draw(now)
        self.ui.end()
