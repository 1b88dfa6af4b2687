"""A visit with no window: a simulated person is there, from hello to goodbye."""

from __future__ import annotations

from collections.abc import Callable

from game.app.calibrate_person import SimulatedPerson
from game.app.headless import FRAME_S, Autopilot, Leavable, autopilot_for, is_aimable
from game.app.open_session import Sitting
from game.app.visit_run import VisitRun
from input_devices.clock import ManualClock

READS_S = 1.0  # a screen is looked at for so long before anything is said
EASY = 1  # their answer to every question


class SimulatedVisitor:
    """Says and does what a willing person would. Call `act` before each frame."""

    def __init__(self, run: VisitRun) -> None:
        self._run = run
        self._game: tuple[Sitting, Autopilot | None] | None = None
        self._flower: SimulatedPerson | None = None
        self._said_s = 0.0

    def act(self, dt: float) -> None:
        run = self._run
        if run.sitting:
            self._play(run.sitting)
        elif run.calibration:
            self._flower = self._flower or SimulatedPerson(run.calibration, run.device)
            self._flower.steer()
            run.calibration.advance()
            if run.calibration.over:
                run.end_calibration()
        else:
            self._stand()
            self._said_s += dt
            if self._said_s >= READS_S:
                self._answer()

    def _answer(self) -> None:
        visit = self._run.visit
        if visit.asked:
            self._run.say("answer", EASY)
        elif visit.state == "gift" and visit.gift is None:
            self._run.say("gift", self._run.session.request.seed % 2)
        elif visit.may_go_on:
            self._run.say("next")
        self._said_s = 0.0

    def _stand(self) -> None:
        """Upright in the middle; on the board from when it was zeroed to the goodbye."""
        device = self._run.device
        if is_aimable(device):
            device.aim(0.0, 0.0)
        if isinstance(device, Leavable) and self._run.visit.state in ("goodbye", "step_on"):
            (device.step_on if self._run.visit.state == "step_on" else device.step_off)()

    def _play(self, sitting: Sitting) -> None:
        if self._game is None or self._game[0] is not sitting:
            sitting.trial.begin()
            self._game = sitting, autopilot_for(sitting)
        events = sitting.trial.advance()
        if pilot := self._game[1]:
            pilot.hear(events)
            pilot.steer()


def run_visit_headless(run: VisitRun, progress: Callable[[float, str], None] | None = None) -> None:
    """From hello to goodbye, in life's time or as fast as it computes."""
    clock, visitor = run.session.clock, SimulatedVisitor(run)
    for device in run.session.devices:
        device.start()
    while not run.over:
        visitor.act(FRAME_S)
        if isinstance(clock, ManualClock):
            clock.advance(FRAME_S)
        else:
            clock.wait_until(clock.now() + FRAME_S)
        run.advance(FRAME_S, clock.now())
        if progress:
            visit = run.visit
            progress(visit.block / len(visit.blocks), visit.state.replace("_", " "))
