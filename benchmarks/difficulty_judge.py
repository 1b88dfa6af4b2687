"""Plays a difficulty controller against simulated participants and measures how it served them.

P error is the mean distance of the true P(success) from the target after rep 20: not that of the
running success rate, which a controller can meet without knowing the person at all.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from benchmarks.difficulty_population import (
    DIRECTIONS,
    REPS,
    TARGET,
    UNEQUAL,
    Participant,
)

SETTLED = 20  # reps before which errors are not counted
UNSAFE = 0.4
NEAR, RUN = 0.10, 5  # converged: this near the target, on average over so many reps
STEP_UP, STEP_DOWN = 0.05, 0.10

Floats = NDArray[np.float64]


class Controller(Protocol):
    """What the product's controller and its peers have in common."""

    def set_direction(self, k: int) -> None: ...

    def next_difficulty(self) -> float: ...

    def update(self, success: bool, score: float, attempted: bool = True) -> None: ...

    def new_session(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Played:
    """One participant's session: level and true P(success) of each rep, microseconds each took."""

    participant: Participant
    level: Floats
    chance: Floats
    microseconds: Floats

    @property
    def error(self) -> Floats:
        """(120,) distance of the true P(success) from the target."""
        return np.abs(self.chance - TARGET)


def play(make: Callable[[float], Controller], participant: Participant, with_score: bool) -> Played:
    """Play all reps with a fresh controller made from the starting level."""
    controller = make(participant.start)
    level, chance, microseconds = np.empty((3, REPS))
    for rep in range(REPS):
        began = time.perf_counter()
        if participant.new_day[rep]:
            controller.new_session()
        if participant.direction[rep] >= 0:
            controller.set_direction(int(participant.direction[rep]))
        level[rep] = controller.next_difficulty()
        asked = time.perf_counter()
        chance[rep] = participant.success_probability(rep, level[rep])
        success, score, attempted = participant.play(rep, level[rep])
        played = time.perf_counter()
        controller.update(success, score if with_score else math.nan, attempted)
        microseconds[rep] = 1e6 * (asked - began + time.perf_counter() - played)
    return Played(participant, level, chance, microseconds)


def measures(sessions: list[Played]) -> dict[str, float]:
    """The table's row for one controller: each figure, with its standard error as `..._se`."""
    settled = [s.error[SETTLED:].mean() for s in sessions]
    mixed = [e for e, s in zip(settled, sessions, strict=True) if s.participant.kind == "mixed"]
    stepped = [s for s in sessions if s.participant.kind in ("step up", "step down")]
    equal = [s for s in sessions if s.participant.kind not in UNEQUAL]
    return {
        **_mean("p_error", settled),
        **_mean("mixed_p_error", mixed),
        **_mean("unsafe_percent", [100 * np.mean(s.chance < UNSAFE) for s in sessions]),
        **_worst_direction(sessions),
        **_mean("reps_to_converge", [_reps_until_near(s.error) for s in equal]),
        **_mean(
            "reps_to_recover", [_reps_until_near(s.error[s.participant.step_at :]) for s in stepped]
        ),
        "step_caps_broken": sum(_caps_broken(s) for s in sessions),
        "microseconds_per_rep": round(
            float(np.median(np.concatenate([s.microseconds for s in sessions]))), 1
        ),
    }


def by_kind(sessions: list[Played]) -> dict[str, float]:
    """P error of each kind of participant."""
    kinds = dict.fromkeys(s.participant.kind for s in sessions)
    return {
        kind: round(
            float(np.mean([s.error[SETTLED:] for s in sessions if s.participant.kind == kind])), 4
        )
        for kind in kinds
    }


def _mean(name: str, values: list[float] | list[np.floating]) -> dict[str, float]:
    """The mean of one value a participant, with its standard error."""
    array = np.asarray(values, dtype=np.float64)
    error = array.std(ddof=1) / math.sqrt(len(array))
    return {name: round(float(array.mean()), 4), f"{name}_se": round(float(error), 4)}


def _worst_direction(sessions: list[Played]) -> dict[str, float]:
    """P error of the worst-served of the directions, ranked from a person's weakest to strongest.

    Over the kinds regular and irregular. Ranking before averaging asks whether weak sides are
    served worse, rather than which direction happened to be noisiest.
    """
    errors: list[Floats] = []
    for session in sessions:
        person = session.participant
        if person.kind in ("regular", "irregular"):
            after, asked = session.error[SETTLED:], person.direction[SETTLED:]
            each = np.array([after[asked == k].mean() for k in range(DIRECTIONS)])
            errors.append(each[np.argsort(person.ability[0])])
    ranked = np.array(errors)
    worst = int(ranked.mean(axis=0).argmax())
    return _mean("worst_direction", list(ranked[:, worst]))


def _reps_until_near(error: Floats) -> float:
    """The first rep from which the error is, over RUN reps, at most NEAR; all where it never is."""
    smooth = np.convolve(error, np.ones(RUN) / RUN, "valid")
    return float(np.argmax(smooth <= NEAR)) if (smooth <= NEAR).any() else float(len(error))


def _caps_broken(session: Played) -> int:
    """How many reps moved farther from the last one in their direction than the caps allow."""
    broken = 0
    for k in np.unique(session.participant.direction):
        step = np.diff(session.level[session.participant.direction == k])
        broken += int(((step > STEP_UP + 1e-9) | (step < -STEP_DOWN - 1e-9)).sum())
    return broken
