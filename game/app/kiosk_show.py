"""Somebody who is not there plays in the waiting room: a simulated person, on a clock of their own.

Nothing of it is recorded, and no device of the station is touched.
"""

from __future__ import annotations

from game.app.headless import Autopilot
from game.app.kiosk_devices import Forgetful
from game.app.people import own_limits, with_person
from game.app.trial import Trial, TrialSettings
from game.balance.limits import theoretical_limits
from game.difficulty import DifficultyController
from game.kiosk.attract import LEVELS, PEOPLE
from game.levels import get_level
from input_devices import open_device
from input_devices.clock import ManualClock
from input_devices.simulated import SimulatedBoard

START = 0.25
LONGEST_FRAME_S = 0.1


class Show:
    """One scene. number: how many came before it; each is another, and the same one again is the
    same to the last sway.
    """

    def __init__(self, number: int) -> None:
        self.level = get_level(LEVELS[number % len(LEVELS)])
        self._clock = ManualClock()
        person = with_person("simulated", {"profile": PEOPLE[number % len(PEOPLE)], "seed": number})
        device = open_device("simulated", clock=self._clock, **person)
        assert isinstance(device, SimulatedBoard)
        self.trial = Trial(
            self.level,
            [device],
            own_limits(device) or theoretical_limits(),
            clock=self._clock,
            settings=TrialSettings(
                START, seed=number, countdown_s=0.0, recentre=False, hands_free=True
            ),
            recorder=Forgetful(),
            adaptation=DifficultyController(start=START) if self.level.adaptive else None,
        )
        self._autopilot = Autopilot(device, self.trial, number)
        self.trial.begin()
        self.t = 0.0

    def advance(self, dt: float) -> None:
        """Play on; a scene that has come to its end stands still."""
        self.t += dt
        if self.trial.over:
            return
        self._autopilot.steer()
        self._clock.advance(min(dt, LONGEST_FRAME_S))
        self._autopilot.hear(self.trial.advance())
