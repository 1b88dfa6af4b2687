"""The pure heart: what rules see, what they say, and the fixed step they live by."""

from game.sim.types import (
    STEP_HZ,
    STEP_S,
    Entity,
    Event,
    Goal,
    Hud,
    Intent,
    Rules,
    World,
)

__all__ = ["STEP_HZ", "STEP_S", "Entity", "Event", "Goal", "Hud", "Intent", "Rules", "World"]
