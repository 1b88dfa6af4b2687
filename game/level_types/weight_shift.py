"""Shift the weight to and fro: side to side, forward and back, diagonally, round a circle, along an
eight, or through the gates of a slalom.

One rep is one gate: half a cycle of a swing, a quarter of a circle or of an eight (see
weight_shift_paths). **Paced**: a beat sounds whenever a gate should be reached, every 3, 2 or 1 s a
half cycle (slow, medium, fast), faster with the knob `tempo`; two beats in the middle come before.
A gate closes at its beat for who is or just was in it, else when entered or after `window`, a share
of the time since the beat before. **Self-paced**: a gate waits until it was stayed in for `hold_s`
without a break, or lets go after `wait_s` over tempo. In a **slalom** the lean pushes a raft (see
weight_shift_raft), and it is the raft that must lie in the gate, at the very beat.

Attempted: from where it was at the cue, the lean (of a slalom the raft) came at least 0.4 of the
way to the gate, on the board.
Succeeded: the gate was reached, paced within the window about the beat.
Scored, 0..1: a success gets 0.5 plus a quarter each for nearness (1 less the least distance from
the middle over the radius) and timing: paced 1 less how late or early over the window, 1 in a
slalom; self-paced the share of the time to wait left over. An attempt without success gets half of
how near it came; no attempt scores 0.

Units: lean in shares of this person's own limit (see game.sim.types), seconds; timing is positive
late. No gate and no point of the way lies beyond the therapist's caps. A direction capped below 0.1
is left out: a swing then turns in the middle, which is no rep.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf
from typing import ClassVar

from game.balance.directions import DIRECTIONS
from game.level_types.base import KnobRange, check_knobs
from game.level_types.directions import SMALLEST_REACH, distance
from game.level_types.knob import Knob
from game.level_types.weight_shift_course import Course, Stop, WeightShiftParams
from game.level_types.weight_shift_paths import LOOPS, MIDDLE, Turn
from game.level_types.weight_shift_raft import Raft
from game.sim import STEP_HZ, Entity, Event, Goal, Hud, Intent, World

_UPRIGHT_STEPS = round(0.8 * STEP_HZ)  # in the middle before a self-paced start
_FADE_STEPS = round(0.6 * STEP_HZ)
_END_STEPS = round(1.5 * STEP_HZ)
_ATTEMPT_SHARE = 0.4


class WeightShift:
    """The rules; the module's docstring has the task. Events: beat, cue, enter, leave, rep,
    finished.
    """

    Params: ClassVar[type] = WeightShiftParams
    ADAPTIVE: ClassVar[bool] = True
    KNOBS: ClassVar[Mapping[str, KnobRange]] = {
        "reach": (0.1, 1.0, "of the limit", "up"),
        "radius": (0.02, 0.6, "of the limit", "down"),
        "tempo": (0.5, 2.5, "of the pace", "up"),
    }

    def __init__(
        self,
        params: WeightShiftParams,
        knobs: Mapping[str, Knob],
        *,
        difficulty: float,
        caps: tuple[float, ...] = (1.0,) * 8,
        seed: int = 0,
    ) -> None:
        check_knobs(knobs, self.KNOBS)
        self._params, self._caps = params, caps
        self._course = Course(params, knobs, caps, seed)
        self._turns, self._paced = self._course.turns, self._course.paced
        self._loops = params.pattern in LOOPS
        self._raft = Raft(params.glide_s) if self._course.slalom else None
        self._difficulty = difficulty
        self._step = self._due = self._last_due = self._next = 0
        self._rep = self._passed = self._over_steps = self._ended_step = 0
        self._ended: tuple[Stop, int, str] | None = None
        self._asking = False
        self._lean = self._at = self._point = (0.0, 0.0)
        self._centre = [
            Entity("centre", (0.0, 0.0, 0.0), params.centre_radius, state)
            for state in ("idle", "goal")
        ]
        self._stop = self._before = self._course.stop(MIDDLE, difficulty)
        self._look_ahead()
        self._watch_anew()
        self._keep_time()

    # -- what the outside sees ------------------------------------------------------------------

    @property
    def finished(self) -> bool:
        return self._over_steps >= _END_STEPS

    def set_difficulty(self, value: float) -> None:
        self._difficulty = value
        self._look_ahead()

    def step(self, intent: Intent) -> list[Event]:
        self._step += 1
        self._move(intent)
        if self._over:
            self._over_steps += 1
            return []
        events = [] if self._asking else self._ask()
        self._keep_time()
        if self._paced and self._step == self._due:
            events.append(self._event("beat", half_cycle_s=self._stop.steps / STEP_HZ))
        if self._stop.turn.direction < 0:
            self._wait_in_middle()
            return events
        return [*events, *self._watch(intent.on_board), *self._judge()]

    @property
    def world(self) -> World:
        return World(self._step, self._entities(), self._goal(), self._hud(), self.finished)

    # -- turns ----------------------------------------------------------------------------------

    @property
    def _over(self) -> bool:
        return self._rep == self._params.reps

    def _look_ahead(self) -> None:
        if self._next < len(self._turns):
            self._ahead = self._course.stop(self._turns[self._next], self._difficulty)
            self._gate_ahead = _gate(self._ahead, self._next, "next", 0.0)

    def _ask(self) -> list[Event]:
        """The next turn begins: from now on it stays as it is, whatever the difficulty does."""
        self._before, self._stop = self._stop, self._ahead
        self._next += 1
        self._asking = True
        self._last_due = self._due if self._paced else self._step
        self._due = max(self._last_due + self._stop.steps, self._step + 1)
        self._watch_anew()
        self._look_ahead()
        return [] if self._stop.turn.direction < 0 else [self._cue()]

    def _cue(self) -> Event:
        stop, turn = self._stop, self._stop.turn
        return self._event(
            "cue",
            direction=DIRECTIONS[turn.direction],
            lean_ml=stop.lean[0],
            lean_ap=stop.lean[1],
            reach=stop.reach,
            radius=stop.radius,
            size=stop.size,
            mirrored=turn.mirrored,
            from_middle=self._before.turn.direction < 0,
            time_s=(self._due - self._step) / STEP_HZ,
            difficulty=self._difficulty,
        )

    def _watch_anew(self) -> None:
        self._cue_step, self._start = self._step, self._at
        self._nearest = inf
        self._held = self._middle_steps = 0
        self._inside = self._attempted = False
        self._inside_at: int | None = None

    def _keep_time(self) -> None:
        """Which share of the way to its next turn the beat has gone, and where it is. While a gate
        is still open after its beat it goes on to the next.
        """
        late = self._step - self._due
        if late > 0 and self._next < len(self._turns):
            start, end, gone = self._stop, self._ahead, late / self._ahead.steps
        else:
            whole = self._due - self._last_due
            start, end, gone = self._before, self._stop, 1.0 + late / whole if whole else 0.0
        self._gone = min(1.0, gone)
        if self._paced and not self._raft:
            self._point = self._course.between(start, end, self._gone)

    # -- one step -------------------------------------------------------------------------------

    def _move(self, intent: Intent) -> None:
        self._lean = self._at = (intent.lean_ml, intent.lean_ap)
        if self._raft:
            asked = min(self._stop.size, self._caps[2 if intent.lean_ml > 0 else 6])
            on_board = float(intent.on_board)
            self._raft.step(on_board * intent.lean_ml / max(asked, SMALLEST_REACH))
            self._at = (self._raft.share, 0.0)

    def _wait_in_middle(self) -> None:
        inside = distance(self._at, self._stop.at) <= self._stop.ring
        self._middle_steps = self._middle_steps + 1 if inside else 0
        upright = not self._paced and self._middle_steps >= _UPRIGHT_STEPS
        if upright or self._step >= self._due:
            self._asking = False

    def _watch(self, on_board: bool) -> list[Event]:
        stop = self._stop
        off = distance(self._at, stop.at)
        if not self._raft or self._step >= self._due:
            self._nearest = min(self._nearest, off)
        way_ml, way_ap = stop.at[0] - self._start[0], stop.at[1] - self._start[1]
        ml, ap = self._at[0] - self._start[0], self._at[1] - self._start[1]
        enough = _ATTEMPT_SHARE * (way_ml * way_ml + way_ap * way_ap)
        self._attempted |= on_board and ml * way_ml + ap * way_ap >= enough > 0
        was, self._inside = self._inside, on_board and off <= stop.ring
        self._held = self._held + 1 if self._inside else 0
        if self._inside:
            self._inside_at = self._step
        if was != self._inside:
            return [self._event("enter" if self._inside else "leave")]
        return []

    def _judge(self) -> list[Event]:
        """The end of the rep, where it has come."""
        if self._paced:
            return self._judge_beat()
        if self._held > 0 and self._held >= self._params.hold_s * STEP_HZ:
            return self._end_rep(True)
        if self._step >= self._due and not self._inside:
            return self._end_rep(False)
        return []

    def _judge_beat(self) -> list[Event]:
        late = self._step - self._due
        if late < 0:
            return []
        if self._inside_at is not None and self._due - self._inside_at <= self._window:
            return self._end_rep(True, self._inside_at - self._due)
        return self._end_rep(False) if late >= self._window else []

    @property
    def _window(self) -> float:
        return 0.0 if self._raft else self._params.window * self._stop.steps

    def _end_rep(self, success: bool, late: int | None = None) -> list[Event]:
        self._attempted |= success
        event = self._event(
            "rep",
            direction=DIRECTIONS[self._stop.turn.direction],
            success=success,
            attempted=self._attempted,
            score=self._score(success, late),
            late_s=None if late is None else late / STEP_HZ,
            nearest=self._nearest,
            time_s=(self._step - self._cue_step) / STEP_HZ,
        )
        self._rep += 1
        self._passed += success
        self._asking = False
        self._ended = (self._stop, self._next - 1, "passed" if success else "missed")
        self._ended_step = self._step
        return [event, self._event("finished", passed=self._passed)] if self._over else [event]

    def _score(self, success: bool, late: int | None) -> float:
        stop = self._stop
        if success:
            timing = 1.0
            if not self._paced:
                timing = max(0.0, 1.0 - (self._step - self._cue_step - self._held) / stop.steps)
            elif late:
                timing = 1.0 - abs(late) / self._window  # of a slalom the window and late are 0
            return 0.5 + 0.25 * (1.0 - self._nearest / stop.ring) + 0.25 * timing
        if not self._attempted:
            return 0.0
        beyond = max(0.0, self._nearest - stop.ring)
        return 0.5 * max(0.0, 1.0 - beyond / distance((0.0, 0.0), stop.at))

    # -- the world ------------------------------------------------------------------------------

    def _event(self, kind: str, **data: object) -> Event:
        return Event(self._step, kind, {"rep": self._rep, **data})

    def _entities(self) -> tuple[Entity, ...]:
        ml, ap = self._lean
        upright = not self._over and self._current.turn.direction < 0
        things = [self._centre[upright], Entity("you", (ml, 0.0, -ap), 0.0, "on"), *self._gates()]
        if self._raft:
            things.append(Entity("raft", (self._raft.share, 0.0, 0.0), 0.0))
        elif self._paced and not self._over:
            ml, ap = self._point
            things.append(Entity("beat", (ml, 0.0, -ap), 0.0, "", self._gone))
        return tuple(things)

    def _gates(self) -> list[Entity]:
        gone = self._step - self._ended_step
        gates = []
        if self._ended and gone <= _FADE_STEPS:
            stop, ident, outcome = self._ended
            gates.append(_gate(stop, ident, outcome, gone / _FADE_STEPS))
        if self._over:
            return gates
        if self._asking and self._stop.turn.direction >= 0:
            state = "hold" if self._inside and not self._raft else "goal"
            gates.append(_gate(self._stop, self._next - 1, state, self._progress()))
        if len(gates) < 2 and self._next < len(self._turns) and self._ahead.turn.direction >= 0:
            gates.append(self._gate_ahead)
        return gates

    def _progress(self) -> float:
        """Of the gate asked for: in a slalom how near it has come; self-paced how long it was held;
        paced whether one is in it.
        """
        if self._raft:
            return self._gone
        if self._paced:
            return float(self._inside)
        return min(1.0, self._held / max(1.0, self._params.hold_s * STEP_HZ))

    @property
    def _current(self) -> Stop:
        return self._stop if self._asking else self._ahead

    def _goal(self) -> Goal:
        if self._over:
            return Goal("none")
        stop = self._current
        if stop.turn.direction < 0:
            later = self._turns[self._next :]
            return Goal("centre", 0.0, 0.0, stop.radius, next(_directions(later), -1))
        return Goal("lean", *stop.lean, stop.radius, stop.turn.direction)

    def _hud(self) -> Hud:
        left = 1.0
        if self._paced and not self._over:
            left -= self._gone
        elif self._asking:
            left -= min(1.0, (self._step - self._last_due) / self._stop.steps)
        hold = self._progress() if self._asking and not self._raft else 0.0
        total, word = self._params.reps, self._instruction()
        return Hud(word, self._passed, total, self._rep, left, hold)

    def _instruction(self) -> str:
        if self._over:
            return "done"
        direction = self._current.turn.direction
        if direction < 0:
            return "ready" if self._paced and self._next <= self._course.leading else "centre"
        if self._inside and self._asking and self._params.hold_s > 0:
            return "hold"
        return f"shift.{self._params.pattern}" if self._loops else f"lean.{DIRECTIONS[direction]}"


def _gate(stop: Stop, ident: int, state: str, progress: float) -> Entity:
    ml, ap = stop.at
    return Entity("gate", (ml, 0.0, -ap), stop.ring, state, progress, ident)


def _directions(turns: tuple[Turn, ...]) -> Iterator[int]:
    return (turn.direction for turn in turns if turn.direction >= 0)
