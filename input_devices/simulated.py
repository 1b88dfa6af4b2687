"""A person on a board who is not there: seeded sway, a set-point to follow, and faults on demand.

It ships because demonstrations, tests and the trying-out of safety need a board that always works.
Sway is the sum of a slow drift and a postural band, each a critically damped wander driven by white
noise, advanced exactly over any interval. The default profile sways like a healthy older adult
standing on firm ground with open eyes: RMS about 2.7 mm ML and 4.3 mm AP, mean velocity about
10 mm/s (norms: Santos & Duarte 2016, PeerJ 4:e2648). Same seed and orders -> the same samples,
however often and at whatever moments they are drained.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from input_devices.plate import (
    LENGTH_M,
    MAX_LOAD_N,
    NOMINAL_LOAD_N,
    WIDTH_M,
    Follower,
    Point,
    Timeline,
    standing,
    stepped_off,
)
from input_devices.reader import PacedDevice
from input_devices.sample import BoardSample, Clock, DeviceError, DeviceInfo

REACTION_S = 0.25  # from aim() to the first movement
APPROACH_S, APPROACH_DAMPING = 0.18, 0.75  # a slight overshoot of 3 %
MAX_SPEED = 0.35  # m/s of the centre of pressure
DRIFT_RAD_S, BAND_RAD_S, LOAD_RAD_S = 0.9, 4.6, 6.0  # natural frequencies of the wanders
DRIFT_SHARE = 0.9  # of the RMS; the band has the rest of the variance
LOAD_SD_N = 3.0


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


class SimulatedBoard(PacedDevice):
    """A board with a swaying person. The bare argument is a profile (young, older, unsteady, still)
    or a seed. rate_hz samples a second, each due time shifted by up to jitter_s either way.
    """

    ARGUMENT = "profile"

    def __init__(
        self,
        *,
        profile: str = "older",
        seed: int = 1,
        rate_hz: float = 100.0,
        jitter_s: float = 0.0,
        load_n: float = NOMINAL_LOAD_N,
        clock: Clock | None = None,
    ) -> None:
        if profile.isdecimal():
            profile, seed = "older", int(profile)
        if profile not in PROFILES:
            raise DeviceError(
                f"simulated: no profile '{profile}': choose {', '.join(PROFILES)}, or give a seed"
            )
        if not 1 <= rate_hz <= 2000 or not 0 <= jitter_s < 0.5 / rate_hz:
            raise DeviceError(
                f"simulated: rate_hz={rate_hz:g} must be 1 to 2000, and jitter_s={jitter_s:g} "
                "0 to less than half a period"
            )
        if not 20 <= load_n < 10_000:
            raise DeviceError(f"simulated: load_n={load_n:g} must be 20 to 10000 newtons")
        super().__init__(
            DeviceInfo(
                name="simulated",
                kind="board",
                serial=f"{profile}-{seed}",
                nominal_rate_hz=rate_hz,
                width_m=WIDTH_M,
                length_m=LENGTH_M,
                max_load_n=MAX_LOAD_N,
                calibration="simulated",
            ),
            clock=clock,
        )
        self._sway = Sway(PROFILES[profile], seed)
        self._jitter = np.random.default_rng([seed, 1])
        self._jitter_s = jitter_s
        self._follower = Follower(APPROACH_S, APPROACH_DAMPING, MAX_SPEED)
        self._load_n = load_n
        self._aim: Timeline[Point] = Timeline((0.0, 0.0))
        self._buttons = Timeline(0)
        self._on = Timeline(True)
        self._frozen = Timeline(False)
        self._silenced = Timeline(False)
        self._shift = (-1, 0.0)  # of which index, and by how much (s)
        self._made_at = math.nan
        self._last: BoardSample | None = None

    def aim(self, ml: float, ap: float) -> None:
        """Lean to (ml, ap), metres from the middle; the body sets off after its reaction time."""
        self._aim.set(self.clock.now() + REACTION_S, (ml, ap))

    def buttons(self, mask: int) -> None:
        """Hold these buttons from now on."""
        self._buttons.set(self.clock.now(), mask)

    def step_off(self) -> None:
        """Leave the board: no load, no centre of pressure."""
        self._on.set(self.clock.now(), False)

    def step_on(self) -> None:
        """Stand on the board again."""
        self._on.set(self.clock.now(), True)

    def freeze(self, on: bool = True) -> None:
        """A fault: the same values again and again, as from a hung sensor."""
        self._frozen.set(self.clock.now(), on)

    def silence(self, on: bool = True) -> None:
        """A fault: nothing is delivered, as from an empty battery."""
        self._silenced.set(self.clock.now(), on)

    def _due(self) -> float:
        if self._shift[0] != self._index:
            self._shift = (self._index, self._jitter.uniform(-self._jitter_s, self._jitter_s))
        return self._origin + self._index / self.info.nominal_rate_hz + self._shift[1]

    def _produce(self, t: float, seq: int) -> BoardSample | None:
        sample = self._person(t, seq)
        if self._frozen.at(t) and self._last is not None:
            sample = replace(self._last, t=t, seq=seq)
        if self._silenced.at(t):
            return None
        self._last = sample
        return sample

    def _person(self, t: float, seq: int) -> BoardSample:
        """The body goes on moving whether or not it is on the board, or the board tells."""
        dt = 1 / self.info.nominal_rate_hz if math.isnan(self._made_at) else t - self._made_at
        self._made_at = t
        (sway_ml, sway_ap), tremble = self._sway.advance(dt)
        ml, ap = self._follower.move(self._aim.at(t), dt)
        if not self._on.at(t):
            return stepped_off(t, seq, self._buttons.at(t))
        load_n = max(0.0, self._load_n + tremble)
        return standing(t, seq, load_n, (ml + sway_ml, ap + sway_ap), self._buttons.at(t))
