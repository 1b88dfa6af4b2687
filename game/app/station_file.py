"""Where the station's settings are looked for."""

from __future__ import annotations

import os
from pathlib import Path

from game.app.data_folder import data_folder
from game.station import Station, read_station

NAME = "station.yaml"
EVERYBODYS = Path("/etc/surefoot") / NAME


def station_path(asked: Path | None = None) -> Path | None:
    """The file that was asked for; else SUREFOOT_STATION, one beside the recordings, or the
    machine's; None where there is none.
    """
    if asked is not None:
        return asked
    if named := os.environ.get("SUREFOOT_STATION"):
        return Path(named)
    return next((path for path in (data_folder() / NAME, EVERYBODYS) if path.exists()), None)


def station_here(asked: Path | None = None) -> Station:
    """The settings of this station, or the defaults where there is no file; StationError."""
    path = station_path(asked)
    return read_station(path) if path else Station()
