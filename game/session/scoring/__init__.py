"""How each task is scored. SCORERS is a literal table: one row a task, beside that of LEVEL_TYPES.

A scorer reads one recorded trial and gives a `TaskScore`; it raises RecordingError where the events
are not those of its task. Without a board only what the rules saw can be measured.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.session.recording import TrialRecording
from game.session.scoring import (
    limits_of_stability,
    quiet_stance,
    target_reach,
    uneven_walk,
    visual_tracking,
    weight_shift,
)
from game.session.scoring.task_score import TaskScore

SCORERS: Mapping[str, Callable[[TrialRecording], TaskScore]] = {
    "target_reach": target_reach.score,
    "weight_shift": weight_shift.score,
    "uneven_walk": uneven_walk.score,
    "visual_tracking": visual_tracking.score,
    "quiet_stance": quiet_stance.score,
    "limits_of_stability": limits_of_stability.score,
}

__all__ = ["SCORERS", "TaskScore"]
