"""`surefoot simulate`: many simulated people play one level, each a real session run at full speed.

What is printed comes from the recordings by the scoring that any session gets; the recordings are
then removed. Each person is played with their own limits as a calibration would have found them.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

from game.app.errors import Unfinished, WrongInput
from game.app.headless import run_headless
from game.app.request import PlayRequest
from game.app.sitting import check_request, sit_down
from game.levels import Level
from game.session import files
from game.virtual_patient import PROFILES
from game.virtual_patient.body import MEASURED_SHARE

LIMITS = f"{MEASURED_SHARE:.0%} of each simulated person's true limits, as a calibration would find"
REP_KEYS = ("direction", "difficulty", "attempted", "success", "score")


@dataclass(frozen=True, slots=True)
class SimulateRequest:
    """What was asked on the command line. Seeds are seed, seed + 1, and so on, one a patient."""

    level: str
    profile: str = "older"
    patients: int = 10
    seed: int = 0
    difficulty: float | None = None


def simulate(
    request: SimulateRequest, progress: Callable[[float], None] = lambda _: None
) -> dict[str, Any]:
    """Play them all; plain JSON values. progress is told the share done, 0..1. WrongInput in one
    line where there is no such level or profile.
    """
    level = _checked(request)
    patients = []
    for done in range(request.patients):

        def show(share: float, before: int = done) -> None:
            progress((before + share) / request.patients)

        patients.append(_one(request, request.seed + done, show))
    return {"level": level.id, "profile": request.profile, "limits": LIMITS, "patients": patients}


def simulate_with_bar(request: SimulateRequest) -> dict[str, Any]:
    """The same, with a bar on the terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    _checked(request)
    word = TextColumn("{task.description}", markup=False)
    with Progress(word, BarColumn(), TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task(f"{request.patients} x {request.profile}", total=1.0)
        return simulate(request, lambda share: bar.update(task, completed=share))


def _checked(request: SimulateRequest) -> Level:
    if request.profile not in PROFILES:
        raise WrongInput(f"--profile {request.profile}: choose one of {', '.join(PROFILES)}")
    return check_request(_play_request(request, request.seed, None))


def print_table(result: dict[str, Any]) -> None:
    """Mean and standard deviation over the people of each measure, with its unit."""
    from rich.console import Console
    from rich.table import Table

    people = result["patients"]
    table = Table("measure", box=None, pad_edge=False)
    for heading in ("mean", "SD", "unit", "people"):
        table.add_column(heading, justify="left" if heading == "unit" else "right")
    for (name, unit), values in _by_measure(people).items():
        spread = f"{stdev(values):.3g}" if len(values) > 1 else ""
        mean = f"{fmean(values):.3g}" if values else ""
        table.add_row(name, mean, spread, unit, str(len(values)))
    console = Console()
    console.print(f"{result['level']}: {len(people)} x {result['profile']}", highlight=False)
    console.print(f"limits: {result['limits']}", highlight=False)
    console.print(table)


def _by_measure(people: list[dict[str, Any]]) -> dict[tuple[str, str], list[float]]:
    values: dict[tuple[str, str], list[float]] = defaultdict(list)
    for person in people:
        for name, one in person["measures"].items():
            values[name, one["unit"]] += [] if one["value"] is None else [one["value"]]
    return values


def _play_request(request: SimulateRequest, seed: int, out: Path | None) -> PlayRequest:
    return PlayRequest(
        level=request.level,
        device=f"simulated:{request.profile}",
        participant="simulated",
        difficulty=request.difficulty,
        seed=seed,
        headless=True,
        fast=True,
        out=out,
    )


def _one(request: SimulateRequest, seed: int, progress: Callable[[float], None]) -> dict[str, Any]:
    """One session, from opening the board to its score; nothing of it stays on the disk."""
    with tempfile.TemporaryDirectory() as folder:
        with sit_down(_play_request(request, seed, Path(folder))) as sitting:
            run_headless(sitting, lambda share, _: progress(share))
        if sitting.status != "completed":
            raise Unfinished(f"{request.level}, seed {seed}: {sitting.ending.why}")
        summary = files.read_json(sitting.trial_folder / files.SUMMARY)
    return {
        "seed": seed,
        "measures": {
            row["name"]: {key: row[key] for key in ("value", "unit", "n")}
            for row in summary["measures"]
        },
        "reps": [{key: rep[key] for key in REP_KEYS} for rep in summary["reps"]],
    }
