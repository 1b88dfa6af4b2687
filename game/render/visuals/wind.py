"""A gust: grass and scarf lie over before it and with it, and leaves come from where it blows.

In a still picture only leaves and streaks of air tell of it: they grow with it where they hang.
"""

from __future__ import annotations

import math

from game.render.presence import ease
from game.render.visuals.stage import Stage
from game.sim.types import Entity

LEAVES, STREAKS = 18, 7
NEAREST_M = 2.0  # nothing flies between the eye and the figure's feet
ACROSS_M, FLOW_M_S, FOLLOW_S = 9.0, 4.2, 0.3
EDGE = 0.3  # of a gust it rises, and as much dies down


def gust(stage: Stage, entity: Entity) -> None:
    """entity.position: a unit lean to where the wind comes from; coming grows, blowing passes."""
    share = entity.progress
    strength = 0.35 * ease(share)
    if entity.state == "blowing":
        strength = 0.35 + 0.65 * ease(min(share, 1 - share) / EDGE)
    names = ("wind x", "wind z")
    wanted = (-strength * entity.position[0], -strength * entity.position[2])
    x, z = (stage.presence.follow(n, to, FOLLOW_S) for n, to in zip(names, wanted, strict=True))
    if not stage.still:
        stage.wind = (x, z)
    _carried(stage, math.hypot(x, z), (-entity.position[0], -entity.position[2]))


def _carried(stage: Stage, strength: float, way: tuple[float, float]) -> None:
    """Leaves and streaks of air pass in front of the figure and behind it, larger as it grows."""
    flow = 0.0 if stage.still else FLOW_M_S
    run = stage.presence.gather("wind run", flow * (0.4 + strength), flow * stage.t)
    grown = min(1.0, 0.3 + 1.4 * strength)
    heading = math.atan2(-way[1], way[0])
    for k in range(LEAVES + STREAKS):
        along = (run * (0.8 + 0.05 * (k % 5)) + k * 5.13) % ACROSS_M - ACROSS_M / 2
        aside = 2.4 * math.sin(k * 2.4) - 0.5
        x, z = along * way[0] + aside * abs(way[1]), along * way[1] - 1.0 + aside * abs(way[0])
        y = 0.35 + 0.37 * k % 1.7 + 0.14 * math.sin(along * 1.9 + k)
        size = grown * ease((ACROSS_M / 2 - abs(along)) / 1.2)
        if z > NEAREST_M:
            continue
        if k < STREAKS:
            stage.put("wind streak", (x, y + 0.3, z), 1.5 * size, turn=heading)
        else:
            leaf, over = (0.17 + 0.04 * (k % 3)) * size, along + k
            stage.put("windy leaf", (x, y, z), leaf, turn=1.6 * along + k, side=over, front=over)
