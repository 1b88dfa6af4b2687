"""What happened between the games of a visit, line by line: changes of state, answers, flags.

visit.jsonl stands beside session.json and is written as it happens, forced to the disk with every
line: there are few, and an answer is as worth keeping as a sample.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from game.session.files import RecordingError
from game.session.runner import Change, Visit
from game.session.writer import cut_half_row

VISIT = "visit.jsonl"


class Diary:
    """The visit's file in the folder of its session. RecordingError where the disk gave out."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / VISIT
        self._answers: dict[tuple[str, str], int] = {}
        self._flags = 0

    def change(self, change: Change) -> None:
        """A change of state, in seconds of the visit."""
        self._add(
            {
                "t_s": change.t,
                "kind": "state",
                "from": change.before,
                "to": change.after,
                "why": change.why,
            }
        )

    def catch_up(self, visit: Visit) -> None:
        """The answers and flags of a visit that are new, or answered again."""
        for (when, question), value in visit.answers.items():
            if self._answers.get((when, question)) != value:
                self.answer(visit.t, when, question, value)
        for flag in visit.flags[self._flags :]:
            self.flag(visit.t, flag)
        self._answers, self._flags = dict(visit.answers), len(visit.flags)

    def answer(self, t_s: float, when: str, question: str, value: int) -> None:
        """An answer 0..10 to a question asked `before`, `between 1` (after block 1), or `after`."""
        self._add(
            {
                "t_s": round(t_s, 3),
                "kind": "answer",
                "when": when,
                "question": question,
                "value": value,
            }
        )

    def flag(self, t_s: float, why: str) -> None:
        """Something that the therapist should see."""
        self._add({"t_s": round(t_s, 3), "kind": "flag", "why": why})

    def _add(self, line: Mapping[str, Any]) -> None:
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            with suppress(OSError):
                cut_half_row(self._path)
            raise RecordingError(
                f"{self._path}: cannot be written ({error.strerror}): make room; what was written "
                "is kept"
            ) from None


def read_diary(folder: Path) -> list[dict[str, Any]]:
    """The lines of a visit, oldest first; none where there was no visit. A last line that was cut
    off by a crash is let go; RecordingError names any other that cannot be read.
    """
    path = folder / VISIT
    if not path.is_file():
        return []
    rows = path.read_text("utf-8", errors="replace").split("\n")
    found = []
    for at, row in enumerate(rows[:-1]):
        try:
            line = json.loads(row)
        except ValueError:
            raise RecordingError(f"{path}: line {at + 1}: cannot be read") from None
        if not isinstance(line, dict):
            raise RecordingError(f"{path}: line {at + 1}: not a table")
        found.append(line)
    return found
