"""A visit from hello to goodbye, as a machine of states. Pure: it is told time and what is said.

    who -> today -> before -> prepare -> check -> step_on -> calibrate
        -> [play -> results -> between -> rest] for each block -> after -> gift -> goodbye
        -> closed

From play a therapist may go back to calibrate for new limits; the block then goes on.

`hear` takes one thing that was said or happened and gives the changes that it made; `pass_time`
tells that time went by. What means nothing in a state changes nothing. Three things are heard in
every state: `stop` closes at once, `leave` goes to the goodbye by the shortest way (with the
questions after, where somebody has played), `pause` and `resume` hold everything and let it go on.
A game tells of its countdowns by `counts` and `plays`: they are the visit's time and no block's.

Held here, whatever the screens do: nobody plays before the prepare picture was acknowledged; a
block ends with its minutes, the visit with its own; a rest lasts at least what the plan says; an
answer that has risen too far ends the training and flags the visit; a screen that nobody answers
closes, but a gift that nobody chooses is left all the same. Times in seconds, answers 0..10.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from game.session.journey import EARNED_S
from game.session.plan import Block, Plan

State = Literal[
    "who", "today", "before", "prepare", "check", "step_on", "calibrate", "play", "results",
    "between", "rest", "after", "gift", "goodbye", "closed",
]  # fmt: skip
Said = Literal[
    "next", "back", "less", "answer", "zeroed", "stands", "limits", "counts", "plays", "over",
    "pause", "resume", "leave", "stop", "active", "recalibrate", "gift",
]  # fmt: skip
Ended = Literal["completed", "stopped"]

RISE = 2  # of pain or dizziness since before: the training ends (see docs/safety.md)
HIGH = 7  # an answer before play at which nobody starts
HARD = 9  # an effort at which nobody goes on
IDLE_S = 180.0  # a screen that waits for somebody closes after this
PAUSED_S = 900.0  # and what was paused after this
GOODBYE_S = 10.0
GIFT_S = 45.0  # nobody chose for so long: the first is left, kindly
SEEN_S = 6.0  # what was chosen is looked at
_TRAINING = ("play", "results", "between", "rest")
_ON_NEXT = ("who", "today", "prepare", "results", "goodbye")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of state, at `t` seconds of the visit, and why."""

    t: float
    before: State
    after: State
    why: str


@dataclass(slots=True)
class Visit:
    """One person's visit. blocks: what is played, in order; has_limits: the limits are known, so
    that nothing is calibrated; needs_board: somebody stands or sits on one; journey: a visit that
    was played leaves a gift; first: where it begins, `prepare` for who only tries one level.
    """

    plan: Plan
    blocks: tuple[Block, ...]
    has_limits: bool = False
    needs_board: bool = True
    journey: bool = False
    first: State = "who"
    state: State = "who"
    block: int = 0
    question: int = 0
    paused: bool = False
    counting: bool = False
    t: float = 0.0
    in_state_s: float = 0.0
    trained_s: float = 0.0
    played_s: float = 0.0
    block_s: float = 0.0
    acknowledged: bool = False
    ended: Ended = "completed"
    flags: list[str] = field(default_factory=list)
    answers: dict[tuple[str, str], int] = field(default_factory=dict)
    gift: int | None = None  # which of the two was chosen
    _idle_s: float = 0.0
    _played: bool = False

    def __post_init__(self) -> None:
        if not self.blocks:
            raise ValueError("a visit needs at least one block")
        self.state = self.first

    # -- what the screens and the loop ask ------------------------------------------------------

    @property
    def scoring(self) -> bool:
        """Whether rules may be stepped: in play, with no countdown, not paused, acknowledged."""
        waits = self.paused or self.counting
        return self.state == "play" and not waits and self.acknowledged

    @property
    def asked(self) -> str:
        """The question that waits for its answer, or empty."""
        asked = self.questions()
        return asked[self.question] if self.question < len(asked) else ""

    @property
    def may_go_on(self) -> bool:
        """Whether `next` does something now: a rest has its least time, a question its answer."""
        if self.state == "rest":
            return self.in_state_s >= self.plan.rests.least_s
        if self.state == "gift":
            return self.gift is not None
        return self.state in _ON_NEXT

    @property
    def pain_rose(self) -> bool:
        """Whether any answer since play began told of more pain than before it."""
        told = [value for (_, name), value in self.answers.items() if name == "pain"]
        return max(told, default=0) > self.answers.get(("before", "pain"), 10)

    @property
    def earned(self) -> bool:
        """Whether this visit leaves something: by having played, not by how well."""
        return self.journey and self.played_s >= EARNED_S

    @property
    def seconds_left(self) -> float:
        """Of the visit's own minutes."""
        return max(0.0, 60 * self.plan.minutes - self.trained_s)

    @property
    def block_seconds_left(self) -> float:
        return max(0.0, min(60 * self.blocks[self.block].minutes - self.block_s, self.seconds_left))

    # -- what happens ---------------------------------------------------------------------------

    def pass_time(self, seconds: float) -> list[Change]:
        """Time went by. Paused time is no training time, and nobody is idle who plays."""
        self.t += seconds
        self.in_state_s += seconds
        self._idle_s += seconds
        if self.state == "closed":
            return []
        if self.state in _TRAINING and not self.paused:
            self.trained_s += seconds
        if self.state == "play" and not self.paused:
            self.block_s += 0.0 if self.counting else seconds
            self.played_s += 0.0 if self.counting else seconds
            over = self.block_seconds_left <= 0
            return self._go("results", "its minutes are over") if over else []
        if self.state == "goodbye" and self.in_state_s >= GOODBYE_S:
            return self._go("closed", "goodbye was said")
        if self.state == "gift" and self._idle_s >= (GIFT_S if self.gift is None else SEEN_S):
            return self._go("goodbye", "nobody chose" if self.gift is None else "it was seen")
        return self._close("nobody answered") if self._idle_s >= self._patience_s() else []

    def _patience_s(self) -> float:
        if self.paused:
            return PAUSED_S
        return IDLE_S + (self.plan.rests.seconds if self.state == "rest" else 0.0)

    def hear(self, said: Said, value: int = 0) -> list[Change]:
        """Something was said or happened; `value` is that of an answer, 0..10."""
        self._idle_s = 0.0
        if self.state == "closed":
            return []
        if said == "stop":
            return self._close("stopped")
        if said == "leave":
            return self._leave()
        if said in ("pause", "resume"):
            self.paused = said == "pause" and self.state != "goodbye"
        return [] if self.paused else self._step(said, value)

    def _step(self, said: Said, value: int) -> list[Change]:
        """What is heard in some states only."""
        if said == "answer":
            return self._answer(value)
        if said == "less" and self.state == "today" and len(self.blocks) > 1:
            self.blocks = self.blocks[:-1]
        if said == "gift" and self.state == "gift" and self.gift is None and value in (0, 1):
            self.gift = value
        if said == "next" and self.may_go_on:
            return self._next()
        if said == "back":
            return self._back()
        return self._happened(said)

    def _happened(self, said: Said) -> list[Change]:
        """What the board, the calibration and the level say."""
        match said, self.state:
            case "zeroed", "check":
                return self._go("step_on", "the board is zeroed")
            case "stands", "step_on":
                return self._begin() if self.has_limits else self._go("calibrate", "stands")
            case "recalibrate", "play":
                return self._go("calibrate", "new limits were asked for")
            case "limits", "calibrate":
                self.has_limits = True
                return self._begin()
            case (("counts" | "plays"), "play"):
                self.counting = said == "counts"
            case "over", "play":
                return self._go("results", "the level is over")
        return []

    def _next(self) -> list[Change]:
        match self.state:
            case "today":
                return self._ask("before", "today's blocks were seen")
            case "prepare":
                self.acknowledged = True
                return self._go("check", "acknowledged") if self.needs_board else self._begin()
            case "results":
                return self._ask("after" if self._was_last() else "between", "results were seen")
            case "rest":
                return self._next_block()
        follows: dict[State, tuple[State, str]] = {
            "who": ("today", "who it is was said"),
            "gift": ("goodbye", "it was seen"),
        }
        return self._go(*follows.get(self.state, ("closed", "goodbye was said")))

    def _next_block(self) -> list[Change]:
        if self.seconds_left <= 0:
            return self._ask("after", "the visit's minutes are over")
        self.block += 1
        self.block_s = 0.0
        return self._begin()

    def _back(self) -> list[Change]:
        if self.state == self.first:
            return []
        match self.state:
            case "today":
                return self._go("who", "back")
            case "before" | "prepare":
                return self._go("today", "back")
        return []

    def _begin(self) -> list[Change]:
        if not self.acknowledged:
            return self._go("prepare", "not acknowledged")
        return self._go("play", f"block {self.block + 1} begins")

    def _was_last(self) -> bool:
        return self.block + 1 >= len(self.blocks) or self.seconds_left <= 0

    # -- questions ------------------------------------------------------------------------------

    def questions(self) -> tuple[str, ...]:
        """Effort can be asked only of who has done something."""
        if self.state == "before":
            return tuple(name for name in self.plan.questions if name != "effort")
        return self.plan.questions if self.state in ("between", "after") else ()

    def _ask(self, state: State, why: str) -> list[Change]:
        changes = self._go(state, why)
        self.question = 0
        return changes if self.asked else changes + self._answered()

    def _answer(self, value: int) -> list[Change]:
        if not self.asked or not 0 <= value <= 10:
            return []
        self.answers[self._when(), self.asked] = value
        self.question += 1
        return [] if self.asked else self._answered()

    def _answered(self) -> list[Change]:
        """All is said: on, unless it says that it is enough for today."""
        if flag := self._too_much():
            self.flags.append(flag)
            return self._go("goodbye", flag)
        follows: dict[State, State] = {"before": "prepare", "between": "rest"}
        if self.state == "after" and self.earned:
            follows["after"] = "gift"
        return self._go(follows.get(self.state, "goodbye"), "all was answered")

    def _too_much(self) -> str:
        """Why the answers given last end the training; empty when they do not."""
        when = self._when()
        for name in ("pain", "dizziness"):
            now, first = self.answers.get((when, name)), self.answers.get(("before", name))
            if now is None:
                continue
            if when == "before" and now >= HIGH:
                return f"{name} {now} before play"
            if first is not None and now - first >= RISE:
                return f"{name} rose from {first} to {now}"
        effort = self.answers.get((when, "effort"), 0)
        return f"effort {effort}" if effort >= HARD else ""

    def _when(self) -> str:
        return f"between {self.block + 1}" if self.state == "between" else self.state

    # -- changes --------------------------------------------------------------------------------

    def _leave(self) -> list[Change]:
        if self.state == "goodbye":
            return self._go("closed", "goodbye was said")
        if self.state == "gift":
            return self._go("goodbye", "the choice was left")
        self.ended = "stopped"
        self.paused = False
        if self._played and not self.questions():  # who leaves a question has said so
            return self._ask("after", "the person left")
        return self._go("goodbye", "the person left")

    def _close(self, why: str) -> list[Change]:
        if self.state != "goodbye":
            self.ended = "stopped"
        return self._go("closed", why)

    def _go(self, state: State, why: str) -> list[Change]:
        change = Change(round(self.t, 3), self.state, state, why)
        self.state, self.in_state_s, self._idle_s = state, 0.0, 0.0
        self.paused, self.counting = False, state == "play"
        self._played |= state == "play"
        return [change]
