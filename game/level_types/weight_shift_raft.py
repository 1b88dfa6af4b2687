"""The raft of the slalom: it answers a lean with its mass, and glides on when the lean is gone.

Where it lies across the river is a share, -1..1: 1 is where leaning to the right as far as asked
brings it in the end. Its answer is of second order, x'' = w^2 (push - x) - 2 d w x', with
w = 1 / glide_s and d = 0.6 (it overshoots by a tenth), stepped semi-implicitly.
"""

from __future__ import annotations

from game.sim import STEP_S

_DAMPING = 0.6


class Raft:
    """glide_s: seconds it takes to answer; longer is more slippery."""

    def __init__(self, glide_s: float) -> None:
        self._rate = 1 / glide_s
        self._speed = 0.0
        self.share = 0.0

    def step(self, push: float) -> None:
        """One step of the rules. push is a lean over the lean asked for on its side: beyond 1
        nothing more is gained.
        """
        pull = min(1.0, max(-1.0, push)) - self.share
        drag = 2 * _DAMPING * self._rate * self._speed
        self._speed += STEP_S * (self._rate * self._rate * pull - drag)
        self.share += STEP_S * self._speed
