"""How well difficulty follows simulated people, beside the usual ways to set it.

Ten kinds of participants (difficulty_population.py), 120 reps each, half on logistic and half on
skewed success curves, starting within 0.15 of right, target 75 %. Parameters were chosen on
TUNING_SEED; what is reported is measured on REPORT_SEED. `every direction` gives all kinds a task
with eight directions, where after a sudden step the caps, which count per direction, keep even an
all-knowing controller from the target for some ten reps.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.progress import track

from benchmarks.difficulty_judge import Controller, Played, by_kind, measures, play
from benchmarks.difficulty_peers import PEERS
from benchmarks.difficulty_population import KINDS, population
from game.difficulty import DifficultyController

TUNING_SEED = 1
REPORT_SEED = 77
EACH_KIND = 40

Case = tuple[str, Callable[[float], Controller], bool, bool]  # name, make, score, directions


def ours(start: float) -> DifficultyController:
    """The product's controller as a participant with no history meets it."""
    return DifficultyController(start=start)


CASES: list[Case] = [
    ("surefoot, with score", ours, True, False),
    ("surefoot, success only", ours, False, False),
    *((name, peer, False, False) for name, peer in PEERS.items()),
    ("surefoot, with score, every direction", ours, True, True),
    ("surefoot, success only, every direction", ours, False, True),
    ("eight filters, every direction", PEERS["eight filters"], False, True),
]


def run(seed: int = REPORT_SEED, each_kind: int = EACH_KIND) -> Iterator[dict[str, object]]:
    """One row a controller: probabilities 0..1, reps, microseconds, each mean with its `_se`."""
    for name, make, with_score, directions in CASES:
        sessions = _sessions(name, make, with_score, directions, seed, each_kind)
        yield {
            "controller": name,
            "participants": len(sessions),
            "seed": seed,
            **measures(sessions),
            "p_error_by_kind": by_kind(sessions),
        }


def _sessions(
    name: str,
    make: Callable[[float], Controller],
    with_score: bool,
    directions: bool,
    seed: int,
    each_kind: int,
) -> list[Played]:
    people = [p for kind in KINDS for p in population(kind, each_kind, seed, directions)]
    shown = track(people, name, console=Console(file=sys.stderr), transient=True)
    return [play(make, person, with_score) for person in shown]
