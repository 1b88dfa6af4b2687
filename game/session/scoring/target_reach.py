"""Reaching as a recording has it: what was asked, what came of it, how it moved, rep by rep.

A rep runs from its cue to its end; its rest is the time just before the cue. The limits are those
in force at the cue: of the start document, or of the last `limits` event before it. Where the
movement cannot be measured, the rep is kept with what the rules saw and says why.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean
from typing import Any

import numpy as np

from game.balance.limits import DIRECTIONS, UNIT, Limits
from game.balance.measure import Measure
from game.balance.movement import REST_S, Target, movement_measures
from game.session import files
from game.session.files import RecordingError
from game.session.recording import TrialRecording
from game.session.scoring.reps import Asked, asked, events_of
from game.session.scoring.task_score import Row, TaskScore, means, number, plain_measure

FROM_RULES = (("time_s", "time_to_target", "s"), ("straightness", "straightness", "1"))
_STEADINESS = ("steadiness", "steadiness", "1")


@dataclass(frozen=True, slots=True)
class Reach:
    """One rep. measures are empty of movement where there was no board to see it, or where
    `problem` says what stood in the way.
    """

    rep: int
    direction: str
    success: bool
    attempted: bool
    score: float
    difficulty: float
    cue_s: float
    end_s: float
    measures: tuple[Measure, ...]
    problem: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values, each measure by its name with its unit."""
        return {
            "rep": self.rep,
            "direction": self.direction,
            "success": self.success,
            "attempted": self.attempted,
            "score": self.score,
            "difficulty": self.difficulty,
            "cue_s": self.cue_s,
            "end_s": self.end_s,
            **{m.key: m.value if math.isfinite(m.value) else None for m in self.measures},
        }


def score(trial: TrialRecording) -> TaskScore:
    """Counts and mean measures of all reaches and of each direction, and every reach."""
    found = reaches(trial)
    by_direction: dict[str, list[Reach]] = defaultdict(list)
    for reach in found:
        by_direction[reach.direction].append(reach)
    return TaskScore(
        measures=_summary(found),
        directions={name: _summary(group) for name, group in by_direction.items()},
        reps=[reach.as_dict() for reach in found],
        problems=tuple(reach.problem for reach in found if reach.problem),
    )


def _summary(group: list[Reach]) -> list[Row]:
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
        *means(reach.measures for reach in group),
    ]


def reaches(trial: TrialRecording) -> list[Reach]:
    """Every finished rep, in order; RecordingError when the events cannot be understood."""
    with events_of(trial, "reaching"):
        return [_reach(trial, one) for one in asked(trial)]


def _reach(trial: TrialRecording, one: Asked) -> Reach:
    (began, cue), (ended, came) = one.cue, one.rep
    data: dict[str, Any] = dict(came.data)
    if data["direction"] not in DIRECTIONS:
        raise ValueError(f"direction: {files.shown(data['direction'])}")
    movement, problem = movement_or_why(trial, one)
    return Reach(
        rep=int(number(data, "rep")),
        direction=data["direction"],
        success=data["success"] is True,
        attempted=data["attempted"] is True,
        score=number(data, "score"),
        difficulty=number(cue.data, "difficulty"),
        cue_s=began,
        end_s=ended,
        measures=(*_from_rules(data), *movement),
        problem=problem,
    )


def _from_rules(data: dict[str, Any]) -> Iterator[Measure]:
    """What the rules saw of a success; of a miss there is nothing to say."""
    for key, name, unit in (*FROM_RULES, _STEADINESS):
        value = float(number(data, key)) if data["success"] else math.nan
        yield Measure(name, value, unit, int(math.isfinite(value)))


def movement_or_why(trial: TrialRecording, one: Asked) -> tuple[list[Measure], str]:
    """The movement from a cue that says direction, reach and radius to the end of its rep, or none
    and a line that says why.
    """
    began = one.cue[0]
    try:
        return _movement(trial, one), ""
    except RecordingError as error:
        return [], str(error)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        return [], f"{trial.folder}: cue at {began:.3f} s: movement not measured ({error!r})"


def _movement(trial: TrialRecording, one: Asked) -> list[Measure]:
    limits = Limits.from_dict(trial.start["limits"] if one.stated is None else one.stated)
    wanted: dict[str, Any] = dict(one.cue[1].data)
    began, ended = one.cue[0], one.rep[0]
    t = trial.samples["t_s"]
    part = slice(*np.searchsorted(t, [began - REST_S, ended]).tolist())
    if not t.size:
        return []
    direction = DIRECTIONS.index(wanted["direction"])
    limit = limits.reach[direction]
    target = Target(
        UNIT[direction],
        wanted["reach"] * limit,
        wanted["radius"] * limit,
        limit,
        centre=(limits.centre_ml, limits.centre_ap),
    )
    ml, ap = trial.samples["cop_ml_mm"] / 1000, trial.samples["cop_ap_mm"] / 1000
    return movement_measures(t[part], ml[part], ap[part], target, began)
