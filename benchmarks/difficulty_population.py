"""Simulated participants for judging difficulty controllers, written from a description in words.

A participant has one ability in each of eight directions, in difficulty units (0..1), which moves
over the reps in the way of their kind. A rep at difficulty d succeeds with probability
(1 - lapse) * curve((ability - d) / slope); its score (0..1) rises with how well the rep went, on a
scale of this participant's own. All that is random is drawn beforehand from the participant's
seed, so that every controller meets the same people on the same day.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

REPS = 120
DIRECTIONS = 8
TARGET = 0.75

KINDS = (
    "static",
    "learning",
    "tiring",
    "step up",
    "step down",
    "next day",
    "regular",
    "irregular",
    "distracted",
    "mixed",
)
# Kinds whose directions differ; the others play a task without directions unless told otherwise.
UNEQUAL = ("regular", "irregular", "mixed")
CURVES = ("logistic", "late", "early")

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Participant:
    """One simulated person: 120 reps of ability, chance and attention, fixed in advance.

    ability is (120, 8); direction, chance, score_noise, attempted, slips and new_day are (120,).
    A slip is a rep lost to distraction that nobody could see coming. step_at is the rep of a sudden
    change, -1 for none.
    """

    kind: str
    curve: str
    slope: float
    lapse: float
    ability: Floats
    direction: NDArray[np.int64]
    chance: Floats
    score_noise: Floats
    attempted: Bools
    slips: Bools
    new_day: Bools
    start: float
    score_base: float
    score_gain: float
    score_luck: float
    step_at: int = -1

    def success_probability(self, rep: int, difficulty: float) -> float:
        """The true P(success) of an attentive rep at this difficulty."""
        x = (self.ability[rep, self.direction[rep]] - difficulty) / self.slope
        return float((1 - self.lapse) * curve_value(self.curve, x))

    def play(self, rep: int, difficulty: float) -> tuple[bool, float, bool]:
        """(success, score, attempted) of this rep. The score shares part of the outcome's luck."""
        if not self.attempted[rep]:
            return False, 0.0, False
        p = self.success_probability(rep, difficulty)
        success = bool(self.chance[rep] < p) and not self.slips[rep]
        luck = -_logit(float(self.chance[rep]))
        went = _logit(p) + self.score_luck * luck + float(self.score_noise[rep])
        if self.slips[rep]:
            went -= 3.0
        return success, float(_logistic(self.score_base + self.score_gain * went)), True


def _logit(p: float) -> float:
    p = min(max(p, 1e-6), 1 - 1e-6)
    return math.log(p / (1 - p))


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-min(max(x, -30.0), 30.0)))


def curve_value(curve: str, x: float) -> float:
    """The success curve without lapses at margin x: logistic, or skewed to either side."""
    if curve == "logistic":
        return _logistic(x)
    x = min(max(x, -30.0), 30.0)
    return math.exp(-math.exp(-x)) if curve == "late" else 1 - math.exp(-math.exp(x))


def margin_at(curve: str, p: float) -> float:
    """The margin x at which the curve without lapses reaches p."""
    return {
        "logistic": _logit(p),
        "late": -math.log(-math.log(p)),
        "early": math.log(-math.log(1 - p)),
    }[curve]


def participant(
    kind: str, curve: str, seed: int, index: int, directions: bool = False
) -> Participant:
    """Draw one participant. The same arguments always give the same person; `directions` gives a
    person of any kind a task with eight directions.
    """
    rng = np.random.default_rng([seed, KINDS.index(kind), CURVES.index(curve), index])
    slope = float(rng.uniform(0.04, 0.12))
    lapse = float(rng.uniform(0.0, 0.05))
    right = float(rng.uniform(0.35, 0.65))
    base = right + slope * margin_at(curve, TARGET / (1 - lapse))
    course, new_day, step_at = _course(kind, rng)
    ability = base + course[:, None] + _offsets(kind, rng)[None, :]
    attempted, slips = _attention(kind, rng)
    return Participant(
        kind=kind,
        curve=curve,
        slope=slope,
        lapse=lapse,
        ability=np.clip(ability, 0.0, 1.1),
        direction=_directions(directions or kind in UNEQUAL, rng),
        chance=rng.uniform(size=REPS),
        score_noise=rng.normal(0, rng.uniform(0.5, 1.5), REPS),
        attempted=attempted,
        slips=slips,
        new_day=new_day,
        start=right + float(rng.uniform(-0.15, 0.15)),
        score_base=float(rng.uniform(-1.0, 1.0)),
        score_gain=float(rng.uniform(0.3, 1.0)),
        score_luck=float(rng.uniform(0.0, 1.0)),
        step_at=step_at,
    )


def population(kind: str, count: int, seed: int, directions: bool = False) -> list[Participant]:
    """`count` participants of a kind: half on logistic curves, a quarter on each skewed one."""
    curves = ("logistic", "late", "logistic", "early")
    return [participant(kind, curves[i % 4], seed, i, directions) for i in range(count)]


def _directions(asked: bool, rng: np.random.Generator) -> NDArray[np.int64]:
    """Every block of eight reps asks for each direction once, in a fresh order; -1 where the task
    has no directions.
    """
    if not asked:
        return np.full(REPS, -1)
    return np.concatenate([rng.permutation(DIRECTIONS) for _ in range(REPS // DIRECTIONS)])


def _course(kind: str, rng: np.random.Generator) -> tuple[Floats, Bools, int]:
    """(change of ability over the reps, where a new day begins, the rep of a step or -1)."""
    new_day = np.zeros(REPS, dtype=bool)
    if kind == "mixed":
        return _mixed_course(rng, new_day)
    course, step_at = np.zeros(REPS), -1
    if kind in _TRENDS:
        course = _TRENDS[kind](rng)
    elif kind in ("step up", "step down"):
        step_at = int(rng.integers(40, 80))
        course = _step(rng, step_at, 1 if kind == "step up" else -1)
    elif kind == "next day":
        day = int(rng.integers(50, 70))
        new_day[day] = True
        course = np.where(np.arange(REPS) >= day, rng.normal(0, 0.08), 0.0)
    return course, new_day, step_at


def _mixed_course(rng: np.random.Generator, new_day: Bools) -> tuple[Floats, Bools, int]:
    """Learning, tiring, one step either way and a night in between, each somewhat milder."""
    step_at, day = int(rng.integers(40, 80)), int(rng.integers(50, 70))
    new_day[day] = True
    night = np.where(np.arange(REPS) >= day, rng.normal(0, 0.05), 0.0)
    step = _step(rng, step_at, 1 if rng.random() < 0.5 else -1)
    return 0.6 * (_learn(rng) + _tire(rng)) + 0.8 * step + night, new_day, step_at


def _learn(rng: np.random.Generator) -> Floats:
    gain, pace = rng.uniform(0.1, 0.3), rng.uniform(25, 70)
    return np.asarray(gain * (1 - np.exp(-np.arange(REPS) / pace)))


def _tire(rng: np.random.Generator) -> Floats:
    loss, onset = rng.uniform(0.1, 0.3), rng.integers(20, 60)
    return np.asarray(-loss * np.clip((np.arange(REPS) - onset) / (REPS - onset), 0, None))


_TRENDS: dict[str, Callable[[np.random.Generator], Floats]] = {"learning": _learn, "tiring": _tire}


def _step(rng: np.random.Generator, at: int, sign: int) -> Floats:
    return np.where(np.arange(REPS) >= at, sign * rng.uniform(0.12, 0.25), 0.0)


def _offsets(kind: str, rng: np.random.Generator) -> Floats:
    """Ability of the eight directions relative to their mean."""
    pattern = kind if kind != "mixed" else str(rng.choice(["regular", "irregular"]))
    if pattern == "regular":
        angles = np.arange(DIRECTIONS) * 2 * np.pi / DIRECTIONS
        return np.asarray(rng.uniform(0.06, 0.18) * np.cos(angles - rng.uniform(0, 2 * np.pi)))
    if pattern == "irregular":
        offsets = rng.normal(0, rng.uniform(0.05, 0.12), DIRECTIONS)
        return np.asarray(offsets - offsets.mean())
    return np.zeros(DIRECTIONS)


def _attention(kind: str, rng: np.random.Generator) -> tuple[Bools, Bools]:
    """(attempted, slips): bouts in which reps are not attempted, and single reps lost."""
    attempted, slips = np.ones(REPS, dtype=bool), np.zeros(REPS, dtype=bool)
    if kind not in ("distracted", "mixed"):
        return attempted, slips
    for begin in rng.integers(0, REPS - 6, rng.integers(2, 5)):
        attempted[begin : begin + rng.integers(2, 6)] = False
    slips = rng.random(REPS) < 0.04
    return attempted, slips
