"""What one person wants to hear and feel: loudness of each part, speech, and how their ears are.

Loudness and strength are shares, 0 nothing and 1 all of it. Who sets them, and where they are kept,
is no matter of the loudspeakers.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hearing:
    """volume: of everything; music: of the bed under it, as a share of that. speech: whether the
    main lines are spoken, in `language`. lower: all tones a fifth lower, for ears that have lost
    the high ones. mono: the same for both ears, for who hears with one; the side is then told by
    the rhythm of the voice that leads and by the tune of the cues. rumble: of controllers.
    """

    volume: float = 0.7
    music: float = 0.6
    speech: bool = True
    language: str = "en"
    lower: bool = False
    mono: bool = False
    rumble: float = 0.7
