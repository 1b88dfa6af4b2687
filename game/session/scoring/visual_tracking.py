"""Visual tracking as a recording has it: how well a firefly was followed, and how soon single ones
were answered, for the whole field and for its left and right (neglect shows as their difference).

A stretch is measured against the flight that its cue tells, in lean at each step of the rules. The
lean is that of the raw samples, put at the time of each step, so that the low-pass of play is no
part of the lag; without a board it is what the rules saw.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.balance.directions import DIRECTIONS, UNIT
from game.balance.limits import Limits
from game.balance.measure import Measure, measure
from game.balance.tracking import rms_distance, tracking_measures
from game.level_types.visual_tracking_paths import Path, places
from game.session import files
from game.session.recording import TrialRecording
from game.session.scoring.modifiers import true_course
from game.session.scoring.reps import Asked, asked, events_of
from game.session.scoring.target_reach import movement_or_why
from game.session.scoring.task_score import Row, TaskScore, means, number, plain_measure
from game.sim import STEP_HZ

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tracked:
    """One rep. direction None: a stretch. sides: what was measured while the firefly was there."""

    data: dict[str, Any]
    direction: str | None
    measures: tuple[Measure, ...]
    sides: tuple[tuple[str, tuple[Measure, ...]], ...] = ()
    problem: str = ""

    @property
    def side(self) -> str | None:
        """left, right, or None for straight ahead, back, and a stretch."""
        ml = 0.0 if self.direction is None else UNIT[DIRECTIONS.index(self.direction)][0]
        return "right" if ml > 0 else "left" if ml < 0 else None

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values, each measure by its name with its unit."""
        known = {m.key: m.value if math.isfinite(m.value) else None for m in self.measures}
        return {**self.data, **known}


def score(trial: TrialRecording) -> TaskScore:
    """Counts and means of all reps, of each direction or side, and every rep; RecordingError when
    the events cannot be understood.
    """
    with events_of(trial, "tracking"):
        found = [_tracked(trial, one) for one in asked(trial)]
    alarms = sum(event.kind == "false_alarm" for _, event in trial.events)
    answered = trial.start["level"]["params"].get("answer") == "button"
    alone = [plain_measure("false_alarms", alarms, "1", len(found))] if answered else []
    return TaskScore(
        measures=[*_summary(found), *alone, *_left_and_right(found)],
        directions=_groups(found),
        reps=[one.as_dict() for one in found],
        problems=tuple(one.problem for one in found if one.problem),
    )


def _summary(group: Sequence[Tracked]) -> list[Row]:
    n = len(group)
    successes, attempts = (
        sum(one.data[key] is True for one in group) for key in ("success", "attempted")
    )
    return [
        plain_measure("targets_reached", successes, "1", n),
        plain_measure("targets_attempted", attempts, "1", n),
        plain_measure("success_rate", 100 * successes / n if n else math.nan, "%", n),
        plain_measure("rep_score", _mean(one.data["score"] for one in group), "1", n),
        *means(one.measures for one in group),
    ]


def _groups(found: Sequence[Tracked]) -> dict[str, list[Row]]:
    """Single fireflies by direction; stretches by the side on which the firefly was."""
    by_direction: dict[str, list[Tracked]] = defaultdict(list)
    by_side: dict[str, list[tuple[Measure, ...]]] = defaultdict(list)
    for one in found:
        if one.direction is not None:
            by_direction[one.direction].append(one)
        for side, measures in one.sides:
            by_side[side].append(measures)
    return {
        **{name: _summary(group) for name, group in by_direction.items()},
        **{name: means(group) for name, group in by_side.items()},
    }


def _left_and_right(found: Sequence[Tracked]) -> Iterator[Row]:
    """What each side gave, and right less left: how much better, or later, the right is."""
    for name, unit in (
        ("success_rate", "%"),
        ("latency", "s"),
        ("time_on_target", "%"),
        ("rms_error", "%"),
        ("gain", "1"),
    ):
        values = {s: [v for one in found for v in _of(one, name, s)] for s in ("left", "right")}
        if not any(values.values()):
            continue
        for side, kept in values.items():
            yield plain_measure(f"{name}_{side}", _mean(kept), unit, len(kept))
        difference = _mean(values["right"]) - _mean(values["left"])
        n = min(len(kept) for kept in values.values())
        yield plain_measure(f"{name}_right_less_left", difference, unit, n)


def _of(one: Tracked, name: str, side: str) -> list[float]:
    """The values of one measure that a rep has for a side: of a stretch, or of a single firefly
    that was there.
    """
    if one.direction is None:
        known = [m for on, measures in one.sides if on == side for m in measures]
    elif one.side != side:
        return []
    elif name == "success_rate":
        return [100.0 * (one.data["success"] is True)]
    else:
        known = [m for m in one.measures if name == m.name == "latency"]
    return [m.value for m in known if m.name == name and math.isfinite(m.value)]


def _mean(values: Iterable[float]) -> float:
    kept = list(values)
    return fmean(kept) if kept else math.nan


def _tracked(trial: TrialRecording, one: Asked) -> Tracked:
    (began, cue), (ended, came) = one.cue, one.rep
    data: dict[str, Any] = {
        "rep": int(number(came.data, "rep")),
        "direction": came.data["direction"],
        "success": came.data["success"] is True,
        "attempted": came.data["attempted"] is True,
        "score": number(came.data, "score"),
        "difficulty": number(cue.data, "difficulty"),
        "cue_s": began,
        "end_s": ended,
    }
    direction = data["direction"]
    if direction is None:
        return _stretch(trial, one, data)
    if direction not in DIRECTIONS:
        raise ValueError(f"direction: {files.shown(direction)}")
    found = came.data["latency_s"]
    latency = measure("latency", number(came.data, "latency_s") if found else math.nan, "s", 1)
    movement: list[Measure] = []
    problem = ""
    if trial.start["level"]["params"].get("answer") == "lean":
        movement, problem = movement_or_why(trial, one)
    return Tracked(data, direction, (latency, *movement), problem=problem)


def _stretch(trial: TrialRecording, one: Asked, data: dict[str, Any]) -> Tracked:
    path = Path.from_dict(one.cue[1].data["path"])  # type: ignore[arg-type]
    follow = next(event for _, event in one.between if event.kind == "follow")
    radius, steps = number(one.cue[1].data, "radius"), one.rep[1].step - follow.step
    rows = trial.intents[follow.step : one.rep[1].step]
    flown = np.array(list(places(path)))
    target = true_course(trial, one.rep[1], flown, len(rows))
    radius *= math.sqrt(np.sum(target**2) / np.sum(flown**2))  # as much larger as the flight
    limits = Limits.from_dict(trial.start["limits"] if one.stated is None else one.stated)
    lean = _leans(trial, limits, [at for _, at, _ in rows])
    if lean is None:
        lean = np.array([(intent.lean_ml, intent.lean_ap) for _, _, intent in rows])
    off, measures = np.hypot(*(lean - target).T), tracking_measures(target, lean, STEP_HZ)
    lag = next(m.value for m in measures if m.name == "tracking_lag")
    prompt = lean if math.isnan(lag) else np.roll(lean, -round(lag * STEP_HZ), axis=0)
    return Tracked(
        data,
        None,
        (
            _share("time_on_target", off <= radius),
            *measures,
            _error(target, lean),
            measure("rms_error", 1000 * _metres_off(limits, target, lean), "mm", steps),
        ),
        tuple(
            (
                side,
                (
                    _share("time_on_target", off[there] <= radius),
                    _error(target[there], lean[there]),
                    _gain(target, prompt, there),
                ),
            )
            for side, sign in (("left", -1), ("right", 1))
            for there in [sign * target[:, 0] > 0]
        ),
    )


def _error(target: Floats, lean: Floats) -> Measure:
    """How far the lean was from the firefly, of the person's own limit there."""
    return measure("rms_error", 100 * rms_distance(target, lean), "%", len(target), "of the limit")


def _gain(target: Floats, lean: Floats, there: NDArray[np.bool_]) -> Measure:
    """How far the lean went to one side for how far the firefly did, the lag taken off."""
    x, y = target[there, 0], lean[there, 0]
    power = float(np.sum(x * x))
    return measure("gain", float(np.sum(x * y)) / power if power > 0 else math.nan, "1", x.size)


def _leans(trial: TrialRecording, limits: Limits, times: Sequence[float]) -> Floats | None:
    """The unfiltered lean at these times, (n, 2); None where no board saw them all."""
    t, ml, ap = (trial.samples[key] for key in ("t_s", "cop_ml_mm", "cop_ap_mm"))
    known = np.isfinite(ml) & np.isfinite(ap)
    t, ml, ap = t[known], ml[known] / 1000, ap[known] / 1000
    if not t.size or t[0] > times[0] or t[-1] < times[-1] - 1 / STEP_HZ:
        return None
    cop = zip(np.interp(times, t, ml), np.interp(times, t, ap), strict=True)
    return np.array([limits.lean(float(x), float(y)) for x, y in cop])


def _metres_off(limits: Limits, target: Floats, lean: Floats) -> float:
    places_m = (np.array([limits.cop(*row) for row in rows.tolist()]) for rows in (target, lean))
    return rms_distance(*places_m)


def _share(name: str, inside: NDArray[np.bool_]) -> Measure:
    share = 100 * float(np.mean(inside)) if inside.size else math.nan
    return measure(name, share, "%", int(inside.size))
