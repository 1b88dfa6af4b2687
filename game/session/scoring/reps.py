"""The reps of a trial as its events tell them: each cue, what followed, and how the rep ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from game.session import files
from game.session.files import RecordingError
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


@contextmanager
def events_of(trial: TrialRecording, what: str) -> Iterator[None]:
    """Around reading the events: RecordingError, one line, where they are not those of `what`."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise RecordingError(
            f"{trial.folder / files.EVENTS}: not the events of {what} ({error!r})"
        ) from None


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
