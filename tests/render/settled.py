"""A place once all that comes and goes in it has come: as a picture, or as what is on its stage."""

from __future__ import annotations

import numpy as np

from game.render.visuals import show
from game.render.visuals.stage import Stage
from game.sim.types import World


def picture(
    renderer, what: World, t: float = 5.0, frames: int = 2, apart_s: float = 2.0
) -> np.ndarray:
    """The last of so many frames, drawn so far apart, as floats."""
    for k in reversed(range(frames)):
        renderer.draw(what, what, 1.0, t - apart_s * k)
    return renderer.pixels().astype(float)


def staged(renderer, what: World, t: float = 9.0) -> Stage:
    """What is put on the stage for this world."""
    renderer._presence.begin(t - 100)
    renderer._presence.begin(t)
    stage = Stage(renderer.scene, renderer._presence, t)
    show(stage, what)
    return stage
