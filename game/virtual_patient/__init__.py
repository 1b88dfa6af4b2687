"""Simulated people: a body that sways and leans, and a player who sees only what the task asks."""

from game.virtual_patient.body import Body
from game.virtual_patient.player import Player
from game.virtual_patient.profiles import PROFILES, Profile

__all__ = ["PROFILES", "Body", "Player", "Profile"]
