"""What a recording says: measures of each rep, of each direction and of the trial, and how good the
data are. Reads recordings and nothing else, so any session can be scored again.

How a task is scored is its own file (game.session.scoring). Without a board (a controller) only
what the rules saw is there.

What can be had is had: counts, movement and quality are found apart, and what stood in the way of
one is named beside the others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from game import __version__
from game.session import files
from game.session.files import RecordingError
from game.session.quality import device_quality, event_quality, sample_quality
from game.session.recording import SessionRecording, TrialRecording
from game.session.scoring import SCORERS, TaskScore
from game.session.scoring.modifiers import modifier_measures

T = TypeVar("T")
QUALITY = (sample_quality, event_quality, device_quality)


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
    task = _had(_task_score, trial, problems) or TaskScore()
    problems += task.problems
    quality = [_had(part, trial, problems) or [] for part in QUALITY]
    return Score(
        measures=[*task.measures, *(_had(modifier_measures, trial, problems) or [])],
        directions=task.directions,
        reps=task.reps,
        quality=[row for rows in quality for row in rows],
        problems=tuple(dict.fromkeys(problems)),
    )


def _task_score(trial: TrialRecording) -> TaskScore:
    level = trial.start.get("level")
    kind = level.get("type") if isinstance(level, dict) else None
    if not isinstance(kind, str) or kind not in SCORERS:
        raise RecordingError(
            f"{trial.folder / files.START}: level.type: there is no task {files.shown(kind)}"
        )
    return SCORERS[kind](trial)


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
    part: Callable[[TrialRecording], T], trial: TrialRecording, problems: list[str]
) -> T | None:
    """One part of the score, or None and a line in `problems`."""
    try:
        return part(trial)
    except RecordingError as error:
        problems.append(str(error))
        return None
