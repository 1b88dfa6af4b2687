"""A trial is the same at any frame rate, pauses when it must, and never scores what it must not."""

from itertools import pairwise

import pytest

from game.app.control import Control
from game.app.headless import autopilot_for, run_headless
from game.app.request import PlayRequest
from game.app.sitting import sit_down
from game.app.trial import Phase, Trial, TrialSettings
from game.balance.limits import theoretical_limits
from game.levels import get_level
from game.session import files
from game.session.recording import open_trials
from game.session.replay import replay
from input_devices import open_device
from input_devices.clock import ManualClock

RATES = (17, 144, 1000)  # frames a second, beside 60


class _Sink:
    """Keeps what a trial records, as the recorder would."""

    def __init__(self):
        self.rows, self.steps, self.events = [], [], []

    def samples(self, samples, start):
        self.rows += samples

    def step(self, step, t_s, intent):
        self.steps.append((step, t_s, intent))

    def event(self, event, t_s):
        self.events.append((t_s, event))


def _trial(countdown_s=0.0, hands_free=True, resume_s=1.0, **device):
    clock = ManualClock()
    board = open_device("simulated", clock=clock, seed=3, **device)
    sink = _Sink()
    settings = TrialSettings(
        countdown_s=countdown_s, resume_s=resume_s, hands_free=hands_free, recentre=False
    )
    trial = Trial(
        get_level("orchard-1"), [board], theoretical_limits(),
        clock=clock, settings=settings, recorder=sink,
    )  # fmt: skip
    board.start()
    trial.begin()
    return trial, board, clock, sink


def _run(trial, clock, seconds, rate=60):
    start = clock.now()
    for frame in range(round(seconds * rate)):
        clock.wait_until(start + (frame + 1) / rate)
        trial.advance()


def _play(rate, seconds=20.0):
    """A person stands and sways; only the frame rate differs."""
    trial, _board, clock, sink = _trial()
    for frame in range(round(seconds * rate)):
        at = (frame + 1) / rate
        clock.wait_until(at)
        trial.advance()
    return sink


def test_reaching_is_the_same_at_any_frame_rate(played):
    """A person who leans to every apple and holds, played again from the recording of it."""
    source = played("orchard-1", difficulty=0.2)

    def play(rate):
        clock = ManualClock()
        board = open_device(f"recorded:{source.trial_folder}", clock=clock)
        sink = _Sink()
        trial = Trial(
            get_level("orchard-1"), [board], source.trial.control.limits,
            clock=clock, settings=TrialSettings(difficulty=0.2, countdown_s=0), recorder=sink,
        )  # fmt: skip
        trial.begin()
        _run(trial, clock, 60.0, rate)
        return sink

    reference = play(60)
    for other in map(play, RATES):
        last = min(reference.steps[-1][0], other.steps[-1][0])
        expected = [event for _, event in reference.events if event.step <= last]
        assert sum(event.kind == "rep" and event.data["success"] for event in expected) > 5
        assert [event for _, event in other.events if event.step <= last] == expected


def test_events_and_intents_are_identical_at_any_frame_rate(recordings):
    """A real recording, whose sway and direction do not depend on frames."""
    path = recordings / "bds00040_older_eyes_open_foam.csv"

    def play(rate):
        clock = ManualClock()
        board = open_device(f"recorded:{path}", clock=clock)
        sink = _Sink()
        trial = Trial(
            get_level("orchard-3"), [board], theoretical_limits(centre=board.quiet_centre()),
            clock=clock, settings=TrialSettings(countdown_s=0, seed=5), recorder=sink,
        )  # fmt: skip
        board.start()
        trial.begin()
        _run(trial, clock, 40.0, rate)
        return sink

    reference = play(60)
    for other in map(play, RATES):
        assert _same_until(reference, other) > 39 * 120


def test_a_simulated_person_is_the_same_at_any_frame_rate():
    reference = _play(60)
    for other in map(_play, RATES):
        assert _same_until(reference, other) > 19 * 120


def _same_until(reference, other):
    """Two runs are the same, step by step, up to where one ends: the last step of both."""
    last = min(reference.steps[-1][0], other.steps[-1][0])
    assert reference.steps[:last] == other.steps[:last]
    first, second = ([e for _, e in one.events if e.step <= last] for one in (reference, other))
    assert first == second
    return last


@pytest.mark.parametrize("second", range(1, 10))
def test_stepping_off_pauses_within_250_ms_at_any_moment_and_nothing_scores(second):
    trial, board, clock, sink = _trial(hands_free=False)
    _run(trial, clock, second)
    board.step_off()
    stepped = clock.now()
    _run(trial, clock, 3.0)
    assert trial.phase is Phase.PAUSED and trial.pause_reason == "off_board"
    paused_at = next(t for t, event in sink.events if event.kind == "pause")
    assert paused_at - stepped < 0.25
    steps = len(sink.steps)
    _run(trial, clock, 30.0)
    assert len(sink.steps) == steps, "rules were stepped while nobody stood on the board"


@pytest.mark.parametrize("fault", ["silence", "freeze"])
def test_a_board_that_falls_silent_or_freezes_pauses(fault):
    trial, board, clock, _sink = _trial(hands_free=False)
    _run(trial, clock, 3.0)
    getattr(board, fault)()
    _run(trial, clock, 0.25 if fault == "silence" else 1.25)
    assert trial.phase is Phase.PAUSED
    getattr(board, fault)(False)
    trial.resume()
    _run(trial, clock, 4.0)
    assert trial.phase is Phase.PLAYING


def test_after_a_pause_play_waits_for_a_steady_second_a_wish_and_a_countdown():
    trial, board, clock, sink = _trial(hands_free=False, resume_s=3.0)
    _run(trial, clock, 2.0)
    board.step_off()
    _run(trial, clock, 1.0)
    trial.resume()
    _run(trial, clock, 5.0)
    assert trial.phase is Phase.PAUSED and trial.ready == 0, "nobody stands there"
    board.step_on()
    _run(trial, clock, 0.5)
    assert trial.phase is Phase.PAUSED and 0 < trial.ready < 1
    _run(trial, clock, 1.5)
    assert trial.phase is Phase.RESUMING and 0 < trial.seconds_left <= 3.0
    board.step_off()
    _run(trial, clock, 0.5)
    assert trial.phase is Phase.PAUSED, "stepping off during the countdown pauses again"
    board.step_on()
    trial.resume()
    _run(trial, clock, 5.0)
    assert trial.phase is Phase.PLAYING
    kinds = [event.kind for _, event in sink.events if event.kind in ("pause", "resume")]
    assert kinds == ["pause", "pause", "resume"]


def test_a_pause_that_was_asked_for_ends_only_when_asked():
    trial, _, clock, _ = _trial(hands_free=False)
    _run(trial, clock, 2.0)
    trial.pause()
    _run(trial, clock, 10.0)
    assert trial.phase is Phase.PAUSED and trial.pause_reason == "asked" and trial.ready == 1
    trial.resume()
    _run(trial, clock, 1.5)
    assert trial.phase is Phase.PLAYING


def test_the_countdown_takes_its_centre_from_quiet_stance():
    clock = ManualClock()
    board = open_device("simulated", clock=clock, seed=3)
    board.aim(0.03, -0.02)
    sink = _Sink()
    trial = Trial(
        get_level("orchard-1"), [board], theoretical_limits(),
        clock=clock, settings=TrialSettings(countdown_s=5.0), recorder=sink,
    )  # fmt: skip
    board.start()
    trial.begin()
    _run(trial, clock, 4.9)
    assert trial.phase is Phase.COUNTDOWN and not sink.steps
    _run(trial, clock, 0.5)
    assert trial.phase is Phase.PLAYING
    limits = next(event for _, event in sink.events if event.kind == "limits")
    assert limits.data["centre_mm"]["ml"] == pytest.approx(30, abs=8)
    assert limits.data["centre_mm"]["ap"] == pytest.approx(-20, abs=12)
    assert trial.control.lean == pytest.approx((0, 0), abs=0.15)


def test_stepping_off_in_the_countdown_starts_it_anew():
    trial, board, clock, sink = _trial(countdown_s=5.0, hands_free=True)
    _run(trial, clock, 4.0)
    board.step_off()
    _run(trial, clock, 1.0)
    assert trial.phase is Phase.PAUSED
    board.step_on()
    _run(trial, clock, 2.0)
    assert trial.phase is Phase.COUNTDOWN and trial.seconds_left > 3.5
    assert not sink.steps


def test_a_stall_is_recorded_and_time_goes_on_true():
    trial, _, clock, sink = _trial()
    _run(trial, clock, 1.0)
    clock.advance(2.0)
    trial.advance()
    _run(trial, clock, 1.0)
    slips = [event for _, event in sink.events if event.kind == "slip"]
    assert [slip.data["total_s"] for slip in slips] == [pytest.approx(1.9, abs=0.01)]
    steps = [step for step, _, _ in sink.steps]
    assert steps == list(range(1, len(steps) + 1))
    times = [t for _, t, _ in sink.steps]
    assert times[-1] == pytest.approx(4.0, abs=0.01), "time let go has passed all the same"
    assert all(a < b for a, b in pairwise(times))
    samples = [sample.t - trial.ticker.origin for sample in sink.rows]
    assert all(a < b for a, b in pairwise(samples)), "samples of the stall come before later ones"


def test_a_session_with_a_stall_is_scored_and_replays(tmp_path):
    request = PlayRequest(
        "orchard-1", "simulated", "test", difficulty=0.0, headless=True, fast=True, out=tmp_path
    )
    with sit_down(request) as sitting:
        autopilot = autopilot_for(sitting)
        sitting.trial.begin()
        for frame in range(60 * 20):
            autopilot.steer()
            sitting.clock.advance(1 / 60 if frame % 300 else 0.7)
            sitting.trial.advance()
        sitting.ending.complete()
    trial = open_trials(sitting.folder)[0]
    assert all(a < b for a, b in pairwise(trial.samples["t_s"]))
    assert replay(trial).identical
    assert "problem" not in trial.summary and len(trial.summary["reps"]) >= 3


def test_nothing_is_recorded_after_the_end():
    trial, board, clock, sink = _trial(hands_free=False)
    _run(trial, clock, 2.0)
    trial.finish()
    rows, events = len(sink.rows), len(sink.events)
    board.step_off()
    clock.advance(3.0)
    trial.advance()
    _run(trial, clock, 5.0)
    assert (len(sink.rows), len(sink.events)) == (rows, events)


def test_what_was_completed_stays_completed_whatever_comes_after(tmp_path):
    request = PlayRequest(
        "orchard-1", "simulated", "test", headless=True, fast=True, duration_s=2.0, out=tmp_path
    )
    with pytest.raises(KeyboardInterrupt), sit_down(request) as sitting:
        run_headless(sitting)
        raise KeyboardInterrupt
    assert files.read_json(sitting.folder / files.SESSION)["stop"]["status"] == "completed"


def test_every_row_of_a_recording_is_kept_whatever_the_level_does(recordings, tmp_path):
    import numpy as np

    for path in sorted(recordings.glob("*.csv")):
        request = PlayRequest(
            "orchard-1", f"recorded:{path}", "test", difficulty=0.3,
            headless=True, fast=True, out=tmp_path,
        )  # fmt: skip
        with sit_down(request) as sitting:
            run_headless(sitting)
        trial = open_trials(sitting.folder)[0]
        given = np.genfromtxt(path, delimiter=",", names=True)
        assert len(trial.samples["t_s"]) == len(given["t_s"])
        assert np.allclose(trial.samples["cop_ml_mm"], given["cop_ml_mm"], atol=0.01)
        assert np.allclose(trial.samples["cop_ap_mm"], given["cop_ap_mm"], atol=0.01)
        assert np.allclose(trial.samples["t_s"], given["t_s"], atol=2e-6)
        assert replay(trial).identical


def test_a_recording_outlasts_a_short_level_and_is_still_kept_whole(played, tmp_path):
    source = played("orchard-1", difficulty=0.0)
    rows = (source.trial_folder / files.SAMPLES).read_text().splitlines()
    longer = tmp_path / "longer.csv"
    t = [float(row.split(",")[0]) for row in rows[1:]]
    more = [f"{t[-1] + (i + 1) / 100:.6f}," + rows[-1].partition(",")[2] for i in range(500)]
    longer.write_text("\n".join([*rows, *more]) + "\n")
    again = played("orchard-1", device=f"recorded:{longer}", difficulty=0.0)
    trial = open_trials(again.folder)[0]
    assert len(trial.samples["t_s"]) == len(t) + 500
    assert again.trial.after.finished and replay(trial).identical


def test_ctrl_c_ends_as_stopped_with_everything_kept(tmp_path):
    request = PlayRequest(
        "orchard-1", "simulated", "test", difficulty=0.3, headless=True, fast=True, out=tmp_path
    )
    with pytest.raises(KeyboardInterrupt), sit_down(request) as sitting:
        autopilot = autopilot_for(sitting)
        sitting.trial.begin()
        for _ in range(300):
            autopilot.steer()
            sitting.clock.advance(1 / 60)
            sitting.trial.advance()
        raise KeyboardInterrupt
    document = files.read_json(sitting.folder / files.SESSION)
    assert document["stop"]["status"] == "stopped"
    trial = open_trials(sitting.folder)[0]
    assert len(trial.intents) == sitting.trial.after.step == 600
    assert replay(trial).identical and trial.summary["measures"]


def test_a_controller_alone_leans_by_its_stick():
    from input_devices.sample import ControllerSample, DeviceInfo, DeviceStatus

    class Stick:
        info = DeviceInfo("stick", "controller")
        state = "streaming"

        def drain(self):
            return [ControllerSample(0.0, 0, (0.5, -0.25, 0, 0), (0, 0), 1)]

        def status(self):
            return DeviceStatus(self.state)

    kept = []
    stick = Stick()
    control = Control([stick], theoretical_limits(), kept.extend)
    control.take(1.0)
    intent = control.intent()
    assert (intent.lean_ml, intent.lean_ap, intent.confirm) == (0.5, -0.25, True)
    assert control.reason(1.0) is None and kept == []
    stick.state = "lost"
    assert control.reason(1.0) == "device_lost"


def test_difficulty_follows_the_person_and_each_change_says_why(played):
    sitting = played(difficulty=None, seed=2)
    events = [event for _, event in open_trials(sitting.folder)[0].events]
    changes = [event for event in events if event.kind == "difficulty"]
    reps = [event for event in events if event.kind == "rep"]
    assert len(changes) == len(reps), "one before each rep"
    values = [event.data["value"] for event in changes]
    assert values[0] == 0.3 and max(values) > 0.4, "twelve easy successes make it harder"
    for event in changes:
        assert event.data["reason"].endswith("here.") and "%" in event.data["reason"]
        assert event.data["uncertainty"] > 0
    cues = [event.data["difficulty"] for event in events if event.kind == "cue"]
    assert cues == values
    assert replay(open_trials(sitting.folder)[0]).identical


def test_an_emulated_board_is_zeroed_played_on_and_its_zero_is_kept(tmp_path):
    """The board that most people have, over its emulation: empty, stepped on, played."""
    request = PlayRequest("orchard-1", "emulated_board", "test", difficulty=0.0, out=tmp_path)
    clock = ManualClock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("game.app.sitting.SystemClock", lambda: clock)
        with sit_down(request) as sitting:
            sitting.trial.begin()
            for _ in range(60 * 14):
                clock.advance(1 / 60)
                sitting.trial.advance()
                sitting.trial.resume()
            sitting.ending.complete()
    assert sitting.trial.after.step > 100, "play began after somebody had stepped on"
    events = [event.kind for _, event in open_trials(sitting.folder)[0].events]
    assert events[0] == "pause", "nobody stood there at first"
    document = files.read_json(sitting.folder / files.SESSION)
    assert [zero["accepted"] for zero in document["stop"]["device"]["zeroed"]] == [True]
