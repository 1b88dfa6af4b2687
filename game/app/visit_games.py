"""The games of a visit: one trial after another for as long as a block lasts.

Where difficulty stands, and how far targets have moved over to a neglected side, goes on from trial
to trial of a level, and into each trial's folder.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from game.app.keep_limits import is_whole_test
from game.app.known import Known
from game.app.open_session import Ending, OpenSession, Sitting
from game.app.trial import Phase, TrialSettings
from game.balance.limits import Limits
from game.difficulty import Advice, DifficultyController
from game.levels import Level
from game.session.adaptation import MOVED, moving_over
from game.session.outcome import write_outcome
from game.session.runner import Said, Visit

WORTH_PLAYING_S = 30.0  # less than this of a block's minutes begins no further trial


class VisitGames:
    """Opens, watches and keeps the trials; what they come to is told to the visit by `say`."""

    def __init__(
        self,
        visit: Visit,
        known: Known,
        session: OpenSession,
        say: Callable[[Said], None],
        *,
        seed: int,
        countdown_s: float,
        hands_free: bool,
    ) -> None:
        self.sitting: Sitting | None = None
        self.tests: list[Path] = []  # of limits of stability, that were played to their end
        self.tries = 0
        self._visit, self._known, self._session, self._say = visit, known, session, say
        self._seed, self._countdown_s, self._hands_free = seed, countdown_s, hands_free
        self._controllers: dict[str, DifficultyController | None] = {}
        self._moved: dict[str, float] = {}
        self._tired, self._advised = False, "none"

    def begin(self, limits: Limits) -> None:
        """A block begins, or goes on with other limits."""
        self._limits, self._tired = self._capped(limits), False
        self._sit_down()

    def look(self, sitting: Sitting) -> None:
        """Keep the visit's pause as the game's, and end or renew a game that is over."""
        visit = self._visit
        if sitting.give_up_if_unwritten():
            self._say("stop")
            return
        trial = sitting.trial
        if (trial.phase is Phase.PAUSED) != visit.paused:
            self._say("resume" if visit.paused else "pause")
        counting = trial.phase in (Phase.COUNTDOWN, Phase.RESUMING)
        if counting != visit.counting and trial.phase is not Phase.PAUSED:
            self._say("counts" if counting else "plays")
        self._heed(trial.advised)
        if trial.phase is Phase.OVER and visit.state == "play":
            self._go_on(sitting)

    def leave(self) -> None:
        """What the game found out is kept; the window may still show its results."""
        if self.sitting:
            self.sitting.trial.finish()
            self._keep(self.sitting)
        self.sitting = None

    def _capped(self, limits: Limits) -> Limits:
        """The limits with the plan's caps, the smaller where both say something, as they are now:
        in the plan's stance.
        """
        plan = self._known.plan
        caps = tuple(min(a, b) for a, b in zip(limits.caps, plan.caps, strict=True))
        return replace(limits, caps=caps, stance=plan.posture)

    def _sit_down(self) -> None:
        visit, known = self._visit, self._known
        level = known.levels[visit.blocks[visit.block].level]
        if level.id not in self._controllers:
            self._controllers[level.id] = known.controller(level, self._seed)
        adaptation = self._controllers[level.id]
        if adaptation and visit.pain_rose:
            adaptation.hold("pain")
        for device in self._session.devices:
            device.drain()  # what was done between the games is no part of one
        settings = TrialSettings(
            difficulty=adaptation.next_difficulty() if adaptation else known.plan.start,
            seed=self._seed,
            countdown_s=self._countdown_s,
            recentre=not self._hands_free,
            hands_free=self._hands_free,
        )
        self._seed += 1
        level = moving_over(known.plan, level, self._moved_at(level))
        self.sitting = self._session.sit(level, self._limits, settings, adaptation, Ending())

    def _go_on(self, sitting: Sitting) -> None:
        if sitting.ending.status == "stopped":
            self._say("leave")
        elif self._has_room(sitting):
            self._keep(sitting)
            self._sit_down()
        else:
            self._say("over")

    def _has_room(self, sitting: Sitting) -> bool:
        """Whether the block goes on with a further trial after this one."""
        long = self._visit.block_seconds_left >= WORTH_PLAYING_S
        return long and sitting.level.adaptive and not self._tired

    def _heed(self, advised: Advice) -> None:
        """A falling trend ends the block after this trial; a second one, the training."""
        if advised in ("none", self._advised):
            return
        self._advised, self._tired = advised, True
        if advised == "stop":
            self._visit.blocks = self._visit.blocks[: self._visit.block + 1]

    def _keep(self, sitting: Sitting) -> None:
        """How much was tried, and where difficulty stands now: the next visit begins there."""
        self.tries += sitting.trial.after.hud.tried
        if is_whole_test(sitting):
            self.tests.append(sitting.trial_folder)
        if adaptation := sitting.trial.adaptation:
            state = {
                **adaptation.state(),
                MOVED: self._moved_at(sitting.level, sitting.trial.moved),
            }
            write_outcome(sitting.trial_folder, difficulty=state)

    def _moved_at(self, level: Level, now: float | None = None) -> float:
        """How far the targets of a level have moved over: now, or as it was before."""
        before = self._moved.get(level.id, self._known.moved(level))
        self._moved[level.id] = before if now is None else now
        return self._moved[level.id]
