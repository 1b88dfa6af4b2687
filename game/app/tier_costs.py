"""What a picture costs on this machine, tier by tier: measured in a second, once, and kept.

Kept in the data folder as tiers.json; measured anew when another renderer draws, or another size.
"""

from __future__ import annotations

import statistics
import time
from contextlib import suppress
from pathlib import Path

from game.app.pace import BARE_MS
from game.render.window import Window
from game.session.files import RecordingError, read_json, write_json
from game.sim import Entity, Goal, Hud, World

FILE = "tiers.json"
PLACE = "river"  # water, and land that moves: the dearest
WARM_UP, LEAST = 3, 5  # frames
TIER_S = 0.25
WORLD = World(0, (Entity("you", (0.3, 0.0, 0.0), 0.0, "on"),), Goal(), Hud())


def costs_of(window: Window, folder: Path) -> dict[str, float]:
    """Milliseconds of a bare picture by tier, poorest first, up to the first that is too dear."""
    path = folder / FILE
    asked = {"renderer": window.renderer, "size": list(window.size)}
    try:
        known = read_json(path)
    except RecordingError:  # none yet, or one that nobody can read
        known = {}
    if {key: known.get(key) for key in asked} == asked and (costs := _read(known.get("costs_ms"))):
        return costs
    costs = measure(window)
    with suppress(OSError):  # who may not write there measures at each start
        folder.mkdir(parents=True, exist_ok=True)
        write_json(path, {"format": 1, **asked, "costs_ms": costs})
    return costs


def _read(value: object) -> dict[str, float]:
    """The costs as they were kept; empty where they are not such."""
    from game.render.tiers import TIERS

    if not isinstance(value, dict) or list(value) != list(TIERS)[: len(value)]:
        return {}
    sound = all(isinstance(ms, float) and ms > 0 for ms in value.values())
    return value if sound else {}


def measure(window: Window) -> dict[str, float]:
    """Draw each tier for a quarter of a second, two at least, until one is too dear; nothing of it
    is shown.
    """
    from game.render.tiers import TIERS

    costs: dict[str, float] = {}
    for tier in TIERS:
        costs[tier] = round(_measure(window, tier), 2)
        if costs[tier] > BARE_MS and len(costs) > 1:
            break
    return costs


def _measure(window: Window, tier: str) -> float:
    from OpenGL import GL

    from game.render.renderer import Renderer

    renderer = Renderer(window, PLACE, tier)
    times: list[float] = []
    began = time.perf_counter()
    while len(times) < WARM_UP + LEAST or time.perf_counter() - began < TIER_S:
        start = time.perf_counter()
        renderer.draw(WORLD, WORLD, 1.0, start - began)
        GL.glFinish()
        times.append((time.perf_counter() - start) * 1e3)
    renderer.release()
    return statistics.quantiles(times[WARM_UP:])[0]  # whatever else runs here only adds
