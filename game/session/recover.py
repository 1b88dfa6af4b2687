"""Finishes what was interrupted: a session without a stop document whose files have gone quiet.

A half-written last row is cut, nothing else is touched; the session is scored as far as it goes and
marked `interrupted`. A session that another process is writing right now is left alone: its files
change every quarter of a second.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from game.session import files
from game.session.files import RecordingError
from game.session.score import score_session

QUIET_S = 30.0


def recover(root: Path, now: datetime) -> list[Path]:
    """Close every interrupted session below `root`; returns their folders."""
    closed = []
    for document_path in sorted(root.glob(f"*/{files.SESSION}")):
        folder = document_path.parent
        try:
            document = files.read_json(document_path)
            if "stop" in document or now.timestamp() - _touched(folder) < QUIET_S:
                continue
            for rows in (*folder.glob("trial-*/*.csv"), *folder.glob("trial-*/*.jsonl")):
                _cut_half_row(rows)
            ended = datetime.fromtimestamp(_touched(folder), UTC)
            document["stop"] = {
                "status": "interrupted",
                "ended": ended.isoformat(timespec="seconds"),
                "why": "it never came to a stop; closed by a later start",
            }
            files.write_json(document_path, document)
            score_session(folder)
        except (RecordingError, OSError):
            continue  # not ours to repair: a folder that cannot be read or written stays as it is
        closed.append(folder)
    return closed


def _touched(folder: Path) -> float:
    """When anything in the folder last changed, seconds since the epoch."""
    return max(path.stat().st_mtime for path in (folder, *folder.rglob("*")))


def _cut_half_row(path: Path) -> None:
    data = path.read_bytes()
    end = data.rfind(b"\n") + 1
    if end < len(data):
        with path.open("r+b") as file:
            file.truncate(end)
