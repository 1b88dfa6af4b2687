"""The worlds that the kiosk shows: the attract loop with its words, and a visitor's short game."""

from __future__ import annotations

from dataclasses import replace

from game.app import overlay
from game.app.kiosk_run import Kiosk
from game.app.kiosk_screens import first_card, waiting
from game.app.theatre import Theatre
from game.app.trial import Phase, Trial
from game.kiosk.attract import FADE_S
from game.screens import countdown, in_game, kiosk_attract, message, motion


class Picture:
    """Draws on the window of a theatre."""

    def __init__(self, kiosk: Kiosk, theatre: Theatre) -> None:
        self._kiosk, self._theatre, self._ui = kiosk, theatre, theatre.ui
        self._shown = ""  # of a short game: play, countdown or wait
        self._shown_at = self._world_t = 0.0
        in_game.prepare(self._ui)

    def leave(self) -> None:
        """The world that was drawn last becomes the ground of the screens."""
        self._shown = ""
        self._theatre.backdrop.capture()

    def draw_show(self) -> None:
        """The world of the attract loop alone."""
        show = self._kiosk.show
        self._draw(show.trial, show.level.scene, show.t, seated=False)

    def draw_attract(self, since_s: float) -> None:
        """The attract loop, so many seconds after it came."""
        self.draw_show()
        moment = self._kiosk.moment
        view = kiosk_attract.AttractView(
            first_card(self._kiosk),
            None if moment.invites else moment.caption,
            opacity=min(1.0, moment.since_s / FADE_S),
            problem=self._kiosk.settings.problem,
        )
        kiosk_attract.draw(self._ui, view)
        kiosk_attract.shade(self._ui, max(moment.dark, 1.0 - since_s / FADE_S))

    def draw_game(self, dt: float, now: float) -> None:
        """The short game, its countdown, or what it waits for; with its sounds."""
        visitor, sound = self._kiosk.visitor, self._theatre.sound
        if visitor.taster is None:
            return
        trial = visitor.taster.trial
        counts = trial.phase in (Phase.COUNTDOWN, Phase.RESUMING)
        shown = "wait" if visitor.waits else "countdown" if counts else "play"
        sound.hear(visitor.events)
        sound.follow(trial.after if shown == "play" else None, trial.control.lean, dt)
        if shown == "play":
            self._world_t += dt
        if shown == "play" or shown != self._shown:
            self._draw_game_world()
        if shown == "play":
            view = overlay.in_game_view(trial, trial.control.lean, now - visitor.taster.rep_at)
            self._ui.begin()
            in_game.draw(self._ui, replace(view, pause_hint=""))
            self._ui.end()
        else:
            if shown != self._shown:
                self._theatre.backdrop.capture()
                self._shown_at = now
            self._draw_over(shown, trial, now)
        self._shown = shown

    def _draw_over(self, shown: str, trial: Trial, now: float) -> None:
        entrance = motion.entrance(now - self._shown_at)
        self._theatre.backdrop.draw("countdown" if shown == "countdown" else "dim")
        self._ui.begin(entrance.opacity, entrance.rise)
        if shown == "countdown":
            countdown.draw(self._ui, overlay.countdown_view(trial))
        else:
            message.draw(self._ui, waiting(self._kiosk))
        self._ui.end()

    def _draw_game_world(self) -> None:
        taster = self._kiosk.visitor.taster
        assert taster is not None
        seated = self._kiosk.machine.way != "standing"
        self._draw(taster.trial, taster.level.scene, self._world_t, seated=seated)

    def _draw(self, trial: Trial, scene: str, t: float, *, seated: bool) -> None:
        self._theatre.seated = seated
        renderer = self._theatre.renderer(scene)
        renderer.draw(trial.before, trial.after, trial.ticker.share_of_next(), t)
