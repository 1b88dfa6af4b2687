"""A visit with what is opened for it: turns the states of game.session.runner into deeds.

The screens, or a simulated person, say what was said; time, board and games are looked after here.
Every change and answer goes into the diary at once. Whoever drives it calls `advance` once a frame
and runs `sitting` or `calibration` while there is one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from game.app.calibrate import CalibrationRun
from game.app.calibrate import Phase as Calibrating
from game.app.control import Control
from game.app.keep_limits import is_whole_test
from game.app.known import Known
from game.app.last_zero import Weighing
from game.app.open_session import Ending, OpenSession, Sitting
from game.app.opening import TARE_S
from game.app.trial import Phase, TrialSettings
from game.balance.limits import Limits, theoretical_limits
from game.difficulty import Advice, DifficultyController
from game.session.diary import Diary
from game.session.outcome import write_outcome
from game.session.runner import Change, Said, Visit
from input_devices.sample import Device

EVEN_S = 3.0  # standing so long with the load about even goes on by itself
EVEN = (0.42, 0.58)  # share of the load on the right; wider for who has a weak side
EVEN_WEAK = (0.25, 0.75)
WORTH_PLAYING_S = 30.0  # less than this of a block's minutes begins no further trial
EMPTY_S = 0.5
NOBODY = "with nobody on a board"  # what limits say that no person has made
Trouble = Literal["away", "too_much"]


class VisitRun:
    """One visit in an open session. hands_free: nobody is there to press anything on a pause."""

    def __init__(
        self,
        visit: Visit,
        known: Known,
        session: OpenSession,
        *,
        seed: int = 0,
        countdown_s: float = 5.0,
        hands_free: bool = False,
    ) -> None:
        self.visit, self.known, self.session = visit, known, session
        self.sitting: Sitting | None = None
        self.calibration: CalibrationRun | None = None
        self.limits = known.limits or theoretical_limits()
        self.tests: list[Path] = []  # of limits of stability, that were played to their end
        self._seed, self._countdown_s, self._hands_free = seed, countdown_s, hands_free
        self._diary = Diary(session.folder)
        self._even_s = self._empty_s = 0.0
        self._tares = 0
        self._zeroing = self._tired = False
        self._advised = "none"
        self._written: dict[tuple[str, str], int] = {}
        self._flagged = self._tries = 0
        self.journey = known.journey
        self._gift_left = False
        self._controllers: dict[str, DifficultyController | None] = {}
        self.control = self._look()

    # -- what the screens and the person say ----------------------------------------------------

    def say(self, said: Said, value: int = 0) -> None:
        """Tell the visit something, and do what follows from it."""
        self._follow(self.visit.hear(said, value))

    def flag(self, why: str) -> None:
        """Keep something that the therapist should see, which ends nothing."""
        self._diary.flag(self.visit.t, why)

    def advance(self, dt: float, now: float) -> None:
        """Let `dt` seconds pass; now: on the devices' clock."""
        if self.sitting:
            self._look_at_play(self.sitting)
        elif not self.calibration and self.visit.state != "results":  # they drain the board
            self.control.take(now)
        if self.calibration and self.calibration.phase is not Calibrating.PAUSED:
            self.visit.hear("active")
        self._follow(self.visit.pass_time(dt))
        if self.visit.state == "check":
            self._zero(dt, now)
        elif self.visit.state == "step_on":
            self._wait_until_even(dt, now)

    # -- what the screens show ------------------------------------------------------------------

    @property
    def over(self) -> bool:
        return self.visit.state == "closed"

    @property
    def device(self) -> Device:
        return self.session.device

    @property
    def even(self) -> float:
        """How much of the time of standing evenly has passed, 0..1."""
        return min(1.0, self._even_s / EVEN_S)

    @property
    def even_range(self) -> tuple[float, float]:
        """Which share of the load on the right counts as even for this person."""
        return EVEN if self.known.plan.affected_side == "none" else EVEN_WEAK

    @property
    def more_to_play(self) -> bool:
        """Whether the block goes on with a further trial when this one is over."""
        left = self.visit.block_seconds_left
        adaptive = self.sitting is None or self.sitting.level.adaptive
        return adaptive and not self._tired and left >= WORTH_PLAYING_S

    def trouble(self, now: float) -> Trouble | None:
        """What stands in the way of stepping on and standing evenly. Sway is not: an older centre
        is no measure of where the feet stand today.
        """
        reason = self.control.reason(now)
        if reason == "overload":
            return "too_much"
        return "away" if reason in ("device_lost", "stale", "frozen") else None

    def stands(self, now: float) -> bool:
        """Whether somebody is on the board and it can be read."""
        return self.control.safety.on_board and self.trouble(now) is None

    # -- deeds ----------------------------------------------------------------------------------

    def _follow(self, changes: list[Change]) -> None:
        self._write_answers()
        if self.visit.gift is not None:
            self._leave_gift()
        for change in changes:
            self._diary.change(change)
            self._even_s = self._empty_s = 0.0
            if change.before == "play":
                self._leave_play()
            if change.before == "calibrate":
                self.calibration = None
            if change.after in ("goodbye", "closed"):
                self._leave_gift()
            if change.after == "calibrate":
                self._begin_calibration()
            elif change.after == "play":
                self._tired = False
                self._sit_down()
            elif change.after == "closed":
                self._close(change)

    def _write_answers(self) -> None:
        visit = self.visit
        for (when, question), value in visit.answers.items():
            if self._written.get((when, question)) != value:  # new, or answered again
                self._diary.answer(visit.t, when, question, value)
        for flag in visit.flags[self._flagged :]:
            self._diary.flag(visit.t, flag)
        self._written, self._flagged = dict(visit.answers), len(visit.flags)

    def _look(self) -> Control:
        """The devices as the screens see them: nothing is recorded between the games."""
        return Control(self.session.devices, self.limits, lambda _: None)

    def _zero(self, dt: float, now: float) -> None:
        """Zero the board once it is empty; one that only stands in for a board needs none."""
        device = self.device
        if not isinstance(device, Weighing) or device.info.stand_in:
            self.say("zeroed")
            return
        if self._zeroing:
            if sum(tare.accepted for tare in device.tares) > self._tares:
                self._zeroing = False
                self.say("zeroed")
            elif self._empty_s > TARE_S + 1:  # refused, or it never came to an end: again
                self._zeroing, self._empty_s = False, 0.0
            self._empty_s += dt
            return
        self._empty_s = self._empty_s + dt if self.control.reason(now) == "off_board" else 0.0
        if self._empty_s >= EMPTY_S:
            self._tares = sum(tare.accepted for tare in device.tares)
            device.tare(TARE_S)
            self._zeroing, self._empty_s = True, 0.0

    def _wait_until_even(self, dt: float, now: float) -> None:
        low, high = self.even_range
        even = self.stands(now) and low <= self.control.load_share_right <= high
        self._even_s = self._even_s + dt if even else 0.0
        if self._even_s >= EVEN_S:
            self.say("stands")

    def _begin_calibration(self) -> None:
        self.calibration = CalibrationRun(
            self.device, clock=self.session.clock, hands_free=self._hands_free
        )
        self.calibration.begin()

    def end_block(self) -> None:
        """The therapist goes on to the next step, out of a pause."""
        self.say("resume")
        self.say("over")

    def recalibrate(self) -> None:
        """The therapist asks for new limits, out of a pause; the block goes on afterwards."""
        self.say("resume")
        self.say("recalibrate")

    def zero_again(self) -> None:
        """Somebody asked for it, with the board empty."""
        if self.visit.state == "step_on" and isinstance(self.device, Weighing):
            self.device.tare(TARE_S)

    def end_calibration(self) -> None:
        """The flower is whole, and was seen: its limits are this person's from now on."""
        run = self.calibration
        if run is None:
            return
        if run.done:
            limits = run.result(datetime.now(UTC).isoformat(timespec="seconds"))
            self.limits = replace(limits, stance=self.known.plan.posture)
            if self.device.info.stand_in:
                how = f"{self.limits.how}; by {self.device.info.name}, {NOBODY}"
                self.limits = replace(self.limits, how=how)
            write_outcome(self.session.folder, limits=self.limits)
        self.say("limits")

    def _leave_gift(self) -> None:
        """What this visit leaves is written as soon as it was chosen. Who had to stop, or was asked
        and did not choose, finds the first of the two there: it was earned all the same.
        """
        visit = self.visit
        if self._gift_left or self.journey is None or not visit.earned:
            return
        self._gift_left = True
        chosen = visit.gift is not None
        self.journey = self.journey.after(
            visit.gift or 0, chosen=chosen, seconds=visit.played_s, tries=self._tries
        )
        write_outcome(self.session.folder, gift=self.journey.left[-1])

    def _capped(self) -> Limits:
        """The limits with the plan's caps, the smaller where both say something, as they are now:
        in the plan's stance.
        """
        plan = self.known.plan
        caps = tuple(min(a, b) for a, b in zip(self.limits.caps, plan.caps, strict=True))
        return replace(self.limits, caps=caps, stance=plan.posture)

    def _sit_down(self) -> None:
        visit = self.visit
        level = self.known.levels[visit.blocks[visit.block].level]
        if level.id not in self._controllers:
            self._controllers[level.id] = self.known.controller(level, self._seed)
        adaptation = self._controllers[level.id]
        if adaptation and visit.pain_rose:
            adaptation.hold("pain")
        for device in self.session.devices:
            device.drain()  # what was done between the games is no part of one
        settings = TrialSettings(
            difficulty=adaptation.next_difficulty() if adaptation else self.known.plan.start,
            seed=self._seed,
            countdown_s=self._countdown_s,
            recentre=not self._hands_free,
            hands_free=self._hands_free,
        )
        self._seed += 1
        self.sitting = self.session.sit(level, self._capped(), settings, adaptation, Ending())

    def _look_at_play(self, sitting: Sitting) -> None:
        """Keep the visit's pause as the game's, and end or renew a game that is over."""
        if sitting.give_up_if_unwritten():
            self.say("stop")
            return
        trial = sitting.trial
        if (trial.phase is Phase.PAUSED) != self.visit.paused:
            self.say("resume" if self.visit.paused else "pause")
        counting = trial.phase in (Phase.COUNTDOWN, Phase.RESUMING)
        if counting != self.visit.counting and trial.phase is not Phase.PAUSED:
            self.say("counts" if counting else "plays")
        self._heed(trial.advised)
        if trial.phase is Phase.OVER and self.visit.state == "play":
            if sitting.ending.status == "stopped":
                self.say("leave")
            elif self.more_to_play:
                self._keep(sitting)
                self._sit_down()
            else:
                self.say("over")

    def _heed(self, advised: Advice) -> None:
        """A falling trend ends the block after this trial; a second one, the training."""
        if advised in ("none", self._advised):
            return
        self._advised, self._tired = advised, True
        if advised == "stop":
            self.visit.blocks = self.visit.blocks[: self.visit.block + 1]

    def _leave_play(self) -> None:
        """What the game found out is kept; the window may still show its results."""
        if self.sitting:
            self.sitting.trial.finish()
            self._keep(self.sitting)
        self.sitting, self.control = None, self._look()

    def _keep(self, sitting: Sitting) -> None:
        """How much was tried, and where difficulty stands now: the next visit begins there."""
        self._tries += sitting.trial.after.hud.tried
        if is_whole_test(sitting):
            self.tests.append(sitting.trial_folder)
        if adaptation := sitting.trial.adaptation:
            write_outcome(sitting.trial_folder, difficulty=adaptation.state())

    def _close(self, change: Change) -> None:
        ending = self.session.ending
        if ending.status == "aborted" and ending.why:
            return
        if self.visit.ended == "completed":
            ending.complete()
            ending.why = "; ".join(self.visit.flags)
        else:
            ending.stop(change.why)
