"""The way from here to where a person means to lean, as the centre of mass takes it.

A mass is not moved by wishing: to go right, the centre of pressure first goes left and so pushes
the body over, and to stop it runs ahead. Both follow from the acceleration of the path made here,
of which the ankles make their share; turning the trunk about the hips makes the rest and does not
show under the feet (the shares are judgement). Speed is limited, acceleration grows and fades
smoothly. A goal that glides is gone along with; one that jumps is gone to. Metres, seconds; ML
positive right, AP positive forward.
"""

from __future__ import annotations

import math
from typing import Final

from game.virtual_patient.pendulum import STEP_S

Point = tuple[float, float]

ANKLES: Final = 0.4  # of the acceleration
NIMBLE: Final = 4.0  # 1/s: the three equal poles of the way, while the speed allows
CLOSING_S: Final = 3 / NIMBLE  # the time constant of the last of the way, for who is quick
QUICK: Final = 0.12  # m/s
EFFORT_S: Final = 1 / NIMBLE  # to change speed
RISE_S: Final = 1 / (3 * NIMBLE)  # for the muscles to take up a change of effort
NOTICE_S: Final = 0.15  # to notice how fast a goal glides
LEADS_S: Final = EFFORT_S + RISE_S  # by which effort is late: so far a glide is foreseen
JUMP_M: Final = 0.006  # in one step: more is no gliding


class Leaning:
    """The intended place of the centre of mass."""

    def __init__(self, start: Point, rad_s: float) -> None:
        self.ml, self.ap = self._goal_ml, self._goal_ap = start
        self._glide_ml = self._glide_ap = self._turn_ml = self._turn_ap = 0.0
        self._v_ml = self._v_ap = self._a_ml = self._a_ap = 0.0
        self._push = ANKLES / (rad_s * rad_s)

    def step(self, goal: Point, speed: float) -> Point:
        """The centre of pressure that this calls for, STEP_S on; speed in m/s is not exceeded, and
        who is slow takes longer for a short way, too.
        """
        self._watch(goal)
        closing = math.sqrt(min(1.0, speed / QUICK)) / CLOSING_S
        ml = self._glide_ml + LEADS_S * self._turn_ml + (goal[0] - self.ml) * closing
        ap = self._glide_ap + LEADS_S * self._turn_ap + (goal[1] - self.ap) * closing
        share = min(1.0, speed / max(math.hypot(ml, ap), 1e-9))
        rise = STEP_S / RISE_S
        self._a_ml += ((share * ml - self._v_ml) / EFFORT_S - self._a_ml) * rise
        self._a_ap += ((share * ap - self._v_ap) / EFFORT_S - self._a_ap) * rise
        self._v_ml += STEP_S * self._a_ml
        self._v_ap += STEP_S * self._a_ap
        self.ml += STEP_S * self._v_ml
        self.ap += STEP_S * self._v_ap
        return self.ml - self._push * self._a_ml, self.ap - self._push * self._a_ap

    def _watch(self, goal: Point) -> None:
        """How fast the goal glides, noticed after a while, and how that changes."""
        ml, ap = goal[0] - self._goal_ml, goal[1] - self._goal_ap
        self._goal_ml, self._goal_ap = goal
        if abs(ml) + abs(ap) > JUMP_M:
            ml = ap = 0.0
        self._turn_ml = (ml / STEP_S - self._glide_ml) / NOTICE_S
        self._turn_ap = (ap / STEP_S - self._glide_ap) / NOTICE_S
        self._glide_ml += STEP_S * self._turn_ml
        self._glide_ap += STEP_S * self._turn_ap
