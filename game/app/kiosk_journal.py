"""The two files that a kiosk writes: a rolling log of what it did, and its counters.

The log names states, devices and errors, to the minute, and nobody: no score and no lean. It is at
most twice MOST_BYTES. The counters' file also keeps the settings that were good last, for a start
with a file that is wrong, without the digits of the PIN. A disk that takes nothing stops nothing:
what could not be written is dropped (log) or kept for later (counters), and `problem` says so.
"""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from game.app.kiosk_settings import Good
from game.kiosk.counters import Counters
from game.strict_yaml import one_line

LOG, COUNTERS = "kiosk.log", "counters.json"
MOST_BYTES = 128 * 1024
SAVE_S = 60.0  # counters that changed are kept at most so often
MOST_FRAMES = 6


class Journal:
    """Log and counters in one folder, made when it is first needed."""

    def __init__(self, folder: Path, wall: datetime) -> None:
        self.folder, self.problem = folder, ""
        self.good = Good()
        self.counters = Counters(wall.date().isoformat())
        self._saved_at = 0.0
        self._good_saved = Good()
        self._read()

    def note(self, wall: datetime, words: str) -> None:
        """One line of log."""
        line = f"{wall:%Y-%m-%d %H:%M} {one_line(words)}\n"
        self._try(lambda: self._append(line))

    def note_error(self, wall: datetime, error: BaseException) -> None:
        """Where an error came from, without the values that were at hand."""
        frames = traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]
        way = " < ".join(f"{Path(one.filename).name}:{one.lineno}" for one in reversed(frames))
        self.note(wall, f"error {type(error).__name__} at {way}")

    def save(self, now: float, *, at_once: bool = False) -> None:
        """Keep the counters, if they changed and it is time."""
        changed = self.counters.changed or self.good != self._good_saved
        if changed and (at_once or now - self._saved_at >= SAVE_S):
            self._saved_at = now
            self._try(self._write)

    def _try(self, deed: Callable[[], None]) -> None:
        try:
            deed()
            self.problem = ""
        except OSError as error:
            self.problem = f"{self.folder}: cannot be written ({error.strerror}): make room there"

    def _append(self, line: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / LOG
        if path.exists() and path.stat().st_size + len(line.encode()) > MOST_BYTES:
            path.replace(path.with_name(LOG + ".1"))
        with path.open("a", encoding="utf-8") as file:
            file.write(line)

    def _write(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / COUNTERS
        document = {
            "format": 1,
            "since": self.counters.since,
            "counts": self.counters.as_dict(),
            "settings": self.good.text,
            "pin": self.good.pin,
        }
        part = path.with_name(COUNTERS + ".part")
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(document, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        self.counters.changed, self._good_saved = False, self.good

    def _read(self) -> None:
        """What there is already; a file that cannot be understood is begun anew."""
        try:
            kept = json.loads((self.folder / COUNTERS).read_text("utf-8"))
            since, counts, settings = (kept[key] for key in ("since", "counts", "settings"))
            pin = kept.get("pin", "")  # earlier ones have its digits among the settings
        except (OSError, ValueError, KeyError, TypeError):
            return
        texts = all(isinstance(one, str) for one in (since, settings, pin))
        if texts and isinstance(counts, dict):
            self.counters = Counters(since, counts)
            self.good = self._good_saved = Good(settings, pin)
