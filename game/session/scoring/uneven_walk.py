"""Walking as a recording has it: the steps, how even they were, and how each stone was steadied.

Steps come from the raw samples of the whole trial (game.balance.steps): the share of the load on
the right half, or, of a plate without corners, the ML centre of pressure as a share of WIDTH_M. A
stance on a foot lasts from the moment the load crosses the person's own middle towards it until it
crosses back; a stance of more than LONGEST_S, or with a pause in it, is standing and no walking.

cop_error and single_support_sway are of the last HOLD_S at most before a stone was passed: the mean
distance of the centre of pressure from the balance point, which may move with its stone (where the
wind took it elsewhere it is not known), and the RMS distance from its own mean.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, stdev
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.balance.limits import DIRECTIONS, Limits
from game.balance.measure import Measure, measure
from game.balance.steps import Step, find_steps
from game.level_types.uneven_walk_path import to_and_fro
from game.session import files
from game.session.files import RecordingError
from game.session.recording import TrialRecording
from game.session.scoring.reps import Asked, asked, events_of
from game.session.scoring.task_score import Row, TaskScore, counts, keyed, means, number, row
from game.sim import STEP_HZ

Floats = NDArray[np.float64]

LONGEST_S: Final = 15.0  # a level may ask for seven on a stone, and the next takes time to reach
LONGEST_DOUBLE_S: Final = 6.0
HOLD_S: Final = 1.0
WIDTH_M: Final = 0.433  # between the sensors of a Wii Balance Board (Leach 2014)
_FEWEST = 5  # samples of a hold, to say how it swayed


@dataclass(frozen=True, slots=True)
class Passed:
    """One stone; measures are empty of movement without a board, or where `problem` says why."""

    rep: int
    direction: str
    success: bool
    attempted: bool
    score: float
    difficulty: float
    surface: str
    cue_s: float
    end_s: float
    measures: tuple[Measure, ...]
    problem: str = ""

    def as_dict(self) -> Row:
        """Plain JSON values, each measure by its name with its unit."""
        own = {name: getattr(self, name) for name in self.__slots__ if name not in _APART}
        return {**own, **keyed(self.measures)}


_APART = ("measures", "problem")


@dataclass(frozen=True, slots=True)
class Stance:
    """The load on one foot: from when it came until it went (s), and its mean share there."""

    foot: str
    begin_s: float
    end_s: float
    share: float

    @property
    def time_s(self) -> float:
        return self.end_s - self.begin_s


def score(trial: TrialRecording) -> TaskScore:
    """The measures of the trial, of each foot, and every stone."""
    found = _stones(trial)
    feet: dict[str, list[Passed]] = defaultdict(list)
    for one in found:
        feet[one.direction].append(one)
    walked, problem = _walked_or_why(trial)
    return TaskScore(
        measures=[*counts(found), _pace(found), *_means(found), *map(row, gait(*walked))],
        directions={
            name: [*counts(group), *_means(group), *map(row, of_foot(walked[1], name))]
            for name, group in feet.items()
        },
        reps=[one.as_dict() for one in found],
        problems=tuple(dict.fromkeys(p for p in (problem, *(o.problem for o in found)) if p)),
    )


def _means(group: Sequence[Passed]) -> list[Row]:
    return means(one.measures for one in group)


def _pace(found: Sequence[Passed]) -> Row:
    """Stones passed a minute, from the first cue to the last end."""
    minutes = (found[-1].end_s - found[0].cue_s) / 60 if found else 0.0
    passed = sum(one.success for one in found)
    pace = passed / minutes if minutes > 0 else math.nan
    return row(measure("stones_per_minute", pace, "1/min", passed))


# -- one stone ----------------------------------------------------------------------------------


def _stones(trial: TrialRecording) -> list[Passed]:
    """Every finished rep, in order; RecordingError when the events cannot be understood."""
    with events_of(trial, "walking"):
        return [_stone(trial, one) for one in asked(trial)]


def _stone(trial: TrialRecording, one: Asked) -> Passed:
    cue, rep = one.cue[1].data, one.rep[1].data
    if rep["direction"] not in DIRECTIONS:
        raise ValueError(f"direction: {files.shown(rep['direction'])}")
    success = rep["success"] is True
    movement, problem = _movement_or_why(trial, one) if success else ([], "")
    return Passed(
        rep=int(number(rep, "rep")),
        direction=str(rep["direction"]),
        success=success,
        attempted=rep["attempted"] is True,
        score=number(rep, "score"),
        difficulty=number(cue, "difficulty"),
        surface=str(cue["surface"]),
        cue_s=one.cue[0],
        end_s=one.rep[0],
        measures=(*_from_rules(dict(rep), success), *movement),
        problem=problem,
    )


def _from_rules(rep: dict[str, Any], success: bool) -> Iterator[Measure]:
    """What the rules saw; of a stone that let go there is no time until steady."""
    settled = number(rep, "time_to_steady_s") if success else math.nan
    error = 100 * number(rep, "error") if success else math.nan
    yield measure("time_to_steady", settled, "s", 1, "from the step to the start of the hold")
    yield measure("balance_error", error, "%", 1, "of the limit, while within the radius")
    yield measure("wobbles", number(rep, "wobbles"), "1", 1)


def _movement_or_why(trial: TrialRecording, one: Asked) -> tuple[list[Measure], str]:
    """The hold of one stone, or none and a line that says why."""
    try:
        limits = Limits.from_dict(trial.start["limits"] if one.stated is None else one.stated)
        return list(_movement(trial, limits, one)), ""
    except RecordingError as error:
        return [], str(error)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        return [], f"{trial.folder}: cue at {one.cue[0]:.3f} s: movement not measured ({error!r})"


def _movement(trial: TrialRecording, limits: Limits, one: Asked) -> Iterator[Measure]:
    cue, end = one.cue[1].data, one.rep[0]
    hold = min(number(cue, "settle_s"), HOLD_S)
    first, last = np.searchsorted(trial.samples["t_s"], [end - hold, end])
    ml, ap = (trial.samples[name][first:last] for name in ("cop_ml_mm", "cop_ap_mm"))
    known = np.isfinite(ml) & np.isfinite(ap)
    points = np.column_stack([ml[known], ap[known]])
    if len(points) < _FEWEST:
        return
    if number(cue, "gust") == 0:
        ml_lean, ap_lean, drift = (number(cue, key) for key in ("lean_ml", "lean_ap", "drift"))
        since = (trial.samples["t_s"][first:last][known] - one.cue[0]) * STEP_HZ
        waves = [ap_lean + drift * to_and_fro(steps) for steps in since.tolist()]
        off = np.hypot(*(points - 1000 * np.array([limits.cop(ml_lean, ap) for ap in waves])).T)
        yield measure("cop_error", float(off.mean()), "mm", 1)
    sway = points - points.mean(axis=0)
    rms = math.sqrt(float(np.mean(np.sum(sway**2, axis=1))))
    yield measure("single_support_sway", rms, "mm", 1)


# -- the steps ----------------------------------------------------------------------------------


def _walked_or_why(trial: TrialRecording) -> tuple[tuple[list[Step], list[Stance]], str]:
    """The steps and stances of a trial that asked for them, as far as its samples can be read."""
    if trial.start["level"]["params"].get("mode") == "gliding":
        return ([], []), ""
    try:
        samples = trial.samples
    except RecordingError as error:
        return ([], []), str(error)
    began = next((at for at, event in trial.events if event.kind == "cue"), math.inf)
    t, load = samples["t_s"], load_right(samples)
    found = find_steps(zip(t.tolist(), load.tolist(), strict=True))
    steps = [step for step in found if step.t >= began]
    breaks = [at for at, event in trial.events if event.kind in ("pause", "resume")]
    return (steps, stances(steps, t, load, breaks)), ""


def load_right(samples: dict[str, Floats]) -> Floats:
    """The share of the load on the right half, (n,); NaN while nobody stands there."""
    right = samples["tr_n"] + samples["br_n"]
    total = right + samples["tl_n"] + samples["bl_n"]
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(total > 0, right / total, np.nan)
    by_cop = 0.5 + samples["cop_ml_mm"] / 1000 / WIDTH_M
    return np.where(np.isfinite(share), share, np.clip(by_cop, 0.0, 1.0))


def stances(
    steps: Sequence[Step], t: Floats, load: Floats, breaks: Sequence[float] = ()
) -> list[Stance]:
    """Between the steps: each foot's time and share of the load, without what was standing."""
    made = []
    for step, after in pairwise(steps):
        begin, end = step.crossed, after.crossed
        if end - begin > LONGEST_S or any(begin <= at <= end for at in breaks):
            continue
        part = load[slice(*np.searchsorted(t, [begin, end]))]
        right = float(np.nanmean(part)) if np.isfinite(part).any() else math.nan
        made.append(Stance(step.foot, begin, end, right if step.foot == "right" else 1 - right))
    return made


def gait(steps: Sequence[Step], found: Sequence[Stance]) -> Iterator[Measure]:
    """Of a walk: steps, cadence and its variability, symmetry of time and of load.

    Symmetry indices: 100 * (right - left) / (0.5 (right + left)), 0 even.
    """
    if not steps:
        return
    times = [one.time_s for one in found]
    mean = fmean(times) if times else math.nan
    spread = stdev(times) if len(times) > 1 else math.nan
    double = [step.t - step.left for step in steps if 0 <= step.t - step.left <= LONGEST_DOUBLE_S]
    yield measure("steps", len(steps), "1", len(steps))
    yield measure("cadence", 60 / mean, "1/min", len(times))
    yield measure("step_time_variability", 100 * spread / mean, "%", len(times), "SD over mean")
    yield measure("double_support_time", fmean(double) if double else math.nan, "s", len(double))
    yield _symmetry("step_time_symmetry_index", found, "time_s")
    yield _symmetry("step_load_symmetry_index", found, "share")


def of_foot(found: Sequence[Stance], foot: str) -> Iterator[Measure]:
    """How long, and with what share of the weight, this foot bore the load."""
    own = [one for one in found if one.foot == foot]
    if own:
        yield measure("stance_time", fmean(one.time_s for one in own), "s", len(own))
        yield measure("stance_load", 100 * fmean(one.share for one in own), "%", len(own))


def _symmetry(name: str, found: Sequence[Stance], of: str) -> Measure:
    left, right = ([getattr(s, of) for s in found if s.foot == foot] for foot in ("left", "right"))
    if not left or not right:
        return measure(name, math.nan, "%", 0)
    more, less = fmean(right), fmean(left)
    return measure(name, 100 * (more - less) / (0.5 * (more + less)), "%", len(found))
