"""What a frame of play costs: the whole game at 1280x720 off-screen, in every place.

`median_ms` and `p95_ms` are wall time with the drawing finished; `cpu_ms` is the median of what all
threads worked for it, which other work on the machine changes less. `under_18_ms` is the share of
frames that came in time. `python_ms` is the median with the driver told to draw nothing
(GALLIUM_NOOP=1, Mesa only, in a process of its own): what is left is this program and the driver's
front end. `gc_ms` is the longest collection of garbage. A simulated person plays all the while.

The tier "auto" is measured, then adapted to as in play, in real time. Where a graphics card draws,
the high tier at 3840x2160 is measured too. One place alone: python -m benchmarks.frames river
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from game.app import sitting as sitting_module
from game.app.request import PlayRequest
from game.app.scenery import Scenery
from game.app.sitting import sit_down
from game.app.stage import Stage
from game.app.theatre import Theatre
from game.app.tidy import Tidy
from game.app.tier_costs import measure
from game.levels import find_levels
from input_devices.clock import ManualClock, SystemClock

SIZE, LARGE = (1280, 720), (3840, 2160)
TIERS = ("very_low", "low")
SCENES = ("orchard", "river", "mountain", "lakeside", "night", "cabin")
FRAMES, WARM_UP, FRAME_S = 240, 20, 1 / 60
LATE_MS = 18.0
ADAPTED_S = 20.0


@dataclass
class Taken:
    """Milliseconds of each frame: passed, worked by all threads; and of each collection."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    gc: list[float] = field(default_factory=list)

    def row(self) -> dict[str, object]:
        return {
            "median_ms": round(statistics.median(self.wall), 2),
            "p95_ms": round(statistics.quantiles(self.wall, n=20)[-1], 2),
            "cpu_ms": round(statistics.median(self.cpu), 2),
            "under_18_ms": round(sum(ms < LATE_MS for ms in self.wall) / len(self.wall), 3),
            "gc_ms": round(max(self.gc, default=0.0), 2),
        }


@contextmanager
def playing(scene: str, clock: ManualClock | SystemClock, theatre: Theatre) -> Iterator[Stage]:
    """A level of the place, in play; some other level's task where the place has none."""
    levels = find_levels().values()
    level = next((one for one in levels if one.scene == scene), find_levels()["orchard-1"])
    usual = sitting_module.SystemClock  # type: ignore[attr-defined]
    setattr(sitting_module, "SystemClock", lambda: clock)  # noqa: B010
    try:
        with tempfile.TemporaryDirectory() as folder:
            request = PlayRequest(level.id, "simulated", out=Path(folder), store=False)
            with sit_down(request) as sitting:
                sitting.level = replace(sitting.level, scene=scene)
                stage = Stage(sitting, theatre)
                stage.trial._left = 1  # no countdown
                yield stage
    finally:
        setattr(sitting_module, "SystemClock", usual)  # noqa: B010


@contextmanager
def collections(taken: Taken) -> Iterator[None]:
    """Note how long each collection of garbage takes."""
    began = [0.0]

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            began[0] = time.perf_counter()
        else:
            taken.gc.append((time.perf_counter() - began[0]) * 1e3)

    gc.callbacks.append(note)
    try:
        yield
    finally:
        gc.callbacks.remove(note)


def frames(scene: str, tier: str, size: tuple[int, int] = SIZE) -> Taken:
    """Frames of play as fast as they come, on a clock moved by hand."""
    clock, taken = ManualClock(), Taken()
    with (
        Theatre("bench", tier=tier, offscreen=True, size=size) as theatre,
        playing(scene, clock, theatre) as stage,
        Tidy() as tidy,
        collections(taken),
    ):
        for i in range(WARM_UP + FRAMES):
            clock.advance(FRAME_S)
            start, worked = time.perf_counter(), time.process_time()
            stage.frame(FRAME_S, clock.now())
            theatre.end_frame(clock.now(), clock)
            tidy.see(clock.now(), calm=theatre.calm, covered=theatre.covered)
            if i >= WARM_UP:
                taken.wall.append((time.perf_counter() - start) * 1e3)
                taken.cpu.append((time.process_time() - worked) * 1e3)
    return taken


def adapted(scene: str) -> tuple[Taken, str]:
    """Play in real time from the tier that was measured; returns the tier that it ended on."""
    clock, taken = SystemClock(), Taken()
    with Theatre("bench", tier="low", offscreen=True, size=SIZE) as theatre:
        theatre.scenery = Scenery(theatre.window, measure(theatre.window))
        with playing(scene, clock, theatre) as stage, Tidy() as tidy, collections(taken):
            last = began = clock.now()
            while last - began < ADAPTED_S:
                now, worked = clock.now(), time.process_time()
                stage.frame(now - last, now)
                theatre.end_frame(now, clock)
                tidy.see(now, calm=theatre.calm, covered=theatre.covered)
                taken.wall.append((clock.now() - now) * 1e3)
                taken.cpu.append((time.process_time() - worked) * 1e3)
                last = now
                clock.wait_until(now + FRAME_S)
        return taken, theatre.scenery.tier


def _python_ms(scene: str, tier: str) -> float:
    """Median with a driver that draws nothing, in a process of its own: it reads this once."""
    command = [sys.executable, "-m", "benchmarks.frames", "--times", scene, tier]
    env = {**os.environ, "GALLIUM_NOOP": "1"}
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, check=True, text=True)
    return round(float(statistics.median(json.loads(done.stdout.splitlines()[-1]))), 2)


def _has_card() -> bool:
    with Theatre("bench", tier="low", offscreen=True, size=SIZE) as theatre:
        return not theatre.window.software


def run(scenes: tuple[str, ...] = SCENES) -> Iterator[dict[str, object]]:
    """One result for each place and tier."""
    card = _has_card()
    for scene in scenes:
        for tier in TIERS:
            print(f"frames: {scene}, {tier}", file=sys.stderr, flush=True)
            row = frames(scene, tier).row()
            yield {"scene": scene, "tier": tier, **row, "python_ms": _python_ms(scene, tier)}
        taken, tier = adapted(scene)
        yield {"scene": scene, "tier": "auto", "ended_on": tier, **taken.row()}
        if card:
            row = frames(scene, "high", LARGE).row()
            yield {"scene": scene, "tier": "high", "size": list(LARGE), **row}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--times"]:
        print(json.dumps(frames(sys.argv[2], sys.argv[3]).wall))
    else:
        for row in run(tuple(sys.argv[1:]) or SCENES):
            print(json.dumps({"bench": "frames", **row}), flush=True)
