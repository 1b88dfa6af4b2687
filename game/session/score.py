"""What a recording says: measures of each rep, of each direction and of the trial, and how good the
data are. Reads recordings and nothing else, so any session can be scored again.

Reach measures come from the raw samples between a rep's cue and its end, on the axis of its target
(definitions: game.balance.movement). Without a board (a controller) only what the rules saw is
there.

What can be had is had: counts, movement and quality are found apart, and what stood in the way of
one is named beside the others.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any, TypeVar

from game import __version__
from game.session import files
from game.session.files import RecordingError
from game.session.quality import event_quality, sample_quality
from game.session.reaches import Reach, reaches
from game.session.recording import SessionRecording, TrialRecording

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Score:
    """The measures of one trial, in plain JSON values, as summary.json keeps them.

    problems: what could not be had and why, one line each; measures, directions and reps are empty
    where the events cannot be understood.
    """

    measures: list[dict[str, Any]]
    directions: dict[str, list[dict[str, Any]]]
    reps: list[dict[str, Any]]
    quality: list[dict[str, Any]]
    problems: tuple[str, ...] = ()


def score_session(folder: Path) -> list[str]:
    """Score every trial of a session into its summary.json; returns what stood in the way, one line
    each. A damaged recording or a full disk is said so, never raised.
    """
    try:
        trials = SessionRecording(folder).trials
    except RecordingError as error:
        return [str(error)]
    return [problem for trial in trials for problem in _write_summary(trial)]


def score_trial(trial: TrialRecording) -> Score:
    """Measures of one trial, as far as it can be read."""
    problems: list[str] = []
    found = _had(reaches, trial, problems)
    by_direction: dict[str, list[Reach]] = defaultdict(list)
    for reach in found or []:
        by_direction[reach.direction].append(reach)
        problems += [reach.problem] if reach.problem else []
    quality = [_had(part, trial, problems) or [] for part in (sample_quality, event_quality)]
    return Score(
        measures=[] if found is None else _summary(found),
        directions={name: _summary(group) for name, group in by_direction.items()},
        reps=[reach.as_dict() for reach in found or []],
        quality=[row for rows in quality for row in rows],
        problems=tuple(dict.fromkeys(problems)),
    )


def _write_summary(trial: TrialRecording) -> tuple[str, ...]:
    score, path = score_trial(trial), trial.folder / files.SUMMARY
    document: dict[str, Any] = {
        "format": files.FORMAT,
        "software": f"surefoot {__version__}",
        "measures": score.measures,
        "directions": score.directions,
        "reps": score.reps,
        "quality": score.quality,
    }
    if score.problems:
        document["problem"] = "; ".join(score.problems)
    try:
        files.write_json(path, document)
    except OSError as error:
        return (*score.problems, f"{path}: cannot be written ({error.strerror})")
    return score.problems


def _had(
    part: Callable[[TrialRecording], list[T]], trial: TrialRecording, problems: list[str]
) -> list[T] | None:
    """One part of the score, or None and a line in `problems`."""
    try:
        return part(trial)
    except RecordingError as error:
        problems.append(str(error))
        return None


def _summary(group: list[Reach]) -> list[dict[str, Any]]:
    """Counts, and the mean of each measure over the reps in which it is known."""
    successes = sum(reach.success for reach in group)
    attempts = sum(reach.attempted for reach in group)
    share = successes / len(group) if group else math.nan
    score = fmean(reach.score for reach in group) if group else math.nan
    return [
        plain_measure("targets_reached", successes, "1", len(group)),
        plain_measure("targets_attempted", attempts, "1", len(group)),
        plain_measure("success_rate", 100 * share, "%", len(group)),
        plain_measure("rep_score", score, "1", len(group)),
        *_means(group),
    ]


def _means(group: Iterable[Reach]) -> list[dict[str, Any]]:
    values: dict[tuple[str, str], list[float]] = defaultdict(list)
    for reach in group:
        for item in reach.measures:
            values[item.name, item.unit] += [item.value] if math.isfinite(item.value) else []
    return [
        plain_measure(name, fmean(known) if known else math.nan, unit, len(known))
        for (name, unit), known in values.items()
    ]


def plain_measure(name: str, value: float, unit: str, n: int) -> dict[str, Any]:
    """A measure as JSON keeps it: null where it is not known."""
    return {"name": name, "value": value if math.isfinite(value) else None, "unit": unit, "n": n}
