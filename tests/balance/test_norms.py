"""The shipped norms parse whole; percentiles, real change and the Romberg quotient."""

import math

import pytest

from game.balance.measure import Measure
from game.balance.norms import (
    PERCENTS,
    detectable_area_factor,
    detectable_velocity_change,
    find_norm,
    parse_norms,
    percentile,
    romberg_quotient,
)
from game.resources import folder

TEXT = (folder("assets") / "norms" / "cop-norms.csv").read_text(encoding="utf-8")
NORMS = parse_norms(TEXT)


def velocity(value, unit="mm/s"):
    return Measure("mean_velocity", value, unit, 3)


def test_the_shipped_table_is_whole():
    assert len(NORMS) == 84
    assert {n.ages for n in NORMS} == {(18, 59), (60, 69), (70, 85)}
    conditions = {(n.surface, n.eyes) for n in NORMS}
    assert conditions == {(s, e) for s in ("firm", "foam") for e in ("open", "closed")}


@pytest.mark.parametrize("norm", NORMS, ids=lambda n: f"{n.ages[0]}-{n.surface}-{n.eyes}-{n.name}")
def test_each_tabled_value_has_its_percentile(norm):
    for value, percent in zip(norm.values, PERCENTS, strict=True):
        found = percentile(
            NORMS,
            Measure(norm.name, value, norm.unit, 3),
            age=norm.ages[0],
            surface=norm.surface,
            eyes=norm.eyes,
        )
        assert found.value == pytest.approx(percent)
        assert found.n == norm.n_people
        assert "Santos" in found.how


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1.0, 5), ((8.052 + 10.47) / 2, 62.5), (99.0, 95)],
)
def test_between_and_beyond_the_tabled_values(value, expected):
    found = percentile(NORMS, velocity(value), age=40, surface="firm", eyes="open")
    assert found.value == pytest.approx(expected)


@pytest.mark.parametrize(
    ("one", "age"), [(velocity(8.0), 12), (velocity(8.0), 86), (velocity(8.0, "m/s"), 40)]
)
def test_without_a_fitting_norm_there_is_no_percentile(one, age):
    assert math.isnan(percentile(NORMS, one, age=age, surface="firm", eyes="open").value)


def test_ages_are_counted_in_whole_years():
    assert find_norm(NORMS, "mean_velocity", age=59.9, surface="firm", eyes="open").ages == (18, 59)


def test_what_change_is_real():
    assert detectable_velocity_change(40, 1).value == 3.0
    assert detectable_velocity_change(59, 3).value == 1.7
    assert detectable_velocity_change(60, 2).value == 6.4
    assert detectable_velocity_change(75, 5).value == 3.7
    assert [detectable_area_factor(n).value for n in (1, 3)] == [2.6, 1.7]


def test_romberg():
    found = romberg_quotient(velocity(15.0), velocity(10.0))
    assert (found.name, found.value) == ("romberg_quotient_mean_velocity", 1.5)
    assert math.isnan(romberg_quotient(velocity(15.0), velocity(0.0)).value)
    with pytest.raises(ValueError, match="not the same measure"):
        romberg_quotient(velocity(15.0), Measure("range", 3.0, "mm", 1))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "column age_group is missing"),
        (TEXT.replace(",p95", ""), "column p95 is missing"),
        (TEXT.replace("5.223", "five"), "line 2: could not convert"),
        (TEXT.replace("5.223", "7.0"), "line 2: percentiles"),
        (TEXT.replace("18-59,87,firm,open,mean_velocity,", "18+,87,firm,open,v,"), "line 2"),
    ],
)
def test_a_broken_table_is_refused_by_line(text, message):
    with pytest.raises(ValueError, match=message):
        parse_norms(text)
