"""The calibration by itself on a clock moved by hand: who leans less to one side, who steps off, who
stays, who cannot; and the order of directions."""

from __future__ import annotations

from itertools import pairwise

import pytest

from game.app.calibrate import ORDER, STAY_S, STAY_SMALL_S, CalibrationRun, Phase, Stay
from game.app.calibrate_person import SimulatedPerson
from game.balance.calibration import FLOOR_M
from game.balance.limits import Limits, theoretical_limits
from input_devices import open_device
from input_devices.clock import ManualClock

THEORY = theoretical_limits(1.70).reach
FRAME_S = 1 / 60


class Sitting:
    """A person on a simulated board, driven frame by frame."""

    def __init__(self, shares=(0.8,) * 8, *, profile="older", seed=1, hands_free=False):
        self.clock = ManualClock()
        self.board = open_device("simulated", clock=self.clock, profile=profile, seed=seed)
        self.run = CalibrationRun(self.board, clock=self.clock, hands_free=hands_free)
        self.person = SimulatedPerson(self.run, self.board, shares)
        self.board.start()
        self.run.begin()

    def go(self, seconds=150.0, until=None, lean=None):
        """Frames until the time is over or `until` holds; whether it came to hold."""
        for _ in range(round(seconds / FRAME_S)):
            self.board.aim(*lean) if lean else self.person.steer()
            self.clock.advance(FRAME_S)
            self.run.advance()
            if until and until():
                return True
        return False

    def until_leaning(self):
        assert self.go(10, until=lambda: self.run.phase is Phase.LEAN)


def test_directions_are_asked_for_once_by_turns_and_never_after_their_opposite():
    assert sorted(ORDER) == list(range(8)) and ORDER[0] == 0
    assert all((a - b) % 8 != 4 for a, b in pairwise(ORDER))
    sides = ["right" if k in (1, 2, 3) else "left" for k in ORDER if k not in (0, 4)]
    assert all(a != b for a, b in pairwise(sides))


@pytest.mark.parametrize(("profile", "seed"), [("older", 1), ("young", 2), ("older", 5)])
def test_a_weak_left_side_gives_smaller_limits_there_and_only_there(profile, seed):
    shares = [0.8] * 8
    for k in (5, 6, 7):
        shares[k] = 0.35
    sitting = Sitting(shares, profile=profile, seed=seed)
    assert sitting.go(until=lambda: sitting.run.over)
    limits = sitting.run.result()
    for k in range(8):
        assert limits.reach[k] == pytest.approx(shares[k] * THEORY[k], abs=0.012)
    assert limits.reach[6] < 0.55 * limits.reach[2]
    assert "one attempt each" in limits.how
    assert Limits.from_dict(limits.as_dict()) == limits


def test_quiet_stance_gives_the_centre_and_eight_petals_the_end():
    sitting = Sitting(profile="still")
    sitting.until_leaning()
    assert sitting.run.now_s == pytest.approx(2.0, abs=0.05)
    assert sitting.run.direction == 0
    assert sitting.go(until=lambda: sitting.run.over)
    limits = sitting.run.result()
    assert (limits.centre_ml, limits.centre_ap) == pytest.approx((0, 0), abs=0.003)
    assert sitting.run.done == 8 and sitting.run.direction is None


def test_between_two_directions_the_person_comes_back_to_the_middle():
    sitting = Sitting()
    asked = []
    while not sitting.run.over and sitting.clock.now() < 150:
        sitting.go(FRAME_S)
        state = sitting.run.direction if sitting.run.phase is Phase.LEAN else sitting.run.phase
        if not asked or asked[-1] != state:
            asked.append(state)
    leans = [k for state in ORDER for k in (state, Phase.MIDDLE)][:-1]
    assert asked == [Phase.QUIET, *leans, Phase.OVER]


def test_who_cannot_lean_is_held_up_for_twelve_seconds_and_keeps_the_floor():
    sitting = Sitting((0.0,) + (0.8,) * 7, profile="still")
    sitting.until_leaning()
    began = sitting.run.now_s
    assert sitting.go(20, until=lambda: sitting.run.done == 1)
    assert sitting.run.now_s - began == pytest.approx(12.0, abs=0.1)
    assert sitting.go(until=lambda: sitting.run.over)
    assert sitting.run.result().reach[0] == FLOOR_M


def test_a_tap_keeps_the_petal_as_soon_as_something_was_held_and_never_before():
    sitting = Sitting((0.18,) * 8, profile="still")  # so small that it would wait for more
    sitting.until_leaning()
    sitting.run.keep()
    assert not sitting.go(0.5, until=lambda: sitting.run.done == 1)
    assert sitting.go(2.0, until=lambda: sitting.run.done == 1)
    assert sitting.run.result().reach[0] == pytest.approx(0.18 * THEORY[0], abs=0.004)


def test_stepping_off_pauses_keeps_every_petal_and_goes_on_from_the_middle():
    sitting = Sitting()
    assert sitting.go(until=lambda: sitting.run.done == 2 and sitting.run.phase is Phase.LEAN)
    direction = sitting.run.direction
    sitting.board.step_off()
    assert sitting.go(0.3, until=lambda: sitting.run.phase is Phase.PAUSED)
    assert sitting.run.pause_reason == "off_board" and sitting.run.direction is None
    sitting.go(5)
    assert sitting.run.phase is Phase.PAUSED and sitting.run.done == 2
    sitting.board.step_on()
    sitting.go(3)
    assert sitting.run.phase is Phase.PAUSED and sitting.run.ready == 1, "it waits to be asked"
    sitting.run.resume()
    assert sitting.go(0.2, until=lambda: sitting.run.phase is Phase.MIDDLE)
    assert sitting.go(8, until=lambda: sitting.run.phase is Phase.LEAN)
    assert sitting.run.direction == direction
    assert sitting.go(until=lambda: sitting.run.over)


def test_stepping_off_while_standing_quiet_starts_the_two_seconds_anew():
    sitting = Sitting(hands_free=True)
    sitting.go(1.5)
    sitting.board.step_off()
    sitting.go(1.0)
    sitting.board.step_on()
    sitting.until_leaning()
    assert sitting.run.now_s > 1.5 + 1.0 + 1.0 + 1.9


def test_leaning_elsewhere_fills_no_petal():
    sitting = Sitting(profile="still")
    sitting.until_leaning()
    sitting.go(3.0, lean=(0.08, 0.0))
    assert sitting.run.direction == 0 and sitting.run.done == 0
    assert sitting.run.share(0) == 0 and sitting.run.lean[0] > 0.5


def test_a_petal_shows_what_is_leaned_and_falls_back_to_nothing_less_than_is_held():
    sitting = Sitting((0.6,) * 8, profile="still")
    sitting.until_leaning()
    shares = []
    while sitting.run.phase is Phase.LEAN:
        sitting.go(FRAME_S)
        shares.append(sitting.run.share(0))
    assert shares[0] < 0.1 and max(shares) == pytest.approx(0.6, abs=0.05)
    sitting.go(1.0)
    assert sitting.run.share(0) == pytest.approx(0.6, abs=0.05)


def test_going_further_starts_the_stay_anew_and_a_small_lean_waits_longer():
    stay = Stay()
    for _ in range(60):
        stay.see(0.060, 0.01)
    half = stay.share
    assert half == pytest.approx(0.6 / STAY_S, abs=0.02)
    stay.see(0.070, 0.01)
    assert stay.share < 0.1
    stay.see(0.040, 0.01)
    assert stay.share == 0
    small = Stay()
    for _ in range(150):
        small.see(0.015, 0.01)
    assert small.share == pytest.approx(1.5 / STAY_SMALL_S, abs=0.02)


def test_the_same_person_gives_the_same_limits():
    results = []
    for _ in range(2):
        sitting = Sitting(seed=9)
        sitting.go(until=lambda: sitting.run.over)  # noqa: B023
        results.append(sitting.run.result())
    assert results[0] == results[1]
