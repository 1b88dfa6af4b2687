"""Why the level is what it is: a record for the event log, and one kind sentence."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Reason = Literal["start", "reps", "steady", "bound", "held", "frozen", "fixed", "override"]
Hold = Literal["stumble", "step-off", "pause", "pain"]

DIRECTION_NAMES = (
    "front",
    "right-front",
    "right",
    "right-back",
    "back",
    "left-back",
    "left",
    "left-front",
)
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
STEADY = 0.005  # a smaller step is not worth a word


@dataclass(frozen=True, slots=True)
class Change:
    """The level of a rep and where it came from.

    direction is 0..7, -1 for none. before and level are difficulties 0..1 (before is None at the
    start). expected is the predicted P(success) at the level; ability and sd, in difficulty units,
    are the estimate and its uncertainty. run counts the equal outcomes that went before here.
    """

    direction: int
    before: float | None
    level: float
    reason: Reason
    expected: float
    ability: float
    sd: float
    hold: Hold | None = None
    run_success: bool = False
    run: int = 0

    def record(self) -> dict[str, Any]:
        """The change as plain JSON values; `Change(**record)` gives it back."""
        return asdict(self)

    def data(self) -> dict[str, Any]:
        """The record with its sentence, for an event."""
        return self.record() | {"text": self.sentence()}

    def sentence(self) -> str:
        """Why, and what we expect, in plain words."""
        return f"{self._why()}; we expect {round(100 * self.expected)} % here."

    def _why(self) -> str:
        level = f"{self.level:.2f}"
        return {
            "start": f"It starts at {level}, as set",
            "reps": self._reps(),
            "steady": f"It stays at {level}",
            "bound": f"It rests at {level}, a bound set by the therapist",
            "held": f"After the {_HOLD_WORDS.get(self.hold or '', 'break')} it gets no harder yet",
            "frozen": f"It is kept at {level} by the therapist",
            "fixed": f"It is fixed at {level} by the therapist",
            "override": f"The therapist set it to {level}",
        }[self.reason]

    def _reps(self) -> str:
        step = self.level - (self.level if self.before is None else self.before)
        moved = f"{'raised' if step > 0 else 'eased'} it by {abs(step):.2f}"
        if self.run == 0 or self.run_success != (step > 0):
            return f"All reps taken together {moved}"
        count = _NUMBERS[self.run] if self.run < len(_NUMBERS) else str(self.run)
        noun = "success" if self.run_success else "miss"
        plural = "es" if self.run > 1 else ""
        where = f" to the {DIRECTION_NAMES[self.direction]}" if self.direction >= 0 else ""
        return f"{count} {noun}{plural}{where} {moved}"


_HOLD_WORDS = {
    "stumble": "stumble",
    "step-off": "step off the board",
    "pause": "pause",
    "pain": "pain you told us of",
}
