"""The tasks a level can be made of. LEVEL_TYPES is a literal table: one row a task.

To add one: a file here with a class that has the class attributes of `LevelType` and the
constructor there, a row in this table and in game.session.scoring, and three YAMLs or more under
levels/<name>/. The contract tests run over the table and fail for a row without them.
"""

from game.level_types.base import KnobError, LevelType, ParamsError
from game.level_types.knob import Knob
from game.level_types.limits_of_stability import LimitsOfStability
from game.level_types.quiet_stance import QuietStance
from game.level_types.target_reach import TargetReach
from game.level_types.uneven_walk import UnevenWalk
from game.level_types.visual_tracking import VisualTracking
from game.level_types.weight_shift import WeightShift

LEVEL_TYPES: dict[str, type[LevelType]] = {
    "target_reach": TargetReach,
    "visual_tracking": VisualTracking,
    "weight_shift": WeightShift,
    "uneven_walk": UnevenWalk,
    "quiet_stance": QuietStance,
    "limits_of_stability": LimitsOfStability,
}

__all__ = ["LEVEL_TYPES", "Knob", "KnobError", "LevelType", "ParamsError", "TargetReach"]
