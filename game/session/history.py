"""What earlier sessions on this machine say: this person's own best at a level."""

from __future__ import annotations

from pathlib import Path

from game.session import files
from game.session.files import RecordingError

MOST = 500  # the newest so many sessions are looked at


def best_before(
    root: Path, participant: str, level_id: str, *, but: Path | None = None
) -> int | None:
    """Most picked in one finished trial of this level by this person, None for a first time.

    Sessions that cannot be read are passed over: a best is a kindness, not a measurement.
    """
    folders = sorted(root.glob(f"*Z-{participant}-??????"), reverse=True)[:MOST]
    counts = [
        count
        for folder in folders
        if folder != but
        for trial in folder.glob(f"trial-*-{level_id}")
        if (count := _picked(trial)) is not None
    ]
    return max(counts, default=None)


def _picked(trial: Path) -> int | None:
    try:
        measures = files.read_json(trial / files.SUMMARY).get("measures", [])
    except RecordingError:
        return None
    for item in measures:
        if isinstance(item, dict) and item.get("name") == "targets_reached":
            value = item.get("value")
            return int(value) if isinstance(value, int | float) else None
    return None
