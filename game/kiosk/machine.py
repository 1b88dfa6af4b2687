"""The states of the kiosk and what leads from one to the next: it always finds back by itself.

    dark <-> attract -> invite -> choose -> [ready -> board ->] calibrate -> taster 1..n -> result
                 ^                                                                            |
                 +--------------- 30 s without anything, from anywhere -----------------------+

Nobody stands unless the station's settings allow it, and nobody plays on a board, standing or
seated, before they said yes to what makes it safe. `staff` is the keypad, reached from everywhere;
the right PIN is the only way to `closed`. Seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

State = Literal[
    "dark", "attract", "invite", "choose", "ready", "board", "calibrate", "taster", "result",
    "staff", "closed",
]  # fmt: skip
Way = Literal["hand", "seated", "standing"]
Said = Literal["wake", "next", "back", "choose", "lost", "staff", "in", "out"]
STATES: Final[tuple[State, ...]] = get_args(State)
WAYS: Final[tuple[Way, ...]] = get_args(Way)

WARN_S, RESET_S = 20.0, 30.0  # without anything done: a word, then back to the beginning
BOARD_S = 50.0  # until somebody is on the board as it should be, however much they move there
SELDOM: Final[tuple[State, ...]] = ("dark", "attract", "closed")  # nobody is there to be warned
_NEXT: Final[dict[State, tuple[State, str]]] = {
    "invite": ("choose", "next"),
    "ready": ("board", "acknowledged"),
    "board": ("calibrate", "on it"),
    "calibrate": ("taster", "calibrated"),
    "taster": ("result", "played"),
    "result": ("attract", "over"),
}
_BACK: Final[dict[State, State]] = {"choose": "invite", "ready": "choose"}  # else to the beginning


@dataclass(frozen=True, slots=True)
class Rules:
    """What the station allows. tasters: how many short games; most_s: the longest that one visitor
    keeps the screen, whatever they press; result_s: how long the result stays.
    """

    standing: bool = False
    tasters: int = 3
    most_s: float = 480.0
    result_s: float = 20.0


@dataclass(frozen=True, slots=True)
class Change:
    """A step from one state to another, and why."""

    before: State
    after: State
    why: str


class Machine:
    """One screen. Call `pass_time` once a frame, `hear` what was said, `touch` when anything was
    done at all: what goes on by itself is no sign of anybody. `ways`: how one could play here and
    now, as devices come and go.
    """

    def __init__(self, rules: Rules = Rules()) -> None:
        self.rules = rules
        self.state: State = "attract"
        self.ways: tuple[Way, ...] = ("hand",)
        self.way: Way = "hand"
        self.taster = 0
        self.acknowledged = False
        self.in_state_s = self.idle_s = self.visit_s = 0.0
        self._open = True

    @property
    def warns(self) -> bool:
        """Whether to ask if anybody is still there."""
        return self.state not in SELDOM and self.idle_s >= WARN_S

    @property
    def left_s(self) -> float:
        """Seconds until the reset, while it is warned of."""
        return max(0.0, RESET_S - self.idle_s)

    def touch(self) -> None:
        """Somebody did something."""
        self.idle_s = 0.0

    def offer(self, ways: Sequence[Way]) -> None:
        """Which ways to play there are now; standing only where the rules allow it."""
        allowed = (
            way for way in WAYS if way in ways and (way != "standing" or self.rules.standing)
        )
        self.ways = tuple(allowed) or ("hand",)

    def obey(self, rules: Rules) -> list[Change]:
        """New settings of the station; who stands where that is no longer allowed, steps off."""
        self.rules = rules
        self.offer(self.ways)
        stands = self.state in ("ready", "board", "calibrate", "taster") and self.way == "standing"
        return self._go("attract", "settings") if stands and not rules.standing else []

    def display(self, open_now: bool) -> list[Change]:
        """Whether the display's hours are on; a visit that has begun is not cut off."""
        self._open = open_now
        if self.state == "attract" and not open_now:
            return self._go("dark", "hours")
        return self._go("attract", "hours") if self.state == "dark" and open_now else []

    def reset(self, why: str) -> list[Change]:
        """Begin anew, from wherever it is but the end."""
        return [] if self.state in SELDOM else self._go("attract", why)

    def pass_time(self, dt: float) -> list[Change]:
        """Let `dt` seconds pass."""
        self.in_state_s += dt
        if self.state in SELDOM:
            return []
        self.idle_s += dt
        self.visit_s += dt
        if self.idle_s >= RESET_S:
            return self._go("attract", "idle")
        if self.state == "board" and self.in_state_s >= BOARD_S:
            return self._go("attract", "not on it")
        if self.state == "result" and self.in_state_s >= self.rules.result_s:
            return self._go("attract", "over")
        if self.visit_s >= self.rules.most_s and self.state not in ("result", "staff"):
            return self._go("result" if self.state == "taster" else "attract", "long enough")
        return []

    def hear(self, said: Said, value: int = 0) -> list[Change]:
        """Something was said; whatever has no meaning here changes nothing."""
        if self.state == "staff":
            return self._hear_staff(said)
        if said == "staff" and self.state != "closed":
            return self._go("staff", "staff")
        if said == "wake" and self.state == "attract":
            return self._go("invite", "woken")
        return [] if self.state in SELDOM else self._hear_visitor(said, value)

    def _hear_staff(self, said: Said) -> list[Change]:
        if said == "in":
            return self._go("closed", "PIN")
        return self._go("attract", "back") if said in ("out", "back") else []

    def _hear_visitor(self, said: Said, value: int) -> list[Change]:
        if said == "back":
            return self._go(_BACK.get(self.state, "attract"), "back")
        if said == "lost":
            on_it = self.way != "hand" and self.state in ("board", "calibrate", "taster")
            return self._go("attract", "device lost") if on_it else []
        if said == "choose":
            there = self.state == "choose" and 0 <= value < len(self.ways)
            return self._take(self.ways[value]) if there else []
        return self._next() if said == "next" else []

    def _next(self) -> list[Change]:
        state = self.state
        if state == "invite" and len(self.ways) == 1:
            return self._take(self.ways[0])
        if state == "ready":
            self.acknowledged = True
        if state == "taster" and self.taster + 1 < self.rules.tasters:
            self.taster += 1
            return self._go("taster", "next")
        return self._go(*_NEXT[state]) if state in _NEXT else []

    def _take(self, way: Way) -> list[Change]:
        """Play in this way: by hand at once, on a board after a yes."""
        self.way = way
        return self._go("calibrate" if way == "hand" else "ready", way)

    def _go(self, after: State, why: str) -> list[Change]:
        if after == "attract":
            self.way, self.taster, self.acknowledged = "hand", 0, False
            self.visit_s = self.idle_s = 0.0
            after = after if self._open else "dark"
        elif after in ("invite", "choose"):
            self.way, self.acknowledged = "hand", False
        change = Change(self.state, after, why)
        self.state, self.in_state_s = after, 0.0
        return [change]
