"""How much faster than life the pure parts run, on one core: each task's rules, whole sessions.

`rules`: each level type stepped with the leans of a simulated person; of its levels the slowest.
`session`: the simulated board with its body, control, safety, limits, rules and recording to disk,
as `surefoot play --headless --fast` does it, one level of each type.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from game.app.headless import run_headless
from game.app.request import PlayRequest
from game.app.sitting import sit_down
from game.level_types import LEVEL_TYPES
from game.levels import Level, find_levels
from game.sim import STEP_HZ, Intent
from game.virtual_patient.player import Player

SIMULATED_S = 60
REPEATS = 3


def run() -> Iterator[dict[str, object]]:
    """One row a case; times_real_time is simulated seconds per second, the median of REPEATS."""
    of_type: dict[str, list[Level]] = {name: [] for name in LEVEL_TYPES}
    for level in find_levels().values():
        if not level.modifiers:
            of_type[level.type].append(level)
    for name, levels in of_type.items():
        speed, slowest = min((_median(_rules, level), level.id) for level in levels)
        yield _row("rules", name, slowest, speed)
    for name, levels in of_type.items():
        yield _row("session", name, levels[0].id, _median(_session, levels[0]))


def _row(case: str, task: str, level: str, speed: float) -> dict[str, object]:
    return {
        "bench": "simulation",
        "case": case,
        "task": task,
        "level": level,
        "times_real_time": round(speed, 1),
        "microseconds_per_step": round(1e6 / (STEP_HZ * speed), 1),
    }


def _median(measure: Callable[[Level], float], level: Level) -> float:
    return sorted(measure(level) for _ in range(REPEATS))[REPEATS // 2]


def _rules(level: Level) -> float:
    player = Player(1)
    rules = level.rules(difficulty=0.3, caps=(0.9,) * 8, seed=1)
    ml = ap = 0.0
    began = time.perf_counter()
    while not (world := rules.world).finished and world.t < SIMULATED_S:
        to_ml, to_ap = player.lean(world)
        ml += (to_ml - ml) * 0.03
        ap += (to_ap - ap) * 0.03
        rules.step(Intent(ml, ap, load_share_right=min(1.0, max(0.0, 0.5 + 0.25 * ml))))
    return world.t / (time.perf_counter() - began)


def _session(level: Level) -> float:
    with tempfile.TemporaryDirectory() as folder:
        request = PlayRequest(
            level.id,
            "simulated",
            "bench",
            headless=True,
            fast=True,
            out=Path(folder),
            duration_s=float(SIMULATED_S),
        )
        with sit_down(request) as sitting:
            began = time.perf_counter()
            run_headless(sitting)
            took = time.perf_counter() - began
        return sitting.trial.trial_s / took


if __name__ == "__main__":
    for row in run():
        print(json.dumps(row), flush=True)
