"""A person on a board: what they mean to do comes in, a centre of pressure and a load come out.

Each axis is an inverted pendulum (pendulum.py) about a point that moves as a mass can be moved
(leaning.py). How uncertain the senses are sets how much it sways: their precisions add, so closing
the eyes takes a share away and foam nearly all that feet and ankles give. Tiredness, tremor, a weak
side and rare steps off the board come from the profile (profiles.py). Pure and seeded: the same
orders over the same times give the same path. Metres, seconds; ML positive right, AP positive
forward, from the middle of the board.
"""

from __future__ import annotations

import math
from typing import Final, Literal

import numpy as np

from game.balance.limits import Limits, theoretical_limits
from game.virtual_patient.chance import Drift, Normals
from game.virtual_patient.leaning import Leaning, Point
from game.virtual_patient.pendulum import GRAVITY, STEP_S, Pendulum
from game.virtual_patient.profiles import Profile

Eyes = Literal["open", "closed"]
Surface = Literal["firm", "foam"]

MOTOR_S: Final = 0.08  # of the reaction, from the order to the first force
FOOT_M: Final = 0.11  # from the middle of the board to the middle of a foot
STANDING: Final = (0.55 * 1.2, 0.12)  # effective height as a share of height; delay, s
SEATED: Final = (0.55 * 0.45, 0.08)  # the trunk alone, and a shorter way for the nerves
SLOW_GROWS: Final = 0.15  # what is slow grows less than what is quick as the senses fail
PEOPLE_DIFFER: Final = 0.05  # SD of the logarithm of how much they sway
ONE_FOOT: Final = 0.85  # of the weight: from here on the other foot is in the air
ON_ONE_FOOT: Final = 2.5  # what standing on one leg multiplies the errors by
TIRED: Final = {"senses": 0.4, "speed": 0.3, "reach": 0.08}  # the change when wholly tired
RECOVERS: Final = 0.15  # at rest, against tiring at a full lean
SETTLING_S: Final = 10.0  # that they have stood there when they are first looked at
OFF_S: Final = 3.0  # who stepped off is back after
LOAD_SD, LOAD_RAD_S = 0.004, 6.0  # of the weight, as it trembles
EDGE: Final = 1e-6  # of a step: sums of the same times in another order differ by rounding
MEASURED_SHARE: Final = 0.9  # of the true limit, that a calibration finds


class Body:
    """One person. `limits` are the true ones, around the centre of comfortable stance."""

    reaction_s = MOTOR_S

    def __init__(
        self, profile: Profile, seed: int, *, eyes: Eyes = "open", surface: Surface = "firm"
    ) -> None:
        streams = np.random.default_rng([seed, 7]).spawn(3)
        normals = Normals(streams[0])
        self.profile = profile
        self.limits = _true_limits(profile)
        self.home: Point = (self.limits.centre_ml, self.limits.centre_ap)
        self.tired = 0.0
        self._sways = math.exp(PEOPLE_DIFFER * normals())
        effective, delay_s = SEATED if profile.seated else STANDING
        rad_s = math.sqrt(GRAVITY / (profile.height_m * effective))
        self._leaning = Leaning(self.home, rad_s)
        self._ml, self._ap = (
            Pendulum(rad_s, delay_s, slow / 1000, fast / 1000, normals)
            for slow, fast in zip(profile.slow_mm, profile.fast_mm, strict=True)
        )
        self._tremble = Drift(LOAD_RAD_S, STEP_S, Normals(streams[1]))
        self._tremor = 0.0
        self._chance = streams[2]
        self._steps_off_in = self._next_step_off()
        self._off_left = 0.0
        self._asked = self._goal = self.home
        self._speed = profile.speed
        self._left_over = 0.0
        self._before = self._now = self.home
        self.stand(eyes, surface)
        for _ in range(round(SETTLING_S / STEP_S)):
            self._step(0)

    @property
    def measured_limits(self) -> Limits:
        """What a calibration would have found."""
        share = MEASURED_SHARE
        return Limits(
            *self.home,
            tuple(share * reach for reach in self.limits.reach),
            how=f"{share:.0%} of the simulated person's true limits, as a calibration would find",
        )

    @property
    def share_right(self) -> float:
        """Of the weight, on the right foot, 0..1."""
        return min(1.0, max(0.0, 0.5 + self._now[0] / (2 * FOOT_M)))

    def stand(self, eyes: Eyes, surface: Surface) -> None:
        """With eyes open or closed, on firm ground or foam, from now on."""
        person = self.profile
        feet = 1 - person.vision - person.vestibular
        precision = person.vestibular + feet * (person.on_foam if surface == "foam" else 1.0)
        precision += person.vision if eyes == "open" else 0.0
        self._fast = self._sways / math.sqrt(precision)
        rocking = person.foam_rocks if surface == "foam" else (1.0, 1.0)
        slow = self._sways * precision ** (-SLOW_GROWS / 2)
        self._slow_ml, self._slow_ap = rocking[0] * slow, rocking[1] * slow

    def advance(self, dt: float, aim: Point, foot: int = 0) -> tuple[float, float, float]:
        """dt seconds on: the centre of pressure (ml, ap) and the load as a share of the weight, 0
        when off the board. aim: where they mean it to be; foot: which bears the weight, -1 the
        left, 1 the right, 0 both; in the middle, they stand there on that leg.
        """
        if aim != self._asked:
            self._mean(aim)
        self._left_over += dt / STEP_S
        while self._left_over > EDGE:
            self._left_over -= 1.0
            self._before = self._now
            self._step(foot)
        share = 1.0 + self._left_over
        (ml, ap), (was_ml, was_ap) = self._now, self._before
        load = 0.0 if self._off_left > 0 else 1.0 + LOAD_SD * self._tremble_now
        return was_ml + share * (ml - was_ml), was_ap + share * (ap - was_ap), load

    def _mean(self, aim: Point) -> None:
        """Take up a new aim, as far as this person can lean that way now."""
        self._asked = aim
        ml, ap = self.limits.lean(*aim)
        furthest = (1 - TIRED["reach"] * self.tired) / max(1e-9, math.hypot(ml, ap))
        self._goal = self.limits.cop(ml * furthest, ap * furthest) if furthest < 1 else aim
        weakly = (self._goal[0] - self._leaning.ml) * self.profile.weak_side > 0
        self._speed = self.profile.speed * (self.profile.weak_speed if weakly else 1.0)

    def _step(self, foot: int) -> None:
        self._count_off()
        self._tire()
        worse = 1 + TIRED["senses"] * self.tired
        worse *= ON_ONE_FOOT if self._alone(foot) else 1.0
        fast = worse * self._fast
        speed = self._speed * (1 - TIRED["speed"] * self.tired)
        ml, ap = self._leaning.step(self._goal, speed)
        shake = self._shake()
        self._now = (
            ml + self._ml.step(worse * self._slow_ml, fast) + shake,
            ap + self._ap.step(worse * self._slow_ap, fast) + 0.6 * shake,
        )
        self._tremble_now = self._tremble()

    def _alone(self, foot: int) -> bool:
        """Whether the other foot is in the air: nearly all weight is over this one, or it stands in
        the middle of the board.
        """
        return foot != 0 and (
            foot * self._now[0] > (2 * ONE_FOOT - 1) * FOOT_M or self._goal == self.home
        )

    def _shake(self) -> float:
        """A tremor in metres; to the side, with a share of it forward and back."""
        self._tremor += STEP_S
        angle = 2 * math.pi * self.profile.tremor_hz * self._tremor
        return self.profile.tremor_mm / 1000 * math.sin(angle)

    def _tire(self) -> None:
        """Leaning tires, standing easily rests."""
        ml, ap = self._goal[0] - self.home[0], self._goal[1] - self.home[1]
        effort = min(1.0, math.hypot(ml, ap) / self.limits.reach[2])
        change = effort - RECOVERS * (1 - effort)
        self.tired = min(1.0, max(0.0, self.tired + change * STEP_S / self.profile.endurance_s))

    def _count_off(self) -> None:
        """A step off the board, when its time has come, and back on."""
        self._off_left = max(0.0, self._off_left - STEP_S)
        self._steps_off_in -= STEP_S
        if self._steps_off_in <= 0:
            self._off_left = OFF_S
            self._steps_off_in = OFF_S + self._next_step_off()

    def _next_step_off(self) -> float:
        """Seconds until the next one; never, for most people."""
        rate = self.profile.step_offs
        return float(self._chance.exponential(3600 / rate)) if rate > 0 else math.inf


def _true_limits(profile: Profile) -> Limits:
    centre_ml = 2 * FOOT_M * (profile.bears_right - 0.5)
    textbook = theoretical_limits(profile.height_m, (centre_ml, 0.0))
    reach = tuple(s * r for s, r in zip(profile.reach, textbook.reach, strict=True))
    return Limits(centre_ml, 0.0, reach, how="the simulated person's own, known exactly")
