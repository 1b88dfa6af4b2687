"""Where play happens. To add a place: one file with a `build(tier, setting)`, and a row in SCENES.

`build` returns a Scene (scene.py says what each of its fields is). In order of what to think
about:

1. Light and eye: a Palette (palette.py; `mist` for a valley, `nadir` below the horizon) and a
   Camera. The figure stands at x = z = 0 with its feet near y = `floor`; `slots_in(CAMERA)`
   places the eight targets where no panel hides them, unless the place has better ones.
2. What stands still, from meshes/: `solid` (near things first), `ground_near` with a `shade` map
   and `ground_far`, `veil` (hills, peaks, clouds, and `markers.limit_ring`). All of it is lit
   once.
3. Water: a Water with its sheet. With `cover` below 1 it lies over `reflected` and
   `reflected_veil`.
4. A place that is moved through: build a stretch `length` m long that fits onto itself, from z =
   near (behind the eye) to near - length, as `rolling`; then set `stage.moved` as the world goes
   on. Where one walks over it and it bends or rises, `trail` says how.
5. What moves: meshes by kind in `things`, and one function `live(stage, world)` that is called
   each frame and does `stage.put(kind, at, size, ...)`, `stage.glow(...)`, and sets
   `stage.carriage` (what carries the figure; its limit ring then goes to `underfoot`),
   `stage.posture` and `stage.stillness`. It may read the world's entities; what must come and go
   softly goes through `stage.presence`; all else depends on stage.t and stage.played_s alone, so
   that the same moment gives the same picture.
6. Entities of a task are drawn by game/render/visuals (one function, one row in VISUALS; meshes
   they put in THINGS), wherever the task is played. Lean targets use `targets.lean_target`.
7. The name: a row in SCENES here, the name in `Scene` of game/levels.py, and a test in
   tests/render.

Look at it on every tier (`Renderer(window, name, tier)`, `pixels()`), in grey, and measure its
frames beside the orchard's.
"""

from __future__ import annotations

import importlib
from functools import lru_cache

from game.render.scenes.scene import Scene
from game.render.scenes.setting import USUAL, Setting
from game.render.tiers import TIERS

SCENES = {
    "orchard": "game.render.scenes.orchard",
    "river": "game.render.scenes.river",
    "mountain": "game.render.scenes.mountain",
    "cabin": "game.render.scenes.cabin",
    "lakeside": "game.render.scenes.lakeside",
    "night": "game.render.scenes.night",
}


def load(name: str, tier: str, setting: Setting = USUAL) -> Scene:
    """The scene `name` built for a tier and a visit; KeyError names what there is."""
    if name not in SCENES:
        raise KeyError(f"no scene '{name}': there are {', '.join(SCENES)}")
    wanted = TIERS[tier]
    alike = (one for one in TIERS.values() if one.builds_as(wanted))
    return built(name, next(alike).name, setting)


@lru_cache(maxsize=3)
def built(name: str, tier: str, setting: Setting = USUAL) -> Scene:
    """The same, made once for all tiers that are built alike; `tier` is the first of them."""
    return importlib.import_module(SCENES[name]).build(TIERS[tier], setting)


__all__ = ["SCENES", "Scene", "built", "load"]
