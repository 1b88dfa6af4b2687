"""One level in the window: reads the person's wishes, drives the trial, draws world and screen.

A frame: events, due ticks, one drawing of the interpolated world, the screen over it, flip. Behind
a screen the world is a blurred still of the moment before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.app import overlay
from game.app.aiming import asked_lean
from game.app.foreseen import views_of
from game.app.headless import Leavable, autopilot_for, is_aimable
from game.app.inputs import Wishes
from game.app.open_session import Sitting
from game.app.pace import BETWEEN_REPS
from game.app.sounding import be_ready, begin_music
from game.app.suited import choice_for, hud_side_of
from game.app.theatre import WINDOW_CLOSED, Theatre
from game.app.therapist_panel import Deeds, TherapistPanel
from game.app.trial import Phase
from game.screens import countdown, in_game, motion, pause, results
from game.screens.choice import Inputs
from game.screens.parts import Target
from game.screens.spoken import InPlay, Lines, lines_of
from game.session.history import best_before
from game.session.settings import AffectedSide, Display
from game.sim import Event

USUAL = Display()


@dataclass(frozen=True, slots=True)
class Around:
    """What a visit lends to its games, where there is one: how the person sees them, their weak
    side, their initials, and what their therapist may do beyond a game.
    """

    display: Display = USUAL
    affected_side: AffectedSide = "none"
    initials: str = ""
    left_s: Callable[[], float] | None = None
    end_block: Callable[[], None] | None = None
    recalibrate: Callable[[], None] | None = None


ALONE = Around()


class Stage:
    """An act of the theatre: from the countdown to the results of one trial."""

    def __init__(self, sitting: Sitting, theatre: Theatre, around: Around = ALONE) -> None:
        self.sitting, self.trial = sitting, sitting.trial
        request = sitting.request
        self.theatre, self.ui, self.backdrop = theatre, theatre.ui, theatre.backdrop
        begin_music(theatre.sound, sitting.level.scene, sitting.folder)
        self.renderer = theatre.renderer(sitting.level.scene)
        be_ready(theatre.sound, sitting.devices)
        self._around, self._display = around, around.display
        deeds = Deeds(
            stop=self._stop,
            next_step=around.end_block or self._end_level,
            recalibrate=self._recalibrate if around.recalibrate else None,
            left_s=around.left_s or self._left_s,
        )
        self.panel = TherapistPanel(sitting, theatre, around.initials, deeds)
        self.autopilot = autopilot_for(sitting)
        self._best = best_before(
            sitting.folder.parent, request.participant, sitting.level.id, but=sitting.folder
        )
        self._reps: list[Event] = []
        self._told = InPlay()
        self._rep_at = -1e9
        self._screen = ""
        self._entered_at = 0.0
        self._choice = choice_for(self._display, 2, 1)
        self._world_t = 0.0
        self._leave = self._steadied = False
        self.closed = False  # whether the window was
        in_game.prepare(self.ui, views_of(sitting.level, self._in_game_view(0.0)))
        self.trial.begin()  # what opening the window took is no playing time

    @property
    def leaves(self) -> bool:
        return self._leave

    def frame(self, dt: float, now: float) -> None:
        """One frame, without the flip."""
        wishes = self.theatre.read()
        if self.panel.hear(dt, now, wishes):
            wishes = Wishes(quit=wishes.quit, step_off=wishes.step_off)
        self._obey(wishes)
        if self._leave:
            return
        if self.autopilot:
            self.autopilot.steer()
        events = self.trial.advance()
        if self.autopilot:
            self.autopilot.hear(events)
        self.theatre.sound.hear(events)
        self._note(events, now)
        if self.trial.phase is Phase.OVER:
            self.sitting.last_zero.look(now)
        self._leave |= self.sitting.give_up_if_unwritten()
        self._enter(self._wanted_screen(), now)
        self._steadied = self._stood_steady(now)
        self._choose(dt, wishes)
        playing = self._screen == "play"
        self.theatre.covered = not playing
        self.theatre.calm = not playing or self.trial.after.goal.kind in BETWEEN_REPS
        world = self.trial.after if playing else None
        self.theatre.sound.follow(world, self.trial.control.lean, dt)
        self._draw(dt, now)
        self.theatre.sound.tell(self._lines(now), dt)

    # -- wishes ---------------------------------------------------------------------------------

    def _obey(self, wishes: Wishes) -> None:
        device, trial = self.sitting.device, self.trial
        if wishes.quit:
            self.closed = True
            self._end(WINDOW_CLOSED)
        if self.theatre.inputs.touched and not self.autopilot and is_aimable(device):
            asked = asked_lean(self.theatre.inputs, trial.after.goal)
            chooses = self.panel.shown or trial.phase is Phase.PAUSED
            lean = (0.0, 0.0) if chooses else asked  # there neither arrows nor the pointer lean
            device.aim(*trial.control.limits.cop(*lean))
        trial.control.pressed = self.theatre.inputs.confirm and not self.panel.shown
        if wishes.step_off and isinstance(device, Leavable):
            (device.step_off if trial.control.safety.on_board else device.step_on)()
        wants_pause = wishes.pause or wishes.back or wishes.clicked is not None
        if wants_pause and trial.phase in (Phase.PLAYING, Phase.COUNTDOWN, Phase.RESUMING):
            trial.pause()
            wishes.back = wishes.choose = False
            wishes.clicked = None

    def _choose(self, dt: float, wishes: Wishes) -> None:
        """Let the person choose on the screens that offer something."""
        before, chosen = self._choice.focus, None
        if self._screen == "pause":
            locked = frozenset() if self._steadied else frozenset({pause.GO_ON})
            chosen = self._choice.step(dt, self._chooser(wishes), locked=locked)
            if wishes.back or chosen == pause.FINISH:
                self._end("finished by the person")
            elif chosen == pause.GO_ON:
                self.trial.resume()
        elif self._screen == "results":
            chosen = self._choice.step(dt, self._chooser(wishes))
            self._leave |= wishes.back or chosen is not None
        self.theatre.sound_choice(before, self._choice, chosen)

    def _stood_steady(self, now: float) -> bool:
        """Whether they stood steadily on this pause and are there since: who leans to choose does
        not lock the way back by it.
        """
        well = self._screen == "pause" and self.trial.control.reason(now) is None
        return well and (self._steadied or self.trial.ready >= 1)

    def _chooser(self, wishes: Wishes) -> Inputs:
        return self.theatre.chooser(self.trial.control, wishes, self._targets())

    def _targets(self) -> Sequence[Target]:
        """Where the choices of the screen lie."""
        if self._screen == "pause":
            return pause.targets(self._pause_view(), column=self.ui.column)
        if self._screen != "results":
            return ()
        return results.targets(self._results_view(0.0), column=self.ui.column)

    def _end(self, why: str) -> None:
        self.trial.finish()
        self.sitting.ending.stop(why)
        self._leave = True

    # -- the therapist's deeds ------------------------------------------------------------------

    def _stop(self) -> None:
        self._end("stopped by the therapist")

    def _end_level(self) -> None:
        """Its results are seen all the same."""
        self.trial.finish()
        self.sitting.ending.stop("ended by the therapist")

    def _recalibrate(self) -> None:
        if self._around.recalibrate:
            self._leave = True
            self._around.recalibrate()

    def _left_s(self) -> float | None:
        limit = self.trial.settings.duration_s
        return None if limit is None else max(0.0, limit - self.trial.trial_s)

    # -- what is shown --------------------------------------------------------------------------

    def _wanted_screen(self) -> str:
        if self.panel.shown:
            return "therapist"
        names = {
            Phase.COUNTDOWN: "countdown",
            Phase.RESUMING: "countdown",
            Phase.PLAYING: "play",
            Phase.PAUSED: "pause",
            Phase.OVER: "results",
        }
        return names[self.trial.phase]

    def _enter(self, screen: str, now: float) -> None:
        if screen == self._screen:
            return
        if screen != "play":
            self._draw_world()
            self.backdrop.capture()
        if screen == "results" and not self._leave and self.sitting.status != "stopped":
            self.sitting.ending.complete()
        self._screen, self._entered_at = screen, now
        count = 1 if screen == "results" else 2
        self._choice = choice_for(self._display, count, count - 1)

    def _note(self, events: list[Event], now: float) -> None:
        for event in events:
            if event.kind == "rep":
                self._reps.append(event)
                if event.data["success"]:
                    self._rep_at = now

    def _draw_world(self) -> None:
        trial = self.trial
        self.renderer.draw(trial.before, trial.after, trial.ticker.share_of_next(), self._world_t)

    def _lines(self, now: float) -> Lines:
        """What is said aloud of what is shown."""
        views: dict[str, Callable[[], object]] = {
            "countdown": lambda: overlay.countdown_view(self.trial),
            "pause": self._pause_view,
            "results": lambda: self._results_view(now - self._entered_at),
        }
        if self._screen == "play":
            return self._told.lines_of(self._in_game_view(now))
        return lines_of(views[self._screen]()) if self._screen in views else ()

    def _draw(self, dt: float, now: float) -> None:
        ui, trial, since = self.ui, self.trial, now - self._entered_at
        if self._screen == "play":
            self._world_t += dt
            self._draw_world()
            ui.begin()
            in_game.draw(ui, self._in_game_view(now))
            ui.end()
            return
        entrance = motion.entrance(since, reduced=self._display.reduced_motion)
        if entrance.opacity < 1:
            self._draw_world()
        self.backdrop.draw("countdown" if self._screen == "countdown" else "dim", entrance.opacity)
        ui.begin(entrance.opacity, entrance.rise)
        if self._screen == "countdown":
            reduced = self._display.reduced_motion
            countdown.draw(ui, overlay.countdown_view(trial, reduced=reduced))
        elif self._screen == "therapist":
            self.panel.draw(now)
        elif self._screen == "pause":
            pause.draw(ui, self._pause_view())
        else:
            results.draw(ui, self._results_view(since))
        ui.end()

    def _in_game_view(self, now: float) -> in_game.InGameView:
        return overlay.in_game_view(
            self.trial,
            self.trial.control.lean,
            now - self._rep_at,
            side=hud_side_of(self._display, self._around.affected_side),
            weak=weak if (weak := self._around.affected_side) in ("left", "right") else None,
            reduced=self._display.reduced_motion,
        )

    def _pause_view(self) -> pause.PauseView:
        return overlay.pause_view(
            self.trial, self._choice.focus, self._choice.hold, steadied=self._steadied
        )

    def _results_view(self, since: float) -> results.ResultsView:
        return overlay.results_view(
            self.trial,
            self._best,
            self._reps,
            hold=self._choice.hold,
            since_s=since,
            reduced=self._display.reduced_motion,
        )
