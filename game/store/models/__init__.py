"""The tables. Times are UTC; documents are JSON text; whoever is not named is a code.

Names and birth dates stand in `people` alone, apart from everything that was measured. Nothing that
a therapist set is overwritten: plans, difficulty and limits get a new row, and the newest counts.
"""

from game.store.models.audit import AuditEntry, AuditHead
from game.store.models.base import Base
from game.store.models.kept import (
    Answer,
    ClinicalScore,
    DifficultyState,
    Gift,
    Plan,
    SavedLimits,
    SavedSettings,
    newest_first,
)
from game.store.models.people import Participant, Person, Therapist
from game.store.models.played import (
    BegunVisit,
    Calibration,
    Device,
    PlayedSession,
    PlayedTrial,
    Recording,
    StoredMeasure,
)

__all__ = [
    "Answer",
    "AuditEntry",
    "AuditHead",
    "Base",
    "BegunVisit",
    "Calibration",
    "ClinicalScore",
    "Device",
    "DifficultyState",
    "Gift",
    "Participant",
    "Person",
    "Plan",
    "PlayedSession",
    "PlayedTrial",
    "Recording",
    "SavedLimits",
    "SavedSettings",
    "StoredMeasure",
    "Therapist",
    "newest_first",
]
