"""What visits leave in the valley: one mesh a kind, for the valley's map and for the places.

To add a kind: a function in grown, built or alive, a row in GIFTS, its place in
game.session.journey, and its words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from game.render.gifts import alive, built, grown
from game.render.meshes.builder import Mesh


@dataclass(frozen=True)
class Gift:
    """How a kind is made, in metres, and how much larger than life it stands on the map: small
    things more, so that all can be seen.
    """

    build: Callable[[], Mesh]
    on_map: float = 1.0


GIFTS: dict[str, Gift] = {
    "apple_tree": Gift(grown.apple, 1.05),
    "bench": Gift(built.bench, 1.9),
    "beehive": Gift(built.beehive, 1.9),
    "flower_bed": Gift(grown.flower_bed, 1.6),
    "bird_house": Gift(built.bird_house, 1.35),
    "sheep": Gift(alive.sheep, 1.8),
    "swing": Gift(built.swing, 1.35),
    "willow": Gift(grown.willow, 1.0),
    "bridge": Gift(built.bridge, 1.25),
    "ducks": Gift(alive.ducks, 2.0),
    "stepping_stones": Gift(built.stepping_stones, 1.4),
    "heron": Gift(alive.heron, 2.1),
    "watermill": Gift(built.watermill, 1.4),
    "poplars": Gift(grown.poplars, 0.85),
    "lantern": Gift(built.lantern, 1.35),
    "rowing_boat": Gift(built.rowing_boat, 1.7),
    "swans": Gift(alive.swans, 1.8),
    "lilies": Gift(grown.lilies, 1.5),
    "jetty": Gift(built.landing, 1.3),
    "sailing_boat": Gift(built.sailing_boat, 1.35),
    "boathouse": Gift(built.boathouse, 1.4),
    "garden": Gift(grown.garden, 1.35),
    "well": Gift(built.well, 1.5),
    "sunflowers": Gift(grown.sunflowers, 1.5),
    "hens": Gift(alive.hens, 2.3),
    "woodpile": Gift(built.woodpile, 1.8),
    "dog": Gift(alive.dog, 2.5),
    "rose_arch": Gift(grown.rose_arch, 1.4),
    "pines": Gift(grown.pines, 0.9),
    "signpost": Gift(built.signpost, 1.3),
    "cairn": Gift(built.cairn, 2.3),
    "goats": Gift(alive.goats, 2.0),
    "bell": Gift(built.bell, 1.3),
    "hut": Gift(built.hut, 1.3),
    "eagle": Gift(alive.eagle, 1.35),
    "fireflies": Gift(built.fireflies, 1.3),
    "owl": Gift(alive.owl, 1.8),
    "tent": Gift(built.tent, 1.5),
    "campfire": Gift(built.campfire, 1.6),
    "deer": Gift(alive.deer, 1.6),
    "moon_flowers": Gift(grown.moon_flowers, 1.6),
    "telescope": Gift(built.telescope, 1.5),
}


@cache
def mesh_of(kind: str) -> Mesh:
    """The mesh of a kind, made once; KeyError where there is no such kind."""
    return GIFTS[kind].build()
