"""What is not there on every visit: things that earlier visits left, and who walks by today.

All of it stays in the backdrop, well away from where targets may be.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from game.render.gifts import alive, mesh_of
from game.render.meshes.builder import Mesh, Point
from game.render.scenes.setting import Setting
from game.render.visuals.stage import Stage
from game.sim.types import World

WALK_M_S = 0.16
Spot = tuple[float, float, float]
Way = tuple[tuple[float, float], tuple[float, float]]
Height = Callable[[float, float], float]
Live = Callable[[Stage, World], None]
PASSERS: Mapping[str, Callable[[], Mesh]] = {
    "deer": alive.deer,
    "hare": alive.hare,
    "fox": alive.fox,
    "sheep": alive.sheep,
}


def left_here(
    setting: Setting, height: Height, spots: Sequence[Spot], eye: Point, scale: float = 1.0
) -> Mesh:
    """The newest of what visits left, at the spots (x, z, turn) that a place has for it."""
    mesh = Mesh()
    for kind, (x, z, turn) in zip(setting.nearby(), spots, strict=False):
        stands = Mesh().place(mesh_of(kind), (x, height(x, z), z), scale=scale, yaw=turn)
        mesh.place(stands.seen_from(eye))
    return mesh


def passing(setting: Setting) -> dict[str, Mesh]:
    """The mesh of who walks by today, as a scene's things; none on a visit without a seed."""
    passer = _passer(setting)
    return {passer: PASSERS[passer]()} if passer else {}


def passing_by(live: Live, setting: Setting, height: Height, ways: Sequence[Way]) -> Live:
    """A scene's `live` with somebody who walks to and fro on one of the ways (x, z to x, z)."""
    passer = _passer(setting)
    if not passer:
        return live
    rng = setting.rng("way")
    (x0, z0), (x1, z1) = ways[rng.randint(len(ways))]
    long, start = math.hypot(x1 - x0, z1 - z0), rng.rand()

    def with_passer(stage: Stage, world: World) -> None:
        live(stage, world)
        share = (start + stage.t * WALK_M_S / long) % 2.0
        back = share > 1.0
        share = 2.0 - share if back else share
        x, z = x0 + (x1 - x0) * share, z0 + (z1 - z0) * share
        turn = math.atan2(z0 - z1, x1 - x0) + (math.pi if back else 0.0)
        step = 0.02 * abs(math.sin(stage.t * 2.2))
        stage.put(passer, (x, height(x, z) + step, z), 1.0, turn=turn)

    return with_passer


def _passer(setting: Setting) -> str:
    if setting.seed is None:
        return ""
    names = sorted(PASSERS)
    return names[setting.rng("passer").randint(len(names))]
