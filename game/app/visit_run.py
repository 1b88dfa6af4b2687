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
from game.app.known import Known
from game.app.open_session import OpenSession, Sitting
from game.app.visit_games import VisitGames
from game.app.visit_step_on import SteppingOn
from game.balance.limits import theoretical_limits
from game.session.diary import Diary
from game.session.outcome import write_outcome
from game.session.runner import Change, Said, Visit
from input_devices.sample import Device

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
        self.calibration: CalibrationRun | None = None
        self.limits = known.limits or theoretical_limits()
        self._hands_free = hands_free
        self._diary = Diary(session.folder)
        self._step_on = SteppingOn(self.device, weak_side=known.plan.affected_side != "none")
        self._games = VisitGames(
            visit,
            known,
            session,
            self.say,
            seed=seed,
            countdown_s=countdown_s,
            hands_free=hands_free,
        )
        self.journey = known.journey
        self._gift_left = False
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
            self._games.look(self.sitting)
        elif not self.calibration and self.visit.state != "results":  # they drain the board
            self.control.take(now)
        if self.calibration and self.calibration.phase is not Calibrating.PAUSED:
            self.visit.hear("active")
        self._follow(self.visit.pass_time(dt))
        if self.visit.state == "check":
            if self._step_on.zero(dt, empty=self.control.reason(now) == "off_board"):
                self.say("zeroed")
        elif self.visit.state == "step_on":
            share = self.control.load_share_right
            if self._step_on.stand(dt, share, stands=self.stands(now)):
                self.say("stands")

    # -- what the screens show ------------------------------------------------------------------

    @property
    def over(self) -> bool:
        return self.visit.state == "closed"

    @property
    def device(self) -> Device:
        return self.session.device

    @property
    def sitting(self) -> Sitting | None:
        """The game that is played."""
        return self._games.sitting

    @property
    def tests(self) -> list[Path]:
        """The trials of limits of stability that were played to their end."""
        return self._games.tests

    @property
    def even(self) -> float:
        """How much of the time of standing evenly has passed, 0..1."""
        return self._step_on.even

    @property
    def even_range(self) -> tuple[float, float]:
        """Which share of the load on the right counts as even for this person."""
        return self._step_on.range

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
        self._diary.catch_up(self.visit)
        if self.visit.gift is not None:
            self._leave_gift()
        for change in changes:
            self._diary.change(change)
            self._step_on.begin()
            if change.before == "play":
                self._games.leave()
                self.control = self._look()
            if change.before == "calibrate":
                self.calibration = None
            if change.after in ("goodbye", "closed"):
                self._leave_gift()
            if change.after == "calibrate":
                self._begin_calibration()
            elif change.after == "play":
                self._games.begin(self.limits)
            elif change.after == "closed":
                self._close(change)

    def _look(self) -> Control:
        """The devices as the screens see them: nothing is recorded between the games."""
        return Control(self.session.devices, self.limits, lambda _: None)

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
        if self.visit.state == "step_on":
            self._step_on.zero_again()

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
            visit.gift or 0, chosen=chosen, seconds=visit.played_s, tries=self._games.tries
        )
        write_outcome(self.session.folder, gift=self.journey.left[-1])

    def _close(self, change: Change) -> None:
        ending = self.session.ending
        if ending.status == "aborted" and ending.why:
            return
        if self.visit.ended == "completed":
            ending.complete()
            ending.why = "; ".join(self.visit.flags)
        else:
            ending.stop(change.why)
