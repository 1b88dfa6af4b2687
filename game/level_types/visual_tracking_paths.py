"""Where a firefly flies: sums of sines with whole cycles in a stretch, kept within the caps.

Unpredictable: three sines for each axis, of which no two have the same number of cycles, each from
a place of its own by chance. Predictable: one sine for each axis, a quarter of a cycle apart: a
circle, or to and fro. The shape's farthest point lies at `reach`; towards a direction with a
smaller cap the shape shrinks with it (see octagon_share), so that no point lies beyond.

Sines turn by multiplying and adding alone, from a series, and not by a library's sin: a recorded
flight comes back the same to the last bit on every machine. Lean in shares of the person's limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import pi, sqrt
from typing import Any

from game.balance.directions import octagon_share
from game.sim import STEP_HZ
from game.sim.chance import Chance

LEAD_STEPS = 2 * STEP_HZ  # from the middle out to the flight, before a stretch counts
_RATIOS = (1.0, 2.1, 3.3), (1.5, 2.6, 3.9)  # cycles in a pace, of one axis and the other
_LOOK_STEPS = 6  # how closely a shape is looked at for its farthest point

Sine = tuple[int, float, float]
"""Whole cycles in a stretch, weight, and where it starts, in cycles from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Path:
    """One flight: sines of each axis (none: it stays 0), steps of a stretch, reach, eight caps."""

    ml: tuple[Sine, ...]
    ap: tuple[Sine, ...]
    steps: int
    reach: float
    caps: tuple[float, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values, for a cue."""
        return {
            "ml": [list(sine) for sine in self.ml],
            "ap": [list(sine) for sine in self.ap],
            "steps": self.steps,
            "reach": self.reach,
            "caps": list(self.caps),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Path:
        """The inverse; KeyError, TypeError or ValueError for anything else."""
        ml, ap = (tuple((int(c), float(w), float(t)) for c, w, t in data[k]) for k in ("ml", "ap"))
        caps = tuple(float(cap) for cap in data["caps"])
        return cls(ml, ap, int(data["steps"]), float(data["reach"]), caps)


class Flight:
    """Flies a path: `advance` by a step, then `place`. It begins at the first place of a stretch
    and goes round and round.
    """

    def __init__(self, path: Path, stride: int = 1) -> None:
        self._path = path
        self._ml, self._ap = (
            [_hand(sine, path.steps, stride) for sine in axis] for axis in (path.ml, path.ap)
        )
        self._hands = (*self._ml, *self._ap)

    def advance(self) -> None:
        for hand in self._hands:
            cos, sin, by_cos, by_sin = hand
            hand[0] = cos * by_cos - sin * by_sin
            hand[1] = cos * by_sin + sin * by_cos

    @property
    def shape(self) -> tuple[float, float]:
        """The place in the shape, before reach and caps."""
        return sum([hand[1] for hand in self._ml]), sum([hand[1] for hand in self._ap])

    @property
    def place(self) -> tuple[float, float]:
        """Where it is, as a lean (ml, ap)."""
        ml, ap = self.shape
        far, out = sqrt(ml * ml + ap * ap), octagon_share(self._path.caps, ml, ap)
        reach = min(self._path.reach, far / out) / max(1.0, far) if out > 0 else 0.0
        return ml * reach, ap * reach


def places(path: Path) -> Iterator[tuple[float, float]]:
    """Where the firefly was after each step of a stretch."""
    flight = Flight(path)
    for _ in range(LEAD_STEPS):
        flight.advance()
    for _ in range(path.steps):
        flight.advance()
        yield flight.place


def plan_path(
    sides: tuple[bool, bool],
    pace_s: float,
    steps: int,
    reach: float,
    caps: tuple[float, ...],
    chance: Chance | None,
) -> Path:
    """A flight over the wanted sides (left and right, forward and back) that takes about pace_s for
    its widest swing. chance None: a predictable one.
    """
    pace = steps / STEP_HZ / pace_s
    ml, ap = _predictable(pace, sides) if chance is None else _unpredictable(pace, sides, chance)
    path = Path(ml, ap, steps, reach, caps)
    far = max(sqrt(x * x + y * y) for x, y in _looked_at(path))
    return Path(_scaled(ml, 1 / far), _scaled(ap, 1 / far), steps, reach, caps)


def _predictable(pace: float, sides: tuple[bool, bool]) -> list[tuple[Sine, ...]]:
    once = max(1, round(pace))
    return [
        ((once, 1.0, turn),) if side else () for side, turn in zip(sides, (0.0, 0.25), strict=True)
    ]


def _unpredictable(pace: float, sides: tuple[bool, bool], chance: Chance) -> list[tuple[Sine, ...]]:
    """The numbers of cycles rise over both axes together, so that no two are the same."""
    flown = [axis for axis in (0, 1) if sides[axis]]
    ratios = dict(zip(flown, _RATIOS, strict=False))
    taken = 0
    axes: list[list[Sine]] = [[], []]
    for ratio, axis in sorted((ratio, axis) for axis, kept in ratios.items() for ratio in kept):
        taken = max(taken + 1, round(pace * ratio))
        axes[axis].append((taken, 1 / ratio, chance.share()))
    return [tuple(axis) for axis in axes]


def _scaled(axis: tuple[Sine, ...], by: float) -> tuple[Sine, ...]:
    return tuple((cycles, weight * by, turn) for cycles, weight, turn in axis)


def _looked_at(path: Path) -> Iterator[tuple[float, float]]:
    """The shape, every few steps of a stretch."""
    flight = Flight(path, _LOOK_STEPS)
    for _ in range(path.steps // _LOOK_STEPS + 1):
        yield flight.shape
        flight.advance()


def _hand(sine: Sine, steps: int, stride: int) -> list[float]:
    """A sine as the hand of a dial: its cosine and sine, and those of the angle of each turn."""
    cycles, weight, turn = sine
    cos, sin = _cos_sin(turn)
    return [weight * cos, weight * sin, *_cos_sin(cycles * stride / steps)]


def _cos_sin(cycles: float) -> tuple[float, float]:
    """Cosine and sine of an angle in cycles, by their series, good to 1e-15."""
    angle = 2 * pi * (cycles - round(cycles))
    cos, sin, term = 0.0, 0.0, 1.0
    for n in range(0, 40, 2):
        cos += term
        term *= angle / (n + 1)
        sin += term
        term *= -angle / (n + 2)
    return cos, sin
