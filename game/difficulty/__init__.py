"""Difficulty within a session: what to ask for next, and why."""

from game.difficulty.controller import DifficultyController
from game.difficulty.explain import Change, Hold
from game.difficulty.fatigue import Advice
from game.difficulty.modes import Mode

__all__ = ["Advice", "Change", "DifficultyController", "Hold", "Mode"]
