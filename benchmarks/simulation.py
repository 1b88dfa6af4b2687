"""How much faster than life the pure parts run, on one core: rules alone, and a whole session.

`rules`: target_reach stepped with the leans of a simulated person. `session`: the simulated board,
control, safety, limits, rules and recording to disk, as `surefoot play --headless --fast` does it.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from game.app.headless import run_headless
from game.app.request import PlayRequest
from game.app.sitting import sit_down
from game.levels import get_level
from game.sim import STEP_HZ, Intent
from game.virtual_patient.player import Player

SIMULATED_S = 120
REPEATS = 5


def run() -> Iterator[dict[str, object]]:
    """One row a case; times_real_time is simulated seconds per second, the median of REPEATS."""
    for case, measure in (("rules", _rules), ("session", _session)):
        speeds = sorted(measure() for _ in range(REPEATS))
        yield {
            "bench": "simulation",
            "case": case,
            "times_real_time": round(speeds[REPEATS // 2], 1),
            "slowest_times_real_time": round(speeds[0], 1),
            "microseconds_per_step": round(1e6 / (STEP_HZ * speeds[REPEATS // 2]), 1),
        }


def _rules() -> float:
    level = get_level("orchard-3")
    player = Player(1)
    rules = level.rules(difficulty=0.3, caps=(0.9,) * 8, seed=1)
    ml = ap = 0.0
    steps = SIMULATED_S * STEP_HZ
    began = time.perf_counter()
    for _ in range(steps):
        to_ml, to_ap = player.lean(rules.world)
        ml += (to_ml - ml) * 0.03
        ap += (to_ap - ap) * 0.03
        rules.step(Intent(ml, ap))
    return SIMULATED_S / (time.perf_counter() - began)


def _session() -> float:
    with tempfile.TemporaryDirectory() as folder:
        request = PlayRequest(
            "orchard-3", "simulated", "bench", headless=True, fast=True, out=Path(folder)
        )
        with sit_down(request) as sitting:
            began = time.perf_counter()
            run_headless(sitting)
            took = time.perf_counter() - began
        return sitting.trial.trial_s / took


if __name__ == "__main__":
    for row in run():
        print(json.dumps(row), flush=True)
