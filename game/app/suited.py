"""What one participant's settings mean to the loudspeakers and controllers."""

from __future__ import annotations

from game.session.settings import Display
from game.sound.settings import Hearing


def hearing_of(display: Display) -> Hearing:
    """What this person wants to hear and feel."""
    return Hearing(
        volume=display.volume,
        music=display.music,
        speech=display.speech,
        language=display.language,
        lower=display.lower_tones,
        mono=display.mono,
        rumble=display.rumble,
    )
