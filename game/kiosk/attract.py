"""What is shown while nobody plays: who plays where, which words, in which language. Pure.

Twelve seconds of invitation, twelve of the world with a caption; a new scene every third time. The
seed is the number of scenes shown so far, so that hours pass before anything repeats exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

INVITE_S, WORLD_S = 12.0, 12.0
CYCLE_S: Final = INVITE_S + WORLD_S
SCENE_S: Final = 3 * CYCLE_S
FADE_S: Final = 0.8  # from black to the scene, and back to black

LEVELS: Final = (
    "orchard-1", "shift-slalom", "firefly-1", "stepping-stones",
    "orchard-2", "limits-of-stability-four", "shift-circle", "firefly-3",
    "orchard-3", "first-steps", "shift-side-slow", "firefly-2",
)  # fmt: skip
PEOPLE: Final = ("older", "young", "left_hemiparesis", "older", "right_hemiparesis")
CAPTIONS: Final = 5  # how many there are to tell


@dataclass(frozen=True, slots=True)
class Moment:
    """What is shown. scene: how many came before it; invites: the three pictures, else the caption
    of that number; language: how many came before it; dark: 0..1, how black the picture is.
    """

    scene: int
    invites: bool
    caption: int
    language: int
    dark: float
    since_s: float


def moment(seconds: float) -> Moment:
    """What is shown so many seconds after the attract loop began."""
    scene, in_scene = divmod(seconds, SCENE_S)
    cycle, in_cycle = divmod(seconds, CYCLE_S)
    invites = in_cycle < INVITE_S
    edge = min(in_scene, SCENE_S - in_scene) / FADE_S
    return Moment(
        int(scene),
        invites,
        int(cycle) % CAPTIONS,
        int(cycle),
        max(0.0, 1.0 - edge),
        in_cycle if invites else in_cycle - INVITE_S,
    )
