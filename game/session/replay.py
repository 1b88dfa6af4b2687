"""Plays a recorded trial again from its intents and compares every event: the proof that a
recording is complete, and that the rules still are what they were.

Rows cut off the end of intents.csv, and any change to samples.csv, are found by the checks in the
session's stop document. Where there is none (an interrupted session, a trial's folder on its own),
the samples only have to be readable rows.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from itertools import zip_longest

from game.balance.limits import DIRECTIONS
from game.levels import LevelError, level_from_dict
from game.session import files
from game.session.files import RecordingError
from game.session.recording import TrialRecording
from game.sim import STEP_HZ, Event, Rules

SESSION_EVENTS = frozenset(
    {"limits", "difficulty", "pause", "resume", "slip", "rest_suggested", "therapist"}
)
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
    except (ArithmeticError, ValueError) as error:  # the rules will not have such a start
        where = trial.folder / files.START
        return Replay(False, 0, 0, f"{where}: no play is possible from this ({error})")


def _compare(trial: TrialRecording) -> Replay:
    rules, steps = _rules(trial), len(trial.intents)
    _check_whole(trial)
    step, problem = _first_difference(trial, rules)
    if problem:
        return Replay(False, steps, step, f"{trial.folder}: step {step}: {problem}")
    if trial.seal.get("events_check", trial.events_check) != trial.events_check:
        events = trial.folder / files.EVENTS
        return Replay(
            False, steps, 0, f"{events}: changed since it was recorded (its check differs)"
        )
    return Replay(True, steps, 0, f"{trial.folder.name}: identical over {steps} steps")


def _check_whole(trial: TrialRecording) -> None:
    """RecordingError unless all that was recorded is there, as far as that is known."""
    seal, steps = trial.seal, len(trial.intents)
    intents, samples = trial.folder / files.INTENTS, trial.folder / files.SAMPLES
    if "steps" in seal and seal["steps"] != steps:
        raise RecordingError(
            f"{intents}: {steps} steps, but {files.shown(seal['steps'])} were recorded: "
            "rows are missing or were added"
        )
    if "check" in seal and seal["check"] != trial.intents_check:
        raise RecordingError(f"{intents}: not the rows that were recorded (the last check differs)")
    if "samples_check" not in seal:
        _ = trial.samples
    elif seal["samples_check"] != trial.samples_check:
        raise RecordingError(f"{samples}: changed since it was recorded (its check differs)")
    if not steps:
        raise RecordingError(f"{trial.folder}: nothing was recorded: no step in {files.INTENTS}")


def _first_difference(trial: TrialRecording, rules: Rules) -> tuple[int, str]:
    """The first step whose events differ, and how in words; (0, "") where all are the same."""
    expected, difficulty = _by_step(trial)
    if 0 in difficulty:
        rules.set_difficulty(difficulty[0])
    for step, _, intent in trial.intents:
        problem = _difference(rules.step(intent), expected.pop(step, []))
        if problem:
            return step, problem
        if step in difficulty:
            rules.set_difficulty(difficulty[step])
    beyond = [event.step for _, event in trial.events if event.step > len(trial.intents)]
    left = min([*expected, *beyond], default=None)
    return (0, "") if left is None else (left, f"events without a step in {files.INTENTS}")


def _by_step(trial: TrialRecording) -> tuple[dict[int, list[Event]], dict[int, float]]:
    """The rules' own events, and the difficulty set, of each step."""
    expected: dict[int, list[Event]] = defaultdict(list)
    difficulty: dict[int, float] = {}
    for _, event in trial.events:
        if event.kind == "difficulty":
            difficulty[event.step] = _difficulty(trial, event)
        elif event.kind not in SESSION_EVENTS:
            expected[event.step].append(event)
    return expected, difficulty


def _rules(trial: TrialRecording) -> Rules:
    """Fresh rules from the start document; RecordingError or LevelError names a wrong key."""
    start, where = trial.start, trial.folder / files.START
    caps, seed, difficulty = start.get("caps"), start.get("seed"), start.get("difficulty")
    for key, right, wanted in (
        ("step_hz", start.get("step_hz") == STEP_HZ, f"{STEP_HZ}, as the rules run here"),
        ("caps", _are_caps(caps), "eight numbers from 0 to 1"),
        ("seed", type(seed) is int and seed >= 0, "a whole number from 0"),
        ("difficulty", files.is_number(difficulty), "a number"),
    ):
        if not right:
            value = files.shown(start.get(key))
            raise RecordingError(f"{where}: {key}: {value}: this must be {wanted}")
    level = level_from_dict(start.get("level"), str(where))
    return level.rules(
        difficulty=float(start["difficulty"]),
        caps=tuple(map(float, start["caps"])),
        seed=start["seed"],
    )


def _are_caps(caps: object) -> bool:
    return (
        isinstance(caps, list)
        and len(caps) == len(DIRECTIONS)
        and all(files.is_number(cap) and 0 <= cap <= 1 for cap in caps)
    )


def _difficulty(trial: TrialRecording, event: Event) -> float:
    value = event.data.get("value")
    if not files.is_number(value):
        raise RecordingError(
            f"{trial.folder / files.EVENTS}: step {event.step}: difficulty: {files.shown(value)}: "
            "this must be a number"
        )
    return float(value)


def _difference(made: list[Event], recorded: list[Event]) -> str:
    """Empty when equal; otherwise what differs, in words."""
    for ours, theirs in zip_longest(made, recorded):
        if ours is None:
            return f"{files.shown(theirs.kind)} was recorded, nothing happened now"
        if theirs is None:
            return f"'{ours.kind}' happened now, nothing was recorded"
        if ours.kind != theirs.kind:
            return f"{files.shown(theirs.kind)} was recorded, '{ours.kind}' happened now"
        # Through JSON and back, as the recorded one went: floats survive it exactly.
        now = json.loads(json.dumps(dict(ours.data)))
        if now != dict(theirs.data):
            keys = [key for key in {**now, **theirs.data} if now.get(key) != theirs.data.get(key)]
            return f"'{ours.kind}' differs in {', '.join(sorted(keys))}"
    return ""
