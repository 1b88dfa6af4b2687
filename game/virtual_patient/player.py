"""A simulated person's intention: looks at what the task asks for and decides where to lean.

Pure and seeded: the same worlds give the same leans. The person aims near a target, not at its
very middle (a new small error each time the goal changes, as people do), and stands roughly upright
in between. Delay, sway and overshoot are the body's, not the intention's.
"""

from __future__ import annotations

import numpy as np

from game.sim import Goal, World


class Player:
    """aim_error: SD of the error of each aim, as a share of the goal's radius."""

    def __init__(self, seed: int = 0, aim_error: float = 0.25) -> None:
        self._random = np.random.Generator(np.random.PCG64(seed))
        self._aim_error = aim_error
        self._goal = Goal()
        self._aim = (0.0, 0.0)

    def lean(self, world: World) -> tuple[float, float]:
        """Where this person means to lean now, in shares of the own limit (ml, ap)."""
        goal = world.goal
        if (goal.kind, goal.lean_ml, goal.lean_ap) != (
            self._goal.kind,
            self._goal.lean_ml,
            self._goal.lean_ap,
        ):
            error = self._random.normal(0.0, self._aim_error * goal.radius, 2)
            self._aim = (goal.lean_ml + float(error[0]), goal.lean_ap + float(error[1]))
            self._goal = goal
        return self._aim
