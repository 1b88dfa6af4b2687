"""Where arrows or pointer ask a stand-in for a board to lean."""

from __future__ import annotations

import math

from game.app.inputs import WindowInputs
from game.sim import Goal

KEYS_LEAN = 0.5  # of the limit, while no target says how far


def asked_lean(inputs: WindowInputs, goal: Goal) -> tuple[float, float]:
    """Shares of the limit. Arrows lean as far as the target is, since a key cannot be pressed
    halfway.
    """
    ml, ap = inputs.lean
    if not inputs.by_keys:
        return ml, ap
    far = math.hypot(goal.lean_ml, goal.lean_ap) if goal.kind in ("lean", "step") else KEYS_LEAN
    return ml * far, ap * far
