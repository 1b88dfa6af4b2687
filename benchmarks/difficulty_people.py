"""A simulated person who plays a level with difficulty that follows them, and nothing else.

The parts are those of a session (body, player, filter, limits, rules, controller), put together as
game.app.trial does, but without devices, recording and window: some four times as fast, and easily
copied. A level that comes to its end begins again, as in a block of a visit, and the controller
goes on. Seconds, metres; difficulty 0..1.
"""

from __future__ import annotations

import io
import pickle
from collections import deque
from dataclasses import dataclass
from typing import Any

import numpy as np

from game.balance.directions import DIRECTIONS
from game.balance.filters import OneEuro
from game.difficulty import DifficultyController
from game.levels import Level
from game.sim import STEP_HZ, Event, Intent
from game.virtual_patient import PROFILES, Body, Player
from game.virtual_patient.chance import Normals
from game.virtual_patient.profiles import Side
from input_devices.plate import WIDTH_M

SAMPLE_HZ = 100
FRAME_STEPS = 2  # of the rules: how often the person looks
BACK_STEPS = 4 * STEP_HZ  # a steady second and the countdown, after a step off the board
LONGEST_STEPS = 60 * STEP_HZ  # a rep that takes longer shows that something is stuck
Order = tuple[float, tuple[float, float], Side]


@dataclass(frozen=True, slots=True)
class Rep:
    """One rep as it was played. direction: 0..7, -1 for none."""

    direction: int
    difficulty: float
    success: bool
    attempted: bool
    score: float


class Playing:
    """Call `rep` as often as wanted. Without a controller the difficulty stays as it is."""

    def __init__(
        self,
        level: Level,
        profile: str,
        seed: int,
        controller: DifficultyController | None = None,
        difficulty: float = 0.3,
    ) -> None:
        self.body = Body(PROFILES[profile], seed)
        self.controller = controller
        self._level, self._seed, self._difficulty = level, seed, difficulty
        self._limits = self.body.measured_limits
        self._filter = OneEuro()
        self._orders: deque[Order] = deque([(0.0, self.body.home, 0)])
        self._ticks = self._samples = self._away = 0
        self._intent = Intent()
        self._begin_level()

    def rep(self) -> Rep:
        """Play until the next rep has ended, and let the controller learn from it."""
        asked = self._difficulty
        for _ in range(LONGEST_STEPS):
            for event in self._tick():
                if event.kind == "cue":
                    asked = float(event.data["difficulty"])  # type: ignore[arg-type]
                elif event.kind == "rep":
                    return self._ended(event, asked)
        raise RuntimeError(f"{self._level.id}, {self.body.profile.about}: no rep came to its end")

    def again(self, copies: int, reps: int, seed: int) -> list[list[Rep]]:
        """What so many copies of all this would play next, all chance drawn anew, at the levels
        that the controller has come to.
        """
        packed = io.BytesIO()
        _Packer(packed).dump(self)
        played = []
        for copy in range(copies):
            packed.seek(0)
            other: Playing = _Unpacker(packed, [seed, copy]).load()
            other._freeze()
            played.append([other.rep() for _ in range(reps)])
        return played

    def _freeze(self) -> None:
        if self.controller:
            self.controller.freeze()
            self._follow()

    def _begin_level(self) -> None:
        self._rules = self._level.rules(
            difficulty=self._difficulty, caps=self._limits.caps, seed=self._seed
        )
        self._player = Player.like(self.body.profile, self._seed)
        self._seed += 1
        self._follow()

    def _follow(self) -> None:
        """Set the difficulty of the rep that comes next."""
        if self.controller is None:
            return
        if (direction := self._rules.world.goal.direction) >= 0:
            self.controller.set_direction(direction)
        self._difficulty = self.controller.next_difficulty()
        self._rules.set_difficulty(self._difficulty)

    def _ended(self, event: Event, asked: float) -> Rep:
        data: dict[str, Any] = dict(event.data)
        towards = data["direction"]
        rep = Rep(
            -1 if towards is None else DIRECTIONS.index(towards),
            asked,
            bool(data["success"]),
            bool(data["attempted"]),
            float(data["score"]),
        )
        if self.controller:
            self.controller.update(rep.success, rep.score, rep.attempted)
        if self._rules.world.goal.kind != "none":
            self._follow()
        return rep

    def _tick(self) -> list[Event]:
        """One step of the rules, or one of waiting for who stepped off the board."""
        if self._ticks % FRAME_STEPS == 0:
            self._look()
        self._ticks += 1
        while self._samples * STEP_HZ <= self._ticks * SAMPLE_HZ:
            self._move(self._samples / SAMPLE_HZ)
            self._samples += 1
        if self._away:
            self._away -= 1
            return []
        return self._rules.step(self._intent)

    def _look(self) -> None:
        if (world := self._rules.world).finished:
            self._begin_level()
            world = self._rules.world
        now = self._ticks / STEP_HZ
        act = self._player.act(world, self.body.tired)
        aim = self._limits.cop(*act.lean)
        self._orders.append((now + self.body.reaction_s, aim, act.foot))

    def _move(self, t: float) -> None:
        orders = self._orders
        while len(orders) > 1 and orders[1][0] <= t:
            orders.popleft()
        _, aim, foot = orders[0]
        ml, ap, load = self.body.advance(1 / SAMPLE_HZ, aim, foot)
        if load <= 0:
            if self.controller and not self._away:
                self.controller.hold("step-off")
            self._away = BACK_STEPS
            self._filter.reset()
            return
        lean = self._limits.lean(*self._filter(t, ml, ap))
        share = min(1.0, max(0.0, 0.5 + ml / WIDTH_M))
        self._intent = Intent(*lean, on_board=True, load_share_right=share)


class _Packer(pickle.Pickler):
    """Leaves out what deals random numbers."""

    def persistent_id(self, thing: object) -> str | None:
        if isinstance(thing, Normals):
            return "normals"
        return "generator" if isinstance(thing, np.random.Generator) else None


class _Unpacker(pickle.Unpickler):
    """Puts in others, which deal other numbers."""

    def __init__(self, file: io.BytesIO, seed: list[int]) -> None:
        super().__init__(file)
        self._seeds = np.random.SeedSequence(seed)

    def persistent_load(self, kind: str) -> object:
        fresh = np.random.default_rng(self._seeds.spawn(1)[0])
        return Normals(fresh) if kind == "normals" else fresh
