"""What the difficulty controller says of itself, on the therapist's panel and in its language.

Recordings keep the controller's own sentence; here its record is put into the words of a catalog.
Levels are the panel's, 1 to 10, and so are steps.
"""

from __future__ import annotations

from game.difficulty import Change
from game.words import Words

LEVELS = 10  # into which 0..1 is divided, for people


def level_of(difficulty: float) -> int:
    """A difficulty 0..1 as one of ten levels, 1 the easiest."""
    return min(LEVELS, 1 + int(LEVELS * difficulty + 1e-6))


def why(words: Words, change: Change) -> str:
    """Why the level is what it is."""
    if change.reason == "reps":
        return _reps(words, change)
    key = f"why.{change.reason}"
    if change.reason == "held":
        return words.say(f"{key}.{change.hold}" if change.hold else key)
    return words.say(key, level=level_of(change.level))


def _reps(words: Words, change: Change) -> str:
    """What moved it: equal outcomes in a row, of one direction perhaps, or all of them together."""
    step = 0.0 if change.before is None else change.level - change.before
    key = "why.raised" if step > 0 else "why.eased"
    shown = words.decimal(LEVELS * abs(step))
    if change.run == 0 or change.run_success != (step > 0):
        return words.say(key, step=shown)
    if change.direction < 0:
        return words.say(f"{key}.run", n=change.run, step=shown)
    where = words.say(f"where.{change.direction}")
    return words.say(f"{key}.where", n=change.run, where=where, step=shown)
