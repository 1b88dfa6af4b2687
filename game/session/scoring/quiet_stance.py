"""Quiet stance as a recording has it: the sway of each stance, means of repeats, and quotients.

A stance runs from its `begin` to its `end`; only one that was stood to its end is measured, from
the raw samples. Reported is the `filtered` table of game.balance.sway; `how` beside each number
says the preprocessing, and `n` of a mean the number of stances. Sway is about its own mean: where
that lay on the board is `mean_position`, and with feet apart `symmetry_index` says which foot bore
more.

With one condition and side the measures are those of the trial. With several they stand by
condition, side or both under `directions`, and the trial has the mean velocity of each and, where
eyes were both open and closed, the Romberg quotients. All are of the centre of pressure: none is
the sway velocity of the (m)CTSIB, which is of the centre of gravity.

For feet apart two things stand beside them: on firm ground with open eyes the smallest change that
is more than chance, and where the start document gives `age_years` the percentile for that age.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import fmean
from typing import Any, get_args

import numpy as np

from game.balance.excursion import symmetry_index
from game.balance.measure import Measure, measure
from game.balance.norms import (
    OLDER_FROM,
    SOURCE,
    Eyes,
    Norm,
    Surface,
    detectable_area_factor,
    detectable_velocity_change,
    find_norm,
    parse_norms,
    percentile,
    romberg_quotient,
)
from game.balance.sway import CENTRED, sway_measures
from game.resources import folder
from game.session import files
from game.session.files import RecordingError
from game.session.recording import TrialRecording
from game.session.scoring.reps import events_of
from game.session.scoring.task_score import Row, TaskScore, keyed, number, plain_measure, row
from game.sim import Event

QUOTIENTS = ("mean_velocity", "rms_distance_ml", "rms_distance_ap", "prediction_ellipse_95")
HEADLINE = "mean_velocity"


@dataclass(frozen=True, slots=True)
class Stance:
    """One rep. Times in seconds of the trial: of the stance that was stood to its end, None where
    there was none. measures are empty without it, without a board, or where `problem` says why.
    """

    rep: int
    stance: str
    surface: Surface
    eyes: Eyes
    side: str | None
    repeat: int
    success: bool
    attempted: bool
    score: float
    difficulty: float
    tries: int
    time_s: float
    begin_s: float | None = None
    end_s: float | None = None
    measures: tuple[Measure, ...] = ()
    problem: str = ""

    @property
    def condition(self) -> str:
        return f"{self.surface}_{self.eyes}"

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values, each measure by its name with its unit."""
        own = {name: getattr(self, name) for name in self.__slots__ if name not in _APART}
        return {**own, "condition": self.condition, "direction": None, **keyed(self.measures)}


_APART = ("measures", "problem")
Group = Sequence[Stance]


def score(trial: TrialRecording) -> TaskScore:
    """The measures of the trial, of each condition and side where there are several, every rep."""
    found, age = stances(trial), _age(trial)
    groups = _grouped(found)
    counts = _counts(found)
    if len(groups) == 1:
        return _task_score([*counts, *_rows(found, age)], {}, found)
    headlines = [
        row(replace(one, name=f"{HEADLINE}_{name}"))
        for name, group in groups.items()
        for one in _means(group)
        if one.name == HEADLINE
    ]
    quotients = [row(one) for one in _quotients(found)]
    parts = {name: [*_counts(group), *_rows(group, age)] for name, group in groups.items()}
    return _task_score([*counts, *headlines, *quotients], parts, found)


def _task_score(measures: list[Row], parts: dict[str, list[Row]], found: Group) -> TaskScore:
    problems = tuple(one.problem for one in found if one.problem)
    return TaskScore(measures, parts, [one.as_dict() for one in found], problems)


def _grouped(found: Group) -> dict[str, list[Stance]]:
    """By condition, side or both, whichever there is more than one of."""
    several = len({one.condition for one in found}) > 1
    groups: dict[str, list[Stance]] = {}
    for one in found:
        names = [one.condition] if several else []
        names += [one.side] if one.side else []
        groups.setdefault("_".join(names), []).append(one)
    return groups


# -- what is said of a group --------------------------------------------------------------------


def _counts(group: Group) -> list[Row]:
    time = fmean(one.time_s for one in group) if group else math.nan
    return [
        plain_measure("stances_completed", sum(one.success for one in group), "1", len(group)),
        plain_measure("stances_attempted", sum(one.attempted for one in group), "1", len(group)),
        plain_measure("time_in_stance", time, "s", len(group)),
    ]


def _rows(group: Group, age: float | None) -> list[Row]:
    """The sway of a group, its headline first, and what it may be compared with."""
    means = sorted(_means(group), key=lambda one: one.name != HEADLINE)
    return [row(one) for one in (*means, *_beside(group, means, age))]


def _means(group: Group) -> list[Measure]:
    """Each measure over the stances in which it is known; n counts those."""
    measured = [one.measures for one in group if one.measures]
    return [_mean(column) for column in zip(*measured, strict=True)]


def _mean(column: Sequence[Measure]) -> Measure:
    known = [one.value for one in column if math.isfinite(one.value)]
    how = " or ".join(dict.fromkeys(one.how for one in column))
    value = fmean(known) if known else math.nan
    return measure(column[0].name, value, column[0].unit, len(known), how)


def _quotients(found: Group) -> Iterator[Measure]:
    """Eyes closed over eyes open, on each surface and side that has both."""
    pairs: dict[str, dict[str, list[Stance]]] = {}
    for one in found:
        where = f"{one.surface}_{one.side}" if one.side else one.surface
        pairs.setdefault(where, {}).setdefault(one.eyes, []).append(one)
    for where, by_eyes in pairs.items():
        closed, opened = (
            {m.name: m for m in _means(by_eyes.get(eyes, []))} for eyes in ("closed", "open")
        )
        for name in QUOTIENTS:
            if name in closed and name in opened:
                quotient = romberg_quotient(closed[name], opened[name])
                yield replace(quotient, name=f"{quotient.name}_{where}")


def _beside(group: Group, means: Sequence[Measure], age: float | None) -> Iterator[Measure]:
    """Norms and detectable change, for the stance in which they were measured."""
    if not means or group[0].stance != "apart":
        return
    surface, eyes = group[0].surface, group[0].eyes
    if (surface, eyes) == ("firm", "open"):
        yield from _detectable(max(one.n for one in means if one.name == HEADLINE), age)
    if age is None:
        return
    for one in means:
        norm = find_norm(_norms(), one.name, age=age, surface=surface, eyes=eyes)
        if norm:
            spread = f"5th to 95th {norm.values[0]:g} to {norm.values[-1]:g} {norm.unit}; {SOURCE}"
            found = percentile(_norms(), one, age=age, surface=surface, eyes=eyes)
            yield replace(found, how=spread)


def _detectable(trials: int, age: float | None) -> Iterator[Measure]:
    """Where the age is not known, the larger change: that of older people."""
    velocity = detectable_velocity_change(OLDER_FROM if age is None else age, trials)
    if age is None:
        velocity = replace(velocity, how=f"age not stated, from {OLDER_FROM} on; {velocity.how}")
    yield velocity
    yield detectable_area_factor(trials)


@cache
def _norms() -> tuple[Norm, ...]:
    return parse_norms((folder("assets") / "norms" / "cop-norms.csv").read_text("utf-8"))


def _age(trial: TrialRecording) -> float | None:
    age = trial.start.get("age_years")
    return float(age) if files.is_number(age) else None


# -- reading ------------------------------------------------------------------------------------


def stances(trial: TrialRecording) -> list[Stance]:
    """Every finished rep, in order; RecordingError when the events cannot be understood."""
    with events_of(trial, "quiet stance"):
        return list(_stances(trial))


def _stances(trial: TrialRecording) -> Iterator[Stance]:
    difficulty, began, whole = math.nan, math.nan, None
    for at, event in trial.events:
        if event.kind == "cue":
            difficulty = number(event.data, "difficulty")
        elif event.kind == "begin":
            began = at
        elif event.kind == "end" and event.data["valid"] is True:
            whole = (began, at)
        elif event.kind == "rep":
            yield _stance(trial, event, difficulty, whole)
            whole = None


def _stance(
    trial: TrialRecording, rep: Event, difficulty: float, whole: tuple[float, float] | None
) -> Stance:
    data: dict[str, Any] = dict(rep.data)
    for key, known in (("surface", get_args(Surface)), ("eyes", get_args(Eyes))):
        if data[key] not in known:
            raise ValueError(f"{key}: {files.shown(data[key])}")
    bare = Stance(
        rep=int(number(data, "rep")),
        stance=data["stance"],
        surface=data["surface"],
        eyes=data["eyes"],
        side=data["side"],
        repeat=int(number(data, "repeat")),
        success=data["success"] is True,
        attempted=data["attempted"] is True,
        score=number(data, "score"),
        difficulty=difficulty,
        tries=int(number(data, "tries")),
        time_s=number(data, "time_s"),
    )
    if whole is None:
        return bare
    measures, problem = _sway_or_why(trial, *whole)
    if measures:
        measures += _place(trial, *whole, data["stance"])
    return replace(
        bare, begin_s=whole[0], end_s=whole[1], measures=tuple(measures), problem=problem
    )


def _sway_or_why(trial: TrialRecording, began: float, ended: float) -> tuple[list[Measure], str]:
    """The sway between two times, or none and a line that says why."""
    try:
        t = trial.samples["t_s"]
        if not t.size:
            return [], ""
        part = slice(*np.searchsorted(t, [began, ended]).tolist())
        ml, ap = trial.samples["cop_ml_mm"] / 1000, trial.samples["cop_ap_mm"] / 1000
        found = sway_measures(t[part], ml[part], ap[part])
        return [one for one in found if not one.how.startswith(CENTRED)], ""
    except RecordingError as error:
        return [], str(error)
    except ValueError as error:
        return [], f"{trial.folder}: stance at {began:.3f} s: sway not measured ({error})"


def _place(trial: TrialRecording, began: float, ended: float, stance: str) -> Iterator[Measure]:
    """Where the centre of pressure lay on the board between two times, and the load of both feet
    where each is on its half.
    """
    samples = trial.samples
    part = slice(*np.searchsorted(samples["t_s"], [began, ended]).tolist())
    for axis in ("ml", "ap"):
        known = samples[f"cop_{axis}_mm"][part]
        known = known[np.isfinite(known)]
        mean = float(np.mean(known)) if known.size else math.nan
        how = "from the middle of the board"
        yield measure(f"mean_position_{axis}", mean, "mm", known.size, how)
    if stance == "apart":
        tl, bl, tr, br = (samples[name][part] for name in ("tl_n", "bl_n", "tr_n", "br_n"))
        yield symmetry_index(tl + bl, tr + br)
