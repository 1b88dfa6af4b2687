"""One short game for a visitor: a level, again and again until its time is over, easy and rising.

It goes on by itself after a pause, since nobody is there to press anything, and keeps nothing: what
was gathered lives as long as this object.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.app.control import Control
from game.app.kiosk_devices import Forgetful
from game.app.trial import Phase, Trial, TrialSettings
from game.balance.limits import Limits
from game.difficulty import DifficultyController
from game.levels import Level
from game.sim import Event
from input_devices.sample import Clock, Device

FIRST, EACH, HARDEST = 0.0, 0.06, 0.5  # difficulty: of the first, more for each later, at most
TARGET = 0.85  # success is expected this often
COUNTDOWN_S, AGAIN_S = 3.0, 1.0
OVERTIME_S = 10.0  # for what was just being tried


class Taster:
    """number: 0 for the first. Call `advance` every frame until `over`."""

    def __init__(
        self,
        level: Level,
        devices: Sequence[Device],
        limits: Limits,
        clock: Clock,
        *,
        number: int,
        seconds: float,
        keeper: Forgetful,
        set_up: Callable[[Control], None] = lambda _: None,
    ) -> None:
        """set_up: is given what looks at the devices, before each trial of it begins."""
        self.level, self.seconds = level, seconds
        self._devices, self._limits, self._clock, self._keeper = devices, limits, clock, keeper
        self._set_up = set_up
        start = FIRST + EACH * number
        self._adaptation = DifficultyController(target=TARGET, start=start, high=HARDEST)
        self._done_before = self._seed = 0
        self._played_s = 0.0
        self.rep_at = -1e9
        self.trial = self._begin(COUNTDOWN_S)
        self.over = False

    @property
    def done(self) -> int:
        """What was gathered so far."""
        return self._done_before + self.trial.after.hud.done

    @property
    def left(self) -> float:
        """Share of its time that is left."""
        return max(0.0, 1.0 - self._played_s / self.seconds)

    def advance(self, dt: float, now: float) -> list[Event]:
        """Play on by `dt` seconds; returns what happened."""
        if self.over:
            return []
        events = self.trial.advance()
        if self.trial.phase is Phase.PLAYING:
            self._played_s += dt
        reps = [event for event in events if event.kind == "rep"]
        if any(rep.data["success"] for rep in reps):
            self.rep_at = now
        late = self._played_s - self.seconds
        if late >= OVERTIME_S or (late >= 0 and reps) or (late >= 0 and self.trial.over):
            self.trial.finish()
            self.over = True
        elif self.trial.over:
            self._done_before += self.trial.after.hud.done
            self.trial = self._begin(AGAIN_S)
        return events

    def _begin(self, countdown_s: float) -> Trial:
        settings = TrialSettings(
            self._adaptation.next_difficulty(),
            seed=self._seed,
            countdown_s=countdown_s,
            recentre=countdown_s >= COUNTDOWN_S and not self._devices[0].info.stand_in,
            hands_free=True,
        )
        self._seed += 1
        trial = Trial(
            self.level,
            self._devices,
            self._limits,
            clock=self._clock,
            settings=settings,
            recorder=self._keeper,
            adaptation=self._adaptation,
        )
        self._set_up(trial.control)
        trial.begin()
        return trial
