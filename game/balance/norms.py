"""Where a person stands among others, and how much change is real.

Percentiles of healthy adults, computed from the public data set of Santos and Duarte 2016 (PeerJ
4:e2648, CC-BY 4.0): mean of three 60 s trials on a force plate, low-passed; foam of 6 cm. SOURCE
belongs beside every norm shown. The table comes as text, so that this module opens no file:

    norms = parse_norms(text_of_cop_norms_csv)
    percentile(norms, mean_velocity, age=67, surface="firm", eyes="open")
"""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from game.balance.measure import Measure, measure

Surface = Literal["firm", "foam"]
Eyes = Literal["open", "closed"]

SOURCE: Final = "Santos and Duarte 2016, PeerJ 4:e2648, CC-BY 4.0; mean of three 60 s trials"
PERCENTS: Final = (5.0, 25.0, 50.0, 75.0, 95.0)
COLUMNS: Final = (
    "age_group", "n_people", "surface", "eyes", "metric", "unit", "p5", "p25", "p50", "p75", "p95",
)  # fmt: skip

# Within one visit on firm ground, eyes open, from the same data; between days it is larger.
_MDC_VELOCITY_MM_S: Final = {"younger": {1: 3.0, 3: 1.7}, "older": {1: 6.4, 3: 3.7}}
_MDC_AREA_FACTOR: Final = {1: 2.6, 3: 1.7}
OLDER_FROM: Final = 60


@dataclass(frozen=True, slots=True)
class Norm:
    """The spread of one measure over people: values at PERCENTS, in `unit`."""

    ages: tuple[int, int]
    n_people: int
    surface: str
    eyes: str
    name: str
    unit: str
    values: tuple[float, ...]


def parse_norms(text: str) -> tuple[Norm, ...]:
    """The rows of cop-norms.csv. ValueError names the line and column that is wrong."""
    reader = csv.DictReader(text.splitlines())
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise ValueError(f"norms: line 1: column {missing[0]} is missing")
    return tuple(_norm(row, line) for line, row in enumerate(reader, start=2))


def find_norm(
    norms: Sequence[Norm], name: str, *, age: float, surface: Surface, eyes: Eyes
) -> Norm | None:
    """The norm of a measure for a person like this; None where none was measured."""
    for norm in norms:
        youngest, oldest = norm.ages
        fits = norm.name == name and norm.surface == surface and norm.eyes == eyes
        if fits and youngest <= math.floor(age) <= oldest:
            return norm
    return None


def percentile(
    norms: Sequence[Norm], one: Measure, *, age: float, surface: Surface, eyes: Eyes
) -> Measure:
    """At which percentile of people this measure lies, linear between the tabled ones.

    Below the 5th it is 5 and above the 95th 95: the table says no more ("5 or less"). NaN without a
    norm, or where the unit differs. n is the number of people.
    """
    name = f"{one.name}_percentile"
    norm = find_norm(norms, one.name, age=age, surface=surface, eyes=eyes)
    if norm is None or norm.unit != one.unit or not math.isfinite(one.value):
        return measure(name, math.nan, "%", 0)
    return measure(name, _between(one.value, norm.values, PERCENTS), "%", norm.n_people, SOURCE)


def detectable_velocity_change(age: float, trials: int) -> Measure:
    """The smallest change of mean velocity that is more than chance (95 %), mm/s.

    trials: how many were averaged, 1 or 2 (as one) or 3 and more. Firm ground, eyes open, within
    one visit; people differ (Pagnacco 2015).
    """
    group, averaged = ("older" if age >= OLDER_FROM else "younger"), (3 if trials >= 3 else 1)
    value = _MDC_VELOCITY_MM_S[group][averaged]
    how = f"within one visit, firm ground, eyes open, mean of {averaged}; {SOURCE}"
    return Measure("detectable_change_of_mean_velocity", value, "mm/s", averaged, how)


def detectable_area_factor(trials: int) -> Measure:
    """By which factor the ellipse area must change, up or down, to be more than chance (95 %)."""
    averaged = 3 if trials >= 3 else 1
    how = f"within one visit, firm ground, eyes open, mean of {averaged}; {SOURCE}"
    return Measure(
        "detectable_factor_of_prediction_ellipse_95", _MDC_AREA_FACTOR[averaged], "1", averaged, how
    )


def romberg_quotient(closed: Measure, opened: Measure) -> Measure:
    """Eyes closed over eyes open, of one measure. ValueError where the two are not the same."""
    if (closed.name, closed.unit) != (opened.name, opened.unit):
        raise ValueError(f"romberg: {closed.key} and {opened.key} are not the same measure")
    value = closed.value / opened.value if opened.value > 0 else math.nan
    name = f"romberg_quotient_{closed.name}"
    return measure(name, value, "1", min(closed.n, opened.n), "eyes closed / eyes open")


def _norm(row: dict[str, str], line: int) -> Norm:
    ages = row["age_group"].split("-")
    try:
        youngest, oldest = (int(age) for age in ages)
        n_people = int(row["n_people"])
        values = tuple(float(row[f"p{percent:g}"]) for percent in PERCENTS)
    except (TypeError, ValueError) as error:
        raise ValueError(f"norms: line {line}: {error}") from error
    if not all(low < high for low, high in pairwise(values)):
        raise ValueError(f"norms: line {line}: percentiles {values} do not rise")
    return Norm(
        (youngest, oldest),
        n_people,
        row["surface"],
        row["eyes"],
        row["metric"],
        row["unit"],
        values,
    )


def _between(value: float, xs: Sequence[float], ys: Sequence[float]) -> float:
    if value <= xs[0]:
        return ys[0]
    for i in range(1, len(xs)):
        if value <= xs[i]:
            share = (value - xs[i - 1]) / (xs[i] - xs[i - 1])
            return ys[i - 1] + share * (ys[i] - ys[i - 1])
    return ys[-1]
