"""Which sound belongs to what happens. CUES is a literal table: one row a sound, made once.

`cues_of` turns the events of a step into sounds to play: pure, so that it can be tested without a
loudspeaker. A target that let go makes no sound: nothing here ever sounds like a mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from game.sim.types import Event
from game.sound.voices import Wave, bell, mallet, row, wood

CUES: Mapping[str, Callable[[], Wave]] = {
    "go": lambda: row([mallet(67), mallet(72)], 0.12),
    "near": lambda: mallet(64, 0.6),
    "done": lambda: row([mallet(72), mallet(76), mallet(79, 1.3)], 0.10),
    "beat": lambda: wood(72),
    "turn": lambda: wood(67),
    "begin": lambda: bell(67),
    "end": lambda: bell(60),
    "prompt": lambda: row([bell(72, 0.8), bell(72, 0.8)], 0.25),
    "wind": lambda: row([mallet(60), mallet(62), mallet(60)], 0.2),
    "pause": lambda: row([mallet(64), mallet(60)], 0.18),
    "resume": lambda: row([mallet(60), mallet(64)], 0.18),
    "tick": lambda: wood(64, 0.08),
    "chosen": lambda: row([mallet(60), mallet(64), mallet(67)], 0.09),
    "finished": lambda: row([bell(60), bell(64), bell(67), bell(72)], 0.22),
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


@dataclass(frozen=True, slots=True)
class Cue:
    """One sound to play; pan -1 (left) to 1 (right)."""

    name: str
    pan: float = 0.0


def cues_of(events: Sequence[Event]) -> list[Cue]:
    """The sounds of what has happened, in order, each at most once."""
    found: dict[str, Cue] = {}
    for event in events:
        if cue := _cue(event):
            found.setdefault(cue.name, cue)
    return list(found.values())


def _cue(event: Event) -> Cue | None:
    if event.kind == "cue":
        ml = event.data.get("lean_ml")
        return Cue("go", max(-1.0, min(1.0, 1.5 * ml)) if isinstance(ml, float) else 0.0)
    if event.kind == "rep":
        return Cue("done") if event.data.get("success") is True else None
    name = _PLAIN.get(event.kind)
    return Cue(name) if name else None
