"""How a place looks on one visit: the hour, the clouds, the trees beyond reach, who walks by.

No two visits look quite the same, and nothing of it is near what is asked of the player or changes
its colours: marks, targets, camera and ground underfoot are those of every visit. The same setting
gives the same place; USUAL gives it as it was designed. What a person needs of a place is here as
well: that it holds still, that it steps back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.render.palette import Palette, drifted

TURN_DEG = 6.0  # that the sun goes on in the course of a visit
MOST_MIXED = 0.15  # of the next time of day
CLOUD_SHIFT_DEG = 9.0
NEARBY = 3  # of what visits left, so many are seen where one plays: the newest


@dataclass(frozen=True)
class Setting:
    """seed: of all that varies; None: as designed. hour: how far the visit has come, 0..1. left:
    the kinds (game.render.gifts) that earlier visits left in this place, oldest first. still: all
    that moves by itself stands. strong: it is darker and paler behind broader marks.
    """

    seed: int | None = None
    hour: float = 0.0
    left: tuple[str, ...] = ()
    still: bool = False
    strong: bool = False

    def rng(self, word: str) -> np.random.RandomState:
        """Chance for one thing that varies, the same each time it is asked for."""
        digest = sum((k + 1) * ord(c) for k, c in enumerate(word))
        return np.random.RandomState([digest, (self.seed or 0) % 2**32])

    def seeded(self, designed: int, word: str) -> int:
        """A seed for what grows: the designed one, or this visit's own."""
        return designed if self.seed is None else int(self.rng(word).randint(2**31 - 1))

    def light(self, palette: Palette, later: Palette) -> Palette:
        """The light of the place, gone on a little toward a later time of day."""
        palette = replace(palette, strong=self.strong)
        share = self.hour
        if self.seed is not None:
            share = 0.6 * share + 0.4 * float(self.rng("hour").rand())
        return drifted(palette, later, MOST_MIXED * share, TURN_DEG * share)

    def clouds(self, rows: Sequence[Sequence[float]]) -> list[tuple[float, ...]]:
        """Rows of azimuth, elevation, width, height, seed, alpha (and more) as today's clouds."""
        if self.seed is None:
            return [tuple(row) for row in rows]
        rng = self.rng("clouds")
        return [
            (
                azimuth + rng.uniform(-CLOUD_SHIFT_DEG, CLOUD_SHIFT_DEG),
                elevation * rng.uniform(0.92, 1.08),
                width * rng.uniform(0.75, 1.2),
                high * rng.uniform(0.75, 1.2),
                rng.randint(1, 10_000),
                alpha * rng.uniform(0.55, 1.0),
                *more,
            )
            for azimuth, elevation, width, high, _, alpha, *more in rows
        ]

    def season(self) -> np.ndarray:
        """What the colour of leaves is multiplied by, (3,): a little yellower, greener or paler."""
        if self.seed is None:
            return np.ones(3)
        return 1 + self.rng("season").uniform(-0.06, 0.06, 3) * (1.0, 0.6, 1.0)

    def nearby(self) -> tuple[str, ...]:
        """The kinds that are to be seen, newest first, each once."""
        return tuple(dict.fromkeys(reversed(self.left)))[:NEARBY]


USUAL = Setting()
