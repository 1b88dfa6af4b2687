"""The colours of every screen, once: red, green, blue, opacity in 0..1 (sRGB, not premultiplied).

The accents are Okabe and Ito's colour-blind-safe set and live in shapes only: text is cream on dark
or ink on cream, never coloured. Every accent travels with a second cue (a tick, a sweep, a shape).
"""

from __future__ import annotations

Colour = tuple[float, float, float, float]


def colour(code: str, opacity: float = 1.0) -> Colour:
    """The colour of a code like "#12292B"."""
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue, opacity


def faded(base: Colour, opacity: float) -> Colour:
    """The same colour, its opacity multiplied."""
    return base[0], base[1], base[2], base[3] * opacity


def luminance(base: Colour) -> float:
    """Relative luminance of an opaque sRGB colour, 0 black to 1 white (WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in base[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


CLEAR: Colour = (0.0, 0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0, 1.0)
INK = colour("#12292B")
PINE = colour("#0E2426")
PANEL_DIM = faded(PINE, 0.80)  # over dimmed scenery
PANEL_LIVE = faded(PINE, 0.92)  # over the moving world
PANEL_STAFF = faded(PINE, 0.96)
STAFF_BUTTON = colour("#1F4043")
CREAM = colour("#FFF6E6")
SOFT = colour("#DCE5DA")  # secondary text on the therapist's panel
EDGE = faded(CREAM, 0.38)
TRACK = faded(CREAM, 0.16)  # the empty part of an arc
TRACK_ON_PINE = colour("#34464A")  # the same, opaque
SHADOW = colour("#040E10", 0.55)

ORANGE = colour("#E69F00")  # hold, beads, value
YELLOW = colour("#F0E442")  # focus, target
SKY = colour("#56B4E9")  # time
VERMILLION = colour("#D55E00")  # direction arrows, warm objects
BLUE = colour("#0072B2")  # board, load
GREEN = colour("#009E73")  # ready, helper
PURPLE = colour("#CC79A7")  # a petal that was reached
PETAL_HEART = colour("#F6DCEB")
POLLEN = colour("#F8E8A8")
WOOD = colour("#B87B3D")
BARK = colour("#7D4E2A")
GREY = colour("#5F706B")  # the frame to hold on to

SAND = colour("#F3E4C6")  # the board from above
SAND_LINE = colour("#A79F8B")
PATH = colour("#E9D3A2")
PIP = colour("#9A8455")  # dots along the path

TINT_ORANGE = colour("#FFE3AE")
TINT_SKY = colour("#CBE7F8")
TINT_GREEN = colour("#C4E8D6")
TINT_YELLOW = colour("#FBF5B8")
TINT_WARM = colour("#FBD8BE")
TINT_GREY = colour("#DDE8E2")
