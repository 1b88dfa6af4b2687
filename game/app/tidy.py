"""Python's garbage, collected when nobody waits: a collection in mid-frame would be seen.

What is there when play begins is set aside, so that no collection walks over it again. During play
nothing is collected by itself; calm moments take the young, and the rest where a screen lies over
the place.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

YOUNG_EVERY_S, ALL_EVERY_S = 1.0, 20.0  # at most so often
HEAP = 200_000  # objects since the last time: more than ten minutes of play without a calm moment


@contextmanager
def undisturbed() -> Iterator[None]:
    """Nothing that is loaded by now is walked over meanwhile: with a database's libraries that
    takes 60 ms, and came with each eighth page of the store.
    """
    if gc.get_freeze_count():  # it is set aside already
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


class Tidy:
    """A context manager; `see` is told of every frame."""

    def __enter__(self) -> Self:
        gc.collect()
        gc.freeze()
        gc.disable()
        self._young_at: float | None = None
        self._all_at = 0.0
        return self

    def __exit__(self, *exc: object) -> None:
        gc.unfreeze()
        gc.enable()

    def see(self, now: float, *, calm: bool, covered: bool) -> None:
        """The end of a frame. calm: between reps; covered: a screen lies over the place."""
        if self._young_at is None:
            self._young_at = self._all_at = now
        if covered and now - self._all_at >= ALL_EVERY_S:
            gc.collect()
            self._all_at = self._young_at = now
        elif (calm and now - self._young_at >= YOUNG_EVERY_S) or gc.get_count()[0] > HEAP:
            gc.collect(0)
            self._young_at = now
