"""What a rep's score says beyond its success, learned from this person's own reps.

score = base + bonus * success + gain * (ability - difficulty) + noise

Scores are 0..1 (how near, how late), each on this person's own scale: base, bonus, gain and the
noise are learned. Success has its own term: only what the score adds to it moves the ability.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SIZE = 3  # base, bonus, gain
PRIOR = (0.5, 0.2, 0.7)  # gain: score per unit of difficulty
PRIOR_SD = (0.2, 0.15, 0.55)
NOISE_SD = 0.1
LEAST_NOISE = 0.02**2
PRIOR_REPS = 8  # how many reps the first noise is worth
SAME = 1e-3  # scores nearer than this are one score


def features(success: bool, margin: Floats) -> Floats:
    """(members, 3): what base, bonus and gain are multiplied with, for margins (members,)."""
    ones = np.ones_like(margin)
    return np.stack([ones, ones * float(success), margin], axis=1)


def predicted(numbers: Floats, success: bool, margin: Floats) -> Floats:
    """(members,) score expected from the map's numbers (members, 3)."""
    return np.asarray(numbers[:, 0] + numbers[:, 1] * float(success) + numbers[:, 2] * margin)


def rise(numbers: Floats) -> Floats:
    """(members,) how fast the score rises with ability; never backwards."""
    return np.maximum(numbers[:, 2], 0.0)


def noise_after(noise: Floats, surprise: Floats, total: Floats, seen: int) -> Floats:
    """(members,) noise variance after a surprise of expected variance `total`, the `seen`-th."""
    share = noise / total
    moved = noise + noise * share * (surprise**2 / total - 1) / (seen + PRIOR_REPS)
    return np.maximum(moved, LEAST_NOISE)


class ScoreGate:
    """Tells whether a score can say more than the success it came with.

    A game that scores every success alike says nothing new by it, and taking the sameness for
    precision would mislead: a score is used once this person's scores of the same outcome differ.
    """

    def __init__(self) -> None:
        self.first: dict[bool, float] = {}
        self.differs = {False: False, True: False}

    def opens(self, success: bool, score: float) -> bool:
        """Note the score; True where it is a number worth learning from."""
        if not math.isfinite(score):
            return False
        first = self.first.setdefault(success, score)
        self.differs[success] |= abs(score - first) > SAME
        return self.differs[success]

    def state(self) -> dict[str, Any]:
        return {
            "first": [self.first.get(False), self.first.get(True)],
            "differs": [self.differs[False], self.differs[True]],
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.first = {bool(i): float(v) for i, v in enumerate(state["first"]) if v is not None}
        self.differs = {bool(i): bool(v) for i, v in enumerate(state["differs"])}
