"""Motion is short, ends where it should, and is still where that is asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.screens import motion


def test_a_screen_comes_in_rising_and_then_stays() -> None:
    start, end = motion.entrance(0.0), motion.entrance(0.35)
    assert (start.opacity, start.rise) == (0.0, 0.6)
    assert (end.opacity, end.rise) == (1.0, 0.0)
    assert motion.entrance(100.0) == end


def test_reduced_motion_only_fades() -> None:
    assert motion.entrance(0.075, reduced=True) == motion.Entrance(0.5, 0.0)
    assert motion.focus_share(0.0, reduced=True) == 1.0
    assert motion.pop(0.2, reduced=True) == 0.0
    assert motion.row_of_pops(0.0, 3, reduced=True) == (1.0, 1.0, 1.0)
    assert motion.numeral(1.0, reduced=True) == 1.0


@given(st.floats(0, 1))
def test_a_reduced_hold_shows_whole_sixths(hold: float) -> None:
    shown = motion.hold_shown(hold, reduced=True)
    assert shown * 6 == pytest.approx(round(shown * 6))
    assert -1e-6 < hold - shown < 1 / 6 + 1e-6
    assert motion.hold_shown(1.0, reduced=True) == 1.0


@given(st.floats(0, 5), st.floats(0, 5))
def test_entrances_never_go_back(one: float, other: float) -> None:
    early, late = sorted((one, other))
    assert motion.entrance(early).opacity <= motion.entrance(late).opacity
    assert motion.entrance(early).rise >= motion.entrance(late).rise


def test_stars_come_one_after_the_other() -> None:
    assert motion.row_of_pops(0.0, 3) == (1.0, 0.0, 0.0)
    first, second, third = motion.row_of_pops(0.4, 3)
    assert first == pytest.approx(1.0)
    assert second == pytest.approx(1.12)
    assert third == pytest.approx(1.0)
    assert motion.row_of_pops(2.0, 3) == (1.0, 1.0, 1.0)
