"""Sees a person tire: a falling trend suggests a rest, two in a row suggest to stop.

The trend is that of the estimated common ability over the last WINDOW attempted reps, late in a
visit: the mean of its last third against that of its first. Only advice: nobody is stopped by it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Advice = Literal["none", "rest", "stop"]

LATE = 30  # attempted reps before which a fall is not called fatigue
WINDOW = 30
FALL = 0.06  # difficulty units


@dataclass(slots=True)
class FatigueWatch:
    """Fed with the estimated ability after every attempted rep of a visit."""

    reps: int = 0
    window: list[float] = field(default_factory=list)
    advice: Advice = "none"

    def saw(self, ability: float) -> None:
        """Note an estimate (difficulty units).

        A full window that falls gives advice and starts a new one; one that does not takes the
        advice to rest back.
        """
        self.reps += 1
        self.window = [*self.window, ability][-WINDOW:]
        if len(self.window) < WINDOW or self.reps < LATE:
            return
        third = WINDOW // 3
        fall = (sum(self.window[:third]) - sum(self.window[-third:])) / third
        if fall > FALL:
            self.advice = "rest" if self.advice == "none" else "stop"
            self.window = []
        elif fall <= 0 and self.advice == "rest":
            self.advice = "none"

    def new_session(self) -> None:
        """A rested person: forget the trend."""
        self.reps, self.window, self.advice = 0, [], "none"

    def state(self) -> dict[str, Any]:
        """All of it as plain JSON values."""
        return {"reps": self.reps, "window": list(self.window), "advice": self.advice}

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> FatigueWatch:
        """What `state` returned."""
        return cls(int(state["reps"]), [float(v) for v in state["window"]], state["advice"])
