"""What a picture costs: whole frames at 1280x720 off-screen, and the share of it that is Python.

`median_ms` and `p95_ms` are wall time with the drawing finished. `python_ms` is the median with
the driver told to draw nothing (GALLIUM_NOOP=1, Mesa only, in a process of its own): what is left
is this program and the driver's front end. The player leans about and holds all the while.
"""

from __future__ import annotations

import json
import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

from game.render.window import close_window, open_window
from game.sim.types import STEP_HZ, Entity, Goal, Hud, World

SIZE = (1280, 720)
FRAMES = {"low": 240, "medium": 40, "high": 24}
WARM_UP = 8
FRAME_HZ = 60


def world(step: int) -> World:
    """A player who leans right and back again, holding each time."""
    t = step / STEP_HZ
    lean = 0.62 * (0.5 - 0.5 * math.cos(t * 1.3))
    hold = min(1.0, max(0.0, (lean - 0.45) * 5))
    you = Entity("you", (lean, 0.0, -0.1 * math.sin(t)), 0.0, "on")
    fruit = Entity("fruit", (0.6, 0.0, 0.0), 0.18, "hold" if hold else "goal", hold, 2)
    return World(step, (Entity("centre", (0, 0, 0), 0.2, "idle"), you, fruit), Goal(), Hud(done=5))


def frame_times(tier: str, frames: int) -> list[float]:
    """Milliseconds of each frame, drawing finished."""
    window = open_window(SIZE, offscreen=True)
    from OpenGL import GL

    from game.render.renderer import Renderer

    renderer = Renderer(window, "orchard", tier)
    times = []
    for i in range(WARM_UP + frames):
        before, after = world(2 * i), world(2 * i + 1)
        start = time.perf_counter()
        renderer.draw(before, after, 0.5, i / FRAME_HZ)
        GL.glFinish()
        times.append((time.perf_counter() - start) * 1e3)
        if i % 20 == 0:
            print(f"\rframes {tier}: {i}/{WARM_UP + frames} ", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    renderer.release()
    close_window()
    return times[WARM_UP:]


def _python_ms(tier: str) -> float:
    """Median with a driver that draws nothing, in a process of its own: it reads this once."""
    command = [sys.executable, "-m", "benchmarks.frames", "--times", tier]
    env = {**os.environ, "GALLIUM_NOOP": "1"}
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, check=True, text=True)
    return float(statistics.median(json.loads(done.stdout.splitlines()[-1])))


def run() -> Iterator[dict[str, object]]:
    """One result for each tier."""
    for tier, frames in FRAMES.items():
        times = frame_times(tier, frames)
        yield {
            "scene": "orchard",
            "tier": tier,
            "median_ms": round(statistics.median(times), 2),
            "p95_ms": round(statistics.quantiles(times, n=20)[-1], 2),
            "python_ms": round(_python_ms(tier), 2),
        }


if __name__ == "__main__":
    if sys.argv[1:2] == ["--times"]:
        print(json.dumps(frame_times(sys.argv[2], 240)))
    else:
        for row in run():
            print(json.dumps({"bench": "frames", **row}), flush=True)
