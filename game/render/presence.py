"""How things come and go on screen: softly, by the clock of the picture and not of the rules.

A few named values follow what they should be with a time constant. The first picture, and any after
a jump in time, shows them settled; so a single drawing depends on nothing but its own input.
"""

from __future__ import annotations

import math

LONGEST_STEP_S = 0.5


class Presence:
    """Eased values by name."""

    def __init__(self) -> None:
        self._values: dict[str, float] = {}
        self._t = math.nan
        self._dt = 0.0
        self._settled = True

    def begin(self, t: float) -> None:
        """Start the picture at time t (s). Going back or far ahead settles everything at once."""
        dt = t - self._t
        self._settled = not 0 <= dt <= LONGEST_STEP_S
        self._dt = 0.0 if self._settled else dt
        self._t = t
        if self._settled:
            self._values.clear()

    def follow(self, name: str, wanted: float, time_s: float, start: float | None = None) -> float:
        """The value of `name` on its way to `wanted`; new names begin at `start`, or settled."""
        if name not in self._values:
            self._values[name] = wanted if start is None or self._settled else start
        value = self._values[name]
        value += (wanted - value) * (1 - math.exp(-self._dt / time_s))
        self._values[name] = value
        return value

    def value(self, name: str, otherwise: float) -> float:
        """The value as it is, without going on."""
        return self._values.get(name, otherwise)

    def fill(self, name: str, wanted: float, seconds: float, start: float = 0.0) -> float:
        """As `follow`, but at a constant rate: from 0 to 1 in so many seconds."""
        if name not in self._values:
            self._values[name] = wanted if self._settled else start
        value, step = self._values[name], self._dt / seconds
        value = min(wanted, value + step) if value < wanted else max(wanted, value - step)
        self._values[name] = value
        return value

    @property
    def seconds(self) -> float:
        """Since the picture before; 0 where everything is settled."""
        return self._dt

    def gather(self, name: str, rate: float, start: float = 0.0) -> float:
        """A value that grows by `rate` a second, from `start`."""
        value = self._values.get(name, start) + rate * self._dt
        self._values[name] = value
        return value

    def swap(self, name: str, value: float) -> float:
        """Keep a value for the next picture; returns that of the one before."""
        before = self._values.get(name, value)
        self._values[name] = value
        return before

    def forget(self, name: str) -> None:
        self._values.pop(name, None)

    def keep(self, prefix: str, names: set[str]) -> None:
        """Of all names that begin so, forget all but these."""
        for name in [n for n in self._values if n.startswith(prefix) and n not in names]:
            del self._values[name]


def ease(x: float) -> float:
    """0..1 to 0..1 with level ends."""
    x = min(1.0, max(0.0, x))
    return x * x * (3 - 2 * x)
