"""What modifiers add to a score: how it went with and without each, and the second task.

Reps say how they were played (`dual`, `feedback`, `probe`, `aided`); each way has its success rate
and rep score beside those of the task. A cost is 100 (alone - together) / alone: of the rep score
for the body, of the accuracy for the head. Where difficulty follows the person the two parts differ
in it too (each rep says its own): costs are to be compared at a fixed difficulty.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import fmean
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.levels import LevelError, level_from_dict
from game.modifiers import chain
from game.session import files
from game.session.recording import TrialRecording
from game.session.scoring.reps import events_of
from game.session.scoring.task_score import Row, number, plain_measure
from game.sim import Event

WAYS = (
    ("dual", False, "single_task"),
    ("dual", True, "dual_task"),
    ("feedback", True, "with_feedback"),
    ("feedback", False, "no_feedback"),
    ("probe", True, "probe"),
    ("aided", True, "with_help"),
    ("aided", False, "neutral"),
)
Floats = NDArray[np.float64]


def modifier_measures(trial: TrialRecording) -> list[Row]:
    """Measures of the modifiers, none for a level without; RecordingError for events that no
    modifier wrote.
    """
    with events_of(trial, "modifiers"):
        return [*_by_way(trial), *_second_task(trial)]


def true_course(trial: TrialRecording, rep: Event, course: Floats, steps: int) -> Floats:
    """Where leans of the rules (n, 2) truly were asked for, at each step of play of one rep;
    ValueError where they are not as many.
    """
    try:
        level = level_from_dict(trial.start.get("level"), str(trial.folder / files.START))
    except LevelError as error:
        raise ValueError(str(error)) from None
    modifiers = {
        name: params
        for name, params in level.modifiers.items()
        if name != "side_gain" or rep.data.get("aided") is True
    }
    if tempo := modifiers.get("tempo"):
        at = np.minimum(np.arange(1, steps + 1) * tempo.factor, len(course)) - 1
        course = np.column_stack([np.interp(at, range(len(course)), axis) for axis in course.T])
    if len(course) != steps:
        raise ValueError(f"a stretch of {steps} steps, its flight of {len(course)}")
    for modifier in reversed(chain(modifiers, caps=tuple(trial.start["caps"]), seed=0)):
        course = np.array([modifier.true_lean(*place) for place in course.tolist()])
    return course


def _by_way(trial: TrialRecording) -> Iterator[Row]:
    reps = [dict(event.data) for _, event in trial.events if event.kind == "rep"]
    scores = {}
    for tag, value, name in WAYS:
        group = [rep for rep in reps if rep.get(tag) is value]
        if not any(tag in rep for rep in reps) or (tag == "probe" and not group):
            continue
        scores[name] = _mean([float(number(rep, "score")) for rep in group])
        successes = [100.0 * (rep["success"] is True) for rep in group]
        yield plain_measure(f"success_rate_{name}", _mean(successes), "%", len(group))
        yield plain_measure(f"rep_score_{name}", scores[name], "1", len(group))
    if "dual_task" in scores:
        cost = _cost(scores["single_task"], scores["dual_task"])
        yield plain_measure("dual_task_cost", cost, "%", len(reps))


def _second_task(trial: TrialRecording) -> Iterator[Row]:
    answers = [dict(event.data) for _, event in trial.events if event.kind == "answer"]
    if not any(event.kind == "prompt" for _, event in trial.events):
        return
    shown = [answer for answer in answers if answer["prompt"] is not None]
    accuracy = {}
    for name, alone in (("alone", True), ("dual", False)):
        group = [answer for answer in shown if answer["alone"] is alone]
        accuracy[name] = _mean([100.0 * (answer["correct"] is True) for answer in group])
        times = [_reaction(answer) for answer in group if answer["correct"] is True]
        known = [time for time in times if math.isfinite(time)]
        yield plain_measure(f"second_task_accuracy_{name}", accuracy[name], "%", len(group))
        yield plain_measure(f"second_task_reaction_time_{name}", _mean(known), "s", len(known))
    cost = _cost(accuracy["alone"], accuracy["dual"])
    yield plain_measure("second_task_cost", cost, "%", len(shown))
    alarms = sum(answer["said"] is True and answer["correct"] is not True for answer in answers)
    yield plain_measure("second_task_false_alarms", alarms, "1", len(answers))


def _reaction(answer: dict[str, Any]) -> float:
    return math.nan if answer["reaction_s"] is None else number(answer, "reaction_s")


def _cost(alone: float, together: float) -> float:
    return 100 * (alone - together) / alone if alone > 0 else math.nan


def _mean(values: Sequence[float]) -> float:
    return fmean(values) if values else math.nan
