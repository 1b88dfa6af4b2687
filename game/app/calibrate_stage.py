"""The window in which the flower grows: reads keys, drives the run, draws flower or pause screen.

Space, Enter, a click or A keeps the petal that is leaned to; Escape, B or closing the window ends
it with nothing written. On the pause screen the same keys choose. The arrows and the pointer lean
where a keyboard stands in for the board.
"""

from __future__ import annotations

from game.app.calibrate import CalibrationRun, Phase
from game.app.calibrate_person import SimulatedPerson
from game.app.calibrate_view import Trail, calibrate_view, pause_view
from game.app.headless import Leavable, is_aimable
from game.app.inputs import Wishes
from game.app.suited import choice_for
from game.app.theatre import WINDOW_CLOSED, Theatre
from game.screens import calibrate, motion, pause
from game.screens.spoken import lines_of
from game.session.settings import Display
from input_devices.sample import Clock, Device

SHOW_WHOLE_S = 4.0  # the finished flower, before the window closes
BACK = "ended"
KEYS_LEAN = 0.7  # of the textbook's limit
USUAL = Display()


class CalibrateStage:
    """An act of the theatre. Afterwards `stopped` says why no limits may be written, or is empty.
    Whoever plays it has begun the run.
    """

    def __init__(
        self,
        run: CalibrationRun,
        device: Device,
        clock: Clock,
        theatre: Theatre,
        person: SimulatedPerson | None = None,
        *,
        display: Display = USUAL,
    ) -> None:
        self._display = display
        self.calibration, self._device, self._person = run, device, person
        self.theatre, self.ui, self.backdrop = theatre, theatre.ui, theatre.backdrop
        theatre.catch_still()
        calibrate.prepare(self.ui)
        self.stopped = ""
        self._trail = Trail()
        self._choice = choice_for(display, 2, pause.GO_ON)
        self._paused = False
        self._button_s = 0.0  # how long the one button is down
        self._entered_at = clock.now()
        self._leave = False

    def frame(self, dt: float, now: float) -> None:
        """One frame, without the flip."""
        wishes = self.theatre.read()
        self._obey(dt, wishes)
        if self._person:
            self._person.steer()
        self.calibration.advance()
        self._trail.see(self.calibration)
        self._follow_phase(now)
        if self._paused:
            self._choose(dt, wishes)
        self._draw(now)
        view = self._pause_view() if self._paused else calibrate_view(self.calibration, ())
        self.theatre.sound.tell(lines_of(view), dt)

    @property
    def leaves(self) -> bool:
        """Whether this was the last frame."""
        return self._leave

    # -- wishes ---------------------------------------------------------------------------------

    def _obey(self, dt: float, wishes: Wishes) -> None:
        run = self.calibration
        if self.theatre.inputs.touched and not self._person and is_aimable(self._device):
            far = KEYS_LEAN if self.theatre.inputs.by_keys else 1.0
            ml, ap = self.theatre.inputs.lean
            self._device.aim(*run.control.limits.cop(ml * far, ap * far))
        if wishes.step_off and isinstance(self._device, Leavable):
            (self._device.step_off if run.control.safety.on_board else self._device.step_on)()
        go_on = wishes.pause or wishes.choose or wishes.clicked is not None
        if wishes.quit:
            self._stop(WINDOW_CLOSED)
        elif run.over:
            self._leave |= go_on or wishes.back
        elif wishes.back:
            self._stop(BACK)
        elif go_on and not self._paused:
            run.keep()
        if self._held(dt):
            self._stop(BACK)

    def _held(self, dt: float) -> bool:
        """Whether the one button was held as long as a choice is: that ends it."""
        down = self.theatre.inputs.button and not self._paused
        self._button_s = self._button_s + dt if down else 0.0
        return self._button_s >= self._display.hold_s

    def _stop(self, why: str) -> None:
        """Leave; with the flower whole there is nothing to lose."""
        self.stopped = "" if self.calibration.over else why
        self._leave = True

    def _choose(self, dt: float, wishes: Wishes) -> None:
        """Step on and hold, or finish, as on every pause."""
        run, view = self.calibration, self._pause_view()
        locked = frozenset() if run.ready >= 1 else frozenset({pause.GO_ON})
        places = pause.targets(view, column=self.ui.column)
        inputs = self.theatre.chooser(run.control, wishes, places)
        before = self._choice.focus
        chosen = self._choice.step(dt, inputs, locked=locked)
        self.theatre.sound_choice(before, self._choice, chosen)
        if chosen == pause.FINISH:
            self._stop("finished by the person")
        elif chosen == pause.GO_ON:
            run.resume()

    def _follow_phase(self, now: float) -> None:
        run = self.calibration
        paused = run.phase is Phase.PAUSED
        if paused != self._paused:
            self._paused, self._entered_at = paused, now
            self._choice = choice_for(self._display, 2, pause.GO_ON)
        self._leave |= run.over and run.here_s >= SHOW_WHOLE_S

    # -- what is shown --------------------------------------------------------------------------

    def _draw(self, now: float) -> None:
        entrance = motion.entrance(now - self._entered_at, reduced=self._display.reduced_motion)
        self.backdrop.draw("dim")
        self.ui.begin(entrance.opacity, entrance.rise)
        if self._paused:
            pause.draw(self.ui, self._pause_view())
        else:
            reduced = self._display.reduced_motion
            view = calibrate_view(self.calibration, self._trail.points, reduced=reduced)
            calibrate.draw(self.ui, view)
        self.ui.end()

    def _pause_view(self) -> pause.PauseView:
        return pause_view(self.calibration, self._choice.focus, self._choice.hold)
