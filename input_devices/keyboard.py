"""Keys and mouse as a balance board, so that every game can be tried, and shown, without one.

It knows no window: whoever owns one calls `aim(ml, ap)`, in metres, with what the arrows or the
pointer ask for. Between the wish and the centre of pressure stands a body: a reaction delay, then a
critically damped second-order approach with a limit of speed, so that a flick of the wrist is not a
leap of 60 kg, and times measured with it look like a person's. A tremor keeps it alive: a board
whose values never change is taken for a frozen one.
"""

from __future__ import annotations

from input_devices.plate import (
    LENGTH_M,
    MAX_LOAD_N,
    NOMINAL_LOAD_N,
    WIDTH_M,
    standing,
    stepped_off,
)
from input_devices.sample import BoardSample, Clock, DeviceInfo
from input_devices.stance import Follower, Profile, Sway
from input_devices.stand_in import StandInBoard

RATE_HZ = 100.0
REACTION_S = 0.08  # the player's own nerves add the rest
TIME_CONSTANT_S = 0.08  # 63 % of the way after 2.15 of these, 0.25 s after the wish
MAX_SPEED = 0.4  # m/s of the centre of pressure
TREMOR = Profile(rms_ml=0.0003, rms_ap=0.0003)


class KeyboardBoard(StandInBoard):
    """Keyboard and mouse. Nominal load 700 N. `aim`, `buttons`, `step_off` and `step_on` may be
    called from any thread; the latest call wins.
    """

    REACTION_S = REACTION_S

    def __init__(self, *, clock: Clock | None = None) -> None:
        super().__init__(
            DeviceInfo(
                name="keyboard and mouse",
                kind="board",
                stand_in=True,
                nominal_rate_hz=RATE_HZ,
                width_m=WIDTH_M,
                length_m=LENGTH_M,
                max_load_n=MAX_LOAD_N,
                calibration="none",
            ),
            clock=clock,
        )
        self._follower = Follower(TIME_CONSTANT_S, 1.0, MAX_SPEED)
        self._tremor = Sway(TREMOR, seed=0)

    @classmethod
    def present(cls) -> bool:
        """Always: it is what remains when nothing else is there."""
        return True

    def _produce(self, t: float, seq: int) -> BoardSample:
        (tremor_ml, tremor_ap), tremble = self._tremor.advance(1 / RATE_HZ)
        ml, ap = self._follower.move(self._aim.at(t), 1 / RATE_HZ)
        buttons = self._buttons.at(t)
        if not self._on.at(t):
            return stepped_off(t, seq, buttons)
        point = (ml + tremor_ml, ap + tremor_ap)
        return standing(t, seq, NOMINAL_LOAD_N + tremble, point, buttons)
