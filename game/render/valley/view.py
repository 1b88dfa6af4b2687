"""What the valley's map shows, in plain values: whoever knows a journey fills them in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Standing(NamedTuple):
    """One thing that a visit left: its kind (game.render.gifts), the how-manieth of it, and how
    many visits ago it came.
    """

    kind: str
    nth: int = 0
    age: int = 0


@dataclass(frozen=True, slots=True)
class ValleyView:
    """things: oldest first. offers: what may be left today, not there yet. closed: places still in
    mist. weather, surprise: by name, see light.py and passing.py. milestones: how many were
    reached. here: the place where one is today, or empty.
    """

    things: tuple[Standing, ...] = ()
    offers: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    weather: str = "morning"
    surprise: str = ""
    milestones: int = 0
    here: str = ""
