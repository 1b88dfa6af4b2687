"""Every pictogram by name: a literal table, so that one more is one function and one row."""

from __future__ import annotations

from collections.abc import Callable

from game.render.pictures.aids import AIDS
from game.render.pictures.emblems import EMBLEMS
from game.render.pictures.faces import FACES
from game.render.pictures.feet import FEET
from game.render.pictures.flower import FLOWER
from game.render.pictures.gifts import GIFTS
from game.render.pictures.pen import Pen
from game.render.pictures.people import PEOPLE
from game.render.pictures.places import PLACES
from game.render.pictures.signs import SIGNS
from game.render.pictures.things import THINGS

PICTURES: dict[str, Callable[[Pen], None]] = {
    **PEOPLE,
    **THINGS,
    **FLOWER,
    **AIDS,
    **EMBLEMS,
    **FACES,
    **FEET,
    **GIFTS,
    **PLACES,
    **SIGNS,
}

# pictures that point the way reading goes: mirrored with the screen, and no others
MIRRORED = frozenset({"arrow", "arrow_back", "next_step", "question"})
