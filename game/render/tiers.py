"""How much a machine is asked to draw. Palette, markers and camera are the same on every tier."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tier:
    """samples: MSAA (1 none). per_pixel: sky, grade and vignette in the fragment shader.
    shade_px, ground_px: sides of the shadow maps; shade_px 0 leaves only the dark place under the
    feet. detail scales leaves, grass and crowns. keeps: what does not move is drawn once and
    copied under each frame. wind: what stands sways in it, and water has all its waves. turns:
    in how many frames land and water that move past are drawn, and shown once all of it is.
    """

    name: str
    samples: int
    per_pixel: bool
    shade_px: int
    ground_px: int
    detail: float
    keeps: bool = False
    wind: bool = True
    turns: int = 1

    def builds_as(self, other: Tier) -> bool:
        """Whether both build the same scene: the rest is a matter of drawing it."""
        return (self.detail, self.ground_px) == (other.detail, other.ground_px)


TIERS = {
    tier.name: tier
    for tier in (
        Tier(
            "very_low",
            samples=1,
            per_pixel=False,
            shade_px=0,
            ground_px=1024,
            detail=1.0,
            keeps=True,
            wind=False,
            turns=3,
        ),
        Tier(
            "low",
            samples=1,
            per_pixel=False,
            shade_px=256,
            ground_px=1024,
            detail=1.0,
            keeps=True,
            turns=2,
        ),
        Tier("medium", samples=4, per_pixel=True, shade_px=512, ground_px=1024, detail=1.6),
        Tier("high", samples=4, per_pixel=True, shade_px=1024, ground_px=1024, detail=3.0),
    )
}
