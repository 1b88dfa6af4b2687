"""How the screens of one person are drawn: letters, contrast, pictures, motion.

A style changes how things look, never what is there. Only a column changes where a choice lies: for
who sees one side of what is before them, all stands one below the other at that side. Letters grow
as far as their place allows; of contrast, panels become opaque and all shades between dark and
light go. Pictures that only go with words are left out where they distract; signs that say
something which no word says (a tick, a lock, a bead, a petal) stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from game.render.pictures.emblems import EMBLEMS
from game.render.ui_palette import (
    CREAM,
    INK,
    PINE,
    SOFT,
    STAFF_BUTTON,
    TRACK_ON_PINE,
    WHITE,
    Colour,
    colour,
)

LETTERS = {"normal": 1.0, "large": 1.2, "larger": 1.4}  # times the usual size
COLUMN = 38.0  # how wide the frame is that stands at one side, u
OPAQUE_FROM = 0.6  # a dark ground of at least this opacity becomes opaque
DARK = colour("#040B0C")
STRONG: dict[tuple[float, ...], Colour] = {  # by red, green and blue
    INK[:3]: DARK,
    PINE[:3]: DARK,
    STAFF_BUTTON[:3]: colour("#0B1718"),
    TRACK_ON_PINE[:3]: colour("#4C5B5E"),
    CREAM[:3]: WHITE,
    SOFT[:3]: WHITE,
}
# pictures without which a screen would not say the same
SIGNS = frozenset(
    {
        "tick",
        "lock",
        "unlock",
        "badge_tick",
        "badge_dotted",
        "bead_dotted",
        "star",
        "star_dotted",
        "chevron",
        "home_dotted",
        "medal",
        "question",
        "person",
        "people",
        *EMBLEMS,
    }
)
SIGN_KINDS = ("petal_", "sole_")


@dataclass(frozen=True, slots=True)
class Style:
    """letters: how many times the usual size. strong: as much contrast as there is. pictures:
    whether pictures stand beside the words. reduced: whether motion is. column: the side at which
    all stands in one column; empty: it has the whole frame.
    """

    letters: float = 1.0
    strong: bool = False
    pictures: bool = True
    reduced: bool = False
    column: Literal["", "left", "right"] = ""

    def shade(self, wanted: Colour) -> Colour:
        """The colour that stands for another in this style."""
        if not self.strong or (instead := STRONG.get(wanted[:3])) is None:
            return wanted
        light = instead is WHITE
        opacity = wanted[3] if light or wanted[3] < OPAQUE_FROM else 1.0
        return *instead[:3], min(1.0, 2 * opacity) if light else opacity

    def shows(self, picture: str) -> bool:
        """Whether a pictogram is drawn."""
        return self.pictures or picture in SIGNS or picture.startswith(SIGN_KINDS)


USUAL = Style()
