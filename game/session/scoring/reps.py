"""The reps of a trial as its events tell them: each cue, what followed, and how the rep ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from game.session.recording import TrialRecording
from game.sim import Event

Timed = tuple[float, Event]
"""An event and when it was, in seconds of the trial."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One rep from its cue to its end. stated: the limits in force at the cue as an event told
    them, None for those of the start document.
    """

    cue: Timed
    rep: Timed
    between: tuple[Timed, ...]
    stated: Mapping[str, object] | None


def asked(trial: TrialRecording) -> Iterator[Asked]:
    """Every rep that has both a cue and an end, in order."""
    limits: Mapping[str, object] | None = None
    cue, stated = None, limits
    between: list[Timed] = []
    for at, event in trial.events:
        if event.kind == "limits":
            limits = event.data
        elif event.kind == "cue":
            cue, between, stated = (at, event), [], limits
        elif event.kind == "rep" and cue is not None:
            yield Asked(cue, (at, event), tuple(between), stated)
            cue = None
        else:
            between.append((at, event))
