"""Any order of calls, by a therapist, a participant and a disk: bounds, caps and freeze still hold."""

import json
import math

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from game.difficulty import DifficultyController

UP, DOWN = 0.05, 0.10
NEAR = 1e-9
levels = st.floats(0, 1)
places = st.one_of(st.none(), st.integers(0, 7))
scores = st.floats(allow_nan=True, allow_infinity=True)


class Visits(RuleBasedStateMachine):
    """A model of what must hold, beside the controller: bounds, last levels, mode, freeze."""

    def __init__(self):
        super().__init__()
        self.controller = DifficultyController()
        self.place = None
        self.bounds = {}
        self.overall = (0.0, 1.0)
        self.last, self.latest = {}, None
        self.mode, self.frozen, self.fixed = "automatic", False, None
        self.by_hand = {}
        self.held = self.long = False

    def allowed(self, level):
        low, high = self.bounds.get(self.place, self.overall)
        high = min(high, self.overall[1])
        return min(max(level, min(max(low, self.overall[0]), high)), high)

    @rule(place=places)
    def turn(self, place):
        self.place = place
        self.controller.set_direction(place)

    @rule(success=st.booleans(), score=scores, attempted=st.booleans(), times=st.integers(1, 40))
    def reps(self, success, score, attempted, times):
        for _ in range(times):
            level = self.controller.next_difficulty()
            self.check(level)
            self.controller.update(success, score, attempted)
            self.last[self.place] = self.latest = level
            self.by_hand.pop(self.place, None)
            self.held = not success if attempted and self.held else self.held or not attempted

    @precondition(lambda self: not self.long)
    @rule(success=st.booleans(), score=scores)
    def a_thousand_alike(self, success, score):
        self.long = True
        self.reps(success, score, True, 1000)

    @rule(pair=st.tuples(levels, levels), place=places)
    def bind(self, pair, place):
        low, high = sorted(pair)
        self.controller.set_bounds(low, high, place)
        if place is None:
            self.overall = (low, high)
        else:
            self.bounds[place] = (low, high)

    @rule(frozen=st.booleans())
    def freeze(self, frozen):
        self.frozen = frozen
        self.controller.freeze(frozen)

    @rule(mode=st.sampled_from(["automatic", "fixed", "weighted"]), level=levels)
    def switch(self, mode, level):
        self.mode, self.fixed = mode, level
        self.controller.set_mode(mode, level)

    @rule(level=levels, place=places)
    def take_over(self, level, place):
        self.controller.override(level, place)
        everywhere = [None, *range(8)] if place is None else [place]
        self.by_hand |= dict.fromkeys(everywhere, level)
        if place is None:
            self.fixed = level

    @rule()
    def stumble(self):
        self.held = True
        self.controller.hold("stumble")

    @rule(days=st.floats(0, 400))
    def another_day(self, days):
        self.held = False
        self.controller.new_session(days)

    @rule(share=st.floats(0.2, 0.95))
    def aim(self, share):
        self.controller.set_target(share)

    @rule()
    def through_the_disk(self):
        text = json.dumps(self.controller.state(), allow_nan=False)
        restored = DifficultyController.from_state(json.loads(text))
        assert restored.next_difficulty() == self.controller.next_difficulty()
        assert restored.state() == self.controller.state()
        self.controller = restored

    @invariant()
    def the_level_is_allowed(self):
        self.check(self.controller.next_difficulty())

    def check(self, level):
        assert math.isfinite(level) and level == self.allowed(level)
        last = self.allowed(self.last.get(self.place, 0.3 if self.latest is None else self.latest))
        if self.place in self.by_hand:
            assert level == self.allowed(self.by_hand[self.place])
        elif self.frozen:
            assert level == last
        elif self.mode == "fixed":
            assert level == self.allowed(self.fixed)
        else:
            assert -DOWN - NEAR <= level - last <= (NEAR if self.held else UP + NEAR)
        text = self.controller.explain()
        assert text.endswith(" % here.") and text.count("\n") == 0


Visits.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
TestVisits = Visits.TestCase
