"""outcome.json in the folder of a trial or session: what the next visit starts from, as it left it.

    {"format": 1, "difficulty": {...}, "limits": {...}, "gift": {...}}

`difficulty` is the state of the controller that set it, with how far targets have `moved` over to a
neglected side (game.session.adaptation), `limits` the readable form of game.balance.limits, `gift`
what the visit left (game.session.journey); each is there where there was one. The store takes them
over with the session, so that they reach it once, whatever happened between.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.balance.limits import Limits
from game.session import files
from game.session.files import RecordingError
from game.session.journey import Left

OUTCOME = "outcome.json"


@dataclass(frozen=True, slots=True)
class Outcome:
    """difficulty: plain JSON values; None where the trial left none."""

    difficulty: dict[str, Any] | None = None
    limits: Limits | None = None
    gift: Left | None = None


def write_outcome(
    folder: Path,
    *,
    difficulty: Mapping[str, Any] | None = None,
    limits: Limits | None = None,
    gift: Left | None = None,
) -> None:
    """Write it into a folder, whole or not at all; what the folder says of anything else stays.
    OSError where the disk refuses.
    """
    path = folder / OUTCOME
    document: dict[str, Any] = {"format": files.FORMAT}
    if path.is_file():
        document = files.read_json(path)
    if difficulty is not None:
        document["difficulty"] = dict(difficulty)
    if limits is not None:
        document["limits"] = limits.as_dict()
    if gift is not None:
        document["gift"] = gift.as_dict()
    files.write_json(path, document)


def read_outcome(folder: Path) -> Outcome:
    """What a trial or session left, which may be nothing; RecordingError names what is wrong."""
    path = folder / OUTCOME
    if not path.is_file():
        return Outcome()
    document = files.read_json(path)
    difficulty, limits, gift = (document.get(k) for k in ("difficulty", "limits", "gift"))
    if not all(isinstance(part, dict | None) for part in (difficulty, limits, gift)):
        raise RecordingError(f"{path}: difficulty, limits and gift have to be tables")
    try:
        return Outcome(
            difficulty,
            None if limits is None else Limits.from_dict(limits),
            None if gift is None else Left.from_dict(gift),
        )
    except ValueError as error:
        raise RecordingError(f"{path}: {error}") from None
