"""The usual ways to set difficulty, each in its few lines, as peers for the controller to beat.

All share the controller's calls: `set_direction`, `next_difficulty`, `update`, `new_session`. Only
`EightFilters` looks at the direction and none looks at the score. Their free numbers had the least
P error over all kinds, of those tried, on the tuning seed.
"""

from __future__ import annotations

import math

import numpy as np

LOGIT_TARGET = math.log(3)


class Fixed:
    """The level the therapist set, for ever."""

    def __init__(self, start: float) -> None:
        self.level = start
        self.direction = 0

    def set_direction(self, k: int) -> None:
        self.direction = k

    def next_difficulty(self) -> float:
        return min(max(self.level, 0.0), 1.0)

    def update(self, success: bool, score: float, attempted: bool = True) -> None:
        if attempted:
            self.learn(success)
            self.level = min(max(self.level, 0.0), 1.0)

    def learn(self, success: bool) -> None:
        """Move after an attempted rep."""

    def new_session(self) -> None:
        """A night has passed."""


class OneUpOneDown(Fixed):
    """Harder after every success, easier after every failure, by the same step."""

    def learn(self, success: bool) -> None:
        self.level += 0.05 if success else -0.05


class WeightedUpDown(Fixed):
    """Up .01 after a success, down .03 after a failure: at rest where three in four succeed."""

    def learn(self, success: bool) -> None:
        self.level += 0.01 if success else -0.03


class ThreeInARow(Fixed):
    """Harder after three successes in a row, easier after a failure."""

    STEP = 0.02

    def __init__(self, start: float) -> None:
        super().__init__(start)
        self.run = 0

    def learn(self, success: bool) -> None:
        self.run = self.run + 1 if success else 0
        if not success:
            self.level -= self.STEP
        elif self.run == 3:
            self.level, self.run = self.level + self.STEP, 0


class Elo(Fixed):
    """Rating of the person against the level; each rep moves it by the surprise."""

    STEP, SLOPE = 0.025, 0.08

    def __init__(self, start: float) -> None:
        super().__init__(start)
        self.ability = start + self.SLOPE * LOGIT_TARGET

    def learn(self, success: bool) -> None:
        expected = 1 / (1 + math.exp(-(self.ability - self.level) / self.SLOPE))
        self.ability += self.STEP * (float(success) - expected)
        self.level = self.ability - self.SLOPE * LOGIT_TARGET


class PlainKalman(Fixed):
    """One logistic Kalman filter with a fixed slope and a fixed drift."""

    SLOPE, DRIFT, SPREAD = 0.08, 0.01, 0.1

    def __init__(self, start: float) -> None:
        super().__init__(start)
        self.mean = start + self.SLOPE * LOGIT_TARGET
        self.variance = self.SPREAD**2

    def learn(self, success: bool) -> None:
        self.variance += self.DRIFT**2
        p = 1 / (1 + math.exp(-(self.mean - self.level) / self.SLOPE))
        information = p * (1 - p) / self.SLOPE**2
        self.variance = 1 / (1 / self.variance + information)
        self.mean += self.variance * (float(success) - p) / self.SLOPE
        self.level = self.mean - self.SLOPE * LOGIT_TARGET

    def new_session(self) -> None:
        self.variance += 0.05**2


class EightFilters(Fixed):
    """A plain Kalman filter for every direction, none knowing of the others."""

    def __init__(self, start: float) -> None:
        super().__init__(start)
        self.filters = [PlainKalman(start) for _ in range(8)]

    def next_difficulty(self) -> float:
        return self.filters[self.direction].next_difficulty()

    def learn(self, success: bool) -> None:
        self.filters[self.direction].update(success, math.nan)

    def new_session(self) -> None:
        for each in self.filters:
            each.new_session()


class Quest(Fixed):
    """Watson and Pelli's QUEST: a posterior over the threshold on a grid, played at its mean."""

    SLOPE, SPREAD = 0.2, 0.15

    def __init__(self, start: float) -> None:
        super().__init__(start)
        self.grid = np.linspace(-0.25, 1.25, 301)
        self.log_posterior = -0.5 * ((self.grid - start) / self.SPREAD) ** 2

    def learn(self, success: bool) -> None:
        x = (self.grid - self.level) / self.SLOPE + LOGIT_TARGET
        self.log_posterior -= np.logaddexp(0, -x if success else x)
        weight = np.exp(self.log_posterior - self.log_posterior.max())
        self.level = float(weight @ self.grid / weight.sum())


PEERS: dict[str, type[Fixed]] = {
    "fixed": Fixed,
    "one up, one down": OneUpOneDown,
    "weighted up-down": WeightedUpDown,
    "three in a row": ThreeInARow,
    "Elo": Elo,
    "plain Kalman": PlainKalman,
    "eight filters": EightFilters,
    "QUEST": Quest,
}
