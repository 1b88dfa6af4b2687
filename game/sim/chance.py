"""Chance from a seed, the same on every machine and for ever.

Each draw is made of the high 32 of one raw 64-bit number. numpy promises those for a seed for ever,
but not how its generators shuffle or scale; a recorded level must come back as it was. The bias,
below 8 in 2^32, is no matter here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")


class Chance:
    """Draws from a seed of one whole number from 0 or more; each order of draws is its own."""

    def __init__(self, *seed: int) -> None:
        self._bits = np.random.PCG64(seed[0] if len(seed) == 1 else list(seed))

    def below(self, count: int) -> int:
        """A whole number from 0 to count - 1."""
        return (int(self._bits.random_raw()) >> 32) * count >> 32

    def share(self) -> float:
        """A number from 0 to just below 1."""
        return (int(self._bits.random_raw()) >> 32) / 2**32

    def shuffled(self, listed: Sequence[T]) -> list[T]:
        """A copy in random order (Fisher and Yates, from the end)."""
        out = list(listed)
        for last in range(len(out) - 1, 0, -1):
            chosen = self.below(last + 1)
            out[last], out[chosen] = out[chosen], out[last]
        return out
