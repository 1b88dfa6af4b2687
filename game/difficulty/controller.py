"""Difficulty that follows the person, within the therapist's bounds, and says why.

Before a rep, `next_difficulty` gives the level (0 easiest, 1 hardest) at which the predicted chance
of success is the therapist's target, no farther from the last comparable rep than the step caps
allow. After it, `update` learns from what happened. Everything follows from the calls alone: no
clock, no dice, no file; `state` is plain JSON and `from_state` carries on exactly where it left.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from game.difficulty.bank import COMMON, PLACES, Bank
from game.difficulty.explain import STEADY, Change, Hold, Reason
from game.difficulty.fatigue import Advice, FatigueWatch
from game.difficulty.history import History
from game.difficulty.modes import (
    WEIGHTED_DOWN,
    WEIGHTED_UP,
    Mode,
    Settings,
    checked_bounds,
    checked_direction,
    checked_level,
    checked_mode,
    checked_target,
)
from game.difficulty.score_map import ScoreGate

STATE_VERSION = 2  # 2: eighteen filters, 1: twelve
GRID = 25  # levels looked at between the easiest and the hardest allowed


class DifficultyController:
    """Chooses the level of every rep. A rep is next_difficulty(), play, update(...)."""

    def __init__(
        self,
        target: float = 0.75,
        start: float = 0.3,
        low: float = 0.0,
        high: float = 1.0,
        max_step_up: float = 0.05,
        max_step_down: float = 0.10,
        seed: int = 0,
    ) -> None:
        """Levels and steps are difficulties 0..1, target a share of successes.

        The seed is kept with the state and changes nothing: no choice here is left to chance.
        ValueError for values outside their range.
        """
        self.settings = Settings(target, start, low, high, max_step_up, max_step_down)
        self.seed = seed
        self._bank = Bank(start, target)
        self._gate = ScoreGate()
        self._history = History()
        self._fatigue = FatigueWatch()
        self._place = COMMON
        self._hold: Hold | None = None
        self._by_hand: dict[int, float] = {}
        self._weighted = self.settings.start
        self._asked = False
        self._change = self._decide()

    # A rep

    def set_direction(self, k: int | None) -> None:
        """The next reps ask for direction k, 0..7 clockwise from forward; None for no direction."""
        self._place = COMMON if k is None else checked_direction(k)

    def next_difficulty(self) -> float:
        """The level of the next rep. Asking twice before a rep gives the same answer."""
        self._change, self._asked = self._decide(), True
        return self._change.level

    def update(self, success: bool, score: float, attempted: bool = True) -> None:
        """Learn from the rep played at the level given last.

        score is 0..1; one that is not a number is passed over. A rep that was not attempted (no
        move towards the target, or off the board) teaches nothing, and the next is no harder.
        """
        if not self._asked:
            self.next_difficulty()
        place = COMMON if self._change.direction < 0 else self._change.direction
        self._learn(place, self._change.level, success, score, attempted)

    def new_session(self, days: float = 1.0) -> None:
        """A new visit, `days` after the last: the estimate stays, less sure by the days."""
        self._bank.new_day(days if math.isfinite(days) else 1.0)
        self._fatigue.new_session()
        self._hold = None

    # The therapist's hand

    def set_target(self, target: float) -> None:
        """Aim at this share of successes from now on."""
        self.settings.target = checked_target(target)

    def set_bounds(self, low: float, high: float, direction: int | None = None) -> None:
        """Keep all levels, or those of one direction, between low and high from the next rep on."""
        pair = checked_bounds(low, high)
        if direction is None:
            self.settings.low, self.settings.high = pair
        else:
            self.settings.directions[checked_direction(direction)] = pair

    def set_mode(self, mode: Mode, level: float | None = None) -> None:
        """Switch to automatic, fixed (at `level`, or where it is) or weighted up-down."""
        checked_mode(mode)
        here = self._last(self._place)
        self.settings.level = here if level is None else checked_level("level", level)
        self.settings.mode = mode
        self._weighted = here

    def freeze(self, frozen: bool = True) -> None:
        """Keep every level where it is, or with False let it move again."""
        self.settings.frozen = frozen

    def override(self, level: float, direction: int | None = None) -> None:
        """Set the next level by hand, of every direction or of one, within the bounds.

        The controller moves on from there within its step caps; freeze to keep it there.
        """
        level = checked_level("level", level)
        places = range(PLACES) if direction is None else [checked_direction(direction)]
        self._by_hand |= dict.fromkeys(places, level)
        if direction is None:
            self.settings.level = self._weighted = level

    def hold(self, reason: Hold) -> None:
        """Make nothing harder until the next success; after pain, for the rest of the visit."""
        if self._hold != "pain":
            self._hold = reason

    # What it tells

    @property
    def change(self) -> Change:
        """The level given last and where it came from; `change.data()` is the event's data."""
        return self._change

    @property
    def advice(self) -> Advice:
        """Whether the trend suggests a rest, or after a second fall to stop."""
        return self._fatigue.advice

    def explain(self) -> str:
        """One plain sentence on the level given last."""
        return self._change.sentence()

    def estimate(self, direction: int | None = None) -> tuple[float, float]:
        """(ability, standard deviation) in difficulty units, common or in one direction."""
        return self._bank.expect(COMMON if direction is None else checked_direction(direction))

    def predicted(self, level: float) -> float:
        """Predicted P(success) of a rep at `level` in the present direction."""
        return float(self._bank.chance(self._place, np.array([level]))[0])

    def state(self) -> dict[str, Any]:
        """Everything, as plain JSON values."""
        return {
            "version": STATE_VERSION,
            "seed": self.seed,
            "settings": self.settings.state(),
            "bank": self._bank.state(),
            "scores": self._gate.state(),
            "history": self._history.state(),
            "fatigue": self._fatigue.state(),
            "place": self._place,
            "hold": self._hold,
            "by_hand": {str(k): v for k, v in self._by_hand.items()},
            "weighted": self._weighted,
            "asked": self._asked,
            "change": self._change.record(),
        }

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> DifficultyController:
        """The controller that `state` came from. ValueError for a state of another version."""
        if state.get("version") != STATE_VERSION:
            raise ValueError(
                f"difficulty state has version {state.get('version')!r}, this reads"
                f" {STATE_VERSION}; start the participant from a new controller"
            )
        self = cls(seed=int(state["seed"]))
        self.settings = Settings.from_state(state["settings"])
        self._bank.restore(state["bank"])
        self._gate.restore(state["scores"])
        self._history = History.from_state(state["history"])
        self._fatigue = FatigueWatch.from_state(state["fatigue"])
        self._place, self._hold = int(state["place"]), state["hold"]
        self._by_hand = {int(k): float(v) for k, v in state["by_hand"].items()}
        self._weighted, self._asked = float(state["weighted"]), bool(state["asked"])
        self._change = Change(**state["change"])
        return self

    # How it decides and learns

    def _last(self, place: int) -> float:
        last = self._history.comparable(place)
        return self.settings.start if last is None else last

    def _decide(self) -> Change:
        level, reason = self._choose()
        place = self._place
        ability, sd = self._bank.expect(place)
        success, run = self._history.runs.get(place, (False, 0))
        return Change(
            direction=-1 if place == COMMON else place,
            before=self._history.comparable(place),
            level=level,
            reason=reason,
            expected=self.predicted(level),
            ability=ability,
            sd=sd,
            hold=self._hold,
            run_success=success,
            run=run,
        )

    def _choose(self) -> tuple[float, Reason]:
        """(level, why) for the present place, from what is known and set now."""
        settings, place = self.settings, self._place
        last = settings.within(place, self._last(place))
        if place in self._by_hand:
            return settings.within(place, self._by_hand[place]), "override"
        if settings.frozen:
            return last, "frozen"
        if settings.mode == "fixed":
            return settings.within(
                place, settings.start if settings.level is None else settings.level
            ), "fixed"
        if self._history.comparable(place) is None:
            return last, "start"
        return self._follow(place, last)

    def _follow(self, place: int, last: float) -> tuple[float, Reason]:
        """(level, why) of the automatic and weighted modes, inside bounds, caps and hold."""
        settings = self.settings
        wanted = self._wanted(place, *settings.window(place, last, may_harden=True))
        may_harden = self._hold is None and not self._history.missed(place)
        easiest, hardest = settings.window(place, last, may_harden)
        level = min(max(wanted, easiest), hardest)
        if level < wanted and self._hold is not None:
            return level, "held"
        if abs(level - last) > STEADY:
            return level, "reps"
        return level, "bound" if level in settings.bounds(place) else "steady"

    def _wanted(self, place: int, easiest: float, hardest: float) -> float:
        """The level between the two that the mode asks for."""
        if self.settings.mode == "weighted":
            return min(max(self._weighted, easiest), hardest)
        levels = np.linspace(easiest, hardest, GRID)
        chances = self._bank.chance(place, levels)
        return float(np.interp(-self.settings.target, -chances, levels))

    def _learn(
        self, place: int, level: float, success: bool, score: float, attempted: bool
    ) -> None:
        success = bool(success)
        self._history.played(place, level)
        self._by_hand.pop(place, None)
        self._asked = False
        if not attempted:
            self._hold = self._hold or "pause"
            return
        self._history.ended(place, success)
        self._bank.drift()
        self._bank.learn_success(place, level, success)
        if self._gate.opens(success, score):
            self._bank.learn_score(place, level, success, min(max(float(score), 0.0), 1.0))
        self._fatigue.saw(self._bank.expect(COMMON)[0])
        step = WEIGHTED_UP if success else -WEIGHTED_DOWN
        self._weighted = self.settings.within(COMMON, self._weighted + step)
        if success and self._hold != "pain":
            self._hold = None
