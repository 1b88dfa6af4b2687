"""A world between two steps of the rules: what moves is mixed, states are those of the later."""

from __future__ import annotations

from dataclasses import replace

from game.sim.types import Entity, World


def between(before: World, after: World, alpha: float) -> World:
    """The world `alpha` (0..1) of the way; entities are the same where kind and ident are."""
    if alpha >= 1 or before is after:
        return after
    earlier = {(e.kind, e.ident): e for e in before.entities}
    return replace(
        after,
        entities=tuple(_mixed(earlier.get((e.kind, e.ident)), e, alpha) for e in after.entities),
    )


def _mixed(old: Entity | None, new: Entity, alpha: float) -> Entity:
    if old is None or old is new:
        return new
    (ax, ay, az), (bx, by, bz) = old.position, new.position
    at = (ax + (bx - ax) * alpha, ay + (by - ay) * alpha, az + (bz - az) * alpha)
    progress = (
        old.progress + (new.progress - old.progress) * alpha
        if old.state == new.state
        else new.progress
    )
    return replace(new, position=at, progress=progress)
