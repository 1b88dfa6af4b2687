"""The place that is played in, on the tiers that this machine can draw, and which of them is shown.

A tier that was asked for is kept. Otherwise the machine is measured once (tier_costs), the tiers
round the one that suits it are all made with each place, and play goes over between them as frames
come late or on time (pace).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from game.app.data_folder import data_folder
from game.app.pace import Pace, ladder_for, tier_for
from game.app.tier_costs import costs_of, measure
from game.render.window import Window

if TYPE_CHECKING:
    from game.render.meshes.person import Look
    from game.render.presence import Presence
    from game.render.renderer import Renderer
    from game.render.scenes.setting import Setting
    from game.render.tiered import Tiered

UNMEASURED = "low"  # off-screen, where nobody waits for a frame


def costs_for(window: Window, tier: str, *, keeps: bool = True) -> dict[str, float]:
    """What the tiers cost here, of which one is chosen; that which was asked for stands alone."""
    asked = UNMEASURED if tier == "auto" and window.offscreen else tier
    if asked != "auto":
        return {asked: 0.0}
    return costs_of(window, data_folder()) if keeps else measure(window)


class Scenery:
    """One place at a time. `place` makes it, or hands out the one that was made. costs: of the
    tiers that may be shown, in milliseconds, poorest first.
    """

    def __init__(self, window: Window, costs: Mapping[str, float]) -> None:
        self._window = window
        tier = tier_for(costs)
        self._pace = Pace(ladder_for(costs, tier), tier, costs)
        self._made: Tiered | None = None
        self._made_for: tuple[Any, ...] = ()

    @property
    def tier(self) -> str:
        return self._pace.tier

    def place(
        self,
        scene: str,
        look: Look,
        size: tuple[int, int],
        *,
        plain: bool,
        seated: bool,
        setting: Setting,
    ) -> Tiered:
        """The picture of a place; the one before is given back. size: the window's now."""
        from game.render.plain import PlainRenderer
        from game.render.renderer import Renderer
        from game.render.tiered import Tiered

        kind = PlainRenderer if plain else Renderer

        def make(tier: str, presence: Presence) -> Renderer:
            return kind(
                self._window,
                scene,
                tier,
                look,
                seated=seated,
                presence=presence,
                setting=setting,
            )

        wanted = (scene, look, plain, seated, setting)
        if self._made is None or wanted != self._made_for:
            self.release()
            self._made, self._made_for = Tiered(self._pace.ladder, self.tier, make), wanted
            self._made.resize(size)
        return self._made

    def see(self, ms: float, now: float, *, calm: bool) -> None:
        """Take what a frame took (ms), and go over to another tier where that is better."""
        if self._pace.see(ms, now, calm=calm) and self._made:
            self._made.tier = self.tier

    def resize(self, size: tuple[int, int]) -> None:
        """Take the window's new size in pixels."""
        if self._made:
            self._made.resize(size)

    def release(self) -> None:
        """Give everything back to the graphics side."""
        if self._made:
            self._made.release()
        self._made = None
