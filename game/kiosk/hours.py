"""When the display is on, how bright and how loud it is, by the clock on the wall. Pure.

A day is minutes 0..1439 since midnight; days count from Monday, 0. Opening times are written
"08:00-12:00, 13:00-18:30" or "closed"; a day that ends at midnight ends at "24:00".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_MIN: Final = 24 * 60
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])|24:00")

Span = tuple[int, int]


def minute_of(text: str) -> int:
    """ "08:30" -> 510; ValueError for anything else."""
    if not _TIME.fullmatch(text):
        raise ValueError(f"'{text}' is no time: write it as 08:30")
    hours, minutes = text.split(":")
    return 60 * int(hours) + int(minutes)


@lru_cache(maxsize=64)
def spans_of(text: str) -> tuple[Span, ...]:
    """ "08:00-12:00, 13:00-18:00" -> spans in order; ValueError where they are none."""
    if text.strip() == "closed":
        return ()
    spans = []
    for part in text.split(","):
        begin, dash, end = part.strip().partition("-")
        if not dash:
            raise ValueError(f"'{part.strip()}': write 08:00-18:00, or closed")
        spans.append((minute_of(begin.strip()), minute_of(end.strip())))
    flat = [minute for span in spans for minute in span]
    if any(late <= early for early, late in pairwise(flat)):
        raise ValueError(f"'{text}': each time must be later than the one before it")
    return tuple(spans)


def is_open(week: Sequence[Sequence[Span]], day: int, minute: int) -> bool:
    """Whether the display is on. week: the spans of each of seven days."""
    return any(begin <= minute < end for begin, end in week[day])


def level_at(steps: Mapping[int, float], minute: int) -> float:
    """What holds at a minute of the day: the value of the last step before it, over midnight too.

    steps: {minute from which on: value}, at least one.
    """
    earlier = [at for at in steps if at <= minute]
    return steps[max(earlier or steps)]
