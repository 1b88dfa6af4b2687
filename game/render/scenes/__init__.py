"""Where play happens. To add a place: one file with a `build(tier)`, and a row in SCENES."""

from __future__ import annotations

import importlib
from functools import lru_cache

from game.render.scenes.scene import Scene
from game.render.tiers import TIERS

SCENES = {"orchard": "game.render.scenes.orchard"}


@lru_cache(maxsize=3)
def load(name: str, tier: str) -> Scene:
    """The scene `name` built for a tier; KeyError names what there is."""
    if name not in SCENES:
        raise KeyError(f"no scene '{name}': there are {', '.join(SCENES)}")
    return importlib.import_module(SCENES[name]).build(TIERS[tier])


__all__ = ["SCENES", "Scene", "load"]
