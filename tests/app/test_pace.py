"""The tier that keeps up: chosen from what was measured, left when frames are late, never swinging."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.app.pace import AGAIN_S, LATE_MS, LONG, PATIENCE_S, SHORT, Pace, ladder_for, tier_for

COSTS = {"very_low": 4.0, "low": 7.0, "medium": 30.0}
FRAME_S = 1 / 60


def played(pace: Pace, frames, start: float = 0.0, calm=lambda i: True) -> list[tuple[float, str]]:
    """The changes that these frames (ms) lead to, with their times."""
    changes = []
    for i, ms in enumerate(frames):
        now = start + i * FRAME_S
        if tier := pace.see(float(ms), now, calm=calm(i)):
            changes.append((now, tier))
    return changes


def quiet(n: int, ms: float, seed: int = 0) -> np.ndarray:
    """Frames of a machine of its own: a little jitter, and one in 200 twice as long."""
    chance = np.random.default_rng(seed)
    frames = ms * chance.normal(1.0, 0.04, n)
    frames[chance.random(n) < 0.005] *= 2
    return frames


def busy(n: int, ms: float, seed: int = 0) -> np.ndarray:
    """Frames beside other work, as recorded on a shared machine: bursts in which frames double."""
    chance = np.random.default_rng(seed)
    burst = np.repeat(chance.random(n // 30 + 1) < 0.4, 30)[:n]
    return ms * chance.normal(1.0, 0.1, n) * np.where(burst, 2.6, 1.0)


@pytest.mark.parametrize(
    ("costs", "tier"),
    [
        ({"very_low": 30.0, "low": 44.0}, "very_low"),
        ({"very_low": 5.0, "low": 14.0}, "very_low"),
        ({"very_low": 5.0, "low": 9.0, "medium": 31.0}, "low"),
        ({"very_low": 0.6, "low": 0.9, "medium": 1.4, "high": 2.5}, "high"),
    ],
)
def test_the_richest_that_fits_is_chosen(costs, tier) -> None:
    assert tier_for(costs) == tier


def test_what_is_at_hand_lies_round_the_chosen_tier() -> None:
    assert ladder_for(COSTS, "low") == ("very_low", "low"), "medium would never fit"
    assert ladder_for({"very_low": 68.0, "low": 90.0}, "very_low") == ("very_low", "low")
    assert ladder_for({"low": 0.0}, "low") == ("low",)


def test_a_quiet_machine_stays_where_it_is() -> None:
    pace = Pace(("very_low", "low"), "low", COSTS)
    assert played(pace, quiet(20_000, 9.0)) == []


def test_late_frames_lower_the_tier_at_the_next_calm_moment() -> None:
    pace = Pace(("very_low", "low"), "low", COSTS)
    changes = played(pace, quiet(600, 21.0), calm=lambda i: i >= 300)
    assert changes == [(300 * FRAME_S, "very_low")]


def test_who_waits_long_for_calm_is_relieved_without() -> None:
    pace = Pace(("very_low", "low"), "low", COSTS)
    ((at, tier),) = played(pace, quiet(900, 21.0), calm=lambda i: False)
    assert tier == "very_low"
    assert at == pytest.approx((SHORT - 1) * FRAME_S + PATIENCE_S, abs=0.05)


def test_a_single_hitch_changes_nothing() -> None:
    frames = quiet(3000, 9.0)
    frames[1000:1008] = 120.0
    assert played(Pace(("very_low", "low"), "low", COSTS), frames) == []


def test_it_rises_again_when_the_machine_is_quiet_and_only_in_a_calm_moment() -> None:
    pace = Pace(("very_low", "low"), "very_low", COSTS)
    assert played(pace, quiet(2000, 5.0), calm=lambda i: False) == []
    ((_, tier),) = played(pace, quiet(LONG + 1, 5.0), start=60.0)
    assert tier == "low"


def test_it_does_not_rise_to_what_would_be_too_dear() -> None:
    pace = Pace(("very_low", "low"), "very_low", COSTS)
    assert played(pace, quiet(5000, 9.0)) == [], "9 ms would become 16"


@settings(max_examples=4)
@given(st.integers(0, 50), st.floats(6.0, 30.0))
def test_it_never_swings(seed: int, ms: float) -> None:
    """Five minutes beside other work: falls that follow each other on a tier lie ever farther apart."""
    pace, now, falls = Pace(("very_low", "low"), "low", COSTS), 0.0, []
    for part in range(10):
        share = ms if pace.tier == "low" else ms * COSTS["very_low"] / COSTS["low"]
        for at, tier in played(pace, busy(1800, share, seed * 100 + part), start=now):
            if tier == "very_low":
                falls.append(at)
        now += 1800 * FRAME_S
    assert len(falls) <= 4
    for k, apart in enumerate(np.diff(falls)):
        assert apart >= AGAIN_S * 2**k


def test_fifty_five_frames_a_second_are_kept() -> None:
    """Whatever the machine: after the first seconds frames are late only on the poorest tier."""
    for ms in (5.0, 12.0, 17.0, 19.0, 26.0, 40.0):
        pace, late = Pace(("very_low", "low"), "low", COSTS), 0
        for i, one in enumerate(quiet(6000, 1.0)):
            took = ms * one * (1.0 if pace.tier == "low" else COSTS["very_low"] / COSTS["low"])
            pace.see(took, i * FRAME_S, calm=True)
            late += i > 600 and took > LATE_MS and pace.tier != "very_low"
        assert late < 0.05 * 5400
