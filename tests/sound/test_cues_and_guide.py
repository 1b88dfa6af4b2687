"""What is heard of events and worlds; and that nobody needs more than that to play."""

import numpy as np
import pytest

from game.levels import find_levels
from game.sim import STEP_HZ, Entity, Event, Goal, Hud, Intent, World
from game.sound.cues import CUES, Cue, cues_of
from game.sound.guide import eyes_closed, heard
from game.sound.speakers import Speakers


def _world(kind="lean", ml=0.0, ap=0.0, radius=0.15, state="eyes_closed"):
    dark = Entity("darkness", (0.0, 0.0, 0.0), 0.0, state)
    return World(1, (dark,), Goal(kind, ml, ap, radius, 2), Hud())


def test_a_cue_comes_from_where_it_leads_to():
    [go] = cues_of([Event(1, "cue", {"lean_ml": -0.4})])
    assert go.name == "go" and go.pan == pytest.approx(-0.6)


def test_a_success_sounds_and_a_miss_does_not():
    assert cues_of([Event(1, "rep", {"success": True})]) == [Cue("done")]
    assert cues_of([Event(1, "rep", {"success": False})]) == []


def test_each_sound_comes_once_a_step_and_exists():
    kinds = ["enter", "beat", "begin", "end", "gust", "prompt", "pause", "resume", "finished"]
    cues = cues_of([Event(1, kind) for kind in kinds * 2])
    assert len(cues) == len(set(cues)) and {cue.name for cue in cues} <= set(CUES)


@pytest.mark.parametrize(
    ("ml", "ap", "pan", "pitch"),
    [(0.6, 0, 1, 0), (-0.3, 0, -0.5, 0), (0, 0.9, 0, 1), (0, -1, 0, -1)],
)
def test_the_voice_comes_from_where_to_lean(ml, ap, pan, pitch):
    now = heard(_world(ml=ml, ap=ap), (0.0, 0.0))
    assert (now.pan, now.pitch) == (pytest.approx(pan), pytest.approx(pitch))
    assert not now.there


def test_at_the_goal_it_says_so_and_without_one_it_is_silent():
    assert heard(_world(ml=0.5, ap=0.2), (0.45, 0.15)).there
    assert heard(_world(kind="none"), (0.0, 0.0)) is None
    assert eyes_closed(_world()) and not eyes_closed(_world(state="live"))


class _Listener:
    """Knows nothing but pan and pitch, and leans after them with a delay and some sway."""

    def __init__(self, seed, delay_s=0.35):
        self._random = np.random.default_rng(seed)
        self._heard = [None] * round(delay_s * STEP_HZ)
        self.ml = self.ap = 0.0
        self._v = np.zeros(2)

    def step(self, now):
        self._heard.append(now)
        then = self._heard.pop(0)
        pull = np.array([then.pan, then.pitch]) if then else np.array([-self.ml, -self.ap])
        self._v += (pull * 0.9 - self._v) * 0.02
        sway = self._random.normal(0, 0.002, 2)
        self.ml += float(self._v[0] / STEP_HZ + sway[0] * 0.3)
        self.ap += float(self._v[1] / STEP_HZ + sway[1] * 0.3)
        return Intent(self.ml, self.ap, load_share_right=min(1.0, max(0.0, 0.5 + 0.25 * self.ml)))


EYES_CLOSED = [level for level in find_levels().values() if "eyes_closed" in level.modifiers]


@pytest.mark.parametrize("level", EYES_CLOSED, ids=lambda level: level.id)
def test_who_hears_only_plays_the_levels_for_closed_eyes(level):
    rules, listener = level.rules(difficulty=0.2, caps=(0.9,) * 8, seed=1), _Listener(1)
    for _ in range(400 * STEP_HZ):
        rules.step(listener.step(heard(rules.world, (listener.ml, listener.ap))))
        if rules.world.finished:
            break
    hud = rules.world.hud
    assert rules.world.finished
    assert hud.done >= 0.75 * hud.total


def test_the_speakers_play_follow_and_fall_silent(monkeypatch):
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    speakers = Speakers(0.5)
    assert speakers.problem == ""
    try:
        speakers.hear([Event(1, "cue", {"lean_ml": 0.3}), Event(1, "rep", {"success": True})])
        for share in range(20):
            speakers.follow(_world(ml=0.5), (share / 40, 0.0))
        speakers.follow(_world(state="live"), (0.0, 0.0))
        speakers.follow(None, (0.0, 0.0))
    finally:
        speakers.close()
    speakers.play("done")  # nothing, and no error


def test_without_a_sound_card_play_is_silent_and_says_why(monkeypatch):
    monkeypatch.setenv("SDL_AUDIODRIVER", "there-is-no-such")
    speakers = Speakers(0.5)
    assert speakers.problem.startswith("no sound: ")
    speakers.hear([Event(1, "finished")])
    speakers.follow(_world(), (0.0, 0.0))
    speakers.close()
