"""The station's settings while the kiosk runs: looked at again and again, the last good ones used.

A file that turns wrong changes nothing but `problem`, one line for the screen, the log and the
health page. At a start with a wrong file those that were good last are taken, as the journal kept
them; without any the defaults, which let nobody stand. Of the PIN only a hash is kept, and tried.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import yaml

from game.app.kiosk_pin import HashedPin
from game.station import Station, StationError, as_text, read_station, station_from

LOOK_S = 2.0


@dataclass(frozen=True, slots=True)
class Good:
    """Settings that were good last: as a file without the PIN, and the PIN as HashedPin's text."""

    text: str = ""
    pin: str = ""


class LiveSettings:
    """path: the file, or None for the defaults. kept: what was good last. pin: of staff, if any."""

    def __init__(self, path: Path | None, kept: Good = Good()) -> None:
        self.path, self.problem = path, ""
        self.station, self.pin = Station(), HashedPin.from_text(kept.pin) if path else None
        if path and kept.text:
            self.station = _from_text(kept.text)
            if self.station.pin:  # as earlier versions kept it
                self.pin = HashedPin.of(self.station.pin)
        self._looked_at = -math.inf
        self._seen: tuple[int, int, int] | None = None

    @property
    def good(self) -> Good:
        """The settings in use, as they are kept."""
        return Good(as_text(self.station), self.pin.as_text() if self.pin else "")

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
            self._use(read_station(self.path))
        except StationError as error:
            self.problem = str(error)
        return (self.station, self.problem) != before

    def _use(self, station: Station) -> None:
        """Take good ones; the same PIN keeps its hash, so that a wait at the lock goes on."""
        self.station, self.problem = station, ""
        if not station.pin:
            self.pin = None
        elif self.pin is None or not self.pin.fits(station.pin):
            self.pin = HashedPin.of(station.pin)


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
