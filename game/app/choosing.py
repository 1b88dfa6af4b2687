"""How one participant chooses: how long a hold lasts, and how far a lean has to go."""

from __future__ import annotations

from game.screens.choice import Choice
from game.session.settings import Display

TREMOR_ZONES = 1.3  # times as far out, so that a trembling stance neither moves nor fills


def choice_for(display: Display, count: int, focus: int = 0) -> Choice:
    """A fresh focus over `count` choices."""
    zones = TREMOR_ZONES if display.tremor else 1.0
    return Choice(count, focus, hold_s=display.hold_s, zones=zones)
