"""Whether difficulty finds simulated people in whole levels: bodies that sway, tire and lapse.

Twenty people of each profile play the first level of each adaptive task from where everybody
starts, with the controller as it ships. After each rep of CHECKS all of it (body, player, rules,
controller) is copied COPIES times; in each copy the controller is frozen at the levels it has come
to, all chance is drawn anew, and NEXT further reps are played. The share that succeeds estimates
this person's true P(success) there, as tired as they are, for each direction without bias.

`success` is its mean: what is asked is that it is within 0.12 of the target. `p_error` is the root
of the mean squared distance of each person's true P in each direction from the target; what the
finite number of copies adds to it is taken off, by the spread between the copies. Standard errors
are over people.

`weak_easier_percent`: of the people with a weak side, how many were asked less on it than on the
strong one by rep BY_REP, at the last rep of each side.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice, product
from statistics import fmean, stdev, variance

from rich.console import Console
from rich.progress import track

from benchmarks.difficulty_people import Playing, Rep
from game.difficulty import DifficultyController
from game.levels import get_level
from game.virtual_patient import PROFILES
from game.virtual_patient.profiles import NEITHER, RIGHT

LEVELS = ("orchard-1", "shift-side-slow", "first-steps")
REPORT_SEED = 7700
PEOPLE = 20
CHECKS, COPIES, NEXT = (20, 30), 2, 4
BY_REP = 24
TO_RIGHT, TO_LEFT = 2, 6
TARGET = 0.75


@dataclass(frozen=True, slots=True)
class Course:
    """How one person fared: each direction's level by rep BY_REP, and for each check and direction
    the share of successes in each copy.
    """

    levels: dict[int, float]
    shares: list[list[float]]

    @property
    def success(self) -> float:
        return fmean(fmean(each) for each in self.shares)

    @property
    def squared_error(self) -> float:
        """Mean squared distance of P(success) from the target; without bias, so maybe negative."""
        return fmean(
            (fmean(each) - TARGET) ** 2 - variance(each) / len(each) for each in self.shares
        )


def course(level: str, profile: str, seed: int) -> Course:
    """One person plays."""
    playing = Playing(get_level(level), profile, seed, DifficultyController())
    reps: list[Rep] = []
    shares: list[list[float]] = []
    for check in CHECKS:
        reps += [playing.rep() for _ in range(check - len(reps))]
        copies = playing.again(COPIES, NEXT, 1000 * seed + check)
        shares += [
            [fmean(rep.success for rep in copy if rep.direction == k) for copy in copies]
            for k in {rep.direction for rep in copies[0]}
        ]
    return Course({rep.direction: rep.difficulty for rep in reps[:BY_REP]}, shares)


def run(
    seed: int = REPORT_SEED, people: int = PEOPLE, levels: tuple[str, ...] = LEVELS
) -> Iterator[dict[str, object]]:
    """One row a level and profile, as soon as all its people have played."""
    cases = list(product(levels, PROFILES))
    jobs = [(*case, seed + index) for case in cases for index in range(people)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        played = pool.map(course, *zip(*jobs, strict=True))
        shown = track(played, "levels", len(jobs), console=Console(file=sys.stderr), transient=True)
        for level, profile in cases:
            named = {"level": level, "profile": profile, "people": people, "seed": seed}
            yield named | row(profile, list(islice(shown, people)))


def row(profile: str, courses: list[Course]) -> dict[str, float]:
    """The figures of one profile at one level."""
    success = [one.success for one in courses]
    squared = [one.squared_error for one in courses]
    error, spread = math.sqrt(max(0.0, fmean(squared))), _standard_error(squared)
    figures = {
        "success": fmean(success),
        "success_se": _standard_error(success),
        "p_error": error,
        "p_error_se": spread / (2 * error) if error else math.sqrt(spread),
        "level_right": fmean(one.levels[TO_RIGHT] for one in courses),
        "level_left": fmean(one.levels[TO_LEFT] for one in courses),
    }
    if (side := PROFILES[profile].weak_side) != NEITHER:
        weak, strong = (TO_RIGHT, TO_LEFT) if side == RIGHT else (TO_LEFT, TO_RIGHT)
        easier = fmean(one.levels[weak] < one.levels[strong] for one in courses)
        figures["weak_easier_percent"] = 100 * easier
    return {name: round(value, 3) for name, value in figures.items()}


def _standard_error(values: list[float]) -> float:
    return stdev(values) / math.sqrt(len(values))
