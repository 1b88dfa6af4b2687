"""The bodies named young and older sway as people do, in each of the four conditions.

Compared: one stretch of 30 s after 10 s of settling, `filtered` as game.balance.sway does it, with
the 5th to 95th percentile of healthy people, which are of the mean of three trials of 60 s: a single
shorter trial scatters more, so that this is the harder test. Twenty people (seeds) each.
"""

from __future__ import annotations

from statistics import median

import numpy as np
import pytest

from game.balance.norms import find_norm, parse_norms
from game.balance.sway import FILTERED, sway_measures
from game.resources import folder
from game.virtual_patient import PROFILES, Body

NORMS = parse_norms((folder("assets") / "norms" / "cop-norms.csv").read_text(encoding="utf-8"))
NAMES = ("mean_velocity", "rms_distance_ml", "rms_distance_ap", "prediction_ellipse_95")
AGES = {"young": 30, "older": 67}
SETTLING_S, SECONDS, RATE_HZ = 10, 30, 100
CONDITIONS = [(surface, eyes) for surface in ("firm", "foam") for eyes in ("open", "closed")]


def sway(profile, seed, surface, eyes):
    """The four measures of one person in quiet stance, by name."""
    body = Body(PROFILES[profile], seed, eyes=eyes, surface=surface)
    for _ in range(SETTLING_S * RATE_HZ):
        body.advance(1 / RATE_HZ, body.home)
    path = [body.advance(1 / RATE_HZ, body.home)[:2] for _ in range(SECONDS * RATE_HZ)]
    t, (ml, ap) = np.arange(len(path)) / RATE_HZ, np.transpose(path)
    return {m.name: m.value for m in sway_measures(t, ml, ap) if m.how.startswith(FILTERED)}


def share_within_norms(profile, people, surface, eyes):
    """Of all values of all people, the share between the 5th and the 95th percentile."""
    inside = []
    for name in NAMES:
        norm = find_norm(NORMS, name, age=AGES[profile], surface=surface, eyes=eyes)
        inside += [norm.values[0] <= person[name] <= norm.values[-1] for person in people]
    return np.mean(inside)


@pytest.mark.slow
@pytest.mark.parametrize(("surface", "eyes"), CONDITIONS)
@pytest.mark.parametrize("profile", AGES)
def test_nine_in_ten_values_lie_within_the_norms(profile, surface, eyes):
    people = [sway(profile, seed, surface, eyes) for seed in range(20)]
    assert share_within_norms(profile, people, surface, eyes) >= 0.9


@pytest.mark.parametrize("profile", AGES)
def test_eyes_and_foam_raise_sway_in_the_order_of_the_norms(profile):
    seen = {c: [sway(profile, seed, *c) for seed in range(3)] for c in CONDITIONS}
    for name in ("mean_velocity", "prediction_ellipse_95"):
        middle = [median(person[name] for person in seen[c]) for c in CONDITIONS]
        normal = [
            find_norm(NORMS, name, age=AGES[profile], surface=s, eyes=e).values[2]
            for s, e in CONDITIONS
        ]
        assert middle == sorted(middle) and normal == sorted(normal), name
        assert middle[2] > 2 * middle[0]
    shares = [share_within_norms(profile, seen[c], *c) for c in CONDITIONS]
    assert min(shares) >= 0.75 and np.mean(shares) >= 0.9
