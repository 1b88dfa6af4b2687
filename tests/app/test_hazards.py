"""What docs/safety.md promises and no narrower test shows: in every task, through the whole of play."""

import json
import math
from dataclasses import replace

import pytest

from game.app.control import Control
from game.app.headless import Autopilot
from game.app.known import Known
from game.app.open_session import open_session
from game.app.request import PlayRequest
from game.app.sitting import open_devices_of
from game.app.trial import Phase, Trial, TrialSettings
from game.app.visit import run_of
from game.app.visit_headless import SimulatedVisitor
from game.app.visit_screens import Who, person_of
from game.balance.limits import theoretical_limits
from game.level_types import LEVEL_TYPES
from game.levels import get_level, readable_levels
from game.session.diary import read_diary
from game.session.plan import plan_from_dict
from game.session.runner import IDLE_S
from input_devices import open_device
from input_devices.clock import ManualClock
from input_devices.sample import BoardSample, DeviceStatus

FRAME_S = 1 / 60
LEVELS = readable_levels()[0]
ONE_OF_EACH = {
    name: next(level for level in LEVELS.values() if level.type == name) for name in LEVEL_TYPES
}
BLOCKS = [{"level": "orchard-1", "minutes": 0.4}, {"level": "orchard-2", "minutes": 0.4}]


class _Kept:
    """Keeps the steps and events of a trial."""

    def __init__(self):
        self.steps, self.events = [], []

    def samples(self, samples, start):
        pass

    def step(self, step, t_s, intent):
        self.steps.append(t_s)

    def event(self, event, t_s):
        self.events.append((t_s, event))


@pytest.mark.parametrize("level", ONE_OF_EACH.values(), ids=ONE_OF_EACH)
def test_time_off_the_board_scores_in_no_task(level):
    clock, kept = ManualClock(), _Kept()
    board = open_device("simulated", clock=clock, seed=3)
    settings = TrialSettings(countdown_s=0.0, recentre=False)
    trial = Trial(
        level, [board], theoretical_limits(), clock=clock, settings=settings, recorder=kept
    )
    board.start()
    trial.begin()
    pilot = Autopilot(board, trial, 3)

    def go(seconds):
        for _ in range(round(seconds / FRAME_S)):
            pilot.steer()
            clock.advance(FRAME_S)
            pilot.hear(trial.advance())

    for at in range(1, 6):
        go(1.0 + at / 10)
        assert trial.phase is Phase.PLAYING
        board.step_off()
        off_at = trial.trial_s
        go(2.0)
        assert trial.phase is Phase.PAUSED and trial.pause_reason == "off_board"
        board.step_on()
        trial.resume()
        go(0.5)
        assert trial.phase is Phase.PAUSED, "a second has to be steady first"
        on_at = trial.trial_s
        go(8.0)
        paused = next(t for t, event in kept.events if event.kind == "pause" and t >= off_at)
        assert paused - off_at <= 0.25
        assert not [t for t in kept.steps if paused < t <= on_at]
        assert not [e for t, e in kept.events if e.kind == "rep" and paused < t <= on_at]
        if trial.phase is Phase.OVER:
            break


class _Scale:
    """A board that bears whatever it is told."""

    def __init__(self, info):
        self.info, self._t, self.load_n = replace(info, max_load_n=1471.0), 0.0, 0.0

    def drain(self):
        self._t += 0.01
        sway = 0.001 * math.sin(self._t)
        return [BoardSample(self._t, 0, (self.load_n / 4,) * 4, self.load_n, sway, sway)]

    def status(self):
        return DeviceStatus("streaming")


@pytest.mark.parametrize(
    ("load_n", "reason"),
    [(98.0, "off_board"), (148.0, None), (1470.9, None), (1471.0, None), (1471.1, "overload")],
)
def test_a_load_beyond_the_boards_own_limit_is_refused_at_that_very_newton(load_n, reason):
    with open_device("simulated", clock=ManualClock()) as real:
        board = _Scale(real.info)
    control = Control([board], theoretical_limits(), lambda _: None)
    board.load_n = 0.0
    control.take(1.0)
    board.load_n = load_n
    control.take(1.0)
    assert control.reason(0.03) == reason


def _known(code="P7", initials="M. K.", **more):
    plan = plan_from_dict({"format": 1, "blocks": BLOCKS, **more}, "plan")
    levels = {block.level: get_level(block.level) for block in plan.blocks}
    return Known(code, initials, plan, 1, plan.blocks, levels, theoretical_limits(), {})


def _visited(tmp_path, known, **answers):
    """The diary of a whole visit of a simulated person, in seconds of the visit."""
    request = PlayRequest("orchard-1", "simulated", known.code, headless=True, fast=True,
                          out=tmp_path)  # fmt: skip
    with open_devices_of(request) as (devices, clock, stack):
        devices[0].start()
        with open_session(request, devices, clock, stack) as session:
            run = run_of(request, known, session)
            visitor = SimulatedVisitor(run)
            while not run.over:
                if run.visit.asked in answers and run.visit.state == "between":
                    run.say("answer", answers[run.visit.asked])
                visitor.act(FRAME_S)
                clock.advance(FRAME_S)
                run.advance(FRAME_S, clock.now())
            folder = session.folder
    return read_diary(folder), run.visit


def _seconds_in(diary, state):
    changes = [line for line in diary if line["kind"] == "state"]
    began = [line["t_s"] for line in changes if line["to"] == state]
    ended = [line["t_s"] for line in changes if line["from"] == state]
    return [end - start for start, end in zip(began, ended, strict=True)]


def test_over_exertion_blocks_and_rests_keep_to_the_clock(tmp_path):
    diary, visit = _visited(tmp_path, _known(rests={"seconds": 40.0, "least_s": 20.0}))
    assert visit.ended == "completed"
    assert len(_seconds_in(diary, "play")) == 2
    assert all(seconds <= 24.1 for seconds in _seconds_in(diary, "play"))
    assert all(seconds >= 20.0 for seconds in _seconds_in(diary, "rest"))


def test_over_exertion_the_visits_own_minutes_are_a_cap(tmp_path):
    diary, _ = _visited(tmp_path, _known(minutes=0.2))
    [played] = _seconds_in(diary, "play")
    assert played <= 12.1
    assert not _seconds_in(diary, "rest")


def test_over_exertion_an_effort_too_hard_ends_the_training(tmp_path):
    diary, visit = _visited(tmp_path, _known(), pain=0, dizziness=0, effort=9)
    assert visit.flags == ["effort 9"] and len(_seconds_in(diary, "play")) == 1
    assert [line["why"] for line in diary if line["kind"] == "flag"] == ["effort 9"]


def test_pain_that_rises_by_two_ends_the_training(tmp_path):
    diary, visit = _visited(tmp_path, _known(), pain=3)
    assert visit.flags == ["pain rose from 1 to 3"] and len(_seconds_in(diary, "play")) == 1
    assert json.dumps(diary).count("pain rose") == 2  # the flag, and why the state changed


def test_wrong_participant_only_the_one_who_was_asked_for_is_shown_and_it_locks(tmp_path):
    known = _known()
    request = PlayRequest("orchard-1", "simulated", "P7", out=tmp_path)
    clock = ManualClock()
    with open_devices_of(replace(request, headless=True, fast=True)) as (devices, _, stack):
        devices[0].start()
        with open_session(request, devices, clock, stack) as session:
            run = run_of(request, known, session)
            shown = Who(run).view(0.0, 0.0).people
            assert shown == (person_of(known),) and shown[0].initials == "M. K."
            run.advance(IDLE_S - 1, 0.0)
            assert run.visit.state == "who"
            run.advance(1.1, 0.0)
            assert run.over and run.visit.ended == "stopped"
            run.say("next")
            assert run.over, "and nobody plays on under this name"


def test_wrong_participant_two_people_of_the_same_initials_may_have_different_pictures():
    known = _known()
    pictures = {person_of(replace(known, code=f"P{i}")).picture for i in range(40)}
    assert len(pictures) > 3
    assert person_of(known) == person_of(_known()), "always the same one"
