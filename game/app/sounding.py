"""What a game lends to the loudspeakers before it begins: its music, and what hands can feel."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

from game.sound.speakers import Speakers
from game.sound.touch import Shaker
from input_devices.sample import Device


def begin_music(sound: Speakers, place: str, visit: Path) -> None:
    """Begin to write the music of a place; each visit, known by its folder, has its own."""
    sound.prepare(place, zlib.crc32(visit.name.encode()))


def be_ready(sound: Speakers, devices: Sequence[Device]) -> None:
    """All that is to be heard is there, and those of the devices that can shake will."""
    sound.ready()
    sound.touch.shakers = [device for device in devices if isinstance(device, Shaker)]
