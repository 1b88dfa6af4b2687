"""A kiosk that runs for long holds no more than at first: memory, files, threads, objects on the
graphics card; and draws as fast as at first. What it runs: kiosk_soak.py.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
GROWTH_MB_H = 1.0
WARM_S = 600.0  # of half an hour, until all levels and a visitor were there
STEADY = 1.5  # how much slower the slowest frames may become


def soaked(tmp_path, mode, long):
    done = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "kiosk_soak.py"), str(tmp_path), mode, str(long)],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return [line for line in lines if "t_s" in line]


def check_held(lines, warm_s):
    """Nothing grows, once every level and screen was seen."""
    warm = [line for line in lines if line["t_s"] >= warm_s]
    hours = np.array([line["t_s"] for line in warm]) / 3600
    assert len(warm) >= 6
    rss, level = np.array([line["rss_mb"] for line in warm]), [line["level"] for line in warm]
    usual = {one: median(rss[[at == one for at in level]]) for one in set(level)}
    slope = np.polyfit(hours, rss - [usual[one] for one in level], 1)[0]  # each has its own size
    print(f"growth {slope:.2f} MB/h over {len(warm)} looks at {len(usual)} levels")
    assert slope < GROWTH_MB_H
    assert max(line["files"] for line in warm[len(warm) // 2 :]) <= max(
        line["files"] for line in warm[: len(warm) // 2]
    )
    assert len({line["threads"] for line in warm}) == 1
    by_level = defaultdict(set)
    for line in warm:
        by_level[line["level"]].add(line["gpu"])
    assert all(len(counts) == 1 for counts in by_level.values())
    assert lines[-1]["counts"]["errors"] == 0 and lines[-1]["counts"]["finished"] >= 1


@pytest.mark.slow
def test_eight_simulated_hours_leave_nothing_behind(tmp_path):
    check_held(soaked(tmp_path, "simulated", 8.0), 2 * 3600)


@pytest.mark.slow
def test_thirty_real_minutes_leave_nothing_behind_and_stay_as_fast(tmp_path):
    lines = soaked(tmp_path, "real", 30.0)
    slowest = [line["cpu_p99_ms"] for line in lines if line["t_s"] >= WARM_S]
    half = len(slowest) // 2
    print(f"p99 {median(slowest[:half]):.1f} ms of CPU, then {median(slowest[half:]):.1f}")
    assert median(slowest[half:]) <= STEADY * median(slowest[:half])
    check_held(lines, WARM_S)
