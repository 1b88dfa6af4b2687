"""The journey: what is left in the valley by the visits of one participant. Pure.

Every visit that was played leaves one thing that lasts, one of two that were offered. It is earned
by having come and tried, never by how far or how well; a visit that was missed takes nothing away.
Places, weather and small surprises open as visits go by. All of it follows from the participant's
pseudonym and the choices made so far, so that it can be rebuilt from the records anywhere: there is
no other state. After all kinds have been left, they are offered again.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

EARNED_S = 20.0  # so much play, however it went, earns what a visit leaves

# Each place, by the name of its scene, with the visit at which it opens and what may be left there.
OPENS: dict[str, int] = {
    "orchard": 1,
    "river": 1,
    "lakeside": 2,
    "cabin": 4,
    "mountain": 7,
    "night": 10,
}
GIFTS: dict[str, tuple[str, ...]] = {
    "orchard": ("apple_tree", "bench", "beehive", "flower_bed", "bird_house", "sheep", "swing"),
    "river": ("willow", "bridge", "ducks", "stepping_stones", "heron", "watermill", "poplars"),
    "lakeside": ("lantern", "rowing_boat", "swans", "lilies", "jetty", "sailing_boat", "boathouse"),
    "cabin": ("garden", "well", "sunflowers", "hens", "woodpile", "dog", "rose_arch"),
    "mountain": ("pines", "signpost", "cairn", "goats", "bell", "hut", "eagle"),
    "night": ("fireflies", "owl", "tent", "campfire", "deer", "moon_flowers", "telescope"),
}
PLACE_OF = {kind: place for place, kinds in GIFTS.items() for kind in kinds}
WEATHER: dict[str, int] = {"morning": 1, "golden": 3, "mist": 6, "rainbow": 9, "blossom": 13,
                           "snow": 17}  # fmt: skip
SURPRISES: dict[str, int] = {"butterflies": 2, "balloon": 5, "hare": 8, "kite": 11, "geese": 14,
                             "fox": 18}  # fmt: skip
MILESTONES = (5, 10, 20, 30, 50, 75, 100, 150, 200)


@dataclass(frozen=True, slots=True)
class Left:
    """What one visit left: the kind that was chosen, the other one, whether somebody chose it (or
    the visit ended before they could), and the effort: seconds played and reps tried.
    """

    kind: str
    other: str
    chosen: bool = True
    seconds: float = 0.0
    tries: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "kind": self.kind,
            "other": self.other,
            "chosen": self.chosen,
            "seconds": round(self.seconds, 1),
            "tries": self.tries,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Left:
        """ValueError where it names what is no gift, or holds what is no effort."""
        kind, other = str(data.get("kind")), str(data.get("other"))
        if kind not in PLACE_OF or other not in PLACE_OF:
            raise ValueError(f"a gift is one of {', '.join(PLACE_OF)}; not {kind!r} and {other!r}")
        seconds, tries = _effort(data.get("seconds")), _effort(data.get("tries"))
        return cls(kind, other, data.get("chosen") is not False, seconds, int(tries))


def _effort(value: object) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e6:
        return float(value)
    raise ValueError(f"seconds and tries of a gift are numbers from 0 up, not {value!r}")


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing in the valley: the `nth` of its kind (from 0), and how many visits ago it came."""

    kind: str
    place: str
    nth: int
    age: int


@dataclass(frozen=True, slots=True)
class Journey:
    """One participant's valley. code: the pseudonym; left: what each visit left, oldest first."""

    code: str
    left: tuple[Left, ...] = ()

    @property
    def visit(self) -> int:
        """The number of the visit that is being made, from 1."""
        return len(self.left) + 1

    @property
    def open_places(self) -> tuple[str, ...]:
        """Where something may be left at this visit."""
        return _open(OPENS, self.visit)

    @property
    def new_place(self) -> str:
        """The place that opens with this visit, or empty; the first ones were there before."""
        opened = [place for place, visit in OPENS.items() if visit == self.visit > 1]
        return opened[0] if opened else ""

    @property
    def weather(self) -> str:
        """Over the valley today: what opens today, else any that has opened."""
        return self._today(WEATHER, "weather")

    @property
    def surprise(self) -> str:
        """A small thing that is there today and gone next time; empty before the first opens."""
        return self._today(SURPRISES, "surprise") if _open(SURPRISES, self.visit) else ""

    @property
    def milestones(self) -> tuple[int, ...]:
        """The round numbers of visits that were reached; they stay."""
        return tuple(at for at in MILESTONES if at <= len(self.left))

    @property
    def most_seconds(self) -> float:
        """The longest that was played in one visit: an own best, of effort."""
        return max((one.seconds for one in self.left), default=0.0)

    @property
    def things(self) -> tuple[Thing, ...]:
        """All that stands in the valley, oldest first."""
        seen: Counter[str] = Counter()
        found = []
        for at, one in enumerate(self.left):
            found.append(
                Thing(one.kind, PLACE_OF[one.kind], seen[one.kind], len(self.left) - 1 - at)
            )
            seen[one.kind] += 1
        return tuple(found)

    def offers(self) -> tuple[str, str]:
        """The two of this visit: what was left least often, then what was passed over least often;
        of two places, where that is no reason to repeat; what opens today comes first.
        """
        times = Counter(one.kind for one in self.left)
        passed = Counter(one.other for one in self.left)

        def rank(kind: str) -> tuple[bool, int, int, int]:
            place = PLACE_OF[kind]
            return place != self.new_place, times[kind], passed[kind], self._roll("gift", kind)

        ranked = sorted((k for k, place in PLACE_OF.items() if place in self.open_places), key=rank)
        first, second, *others = ranked
        for kind in (second, *others):
            if times[kind] == times[second] and PLACE_OF[kind] != PLACE_OF[first]:
                return first, kind
        return first, second

    def after(self, choice: int, *, chosen: bool, seconds: float, tries: int) -> Journey:
        """The valley with the gift of this visit in it: the first (0) or the second (1) offered."""
        offers = self.offers()
        left = Left(offers[choice], offers[1 - choice], chosen, seconds, tries)
        return Journey(self.code, (*self.left, left))

    def _today(self, table: Mapping[str, int], what: str) -> str:
        opened = [name for name, visit in table.items() if visit == self.visit]
        known = _open(table, self.visit)
        return opened[0] if opened else known[self._roll(what, str(self.visit)) % len(known)]

    def _roll(self, *words: str) -> int:
        return roll(self.code, *words)


def roll(*words: str) -> int:
    """A number that follows from words, the same on every machine: 0 .. 2**64 - 1."""
    digest = hashlib.blake2b("\0".join(words).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def _open(table: Mapping[str, int], visit: int) -> tuple[str, ...]:
    return tuple(name for name, opens in table.items() if opens <= visit)
