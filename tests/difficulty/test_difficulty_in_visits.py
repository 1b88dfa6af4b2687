"""Whole visits of simulated people: who tires is offered a rest, and nobody is pushed when hurt."""

import pytest

from game.app.headless import Autopilot
from game.app.known import Known
from game.app.open_session import open_session
from game.app.request import PlayRequest
from game.app.sitting import open_devices_of
from game.app.trial import Phase, Trial, TrialSettings
from game.app.visit import run_of
from game.app.visit_headless import SimulatedVisitor
from game.balance.limits import theoretical_limits
from game.difficulty import DifficultyController
from game.levels import get_level
from game.session.plan import plan_from_dict
from game.session.recording import open_trials
from input_devices import open_device
from input_devices.clock import ManualClock

FRAME_S = 1 / 60
LONGEST_S = 90.0
RIVER = "shift-side-slow"


class Tiring(SimulatedVisitor):
    """Leans less and less far from `fresh_s` of play on."""

    fresh_s, loses_per_s = 80.0, 0.005

    def act(self, dt):
        super().act(dt)
        run = self._run
        if run.sitting and (gone := run.visit.played_s - self.fresh_s) > 0:
            share = max(0.1, 1 - self.loses_per_s * gone)
            goal = run.sitting.trial.after.goal
            lean = share * goal.lean_ml, share * goal.lean_ap
            run.device.aim(*run.sitting.trial.control.limits.cop(*lean))


class Hurting(SimulatedVisitor):
    """Tells of a little more pain after the first block than before it."""

    def _answer(self):
        run = self._run
        if run.visit.asked == "pain" and run.visit.state == "between":
            run.say("answer", 2)
        else:
            super()._answer()


def visited(folder, visitor, *minutes):
    """The trials of a visit to the river, in blocks of so many minutes, and the visit."""
    blocks = [{"level": RIVER, "minutes": each} for each in minutes]
    rests = {"seconds": 2.0, "least_s": 1.0}
    plan = plan_from_dict({"format": 1, "blocks": blocks, "rests": rests, "start": 0.5}, "plan")
    known = Known(
        "P7", "M. K.", plan, 1, plan.blocks, {RIVER: get_level(RIVER)}, theoretical_limits(), {}
    )
    request = PlayRequest(RIVER, "simulated", "P7", headless=True, fast=True, out=folder)
    with open_devices_of(request) as (devices, clock, stack):
        devices[0].start()
        with open_session(request, devices, clock, stack) as session:
            run = run_of(request, known, session)
            someone = visitor(run)
            while not run.over:
                someone.act(FRAME_S)
                clock.advance(FRAME_S)
                run.advance(FRAME_S, clock.now())
            return open_trials(session.folder), run.visit


def data_of(trial, kind):
    return [event.data for _, event in trial.events if event.kind == kind]


def test_who_tires_is_offered_a_rest_and_then_to_stop(tmp_path):
    trials, visit = visited(tmp_path, Tiring, 8, 8, 8)
    advised = [data["advice"] for trial in trials for data in data_of(trial, "rest_suggested")]
    assert advised == ["rest", "stop"]
    assert visit.block == 1, "the third block is not begun"
    assert visit.played_s < 60 * 16, "each block ends with the trial that advised it"
    assert visit.ended == "completed"


def test_after_more_pain_nothing_gets_harder_for_the_rest_of_the_visit(tmp_path):
    (before, after), visit = visited(tmp_path, Hurting, 0.8, 0.8)
    assert visit.answers["between 1", "pain"] == 2 and not visit.flags
    last = {cue["direction"]: cue["difficulty"] for cue in data_of(before, "cue")}
    levels = [(cue["direction"], cue["difficulty"]) for cue in data_of(after, "cue")]
    assert len(levels) > 5 and sum(rep["success"] for rep in data_of(after, "rep")) > 5
    for direction, level in levels:
        assert level <= last[direction]
        last[direction] = level


class _Nowhere:
    """Keeps nothing of a trial."""

    def samples(self, samples, start):
        pass

    def step(self, step, t_s, intent):
        pass

    def event(self, event, t_s):
        pass


def stepping_off(board):
    board.step_off()


def stumbling(board):
    board.aim(0.30, 0.0)


@pytest.mark.parametrize(
    ("happening", "reason", "words"),
    [(stepping_off, "off_board", "step off the board"), (stumbling, "sway", "stumble")],
)
def test_nothing_gets_harder_straight_after_what_stopped_play(happening, reason, words):
    clock = ManualClock()
    board = open_device("simulated", clock=clock, seed=3)
    controller = DifficultyController(start=0.1)
    settings = TrialSettings(countdown_s=0.0, recentre=False, hands_free=True)
    trial = Trial(
        get_level("orchard-1"), [board], theoretical_limits(), clock=clock, settings=settings,
        recorder=_Nowhere(), adaptation=controller,
    )  # fmt: skip
    board.start()
    trial.begin()
    pilot, told = Autopilot(board, trial, 3), []

    def go(until, then=pilot.steer):
        for _ in range(round(LONGEST_S / FRAME_S)):
            if until():
                return
            then()
            clock.advance(FRAME_S)
            told.extend(event for event in trial.advance() if event.kind in ("cue", "rep"))
        raise AssertionError("it never came to this")

    go(lambda: len(told) == 9)  # the fifth apple is shown
    _, _, last, _, asked = [e.data["difficulty"] for e in told if e.kind == "cue"]
    assert asked > last, "all went well on this side until now"
    go(lambda: trial.phase is Phase.PAUSED, lambda: happening(board))
    assert trial.pause_reason == reason
    assert controller.next_difficulty() <= last
    assert words in controller.explain()
