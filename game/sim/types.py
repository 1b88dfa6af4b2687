"""The types that cross the border between rules and the rest, all frozen.

Lean is in shares of this person's own limits of stability: 0 upright, 1 at the limit on that side;
ML positive right, AP positive forward. World positions are x right, y up, -z forward, so a lean
(ml, ap) stands at (ml, 0, -ap). Time passes in whole steps of STEP_S = 1/120 s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

STEP_HZ = 120
STEP_S = 1 / STEP_HZ

Vec3 = tuple[float, float, float]
GoalKind = Literal["none", "lean", "centre", "hand", "step", "still", "press"]


@dataclass(frozen=True, slots=True)
class Intent:
    """All that rules ever see of the outside, for one step. Always finite numbers.

    load_share_right is 0..1 (0.5 even). Hands are metres from the chest where known, else None;
    grips (left, right) 0..1. on_board is also false in the first step after a pause: what was being
    held is broken.
    """

    lean_ml: float = 0.0
    lean_ap: float = 0.0
    on_board: bool = True
    load_share_right: float = 0.5
    left_hand: Vec3 | None = None
    right_hand: Vec3 | None = None
    grips: tuple[float, float] = (0.0, 0.0)
    confirm: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """What the task asks for now: read by hints, sounds, the virtual patient and the demonstration.

    direction is 0..7 clockwise from forward, -1 for none; on the way back to the centre it is the
    direction that comes next. radius is the tolerance in lean units.
    """

    kind: GoalKind = "none"
    lean_ml: float = 0.0
    lean_ap: float = 0.0
    radius: float = 0.0
    direction: int = -1


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing in the world. progress is 0..1 where the state has one (a hold, a fading)."""

    kind: str
    position: Vec3
    radius: float
    state: str = ""
    progress: float = 0.0
    ident: int = 0


@dataclass(frozen=True, slots=True)
class Hud:
    """What the screen says: an instruction by key, reps done, aimed at, and the time left 0..1.

    prompt: the key of a word of a second task that is to be seen now, besides the instruction.
    lean_shown: whether a plain marker of the lean may be shown beside the world.
    """

    instruction: str = ""
    done: int = 0
    total: int = 0
    tried: int = 0
    time_left: float = 1.0
    hold: float = 0.0
    prompt: str = ""
    lean_shown: bool = True


@dataclass(frozen=True, slots=True)
class World:
    """The state of play after `step` steps, complete for drawing."""

    step: int
    entities: tuple[Entity, ...]
    goal: Goal
    hud: Hud
    finished: bool = False

    @property
    def t(self) -> float:
        """Seconds of play."""
        return self.step * STEP_S


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a step. data holds plain JSON values only."""

    step: int
    kind: str
    data: Mapping[str, object] = field(default_factory=dict)


class Rules(Protocol):
    """One task. Same params, seed and intents -> the same events, bit for bit."""

    @property
    def world(self) -> World: ...

    def step(self, intent: Intent) -> list[Event]:
        """Advance exactly STEP_S."""

    def set_difficulty(self, value: float) -> None:
        """Take effect from the next rep; 0 easiest, 1 hardest."""
