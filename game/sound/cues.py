"""Which sound belongs to what happens. CUES is a literal table: one row a sound, made once.

`Cues.of` turns the events of a step into sounds to play, `Rising` a hold into three notes; both
pure, so that they can be tested without a loudspeaker. A cue comes from the side it is about, and
`go` also says the side by its tune: up to the right, down to the left, twice the same straight
ahead. A target that let go makes no sound: nothing here ever sounds like a mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from game.sim.types import Event
from game.sound.voices import Wave, bell, mallet, pluck, row, wood

Make = Callable[[float], Wave]  # of how many keys higher it is to sound

CUES: Mapping[str, Make] = {
    "go.right": lambda up: row([mallet(up + 65), mallet(up + 72)], 0.16),
    "go.left": lambda up: row([mallet(up + 72), mallet(up + 65)], 0.16),
    "go.straight": lambda up: row([mallet(up + 69, 0.3), mallet(up + 69)], 0.3),
    "near": lambda up: row([wood(up + 60), wood(up + 60), bell(up + 62, 0.7)], 0.07),
    "hold.1": lambda up: pluck(up + 60),
    "hold.2": lambda up: pluck(up + 64),
    "hold.3": lambda up: pluck(up + 67),
    "done": lambda up: row([mallet(up + 67), mallet(up + 71), mallet(up + 74, 1.3)], 0.10),
    "beat": lambda up: wood(up + 72),
    "turn": lambda up: wood(up + 67),
    "begin": lambda up: bell(up + 67),
    "end": lambda up: bell(up + 60),
    "prompt": lambda up: row([bell(up + 72, 0.8), bell(up + 72, 0.8)], 0.25),
    "wind": lambda up: row([mallet(up + 60), mallet(up + 62), mallet(up + 60)], 0.2),
    "pause": lambda up: row([mallet(up + 64), mallet(up + 60)], 0.24),
    "resume": lambda up: row([mallet(up + 60), mallet(up + 64)], 0.24),
    "tick": lambda up: wood(up + 64, 0.08),
    "chosen": lambda up: row([mallet(up + 60), mallet(up + 64), mallet(up + 67)], 0.09),
    "finished": lambda up: row([bell(up + key) for key in (60, 64, 67, 72)], 0.22),
}

_PLAIN = {
    "enter": "near",
    "beat": "beat",
    "begin": "begin",
    "end": "end",
    "eyes_closed": "begin",
    "eyes_open": "end",
    "gust": "wind",
    "prompt": "prompt",
    "pause": "pause",
    "resume": "resume",
    "finished": "finished",
}
_SIDED = ("near", "done")  # come from where the last `go` led to
_STRAIGHT = 0.1  # of the limit: less to a side than this is straight ahead
_WIDE = 1.5  # how far to the side a lean is heard
_STAGES = (0.0, 0.34, 0.67)  # of a hold, at which a note is heard
_AGAIN = 0.15  # a hold must have lost so much before a note is heard twice


@dataclass(frozen=True, slots=True)
class Cue:
    """One sound to play; pan -1 (left) to 1 (right)."""

    name: str
    pan: float = 0.0


class Cues:
    """Remembers the side that play is about. `pan`: that side, -1 (left) to 1 (right)."""

    def __init__(self) -> None:
        self.pan = 0.0

    def of(self, events: Sequence[Event]) -> list[Cue]:
        """The sounds of what has happened, in order, each at most once."""
        found: dict[str, Cue] = {}
        for event in events:
            if cue := self._cue(event):
                found.setdefault(cue.name, cue)
        return list(found.values())

    def _cue(self, event: Event) -> Cue | None:
        if event.kind == "cue":
            ml = event.data.get("lean_ml")
            self.pan = max(-1.0, min(1.0, _WIDE * ml)) if isinstance(ml, float) else 0.0
            return Cue(f"go.{_side(self.pan / _WIDE)}", self.pan)
        if event.kind == "rep":
            name = "done" if event.data.get("success") is True else None
        else:
            name = _PLAIN.get(event.kind)
        return Cue(name, self.pan if name in _SIDED else 0.0) if name else None


class Rising:
    """A hold as three notes, each higher, as it begins and at each third of the way."""

    def __init__(self) -> None:
        self._stage, self._highest = 0, 0.0

    def step(self, progress: float) -> str | None:
        """The note that `progress` (0..1) has come to, if it is a new one; its end has a sound of
        its own.
        """
        if progress >= 1.0:
            self._stage, self._highest = len(_STAGES), progress
            return None
        if progress <= 0.0 or progress < self._highest - _AGAIN:
            self._stage, self._highest = sum(progress > at for at in _STAGES), progress
            return None
        self._highest = max(self._highest, progress)
        if self._stage == len(_STAGES) or progress <= _STAGES[self._stage]:
            return None
        self._stage = sum(progress > at for at in _STAGES)
        return f"hold.{self._stage}"


def _side(ml: float) -> str:
    return "straight" if abs(ml) < _STRAIGHT else "right" if ml > 0 else "left"
