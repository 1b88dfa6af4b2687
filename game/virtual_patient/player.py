"""A simulated person's intention: looks at what the task asks for and decides what to do about it.

Pure and seeded: the same worlds give the same acts. The person sees only the goal, a reaction time
late, foresees most of where one that glides will be by now, and falls in with a beat (rhythm.py).
They aim near a target and not at its very middle, by an error that stays for as long as it stands
where it is; while it glides they see again and again how they are off, and are off another way.
They are now and then short of it or late, and try less when tired or when a second task is on their
mind (second_task.py). What sways, lags and overshoots is the body's.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.sim import STEP_HZ, Goal, World
from game.virtual_patient.body import MOTOR_S
from game.virtual_patient.profiles import Profile, Side
from game.virtual_patient.rhythm import Rhythm
from game.virtual_patient.second_task import PRESS_STEPS, SecondTask

PRACTICE: Final = 20.0  # targets after which most is learned
TIRED_LAPSES: Final = 0.3  # more of the targets, when wholly tired
SHORT: Final = (0.2, 0.7)  # of the way, where somebody does not try in earnest
LATE_S: Final = (0.3, 1.5)  # where somebody looked elsewhere
JUMP: Final = 0.2  # of the limit: nearer than this to where it just was, a target has moved
FORESEES: Final = 0.7  # of the way that a gliding goal makes in a reaction time
NOTICE_STEPS: Final = round(0.15 * STEP_HZ)  # to notice how fast it glides
GLIDES: Final = 0.02 / STEP_HZ  # of the limit in a step: slower stands still
LOOKS_AGAIN_STEPS: Final = round(1.5 * STEP_HZ)  # at how far they are off what glides
CORRECTS_STEPS: Final = round(0.5 * STEP_HZ)  # the time constant of a correction
DISTRACTS: Final = 4.0  # larger errors, for each unit of distraction
PRESSES_S: Final = (MOTOR_S, MOTOR_S + 0.12)  # from the decision until the button is down
BEATS: Final = ("beat", "raft")  # entities that move to a beat
AIMED: Final = ("lean", "step", "press")
FEET: Final[dict[int, Side]] = {2: 1, 6: -1}  # of a step's direction


@dataclass(frozen=True, slots=True)
class Act:
    """What the person means to do: lean (ml, ap) in shares of their own limit; the foot that is to
    bear the weight, -1 the left, 1 the right, 0 both; press: whether the button is down.
    """

    lean: tuple[float, float] = (0.0, 0.0)
    foot: Side = 0
    press: bool = False


class Player:
    """aim_error: SD of the error of each aim, as a share of the goal's radius; reaction_s: how late
    they see; learning: the share of the error that practice takes; lapses: of the targets, 0..1;
    head: answers a second task (by default without a slip).
    """

    def __init__(
        self,
        seed: int = 0,
        aim_error: float = 0.25,
        *,
        reaction_s: float = 0.0,
        learning: float = 0.0,
        lapses: float = 0.0,
        head: SecondTask | None = None,
    ) -> None:
        self._random = np.random.Generator(np.random.PCG64(seed))
        self._aim_error, self._learning, self._lapses = aim_error, learning, lapses
        self._late_steps = round(reaction_s * STEP_HZ)
        self._coming: deque[tuple[int, Goal]] = deque()
        self._rhythm = Rhythm()
        self._goal = self._meant = Goal()  # what was seen, and what is acted on
        self._head = head or SecondTask(seed)
        self._error = self._new_error = (0.0, 0.0)
        self._acted_step = self._looks_at = 0
        self._effort, self._waits_until, self._press_at = 1.0, 0, 0
        self._targets = 0
        self._glide = (0.0, 0.0)  # a step, in lean
        self._seen_step = 0
        self._act = Act()

    @classmethod
    def like(cls, profile: Profile, seed: int) -> Player:
        """The intention that goes with a body of this profile, whose reaction has its own part."""
        return cls(
            seed,
            profile.aim_error,
            reaction_s=max(0.0, profile.reaction_s - MOTOR_S),
            learning=profile.learning,
            lapses=profile.lapses,
            head=SecondTask.like(profile, seed),
        )

    def lean(self, world: World, tired: float = 0.0) -> tuple[float, float]:
        """Where this person means to lean now, in shares of the own limit (ml, ap)."""
        return self.act(world, tired).lean

    def act(self, world: World, tired: float = 0.0) -> Act:
        """What they mean to do now. tired: 0 fresh .. 1 exhausted. Call it in the order of time."""
        self._coming.append((world.step, world.goal))
        while self._coming and self._coming[0][0] <= world.step - self._late_steps:
            self._see(*self._coming.popleft())
        goal = self._expected(world) or self._goal
        self._head.look(world)
        if _another(self._meant, goal):
            self._take_up(goal, world.step, tired)
        self._meant = goal
        self._correct(goal, world.step)
        if world.step >= self._waits_until:
            self._act = self._act_on(goal, world.step)
        return self._answered(world.step)

    def _expected(self, world: World) -> Goal | None:
        """What comes next by the beat, where there is one; what waits for them is not foreseen. Who
        sees without delay has no delay to make up for.
        """
        beaten = self._late_steps and any(thing.kind in BEATS for thing in world.entities)
        return self._rhythm.foreseen(world.step) if beaten else None

    def _act_on(self, goal: Goal, step: int) -> Act:
        """Go for a goal: where it will be by now, and with the error of this aim."""
        ahead = FORESEES * self._late_steps
        return Act(
            (
                self._effort * (goal.lean_ml + ahead * self._glide[0]) + self._error[0],
                self._effort * (goal.lean_ap + ahead * self._glide[1]) + self._error[1],
            ),
            FEET.get(goal.direction, 0) if goal.kind == "step" else 0,
            goal.kind == "press" and 0 <= step - self._press_at < PRESS_STEPS,
        )

    def _answered(self, step: int) -> Act:
        """The same, with what the second task takes: a press, or a lean for an answer."""
        act, side = self._act, self._head.leans(step)
        if side is None and not self._head.presses(step):
            return act
        lean = act.lean if side is None else (side, 0.0)
        return Act(lean, act.foot, act.press or self._head.presses(step))

    def _see(self, at: int, goal: Goal) -> None:
        """One goal, as it was at a step a reaction time ago."""
        passed, self._seen_step = max(1, at - self._seen_step), at
        if _another(self._goal, goal):
            self._glide = (0.0, 0.0)
            self._rhythm.hear(at, goal)
        else:
            notice = min(1.0, passed / NOTICE_STEPS)
            ml, ap = goal.lean_ml - self._goal.lean_ml, goal.lean_ap - self._goal.lean_ap
            self._glide = (
                self._glide[0] + notice * (ml / passed - self._glide[0]),
                self._glide[1] + notice * (ap / passed - self._glide[1]),
            )
        self._goal = goal

    def _take_up(self, goal: Goal, step: int, tired: float) -> None:
        """Decide once how to go for something new; always by the same number of draws."""
        self._error = self._new_error = self._draw_error(goal, step)
        self._looks_at = step + LOOKS_AGAIN_STEPS
        lapse, how, much = self._random.uniform(0.0, 1.0, 3).tolist()
        self._effort, self._waits_until = 1.0, step
        if goal.kind not in AIMED:
            return
        self._targets += 1
        if lapse < self._lapses + TIRED_LAPSES * tired + self._head.distraction(step):
            if how < 0.5:
                self._effort = _between(SHORT, much)
            else:
                self._waits_until = step + round(_between(LATE_S, much) * STEP_HZ)
        self._press_at = self._waits_until + round(_between(PRESSES_S, much) * STEP_HZ)

    def _draw_error(self, goal: Goal, step: int) -> tuple[float, float]:
        spread = goal.radius * self._aim_error * (1 + DISTRACTS * self._head.distraction(step))
        spread *= 1 - self._learning * (1 - math.exp(-self._targets / PRACTICE))
        ml, ap = self._random.normal(0.0, spread, 2).tolist()
        return ml, ap

    def _correct(self, goal: Goal, step: int) -> None:
        """While what is followed glides, look again now and then and glide over to a new error."""
        passed, self._acted_step = step - self._acted_step, step
        if goal.kind not in AIMED or math.hypot(*self._glide) < GLIDES:
            return
        if step >= self._looks_at:
            self._new_error = self._draw_error(goal, step)
            self._looks_at = step + LOOKS_AGAIN_STEPS
        share = min(1.0, passed / CORRECTS_STEPS)
        (ml, ap), (to_ml, to_ap) = self._error, self._new_error
        self._error = (ml + share * (to_ml - ml), ap + share * (to_ap - ap))


def _between(ends: tuple[float, float], share: float) -> float:
    return ends[0] + (ends[1] - ends[0]) * share


def _another(old: Goal, new: Goal) -> bool:
    """Whether something new is asked for, and not the same that has moved on."""
    if (old.kind, old.direction) != (new.kind, new.direction):
        return True
    return math.hypot(new.lean_ml - old.lean_ml, new.lean_ap - old.lean_ap) > JUMP
