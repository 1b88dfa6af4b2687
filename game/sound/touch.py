"""What hands feel: patterns for the two motors of a controller.

PATTERNS is a literal table, one row a thing that happens, each a row of pulses: the slow heavy
motor, the quick light one (0..1), and how long (s). Whoever has no controller, or one that does not
shake, feels nothing and misses nothing: all of it is heard and seen as well.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, Protocol, runtime_checkable


@runtime_checkable
class Shaker(Protocol):
    """A controller. Motors 0..1, seconds; False where it cannot shake or has gone."""

    def rumble(self, low: float, high: float, seconds: float) -> bool: ...


class Pulse(NamedTuple):
    low: float
    high: float
    seconds: float


REST: Final = Pulse(0.0, 0.0, 0.0)
PATTERNS: Final[Mapping[str, Sequence[Pulse]]] = {
    "go": (Pulse(0.0, 0.6, 0.12),),
    "hold.1": (Pulse(0.0, 0.3, 0.08),),
    "hold.2": (Pulse(0.1, 0.45, 0.08),),
    "hold.3": (Pulse(0.2, 0.6, 0.08),),
    "done": (Pulse(0.2, 0.7, 0.1), Pulse(0.0, 0.0, 0.1), Pulse(0.5, 0.9, 0.22)),
    "edge": (Pulse(0.7, 0.0, 0.1), Pulse(0.0, 0.0, 0.06)) * 2 + (Pulse(0.7, 0.0, 0.1),),
    "pause": (Pulse(0.5, 0.0, 0.5),),
}
EDGE: Final = 0.92  # of the limit, where its edge is felt
BACK: Final = 0.80  # of the limit, before it may be felt again


class Touch:
    """Plays patterns on whatever shakes; a new one takes the place of the last. strength: 0 nothing
    to 1 as in the table.
    """

    def __init__(self, strength: float = 1.0) -> None:
        self.strength = max(0.0, min(1.0, strength))
        self.shakers: Sequence[Shaker] = ()
        self._coming: deque[Pulse] = deque()
        self._wait_s = 0.0
        self._at_edge = False

    def play(self, name: str) -> None:
        """Begin a pattern, where this name or what stands before its last dot has one."""
        pattern = PATTERNS.get(name) or PATTERNS.get(name.rpartition(".")[0])
        if pattern and self.strength and self.shakers:
            self._coming, self._wait_s = deque((*pattern, REST)), 0.0

    def lean(self, ml: float, ap: float) -> None:
        """Feel the edge of the limit, once each time it is come to."""
        far = math.hypot(ml, ap)
        if not self._at_edge and far >= EDGE:
            self._at_edge = True
            self.play("edge")
        elif far < BACK:
            self._at_edge = False

    def step(self, dt: float) -> None:
        """Once a frame, with the seconds that passed."""
        self._wait_s -= dt
        if self._wait_s > 0 or not self._coming:
            return
        pulse = self._coming.popleft()
        self._wait_s = pulse.seconds
        for shaker in self.shakers:
            shaker.rumble(self.strength * pulse.low, self.strength * pulse.high, pulse.seconds)
