"""What earlier sessions on this machine say: this person's own best at a level."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from game.session import files
from game.session.files import RecordingError
from game.session.recording import SessionRecording, TrialRecording

MOST = 500  # the newest so many sessions are looked at
COUNTED = ("completed", "stopped")
"""A visit counts when it came to its end or the person ended it; what was picked by then stands.
One that was cut short by a fault or a crash does not, since nobody saw its result.
"""


def best_before(
    root: Path, participant: str, level_id: str, *, but: Path | None = None
) -> int | None:
    """Most picked in one trial of this level by this person, None for a first time.

    Of visits that were completed or that the person stopped. Sessions that cannot be read are
    passed over: a best is a kindness, not a measurement.
    """
    folders = sorted(root.glob(f"*Z-{participant}-??????"), reverse=True)[:MOST]
    counts = [
        count
        for folder in folders
        if folder != but
        for trial in _counted(SessionRecording(folder), participant)
        if trial.folder.name.split("-", 2)[2] == level_id
        if (count := _picked(trial)) is not None
    ]
    return max(counts, default=None)


def _counted(session: SessionRecording, participant: str) -> Iterator[TrialRecording]:
    """The trials of a visit of this person's that counts."""
    try:
        stop, trials = session.document.get("stop"), session.trials
    except RecordingError:
        return
    own = session.document.get("participant") == participant
    if own and isinstance(stop, dict) and stop.get("status") in COUNTED:
        yield from trials


def _picked(trial: TrialRecording) -> int | None:
    try:
        measures = trial.summary.get("measures")
    except RecordingError:
        return None
    for item in measures if isinstance(measures, list) else []:
        if isinstance(item, dict) and item.get("name") == "targets_reached":
            value = item.get("value")
            return int(value) if files.is_number(value) else None
    return None
