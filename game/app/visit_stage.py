"""The window of a visit: its screens, its flower and its games, one after the other.

The visit decides what comes; here it is shown and listened to. Escape goes back where there is a
way back, and leaves otherwise; closing the window stops at once.
"""

from __future__ import annotations

from typing import Any

from game.app.calibrate_person import SimulatedPerson
from game.app.calibrate_stage import BACK, CalibrateStage
from game.app.headless import is_aimable
from game.app.inputs import Wishes
from game.app.sounding import begin_music
from game.app.stage import Around, Stage
from game.app.theatre import WINDOW_CLOSED, Theatre
from game.app.visit_gift import Gift, Look
from game.app.visit_run import VisitRun
from game.app.visit_screens import SCREENS, Screen
from game.app.visit_valley import LOOK_S, ValleyGround, here_of, setting_of, view_of
from game.screens import motion
from game.screens.spoken import lines_of
from game.session.runner import State

_WAYS_BACK: tuple[State, ...] = ("today", "before", "prepare")


class VisitStage:
    """An act of the theatre, from hello to goodbye."""

    def __init__(self, run: VisitRun, theatre: Theatre) -> None:
        self.run, self.theatre = run, theatre
        self.game: Stage | None = None
        self.flower: CalibrateStage | None = None
        self.screen: Screen | None = None
        self._state: State | None = None
        self._display = run.known.plan.display
        self._entered_at = 0.0
        theatre.suit(self._display, seated=run.known.plan.posture == "seated")
        theatre.catch_still()
        self._valley = ValleyGround(theatre)
        self._has_valley = run.journey is not None and not self._display.plain
        self._looked = not self._has_valley
        if run.journey and self._has_valley and run.visit.state == "who":
            self._valley.foresee(view_of(run.journey, here_of(run)))

    @property
    def leaves(self) -> bool:
        return self.run.over

    def frame(self, dt: float, now: float) -> None:
        """One frame, without the flip."""
        run = self.run
        run.advance(dt, now)
        self._enter(now)
        if self.game:
            self._play(self.game, dt, now)
        elif self.flower:
            self._grow(self.flower, dt, now)
        elif self.screen:
            self._show(self.screen, dt, now)

    # -- what is there now ----------------------------------------------------------------------

    def _enter(self, now: float) -> None:
        """Follow the visit to where it is; results belong to the game that they are of."""
        run, state = self.run, self.run.visit.state
        if run.sitting and (self.game is None or self.game.sitting is not run.sitting):
            self.theatre.setting = setting_of(run)
            self.game = Stage(run.sitting, self.theatre, self._around())
        if state not in ("play", "results"):
            self.game = None
        if run.calibration and self.flower is None:
            self._plant()
        if state != "calibrate":
            self.flower = None
        if state != self._state:
            self._write_music(state)
            kept = {state, self._state} == {"check", "step_on"}
            if not kept:
                self.screen = self._screen_of(state)
                self._entered_at = now
            if state != "gift":
                self._valley.leave()
            if state == "results":
                self._foresee_gift()
            self._state = state

    def _screen_of(self, state: State) -> Screen | None:
        """A visit's day begins with a look at the valley, once."""
        if state == "today" and not self._looked and self.run.journey:
            self._looked = True
            return Look(self.run, self.run.journey)
        if state == "gift":
            return Gift(self.run)
        return SCREENS[state](self.run) if state in SCREENS else None

    def _foresee_gift(self) -> None:
        """After the last block."""
        visit, journey = self.run.visit, self.run.journey
        if journey and self._has_valley and visit.block + 1 >= len(visit.blocks):
            self._valley.foresee(view_of(journey, here_of(self.run), offers=True))

    def _write_music(self, state: State) -> None:
        """The music of what is played next, long before it is."""
        run, blocks = self.run, self.run.visit.blocks
        at = run.visit.block + (state in ("results", "between"))
        if at < len(blocks):
            level = run.known.levels[blocks[at].level]
            begin_music(self.theatre.sound, level.scene, run.session.folder)

    def _around(self) -> Around:
        run = self.run
        return Around(
            display=self._display,
            affected_side=run.known.plan.affected_side,
            initials=run.known.initials,
            left_s=lambda: run.visit.block_seconds_left,
            end_block=run.end_block,
            recalibrate=run.recalibrate if run.visit.needs_board else None,
        )

    def _plant(self) -> None:
        run, calibration = self.run, self.run.calibration
        assert calibration is not None
        leans_itself = run.device.info.name == "simulated" and is_aimable(run.device)
        person = SimulatedPerson(calibration, run.device) if leans_itself else None
        self.flower = CalibrateStage(
            calibration,
            run.device,
            run.session.clock,
            self.theatre,
            person,
            display=self._display,
        )

    def _play(self, game: Stage, dt: float, now: float) -> None:
        game.frame(dt, now)
        if not game.leaves:
            return
        if game.closed:
            self.run.say("stop")
        elif self.run.visit.state == "results":
            self.run.say("next")

    def _grow(self, flower: CalibrateStage, dt: float, now: float) -> None:
        flower.frame(dt, now)
        if not flower.leaves:
            return
        if flower.stopped == BACK and self.run.visit.has_limits:
            self.run.say("limits")  # a therapist thought better of it: those there were go on
        elif flower.stopped:
            self.run.say("stop" if flower.stopped == WINDOW_CLOSED else "leave")
        else:
            self.run.end_calibration()

    # -- a screen -------------------------------------------------------------------------------

    def _show(self, screen: Screen, dt: float, now: float) -> None:
        since, ui = now - self._entered_at, self.theatre.ui
        wishes = self.theatre.read()
        view = screen.view(since, now)
        self._hear(screen, view, wishes, dt)
        self.theatre.sound.tell(lines_of(view), dt)
        entrance = motion.entrance(since, reduced=self._display.reduced_motion)
        self._draw_ground(screen, since)
        if isinstance(screen, Look) and (since > LOOK_S or wishes != Wishes()):
            self.theatre.backdrop.capture()  # from here on it lies behind the screens
            self.screen, self._entered_at = SCREENS["today"](self.run), now
            self._valley.leave()
            return
        ui.begin(entrance.opacity, entrance.rise)
        screen.kind.draw(ui, screen.view(since, now))
        ui.end()

    def _draw_ground(self, screen: Screen, t: float) -> None:
        ground = screen.ground()
        if ground is None or self._display.plain:
            self.theatre.backdrop.draw("dim")
        else:
            self._valley.draw(ground.view, t, ground.focus, ground.taken)

    def _hear(self, screen: Screen, view: Any, wishes: Wishes, dt: float) -> None:
        run = self.run
        if wishes.quit:
            run.say("stop")
            return
        if wishes.back:
            visit = run.visit
            way_back = visit.state in _WAYS_BACK and visit.state != visit.first
            run.say("back" if way_back else "leave")
            return
        if wishes != Wishes():
            run.say("active")
        theatre = self.theatre
        inputs = theatre.chooser(run.control, wishes, screen.targets(view), holds=screen.HOLDS)
        heard = screen.inputs(inputs, wishes, theatre.pointer(wishes))
        before = screen.choice.focus
        chosen = screen.step(dt, heard)
        self.theatre.sound_choice(before, screen.choice, chosen)
        if chosen is not None:
            screen.chose(chosen)
