"""What a recording says: measures of each rep, of each direction and of the trial, and how good the
data are. Reads recordings and nothing else, so any session can be scored again.

Reach measures come from the raw samples between a rep's cue and its end, on the axis of its target
(definitions: game.balance.movement). Without a board (a controller) only what the rules saw is
there.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from game import __version__
from game.session import files
from game.session.files import RecordingError
from game.session.quality import data_quality
from game.session.reaches import Reach, reaches
from game.session.recording import SessionRecording, TrialRecording


@dataclass(frozen=True, slots=True)
class Score:
    """The measures of one trial, in plain JSON values, as summary.json keeps them."""

    measures: list[dict[str, Any]]
    directions: dict[str, list[dict[str, Any]]]
    reps: list[dict[str, Any]]
    quality: list[dict[str, Any]]


def score_session(folder: Path) -> None:
    """Score every trial of a session into its summary.json; one that cannot be read says so."""
    for trial in SessionRecording(folder).trials:
        try:
            score = score_trial(trial)
            document: dict[str, Any] = {
                "measures": score.measures,
                "directions": score.directions,
                "reps": score.reps,
                "quality": score.quality,
            }
        except RecordingError as error:
            document = {"measures": [], "problem": str(error)}
        files.write_json(
            trial.folder / files.SUMMARY,
            {"format": files.FORMAT, "software": f"surefoot {__version__}", **document},
        )


def score_trial(trial: TrialRecording) -> Score:
    """Measures of one trial; RecordingError when it cannot be read."""
    found = reaches(trial)
    by_direction: dict[str, list[Reach]] = defaultdict(list)
    for reach in found:
        by_direction[reach.direction].append(reach)
    return Score(
        measures=_summary(found),
        directions={name: _summary(group) for name, group in by_direction.items()},
        reps=[reach.as_dict() for reach in found],
        quality=data_quality(trial),
    )


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
