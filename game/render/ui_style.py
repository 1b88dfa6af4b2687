"""How the screens of one person are drawn: letters, contrast, pictures, motion.

A style changes how things look, never what is there or where a choice lies. Letters grow as far as
their place allows; of contrast, panels become opaque and all shades between dark and light go.
Pictures that only go with words are left out where they distract; signs that say something which no
word says (a tick, a lock, a bead, a petal) stay.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.render.ui_palette import (
    CREAM,
    EDGE,
    INK,
    PANEL_DIM,
    PANEL_LIVE,
    PANEL_STAFF,
    PINE,
    SOFT,
    STAFF_BUTTON,
    TRACK,
    TRACK_ON_PINE,
    WHITE,
    Colour,
    colour,
    faded,
)

LETTERS = {"normal": 1.0, "large": 1.2, "larger": 1.4}  # times the usual size
DARK = colour("#050D0E")
STRONG: dict[Colour, Colour] = {
    PANEL_DIM: DARK,
    PANEL_LIVE: DARK,
    PANEL_STAFF: DARK,
    PINE: DARK,
    INK: DARK,
    STAFF_BUTTON: colour("#0B1718"),
    CREAM: WHITE,
    SOFT: WHITE,
    EDGE: faded(WHITE, 0.85),
    TRACK: faded(WHITE, 0.30),
    TRACK_ON_PINE: colour("#4C5B5E"),
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
    }
)
SIGN_KINDS = ("petal_", "sole_")


@dataclass(frozen=True, slots=True)
class Style:
    """letters: how many times the usual size. strong: as much contrast as there is. pictures:
    whether pictures stand beside the words. reduced: whether motion is.
    """

    letters: float = 1.0
    strong: bool = False
    pictures: bool = True
    reduced: bool = False

    def shade(self, wanted: Colour) -> Colour:
        """The colour that stands for another in this style."""
        return STRONG.get(wanted, wanted) if self.strong else wanted

    def shows(self, picture: str) -> bool:
        """Whether a pictogram is drawn."""
        return self.pictures or picture in SIGNS or picture.startswith(SIGN_KINDS)


USUAL = Style()
