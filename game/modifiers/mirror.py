"""Left and right exchanged for the eyes: who leans to the right sees themselves go to the left.

Only the picture is mirrored. Rules, events, goal and instruction keep the body's own left and
right, so that caps, difficulty and measures of each side stay true.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from game.modifiers.base import Modifier
from game.sim import Entity, World

_PLACED_BY_IDENT = ("fruit",)  # whose ident is the direction in which it hangs


@dataclass(frozen=True, slots=True)
class MirrorParams:
    """Nothing to set."""


class Mirror(Modifier):
    """Exchanges left and right of every entity, and hides the plain marker of the lean."""

    Params: ClassVar[type] = MirrorParams

    def world(self, world: World) -> World:
        return replace(
            world,
            entities=tuple(map(_mirrored, world.entities)),
            hud=replace(world.hud, lean_shown=False),
        )


def _mirrored(entity: Entity) -> Entity:
    x, y, z = entity.position
    ident = -entity.ident % 8 if entity.kind in _PLACED_BY_IDENT else entity.ident
    return replace(entity, position=(-x, y, z), ident=ident)
