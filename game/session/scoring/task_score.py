"""What every scorer gives, and the few sums that all of them need.

Values are plain JSON: a measure is {name, value, unit, n}, its value null where it is not known.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

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


def plain_measure(name: str, value: float, unit: str, n: int) -> Row:
    """A measure as JSON keeps it: null where it is not known."""
    return {"name": name, "value": value if math.isfinite(value) else None, "unit": unit, "n": n}


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
