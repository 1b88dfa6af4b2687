"""Lines to disk from a thread of their own: a frame never waits for a disk.

Lines go out every 250 ms and are forced to the disk each second, so that a crash loses at most one
second. The first failure (a full disk, a folder gone) is kept in `error` for the loop to find, and
what was written stays.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

FLUSH_S = 0.25
SYNC_EVERY = 4


def cut_half_row(path: Path) -> None:
    """Drop what a full disk or a crash left of a last row."""
    data = path.read_bytes()
    end = data.rfind(b"\n") + 1
    if end < len(data):
        with path.open("r+b") as file:
            file.truncate(end)


class LineWriter:
    """Appends to several files at once; `add` never waits, `close` writes all that is left."""

    def __init__(self, heartbeat: Path) -> None:
        self._heartbeat = heartbeat
        self._files: dict[Path, TextIOWrapper] = {}
        self._waiting: list[tuple[Path, str]] = []
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self.error: OSError | None = None
        self._thread = threading.Thread(target=self._run, name="session writer", daemon=True)
        self._thread.start()

    def add(self, path: Path, text: str) -> None:
        with self._lock:
            self._waiting.append((path, text))

    def close(self) -> None:
        """Write and sync what is left, and stop the thread; safe to call twice."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        rounds = 0
        while not self._stop.wait(FLUSH_S):
            self._beat(rounds % SYNC_EVERY == 0)
            rounds += 1
            self._write(sync=rounds % SYNC_EVERY == 0)
        self._write(sync=True)
        for file in self._files.values():
            with suppress(OSError):  # what could not be written was told already
                file.close()
            if self.error:
                with suppress(OSError):
                    cut_half_row(Path(file.name))
        with suppress(OSError):
            self._heartbeat.unlink(missing_ok=True)

    def _beat(self, now: bool) -> None:
        """Say once a second that this session is alive, however little happens in it."""
        if now:
            with suppress(OSError):
                self._heartbeat.touch()

    def _write(self, *, sync: bool) -> None:
        """Write what waits; after a failure nothing more, so that no later row stands alone."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        if self.error:
            return
        try:
            for path, text in waiting:
                if path not in self._files:
                    self._files[path] = path.open("a", encoding="utf-8", newline="\n")
                self._files[path].write(text)
            for file in self._files.values():
                file.flush()
                if sync:
                    os.fsync(file.fileno())
        except OSError as error:
            self.error = error
