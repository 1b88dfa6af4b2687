"""Which sound belongs to what happens, and that no two of them can be taken for each other."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from game.sim import Event
from game.sound.cues import CUES, Cue, Cues, Rising
from game.sound.voices import RATE

FRAME = 256
MEMORY = 10  # frames, 58 ms
PLAY = ("go.left", "go.right", "go.straight", "near", "hold.1", "hold.2", "hold.3", "done")
SCREENS = ("tick", "hold.1", "hold.2", "hold.3", "chosen", "pause", "resume")


def onsets(wave):
    """Where notes begin, in seconds: louder by a tenth than anything in the 60 ms before."""
    loud = np.sqrt((wave[: len(wave) // FRAME * FRAME].reshape(-1, FRAME) ** 2).mean(1))
    found = [0]
    for at in range(1, len(loud)):
        before = loud[max(0, at - MEMORY) : at].max()
        if loud[at] > 1.1 * before + 0.03 * loud.max() and at - found[-1] >= MEMORY:
            found.append(at)
    return [at * FRAME / RATE for at in found]


def pitch(wave):
    """The strongest tone, in keys."""
    power = np.abs(np.fft.rfft(wave * np.hanning(len(wave)), 1 << 16))
    return 69 + 12 * np.log2(power.argmax() * RATE / (1 << 16) / 440)


def features(name):
    """(notes, how far apart in s, first pitch, last pitch, seconds until it has faded)."""
    wave = CUES[name](0)
    starts = onsets(wave)
    apart = (starts[-1] - starts[0]) / max(1, len(starts) - 1)
    first = wave[round(starts[0] * RATE) :][: round(min(0.2, apart or 0.2) * RATE)]
    last = wave[round(starts[-1] * RATE) :][: round(0.2 * RATE)]
    loud = np.abs(wave) > 0.05 * np.abs(wave).max()
    return len(starts), apart, pitch(first), pitch(last), np.flatnonzero(loud)[-1] / RATE


def differ(one, other):
    """By the number of notes, their rhythm, their pitch or how long they sound: more than ears of
    80 need (two half tones, a third of the time).
    """
    (n, apart, low, high, long), (m, gap, first, last, short) = features(one), features(other)
    rhythm = n != m or abs(apart - gap) > 0.3 * max(apart, gap)
    return rhythm or abs(low - first) > 2 or abs(high - last) > 2 or not 0.6 < long / short < 1.67


@pytest.mark.parametrize("together", [PLAY, SCREENS], ids=["play", "screens"])
def test_what_is_heard_together_can_be_told_apart(together):
    alike = [pair for pair in combinations(together, 2) if not differ(*pair)]
    assert alike == []


def test_a_hold_rises_with_its_progress_and_is_crowned():
    keys = [pitch(CUES[f"hold.{stage}"](0)) for stage in (1, 2, 3)]
    keys.append(features("done")[3])
    assert all(later - earlier > 2 for earlier, later in pairwise(keys))


def test_the_side_is_told_by_the_tune_as_well():
    *_, low, high, _ = features("go.right")
    *_, first, last, _ = features("go.left")
    *_, one, other, _ = features("go.straight")
    assert high - low > 4 and last - first < -4 and abs(other - one) < 1


@pytest.mark.parametrize(("ml", "name"), [(-0.4, "left"), (0.4, "right"), (0.0, "straight")])
def test_a_cue_comes_from_where_it_leads_to_and_what_follows_stays_there(ml, name):
    cues = Cues()
    [go] = cues.of([Event(1, "cue", {"lean_ml": ml})])
    assert go.name == f"go.{name}" and go.pan == pytest.approx(1.5 * ml)
    assert cues.of([Event(2, "enter")]) == [Cue("near", go.pan)]
    assert cues.of([Event(3, "pause")]) == [Cue("pause", 0.0)]


def test_a_success_sounds_and_a_miss_does_not():
    assert Cues().of([Event(1, "rep", {"success": True})]) == [Cue("done")]
    assert Cues().of([Event(1, "rep", {"success": False})]) == []


def test_each_sound_comes_once_a_step_and_exists():
    kinds = ["cue", "enter", "beat", "begin", "end", "gust", "prompt", "pause", "resume"]
    cues = Cues().of([Event(1, kind) for kind in [*kinds, "finished"] * 2])
    assert len(cues) == len(set(cues)) and {cue.name for cue in cues} <= set(CUES)


def test_a_hold_is_three_notes_and_a_wobble_does_not_repeat_them():
    rising, heard = Rising(), []
    for progress in (0.0, 0.1, 0.3, 0.4, 0.38, 0.42, 0.7, 0.69, 0.9, 1.0, 0.0):
        heard.append(rising.step(progress))
    assert [note for note in heard if note] == ["hold.1", "hold.2", "hold.3"]
    assert rising.step(0.05) == "hold.1"


def test_what_was_lost_of_a_hold_rises_again():
    rising = Rising()
    heard = [rising.step(progress) for progress in (0.1, 0.5, 0.2, 0.5)]
    assert heard == ["hold.1", "hold.2", None, "hold.2"]


def test_a_choice_made_at_once_has_no_notes_of_a_hold():
    rising = Rising()
    assert [rising.step(progress) for progress in (0.0, 1.0, 1.0, 0.0)] == [None] * 4
