"""What a person can do, and how sure we are: a bank of drifting logistic Kalman filters.

Each filter believes that a rep at difficulty d succeeds with probability
`LUCK + (1 - LUCK - LAPSE) * logistic((ability - d) / slope)`. Abilities, in difficulty units, are
held at nine places: the eight directions clockwise from forward, and the common ability that a
task without directions meets. Directions are the common ability plus offsets that are alike
between neighbours. The filters differ in slope, in how unequal they take the directions to be, in
how fast ability drifts and in how far from right the start may be; they are weighted by how well
each has predicted this person, so that slope, weak side, pace of fatigue and how much the start is
worth are learned rather than set.

The three numbers of this person's score map (score_map.py) share the state with the abilities, so
that what a score says about ability is never taken for surer than the map itself.

A success moves a filter to the first two moments of its posterior, by quadrature (assumed-density
filtering); a score is a linear measurement (extended Kalman filter). Weights leak a little towards
even, so that the bank can change its mind after a sudden step.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.difficulty import score_map

Floats = NDArray[np.float64]

DIRECTIONS = 8
COMMON = 8  # the place of the common ability
PLACES = 9
STATES = PLACES + score_map.SIZE

SLOPES = (0.05, 0.08, 0.13)
USUAL_SLOPE = 0.08
ASYMMETRIES = (0.05, 0.12)  # standard deviation of the offsets
# Standard deviations of the common ability: its drift per rep, and at the therapist's starting
# level. Who can change fast can also be far from the start: so the first reps of a strong person
# climb, and a sudden step is followed.
PACES = ((0.005, 0.12), (0.02, 0.12), (0.05, 0.2))
OFFSET_DRIFT = 0.15  # drift of the offsets, in shares of the above and of the offset shape
NEIGHBOUR = 0.6  # share of an offset that follows a plain lean to one side
LUCK, LAPSE = 0.01, 0.03
NIGHT_SD = 0.05
MOST_NIGHTS = 14.0
WIDEST_SD = 0.25  # ignorance stops growing here
LEAK = 0.005
CAUTION = 2.5  # the variance of the common ability counts this much: easier while unsure
LEAST_VARIANCE = 1e-8
FARTHEST = (-0.5, 1.5)  # abilities beyond are no longer told apart

_NODES, _SHARES = np.polynomial.hermite_e.hermegauss(9)
_SHARES = _SHARES / _SHARES.sum()


def success_probability(margin: Floats) -> Floats:
    """P(success) at margins (ability - difficulty) / slope, of any shape."""
    return np.asarray(LUCK + (1 - LUCK - LAPSE) * (0.5 + 0.5 * np.tanh(0.5 * margin)))


def margin_for(target: float) -> float:
    """The margin, in slopes, at which P(success) is `target`."""
    share = (target - LUCK) / (1 - LUCK - LAPSE)
    return float(np.log(share / (1 - share)))


def offset_shape() -> Floats:
    """(9, 9) covariance of the offsets for an asymmetry of 1; the common place has none."""
    angle = np.arange(DIRECTIONS) * 2 * np.pi / DIRECTIONS
    shape = np.zeros((PLACES, PLACES))
    alike = np.cos(angle[:, None] - angle[None, :])
    shape[:DIRECTIONS, :DIRECTIONS] = NEIGHBOUR * alike + (1 - NEIGHBOUR) * np.eye(DIRECTIONS)
    return shape


class Bank:
    """The filters as arrays: mean (members, 12), cov (members, 12, 12), weight (members,)."""

    def __init__(self, start: float, target: float) -> None:
        """Start with every place as able as makes `target` the chance at the level `start`, with
        the usual slope and for who is as unsure as the member is.
        """
        members = [(*kind, *pace) for *kind, pace in product(SLOPES, ASYMMETRIES, PACES)]
        self.slope, asymmetry, drift, first_sd = np.array(members).T
        count, shape = len(members), offset_shape()
        first, unequal = first_sd[:, None, None] ** 2, asymmetry[:, None, None] ** 2
        flat = np.sqrt(USUAL_SLOPE**2 + CAUTION * first_sd**2 * np.pi / 8)
        self.mean = np.tile((start + flat * margin_for(target))[:, None], STATES)
        self.mean[:, PLACES:] = score_map.PRIOR
        self.cov = np.zeros((count, STATES, STATES))
        self.cov[:, :PLACES, :PLACES] = first + unequal * shape
        self.cov[:, PLACES:, PLACES:] = np.diag(np.square(score_map.PRIOR_SD))
        self.weight = np.full(count, 1 / count)
        self.score_noise = np.full(count, score_map.NOISE_SD**2)
        self.scores_seen = 0
        self._wander = 1 + OFFSET_DRIFT**2 * shape
        self._drift = drift[:, None, None] ** 2

    def expect(self, place: int) -> tuple[float, float]:
        """(mean, standard deviation) of the ability at a place, over the whole bank."""
        mean = self.mean[:, place]
        centre = float(self.weight @ mean)
        variance = float(self.weight @ (self.cov[:, place, place] + (mean - centre) ** 2))
        return centre, variance**0.5

    def chance(self, place: int, levels: Floats) -> Floats:
        """(n,) predicted P(success) at each of n difficulties, uncertainty included.

        A logistic averaged over a normal is close to a flatter logistic (MacKay 1992), here a bit
        flatter still, so that doubt eases. Doubt about one direction does not: it would keep a
        strong side too easy.
        """
        doubt = self.cov[:, place, place] + (CAUTION - 1) * self.cov[:, COMMON, COMMON]
        flat = np.sqrt(self.slope**2 + doubt * (np.pi / 8))
        margin = (self.mean[:, place, None] - levels) / flat[:, None]
        return np.asarray(self.weight @ success_probability(margin))

    def drift(self) -> None:
        """One rep passes: every ability may have moved."""
        self._widen(self._drift)

    def new_day(self, days: float) -> None:
        """`days` pass: the estimate stays, its variance grows with the days, for two weeks."""
        self._widen(np.asarray(NIGHT_SD**2 * min(max(days, 0.0), MOST_NIGHTS)))

    def learn_success(self, place: int, level: float, success: bool) -> None:
        """Learn from whether a rep at `level` succeeded."""
        mean = self.mean[:, place]
        variance = np.maximum(self.cov[:, place, place], LEAST_VARIANCE)
        nodes = mean[:, None] + np.sqrt(variance)[:, None] * _NODES
        p = success_probability((nodes - level) / self.slope[:, None])
        likely = _SHARES * (p if success else 1 - p)
        evidence = likely.sum(axis=1)
        likely /= evidence[:, None]
        moved = (likely * nodes).sum(axis=1)
        left = (likely * (nodes - moved[:, None]) ** 2).sum(axis=1)
        self._weigh(np.log(evidence))
        along = self.cov[:, :, place] / variance[:, None]
        self._move(along, moved - mean, variance - left)

    def learn_score(self, place: int, level: float, success: bool, score: float) -> None:
        """Learn from the score (0..1) of a rep, once its success has been learned."""
        margin = self.mean[:, place] - level
        surprise = score - score_map.predicted(self.mean[:, PLACES:], success, margin)
        slopes = np.zeros_like(self.mean)
        slopes[:, place] = score_map.rise(self.mean[:, PLACES:])
        slopes[:, PLACES:] = score_map.features(success, margin)
        column = (self.cov @ slopes[:, :, None])[:, :, 0]
        both_unsure = self.cov[:, -1, -1] * self.cov[:, place, place]
        total = (slopes * column).sum(axis=1) + self.score_noise + both_unsure
        self._weigh(-0.5 * (surprise**2 / total + np.log(total)))
        self._move(column / total[:, None], surprise, total)
        self.scores_seen += 1
        self.score_noise = score_map.noise_after(
            self.score_noise, surprise, total, self.scores_seen
        )

    def state(self) -> dict[str, Any]:
        """All that was learned, as plain JSON values."""
        return {
            "mean": self.mean.tolist(),
            "cov": self.cov.tolist(),
            "weight": self.weight.tolist(),
            "score_noise": self.score_noise.tolist(),
            "scores_seen": self.scores_seen,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Take back what `state` returned. ValueError where it is not that of such a bank."""
        for name in ("mean", "cov", "weight", "score_noise"):
            value = np.asarray(state[name], dtype=np.float64)
            if value.shape != getattr(self, name).shape or not np.isfinite(value).all():
                raise ValueError(
                    f"difficulty state: bank.{name} has shape {value.shape} or a value that is not"
                    f" finite, expected {getattr(self, name).shape}; start from a new controller"
                )
            setattr(self, name, value)
        self.scores_seen = int(state["scores_seen"])

    def _widen(self, variance: Floats) -> None:
        """Add a common variance, per member or one for all, less where there is much already."""
        room = np.clip(1 - self.cov[:, COMMON, COMMON] / WIDEST_SD**2, 0, 1)[:, None, None]
        self.cov[:, :PLACES, :PLACES] += room * variance * self._wander

    def _weigh(self, log_evidence: Floats) -> None:
        weight = self.weight * np.exp(log_evidence - log_evidence.max())
        self.weight = (1 - LEAK) * weight / weight.sum() + LEAK / len(weight)

    def _move(self, along: Floats, step: Floats, gone: Floats) -> None:
        """Move each mean `step` along its gain (members, 12) and take `gone` variance away."""
        self.mean += along * step[:, None]
        np.clip(self.mean[:, :PLACES], *FARTHEST, out=self.mean[:, :PLACES])
        self.cov -= along[:, :, None] * along[:, None, :] * gone[:, None, None]
