"""How far this person can lean in each of eight directions, and the scale of lean made from it.

People differ by direction: a person after a stroke may reach 90 mm to the left and 30 mm to the
right. Play is therefore in *lean*: 0 at the person's own centre, 1 at the person's own limit on
that side. Between the eight measured directions the limit follows a periodic monotone cubic
(Fritsch and Carlson 1980): smooth, and never beyond the larger of two neighbours.

Metres inside, millimetres in the readable form; ML positive right, AP positive forward. Angles for
the theoretical limits: theta = asin(d / (0.55 * height)), 8 degrees to each side and 12.5 degrees
in all forward and back, of which 8.0 forward and 4.5 back.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from game.balance.directions import DIRECTIONS, STEP_RAD, UNIT

__all__ = ["DEFAULT_CAP", "DIRECTIONS", "STANCES", "UNIT", "Limits", "theoretical_limits"]

DEFAULT_CAP: Final = 0.90
STANCES: Final = ("standing", "seated")
_Bounds = tuple[float, float, str]
REACH: Final[_Bounds] = (0.005, 0.40, "m")
CENTRE: Final[_Bounds] = (-0.50, 0.50, "m")
CAP: Final[_Bounds] = (0.0, 1.0, "of the limit")
HEIGHT: Final[_Bounds] = (0.50, 2.50, "m")
_MICROMETRE: Final = 6  # decimals of a metre: finer than any board, and exact in a limits file

_Cubic = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Limits:
    """One person's limits of stability on one board.

    centre_ml, centre_ap: CoP of comfortable stance, metres from the middle of the board. reach: how
    far from the centre the CoP can go in each of DIRECTIONS, metres, 0.005..0.40. caps: the share
    of each reach beyond which no target is ever placed, 0..1. how: one phrase saying where the
    numbers come from. measured: ISO time or empty. stance: in which of STANCES, both feet on the
    board as wide as feels easy; empty where it was not said. Lengths are kept to the micrometre.
    ValueError names the key that is wrong.
    """

    centre_ml: float
    centre_ap: float
    reach: tuple[float, ...]
    caps: tuple[float, ...] = (DEFAULT_CAP,) * 8
    how: str = ""
    measured: str = ""
    stance: str = ""
    _cubics: tuple[_Cubic, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        centre = [
            _number(f"centre_{axis}", value, CENTRE)
            for axis, value in (("ml", self.centre_ml), ("ap", self.centre_ap))
        ]
        reach = _eight("reach", self.reach, REACH)
        caps = _eight("caps", self.caps, CAP)
        reach = tuple(round(r, _MICROMETRE) for r in reach)
        object.__setattr__(self, "centre_ml", round(centre[0], _MICROMETRE))
        object.__setattr__(self, "centre_ap", round(centre[1], _MICROMETRE))
        object.__setattr__(self, "reach", reach)
        object.__setattr__(self, "caps", caps)
        if self.stance not in ("", *STANCES):
            raise ValueError(f"limits: stance: {self.stance!r}: use {' or '.join(STANCES)}")
        object.__setattr__(self, "_cubics", _periodic_monotone_cubics(reach))

    def reach_at(self, angle_rad: float) -> float:
        """The limit in metres at an angle clockwise from forward."""
        turns = angle_rad / STEP_RAD
        whole = math.floor(turns)
        u = turns - whole
        a, b, c, d = self._cubics[whole % 8]
        return a + u * (b + u * (c + u * d))

    def lean(self, cop_ml: float, cop_ap: float) -> tuple[float, float]:
        """CoP in metres -> lean (ml, ap): 0 at the centre, length 1 at the limit on that side."""
        ml = cop_ml - self.centre_ml
        ap = cop_ap - self.centre_ap
        reach = self.reach_at(math.atan2(ml, ap))
        return ml / reach, ap / reach

    def cop(self, lean_ml: float, lean_ap: float) -> tuple[float, float]:
        """Lean -> CoP (ml, ap) in metres: the inverse of `lean`."""
        reach = self.reach_at(math.atan2(lean_ml, lean_ap))
        return self.centre_ml + lean_ml * reach, self.centre_ap + lean_ap * reach

    def capped(self, direction: int, share: float) -> float:
        """The share of the limit allowed where `share` is asked for, in direction 0..7."""
        return min(max(share, 0.0), self.caps[direction])

    def serves(self, stance: str) -> bool:
        """Whether these may be played with in a stance: nobody leans as far seated as standing.
        Where it was not said they were measured standing, as the screens asked for.
        """
        return (self.stance or STANCES[0]) == stance

    def recentred(self, ml: float, ap: float) -> Limits:
        """The same reaches around a new centre (metres)."""
        return replace(self, centre_ml=ml, centre_ap=ap)

    def with_caps(self, caps: float | Sequence[float]) -> Limits:
        """The same limits with one cap for all directions, or eight."""
        eight = (float(caps),) * 8 if isinstance(caps, int | float) else tuple(caps)
        return replace(self, caps=eight)

    def as_dict(self) -> dict[str, object]:
        """Plain JSON values for a file that people read, in millimetres."""
        return {
            "centre_mm": {"ml": _mm(self.centre_ml), "ap": _mm(self.centre_ap)},
            "reach_mm": dict(zip(DIRECTIONS, map(_mm, self.reach), strict=True)),
            "cap": dict(zip(DIRECTIONS, self.caps, strict=True)),
            "how": self.how,
            "measured": self.measured,
            **({"stance": self.stance} if self.stance else {}),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> Limits:
        """The exact inverse of `as_dict`; `cap`, `measured` and `stance` may be left out.

        ValueError in one line names a key that is unknown, missing or wrong.
        """
        _check_keys(data, ("centre_mm", "reach_mm", "how"), ("cap", "measured", "stance"), "")
        centre = _table(data, "centre_mm", ("ml", "ap"), _in_mm(CENTRE))
        reach = _table(data, "reach_mm", DIRECTIONS, _in_mm(REACH))
        caps = _table(data, "cap", DIRECTIONS, CAP) if "cap" in data else (DEFAULT_CAP,) * 8
        return cls(
            centre[0] / 1000,
            centre[1] / 1000,
            tuple(r / 1000 for r in reach),
            caps,
            _text(data, "how"),
            _text(data, "measured"),
            _text(data, "stance"),
        )


def theoretical_limits(height_m: float = 1.70, centre: tuple[float, float] = (0.0, 0.0)) -> Limits:
    """The limits a textbook expects of this height: a fallback until the person is measured."""
    arm = 0.55 * _number("height_m", height_m, HEIGHT)
    side, forward, back = (arm * math.sin(math.radians(angle)) for angle in (8.0, 8.0, 4.5))
    front_diagonal, back_diagonal = _ellipse_at_45(side, forward), _ellipse_at_45(side, back)
    reach = (
        forward, front_diagonal, side, back_diagonal, back, back_diagonal, side, front_diagonal,
    )  # fmt: skip
    how = f"theoretical fallback for a height of {height_m:.2f} m, not measured on this person"
    return Limits(*centre, reach, how=how)


def _ellipse_at_45(a: float, b: float) -> float:
    return math.sqrt(2) * a * b / math.hypot(a, b)


def _periodic_monotone_cubics(values: tuple[float, ...]) -> tuple[_Cubic, ...]:
    """Power coefficients per interval in u = 0..1, with harmonic-mean slopes (Fritsch-Butland)."""
    steps = [values[(i + 1) % 8] - values[i] for i in range(8)]
    slopes = [_harmonic(steps[i - 1], steps[i]) for i in range(8)]
    cubics = []
    for i, step in enumerate(steps):
        left, right = slopes[i], slopes[(i + 1) % 8]
        cubics.append((values[i], left, 3 * step - 2 * left - right, left + right - 2 * step))
    return tuple(cubics)


def _harmonic(before: float, after: float) -> float:
    return 2 * before * after / (before + after) if before * after > 0 else 0.0


def _mm(metres: float) -> float:
    return round(1000 * metres, _MICROMETRE - 3)


def _in_mm(bounds: _Bounds) -> _Bounds:
    return 1000 * bounds[0], 1000 * bounds[1], "mm"


def _number(key: str, value: object, bounds: _Bounds) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"limits: {key}: {value!r} is not a finite number")
    lowest, highest, unit = bounds
    if not lowest <= value <= highest:
        raise ValueError(f"limits: {key}: {value:g} is outside {lowest:g}..{highest:g} {unit}")
    return float(value)


def _eight(key: str, values: Sequence[float], bounds: _Bounds) -> tuple[float, ...]:
    if len(values) != 8:
        raise ValueError(f"limits: {key}: {len(values)} values, needs one for each of 8 directions")
    return tuple(
        _number(f"{key}.{name}", value, bounds)
        for name, value in zip(DIRECTIONS, values, strict=True)
    )


def _table(
    data: Mapping[str, object], key: str, names: tuple[str, ...], bounds: _Bounds
) -> tuple[float, ...]:
    table = data[key]
    if not isinstance(table, Mapping):
        raise ValueError(f"limits: {key}: {table!r} is not a table of {', '.join(names)}")
    _check_keys(table, names, (), f"{key}.")
    return tuple(_number(f"{key}.{n}", table[n], bounds) for n in names)


def _text(data: Mapping[str, object], key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"limits: {key}: {value!r} is not text")
    return value


def _check_keys(
    table: Mapping[str, object], needed: tuple[str, ...], optional: tuple[str, ...], where: str
) -> None:
    for key in table:
        if key not in needed and key not in optional:
            known = ", ".join(needed + optional)
            raise ValueError(f"limits: {where}{key}: unknown key, known are {known}")
    for key in needed:
        if key not in table:
            raise ValueError(f"limits: {where}{key}: missing")
