"""Who hears only plays the levels for closed eyes: the way is speakers, mix, ears, lean, rules.

Nothing of the rules' state reaches the person but through the samples that the sound card would get.
"""

from dataclasses import replace

import pytest
from tape import recording

from game.levels import find_levels, get_level
from game.sim import STEP_HZ, STEP_S, Intent
from game.sound.settings import Hearing
from game.sound.voices import RATE
from game.virtual_patient import PROFILES, Body
from game.virtual_patient.hearing import Listener

EYES_CLOSED = [level for level in find_levels().values() if "eyes_closed" in level.modifiers]
FRAME_S = 1 / 60
LONGEST_S = 300


class ByEar:
    """A simulated person at a level, with what they hear of it."""

    def __init__(self, level, speakers, tape, *, profile="older", seed=1, difficulty=0.2):
        self.body = Body(PROFILES[profile], seed, eyes="closed")
        self.rules = level.rules(difficulty=difficulty, caps=(0.9,) * 8, seed=seed)
        self.person = Listener(seed, RATE, one_ear=speakers.hearing.mono)
        self.limits = self.body.measured_limits
        self._speakers, self._tape = speakers, tape

    def play(self):
        for _ in range(round(LONGEST_S / FRAME_S)):
            self._frame()
            if self.rules.world.finished:
                break
        return self.rules.world

    def _frame(self):
        events, lean = [], (0.0, 0.0)
        for _ in range(round(FRAME_S * STEP_HZ)):
            ml, ap, _load = self.body.advance(STEP_S, self.limits.cop(*self.person.lean))
            lean = self.limits.lean(ml, ap)
            events += self.rules.step(Intent(*lean, load_share_right=self.body.share_right))
        self._speakers.hear(events)
        self._speakers.follow(self.rules.world, lean, FRAME_S)
        self.person.hear(self._tape.read(FRAME_S), FRAME_S)


@pytest.mark.parametrize("mono", [False, True], ids=["two_ears", "one_ear"])
@pytest.mark.parametrize("level", EYES_CLOSED, ids=lambda level: level.id)
def test_who_hears_only_completes_every_level_for_closed_eyes(level, mono, tmp_path):
    with recording(tmp_path, Hearing(mono=mono)) as (speakers, tape):
        world = ByEar(level, speakers, tape).play()
    assert world.finished
    assert world.hud.done == world.hud.total


def test_forward_and_back_are_found_by_pitch_and_the_corners_by_both(tmp_path):
    level = get_level("orchard-eyes-closed")
    everywhere = ("forward", "right", "back", "left", "forward_right", "back_left")
    level = replace(level, params=replace(level.params, directions=everywhere, reps=6))
    with recording(tmp_path, Hearing(lower=True)) as (speakers, tape):
        world = ByEar(level, speakers, tape).play()
    assert world.finished
    assert world.hud.done == world.hud.total


def test_who_hears_nothing_finds_nothing(tmp_path):
    """The level cannot be won by standing there: what leads is the sound."""
    level = get_level("orchard-eyes-closed")
    with recording(tmp_path, Hearing(volume=1e-4)) as (speakers, tape):
        world = ByEar(level, speakers, tape).play()
    assert world.finished
    assert world.hud.done == 0
