"""How often what happened: all that the kiosk ever keeps of its visitors. Pure.

Whole numbers by name, since a day; no times, no scores, nothing of anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NAMES: Final = (
    "starts", "woken", "hand", "seated", "standing", "tasters", "finished", "idle", "left",
    "wrong_pins", "device_lost", "settings_wrong", "errors",
)  # fmt: skip
MOST: Final = 10**12


class Counters:
    """Counts by name; `changed` until they were kept."""

    def __init__(self, since: str = "", counts: Mapping[str, object] | None = None) -> None:
        """since: the day they began. counts: as they were kept; what is no count is passed over."""
        self.since = since
        self._counts = dict.fromkeys(NAMES, 0)
        for name, value in (counts or {}).items():
            if name in self._counts and type(value) is int and 0 <= value <= MOST:
                self._counts[name] = value
        self.changed = False

    def add(self, name: str) -> None:
        """One more; KeyError for a name that is not in NAMES."""
        self._counts[name] = min(MOST, self._counts[name] + 1)
        self.changed = True

    def as_dict(self) -> dict[str, int]:
        """A copy of all counts, in their order."""
        return dict(self._counts)
