"""The station's settings while the kiosk runs: looked at again and again, the last good ones used.

A file that turns wrong changes nothing but `problem`, one line for the screen, the log and the
health page. At a start with a wrong file those that were good last are taken, as the journal kept
them; without any the defaults, which let nobody stand.
"""

from __future__ import annotations

import math
from pathlib import Path

import yaml

from game.station import Station, StationError, as_text, read_station, station_from

LOOK_S = 2.0


class LiveSettings:
    """path: the file, or None for the defaults. kept: the text of the last good ones, or empty."""

    def __init__(self, path: Path | None, kept: str = "") -> None:
        self.path, self.problem = path, ""
        self.station = _from_text(kept) if path and kept else Station()
        self._looked_at = -math.inf
        self._seen: tuple[int, int, int] | None = None

    @property
    def text(self) -> str:
        """The settings in use, as a file."""
        return as_text(self.station, pin=True)

    def look(self, now: float) -> bool:
        """Read the file again if it is another than before; whether anything changed by that."""
        if self.path is None or now - self._looked_at < LOOK_S:
            return False
        self._looked_at = now
        seen = _signature(self.path)
        if seen == self._seen and seen is not None:
            return False
        self._seen = seen
        before = (self.station, self.problem)
        try:
            self.station, self.problem = read_station(self.path), ""
        except StationError as error:
            self.problem = str(error)
        return (self.station, self.problem) != before


def _signature(path: Path) -> tuple[int, int, int] | None:
    """What changes when the file does; None where it cannot be looked at."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _from_text(text: str) -> Station:
    try:
        return station_from(yaml.safe_load(text), "the settings kept last")
    except (StationError, yaml.YAMLError):
        return Station()
