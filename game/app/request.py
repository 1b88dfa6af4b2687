"""What was asked on the command line, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

GUEST = "guest"


@dataclass(frozen=True, slots=True)
class PlayRequest:
    """What was asked on the command line. more_devices feed the same Intent as the first. store:
    whether the session is entered in the store. supervised: somebody stands beside the person.
    volume: 0..1, None for the plan's or the usual. language: empty for the participant's. pin: what
    the therapist's panel asks for, or empty; never printed.
    """

    level: str = "orchard-1"
    device: str = "simulated"
    participant: str = GUEST
    limits: Path | None = None
    difficulty: float | None = None
    seed: int = 0
    duration_s: float | None = None
    headless: bool = False
    fast: bool = False
    out: Path | None = None
    tier: str = "auto"
    fullscreen: bool = False
    demo: bool = False
    store: bool = True
    more_devices: tuple[str, ...] = ()
    lsl: bool = False
    supervised: bool = False
    volume: float | None = None
    age_years: int | None = None
    language: str = ""
    pin: str = field(default="", repr=False)
