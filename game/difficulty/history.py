"""What was played: the last level and the run of equal outcomes at every place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class History:
    """Levels are 0..1; places are 0..7 for directions and 8 for none. A run is (success, count)."""

    latest: float | None = None
    levels: dict[int, float] = field(default_factory=dict)
    runs: dict[int, tuple[bool, int]] = field(default_factory=dict)

    def comparable(self, place: int) -> float | None:
        """Level of the last comparable rep: of this place, else of any, else None."""
        return self.levels.get(place, self.latest)

    def missed(self, place: int) -> bool:
        """Whether the last attempted rep of this place missed."""
        return place in self.runs and not self.runs[place][0]

    def played(self, place: int, level: float) -> None:
        """Note the level of a rep, attempted or not."""
        self.latest = self.levels[place] = level

    def ended(self, place: int, success: bool) -> None:
        """Note the outcome of an attempted rep."""
        before, count = self.runs.get(place, (success, 0))
        self.runs[place] = (success, count + 1 if before == success else 1)

    def state(self) -> dict[str, Any]:
        """All of it as plain JSON values."""
        return {
            "latest": self.latest,
            "levels": {str(k): v for k, v in self.levels.items()},
            "runs": {str(k): list(v) for k, v in self.runs.items()},
        }

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> History:
        """What `state` returned."""
        return cls(
            latest=state["latest"],
            levels={int(k): float(v) for k, v in state["levels"].items()},
            runs={int(k): (bool(v[0]), int(v[1])) for k, v in state["runs"].items()},
        )
