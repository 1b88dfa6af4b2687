"""Who stands on a board that nobody stands on: what a driver asks of them, and a simple one.

`Person` is all that the simulated board knows of whoever is on it; others can bring their own. The
simple one is the sum of a sway and a way from here to where they want to be.

Sway is the sum of a slow drift and a postural band, each a critically damped wander driven by white
noise and advanced exactly over any interval. The profile "older" sways like a healthy older adult
on firm ground with open eyes: RMS about 2.7 mm ML and 4.3 mm AP, mean velocity about 10 mm/s
(norms: Santos & Duarte 2016, PeerJ 4:e2648). Metres, newtons, seconds; axes as in sample.py.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np

from input_devices.plate import NOMINAL_LOAD_N, Point

Eyes = Literal["open", "closed"]
Surface = Literal["firm", "foam"]

DRIFT_RAD_S, BAND_RAD_S, LOAD_RAD_S = 0.9, 4.6, 6.0  # natural frequencies of the wanders
DRIFT_SHARE = 0.9  # of the RMS; the band has the rest of the variance
LOAD_SD_N = 3.0
REACTION_S = 0.25  # from an aim to the first movement
APPROACH_S, APPROACH_DAMPING = 0.18, 0.75  # a slight overshoot of 3 %
MAX_SPEED = 0.35  # m/s of the centre of pressure
SWAYS_MORE = {"closed": 1.1, "foam": 2.5}  # about what the norms of older adults show


class Person(Protocol):
    """Somebody on a board. Same orders over the same times -> the same path."""

    reaction_s: float
    home: Point

    def stand(self, eyes: Eyes, surface: Surface) -> None:
        """With eyes open or closed, on firm ground or foam, from now on."""

    def advance(self, dt: float, aim: Point, foot: int) -> tuple[float, float, float]:
        """dt seconds on: CoP (ml, ap) in metres and the load as a share of their weight, 0 when
        they stepped off. aim: where they mean the CoP to be; foot: which one is to bear the weight,
        -1 the left, 1 the right, 0 both.
        """


@dataclass(frozen=True, slots=True)
class Profile:
    """How much a person sways: RMS in metres."""

    rms_ml: float
    rms_ap: float


PROFILES = {
    "young": Profile(0.0020, 0.0032),
    "older": Profile(0.0027, 0.0043),
    "unsteady": Profile(0.0060, 0.0085),
    "still": Profile(0.0, 0.0),
}


class Wander:
    """A stationary random path of standard deviation 1: x'' + 2 w x' + w^2 x = white noise."""

    def __init__(self, rad_s: float, rng: np.random.Generator) -> None:
        self._w = rad_s
        self._rng = rng
        self._x, v = rng.standard_normal(2).tolist()
        self._v = v * rad_s

    def advance(self, dt: float) -> float:
        """The path dt seconds on: the exact transition, its noise covariance by P - F P F'."""
        w = self._w
        decay = math.exp(-w * dt)
        f11, f12 = (1 + w * dt) * decay, dt * decay
        f21, f22 = -w * w * dt * decay, (1 - w * dt) * decay
        q11 = max(0.0, 1 - f11 * f11 - f12 * f12 * w * w)
        q12 = -f11 * f21 - f12 * f22 * w * w
        q22 = w * w - f21 * f21 - f22 * f22 * w * w
        l11 = math.sqrt(q11)
        l21 = q12 / l11 if l11 > 0 else 0.0
        l22 = math.sqrt(max(0.0, q22 - l21 * l21))
        n1, n2 = self._rng.standard_normal(2).tolist()
        x: float = f11 * self._x + f12 * self._v + l11 * n1
        self._v = f21 * self._x + f22 * self._v + l21 * n1 + l22 * n2
        self._x = x
        return x


class Sway:
    """The centre of pressure of quiet stance about (0, 0), and how the load trembles; seeded."""

    def __init__(self, profile: Profile, seed: int) -> None:
        streams = np.random.default_rng(seed).spawn(5)
        self._profile = profile
        self._drift = [Wander(DRIFT_RAD_S, rng) for rng in streams[:2]]
        self._band = [Wander(BAND_RAD_S, rng) for rng in streams[2:4]]
        self._load = Wander(LOAD_RAD_S, streams[4])

    def advance(self, dt: float) -> tuple[Point, float]:
        """(ml, ap) in metres and the load's deviation in newtons, dt seconds on."""
        band_share = math.sqrt(1 - DRIFT_SHARE**2)
        ml, ap = (
            DRIFT_SHARE * drift.advance(dt) + band_share * band.advance(dt)
            for drift, band in zip(self._drift, self._band, strict=True)
        )
        point = (self._profile.rms_ml * ml, self._profile.rms_ap * ap)
        return point, LOAD_SD_N * self._load.advance(dt)


class Follower:
    """A body that moves to where it wants to be: second order, with a limit of speed.

    time_constant_s is 1 / natural frequency; damping 1 is critical, below 1 overshoots; max_speed
    in m/s. Integrated in steps of at most 5 ms, finer than anything that asks.
    """

    STEP_S = 0.005

    def __init__(self, time_constant_s: float, damping: float, max_speed: float) -> None:
        self._omega = 1 / time_constant_s
        self._damping = damping
        self._max_speed = max_speed
        self._ml = self._ap = self._v_ml = self._v_ap = 0.0

    def move(self, target: Point, seconds: float) -> Point:
        """Follow the target (ml, ap in metres) for this long; where the body is then."""
        steps = max(1, math.ceil(seconds / self.STEP_S - 1e-9))
        dt = seconds / steps
        for _ in range(steps):
            self._v_ml += dt * self._pull(target[0] - self._ml, self._v_ml)
            self._v_ap += dt * self._pull(target[1] - self._ap, self._v_ap)
            speed = math.hypot(self._v_ml, self._v_ap)
            if speed > self._max_speed:
                self._v_ml *= self._max_speed / speed
                self._v_ap *= self._max_speed / speed
            self._ml += dt * self._v_ml
            self._ap += dt * self._v_ap
        return self._ml, self._ap

    def _pull(self, error: float, velocity: float) -> float:
        return self._omega**2 * error - 2 * self._damping * self._omega * velocity


class SwayingPerson:
    """The simple person: sways about where they are on the way to where they want to be."""

    reaction_s = REACTION_S
    home: Point = (0.0, 0.0)

    def __init__(self, profile: Profile, seed: int) -> None:
        self._sway = Sway(profile, seed)
        self._follower = Follower(APPROACH_S, APPROACH_DAMPING, MAX_SPEED)
        self._more = 1.0

    def stand(self, eyes: Eyes, surface: Surface) -> None:
        self._more = SWAYS_MORE.get(eyes, 1.0) * SWAYS_MORE.get(surface, 1.0)

    def advance(self, dt: float, aim: Point, foot: int) -> tuple[float, float, float]:
        """Steps are leans to them: the foot follows from the aim."""
        (sway_ml, sway_ap), tremble = self._sway.advance(dt)
        ml, ap = self._follower.move(aim, dt)
        load = max(0.0, 1 + tremble / NOMINAL_LOAD_N)
        return ml + self._more * sway_ml, ap + self._more * sway_ap, load
