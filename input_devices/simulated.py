"""A person on a board who is not there: seeded sway, a set-point to follow, and faults on demand.

It ships because demonstrations, tests and the trying-out of safety need a board that always works.
How a person sways and moves: stance.py, unless another `Person` is brought. Same seed and orders ->
the same samples, however often and at whatever moments they are drained.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, cast, get_args

import numpy as np

from input_devices.plate import (
    LENGTH_M,
    MAX_LOAD_N,
    NOMINAL_LOAD_N,
    WIDTH_M,
    Timeline,
    standing,
    stepped_off,
)
from input_devices.sample import BoardSample, Clock, DeviceError, DeviceInfo
from input_devices.stance import PROFILES, Eyes, Person, Surface, SwayingPerson
from input_devices.stand_in import StandInBoard


class SimulatedBoard(StandInBoard):
    """A board with a swaying person. The bare argument is a profile (young, older, unsteady, still)
    or a seed. rate_hz samples a second, each due time shifted by up to jitter_s either way. eyes:
    open or closed; surface: firm or foam. person: who stands there instead of the profile's simple
    one; load_n is their weight.
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
        eyes: str = "open",
        surface: str = "firm",
        person: Person | None = None,
        clock: Clock | None = None,
    ) -> None:
        if profile.isdecimal():
            profile, seed = "older", int(profile)
        if person is None and profile not in PROFILES:
            raise DeviceError(
                f"simulated: no profile '{profile}': choose {', '.join(PROFILES)}, or give a seed"
            )
        if not 1 <= rate_hz <= 2000 or not 0 <= jitter_s < 0.5 / rate_hz:
            raise DeviceError(
                f"simulated: rate_hz={rate_hz:g} must be 1 to 2000, and jitter_s={jitter_s:g} "
                "0 to less than half a period"
            )
        _check_load(load_n)
        self.person: Person = person or SwayingPerson(PROFILES[profile], seed)
        self.REACTION_S = self.person.reaction_s
        super().__init__(
            DeviceInfo(
                name="simulated",
                kind="board",
                stand_in=True,
                serial=f"{profile}-{seed}",
                nominal_rate_hz=rate_hz,
                width_m=WIDTH_M,
                length_m=LENGTH_M,
                max_load_n=MAX_LOAD_N,
                calibration="simulated",
            ),
            clock=clock,
        )
        self._aim = Timeline(self.person.home)
        self._foot = Timeline(0)
        self._stand(checked_condition(eyes, surface))
        self._condition = Timeline(self._standing)
        self._jitter = np.random.default_rng([seed, 1])
        self._jitter_s = jitter_s
        self._load_n = Timeline(load_n)
        self._unplugged = False
        self._frozen = Timeline(False)
        self._silenced = Timeline(False)
        self._shift = (-1, 0.0)  # of which index, and by how much (s)
        self._made_at = math.nan
        self._last: BoardSample | None = None

    def bear(self, foot: Literal[-1, 0, 1]) -> None:
        """Put the weight on the left foot (-1), the right (1) or both (0), after the reaction."""
        self._foot.set(self.clock.now() + self.REACTION_S, foot)

    def condition(self, eyes: str, surface: str) -> None:
        """Eyes open or closed, on a firm surface or foam, from now on."""
        self._condition.set(self.clock.now(), checked_condition(eyes, surface))

    def freeze(self, on: bool = True) -> None:
        """A fault: the same values again and again, as from a hung sensor."""
        self._frozen.set(self.clock.now(), on)

    def carry(self, load_n: float) -> None:
        """Weigh so many newtons from now on, as where a second person steps on."""
        _check_load(load_n)
        self._load_n.set(self.clock.now(), load_n)

    def unplug(self, on: bool = True) -> None:
        """A fault: the board is gone, as by a cable that was pulled, until it is plugged in."""
        self._unplugged = on

    def silence(self, on: bool = True) -> None:
        """A fault: nothing is delivered, as from an empty battery."""
        self._silenced.set(self.clock.now(), on)

    def _stand(self, condition: tuple[Eyes, Surface]) -> None:
        self._standing = condition
        self.person.stand(*condition)

    def _connect(self) -> None:
        self._check_plugged()
        super()._connect()

    def _read(self, timeout_s: float) -> Sequence[float] | None:
        self._check_plugged()
        return super()._read(timeout_s)

    def _check_plugged(self) -> None:
        if self._unplugged:
            raise DeviceError("simulated: it was unplugged; plug it in again")

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
        """They go on moving whether or not they are on the board, or the board tells."""
        dt = 1 / self.info.nominal_rate_hz if math.isnan(self._made_at) else t - self._made_at
        self._made_at = t
        if (condition := self._condition.at(t)) != self._standing:
            self._stand(condition)
        ml, ap, load = self.person.advance(dt, self._aim.at(t), self._foot.at(t))
        if load <= 0 or not self._on.at(t):
            return stepped_off(t, seq, self._buttons.at(t))
        return standing(t, seq, load * self._load_n.at(t), (ml, ap), self._buttons.at(t))


def _check_load(load_n: float) -> None:
    if not 20 <= load_n < 10_000:
        raise DeviceError(f"simulated: load_n={load_n:g} must be 20 to 10000 newtons")


def checked_condition(eyes: str, surface: str) -> tuple[Eyes, Surface]:
    """The two as they are, DeviceError in one line for another word."""
    for key, value, words in (
        ("eyes", eyes, get_args(Eyes)),
        ("surface", surface, get_args(Surface)),
    ):
        if value not in words:
            raise DeviceError(f"simulated: {key}={value}: must be {' or '.join(words)}")
    return cast(Eyes, eyes), cast(Surface, surface)
