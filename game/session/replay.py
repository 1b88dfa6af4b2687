"""Plays a recorded trial again from its intents and compares every event: the proof that a
recording is complete, and that the rules still are what they were.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from itertools import zip_longest

from game.level_types import LevelType
from game.levels import LevelError, level_from_dict
from game.session import files
from game.session.files import RecordingError
from game.session.recording import TrialRecording
from game.sim import Event

SESSION_EVENTS = frozenset({"limits", "difficulty", "pause", "resume", "slip", "rest_suggested"})
"""Kinds that the session adds around the rules; of these a replay only needs `difficulty`."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of it: `step` is the first that differs, 0 when none does or a file was changed."""

    identical: bool
    steps: int
    step: int
    message: str


def replay(trial: TrialRecording) -> Replay:
    """Replay one trial; never raises for a changed or incomplete recording, but says so."""
    try:
        return _compare(trial)
    except (RecordingError, LevelError) as error:
        return Replay(False, 0, 0, str(error))


def _compare(trial: TrialRecording) -> Replay:
    intents = trial.intents
    expected: dict[int, list[Event]] = defaultdict(list)
    difficulty: dict[int, float] = {}
    for _, event in trial.events:
        if event.kind == "difficulty":
            difficulty[event.step] = _difficulty(trial, event)
        elif event.kind not in SESSION_EVENTS:
            expected[event.step].append(event)
    rules = _rules(trial)
    if 0 in difficulty:
        rules.set_difficulty(difficulty[0])
    for step, _, intent in intents:
        problem = _difference(rules.step(intent), expected.pop(step, []))
        if problem:
            return Replay(False, len(intents), step, f"{trial.folder}: step {step}: {problem}")
        if step in difficulty:
            rules.set_difficulty(difficulty[step])
    if expected:
        step = min(expected)
        message = f"{trial.folder}: step {step}: events without a step in {files.INTENTS}"
        return Replay(False, len(intents), step, message)
    return Replay(
        True, len(intents), 0, f"{trial.folder.name}: identical over {len(intents)} steps"
    )


def _rules(trial: TrialRecording) -> LevelType:
    start, where = trial.start, trial.folder / files.START
    try:
        level = level_from_dict(start["level"], str(where))
        caps = tuple(float(cap) for cap in start["caps"])
        return level.rules(
            difficulty=float(start["difficulty"]), caps=caps, seed=int(start["seed"])
        )
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, LevelError):
            raise
        raise RecordingError(f"{where}: {error}: not the start of a trial") from None


def _difficulty(trial: TrialRecording, event: Event) -> float:
    value = event.data.get("value")
    if not isinstance(value, int | float):
        raise RecordingError(
            f"{trial.folder / files.EVENTS}: step {event.step}: difficulty {value!r}"
        )
    return float(value)


def _difference(made: list[Event], recorded: list[Event]) -> str:
    """Empty when equal; otherwise what differs, in words."""
    for ours, theirs in zip_longest(made, recorded):
        if ours is None:
            return f"'{theirs.kind}' was recorded, nothing happened now"
        if theirs is None:
            return f"'{ours.kind}' happened now, nothing was recorded"
        if ours.kind != theirs.kind:
            return f"'{theirs.kind}' was recorded, '{ours.kind}' happened now"
        # Through JSON and back, as the recorded one went: floats survive it exactly.
        now = json.loads(json.dumps(dict(ours.data)))
        if now != dict(theirs.data):
            keys = [key for key in {**now, **theirs.data} if now.get(key) != theirs.data.get(key)]
            return f"'{ours.kind}' differs in {', '.join(sorted(keys))}"
    return ""
