"""Where somebody stands today is found in the countdown, however they stood when they were measured."""

from game.app.trial import Phase, Trial, TrialSettings
from game.balance.limits import Limits
from game.levels import get_level
from input_devices import open_device
from input_devices.clock import ManualClock

WEAK = Limits(0.0, 0.0, (0.02,) * 8)
ELSEWHERE_M = (0.035, 0.01)  # the feet stand elsewhere than last time: beyond the old limits


class _Nowhere:
    """Keeps nothing."""

    def samples(self, samples, start):
        pass

    def step(self, step, t_s, intent):
        pass

    def event(self, event, t_s):
        pass


def _go(trial, clock, seconds, until=lambda: False):
    for _ in range(round(seconds * 60)):
        clock.advance(1 / 60)
        trial.advance()
        if until():
            return True
    return False


def _trial(recentre):
    clock = ManualClock()
    board = open_device("simulated", clock=clock, seed=3)
    settings = TrialSettings(countdown_s=4.0, recentre=recentre)
    trial = Trial(
        get_level("orchard-1"), [board], WEAK, clock=clock, settings=settings, recorder=_Nowhere()
    )
    board.start()
    board.aim(*ELSEWHERE_M)
    trial.begin()
    return trial, board, clock


def test_feet_that_stand_elsewhere_today_do_not_keep_anybody_from_playing():
    trial, _, clock = _trial(recentre=True)
    assert _go(trial, clock, 6.0, until=lambda: trial.phase is Phase.PLAYING)
    assert trial.pause_reason is None
    assert abs(trial.control.limits.centre_ml - ELSEWHERE_M[0]) < 0.01
    _go(trial, clock, 0.5)
    assert trial.phase is Phase.PLAYING, "nor does the old centre pause what has begun"


def test_stepping_off_in_the_countdown_and_on_again_elsewhere_goes_on():
    trial, board, clock = _trial(recentre=True)
    _go(trial, clock, 1.0)
    board.step_off()
    assert _go(trial, clock, 1.0, until=lambda: trial.phase is Phase.PAUSED)
    board.step_on()
    trial.resume()
    assert _go(trial, clock, 12.0, until=lambda: trial.phase is Phase.PLAYING)


def test_where_the_centre_stays_as_it_was_measured_so_does_the_watch_on_sway():
    trial, _, clock = _trial(recentre=False)
    assert _go(trial, clock, 6.0, until=lambda: trial.phase is Phase.PAUSED)
    assert trial.pause_reason == "sway"
