"""One place on several tiers, all of them ready: going over from one to another loads nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.render.presence import Presence
from game.render.renderer import Renderer
from game.sim.types import World


class Tiered:
    """Draws the place on the tier that is chosen. What moves softly goes on where it was."""

    def __init__(
        self, tiers: Sequence[str], tier: str, make: Callable[[str, Presence], Renderer]
    ) -> None:
        presence = Presence()
        self._made = {name: make(name, presence) for name in tiers}
        self.tier = tier

    @property
    def size(self) -> tuple[int, int]:
        """Of the window, in pixels."""
        return self._made[self.tier].size

    def draw(self, before: World, after: World, alpha: float, t: float) -> None:
        """As Renderer.draw."""
        self._made[self.tier].draw(before, after, alpha, t)

    def resize(self, size: tuple[int, int]) -> None:
        """Take the window's new size in pixels."""
        for one in self._made.values():
            one.resize(size)

    def release(self) -> None:
        """Give everything back to the graphics side."""
        for one in self._made.values():
            one.release()
