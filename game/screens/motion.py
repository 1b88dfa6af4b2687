"""How things move between states: pure functions of elapsed seconds, with a reduced-motion form.

Nothing flashes, shakes or changes faster than three times in two seconds.
"""

from __future__ import annotations

from dataclasses import dataclass

CHANGE_S, CHANGE_REDUCED_S, RISE_U = 0.35, 0.15, 0.6
FOCUS_S = 0.18
NUMERAL_S = 0.15
HOLD_STEPS = 6
POP_S, POP_EVERY_S, POP_BY = 0.4, 0.2, 0.12


@dataclass(frozen=True, slots=True)
class Entrance:
    """How visible a screen is (0..1) and how far below its place (u), for Ui.begin."""

    opacity: float
    rise: float


def ease_out(share: float) -> float:
    """Fast at first, then settling; 0..1 to 0..1."""
    left = 1.0 - min(max(share, 0.0), 1.0)
    return 1.0 - left**3


def entrance(seconds: float, *, reduced: bool = False) -> Entrance:
    """A screen that appeared `seconds` ago: a cross-fade while it rises, or a short plain fade."""
    if reduced:
        return Entrance(min(1.0, seconds / CHANGE_REDUCED_S), 0.0)
    share = ease_out(seconds / CHANGE_S)
    return Entrance(share, RISE_U * (1.0 - share))


def focus_share(seconds: float, *, reduced: bool = False) -> float:
    """How far a focus that moved `seconds` ago has arrived, 0..1."""
    return 1.0 if reduced else ease_out(seconds / FOCUS_S)


def numeral(share: float, *, reduced: bool = False) -> float:
    """Opacity of a countdown's numeral when `share` of its second is left: it fades in."""
    return 1.0 if reduced else min(1.0, 0.25 + (1.0 - share) / NUMERAL_S)


def hold_shown(hold: float, *, reduced: bool = False) -> float:
    """The share of a hold ring to show: all of it, or whole sixths."""
    return int(hold * HOLD_STEPS + 1e-9) / HOLD_STEPS if reduced else hold


def pop(seconds: float, *, reduced: bool = False) -> float:
    """How much of the enlargement (0..1) is on, for something earned `seconds` ago."""
    if reduced or not 0.0 <= seconds < POP_S:
        return 0.0
    share = seconds / POP_S
    return 1.0 - abs(2.0 * share - 1.0)


def row_of_pops(seconds: float, count: int, *, reduced: bool = False) -> tuple[float, ...]:
    """Scale of each of `count` things that are earned one after the other; 0 before its turn."""
    scales = []
    for at in range(count):
        since = seconds - at * POP_EVERY_S
        scales.append(1.0 if reduced else 0.0 if since < 0 else 1.0 + POP_BY * pop(since))
    return tuple(scales)
