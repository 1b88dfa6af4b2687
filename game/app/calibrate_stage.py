"""The window in which the flower grows: reads keys, drives the run, draws flower or pause screen.

Space, Enter, a click or A keeps the petal that is leaned to; Escape, B or closing the window ends
it with nothing written. On the pause screen the same keys choose. The arrows and the pointer lean
where a keyboard stands in for the board.
"""

from __future__ import annotations

from typing import Self

import pygame

from game.app.calibrate import CalibrationRun, Phase
from game.app.calibrate_person import SimulatedPerson
from game.app.calibrate_view import Trail, calibrate_view, pause_view
from game.app.headless import Leavable, is_aimable
from game.app.inputs import WindowInputs, Wishes
from game.levels import get_level
from game.render.window import close_window, open_window
from game.screens import calibrate, choice, motion, pause
from game.screens.choice import Choice
from game.screens.parts import target_at
from input_devices.sample import Clock, Device

SIZE = (1280, 720)
LONGEST_FRAME_S, FRAME_S = 0.1, 1 / 60
SHOW_WHOLE_S = 4.0  # the finished flower, before the window closes
KEYS_LEAN = 0.7  # of the textbook's limit
SCENE_LEVEL = "orchard-1"


class CalibrateStage:
    """A context manager. After `run`, `stopped` says why no limits may be written, or is empty."""

    def __init__(
        self,
        run: CalibrationRun,
        device: Device,
        clock: Clock,
        person: SimulatedPerson | None = None,
        *,
        offscreen: bool = False,
        fullscreen: bool = False,
        size: tuple[int, int] = SIZE,
    ) -> None:
        self.calibration, self._device, self._clock, self._person = run, device, clock, person
        self.window = open_window(
            size, offscreen=offscreen, fullscreen=fullscreen, title="Surefoot: grow the flower"
        )
        # OpenGL may be imported only now that there is a context.
        from game.render.backdrop import Backdrop
        from game.render.ui import Ui

        self.inputs = WindowInputs(self.window.size)
        self.ui = Ui(self.window.size, self.window.glsl)
        self.backdrop = Backdrop(self.window.size, self.window.glsl)
        self._catch_world()
        calibrate.prepare(self.ui)
        self.stopped = ""
        self._trail = Trail()
        self._choice = Choice(2, focus=pause.GO_ON)
        self._paused = False
        self._entered_at = clock.now()
        self._leave = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        for thing in (self.ui, self.backdrop):
            thing.release()
        close_window()

    def run(self) -> None:
        """Until the flower is whole and was seen, or the person leaves."""
        self.calibration.begin()
        self._entered_at = last = self._clock.now()
        while not self._leave:
            now = self._clock.now()
            self.frame(min(now - last, LONGEST_FRAME_S), now)
            pygame.display.flip()
            last = now
            self._clock.wait_until(now + FRAME_S)

    def frame(self, dt: float, now: float) -> None:
        """One frame, without the flip."""
        wishes = self.inputs.read()
        self._obey(wishes)
        if self._person:
            self._person.steer()
        self.calibration.advance()
        self._trail.see(self.calibration)
        self._follow_phase(now)
        if self._paused:
            self._choose(dt, wishes)
        self._draw(now)

    @property
    def leaves(self) -> bool:
        """Whether this was the last frame."""
        return self._leave

    # -- wishes ---------------------------------------------------------------------------------

    def _obey(self, wishes: Wishes) -> None:
        run = self.calibration
        if wishes.resized:
            for thing in (self.ui, self.backdrop):
                thing.resize(wishes.resized)
        if self.inputs.touched and not self._person and is_aimable(self._device):
            far = KEYS_LEAN if self.inputs.by_keys else 1.0
            ml, ap = self.inputs.lean
            self._device.aim(*run.control.limits.cop(ml * far, ap * far))
        if wishes.step_off and isinstance(self._device, Leavable):
            (self._device.step_off if run.control.safety.on_board else self._device.step_on)()
        go_on = wishes.pause or wishes.choose or wishes.clicked is not None
        if wishes.quit:
            self._stop("the window was closed")
        elif run.over:
            self._leave |= go_on or wishes.back
        elif wishes.back:
            self._stop("ended")
        elif go_on and not self._paused:
            run.keep()

    def _stop(self, why: str) -> None:
        """Leave; with the flower whole there is nothing to lose."""
        self.stopped = "" if self.calibration.over else why
        self._leave = True

    def _choose(self, dt: float, wishes: Wishes) -> None:
        """Step on and hold, or finish, as on every pause."""
        run, view = self.calibration, self._pause_view()
        locked = frozenset() if run.ready >= 1 else frozenset({pause.GO_ON})
        targets = pause.targets(view)
        pointed, clicked = (
            None if pixel is None else target_at(targets, *self.ui.place(pixel))
            for pixel in (wishes.hovered, wishes.clicked)
        )
        real = run.control.board_is_real
        ml, ap = run.lean if real else (0.0, 0.0)
        chosen = self._choice.step(
            dt,
            choice.Inputs(
                lean_ml=ml,
                lean_ap=ap,
                standing=real and run.control.safety.on_board,
                button=self.inputs.button,
                move=wishes.move,
                point=pointed if clicked is None else clicked,
                click=wishes.choose or clicked is not None,
            ),
            locked=locked,
        )
        if chosen == pause.FINISH:
            self._stop("finished by the person")
        elif chosen == pause.GO_ON:
            run.resume()

    def _follow_phase(self, now: float) -> None:
        run = self.calibration
        paused = run.phase is Phase.PAUSED
        if paused != self._paused:
            self._paused, self._entered_at = paused, now
            self._choice = Choice(2, focus=pause.GO_ON)
        self._leave |= run.over and run.here_s >= SHOW_WHOLE_S

    # -- what is shown --------------------------------------------------------------------------

    def _catch_world(self) -> None:
        """The orchard as it stands, once, for the ground behind the flower."""
        from game.render.renderer import Renderer

        level = get_level(SCENE_LEVEL)
        world = level.rules(difficulty=0.0, caps=(0.9,) * 8, seed=0).world
        renderer = Renderer(self.window, level.scene, "low")
        renderer.draw(world, world, 1.0, 0.0)
        self.backdrop.capture()
        renderer.release()

    def _draw(self, now: float) -> None:
        entrance = motion.entrance(now - self._entered_at)
        self.backdrop.draw("dim")
        self.ui.begin(entrance.opacity, entrance.rise)
        if self._paused:
            pause.draw(self.ui, self._pause_view())
        else:
            calibrate.draw(self.ui, calibrate_view(self.calibration, self._trail.points))
        self.ui.end()

    def _pause_view(self) -> pause.PauseView:
        return pause_view(self.calibration, self._choice.focus, self._choice.hold)
