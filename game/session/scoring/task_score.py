"""What every scorer gives, and the few sums that all of them need.

Values are plain JSON: a measure is {name, value, unit, n}, its value null where it is not known.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any, Protocol

from game.balance.measure import Measure
from game.session import files

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TaskScore:
    """The measures of one trial, for each direction (or side) by its name, and rep by rep.

    Every rep has at least: rep, direction (null for none), success, attempted, score, difficulty.
    problems: what could not be had and why, one line each.
    """

    measures: list[Row] = field(default_factory=list)
    directions: dict[str, list[Row]] = field(default_factory=dict)
    reps: list[Row] = field(default_factory=list)
    problems: tuple[str, ...] = ()


class Rep(Protocol):
    """What every rep says of itself."""

    @property
    def success(self) -> bool: ...

    @property
    def attempted(self) -> bool: ...

    @property
    def score(self) -> float: ...


def plain_measure(name: str, value: float, unit: str, n: int) -> Row:
    """A measure as JSON keeps it: null where it is not known."""
    return {"name": name, "value": value if math.isfinite(value) else None, "unit": unit, "n": n}


def row(one: Measure) -> Row:
    """A measure as JSON keeps it, with how it was had under `how` where that is said."""
    plain = plain_measure(one.name, one.value, one.unit, one.n)
    return {**plain, "how": one.how} if one.how else plain


def keyed(measures: Iterable[Measure]) -> Row:
    """Measures of one rep by their keys, name with unit: null where one is not known."""
    return {one.key: one.value if math.isfinite(one.value) else None for one in measures}


def counts(group: Sequence[Rep]) -> list[Row]:
    """How many reps there were, attempted and successful, and their mean score."""
    n, reached = len(group), sum(rep.success for rep in group)
    return [
        plain_measure("targets_reached", reached, "1", n),
        plain_measure("targets_attempted", sum(rep.attempted for rep in group), "1", n),
        plain_measure("success_rate", 100 * reached / n if n else math.nan, "%", n),
        plain_measure("rep_score", fmean(rep.score for rep in group) if n else math.nan, "1", n),
    ]


def means(groups: Iterable[Iterable[Measure]]) -> list[Row]:
    """The mean of each measure over the reps in which it is known; n says how many."""
    values: dict[tuple[str, str], list[float]] = defaultdict(list)
    for group in groups:
        for item in group:
            values[item.name, item.unit] += [item.value] if math.isfinite(item.value) else []
    return [
        plain_measure(name, fmean(known) if known else math.nan, unit, len(known))
        for (name, unit), known in values.items()
    ]


def number(data: Mapping[str, object], key: str) -> float:
    """A number of an event; KeyError or ValueError where there is none."""
    value = data[key]
    if not files.is_number(value):
        raise ValueError(f"{key}: {files.shown(value)}")
    return value
