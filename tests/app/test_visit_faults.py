"""What goes wrong during a visit: nothing is lost, nothing hangs, nobody plays unasked."""

from contextlib import contextmanager
from dataclasses import replace

import pytest

from game.app.errors import Unfinished, WrongInput
from game.app.known import Known
from game.app.open_session import open_session
from game.app.play import play
from game.app.request import PlayRequest
from game.app.sitting import open_devices_of
from game.app.visit import play_visit, run_of
from game.app.visit_headless import SimulatedVisitor
from game.app.visit_screens import StepOn
from game.balance.limits import theoretical_limits
from game.levels import get_level
from game.session.diary import read_diary
from game.session.outcome import read_outcome
from game.session.plan import plan_from_dict
from game.session.recording import SessionRecording
from game.session.replay import replay
from input_devices.clock import ManualClock

DT = 1 / 60
BLOCKS = [{"level": "orchard-1", "minutes": 0.2}, {"level": "orchard-2", "minutes": 0.2}]


def _known(limits=None, **more):
    plan = plan_from_dict({"format": 1, "blocks": BLOCKS, **more}, "plan")
    levels = {block.level: get_level(block.level) for block in plan.blocks}
    return Known("p1", "", plan, 1, plan.blocks, levels, limits, {})


@pytest.fixture
def visit(tmp_path, monkeypatch):
    """A visit that stands open, on a clock moved by hand."""
    clock = ManualClock()
    monkeypatch.setattr("game.app.sitting.SystemClock", lambda: clock)

    @contextmanager
    def opened(device="simulated", **more):
        request = PlayRequest("orchard-1", device, "p1", out=tmp_path)
        with open_devices_of(request) as (devices, _, stack):
            devices[0].start()
            with open_session(request, devices, clock, stack) as session:
                yield run_of(request, _known(**more), session), clock

    return opened


def _go(run, clock, seconds, visitor=None):
    for _ in range(round(seconds / DT)):
        if visitor:
            visitor.act(DT)
        clock.advance(DT)
        run.advance(DT, clock.now())


def _until(run, clock, state):
    visitor = SimulatedVisitor(run)
    for _ in range(round(300 / DT)):
        if run.visit.state == state:
            return
        _go(run, clock, DT, visitor)
    raise AssertionError(f"never came to {state}: {run.visit.state}")


@pytest.mark.parametrize(
    ("before", "blocked"),
    [
        ("who", "visit.jsonl"),
        ("calibrate", "outcome.json"),
        ("calibrate", "trial-01-orchard-1"),
        ("play", "trial-01-orchard-1/outcome.json"),
        ("rest", "trial-02-orchard-2"),
    ],
)
def test_what_cannot_be_written_ends_the_visit_in_one_line_with_all_kept(visit, before, blocked):
    with pytest.raises(Unfinished) as told, visit() as (run, clock):
        folder = run.session.folder
        _until(run, clock, before)
        (folder / blocked).mkdir(parents=True)
        _until(run, clock, "goodbye")
    assert blocked in str(told.value) and "\n" not in str(told.value)
    recording = SessionRecording(folder)
    assert recording.document["stop"]["status"] == "aborted"
    assert all((trial.folder / "summary.json").is_file() for trial in recording.trials)


def test_an_answer_that_is_given_again_is_kept_too(visit):
    with visit() as (run, _):
        for word, value in (
            ("next", 0), ("next", 0), ("answer", 1), ("answer", 0), ("back", 0), ("next", 0),
            ("answer", 5), ("answer", 0),
        ):  # fmt: skip
            run.say(word, value)
        folder = run.session.folder
    answers = [line for line in read_diary(folder) if line["kind"] == "answer"]
    assert [(line["question"], line["value"]) for line in answers] == [
        ("pain", 1), ("dizziness", 0), ("pain", 5),
    ]  # fmt: skip


def test_a_zeroing_that_never_came_to_an_end_is_begun_again(visit):
    with visit("emulated_board?empty_s=15") as (run, clock):
        for word in ("next", "next"):
            run.say(word)
        run.say("answer", 0)
        run.say("answer", 0)
        run.say("next")
        assert run.visit.state == "check"
        run.device.tare = lambda seconds: None  # as where the board is lost meanwhile
        _go(run, clock, 6.0)
        del run.device.tare
        for _ in range(round(20 / DT)):
            if run.visit.state != "check":
                break
            _go(run, clock, DT)
        assert run.visit.state == "step_on"


@pytest.mark.parametrize(
    "state", ["today", "before", "prepare", "step_on", "calibrate", "play", "rest", "after"]
)
def test_stopping_in_any_state_is_written_and_scored(visit, state):
    with visit() as (run, clock):
        folder = run.session.folder
        _until(run, clock, state)
        run.say("stop")
    assert read_diary(folder)[-1]["to"] == "closed"
    assert SessionRecording(folder).document["stop"]["status"] == "stopped"
    if state == "play":
        assert read_outcome(folder / "trial-01-orchard-1").difficulty


LOSSES = {
    "unplugged": (lambda board: board.unplug(), lambda board: board.unplug(False)),
    "silent": (lambda board: board.silence(), lambda board: board.silence(False)),
    "frozen": (lambda board: board.freeze(), lambda board: board.freeze(False)),
}
READ = ("step_on", "calibrate", "play")  # states in which the board is looked at
UNREAD = ("who", "today", "before", "prepare", "results", "between", "rest", "after", "goodbye")


@pytest.mark.parametrize(
    ("states", "loss"), [*((READ, loss) for loss in LOSSES), (UNREAD, "unplugged")]
)
def test_a_board_that_is_lost_in_any_state_holds_the_visit_up_and_spoils_nothing(
    visit, states, loss
):
    lose, mend = LOSSES[loss]
    short = [{"level": block["level"], "minutes": 0.1} for block in BLOCKS]
    with visit(blocks=short) as (run, clock):
        visitor = SimulatedVisitor(run)
        for state in states:
            _go_on(run, clock, 200.0, visitor, until=state)
            lose(run.device)
            _go_on(run, clock, 3.0, visitor=None)
            assert run.visit.state == state and not run.visit.scoring
            played = run.visit.block_s
            _go_on(run, clock, 3.0, visitor=None)
            assert run.visit.block_s == played
            mend(run.device)
        _go_on(run, clock, 200.0, visitor)
        folder = run.session.folder
    assert run.over and run.visit.ended == "completed"
    recording = SessionRecording(folder)
    assert recording.document["stop"]["status"] == "completed"
    assert all(replay(trial).identical for trial in recording.trials)


def _go_on(run, clock, seconds, visitor, until="closed"):
    """As `_go`, to a state at most, with somebody who goes on from a pause where they can."""
    for _ in range(round(seconds / DT)):
        if run.visit.state == until:
            return
        for game in (run.sitting and run.sitting.trial, run.calibration):
            if game and not visitor:
                game.advance()
            elif game and game.phase.value == "paused":
                game.resume()
        _go(run, clock, DT, visitor)


@pytest.mark.parametrize(
    ("fault", "mend", "trouble"),
    [
        (lambda board: board.carry(1500.0), lambda board: board.carry(700.0), "too_much"),
        (lambda board: board.unplug(), lambda board: board.unplug(False), "away"),
    ],
)
def test_what_stands_in_the_way_of_stepping_on_is_shown_until_it_is_gone(
    visit, fault, mend, trouble
):
    with visit() as (run, clock):
        _until(run, clock, "step_on")
        screen = StepOn(run)
        fault(run.device)
        _go(run, clock, 5.0)
        view = screen.view(0.0, clock.now())
        assert (view.trouble, view.on, view.left, view.calls) == (trouble, False, None, False)
        screen.chose(0)
        assert run.visit.state == "step_on", "nobody goes on by hand either"
        _go(run, clock, 6.0)
        assert screen.view(0.0, clock.now()).calls
        mend(run.device)
        _go(run, clock, 2.0)
        view = screen.view(0.0, clock.now())
        assert view.trouble is None and view.on and not view.calls
        _go(run, clock, 4.0)
        assert run.visit.state == "calibrate"


def test_an_older_centre_does_not_keep_who_stands_elsewhere_today_from_going_on(visit):
    with visit() as (run, clock):
        run.control.limits = run.limits.recentred(0.0, 0.11)
        _until(run, clock, "step_on")
        _go(run, clock, 1.0)
        assert run.control.reason(clock.now()) == "sway"
        assert StepOn(run).view(0.0, clock.now()).on
        _go(run, clock, 3.0)
        assert run.visit.state == "calibrate"


@pytest.mark.parametrize("fault", ["away", "off"])
def test_a_board_that_is_lost_in_play_pauses_the_visit_and_counts_no_time(visit, fault):
    with visit() as (run, clock):
        _until(run, clock, "play")
        visitor = SimulatedVisitor(run)
        _go(run, clock, 6.0, visitor)
        assert run.visit.scoring
        if fault == "off":
            run.device.step_off()
            _go(run, clock, 0.5)
            run.sitting.trial.advance()
        else:
            run.device.close()
        for _ in range(30):
            _go(run, clock, DT)
            run.sitting.trial.advance()
        assert run.visit.paused and not run.visit.scoring
        played = run.visit.block_s
        for _ in range(120):
            _go(run, clock, DT)
            run.sitting.trial.advance()
        assert run.visit.block_s == played


def test_what_is_planned_is_never_answered_for_somebody_on_a_board(tmp_path):
    request = PlayRequest(
        "orchard-1", "emulated_board", "p1", headless=True, out=tmp_path, store=False
    )
    with pytest.raises(WrongInput, match=r"--headless.*leave it out"):
        play_visit(request, _known())
    assert not list(tmp_path.iterdir())


def test_a_board_named_second_is_a_board_that_somebody_stands_on(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr("game.app.play.play_visit", lambda request, **_: seen.append(request))
    monkeypatch.setattr("game.render.window.has_display", lambda: True)
    play(PlayRequest("orchard-1", "controller", more_devices=("wii",), out=tmp_path, store=False))
    assert seen


def test_no_countdown_takes_of_a_block_s_minutes(visit):
    with visit() as (run, clock):
        _until(run, clock, "play")
        visitor = SimulatedVisitor(run)
        _go(run, clock, 4.5, visitor)
        assert run.visit.block_s == 0.0 and run.sitting.trial.seconds_left > 0
        _go(run, clock, 3.0, visitor)
        before = run.visit.block_s
        assert 2.0 < before < 3.0
        run.sitting.trial.pause()
        run.sitting.trial.resume()
        _go(run, clock, 3.5, visitor)  # a steady second, then a countdown of three
        assert run.visit.block_s - before < 0.1
        _go(run, clock, 2.0, visitor)
        assert run.visit.scoring and run.visit.block_s - before > 1.0


@pytest.mark.parametrize(
    ("measured", "posture", "reused"),
    [
        ("", "standing", True),
        ("standing", "standing", True),
        ("seated", "seated", True),
        ("seated", "standing", False),
        ("standing", "seated", False),
        ("", "seated", False),
    ],
)
def test_limits_of_another_stance_are_measured_anew(visit, measured, posture, reused):
    limits = replace(theoretical_limits(1.6), stance=measured, how="measured")
    with visit(limits=limits, posture=posture) as (run, clock):
        _until(run, clock, "play")
        folder, started = run.session.folder, run.sitting.trial.control.limits
        run.say("stop")
    assert started.stance == posture
    assert (started.reach == limits.reach) == reused
    kept = read_outcome(folder).limits
    assert (kept is None) == reused
    assert kept is None or kept.stance == posture
