"""What every task class offers, so that levels, loop and contract tests need know no task."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol

from game.level_types.knob import Knob
from game.sim import Rules
from game.sim.params import ParamsError, check_ranges

__all__ = ["KnobError", "KnobRange", "LevelType", "ParamsError", "check_knobs", "check_ranges"]

KnobRange = tuple[float, float, str, str]
"""Lowest and highest allowed value, unit, and which way is harder: "up" or "down"."""


class KnobError(ValueError):
    """A knob is missing, unknown, out of range or turned the wrong way."""


class LevelType(Rules, Protocol):
    """A task. `Params` is a frozen dataclass of plain values; KNOBS says what difficulty turns.

    ADAPTIVE: whether difficulty follows the person. An assessment is not: it is the same each
    time, so that visits can be compared, and may have no knobs.
    """

    Params: ClassVar[type]
    KNOBS: ClassVar[Mapping[str, KnobRange]]
    ADAPTIVE: ClassVar[bool]

    def __init__(
        self,
        params: Any,
        knobs: Mapping[str, Knob],
        *,
        difficulty: float,
        caps: tuple[float, ...],
        seed: int,
    ) -> None: ...


def check_knobs(knobs: Mapping[str, Knob], allowed: Mapping[str, KnobRange]) -> None:
    """KnobError, in one line, unless every knob is there, in range and the right way round."""
    for name in allowed.keys() - knobs.keys():
        raise KnobError(f"{name}: this knob is missing")
    for name, knob in knobs.items():
        if name not in allowed:
            raise KnobError(f"{name}: no such knob; there are {', '.join(allowed)}")
        low, high, unit, harder = allowed[name]
        for end, value in (("easy", knob.easy), ("hard", knob.hard)):
            if not low <= value <= high:
                raise KnobError(f"{name}.{end}: must be {low:g} to {high:g} {unit}, not {value:g}")
        if (knob.hard - knob.easy) * (1 if harder == "up" else -1) < 0:
            raise KnobError(
                f"{name}: 'hard' must not be easier than 'easy' (harder means {harder})"
            )
