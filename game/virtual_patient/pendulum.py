"""Standing as physics: an inverted pendulum that falls unless it is held, by nerves that are late.

One axis. With x the centre of mass and u the centre of pressure (both metres, small angles),

    x'' = w^2 (x - u),    w^2 = g / effective height.

u is where the ankles push. Passive stiffness of muscle and tendon carries PASSIVE of what gravity
asks and acts at once (Loram and Lakie 2002; Casadio 2005); the rest is nerves: proportional and
derivative to what was sensed a delay ago (Peterka 2002; Maurer and Peterka 2005), smoothed by
muscle. What is sensed is wrong in two ways: slowly, in where upright is, and quickly, in what the
body is doing; sway is the answer to both. Gains are in units of the gravity torque, so that 1 is
the least that holds.
"""

from __future__ import annotations

from typing import Final

from game.virtual_patient.chance import Drift, Normals

STEP_S: Final = 0.01
GRAVITY: Final = 9.81
PASSIVE: Final = 0.65
ACTIVE: Final = 0.55
PASSIVE_DAMPING: Final = 0.15  # over w, s
ACTIVE_DAMPING: Final = 1.05  # over w, s
MUSCLE_S: Final = 0.06
SLOW_RAD_S, FAST_RAD_S = 0.9, 6.0  # of the two errors


class Pendulum:
    """One axis about a point that the person means to be over.

    rad_s: w above; delay_s from sensing to torque; slow_m and fast_m: SD of the two errors when the
    senses are at their best, in metres of lean.
    """

    def __init__(
        self, rad_s: float, delay_s: float, slow_m: float, fast_m: float, normals: Normals
    ) -> None:
        self._w2 = rad_s * rad_s
        self._passive_damping = PASSIVE_DAMPING / rad_s
        self._active_damping = ACTIVE_DAMPING / rad_s
        self._slow_m, self._fast_m = slow_m, fast_m
        self._slow = Drift(SLOW_RAD_S, STEP_S, normals)
        self._fast = Drift(FAST_RAD_S, STEP_S, normals)
        self._lean = self._speed = self._torque = 0.0
        self._nerve = [(0.0, 0.0)] * max(1, round(delay_s / STEP_S))
        self._at = 0

    def step(self, slow: float, fast: float) -> float:
        """The centre of pressure STEP_S on, metres from the point meant. slow and fast: by how much
        the two errors are larger than at best.
        """
        lean, speed = self._lean, self._speed
        sensed, sensed_speed = self._nerve[self._at]
        self._nerve[self._at] = (lean, speed)
        self._at = (self._at + 1) % len(self._nerve)
        asked = (
            ACTIVE * (sensed + slow * self._slow_m * self._slow())
            + self._active_damping * sensed_speed
            + fast * self._fast_m * self._fast()
        )
        self._torque += (asked - self._torque) * (STEP_S / MUSCLE_S)
        pressure = PASSIVE * lean + self._passive_damping * speed + self._torque
        speed += STEP_S * self._w2 * (lean - pressure)
        self._lean, self._speed = lean + STEP_S * speed, speed
        return pressure
