"""How much a machine is asked to draw. Palette, markers and camera are the same on every tier."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tier:
    """samples: MSAA (1 none). per_pixel: sky, grade and vignette in the fragment shader.
    shade_px, ground_px: sides of the shadow maps; shade_px 0 leaves only the dark place under the
    feet. detail scales leaves, grass and crowns. scale: of the window's pixels that are drawn.
    """

    name: str
    samples: int
    per_pixel: bool
    shade_px: int
    ground_px: int
    detail: float
    scale: float = 1.0

    def drawn(self, size: tuple[int, int]) -> tuple[int, int]:
        """Pixels that are drawn for a window of this size."""
        return max(1, round(size[0] * self.scale)), max(1, round(size[1] * self.scale))


TIERS = {
    tier.name: tier
    for tier in (
        Tier(
            "very_low",
            samples=1,
            per_pixel=False,
            shade_px=0,
            ground_px=512,
            detail=0.5,
            scale=0.5,
        ),
        Tier("low", samples=1, per_pixel=False, shade_px=256, ground_px=1024, detail=1.0),
        Tier("medium", samples=4, per_pixel=True, shade_px=512, ground_px=1024, detail=1.6),
        Tier("high", samples=4, per_pixel=True, shade_px=1024, ground_px=1024, detail=3.0),
    )
}
