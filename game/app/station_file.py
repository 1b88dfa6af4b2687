"""Where the station's settings are looked for, and what they mean for play."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from game.app.data_folder import data_folder
from game.app.request import GUEST, PlayRequest
from game.app.terminal import say
from game.station import Station, StationError, read_station

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


def as_set_here(request: PlayRequest) -> PlayRequest:
    """What was asked for, and the station's settings where nothing was. A participant's own
    loudness and language count more than the station's. A file that is wrong is told, and left.
    """
    try:
        station = station_here()
    except StationError as error:
        say(f"{error}; play goes on without the station's settings")
        return request
    own = request.participant != GUEST
    given = set() if own else station.model_fields_set
    device = "" if request.headless or station.device in ("auto", "none") else station.device
    return replace(
        request,
        device=request.device or device,
        tier=station.tier if request.tier == "auto" else request.tier,
        fullscreen=request.fullscreen or station.fullscreen,
        pin=request.pin or station.pin,
        volume=station.volume if request.volume is None and "volume" in given else request.volume,
        language=request.language or (station.languages[0] if "languages" in given else ""),
    )
